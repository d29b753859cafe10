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
    t, lat, lon, speed, course = columns
    n = 0
    for i in range(t.size):
        s = slot[i]
        fix = (t[i], lat[i], lon[i], speed[i], course[i])
        if begins[i] and states["known"][s]:
            until = min(states["t"][s] + rule.carry_s, t[i])
            steps = (_after(states["t"][s], rule), _until(until, rule))
            out, n = _carry(s, _state_fix(states, s), steps, rule, out, n)
        if begins[i] or not states["known"][s]:
            first = -_until(-(t[i] - rule.carry_s), rule)
            out, n = _carry(s, fix, (first, _until(t[i], rule)), rule, out, n)
        elif t[i] - states["t"][s] <= rule.reach_s:
            out, n = _between(s, _state_fix(states, s), fix, rule, out, n)
        states["known"][s] = True
        states["t"][s], states["lat"][s], states["lon"][s] = t[i], lat[i], lon[i]
        states["speed"][s], states["course"][s] = speed[i], course[i]
    return out[:n]


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
