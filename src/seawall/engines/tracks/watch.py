"""Meetings as samples come in and are taken back: only the steps that changed are compared anew."""

import numpy as np
import numpy.typing as npt

from seawall.engines.geodesy.nearest import NearestIndex
from seawall.engines.tracks.events import EVENT, TRACKS, Code, Events
from seawall.engines.tracks.meetings import PAIR, Pairs, find_meetings, near_pairs
from seawall.engines.tracks.parameters import MeetingRule
from seawall.engines.tracks.samples import SAMPLE, Samples

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class MeetingWatch:
    """Samples, near pairs and meetings under one rule.

    Attributes:
        events: the meetings now held true.
    """

    def __init__(self, rule: MeetingRule, code: Code) -> None:
        """Begin with no samples."""
        self.events: Events = np.empty(0, EVENT)
        self._rule, self._code = rule, code
        none = np.empty(0, SAMPLE)
        self._settled, self._found, self._carried = none, none, none
        self._new: list[Samples] = []
        self._changed: list[Samples] = []
        self._pairs: Pairs = np.empty(0, PAIR)

    def find(self, samples: Samples) -> None:
        """Note samples that only a late fix can change."""
        self._new.append(samples)
        self._changed.append(samples)

    def settle(self, samples: Samples) -> None:
        """Note that no late fix can change these samples any more."""
        self._found = _without(self._all_found(), samples)
        self._settled = np.concatenate((self._settled, samples))

    def undo(self, identities: Ints, *, settled: bool) -> None:
        """Take back the samples found of some identities, and if so told the settled ones."""
        self._found, gone = _parted(self._all_found(), identities)
        self._changed.append(gone)
        if settled:
            self._settled, gone = _parted(self._settled, identities)
            self._changed.append(gone)

    def update(self, carried: Samples, anchorages: NearestIndex | None) -> tuple[Events, Events]:
        """Meetings before and after what changed since the last update.

        Args:
            carried: samples after the last fixes of all crafts; they replace the last ones.
            anchorages: see `find_meetings`.
        """
        changed = np.concatenate([*self._changed, _changed(self._carried, carried)])
        self._changed, self._carried = [], carried
        parts = (self._settled, self._all_found(), carried)
        samples = np.concatenate([part[np.isin(part["step"], changed["step"])] for part in parts])
        new = near_pairs(samples, self._rule)
        # Other crafts may be at the same steps: only pairs with a changed sample are replaced.
        # Far back, where samples are forgotten, that still takes a withdrawn one out.
        kept = self._pairs[~_touches(self._pairs, changed)]
        self._pairs = np.concatenate((kept, new[_touches(new, changed)]))
        before = self.events
        self.events = find_meetings(self._pairs, anchorages, self._rule, self._code)
        return before, self.events

    def forget(self, before_t: float, anchorages: NearestIndex | None) -> None:
        """Drop samples before a time, and pairs that parted long enough before it."""
        first = int(np.floor(before_t / self._rule.step_s))
        self._settled = self._settled[self._settled["step"] >= first]
        if not self._pairs.size:
            return
        apart = first - int(np.ceil(self._rule.merge_s / self._rule.step_s))
        order = np.lexsort((self._pairs["step"], self._pairs["b"], self._pairs["a"]))
        pairs = self._pairs[order]
        changes = (pairs["a"][1:] != pairs["a"][:-1]) | (pairs["b"][1:] != pairs["b"][:-1])
        begins = np.concatenate(([0], np.flatnonzero(changes) + 1))
        sizes = np.diff(np.concatenate((begins, [pairs.size])))
        last = pairs["step"][begins + sizes - 1]
        self._pairs = pairs[np.repeat(last >= apart, sizes)]
        self.events = find_meetings(self._pairs, anchorages, self._rule, self._code)

    def _all_found(self) -> Samples:
        if self._new:
            self._found = np.concatenate([self._found, *self._new])
            self._new = []
        return self._found


def _parted(samples: Samples, identities: Ints) -> tuple[Samples, Samples]:
    """Samples of other identities, and those of the given ones."""
    theirs = np.isin(samples["craft"] // TRACKS, identities)
    return samples[~theirs], samples[theirs]


def _without(samples: Samples, others: Samples) -> Samples:
    """Samples whose craft and step are not among the others'."""
    mine, theirs = _keys(samples, others)
    return samples[~np.isin(mine, theirs)]


def _changed(before: Samples, after: Samples) -> Samples:
    """Samples that came, went or moved."""
    old, new = _keys(before, after)
    _, at, to = np.intersect1d(old, new, assume_unique=True, return_indices=True)
    moved = (before["lat"][at] != after["lat"][to]) | (before["lon"][at] != after["lon"][to])
    return np.concatenate((before[~np.isin(old, new)], after[~np.isin(new, old)], after[to[moved]]))


def _touches(pairs: Pairs, changed: Samples) -> Flags:
    """Whether one of a pair's two samples is among the changed."""
    sides = np.empty(2 * pairs.size, SAMPLE)
    sides["craft"] = np.concatenate((pairs["a"], pairs["b"]))
    sides["step"] = np.concatenate((pairs["step"], pairs["step"]))
    mine, theirs = _keys(sides, changed)
    hit = np.isin(mine, theirs)
    return hit[: pairs.size] | hit[pairs.size :]


def _keys(samples: Samples, others: Samples) -> tuple[Ints, Ints]:
    """One number for each craft and step, the same in both tables."""
    step = np.concatenate((samples["step"], others["step"]))
    if not step.size:
        return step, step
    _, craft = np.unique(np.concatenate((samples["craft"], others["craft"])), return_inverse=True)
    key = craft.astype(np.int64) * (step.max() - step.min() + 1) + step - step.min()
    return key[: samples.size], key[samples.size :]
