"""Keeps a traveller's documents, bags, contacts and search words equal to what was said last."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import models

from seawall.engines.edifact.paxlst.traveller import Traveller as TravellerRead
from seawall.modules.border.models import Bag, Contact, SearchToken, Traveller, TravelDocument
from seawall.modules.border.rules.folding import fold, squeeze
from seawall.modules.border.rules.persons import Person
from seawall.modules.border.services.decoding import country, storable, text

Values = dict[str, Any]
TOKEN_LENGTH = 80
MOST_PARTS = 99


def replace_parts(
    rows: Sequence[Traveller], persons: Mapping[UUID, Person], *, fresh: set[UUID]
) -> None:
    """Write the parts of each traveller, where they differ from what is stored.

    Args:
        rows: travellers that a manifest names.
        persons: what was said of each, by the traveller's id.
        fresh: travellers made now, who have no parts yet.
    """
    for model, values_of in PARTS:
        _replace(model, rows, persons, fresh, values_of)


def _replace(
    model: type[models.Model],
    rows: Sequence[Traveller],
    persons: Mapping[UUID, Person],
    fresh: set[UUID],
    values_of: Callable[[Traveller, Person], list[Values]],
) -> None:
    wanted = {row.id: values_of(row, persons[row.id])[:MOST_PARTS] for row in rows}
    known = _known(model, [key for key in wanted if key not in fresh])
    differing = [key for key, values in wanted.items() if values != known.get(key, [])]
    stale = [key for key in differing if key in known]
    manager = model._default_manager
    if stale:
        manager.filter(traveller_id__in=stale).delete()
    manager.bulk_create(
        [model(traveller_id=key, **values) for key in differing for values in wanted[key]],
        batch_size=2000,
    )


def _known(model: type[models.Model], ids: Sequence[UUID]) -> dict[UUID, list[Values]]:
    if not ids:
        return {}
    names = NAMES[model]
    order = ("traveller_id", "position") if "position" in names else ("traveller_id", "id")
    found: dict[UUID, list[Values]] = defaultdict(list)
    rows = model._default_manager.filter(traveller_id__in=ids).order_by(*order)
    for key, *values in rows.values_list("traveller_id", *names):
        found[key].append(dict(zip(names, values, strict=True)))
    return found


def _documents(_row: Traveller, person: Person) -> list[Values]:
    return [
        {
            "position": position,
            "type": text(one.type, 10),
            "number": text(one.number, 80),
            "issuer": country(one.issuer),
            "expires": one.expires,
            "issued": one.issued,
        }
        for position, one in enumerate(person.known.documents)
    ]


def _bags(_row: Traveller, person: Person) -> list[Values]:
    tags = [
        text(" ".join(filter(None, (one.number, *one.following))), 70)
        for one in person.known.bag_tags
    ]
    return [{"position": place, "tag": tag} for place, tag in enumerate(filter(None, tags))]


def _contacts(_row: Traveller, person: Person) -> list[Values]:
    given = [one for one in person.known.contacts if one.address]
    return [
        {"position": place, "means": text(one.means, 4), "address": text(one.address, 512)}
        for place, one in enumerate(given)
    ]


def _tokens(row: Traveller, person: Person) -> list[Values]:
    names = [row.surname, row.given_names, *(part for pair in row.earlier_names for part in pair)]
    words = {word for name in names for word in fold(name).split()}
    numbers = {squeeze(one.number) for one in person.known.documents}
    bookings = {squeeze(one.booking_reference) for one in person.told}
    found = (("n", words), ("d", numbers), ("b", bookings))
    return [
        {"kind": kind, "token": token[:TOKEN_LENGTH]}
        for kind, tokens in found
        for token in sorted(filter(None, tokens))
    ]


PARTS: tuple[
    tuple[type[models.Model], Callable[[Traveller, Person], list[Values]]], ...
] = (
    (TravelDocument, _documents),
    (Bag, _bags),
    (Contact, _contacts),
    (SearchToken, _tokens),
)
NAMES: dict[type[models.Model], tuple[str, ...]] = {
    TravelDocument: ("position", "type", "number", "issuer", "expires", "issued"),
    Bag: ("position", "tag"),
    Contact: ("position", "means", "address"),
    SearchToken: ("kind", "token"),
}


def address_of(known: TravellerRead) -> Values | None:
    """The address as the message divides it, without what it leaves out."""
    given = known.address
    if given is None:
        return None
    names: Iterable[str] = ("lines", "street", "city", "region", "postcode", "country")
    said = {name: getattr(given, name) for name in names}
    return storable({name: value for name, value in said.items() if value}) or None
