"""Possible matches of travellers, as the actor's agency may know them; silent ones are not there."""

from collections.abc import Iterable
from uuid import UUID

from seawall.foundation.actor import Actor
from seawall.modules.screening.models import Hit

SUBJECT_KIND = "border.traveller"
MOST_WAITING = 500


def _hits(actor: Actor):  # type: ignore[no-untyped-def]
    rows = Hit.objects.visible_to(actor)
    return rows.filter(owner_id=actor.agency_id, subject_kind=SUBJECT_KIND)


def open_hits(actor: Actor) -> list[Hit]:
    return list(_hits(actor).filter(state="open").order_by("-created_at", "-id")[:MOST_WAITING])


def count_open(actor: Actor) -> int:
    return int(_hits(actor).filter(state="open")[: MOST_WAITING + 1].count())


def hits_of(actor: Actor, traveller_ids: Iterable[UUID]) -> list[Hit]:
    ids = list(traveller_ids)
    return list(_hits(actor).filter(subject_id__in=ids).order_by("-points", "id")) if ids else []


def hit_of(actor: Actor, hit_id: UUID) -> Hit | None:
    return _hits(actor).filter(id=hit_id).first()
