"""Behaviour that holds from fix to fix for a while: the go-fast profile, low and slow flight."""

import numpy as np
import numpy.typing as npt
from numba import njit

from seawall.engines.tracks.events import NONE, Events, put
from seawall.engines.tracks.fixes import Floats as Column
from seawall.engines.tracks.parameters import FastRule, FlightRule

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
States = npt.NDArray[np.void]
Signs = npt.NDArray[np.int8]

HOLDS, FAILS, UNKNOWN = 1, 0, -1

# `fixes` 0: it does not hold.
STATE = np.dtype(
    [
        ("fixes", "i8"),
        ("first_t", "f8"),
        ("first_lat", "f8"),
        ("first_lon", "f8"),
        ("t", "f8"),
        ("lat", "f8"),
        ("lon", "f8"),
        ("speed_sum", "f8"),
    ]
)


def fresh_states(count: int) -> States:
    """States of tracks not begun."""
    return np.zeros(count, STATE)


def goes_fast(
    speed_kn: Column, altitude_ft: Column, length_m: Column, radar_only: Flags, rule: FastRule
) -> Signs:
    """Whether each fix is one of a small fast craft; an aircraft (with an altitude) is none."""
    small = radar_only | (length_m <= rule.length_m)
    candidate = small & np.isnan(altitude_ft)
    signs = np.where(speed_kn >= rule.speed_kn, HOLDS, FAILS)
    return np.where(candidate, np.where(np.isnan(speed_kn), UNKNOWN, signs), FAILS).astype(np.int8)


def flies_low(
    speed_kn: Column,
    altitude_ft: Column,
    airfield_m: Column,
    registered: Column,
    planned: Column,
    rule: FlightRule,
) -> Signs:
    """Whether each fix is one of an unregistered low and slow flight away from airfields.

    An address or plan not looked up is not known to be missing: nothing is said then.
    """
    candidate = (registered == 0) & (planned == 0) & ~np.isnan(altitude_ft)
    slow = (speed_kn >= rule.slow_kn) & (speed_kn <= rule.fast_kn)
    away = airfield_m > rule.airfield_nm * 1852.0
    holds = slow & away & (altitude_ft <= rule.altitude_ft)
    signs = np.where(np.isnan(speed_kn), UNKNOWN, np.where(holds, HOLDS, FAILS))
    return np.where(candidate, signs, FAILS).astype(np.int8)


@njit(cache=True)
def find(
    slot: Ints,
    columns: tuple[Floats, Floats, Floats, Floats],
    begins: Flags,
    signs: Signs,
    states: States,
    limits: tuple[int, float, float, float],
    out: Events,
) -> Events:
    """Behaviour that ended before one of the fixes, as raw events.

    Args:
        slot: state of each row's track; rows of one track in time order.
        columns: time, latitude, longitude and speed (kn).
        begins: whether the row is a new track's first believed fix.
        signs: `HOLDS`, `FAILS` or, changing nothing, `UNKNOWN`.
        states: one a track; changed.
        limits: code of the event, threshold to give with it, least duration and longest silence
            in seconds.
        out: table of raw events to write to.
    """
    t, lat, lon, speed = columns
    n = 0
    for i in range(t.size):
        s = slot[i]
        if states["fixes"][s] == 0 and signs[i] != HOLDS:
            continue
        broken = begins[i] or t[i] - states["t"][s] > limits[3]
        if states["fixes"][s] and (broken or signs[i] == FAILS):
            if states["t"][s] - states["first_t"][s] >= limits[2]:
                out, n = _write(
                    states, s, (states["t"][s], states["lat"][s], states["lon"][s]), limits, out, n
                )
            states["fixes"][s] = 0
        if signs[i] != HOLDS:
            continue
        if states["fixes"][s] == 0:
            states["first_t"][s] = t[i]
            states["first_lat"][s] = lat[i]
            states["first_lon"][s] = lon[i]
            states["speed_sum"][s] = 0.0
        states["fixes"][s] += 1
        states["speed_sum"][s] += speed[i]
        states["t"][s], states["lat"][s], states["lon"][s] = t[i], lat[i], lon[i]
    return out[:n]


@njit(cache=True)
def _write(
    states: States,
    s: int,
    end: tuple[float, float, float],
    limits: tuple[int, float, float, float],
    out: Events,
    n: int,
) -> tuple[Events, int]:
    start = (states["first_t"][s], states["first_lat"][s], states["first_lon"][s])
    mean = states["speed_sum"][s] / states["fixes"][s]
    facts = (mean, limits[1], states["t"][s] - start[0])
    return put(out, n, (limits[0], s, NONE), start, end, facts, states["fixes"][s])


@njit(cache=True)
def still_going(
    slots: Ints,
    states: States,
    as_of: float,
    limits: tuple[int, float, float, float],
    out: Events,
) -> Events:
    """Behaviour that has lasted long enough at a time, as raw events.

    They have an end only if the silence since the last fix is too long.
    """
    n = 0
    for s in slots:
        if states["fixes"][s] and states["t"][s] - states["first_t"][s] >= limits[2]:
            over = as_of - states["t"][s] > limits[3]
            end = (states["t"][s], states["lat"][s], states["lon"][s])
            if not over:
                end = (np.nan, np.nan, np.nan)
            out, n = _write(states, s, end, limits, out, n)
    return out[:n]
