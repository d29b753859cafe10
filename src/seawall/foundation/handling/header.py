"""The handling columns of a record as one value."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from seawall.foundation.actor import Actor, Level


@dataclass(frozen=True, slots=True)
class Header:
    """Whose a record is, who may see it, for what and until when.

    Args:
        owner_id: agency that owns the record.
        owner_state: ISO 3166-1 alpha-3 of that agency's state, None for none.
        level: TLP 2.0.
        named: officers who may read a RED record.
        audience_id: named set of agencies that may see it, None for the owner alone.
        compartment_id: sealed compartment, None for an open record.
        permitted_uses: uses that the data may serve.
        data_class: code of a ``DataClass``.
        mask_on: when personal details are masked, None for never before deletion.
        retain_until: when it is deleted.
    """

    owner_id: UUID
    owner_state: str | None
    level: Level
    permitted_uses: tuple[str, ...]
    data_class: str
    retain_until: datetime
    mask_on: datetime | None = None
    named: tuple[UUID, ...] = ()
    audience_id: UUID | None = None
    compartment_id: UUID | None = None

    def columns(self) -> dict[str, Any]:
        """The values for a ``Record``'s constructor."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return values | {
            "level": int(self.level),
            "named": list(self.named),
            "permitted_uses": list(self.permitted_uses),
        }

    def visible_to(self, actor: Actor) -> bool:
        """The rule of the wall, for what is not a row: a live event, a view already made."""
        mine = self.owner_id == actor.agency_id or self.audience_id in actor.audiences
        sealed = self.compartment_id is not None and self.compartment_id not in actor.compartments
        return (
            mine
            and not sealed
            and self._level_allows(actor)
            and not actor.uses.isdisjoint(self.permitted_uses)
        )

    def _level_allows(self, actor: Actor) -> bool:
        if self.level > actor.clearance:
            return False
        if self.level is Level.AMBER_STRICT:
            return self.owner_state == actor.state
        return self.level is not Level.RED or actor.officer_id in self.named
