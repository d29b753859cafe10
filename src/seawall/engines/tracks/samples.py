"""Positions of every track at the steps of one clock, so that crafts can be compared.

Between two fixes at most `reach_s` apart a position is interpolated; before the first and after
the last fix of a track it is carried along the course for up to `carry_s`.
"""

import numpy as np
import numpy.typing as npt
from numba import njit

from seawall.engines.geodesy.sphere import METRES_PER_NM, destination, wrap_lon
from seawall.engines.tracks.parameters import HOUR_S, MeetingRule

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
States = npt.NDArray[np.void]
Samples = npt.NDArray[np.void]

# `slot` is a track's state; once outside of the kernels, the craft: identity x TRACKS + track.
SAMPLE = np.dtype([("step", "i8"), ("craft", "i8"), ("lat", "f8"), ("lon", "f8")])

STATE = np.dtype(
    [("known", "?"), ("t", "f8"), ("lat", "f8"), ("lon", "f8"), ("speed", "f8"), ("course", "f8")]
)


def fresh_states(count: int) -> States:
    """States of tracks not begun."""
    return np.zeros(count, STATE)


@njit(cache=True)
def take(
    slot: Ints,
    columns: tuple[Floats, Floats, Floats, Floats, Floats],
    begins: Flags,
    states: States,
    rule: MeetingRule,
    out: Samples,
) -> Samples:
    """Samples up to each fix that later fixes cannot change; `craft` is the slot.

    Args:
        slot: state of each row's track; rows of one track in time order.
        columns: time, latitude, longitude, speed (kn) and course; NaN unknown.
        begins: whether the row is a new track's first believed fix.
        states: one a track; changed.
        rule: see `MeetingRule`.
        out: table of samples to write to.
    """
    n = 0
    begin = 0
    while begin < slot.size:
        end = _end_of_run(slot, begins, begin)
        out, n = _take_run(slot[begin], columns, begins[begin], (begin, end), states, rule, out, n)
        begin = end
    return out[:n]


@njit(cache=True)
def _end_of_run(slot: Ints, begins: Flags, begin: int) -> int:
    """First row after those of one track in a row, none of them but the first a beginning."""
    end = begin + 1
    while end < slot.size and slot[end] == slot[begin] and not begins[end]:
        end += 1
    return end


@njit(cache=True)
def _take_run(
    s: int,
    columns: tuple[Floats, Floats, Floats, Floats, Floats],
    begins: bool,
    rows: tuple[int, int],
    states: States,
    rule: MeetingRule,
    out: Samples,
    n: int,
) -> tuple[Samples, int]:
    """Samples of one track; its state is read for the first row and written after the last."""
    first = _row_fix(columns, rows[0])
    known = states["known"][s]
    if begins and known:
        until = min(states["t"][s] + rule.carry_s, first[0])
        steps = (_after(states["t"][s], rule), _until(until, rule))
        out, n = _carry(s, _state_fix(states, s), steps, rule, out, n)
    if begins or not known:
        steps = (-_until(rule.carry_s - first[0], rule), _until(first[0], rule))
        out, n = _carry(s, first, steps, rule, out, n)
    elif first[0] - states["t"][s] <= rule.reach_s:
        out, n = _between(s, _state_fix(states, s), first, rule, out, n)
    row = _next_step(columns[0], rows[0], rows[1], rule.step_s)
    while row < rows[1]:
        if columns[0][row] - columns[0][row - 1] <= rule.reach_s:
            before, after = _row_fix(columns, row - 1), _row_fix(columns, row)
            out, n = _between(s, before, after, rule, out, n)
        row = _next_step(columns[0], row, rows[1], rule.step_s)
    last = _row_fix(columns, rows[1] - 1)
    states["known"][s] = True
    states["t"][s], states["lat"][s], states["lon"][s] = last[0], last[1], last[2]
    states["speed"][s], states["course"][s] = last[3], last[4]
    return out, n


