"""Port visits: entry, stops, silences and exit."""

import numpy as np
import numpy.typing as npt
from numba import njit

from seawall.engines.tracks.events import NONE, Code, Events, put
from seawall.engines.tracks.parameters import PortRule

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
States = npt.NDArray[np.void]

VISIT, STOP, SILENT = int(Code.PORT_VISIT), int(Code.PORT_STOP), int(Code.PORT_GAP)

# `anchorage` -1 is at sea; `stop_t` NaN is under way.
STATE = np.dtype(
    [
        ("anchorage", "i8"),
        ("entered", "?"),
        ("known", "?"),
        ("entry_t", "f8"),
        ("entry_lat", "f8"),
        ("entry_lon", "f8"),
        ("t", "f8"),
        ("lat", "f8"),
        ("lon", "f8"),
        ("stop_t", "f8"),
        ("stop_lat", "f8"),
        ("stop_lon", "f8"),
        ("stop_fixes", "i8"),
        ("rests", "i8"),
        ("fixes", "i8"),
    ]
)


def fresh_states(count: int) -> States:
    """States of tracks not begun."""
    states = np.zeros(count, STATE)
    states["anchorage"] = NONE
    states["stop_t"] = np.nan
    return states


@njit(cache=True)
def find(
    slot: Ints,
    columns: tuple[Floats, Floats, Floats, Floats],
    begins: Flags,
    anchorage: tuple[Floats, Ints],
    states: States,
    rule: PortRule,
    out: Events,
) -> Events:
    """Visits, stops and port gaps that ended with one of the fixes, as raw events.

    Args:
        slot: state of each row's track; rows of one track in time order.
        columns: time, latitude, longitude and speed (kn; NaN unknown, which changes nothing).
        begins: whether the row is a new track's first believed fix.
        anchorage: metres to the nearest one (inf: farther than asked) and its number.
        states: one a track; changed.
        rule: see `PortRule`.
        out: table of raw events to write to.
    """
    t, lat, lon, speed = columns
    metres, number = anchorage
    n = 0
    for i in range(t.size):
        s = slot[i]
        fix = (t[i], lat[i], lon[i])
        if begins[i]:
            out, n = _leave(states, s, _last(states, s), False, rule, out, n)
            states["known"][s] = False
        if states["anchorage"][s] != NONE:
            out, n = _stay(states, s, fix, speed[i], metres[i], rule, out, n)
        elif metres[i] <= rule.enter_m:
            _enter(states, s, fix, speed[i], number[i], rule)
        states["known"][s] = True
        states["t"][s], states["lat"][s], states["lon"][s] = fix
    return out[:n]


@njit(cache=True)
def _last(states: States, s: int) -> tuple[float, float, float]:
    return states["t"][s], states["lat"][s], states["lon"][s]


@njit(cache=True)
def _enter(
    states: States,
    s: int,
    fix: tuple[float, float, float],
    speed_kn: float,
    number: int,
    rule: PortRule,
) -> None:
    states["anchorage"][s] = number
    # A track that begins inside was not seen to enter.
    states["entered"][s] = states["known"][s]
    states["entry_t"][s], states["entry_lat"][s], states["entry_lon"][s] = fix
    states["rests"][s] = 0
    states["fixes"][s] = 1
    states["stop_t"][s] = np.nan
    _watch_stop(states, s, fix, speed_kn, rule)


@njit(cache=True)
def _watch_stop(
    states: States, s: int, fix: tuple[float, float, float], speed_kn: float, rule: PortRule
) -> None:
    """Begin a stop, or count a fix of the one under way."""
    if not np.isnan(states["stop_t"][s]):
        states["stop_fixes"][s] += 1
    elif speed_kn <= rule.stop_kn:
        states["stop_t"][s], states["stop_lat"][s], states["stop_lon"][s] = fix
        states["stop_fixes"][s] = 1
        states["rests"][s] += 1


