"""Silences of an identity: gaps, dark periods, suspected disabling, going dark inshore."""

import math

import numpy as np
import numpy.typing as npt
from numba import njit

from seawall.engines.tracks.events import Code, Events, put
from seawall.engines.tracks.parameters import SilenceRule

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
States = npt.NDArray[np.void]

GAP, DISABLING = int(Code.GAP), int(Code.DISABLING)
DARK, INSHORE_DARK = int(Code.DARK), int(Code.INSHORE_DARK)
REMEMBERED = 32

# The last fix with what lay around it, and the times of the last fixes, the latest first.
STATE = np.dtype(
    [
        ("fixes", "i8"),
        ("times", "f8", (REMEMBERED,)),
        ("t", "f8"),
        ("lat", "f8"),
        ("lon", "f8"),
        ("offshore_nm", "f8"),
        ("reception", "f8"),
        ("coverage", "f8"),
        ("anchorage", "i8"),
    ]
)


def fresh_states(count: int) -> States:
    """States of identities never seen."""
    states = np.zeros(count, STATE)
    states["t"] = np.nan
    return states


@njit(cache=True)
def find(
    slot: Ints,
    columns: tuple[Floats, Floats, Floats],
    around: tuple[Floats, Floats, Floats, Ints],
    states: States,
    rule: SilenceRule,
    out: Events,
) -> Events:
    """Silences that ended with one of the fixes, as raw events.

    Args:
        slot: state of each row's identity; rows of one identity together, in time order.
        columns: time, latitude and longitude.
        around: nautical miles to the coast, positions received a day, coverage (more than 0 is
            covered) and number of the anchorage at the fix (-1 for none); unknown is NaN.
        states: one an identity; changed.
        rule: see `SilenceRule`.
        out: table of raw events to write to.
    """
    n = 0
    begin = 0
    while begin < slot.size:
        end = _end_of_identity(slot, begin)
        out, n = _find_one(slot[begin], columns, around, (begin, end), states, rule, out, n)
        begin = end
    return out[:n]


@njit(cache=True)
def _end_of_identity(slot: Ints, begin: int) -> int:
    """First row after those of one identity."""
    end = begin + 1
    while end < slot.size and slot[end] == slot[begin]:
        end += 1
    return end


@njit(cache=True)
def _find_one(
    s: int,
    columns: tuple[Floats, Floats, Floats],
    around: tuple[Floats, Floats, Floats, Ints],
    rows: tuple[int, int],
    states: States,
    rule: SilenceRule,
    out: Events,
    n: int,
) -> tuple[Events, int]:
    """Silences of one identity; its state is written only for a silence and at the end."""
    t, lat, lon = columns
    longest = min(rule.gap_s, rule.dark_s, rule.disabling_s)
    limits = (longest, rule.inshore_floor_s)
    written, end = rows
    if not math.isnan(states["t"][s]):
        fix = (t[written], lat[written], lon[written])
        out, n = _judge(states, s, fix, t[written], rule, out, n)
    row = _next_silence(t, around[2], written, end, limits)
    while row < end:
        _remember(s, columns, around, states, written, row)
        written = row
        out, n = _judge(states, s, (t[row], lat[row], lon[row]), t[row], rule, out, n)
        row = _next_silence(t, around[2], row, end, limits)
    _remember(s, columns, around, states, written, end)
    return out, n


@njit(cache=True)
def _next_silence(
    t: Floats, coverage: Floats, begin: int, end: int, limits: tuple[float, float]
) -> int:
    """First row after `begin` that ends a silence worth judging; `end` if there is none.

    On its own because nearly all rows pass through here and nowhere else.
    """
    for i in range(begin + 1, end):
        silence = t[i] - t[i - 1]
        if silence >= limits[0] or (silence > limits[1] and coverage[i - 1] > 0.0):
            return i
    return end


