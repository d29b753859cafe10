"""Who acts, for whom and why: made once at a door, first argument of everything below it."""

from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID


class Level(IntEnum):
    """Traffic Light Protocol 2.0, in order (FIRST, TLP 2.0)."""

    CLEAR = 0
    GREEN = 1
    AMBER = 2
    AMBER_STRICT = 3
    RED = 4

    @property
    def label(self) -> str:
        return "TLP:" + self.name.replace("_", "+")

    @property
    def slug(self) -> str:
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Actor:
    """An officer or service account at work under one purpose.

    Args:
        officer_id: the account; every audit entry names it.
        display: what colleagues call the account, for pages only.
        agency_id: the agency the account works for, which owns what it writes.
        organisation_id: the organisation that agency belongs to.
        state: ISO 3166-1 alpha-3, or None for an organisation of no state.
        roles: role codes of ``reference/permissions``.
        permissions: what those roles may do.
        clearance: the highest level the account may read.
        audiences: named sets of agencies that its agency belongs to.
        compartments: sealed compartments that the account was let into.
        purpose: code of ``reference/purposes``.
        uses: permitted uses that are compatible with the purpose.
        case_reference: the case, where the purpose demands one.
        is_service: whether this is a service account and no person.
    """

    officer_id: UUID
    display: str
    agency_id: UUID
    organisation_id: UUID
    state: str | None
    roles: frozenset[str]
    permissions: frozenset[str]
    clearance: Level
    audiences: frozenset[UUID]
    compartments: frozenset[UUID]
    purpose: str
    uses: frozenset[str]
    case_reference: str | None = None
    is_service: bool = False

    def may(self, permission: str) -> bool:
        return permission in self.permissions