@njit(cache=True)
def _stay(
    states: States,
    s: int,
    fix: tuple[float, float, float],
    speed_kn: float,
    metres: float,
    rule: PortRule,
    out: Events,
    n: int,
) -> tuple[Events, int]:
    """One more fix of a craft in port, perhaps its exit."""
    silence = fix[0] - states["t"][s]
    if silence >= rule.gap_s:
        states["rests"][s] += 1
        what = (SILENT, s, states["anchorage"][s])
        out, n = put(out, n, what, _last(states, s), fix, (silence, rule.gap_s, np.nan), 2)
    if metres >= rule.exit_m:
        return _leave(states, s, fix, True, rule, out, n)
    states["fixes"][s] += 1
    if speed_kn >= rule.resume_kn:
        out, n = _resume(states, s, fix, rule, out, n)
    else:
        _watch_stop(states, s, fix, speed_kn, rule)
    return out, n


@njit(cache=True)
def _resume(
    states: States,
    s: int,
    fix: tuple[float, float, float],
    rule: PortRule,
    out: Events,
    n: int,
) -> tuple[Events, int]:
    """End the stop under way, if there is one."""
    begun = states["stop_t"][s]
    if np.isnan(begun):
        return out, n
    states["stop_t"][s] = np.nan
    start = (begun, states["stop_lat"][s], states["stop_lon"][s])
    facts = (fix[0] - begun, rule.stop_kn, np.nan)
    what = (STOP, s, states["anchorage"][s])
    return put(out, n, what, start, fix, facts, states["stop_fixes"][s])


@njit(cache=True)
def _leave(
    states: States,
    s: int,
    fix: tuple[float, float, float],
    left: bool,
    rule: PortRule,
    out: Events,
    n: int,
) -> tuple[Events, int]:
    """End the visit at a fix; one without stop or silence was passing by and is none."""
    if states["anchorage"][s] == NONE:
        return out, n
    out, n = _resume(states, s, fix, rule, out, n)
    if states["rests"][s]:
        out, n = _visit(states, s, fix, left, rule, out, n)
    states["anchorage"][s] = NONE
    return out, n


@njit(cache=True)
def _visit(
    states: States,
    s: int,
    end: tuple[float, float, float],
    left: bool,
    rule: PortRule,
    out: Events,
    n: int,
) -> tuple[Events, int]:
    """Confidence as GFW counts it: a stop or silence 2, and one for each of entry and exit."""
    start = (states["entry_t"][s], states["entry_lat"][s], states["entry_lon"][s])
    confidence = 2.0
    if states["entered"][s]:
        confidence += 1.0
    if left:
        confidence += 1.0
    facts = (confidence, rule.enter_m, float(states["rests"][s]))
    what = (VISIT, s, states["anchorage"][s])
    return put(out, n, what, start, end, facts, states["fixes"][s])


@njit(cache=True)
def still_in_port(slots: Ints, states: States, as_of: float, rule: PortRule, out: Events) -> Events:
    """Visits, stops and port gaps that go on at a time, as raw events without an end."""
    n = 0
    nowhere = (np.nan, np.nan, np.nan)
    for s in slots:
        if states["anchorage"][s] == NONE:
            continue
        place = states["anchorage"][s]
        silent = as_of - states["t"][s] >= rule.gap_s
        if silent:
            facts = (np.nan, rule.gap_s, np.nan)
            out, n = put(out, n, (SILENT, s, place), _last(states, s), nowhere, facts, 1)
        begun = states["stop_t"][s]
        if not np.isnan(begun):
            start = (begun, states["stop_lat"][s], states["stop_lon"][s])
            facts = (np.nan, rule.stop_kn, np.nan)
            out, n = put(out, n, (STOP, s, place), start, nowhere, facts, states["stop_fixes"][s])
        if silent or states["rests"][s]:
            out, n = _visit(states, s, nowhere, False, rule, out, n)
    return out[:n]
