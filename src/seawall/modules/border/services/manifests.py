"""Brings a voyage's travellers up to its manifest, row by row and in few statements.

A traveller keeps the row, and with it hits, decisions and flags, for as long as one of the mentions
that made it still speaks of the same person. Where a late message shows that two rows are one
person, the older row goes on and the other is taken off and says which one it is; it and its hits
stay.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from seawall.foundation.actor import Actor
from seawall.modules.border.choices import TravellerKind, TravellerState
from seawall.modules.border.models import Mention, Traveller, Voyage
from seawall.modules.border.rules.manifest import Manifest
from seawall.modules.border.rules.persons import Person
from seawall.modules.border.services import parts
from seawall.modules.border.services.decoding import country, text

_MOST = 2**31 - 1


class Mentioned(NamedTuple):
    """Which list of which message a statement is."""

    message_id: UUID
    section: int


Spot = tuple[UUID, int, int]


class Applied(NamedTuple):
    """What applying a manifest came to.

    Args:
        to_screen: travellers who are new, or changed in what screening compares.
        homes: the traveller whom each entry of each message speaks of.
    """

    to_screen: list[Traveller]
    homes: dict[Spot, UUID]


@dataclass(slots=True)
class Rows:
    """A voyage's travellers as they are stored, and which mentions made each."""

    by_id: dict[UUID, Traveller]
    owner: dict[Spot, UUID]
    claimed: set[UUID] = field(default_factory=set)

    def claim(self, spots: Sequence[Spot]) -> Traveller | None:
        """The oldest free row that any of these mentions belongs to."""
        ids = {self.owner[spot] for spot in spots if spot in self.owner} - self.claimed
        if not ids:
            return None
        chosen = self.by_id[min(ids)]
        self.claimed.add(chosen.id)
        return chosen


def apply_manifest(
    actor: Actor,
    voyage: Voyage,
    manifest: Manifest,
    mentions: Sequence[Mentioned],
    now: datetime,
) -> Applied:
    """Make the rows of a voyage say what its manifest says.

    Args:
        actor: of the agency that owns the voyage.
        voyage: locked by the caller.
        manifest: of all messages about the voyage.
        mentions: which list each statement of the manifest is.
        now: UTC, when those to screen are screened: later in the same transaction.
    """
    rows = _rows(actor, voyage)
    made: list[Traveller] = []
    changed: dict[UUID, tuple[Traveller, set[str]]] = {}
    persons: dict[UUID, Person] = {}
    homes: dict[Spot, UUID] = {}
    header = voyage.header.columns()
    for position, person in enumerate(manifest.persons):
        spots = [(*mentions[statement], entry) for statement, entry in person.mentions]
        row = rows.claim(spots)
        values = _values(person, position, voyage)
        if row is None:
            row = Traveller(voyage=voyage, **values, **header)
            made.append(row)
        else:
            names = _set(row, values)
            if names:
                changed[row.id] = (row, names)
        persons[row.id] = person
        homes.update(dict.fromkeys(spots, row.id))
    for row, names in _take_off(rows, homes):
        changed[row.id] = (row, names)
    every = [*made, *(rows.by_id[key] for key in persons if key in rows.by_id)]
    to_screen = [row for row in every if _must_screen(row, persons[row.id], now)]
    Traveller.objects.bulk_create(made)
    _update(
        actor,
        [*changed.values(), *((row, {"screened_digest", "screened_at"}) for row in to_screen)],
        made,
    )
    _keep_mentions(manifest, mentions, rows, homes)
    parts.replace_parts(every, persons, fresh={row.id for row in made})
    return Applied(to_screen, homes)


def _rows(actor: Actor, voyage: Voyage) -> Rows:
    by_id = {row.id: row for row in Traveller.objects.visible_to(actor).filter(voyage_id=voyage.id)}
    owner = {
        (message, section, entry): traveller
        for traveller, message, section, entry in Mention.objects.filter(
            traveller_id__in=list(by_id)
        ).values_list("traveller_id", "message_id", "section", "entry")
    }
    return Rows(by_id, owner)


def _set(row: Traveller, values: dict[str, Any]) -> set[str]:
    """Set what differs; the names of what did."""
    differs = {name for name, value in values.items() if getattr(row, name) != value}
    for name in differs:
        setattr(row, name, values[name])
    return differs


def _take_off(rows: Rows, homes: dict[Spot, UUID]) -> Iterator[tuple[Traveller, set[str]]]:
    """Rows that turned out to be someone who has another row."""
    moved = {old: homes[spot] for spot, old in rows.owner.items() if spot in homes}
    for key, row in rows.by_id.items():
        if key not in rows.claimed:
            values = {"state": TravellerState.REMOVED, "same_as": moved.get(key, row.same_as)}
            names = _set(row, values)
            if names:
                yield row, names


