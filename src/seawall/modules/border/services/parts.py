"""Keeps a traveller's documents, bags, contacts and search words equal to what was said last."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from seawall.engines.edifact.paxlst.traveller import Traveller as TravellerRead
from seawall.modules.border.models import Bag, Contact, SearchToken, TravelDocument, Traveller
from seawall.modules.border.rules.folding import fold, squeeze
from seawall.modules.border.rules.persons import Person
from seawall.modules.border.services.decoding import country, storable, text

Values = dict[str, Any]
TOKEN_LENGTH = 80
MOST_PARTS = 99
ADDRESS = ("lines", "street", "city", "region", "postcode", "country")


class Part(NamedTuple):
    """One sort of parts.

    Args:
        rows: their table.
        columns: what is compared and written.
        order: column that keeps their order.
        values_of: what a traveller's parts are, from all that was said.
    """

    rows: Any
    columns: tuple[str, ...]
    order: str
    values_of: Callable[[Traveller, Person], list[Values]]


def replace_parts(
    rows: Sequence[Traveller], persons: Mapping[UUID, Person], *, fresh: set[UUID]
) -> None:
    """Write the parts of each traveller, where they differ from what is stored.

    Args:
        rows: travellers that a manifest names.
        persons: what was said of each, by the traveller's id.
        fresh: travellers made now, who have no parts yet.
    """
    for part in PARTS:
        wanted = {row.id: part.values_of(row, persons[row.id])[:MOST_PARTS] for row in rows}
        known = _known(part, [key for key in wanted if key not in fresh])
        differing = [key for key, values in wanted.items() if values != known.get(key, [])]
        stale = [key for key in differing if key in known]
        if stale:
            part.rows.filter(traveller_id__in=stale).delete()
        make = part.rows.model
        made = [make(traveller_id=key, **values) for key in differing for values in wanted[key]]
        part.rows.bulk_create(made, batch_size=2000)


def _known(part: Part, ids: Sequence[UUID]) -> dict[UUID, list[Values]]:
    if not ids:
        return {}
    found: dict[UUID, list[Values]] = defaultdict(list)
    rows = part.rows.filter(traveller_id__in=ids).order_by("traveller_id", part.order)
    for key, *values in rows.values_list("traveller_id", *part.columns):
        found[key].append(dict(zip(part.columns, values, strict=True)))
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


PARTS = (
    Part(
        TravelDocument.objects,
        ("position", "type", "number", "issuer", "expires", "issued"),
        "position",
        _documents,
    ),
    Part(Bag.objects, ("position", "tag"), "position", _bags),
    Part(Contact.objects, ("position", "means", "address"), "position", _contacts),
    Part(SearchToken.objects, ("kind", "token"), "id", _tokens),
)


def address_of(known: TravellerRead) -> Values | None:
    """The address as the message divides it, without what it leaves out."""
    given = known.address
    if given is None:
        return None
    said = {name: getattr(given, name) for name in ADDRESS}
    return storable({name: value for name, value in said.items() if value}) or None
