"""Makes up voyages: who is booked, who comes late, who stays behind, and what is told about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from seawall.node.demo.dice import Dice, dice, weighted
from seawall.node.demo.parties import Traveller, draw_crew, draw_passengers
from seawall.node.demo.places import Route
from seawall.node.demo.planting import Planted, plant
from seawall.node.demo.watchlists import Entry


@dataclass(frozen=True, slots=True)
class Telling:
    """One message that a carrier means to send about a voyage.

    Args:
        stage: ``list``, ``crew``, ``change``, ``close_out`` or ``cancel``.
        after_departure: when, against the departure.
        on_board: references of those it names.
        quirks: what is odd about it: ``late``, ``resent``, ``wrong_unt``, ``trailing_junk``.
    """

    stage: str
    after_departure: timedelta
    on_board: tuple[str, ...]
    quirks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Voyage:
    """One voyage of one day.

    Args:
        departs, arrives: UTC.
        people: everybody who was ever booked or on duty, by reference.
        tellings: in the order in which they are sent.
        planted: who of them was planted.
    """

    route: Route
    departs: datetime
    people: dict[str, Traveller]
    tellings: tuple[Telling, ...]
    planted: tuple[Planted, ...]

    @property
    def arrives(self) -> datetime:
        return self.departs + self.route.duration

    @property
    def key(self) -> str:
        local = self.departs.astimezone(self.route.origin.clock)
        return f"{self.route.carrier.code}{self.route.number}/{local:%Y-%m-%d}"


def _minutes(throw: Dice, earliest: int, latest: int) -> timedelta:
    return timedelta(minutes=throw.randint(earliest, latest), seconds=throw.randrange(60))


def _rosters(throw: Dice, booked: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Those named by the first list, by each of one to three changes, and by the close-out."""
    changes = throw.choice((1, 1, 2, 3))
    waiting = throw.sample(booked, max(changes, len(booked) // 40))
    roster = [reference for reference in booked if reference not in waiting]
    steps = [tuple(roster)]
    for place in range(changes):
        added = waiting[place::changes]
        gone = throw.choice(roster) if throw.random() < 0.4 and len(roster) > 3 else None
        roster = [reference for reference in (*roster, *added) if reference != gone]
        steps.append(tuple(roster))
    missed = throw.choice(roster) if throw.random() < 0.5 and len(roster) > 3 else None
    steps.append(tuple(reference for reference in roster if reference != missed))
    return tuple(steps)


def _tellings(
    throw: Dice, route: Route, booked: Sequence[str], crew: Sequence[str]
) -> tuple[Telling, ...]:
    first, *changes, last = _rosters(throw, booked)
    list_at = (
        -_minutes(throw, 100, 170) if route.carrier.mode == "sea" else -_minutes(throw, 70, 95)
    )
    fate = weighted(throw, (("usual", 88), ("late", 8), ("cancelled", 4)))
    on_duty = Telling("crew", list_at + _minutes(throw, 2, 20), tuple(crew))
    if fate == "late":
        late = Telling("list", _minutes(throw, 4, 9), first, frozenset({"late"}))
        close = Telling("close_out", _minutes(throw, 10, 14), last)
        return on_duty, late, close
    told = [Telling("list", list_at, first, _oddity(throw)), on_duty]
    if fate == "cancelled":
        return *told, Telling("cancel", -_minutes(throw, 10, 40), first)
    between = -list_at - timedelta(minutes=32)
    for place, roster in enumerate(changes, start=1):
        at = list_at + timedelta(minutes=22) + between * place / (len(changes) + 1)
        told.append(Telling("change", at, roster, _oddity(throw)))
        if throw.random() < 0.12:
            again = told[-1].quirks | {"resent"}
            told.append(replace(told[-1], after_departure=at + _minutes(throw, 1, 4), quirks=again))
    told.append(Telling("close_out", _minutes(throw, 3, 12), last, _oddity(throw)))
    return tuple(told)


def _oddity(throw: Dice) -> frozenset[str]:
    odd = weighted(throw, ((None, 90), ("wrong_unt", 6), ("trailing_junk", 4)))
    return frozenset({odd} if odd else ())


def _planted(
    throw: Dice,
    people: dict[str, Traveller],
    candidates: Sequence[str],
    kinds: Sequence[str],
    entries: tuple[Entry, ...],
    on: date,
) -> list[tuple[str, str, str]]:
    """Puts one person of each kind in the place of a candidate: kind, reference, entry key."""
    done = []
    for kind, reference in zip(kinds, throw.sample(list(candidates), len(kinds)), strict=True):
        taken = people[reference]
        entry_key, person = plant(throw, kind, entries, taken.person, on)
        people[reference] = replace(taken, person=person)
        done.append((kind, reference, entry_key))
    return done


def draw_voyage(
    seed: int,
    route: Route,
    departs: datetime,
    *,
    home: str,
    kinds: Sequence[str] = (),
    entries: tuple[Entry, ...] = (),
) -> Voyage:
    """One voyage with everybody on board and everything its carrier will tell.

    Args:
        seed: with the route and the day of departure it decides all.
        route: of the timetable.
        departs: UTC.
        home: the node's state, ISO 3166-1 alpha-3.
        kinds: of :data:`planting.KINDS`, at most as many as adults travel alone.
        entries: of the lists, to plant from.
    """
    on = departs.astimezone(route.origin.clock).date()
    throw = dice(seed, "voyage", route.carrier.code, route.number, on)
    passengers = draw_passengers(throw, route, home, on=on)
    crew = draw_crew(throw, route, home, on=on)
    people = {traveller.reference: traveller for traveller in (*passengers, *crew)}
    booked = [traveller.reference for traveller in passengers]
    tellings = _tellings(throw, route, booked, [member.reference for member in crew])
    steady = set.intersection(*(set(t.on_board) for t in tellings if t.stage != "crew"))
    parties: dict[str | None, int] = {}
    for traveller in passengers:
        parties[traveller.locator] = parties.get(traveller.locator, 0) + 1
    alone = [
        traveller.reference
        for traveller in passengers
        if traveller.reference in steady
        and parties[traveller.locator] == 1
        and traveller.person.birth.year <= on.year - 19
    ]
    planted = _planted(throw, people, alone, kinds, entries, on)
    voyage = Voyage(route, departs.astimezone(UTC), people, tellings, ())
    return replace(voyage, planted=tuple(Planted(k, voyage.key, r, e) for k, r, e in planted))