def _update(
    actor: Actor, changed: Sequence[tuple[Traveller, set[str]]], made: Sequence[Traveller]
) -> None:
    """Write changed columns: one statement for each value where only the state changed."""
    new = {row.id for row in made}
    names: dict[UUID, set[str]] = defaultdict(set)
    rows: dict[UUID, Traveller] = {}
    for row, differs in changed:
        if row.id not in new:
            rows[row.id] = row
            names[row.id] |= differs
    by_state: dict[str, list[UUID]] = defaultdict(list)
    others: list[Traveller] = []
    for key, row in rows.items():
        if names[key] == {"state"}:
            by_state[row.state].append(key)
        else:
            others.append(row)
    every = Traveller.objects.visible_to(actor)
    for state, ids in by_state.items():
        every.filter(id__in=ids).update(state=state)
    if others:
        columns = sorted(set().union(*(names[row.id] for row in others)))
        every.bulk_update(others, columns, batch_size=200)


def _keep_mentions(
    manifest: Manifest,
    mentions: Sequence[Mentioned],
    rows: Rows,
    homes: dict[Spot, UUID],
) -> None:
    """Write down who each entry speaks of, where that is new or has moved."""
    fresh, moved = [], defaultdict(list)
    for (message_id, section), statement in zip(mentions, manifest.statements, strict=True):
        for entry, traveller in enumerate(statement.message.travellers):
            spot = (message_id, section, entry)
            home, span = homes[spot], traveller.span
            known = rows.owner.get(spot)
            if known is None:
                fresh.append(
                    Mention(
                        traveller_id=home,
                        message_id=message_id,
                        section=section,
                        entry=entry,
                        first_segment=span.first_segment if span else 0,
                        last_segment=span.last_segment if span else 0,
                        start=span.start if span else 0,
                        end=span.end if span else 0,
                    )
                )
            elif known != home:
                moved[home].append(spot)
    Mention.objects.bulk_create(fresh, batch_size=2000)
    for home, spots in moved.items():
        for message_id, section, entry in spots:
            Mention.objects.filter(message_id=message_id, section=section, entry=entry).update(
                traveller_id=home
            )


def _values(person: Person, position: int, voyage: Voyage) -> dict[str, Any]:
    """The columns of a traveller, from all that was said of the person."""
    known = person.known
    names = [_names(one) for one in person.told]
    births = [one.birth_date for one in person.told if one.birth_date]
    surname, given = _names(known)
    return {
        "position": position,
        "kind": known.kind or TravellerKind.UNKNOWN,
        "state": person.state,
        "same_as": None,
        "surname": surname,
        "given_names": given,
        "earlier_names": _others([list(one) for one in names if any(one)], [surname, given]),
        "birth_date": known.birth_date,
        "earlier_birth_dates": _others(births, known.birth_date),
        "sex": known.sex,
        "nationality": country(known.nationality),
        "birth_country": country(known.birth_country),
        "birth_place": text(known.birth_place, 120),
        "residence": country(known.residence),
        "address": parts.address_of(known),
        "embark": text(known.embark, 20),
        "disembark": text(known.disembark, 20),
        "booking_reference": text(known.booking_reference, 70),
        "unique_reference": text(known.unique_reference, 70),
        "seat": text(known.seat, 20),
        "crew_role": text(known.crew_role, 20),
        "verification": text(known.verification, 20),
        "bag_count": _whole(known.bag_count),
        "bag_weight": known.bag_weight,
        "bag_weight_unit": text(known.bag_weight_unit, 8),
        "arrives_at": voyage.arrives_at,
    }


def _names(traveller: Any) -> tuple[str | None, str | None]:
    given = (traveller.given_names, traveller.middle_names, *traveller.more_names)
    return text(traveller.surname, 200), text(" ".join(filter(None, given)) or None, 300)


def _others(values: Sequence[Any], now: Any) -> list[Any]:
    """Each earlier value once, in order, without the one in force."""
    found: list[Any] = []
    for value in values:
        if value != now and value not in found:
            found.append(value)
    return found[:20]


def _whole(number: int | None) -> int | None:
    return None if number is None or number > _MOST else number


def _must_screen(row: Traveller, person: Person, now: datetime) -> bool:
    """Whether what screening compares is new; remembers it in the row."""
    compared = [
        row.surname,
        row.given_names,
        row.earlier_names,
        row.birth_date,
        row.earlier_birth_dates,
        row.sex,
        row.nationality,
        row.birth_place,
        sorted(
            [one.type or "", one.number or "", one.issuer or ""] for one in person.known.documents
        ),
    ]
    digest = hashlib.sha256(json.dumps(compared).encode()).hexdigest()
    if row.screened_digest == digest:
        return False
    row.screened_digest, row.screened_at = digest, now
    return True
