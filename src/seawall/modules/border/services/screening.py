"""Has travellers compared with the lists, with every name and document that was ever stated."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from seawall.engines.names import Identifier, Name, Subject, SubjectError
from seawall.foundation.actor import Actor
from seawall.foundation.handling.header import Header
from seawall.modules.border.models import TravelDocument, Traveller, Voyage
from seawall.modules.border.rules.folding import fold, squeeze
from seawall.modules.border.services import alarms
from seawall.modules.screening.candidates import Candidate
from seawall.modules.screening.services import screen_subjects

SUBJECT_KIND = "border.traveller"
STILL_HERE = timedelta(hours=12)
BATCH = 500

# First letter of a document's type -> kind of identifier (ICAO Doc 9303-4, -5, -7; regional codes).
DOCUMENT_KINDS = {
    "P": "passport",
    "V": "visa",
    "I": "national_id",
    "A": "national_id",
    "C": "national_id",
    "S": "seafarer_book",
    "L": "seafarer_book",
    "R": "residence_permit",
}
SEXES = {"M": "M", "F": "F"}


def screen_travellers(
    actor: Actor, voyage: Voyage, travellers: Sequence[Traveller], now: datetime
) -> int:
    """Screen travellers of one voyage, tell the owners of hits; returns how many were new.

    Args:
        actor: of the agency that owns the voyage.
        voyage: of all of the travellers.
        travellers: any number.
        now: UTC, remembered as when they were screened.
    """
    if not travellers:
        return 0
    found = screen_subjects(actor, candidates(travellers))
    alarms.hits(actor, voyage, travellers, found)
    rows = Traveller.objects.visible_to(actor).filter(id__in=[row.id for row in travellers])
    rows.update(screened_at=now)
    return sum(notice.is_new for screened in found for notice in screened.hits)


def candidates(travellers: Iterable[Traveller]) -> list[Candidate]:
    """Each traveller as screening compares it; one query for all documents."""
    rows = list(travellers)
    documents: dict[UUID, list[TravelDocument]] = defaultdict(list)
    for one in TravelDocument.objects.filter(traveller_id__in=[row.id for row in rows]):
        documents[one.traveller_id].append(one)
    headers: dict[tuple[object, ...], Header] = {}
    return [
        Candidate(
            kind=SUBJECT_KIND,
            id=row.id,
            subject=subject_of(row, documents[row.id]),
            header=headers.setdefault(_handling(row), row.header),
        )
        for row in rows
    ]


def _handling(row: Traveller) -> tuple[object, ...]:
    return (row.owner_id, row.level, row.audience_id, row.compartment_id, row.retain_until)


def subject_of(row: Traveller, documents: Sequence[TravelDocument]) -> Subject:
    """A traveller with every name, birth date and document that any message stated."""
    names = [(row.surname, row.given_names), *map(tuple, row.earlier_names)]
    births = [row.birth_date, *row.earlier_birth_dates]
    values = {
        "id": str(row.id),
        "kind": "person",
        "names": tuple(Name(surname or "", given or "") for surname, given in names if surname or given),
        "birth_dates": tuple(date for date in births if date),
        "countries": tuple(filter(None, [row.nationality])),
        "identifiers": tuple(_identifier(one) for one in documents if squeeze(one.number)),
        "sex": SEXES.get(row.sex or ""),
        "birth_places": tuple(filter(None, [row.birth_place])),
    }
    try:
        return Subject(**values)
    except SubjectError:
        # Only a hostile message gets here; what can be compared still is.
        return Subject(**values | {"names": values["names"][:1], "birth_dates": ()})


def _identifier(document: TravelDocument) -> Identifier:
    kind = DOCUMENT_KINDS.get(fold(document.type)[:1], "document")
    issuer = document.issuer if document.issuer and len(document.issuer) == 3 else None
    return Identifier(kind=kind, value=document.number or "", issuer=issuer)


def rescreen_due(actor: Actor, now: datetime | None = None) -> int:
    """Screen again everybody of the actor's agency who is still to arrive; returns new hits.

    Those whose arrival is not known count as still to arrive for as long as their voyage is recent.
    """
    at = now or timezone.now()
    recent = Q(arrives_at__gt=at - STILL_HERE)
    unknown = Q(arrives_at=None, last_received_at__gt=at - timedelta(days=3))
    voyages = Voyage.objects.visible_to(actor).filter(recent | unknown, owner_id=actor.agency_id)
    new = 0
    for voyage in voyages.order_by("id"):
        rows = Traveller.objects.visible_to(actor).filter(voyage_id=voyage.id).order_by("id")
        people = list(rows.exclude(state=Traveller.State.REMOVED, same_as__isnull=False))
        for start in range(0, len(people), BATCH):
            new += screen_travellers(actor, voyage, people[start : start + BATCH], at)
    return new
