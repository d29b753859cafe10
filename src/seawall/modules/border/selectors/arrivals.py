"""The arrivals board: voyages by time, figures of the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import refuse
from seawall.foundation.handling.models import RecordQuerySet
from seawall.modules.border.models import Message, TravellerReply, Voyage

READ = "border.arrivals.read"
LANDED_AFTER = timedelta(minutes=30)
SOON = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Figures:
    """The day in figures.

    Args:
        persons, voyages: expected between midnight and midnight by the node's clock.
        screened: share of them screened, in [0, 1], or None where nobody is expected.
        before_arrival: share of the travellers of the 30 days before today whose message came
            before they arrived, or None where there were none.
        late: voyages of the day whose first message came after it was due.
        newest: when the last message was received, or None.
    """

    persons: int
    voyages: int
    screened: float | None
    before_arrival: float | None
    late: int
    newest: datetime | None


def require_reading(actor: Actor) -> None:
    """Refuse who may not see the board.

    Raises:
        Refused: the actor's roles do not read arrivals.
    """
    if not actor.may(READ):
        refuse(actor, "border.arrivals.opened", READ)


def voyages(actor: Actor) -> RecordQuerySet[Voyage]:
    """Voyages, not lists of crew that are of no voyage; evaluate it in the actor's scope."""
    return Voyage.objects.visible_to(actor).filter(standing=False)


def landed_before(now: datetime) -> datetime:
    """Who was to arrive before this has landed or is at berth."""
    return now - LANDED_AFTER


def figures(actor: Actor, now: datetime) -> Figures:
    """The day's figures; three queries, in the actor's scope."""
    start = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    today = voyages(actor).filter(
        arrives_at__gte=start, arrives_at__lt=start + timedelta(days=1), cancelled=False
    )
    persons = F("passengers") + F("crew")
    day = today.aggregate(
        voyages=Count("id"),
        persons=Sum(persons),
        screened=Sum("screened"),
        late=Count("id", filter=Q(first_received_at__gt=F("due_at"))),
    )
    month = voyages(actor).filter(arrives_at__gte=start - timedelta(days=30), arrives_at__lt=start)
    past = month.aggregate(
        persons=Sum(persons),
        before=Sum(persons, filter=Q(first_received_at__lt=F("arrives_at"))),
    )
    received = Message.objects.visible_to(actor).order_by("-received_at", "-id")
    newest = received.values_list("received_at", flat=True).first()
    return Figures(
        persons=day["persons"] or 0,
        voyages=day["voyages"],
        screened=_share(day["screened"], day["persons"]),
        before_arrival=_share(past["before"], past["persons"]),
        late=day["late"],
        newest=newest,
    )


def _share(part: int | None, whole: int | None) -> float | None:
    return None if not whole else min(1.0, (part or 0) / whole)


def replied(voyage_ids: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """What carriers were last told, counted by code for each voyage; one query."""
    newest = (
        TravellerReply.objects.filter(reply__voyage_id__in=list(voyage_ids))
        .order_by("traveller_id", "-id")
        .distinct("traveller_id")
        .values_list("reply__voyage_id", "code")
    )
    found: dict[UUID, dict[str, int]] = {}
    for voyage_id, code in newest:
        counts = found.setdefault(voyage_id, {})
        counts[code] = counts.get(code, 0) + 1
    return found
