"""Everything found in an archive of fixes, at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from seawall.engines.tracks.bank import Bank, World
from seawall.engines.tracks.cleaning import Reason, judge
from seawall.engines.tracks.events import Events, in_key_order
from seawall.engines.tracks.fixes import Fixes
from seawall.engines.tracks.meetings import find_meetings, near_pairs

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Detection:
    """What an archive shows; per-fix columns are in the order of the fixes given.

    Attributes:
        version: of the parameters used.
        as_of: time up to which open events were judged.
        events: dtype `EVENT`, by key.
        reasons: a `cleaning.Reason` each.
        track: track of the identity; -1 for fixes that do not count.
        segment: segment of the identity, likewise.
        believed: whether the fix's track was believed.
    """

    version: str
    as_of: float
    events: Events
    reasons: npt.NDArray[np.int8]
    track: Ints
    segment: Ints
    believed: Flags


def detect(fixes: Fixes, world: World, as_of: float) -> Detection:
    """Events in fixes of any order, those going on judged at a time.

    Args:
        fixes: see `Fixes`; those after `as_of` do not count.
        world: see `World`.
        as_of: seconds since 1970-01-01 UTC.
    """
    reasons = judge(fixes, world.parameters.cleaning)
    with np.errstate(invalid="ignore"):
        reasons[(reasons == Reason.COUNTS) & (fixes.t > as_of)] = Reason.CLOCK_AHEAD
    rows = np.flatnonzero(reasons == Reason.COUNTS)
    usable = fixes.take(rows)
    order = usable.in_order()
    bank = Bank()
    passed = bank.run(usable.take(order), world)
    open_events, carried = bank.going_on(bank.identities, as_of, world)
    found = [passed.events, open_events]
    for name, (rule, code) in world.meetings.items():
        pairs = near_pairs(np.concatenate((passed.samples[name], carried[name])), rule)
        found.append(find_meetings(pairs, world.surroundings.anchorages, rule, code))
    place = rows[order]
    reasons[place] = passed.reasons
    size = len(fixes)
    track, segment = np.full(size, -1, np.int64), np.full(size, -1, np.int64)
    believed = np.zeros(size, np.bool_)
    track[place], segment[place], believed[place] = passed.track, passed.segment, passed.believed
    return Detection(
        version=world.parameters.version,
        as_of=as_of,
        events=in_key_order(np.concatenate(found)),
        reasons=reasons,
        track=track,
        segment=segment,
        believed=believed,
    )
