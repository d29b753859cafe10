"""Traffic that arrives while one watches: a first batch, then one message after another.

Times are the viewer's own: what departs departs soon, what closes out has just departed.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain, count, cycle

from seawall.node.demo.day import HOME, Sender, TimedMessage, planted_entries, suitable
from seawall.node.demo.dice import dice
from seawall.node.demo.places import Route, routes
from seawall.node.demo.planting import KINDS, Planted
from seawall.node.demo.story import Telling
from seawall.node.demo.voyages import draw_voyage
from seawall.node.demo.watchlists import watchlists

FIRST_VOYAGES = 12
FIRST_KINDS = (
    "slipped_document",
    "homonym",
    "stolen_document",
    "misspelt",
    "similar_name",
    "alias",
)
"""Whom the first voyages carry: somebody to find, and somebody to clear."""
EAGER = frozenset({"crew", "change", "removal"})
"""What a carrier may well send earlier than planned."""


@dataclass(order=True, slots=True)
class _Due:
    at: datetime
    serial: int
    sender: Sender = field(compare=False)
    telling: Telling = field(compare=False)


class Feed:
    """Messages for somebody who watches.

    Args:
        seed: with the moments at which messages are asked for it decides all.
        start: UTC; now.
        year: of the lists to plant from; that of ``start`` by default.
        state: ISO 3166-1 alpha-3; BRB, LCA or TTO.
    """

    def __init__(
        self, seed: int, start: datetime, *, year: int | None = None, state: str = HOME
    ) -> None:
        self.planted: list[Planted] = []
        self._state = state
        self._seed = int(dice(seed, "feed", start.isoformat()).random() * 2**40)
        self._entries = planted_entries(watchlists(seed, year or start.year, state))
        self._throw = dice(self._seed, "feed")
        self._timetable = cycle(self._throw.sample(routes(state), len(routes(state))))
        self._kinds = chain(FIRST_KINDS, cycle(self._throw.sample(list(KINDS), len(KINDS))))
        self._numbers: dict[str, Iterator[int]] = {}
        self._serials = count()
        self._due: list[_Due] = []
        self._start = start

    def first_batch(self) -> Iterator[TimedMessage]:
        """What has arrived so far about the first voyages, in order of time.

        Some have landed, some are on the way, some have yet to depart.
        """
        for place in range(FIRST_VOYAGES):
            away = timedelta(minutes=-100 + 165 * place / (FIRST_VOYAGES - 1))
            route = next(self._timetable)
            self._add(route, self._start + away, suitable(route, (next(self._kinds),)))
        while self._due and self._due[0].at <= self._start:
            due = heapq.heappop(self._due)
            yield due.sender.send(due.telling, due.at)

    def next_message(self, now: datetime) -> TimedMessage:
        """One message that arrives now: one that is due, or news, or a voyage not yet known.

        Args:
            now: UTC, not before the last.
        """
        if self._due and self._due[0].at <= now:
            due = heapq.heappop(self._due)
            return due.sender.send(due.telling, now)
        eager = self._first_eager()
        if eager is not None and self._throw.random() < 0.6:
            self._due.remove(eager)
            heapq.heapify(self._due)
            return eager.sender.send(eager.telling, now)
        return self._announce(now)

    def pause(self) -> timedelta:
        """How long until the next message."""
        return timedelta(seconds=self._throw.uniform(20, 40))

    def _first_eager(self) -> _Due | None:
        """The first that may be sent early, being its voyage's next."""
        waiting: dict[int, _Due] = {}
        for due in sorted(self._due):
            waiting.setdefault(id(due.sender), due)
        return next((due for due in waiting.values() if due.telling.stage in EAGER), None)

    def _announce(self, now: datetime) -> TimedMessage:
        """The first message about a voyage that nothing was known of."""
        route = next(self._timetable)
        kinds = (next(self._kinds),) if self._throw.random() < 0.5 else ()
        sender = self._add(route, now + timedelta(minutes=75), suitable(route, kinds))
        mine = min(due for due in self._due if due.sender is sender)
        self._due.remove(mine)
        heapq.heapify(self._due)
        return sender.send(mine.telling, now)

    def _add(self, route: Route, departs: datetime, kinds: tuple[str, ...]) -> Sender:
        numbers = self._numbers.setdefault(
            route.carrier.code,
            count(self._throw.randrange(100, 400), self._throw.choice((3, 7, 11, 13))),
        )
        route = replace(route, number=str(next(numbers)))
        departs = departs.replace(minute=departs.minute // 5 * 5, second=0, microsecond=0)
        voyage = draw_voyage(
            self._seed, route, departs, home=self._state, kinds=kinds, entries=self._entries
        )
        self.planted += voyage.planted
        sender = Sender(self._seed, voyage)
        for telling in voyage.tellings:
            at = voyage.departs + telling.after_departure
            heapq.heappush(self._due, _Due(at, next(self._serials), sender, telling))
        return sender
