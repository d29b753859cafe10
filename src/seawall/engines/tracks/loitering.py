"""Loitering: hours far from the coast at a mean speed that leads nowhere."""

import numpy as np
import numpy.typing as npt
from numba import njit

from seawall.engines.tracks.events import NONE, Code, Events, put
from seawall.engines.tracks.parameters import HOUR_S, LoiteringRule

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
States = npt.NDArray[np.void]

LOITERING = int(Code.LOITERING)

# The hour now filling, and the run of hours that qualified before it (`hours` 0 for none).
STATE = np.dtype(
    [
        ("hour", "f8"),
        ("fixes", "i8"),
        ("speeds", "i8"),
        ("speed_sum", "f8"),
        ("offshore_nm", "f8"),
        ("first_t", "f8"),
        ("first_lat", "f8"),
        ("first_lon", "f8"),
        ("t", "f8"),
        ("lat", "f8"),
        ("lon", "f8"),
        ("hours", "i8"),
        ("run_fixes", "i8"),
        ("run_speeds", "i8"),
        ("run_speed_sum", "f8"),
        ("run_offshore_nm", "f8"),
        ("run_first_t", "f8"),
        ("run_first_lat", "f8"),
        ("run_first_lon", "f8"),
        ("run_t", "f8"),
        ("run_lat", "f8"),
        ("run_lon", "f8"),
    ]
)


def fresh_states(count: int) -> States:
    """States of tracks not begun."""
    states = np.zeros(count, STATE)
    states["hour"] = np.nan
    return states


@njit(cache=True)
def find(
    slot: Ints,
    columns: tuple[Floats, Floats, Floats, Floats],
    begins: Flags,
    offshore_nm: Floats,
    states: States,
    rule: LoiteringRule,
    out: Events,
) -> Events:
    """Loitering that ended before one of the fixes, as raw events.

    Args:
        slot: state of each row's track; rows of one track in time order.
        columns: time, latitude, longitude and speed (kn; NaN unknown and left out of means).
        begins: whether the row is a new track's first believed fix.
        offshore_nm: to the coast; an unknown one is not far.
        states: one a track; changed.
        rule: see `LoiteringRule`.
        out: table of raw events to write to.
    """
    t, lat, lon, speed = columns
    n = 0
    for i in range(t.size):
        s = slot[i]
        hour = np.floor(t[i] / HOUR_S)
        if begins[i] or states["hour"][s] != hour:
            out, n = _end_hour(states, s, rule, out, n)
            if begins[i] or hour != states["hour"][s] + 1.0:
                out, n = _end_run(states, s, rule, out, n)
            states["hour"][s] = hour
            states["fixes"][s] = 0
            states["speeds"][s] = 0
            states["speed_sum"][s] = 0.0
            states["offshore_nm"][s] = np.inf
            states["first_t"][s], states["first_lat"][s], states["first_lon"][s] = (
                t[i],
                lat[i],
                lon[i],
            )
        states["fixes"][s] += 1
        states["t"][s], states["lat"][s], states["lon"][s] = t[i], lat[i], lon[i]
        if not np.isnan(speed[i]):
            states["speeds"][s] += 1
            states["speed_sum"][s] += speed[i]
        # Not min(): an unknown distance must make the hour's unknown.
        if not offshore_nm[i] >= states["offshore_nm"][s]:
            states["offshore_nm"][s] = offshore_nm[i]
    return out[:n]


@njit(cache=True)
def _end_hour(
    states: States, s: int, rule: LoiteringRule, out: Events, n: int
) -> tuple[Events, int]:
    """Add the filled hour to the run if it qualifies, else end the run."""
    count = states["speeds"][s]
    if np.isnan(states["hour"][s]):
        return out, n
    slow = count > 0 and states["speed_sum"][s] / max(count, 1) < rule.speed_kn
    if not (slow and states["offshore_nm"][s] >= rule.offshore_nm):
        return _end_run(states, s, rule, out, n)
    if states["hours"][s] == 0:
        states["run_first_t"][s] = states["first_t"][s]
        states["run_first_lat"][s] = states["first_lat"][s]
        states["run_first_lon"][s] = states["first_lon"][s]
        states["run_fixes"][s] = 0
        states["run_speeds"][s] = 0
        states["run_speed_sum"][s] = 0.0
        states["run_offshore_nm"][s] = np.inf
    states["hours"][s] += 1
    states["run_fixes"][s] += states["fixes"][s]
    states["run_speeds"][s] += count
    states["run_speed_sum"][s] += states["speed_sum"][s]
    states["run_offshore_nm"][s] = min(states["run_offshore_nm"][s], states["offshore_nm"][s])
    states["run_t"][s], states["run_lat"][s] = states["t"][s], states["lat"][s]
    states["run_lon"][s] = states["lon"][s]
    return out, n


@njit(cache=True)
def _end_run(
    states: States, s: int, rule: LoiteringRule, out: Events, n: int
) -> tuple[Events, int]:
    if states["hours"][s] == 0:
        return out, n
    start = (states["run_first_t"][s], states["run_first_lat"][s], states["run_first_lon"][s])
    end = (states["run_t"][s], states["run_lat"][s], states["run_lon"][s])
    mean = states["run_speed_sum"][s] / states["run_speeds"][s]
    facts = (mean, rule.speed_kn, states["run_offshore_nm"][s])
    states["hours"][s] = 0
    return put(out, n, (LOITERING, s, NONE), start, end, facts, states["run_fixes"][s])


@njit(cache=True)
def still_loitering(
    slots: Ints, states: States, as_of: float, rule: LoiteringRule, out: Events
) -> Events:
    """Loitering up to the last full hour at a time, as raw events; states are left alone."""
    n = 0
    for s in slots:
        if np.isnan(states["hour"][s]):
            continue
        kept = states[s : s + 1].copy()
        if as_of >= (kept["hour"][0] + 1.0) * HOUR_S:
            out, n = _numbered(kept, s, rule, out, n, True)
        out, n = _numbered(kept, s, rule, out, n, False)
    return out[:n]


@njit(cache=True)
def _numbered(
    kept: States, s: int, rule: LoiteringRule, out: Events, n: int, hour: bool
) -> tuple[Events, int]:
    """End the hour, or the run, of a copied state, giving events the number of the original."""
    before = n
    if hour:
        out, n = _end_hour(kept, 0, rule, out, n)
    else:
        out, n = _end_run(kept, 0, rule, out, n)
    for i in range(before, n):
        out["slot"][i] = s
    return out, n