@njit(cache=True)
def _remember(
    s: int,
    columns: tuple[Floats, Floats, Floats],
    around: tuple[Floats, Floats, Floats, Ints],
    states: States,
    begin: int,
    end: int,
) -> None:
    """Add the rows from `begin` and before `end`, of one identity, to its state."""
    if begin == end:
        return
    t = columns[0]
    times = states["times"]
    added = min(end - begin, REMEMBERED)
    for k in range(REMEMBERED - 1, added - 1, -1):
        times[s, k] = times[s, k - added]
    for k in range(added):
        times[s, k] = t[end - 1 - k]
    last = end - 1
    states["fixes"][s] += end - begin
    states["t"][s] = t[last]
    states["lat"][s] = columns[1][last]
    states["lon"][s] = columns[2][last]
    states["offshore_nm"][s] = around[0][last]
    states["reception"][s] = around[1][last]
    states["coverage"][s] = around[2][last]
    states["anchorage"][s] = around[3][last]


@njit(cache=True)
def still_silent(
    slots: Ints, states: States, as_of: float, rule: SilenceRule, out: Events
) -> Events:
    """Silences that go on at a time, as raw events without an end."""
    n = 0
    nowhere = (np.nan, np.nan, np.nan)
    for s in slots:
        if states["fixes"][s] and as_of > states["t"][s]:
            out, n = _judge(states, s, nowhere, as_of, rule, out, n)
    return out[:n]


@njit(cache=True)
def _judge(
    states: States,
    s: int,
    end: tuple[float, float, float],
    until: float,
    rule: SilenceRule,
    out: Events,
    n: int,
) -> tuple[Events, int]:
    """Every kind of silence that the one from the last fix until a time is."""
    silence = until - states["t"][s]
    covered = states["coverage"][s] > 0.0
    if not covered and silence < min(rule.gap_s, rule.dark_s, rule.disabling_s):
        return out, n
    start = (states["t"][s], states["lat"][s], states["lon"][s])
    offshore = states["offshore_nm"][s]
    place = states["anchorage"][s]
    measure = math.nan if math.isnan(end[0]) else silence
    before = _fixes_within(states, s, rule.disabling_window_s)
    if silence > rule.gap_s:
        facts = (measure, rule.gap_s, offshore)
        out, n = put(out, n, (GAP, s, place), start, end, facts, before)
    if silence >= rule.dark_s:
        facts = (measure, rule.dark_s, states["reception"][s])
        out, n = put(out, n, (DARK, s, place), start, end, facts, before)
    if silence >= rule.disabling_s and _is_disabling(states, s, before, rule):
        facts = (measure, rule.disabling_s, offshore)
        out, n = put(out, n, (DISABLING, s, place), start, end, facts, before)
    if silence > rule.inshore_floor_s and covered:
        median = _median_interval(states, s, rule.inshore_intervals)
        allowed = max(rule.inshore_factor * median, rule.inshore_floor_s)
        if not math.isnan(median) and silence > allowed:
            facts = (measure, allowed, median)
            out, n = put(out, n, (INSHORE_DARK, s, place), start, end, facts, before)
    return out, n


@njit(cache=True)
def _is_disabling(states: States, s: int, before: int, rule: SilenceRule) -> bool:
    """The conditions at the last fix; an unknown one is not met."""
    offshore: bool = states["offshore_nm"][s] > rule.disabling_offshore_nm
    heard: bool = states["reception"][s] > rule.disabling_reception
    return offshore and heard and before >= rule.disabling_fixes


@njit(cache=True)
def _fixes_within(states: States, s: int, window_s: float) -> int:
    """Fixes in a time up to and with the last one, as far as they are remembered."""
    count = 0
    for k in range(min(states["fixes"][s], REMEMBERED)):
        if states["t"][s] - states["times"][s, k] <= window_s:
            count += 1
    return count


@njit(cache=True)
def _median_interval(states: States, s: int, least: int) -> float:
    """Median time between the remembered fixes; NaN if there are too few to tell."""
    fixes = states["fixes"][s]
    known = min(fixes, REMEMBERED)
    if known - 1 < least:
        return math.nan
    times = np.empty(known)
    for k in range(known):
        times[k] = states["times"][s, k]
    times.sort()
    median: float = np.median(np.diff(times))
    return median
