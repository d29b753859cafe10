"""Possible matches of travellers, as the actor's agency may know them; silent ones are absent."""

from collections.abc import Collection
from uuid import UUID

from seawall.foundation.actor import Actor
from seawall.foundation.handling.models import RecordQuerySet
from seawall.modules.screening import selectors as screening
from seawall.modules.screening.choices import HitState, Role
from seawall.modules.screening.models import Hit

SUBJECT_KIND = "border.traveller"
MOST_WAITING = 500


def _hits(actor: Actor) -> RecordQuerySet[Hit]:
    return screening.hits(actor).filter(subject_kind=SUBJECT_KIND, role=Role.ASKING)


def open_hits(actor: Actor) -> list[Hit]:
    """Open hits on travellers, the newest first, at most ``MOST_WAITING``."""
    rows = _hits(actor).filter(state=HitState.OPEN)
    return list(rows.order_by("-created_at", "-id")[:MOST_WAITING])


def open_ids(actor: Actor) -> list[UUID]:
    """Their ids alone, for counting."""
    rows = _hits(actor).filter(state=HitState.OPEN).order_by("-created_at", "-id")
    return list(rows.values_list("id", flat=True)[:MOST_WAITING])


def hits_of(actor: Actor, traveller_ids: Collection[UUID]) -> list[Hit]:
    """Open and closed hits on these travellers."""
    rows = _hits(actor).filter(subject_id__in=list(traveller_ids))
    return list(rows.order_by("-points", "id"))


def hit_of(actor: Actor, hit_id: UUID) -> Hit | None:
    """One hit on a traveller, or None."""
    return _hits(actor).filter(id=hit_id).first()
