"""Has travellers compared with the lists, with every name and document that was ever stated."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from seawall.engines.names import Identifier, Name, Subject, SubjectError
from seawall.foundation.actor import Actor
from seawall.foundation.handling.header import Header
from seawall.foundation.handling.scope import unrestricted
from seawall.modules.border.models import TravelDocument, Traveller, Voyage
from seawall.modules.border.rules.folding import fold, squeeze
from seawall.modules.border.services import alarms
from seawall.modules.screening.candidates import Candidate
from seawall.modules.screening.services import screen_subjects

SUBJECT_KIND = "border.traveller"
STILL_HERE = timedelta(hours=12)
NOT_KNOWN = timedelta(days=3)

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
    actor: Actor,
    voyage: Voyage,
    travellers: Sequence[Traveller],
    *,
    only: Collection[UUID] | None = None,
) -> int:
    """Screen travellers of one voyage, tell the owners of hits; returns how many were new.

    Args:
        actor: whose work brought it about.
        voyage: of all of the travellers.
        travellers: any number.
        only: entries to compare with, after a list has changed; None for all.
    """
    if not travellers:
        return 0
    found = screen_subjects(actor, candidates=candidates(travellers), only=only)
    alarms.hits(actor, voyage, travellers, found)
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
    told = [(row.surname, row.given_names), *map(tuple, row.earlier_names)]
    names = tuple(Name(surname or "", given or "") for surname, given in told if surname or given)
    births = tuple(filter(None, (row.birth_date, *row.earlier_birth_dates)))
    try:
        return _subject(row, names, births, documents)
    except SubjectError:
        # Only a hostile message gets here; what can be compared still is.
        return _subject(row, names[:1], (), documents)


def _subject(
    row: Traveller,
    names: tuple[Name, ...],
    births: tuple[str, ...],
    documents: Sequence[TravelDocument],
) -> Subject:
    return Subject(
        id=str(row.id),
        kind="person",
        names=names,
        birth_dates=births,
        countries=tuple(filter(None, [row.nationality])),
        identifiers=tuple(_identifier(one) for one in documents if squeeze(one.number)),
        sex=SEXES.get(row.sex or ""),
        birth_places=tuple(filter(None, [row.birth_place])),
    )


def _identifier(document: TravelDocument) -> Identifier:
    kind = DOCUMENT_KINDS.get(fold(document.type)[:1], "document")
    issuer = document.issuer if document.issuer and len(document.issuer) == 3 else None
    return Identifier(kind=kind, value=document.number or "", issuer=issuer)


def rescreen(actor: Actor, entry_ids: Sequence[UUID]) -> int:
    """Screen everybody who is still to arrive against changed entries; returns how many.

    It is the port of ``ports.rescreen``: whoever changed the list acts, and every agency's
    travellers are compared. Those whose arrival is not known count for as long as their voyage is
    recent.

    Args:
        actor: who changed the list.
        entry_ids: the entries that changed.
    """
    now = timezone.now()
    recent = Q(arrives_at__gt=now - STILL_HERE)
    unknown = Q(arrives_at=None, last_received_at__gt=now - NOT_KNOWN)
    count = 0
    with unrestricted("a list has changed"):
        for voyage in Voyage.objects.unrestricted().filter(recent | unknown).order_by("id"):
            people = Traveller.objects.unrestricted().filter(voyage_id=voyage.id, same_as=None)
            rows = list(people.order_by("id"))
            screen_travellers(actor, voyage, rows, only=entry_ids)
            count += len(rows)
    return count
