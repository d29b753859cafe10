"""What a carrier tells about a voyage, and when: lists, changes, slips, the close-out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from seawall.node.demo.dice import Dice, weighted
from seawall.node.demo.parties import Traveller


@dataclass(frozen=True, slots=True)
class Telling:
    """One message that a carrier means to send about a voyage.

    Args:
        stage: ``list``, ``crew``, ``change``, ``removal``, ``close_out`` or ``cancel``.
        after_departure: when, against the departure.
        names: references of those it names.
        quirks: what is odd about it: ``late``, ``resent``, ``wrong_unt``, ``trailing_junk``.
        slips: travellers whom it describes wrongly, as it describes them.
    """

    stage: str
    after_departure: timedelta
    names: tuple[str, ...]
    quirks: frozenset[str] = frozenset()
    slips: tuple[Traveller, ...] = ()


@dataclass(frozen=True, slots=True)
class Bookings:
    """Who is booked, and how that changes.

    Args:
        first: those on the first list.
        steps: those who join and those who leave, time after time.
        boarded: those on board in the end.
    """

    first: tuple[str, ...]
    steps: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    boarded: tuple[str, ...]


def draw_bookings(throw: Dice, booked: Sequence[str]) -> Bookings:
    """How the bookings of a voyage come together."""
    changes = throw.choice((1, 1, 2, 3))
    waiting = throw.sample(booked, max(changes, len(booked) // 40))
    first = [reference for reference in booked if reference not in waiting]
    roster, steps = list(first), []
    for place in range(changes):
        joined = tuple(waiting[place::changes])
        left = (throw.choice(roster),) if throw.random() < 0.4 and len(roster) > 3 else ()
        roster = [reference for reference in (*roster, *joined) if reference not in left]
        steps.append((joined, left))
    missed = throw.choice(roster) if throw.random() < 0.5 and len(roster) > 3 else None
    boarded = tuple(reference for reference in roster if reference != missed)
    return Bookings(tuple(first), tuple(steps), boarded)


def minutes(throw: Dice, earliest: int, latest: int) -> timedelta:
    return timedelta(minutes=throw.randint(earliest, latest), seconds=throw.randrange(60))


def draw_story(
    throw: Dice, bookings: Bookings, crew: Sequence[str], *, at_sea: bool
) -> tuple[Telling, ...]:
    """All that a carrier tells about one voyage, in order.

    One voyage in twelve is told after its departure, one in 25 is cancelled.
    """
    before = (100, 170) if at_sea else (70, 95)
    list_at = -minutes(throw, *before)
    fate = weighted(throw, (("usual", 88), ("late", 8), ("cancelled", 4)))
    on_duty = Telling("crew", list_at + minutes(throw, 2, 20), tuple(crew))
    if fate == "late":
        late = Telling("list", minutes(throw, 4, 9), bookings.boarded, frozenset({"late"}))
        return on_duty, late, Telling("close_out", minutes(throw, 10, 14), bookings.boarded)
    told = [Telling("list", list_at, bookings.first, _oddity(throw)), on_duty]
    if fate == "cancelled":
        return *told, Telling("cancel", -minutes(throw, 10, 40), ())
    told += _changes(throw, bookings, list_at)
    told.append(Telling("close_out", minutes(throw, 3, 12), bookings.boarded, _oddity(throw)))
    return tuple(told)


def _changes(throw: Dice, bookings: Bookings, list_at: timedelta) -> list[Telling]:
    told = []
    between = -list_at - timedelta(minutes=32)
    for place, (joined, left) in enumerate(bookings.steps, start=1):
        at = list_at + timedelta(minutes=22) + between * place / (len(bookings.steps) + 1)
        told.append(Telling("change", at, joined, _oddity(throw)))
        if throw.random() < 0.12:
            again = told[-1].quirks | {"resent"}
            later = at + minutes(throw, 1, 2)
            told.append(replace(told[-1], after_departure=later, quirks=again))
        if left:
            told.append(Telling("removal", at + minutes(throw, 3, 5), left))
    return told


def _oddity(throw: Dice) -> frozenset[str]:
    odd = weighted(throw, ((None, 90), ("wrong_unt", 6), ("trailing_junk", 4)))
    return frozenset({odd} if odd else ())


def steady(tellings: Sequence[Telling]) -> set[str]:
    """Those named by the first list who are on board in the end, or were when it was cancelled."""
    named = {telling.stage: set(telling.names) for telling in tellings if telling.names}
    left = {name for telling in tellings if telling.stage == "removal" for name in telling.names}
    return (named["list"] & named.get("close_out", named["list"])) - left


def with_slip(tellings: Sequence[Telling], traveller: Traveller) -> tuple[Telling, ...]:
    """The same story, but the first list has a document wrong, and the first change puts it right.

    A story without a change stays as it is.
    """
    first = next((telling for telling in tellings if telling.stage == "change"), None)
    if first is None:
        return tuple(tellings)
    paper = traveller.person.papers[0]
    number = paper.number[:-1] + ("7" if paper.number[-1] != "7" else "1")
    papers = (replace(paper, number=number), *traveller.person.papers[1:])
    wrong = replace(traveller, person=replace(traveller.person, papers=papers))
    corrected = (*first.names, traveller.reference)
    told = []
    for telling in tellings:
        if telling.stage == "list":
            told.append(replace(telling, slips=(wrong,)))
        elif telling.stage == "change" and telling.names == first.names:
            told.append(replace(telling, names=corrected))
        else:
            told.append(telling)
    return tuple(told)