@njit(cache=True)
def _next_step(t: Floats, begin: int, end: int, step_s: float) -> int:
    """First row after `begin` with a step between it and the row before; `end` if there is none.

    On its own because nearly all rows pass through here and nowhere else.
    """
    due = (np.floor(t[begin] / step_s) + 1.0) * step_s
    for i in range(begin + 1, end):
        if t[i] >= due:
            return i
    return end


@njit(cache=True)
def _row_fix(
    columns: tuple[Floats, Floats, Floats, Floats, Floats], i: int
) -> tuple[float, float, float, float, float]:
    return columns[0][i], columns[1][i], columns[2][i], columns[3][i], columns[4][i]


@njit(cache=True)
def carry_on(slots: Ints, states: States, as_of: float, rule: MeetingRule, out: Samples) -> Samples:
    """Samples after the last fixes up to a time; a later fix takes them back."""
    n = 0
    for s in slots:
        if states["known"][s]:
            until = min(states["t"][s] + rule.carry_s, as_of)
            steps = (_after(states["t"][s], rule), _until(until, rule))
            out, n = _carry(s, _state_fix(states, s), steps, rule, out, n)
    return out[:n]


@njit(cache=True)
def _after(t: float, rule: MeetingRule) -> int:
    """First step after a time."""
    return int(np.floor(t / rule.step_s)) + 1


@njit(cache=True)
def _until(t: float, rule: MeetingRule) -> int:
    """Last step up to and with a time."""
    return int(np.floor(t / rule.step_s))


@njit(cache=True)
def _state_fix(states: States, s: int) -> tuple[float, float, float, float, float]:
    return (
        states["t"][s],
        states["lat"][s],
        states["lon"][s],
        states["speed"][s],
        states["course"][s],
    )


@njit(cache=True)
def _put(out: Samples, n: int, step: int, slot: int, lat: float, lon: float) -> tuple[Samples, int]:
    if n == out.size:
        bigger = np.empty(2 * out.size + 64, out.dtype)
        for i in range(n):
            bigger[i] = out[i]
        out = bigger
    out["step"][n] = step
    out["craft"][n] = slot
    out["lat"][n] = lat
    out["lon"][n] = lon
    return out, n + 1


@njit(cache=True)
def _between(
    slot: int,
    before: tuple[float, float, float, float, float],
    after: tuple[float, float, float, float, float],
    rule: MeetingRule,
    out: Samples,
    n: int,
) -> tuple[Samples, int]:
    """Steps after one fix and up to the next."""
    turn = (after[2] - before[2] + 180.0) % 360.0 - 180.0
    for step in range(_after(before[0], rule), _until(after[0], rule) + 1):
        share = (step * rule.step_s - before[0]) / (after[0] - before[0])
        lat = before[1] + share * (after[1] - before[1])
        out, n = _put(out, n, step, slot, lat, wrap_lon(before[2] + share * turn))
    return out, n


@njit(cache=True)
def _carry(
    slot: int,
    fix: tuple[float, float, float, float, float],
    steps: tuple[int, int],
    rule: MeetingRule,
    out: Samples,
    n: int,
) -> tuple[Samples, int]:
    """Steps from the first to the last along the course of a fix, forward or backward.

    Without speed and course nobody knows where the craft was; one that lies still needs none.
    """
    t, lat, lon, speed, course = fix
    if speed == 0.0:
        course = 0.0
    if np.isnan(speed) or np.isnan(course):
        return out, n
    for step in range(steps[0], steps[1] + 1):
        elapsed = step * rule.step_s - t
        way = course if elapsed >= 0.0 else course + 180.0
        metres = speed * METRES_PER_NM * abs(elapsed) / HOUR_S
        there_lat, there_lon = destination(lat, lon, way, metres)
        out, n = _put(out, n, step, slot, there_lat, there_lon)
    return out, n
