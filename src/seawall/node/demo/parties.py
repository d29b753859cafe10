"""Puts people on board: alone, as couples, as families, as groups; with seats, bags, bookings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

from seawall.node.demo.dice import Dice, pattern, weighted
from seawall.node.demo.people import Person, draw_child, draw_person, marry
from seawall.node.demo.places import Route, table
from seawall.reference.places import Place


@dataclass(frozen=True, slots=True)
class Traveller:
    """Somebody on board.

    Args:
        reference: the carrier's own, the same in each message about the voyage (RFF+ABO).
        locator: booking, shared by a party (RFF+AVF); None for crew.
        seat: as printed, or None where seats are free.
        embarks: where this traveller comes on board.
        leaves: where this traveller gets off.
        tags: one for each bag.
        weight_kg: of all bags together; None without bags.
        contact: a telephone number of the booking, or None.
        crew: whether on duty.
    """

    reference: str
    locator: str | None
    person: Person
    seat: str | None
    embarks: Place
    leaves: Place
    tags: tuple[str, ...] = ()
    weight_kg: int | None = None
    contact: str | None = None
    crew: bool = False


PARTIES = (("single", 46), ("couple", 26), ("family", 18), ("friends", 9), ("child", 1))


def seats(route: Route) -> Iterator[str | None]:
    """Seats from the front, in the order in which parties fill them; free ones at sea."""
    if route.carrier.mode == "sea":
        while True:
            yield None
    letters = "ABCDEF" if route.seats > 70 else "ACDF"
    for row in count(1 if route.seats <= 70 else 3):
        if row != 13:
            yield from (f"{row}{letter}" for letter in letters)


def mix(route: Route, home: str) -> list[tuple[tuple[str, str], float]]:
    """Culture and nationality of whom one meets on a route, with weights."""
    origins = {"*", route.origin.state} | ({route.began.state} if route.began else set())
    return [
        (
            (row["culture"], home if row["nationality"] == "home" else row["nationality"]),
            float(row["weight"]),
        )
        for row in table("tables/travellers")
        if row["origin"] in origins
    ]


def draw_party(
    throw: Dice, kind: str, culture: str, nationality: str, *, on: date
) -> tuple[Person, ...]:
    """The people of one booking; a child that travels alone is a party of its own."""
    if kind == "child":
        return (draw_person(throw, culture, nationality, on=on, ages=(6, 14)),)
    if kind == "friends":
        ages = throw.choice(((19, 30), (30, 50), (55, 75)))
        size = throw.randint(3, 6)
        return tuple(
            draw_person(throw, culture, nationality, on=on, ages=ages) for _ in range(size)
        )
    first = draw_person(throw, culture, nationality, on=on)
    if kind == "single":
        return (first,)
    ages = (24, 46) if kind == "family" else (21, 79)
    husband = draw_person(throw, culture, nationality, on=on, ages=ages, sex="M")
    wife = draw_person(throw, culture, nationality, on=on, ages=ages, sex="F")
    wife_named = marry(throw, husband, wife)
    if kind == "couple":
        return husband, wife_named
    children = throw.choice((1, 1, 2, 2, 2, 3, 4))
    return (
        husband,
        wife_named,
        *(draw_child(throw, husband, wife, on=on) for _ in range(children)),
    )


def _booked(throw: Dice, person: Person, route: Route, serial: int, party: "_Party") -> Traveller:
    bags = weighted(throw, ((0, 30), (1, 55), (2, 15))) if route.carrier.mode == "air" else 0
    return Traveller(
        reference=f"{route.carrier.code}{route.number}{serial:04d}",
        locator=party.locator,
        person=person,
        seat=party.seat(),
        embarks=party.embarks,
        leaves=party.leaves,
        tags=tuple(f"{route.carrier.code}{pattern(throw, '######')}" for _ in range(bags)),
        weight_kg=throw.randint(8, 23) * bags or None,
        contact=party.contact,
    )


class _Party:
    """What the people of one booking share."""

    def __init__(self, throw: Dice, route: Route, free: Iterator[str | None]) -> None:
        self.locator = pattern(throw, "?#???#")
        self.embarks = route.began if route.began and throw.random() < 0.6 else route.origin
        stays = 0.9 if route.seats > 200 else 0.25
        goes_on = route.onward is not None and throw.random() < stays
        self.leaves = route.onward if route.onward and goes_on else route.destination
        self.contact = f"1758555{pattern(throw, '01##')}" if throw.random() < 0.4 else None
        self._free = free
        if throw.random() < 0.2:
            next(free)

    def seat(self) -> str | None:
        return next(self._free)


def draw_passengers(throw: Dice, route: Route, home: str, *, on: date) -> tuple[Traveller, ...]:
    """Everybody booked on a voyage, party by party, up to its seats.

    Args:
        throw: the voyage's dice.
        route: of the timetable.
        home: the node's state, some of whose nationals return on every voyage.
        on: the day of departure.
    """
    wanted = max(1, int(route.seats * throw.uniform(0.55, 0.85)))
    choices, free = mix(route, home), seats(route)
    booked: list[Traveller] = []
    while len(booked) < wanted:
        party = _Party(throw, route, free)
        culture, nationality = weighted(throw, choices)
        for person in draw_party(throw, weighted(throw, PARTIES), culture, nationality, on=on):
            booked.append(_booked(throw, person, route, len(booked) + 1, party))
    return tuple(booked)


def draw_crew(throw: Dice, route: Route, home: str, *, on: date) -> tuple[Traveller, ...]:
    """Those on duty, of the same peoples as the passengers."""
    choices = mix(route, home)
    crew = []
    for serial in range(1, route.crew + 1):
        culture, nationality = weighted(throw, choices)
        crew.append(
            Traveller(
                reference=f"{route.carrier.code}{route.number}C{serial:03d}",
                locator=None,
                person=draw_person(throw, culture, nationality, on=on, ages=(22, 60)),
                seat=None,
                embarks=route.origin,
                leaves=route.destination,
                crew=True,
            )
        )
    return tuple(crew)
