"""A traveller with everything that is known of the person."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.foundation.actor import Actor
from seawall.foundation.audit.recording import Outcome, disclosed
from seawall.foundation.errors import NotFound
from seawall.modules.border.models import (
    Bag,
    Contact,
    Flag,
    SearchToken,
    SecondaryInspection,
    TravelDocument,
    Traveller,
    Voyage,
)
from seawall.modules.border.rules.ages import may_be_child
from seawall.modules.border.selectors.protection import HANDLES, people

MOST_BEFORE = 50


@dataclass(frozen=True, slots=True)
class Person:
    """A traveller and the parts of the record.

    Args:
        row: the traveller.
        documents, bags, contacts: as the messages have them.
        flags: in force; empty for those who do not handle protected people.
        is_child: whether the person may be under 18 on arrival.
    """

    row: Traveller
    documents: tuple[TravelDocument, ...]
    bags: tuple[Bag, ...]
    contacts: tuple[Contact, ...]
    flags: tuple[Flag, ...]
    is_child: bool


@dataclass(frozen=True, slots=True)
class TravellerView:
    """Everything on the page of one traveller."""

    person: Person
    voyage: Voyage
    before: tuple[Traveller, ...]
    inspections: tuple[SecondaryInspection, ...]


def person_of(actor: Actor, row: Traveller) -> Person:
    """A traveller with the parts of the record."""
    flags = row.flags.filter(ended_at=None).select_related("set_by") if actor.may(HANDLES) else ()
    return Person(
        row=row,
        documents=tuple(row.documents.all()),
        bags=tuple(row.bags.all()),
        contacts=tuple(row.contacts.all()),
        flags=tuple(flags),
        is_child=is_child(row),
    )


def is_child(row: Traveller) -> bool:
    """Whether the person may be under 18 on arrival."""
    return may_be_child(row.birth_date, day_of(row))


def day_of(row: Traveller) -> date:
    """The day a traveller arrives, by the node's clock; today where that is not known."""
    return timezone.localtime(row.arrives_at).date()


def before(actor: Actor, row: Traveller) -> list[Traveller]:
    """Earlier journeys under one of the same document numbers, newest first."""
    tokens = SearchToken.objects.filter(traveller_id=row.id, kind="d").values_list(
        "token", flat=True
    )
    numbers = list(tokens)
    if not numbers:
        return []
    same = SearchToken.objects.filter(kind="d", token__in=numbers).values("traveller_id")
    rows = people(actor).filter(id__in=same).exclude(voyage_id=row.voyage_id)
    return list(rows.order_by("-id")[:MOST_BEFORE])


@disclosed("border.traveller.opened", "border.travellers.read")
def open_traveller(actor: Actor, *, traveller_id: UUID) -> Outcome[TravellerView]:
    """One traveller, whole.

    Raises:
        NotFound: no such traveller, or not the actor's to see.
    """
    row = people(actor).filter(id=traveller_id).first()
    if row is None:
        raise NotFound("border.traveller.missing", _("There is no such traveller."))
    inspections = SecondaryInspection.objects.visible_to(actor).filter(traveller_id=row.id)
    view = TravellerView(
        person=person_of(actor, row),
        voyage=Voyage.objects.visible_to(actor).get(id=row.voyage_id),
        before=tuple(before(actor, row)),
        inspections=tuple(inspections.order_by("-opened_at")),
    )
    return Outcome(view, about=(("border.traveller", row.id),))


def documents_of(rows: Iterable[Traveller]) -> dict[UUID, list[TravelDocument]]:
    """The documents of several travellers, one query."""
    found: dict[UUID, list[TravelDocument]] = defaultdict(list)
    ids = [row.id for row in rows]
    for one in TravelDocument.objects.filter(traveller_id__in=ids).order_by("position"):
        found[one.traveller_id].append(one)
    return found


def voyages_of(actor: Actor, rows: Iterable[Traveller]) -> dict[UUID, Voyage]:
    """The voyages of several travellers, one query."""
    return Voyage.objects.visible_to(actor).in_bulk({row.voyage_id for row in rows})


def flags_of(actor: Actor, rows: Iterable[Traveller]) -> dict[UUID, list[str]]:
    """The flags in force of several travellers, one query; none for who may not know of them."""
    found: dict[UUID, list[str]] = defaultdict(list)
    if actor.may(HANDLES):
        ids = [row.id for row in rows]
        for one in Flag.objects.filter(traveller_id__in=ids, ended_at=None).order_by("code"):
            found[one.traveller_id].append(one.code)
    return found


def with_documents(rows: Collection[Traveller]) -> list[dict[str, object]]:
    """Travellers with their documents as plain values, one query for all documents."""
    documents = documents_of(rows)
    names = (
        "id", "voyage_id", "kind", "state", "surname", "given_names", "birth_date", "sex",
        "nationality", "seat", "booking_reference",
    )  # fmt: skip
    return [
        {**{name: getattr(row, name) for name in names}, "documents": documents[row.id]}
        for row in rows
    ]
