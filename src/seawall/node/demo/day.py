"""One day at a border, from the timetable: messages, lists, and what was planted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice

from seawall.node.demo.dice import dice
from seawall.node.demo.listfile import csv_of
from seawall.node.demo.places import Route, clock, routes
from seawall.node.demo.planting import KINDS, Planted
from seawall.node.demo.story import Telling
from seawall.node.demo.voyages import Voyage, draw_voyage
from seawall.node.demo.watchlists import Entry, Watchlist, watchlists
from seawall.node.demo.wire import render

HOME = "LCA"

BEFOREHAND = timedelta(hours=3)
"""Longer before a departure no carrier tells anything."""
AFTERWARDS = timedelta(minutes=15)
"""Longer after it neither."""


@dataclass(frozen=True, slots=True)
class TimedMessage:
    """A message as a node receives it.

    Args:
        at: when, UTC.
        origin: the carrier's name.
        data: the bytes.
        voyage: key of the voyage.
        stage: as in :class:`story.Telling`.
        quirks: as in :class:`story.Telling`.
    """

    at: datetime
    origin: str
    data: bytes
    voyage: str
    stage: str
    quirks: frozenset[str]


@dataclass(frozen=True, slots=True)
class DemoList:
    """A list as its owner would upload it.

    Args:
        about: the list itself, with what its owner says of it.
        data: CSV in the template of ``docs/reference/list-template.md``.
    """

    about: Watchlist
    data: bytes


@dataclass(frozen=True, slots=True)
class DemoDay:
    """All traffic of a day in order of time, the lists, and what was planted."""

    messages: tuple[TimedMessage, ...]
    lists: tuple[DemoList, ...]
    planted: tuple[Planted, ...]


class Sender:
    """Writes a voyage's messages in the order in which they are sent."""

    def __init__(self, seed: int, voyage: Voyage) -> None:
        self.voyage = voyage
        self._seed = seed
        self._last = b""

    def send(self, telling: Telling, at: datetime) -> TimedMessage:
        """The message as of a moment; one that is resent has the bytes of the last.

        Args:
            telling: the voyage's next.
            at: UTC.
        """
        if "resent" not in telling.quirks:
            self._last = render(self._seed, self.voyage, telling, at)
        return TimedMessage(
            at=at,
            origin=self.voyage.route.carrier.name,
            data=self._last,
            voyage=self.voyage.key,
            stage=telling.stage,
            quirks=telling.quirks,
        )

    def on_time(self) -> Iterator[TimedMessage]:
        """All of the voyage's messages, each when it is due."""
        for telling in self.voyage.tellings:
            yield self.send(telling, self.voyage.departs + telling.after_departure)


def demo_lists(seed: int, year: int, state: str = HOME) -> tuple[DemoList, ...]:
    """The lists of a year as files: the state's own, a partner's, a sealed one."""
    return tuple(DemoList(made, csv_of(made)) for made in watchlists(seed, year, state))


def suitable(route: Route, kinds: Sequence[str]) -> tuple[str, ...]:
    """As many of the kinds as a voyage of this size can carry unnoticed."""
    return tuple(kinds[: 0 if route.seats < 40 else 1 if route.seats < 90 else 2])


def planted_entries(lists: Sequence[Watchlist]) -> tuple[Entry, ...]:
    """The entries of all lists, to plant from."""
    return tuple(entry for made in lists for entry in made.entries)


@dataclass(frozen=True, slots=True)
class _Planned:
    """A voyage of the timetable before anybody is on board."""

    route: Route
    departs: datetime
    kinds: tuple[str, ...]


def _planned(seed: int, day: date, state: str) -> Iterator[_Planned]:
    """The timetable's voyages that arrive on a day, local time of the destination."""
    throw = dice(seed, "planting", state, day)
    kinds = cycle(throw.sample(list(KINDS), len(KINDS)))
    for route in routes(state):
        for back in (0, 1):
            local = datetime.combine(
                day - timedelta(days=back), route.departs, tzinfo=clock(route.origin)
            )
            arrives = (local.astimezone(UTC) + route.duration).astimezone(clock(route.destination))
            if arrives.date() == day:
                chosen = suitable(route, tuple(islice(kinds, 2)))
                yield _Planned(route, local.astimezone(UTC), chosen)


def _drawn(seed: int, planned: _Planned, state: str, year: int) -> Voyage:
    entries = planted_entries(watchlists(seed, year, state))
    return draw_voyage(
        seed,
        planned.route,
        planned.departs,
        home=state,
        kinds=planned.kinds,
        entries=entries,
    )


def generate_day(seed: int, day: date, state: str = HOME) -> DemoDay:
    """All that a node receives about the voyages arriving on one day.

    Args:
        seed: any whole number; the same seed gives the same bytes.
        day: local date of arrival.
        state: ISO 3166-1 alpha-3; BRB, LCA or TTO.

    Raises:
        LookupError: the timetable has no voyage to that state.
    """
    voyages = tuple(
        _drawn(seed, planned, state, day.year) for planned in _planned(seed, day, state)
    )
    messages = [message for voyage in voyages for message in Sender(seed, voyage).on_time()]
    return DemoDay(
        messages=tuple(sorted(messages, key=lambda message: message.at)),
        lists=demo_lists(seed, day.year, state),
        planted=tuple(planted for voyage in voyages for planted in voyage.planted),
    )


def messages_between(
    seed: int, start: datetime, end: datetime, state: str = HOME
) -> Iterator[TimedMessage]:
    """The timetable's messages from a moment until before another, in order of time.

    Args:
        seed: as for :func:`generate_day`.
        start: UTC.
        end: UTC.
        state: as for :func:`generate_day`.
    """
    found: list[TimedMessage] = []
    day, last = start.date() - timedelta(days=1), end.date() + timedelta(days=1)
    while day <= last:
        for planned in _planned(seed, day, state):
            if start - AFTERWARDS < planned.departs < end + BEFOREHAND:
                found += Sender(seed, _drawn(seed, planned, state, day.year)).on_time()
        day += timedelta(days=1)
    within = [message for message in found if start <= message.at < end]
    yield from sorted(within, key=lambda message: (message.at, message.voyage))
