"""Events as fixes come in, and taken back when late fixes show that they were not so.

Two banks are kept. The head has seen every fix. The foot lags `memory_s` behind, and the fixes
between the two are remembered. A fix that comes late, but not before the foot, sends the foot's
state of its identity through the remembered fixes again; what then is no longer found is
retracted. Whatever the order of arrival, the events are those of the archive path over the same
fixes, as long as no fix comes later than `memory_s`. Later ones need `rebuild` with the history
of their identities.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from seawall.engines.tracks.bank import Bank, Pass, World
from seawall.engines.tracks.cleaning import LONG_RANGE, Reason, Reasons, judge
from seawall.engines.tracks.events import Changes, Events, compare, in_key_order
from seawall.engines.tracks.fixes import Fixes, join_fixes
from seawall.engines.tracks.ledger import Ledger
from seawall.engines.tracks.watch import MeetingWatch

Ints = npt.NDArray[np.int64]

MEMORY_S = 2.0 * 3600.0
NEVER = (-np.inf, -1, -1)


@dataclass(frozen=True)
class Update:
    """What a batch, or the passing of time, changed.

    Attributes:
        version: of the parameters used.
        changes: events raised, grown and retracted.
        rejected: how many fixes did not count, by `cleaning.Reason`.
    """

    version: str
    changes: Changes
    rejected: dict[Reason, int]


@dataclass(frozen=True)
class LastKnown:
    """Where crafts were last, one row an identity; columns as in `Fixes`, unknown is NaN."""

    identity: Ints
    t: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    lon: npt.NDArray[np.float64]


class LiveTracks:
    """Everything known from the fixes so far. Not for several threads at once."""

    def __init__(self, world: World, memory_s: float = MEMORY_S) -> None:
        """Begin knowing nothing.

        Args:
            world: what fixes are judged against. A craft's register entry that changes counts
                from then on; what was found with the old one stays.
            memory_s: seconds by which a fix may come late; at least the longest reach of the
                rules about two crafts and of long-range fixes.

        Raises:
            ValueError: a memory too short.
        """
        self._reach_s = max(max(rule.reach_s, rule.carry_s) for rule, _ in world.meetings.values())
        if memory_s < max(self._reach_s, world.parameters.cleaning.long_range_s):
            raise ValueError("memory_too_short")
        self.world = world
        self.memory_s = memory_s
        self.as_of = -np.inf
        self._foot_t = -np.inf
        self._head, self._foot = Bank(), Bank()
        self._remembered: list[Fixes] = []
        self._last: dict[int, tuple[float, int, int]] = {}
        self._ledger = Ledger()
        self._watches = {
            name: MeetingWatch(rule, code) for name, (rule, code) in world.meetings.items()
        }

    @property
    def events(self) -> Events:
        """All events held true, by key; those that ended before the memory are forgotten."""
        meetings = [watch.events for watch in self._watches.values()]
        return in_key_order(np.concatenate([self._ledger.everything(), *meetings]))

    def last_known(self) -> LastKnown:
        """Where every craft was last."""
        states = self._head.states["silence"][: self._head.identities.size]
        return LastKnown(self._head.identities, *(states[name] for name in ("t", "lat", "lon")))

    def zones_not_followed(self) -> int:
        """How often a fix was in more zones at once than are followed; 0 is as it should be."""
        return int(self._head.states["zones"]["not_followed"].sum())

    def ingest(self, fixes: Fixes, as_of: float) -> Update:
        """Take in a batch, in any order, and say what it changed about single crafts.

        Meetings of crafts are looked for by `advance`.

        Args:
            fixes: new ones; a repeated one does no harm.
            as_of: the time now; fixes after it do not count, and it never goes back.
        """
        usable, reasons = self._usable(fixes, as_of, self._foot_t)
        identities = np.unique(usable.identity)
        before = self._ledger.events_of(identities.tolist())
        late = self._late(usable)
        behind = np.isin(usable.identity, late)
        onward = self._onward(usable.take(~behind))
        again = self._again(usable.take(behind), late) if late.size else onward[:0]
        self._reopen(identities)
        changes = compare(before, self._ledger.events_of(identities.tolist()))
        self._move_foot()
        return Update(self.world.parameters.version, changes, _counts(reasons, onward, again))

    def advance(self, as_of: float) -> Update:
        """Let time pass: silences become events, and crafts are compared with one another.

        Args:
            as_of: the time now.
        """
        self.as_of = max(self.as_of, as_of)
        everyone = self._head.identities
        events, carried = self._head.going_on(everyone, self.as_of, self.world)
        sides = [(self._ledger.open_events(), events)]
        self._ledger.reopen(everyone, events)
        anchorages = self.world.surroundings.anchorages
        sides += [watch.update(carried[name], anchorages) for name, watch in self._watches.items()]
        changes = compare(*(np.concatenate(side) for side in zip(*sides, strict=True)))
        self._forget()
        return Update(self.world.parameters.version, changes, {})

    def rebuild(self, fixes: Fixes, as_of: float) -> Events:
        """Replace all that is known of some identities by their history, however late it is.

        Meetings follow with the next `advance`, as far back as the memory goes.

        Args:
            fixes: all fixes of those identities that are to count, in any order.
            as_of: the time now.

        Returns:
            Every event of those crafts by themselves, for `compare` with those stored: what is
            no longer among them is to be retracted.
        """
        usable, _ = self._usable(fixes, as_of, -np.inf)
        identities = np.unique(usable.identity)
        self._ledger.undo(identities, settled=True)
        for watch in self._watches.values():
            watch.undo(identities, settled=True)
        self._take_remembered(identities)
        self._foot.copy_from(Bank(), identities)
        old = usable.t < self._foot_t
        settled = self._foot.run(usable.take(old), self.world)
        self._ledger.settle(settled.events)
        horizon = self._foot_t - self._reach_s
        for name, watch in self._watches.items():
            rule, _ = self.world.meetings[name]
            samples = settled.samples[name]
            samples = samples[samples["step"] * rule.step_s >= horizon]
            watch.find(samples)
            watch.settle(samples)
        self._again(usable.take(~old), identities)
        self._reopen(identities)
        return in_key_order(self._ledger.events_of(identities.tolist()))

    def _usable(self, fixes: Fixes, as_of: float, not_before: float) -> tuple[Fixes, Reasons]:
        """Fixes that are sound and in time, in order, and what is wrong with each given."""
        self.as_of = max(self.as_of, as_of)
        reasons = judge(fixes, self.world.parameters.cleaning)
        sound = reasons == Reason.COUNTS
        with np.errstate(invalid="ignore"):
            reasons[sound & (fixes.t > self.as_of)] = Reason.CLOCK_AHEAD
            reasons[sound & (fixes.t < not_before)] = Reason.TOO_LATE
        usable = fixes.take(reasons == Reason.COUNTS)
        return usable.take(usable.in_order()), reasons

    def _late(self, fixes: Fixes) -> Ints:
        """Identities with a fix not after all earlier ones, or that may outrank an earlier."""
        first = np.flatnonzero(np.diff(fixes.identity, prepend=fixes.identity[:1] - 1))
        long_range_s = self.world.parameters.cleaning.long_range_s
        late = []
        for row in first:
            identity = int(fixes.identity[row])
            t, source, message_type = self._last.get(identity, NEVER)
            behind = (fixes.t[row], fixes.source[row]) <= (t, source)
            # A better fix may strike out a long-range one that came alone.
            outranks = message_type == LONG_RANGE and fixes.t[row] - t <= long_range_s
            if behind or outranks:
                late.append(identity)
        return np.array(late, np.int64)

    def _onward(self, fixes: Fixes) -> Reasons:
        """Send fixes through the head, remembering those that count."""
        passed = self._head.run(fixes, self.world)
        self._note(passed)
        counted = fixes.take(passed.reasons == Reason.COUNTS)
        self._remembered.append(counted)
        last = np.flatnonzero(np.diff(counted.identity, append=counted.identity[-1:] + 1))
        for row in last:
            self._last[int(counted.identity[row])] = (
                float(counted.t[row]),
                int(counted.source[row]),
                int(counted.message_type[row]),
            )
        return passed.reasons

    def _again(self, fixes: Fixes, identities: Ints) -> Reasons:
        """Send what is remembered of some identities, and new fixes, through the foot's state."""
        both = join_fixes([self._take_remembered(identities), fixes])
        self._ledger.undo(identities, settled=False)
        for watch in self._watches.values():
            watch.undo(identities, settled=False)
        self._head.copy_from(self._foot, identities)
        for identity in identities.tolist():
            self._last.pop(identity, None)
        return self._onward(both.take(both.in_order()))

    def _note(self, passed: Pass) -> None:
        self._ledger.find(passed.events)
        for name, watch in self._watches.items():
            watch.find(passed.samples[name])

    def _take_remembered(self, identities: Ints) -> Fixes:
        """Remove the remembered fixes of some identities, and return them."""
        everything = join_fixes(self._remembered)
        theirs = np.isin(everything.identity, identities)
        self._remembered = [everything.take(~theirs)]
        return everything.take(theirs)

    def _reopen(self, identities: Ints) -> None:
        events, _ = self._head.going_on(identities, self.as_of, self.world)
        self._ledger.reopen(identities, events)

    def _move_foot(self) -> None:
        """Let the foot follow, once it lags half as far again as the memory."""
        if self.as_of - self._foot_t < 1.5 * self.memory_s:
            return
        self._foot_t = self.as_of - self.memory_s
        everything = join_fixes(self._remembered)
        old = everything.t < self._foot_t
        self._remembered = [everything.take(~old)]
        passing = everything.take(old)
        settled = self._foot.run(passing.take(passing.in_order()), self.world)
        self._ledger.settle(settled.events)
        for name, watch in self._watches.items():
            watch.settle(settled.samples[name])

    def _forget(self) -> None:
        """Drop what no late fix can touch and nothing needs."""
        if np.isfinite(self._foot_t):
            self._ledger.forget(self._foot_t - self.memory_s)
            for watch in self._watches.values():
                watch.forget(self._foot_t - 2.0 * self._reach_s, self.world.surroundings.anchorages)


def _counts(*parts: Reasons) -> dict[Reason, int]:
    """How many fixes did not count, by reason."""
    counted = np.bincount(np.concatenate(parts), minlength=len(Reason))
    return {
        reason: int(counted[reason])
        for reason in Reason
        if reason != Reason.COUNTS and counted[reason]
    }
