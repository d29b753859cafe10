"""Zone entry and exit.

Two fixes one after the other inside a zone, or a track's first fix inside, are an entry; two one
after the other outside are the exit. One fix that strays across a border is neither.
"""

import numpy as np
import numpy.typing as npt
from numba import njit

from seawall.engines.tracks.events import NONE, Code, Events, put

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
States = npt.NDArray[np.void]

ZONE = int(Code.ZONE)
FOLLOWED = 8
ENTERING, INSIDE, LEAVING = 1, 2, 3
FIXES_INSIDE = 2.0

# Zones that a track is in, entering or leaving; `not_followed` counts those beyond `FOLLOWED`.
STATE = np.dtype(
    [
        ("known", "?"),
        ("not_followed", "i8"),
        ("t", "f8"),
        ("lat", "f8"),
        ("lon", "f8"),
        ("zone", "i8", (FOLLOWED,)),
        ("phase", "i8", (FOLLOWED,)),
        ("marked", "i1", (FOLLOWED,)),
        ("fixes", "i8", (FOLLOWED,)),
        ("entry_t", "f8", (FOLLOWED,)),
        ("entry_lat", "f8", (FOLLOWED,)),
        ("entry_lon", "f8", (FOLLOWED,)),
        ("exit_t", "f8", (FOLLOWED,)),
        ("exit_lat", "f8", (FOLLOWED,)),
        ("exit_lon", "f8", (FOLLOWED,)),
    ]
)


def fresh_states(count: int) -> States:
    """States of tracks not begun."""
    states = np.zeros(count, STATE)
    states["zone"] = NONE
    return states


@njit(cache=True)
def find(
    slot: Ints,
    columns: tuple[Floats, Floats, Floats],
    begins: Flags,
    inside: tuple[Ints, Ints],
    states: States,
    out: Events,
) -> Events:
    """Stays in zones that ended with one of the fixes, as raw events.

    Args:
        slot: state of each row's track; rows of one track in time order.
        columns: time, latitude and longitude.
        begins: whether the row is a new track's first believed fix.
        inside: pairs of row and zone, ordered by row, as `PolygonIndex.locate` gives them.
        states: one a track; changed.
        out: table of raw events to write to.
    """
    t, lat, lon = columns
    row, zone = inside
    n = 0
    at = 0
    for i in range(t.size):
        s = slot[i]
        first = at
        while at < row.size and row[at] == i:
            at += 1
        if begins[i]:
            out, n = _forget(states, s, out, n)
        fix = (t[i], lat[i], lon[i])
        for pair in range(first, at):
            _mark(states, s, zone[pair], fix)
        out, n = _look_at_others(states, s, fix, out, n)
        states["known"][s] = True
        states["t"][s], states["lat"][s], states["lon"][s] = t[i], lat[i], lon[i]
    return out[:n]


@njit(cache=True)
def _place_for(states: States, s: int, zone: int) -> int:
    """Where a zone is followed, or may be; -1 if there is no room."""
    free = -1
    for k in range(FOLLOWED):
        if states["zone"][s, k] == zone:
            return k
        if free < 0 and states["zone"][s, k] == NONE:
            free = k
    return free


@njit(cache=True)
def _mark(states: States, s: int, zone: int, fix: tuple[float, float, float]) -> None:
    """One fix inside a zone."""
    k = _place_for(states, s, zone)
    if k < 0:
        states["not_followed"][s] += 1
        return
    if states["zone"][s, k] == NONE:
        states["zone"][s, k] = zone
        states["phase"][s, k] = ENTERING if states["known"][s] else INSIDE
        states["fixes"][s, k] = 0
        states["entry_t"][s, k], states["entry_lat"][s, k], states["entry_lon"][s, k] = fix
    else:
        states["phase"][s, k] = INSIDE
    states["fixes"][s, k] += 1
    states["marked"][s, k] = 1


@njit(cache=True)
def _look_at_others(
    states: States, s: int, fix: tuple[float, float, float], out: Events, n: int
) -> tuple[Events, int]:
    """The zones that a fix is not in: an entry not confirmed, or the first or second outside."""
    for k in range(FOLLOWED):
        marked = states["marked"][s, k]
        states["marked"][s, k] = 0
        if states["zone"][s, k] == NONE or marked == 1:
            continue
        phase = states["phase"][s, k]
        if phase == ENTERING:
            states["zone"][s, k] = NONE
        elif phase == INSIDE:
            states["phase"][s, k] = LEAVING
            states["exit_t"][s, k], states["exit_lat"][s, k], states["exit_lon"][s, k] = fix
        else:
            end = (states["exit_t"][s, k], states["exit_lat"][s, k], states["exit_lon"][s, k])
            out, n = _stay(states, s, k, end, out, n)
            states["zone"][s, k] = NONE
    return out, n


@njit(cache=True)
def _stay(
    states: States, s: int, k: int, end: tuple[float, float, float], out: Events, n: int
) -> tuple[Events, int]:
    start = (states["entry_t"][s, k], states["entry_lat"][s, k], states["entry_lon"][s, k])
    facts = (end[0] - start[0], FIXES_INSIDE, np.nan)
    what = (ZONE, s, states["zone"][s, k])
    return put(out, n, what, start, end, facts, states["fixes"][s, k])


@njit(cache=True)
def _forget(states: States, s: int, out: Events, n: int) -> tuple[Events, int]:
    """End every stay with the track's last fix, another track taking its place."""
    end = (states["t"][s], states["lat"][s], states["lon"][s])
    for k in range(FOLLOWED):
        if states["zone"][s, k] != NONE and states["phase"][s, k] != ENTERING:
            out, n = _stay(states, s, k, end, out, n)
        states["zone"][s, k] = NONE
    states["known"][s] = False
    return out, n


@njit(cache=True)
def still_inside(slots: Ints, states: States, out: Events) -> Events:
    """Stays in zones that go on, as raw events without an end."""
    n = 0
    nowhere = (np.nan, np.nan, np.nan)
    for s in slots:
        for k in range(FOLLOWED):
            if states["zone"][s, k] != NONE and states["phase"][s, k] != ENTERING:
                out, n = _stay(states, s, k, nowhere, out, n)
    return out[:n]
