"""Roles as sets of permissions, purposes as sets of permitted uses, from the reference tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seawall.reference.tables import rows

ROLE_LABELS: dict[str, Promise] = {
    "watch_officer": _("Watch officer"),
    "border_officer": _("Border officer"),
    "border_supervisor": _("Border supervisor"),
    "analyst": _("Analyst"),
    "case_lawyer": _("Case lawyer"),
    "statistician": _("Statistician"),
    "plan_focal_point": _("Plan focal point"),
    "agency_administrator": _("Agency administrator"),
    "data_protection_officer": _("Data-protection officer"),
    "auditor": _("Auditor"),
    "oversight": _("Oversight"),
    "service_account": _("Service account"),
}

PURPOSE_LABELS: dict[str, Promise] = {
    "border_control": _("Border control"),
    "watch": _("Watch at sea and in the air"),
    "investigation": _("Investigation"),
    "intelligence_analysis": _("Intelligence analysis"),
    "legal_assistance": _("Legal assistance"),
    "statistics": _("Statistics"),
    "administration": _("Administration of the node"),
    "data_protection": _("Data protection"),
    "oversight": _("Oversight"),
}


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why an officer works: compatible uses of records, and who may choose it."""

    code: str
    uses: frozenset[str]
    needs_case: bool
    roles: frozenset[str]

    @property
    def label(self) -> str:
        return str(PURPOSE_LABELS[self.code])


@cache
def permission_table() -> dict[str, frozenset[str]]:
    """Permissions by role."""
    return {
        role: frozenset(row["permission"] for row in rows("permissions") if row[role] == "x")
        for role in ROLE_LABELS
    }


@cache
def purposes() -> dict[str, Purpose]:
    """Every purpose by code, in the order of the table."""
    return {
        row["purpose"]: Purpose(
            code=row["purpose"],
            uses=frozenset(row["uses"].split()),
            needs_case=row["needs_case"] == "x",
            roles=frozenset(row["roles"].split()),
        )
        for row in rows("purposes")
    }


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """What these roles may do together; an unknown role may do nothing."""
    table = permission_table()
    return frozenset().union(*(table.get(role, frozenset()) for role in roles))


def purposes_of(roles: Iterable[str]) -> tuple[Purpose, ...]:
    """The purposes that these roles may choose."""
    mine = frozenset(roles)
    return tuple(purpose for purpose in purposes().values() if purpose.roles & mine)
