"""Which fixes count, and why the others do not."""

from enum import IntEnum

import numpy as np
import numpy.typing as npt
from numba import njit

from seawall.engines.geodesy.sphere import distance_m
from seawall.engines.tracks.fixes import Fixes
from seawall.engines.tracks.parameters import CleaningRule

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Reasons = npt.NDArray[np.int8]
States = npt.NDArray[np.void]

# ITU-R M.1371-5, table 49: speed 102.3 (class A, B) and 63 (message 27) are "not available";
# 51.2 is what older transponders send for it (gpsdio-segment).
NO_SPEED_KN = (51.2, 63.0, 102.3)
LONG_RANGE = 27
KEPT_A_SLOT = 4

# `places` are those already counted in the slot of time; `n` of them are in use.
STATE = np.dtype(
    [
        ("slot_of_time", "f8"),
        ("n", "i8"),
        ("lat", "f8", (KEPT_A_SLOT,)),
        ("lon", "f8", (KEPT_A_SLOT,)),
        ("last_t", "f8"),
        ("last_type", "i8"),
    ]
)


class Reason(IntEnum):
    """Why a fix does not count."""

    COUNTS = 0
    NO_TIME = 1
    NO_POSITION = 2
    CLOCK_AHEAD = 3
    CLOCK_BEHIND = 4
    REPEATED = 5
    LONG_RANGE = 6
    TOO_LATE = 7


def fresh_states(count: int) -> States:
    """States of identities never seen."""
    states = np.zeros(count, STATE)
    states["slot_of_time"] = np.nan
    states["last_t"] = np.nan
    return states


def judge(fixes: Fixes, rule: CleaningRule) -> Reasons:
    """What is wrong with each fix by itself: time, position, clock."""
    reasons = np.zeros(len(fixes), np.int8)
    with np.errstate(invalid="ignore"):
        late = fixes.received_t - fixes.t
        reasons[late > rule.clock_s] = Reason.CLOCK_BEHIND
        reasons[late < -rule.clock_s] = Reason.CLOCK_AHEAD
        placed = (np.abs(fixes.lat) <= 90.0) & (np.abs(fixes.lon) <= 180.0)
    reasons[~placed] = Reason.NO_POSITION
    reasons[~(np.isfinite(fixes.t) & (fixes.t >= 0.0))] = Reason.NO_TIME
    return reasons


def known_speed(fixes: Fixes) -> Floats:
    """Reported speed, unknown where the code says "not available" or no craft has it."""
    speed = fixes.speed_kn.copy()
    surface = np.isnan(fixes.altitude_ft)
    for code in NO_SPEED_KN:
        speed[surface & (np.abs(speed - code) < 0.05)] = np.nan
    with np.errstate(invalid="ignore"):
        speed[(speed < 0.0) | (speed > 2000.0)] = np.nan
    return speed


def known_course(fixes: Fixes) -> Floats:
    """Reported course, unknown outside 0 to 360 (AIS: 360 is "not available")."""
    with np.errstate(invalid="ignore"):
        return np.where((fixes.course >= 0.0) & (fixes.course < 360.0), fixes.course, np.nan)


@njit(cache=True)
def drop_repeated(
    slot: Ints,
    t: Floats,
    lat: Floats,
    lon: Floats,
    message_type: Ints,
    states: States,
    rule: CleaningRule,
) -> Reasons:
    """REPEATED, LONG_RANGE or COUNTS for each row.

    Args:
        slot: state of each row's identity; rows of one identity together.
        t: increasing within an identity.
        lat: degrees.
        lon: degrees.
        message_type: AIS message type, -1 unknown.
        states: what earlier rows left behind; changed.
        rule: see `CleaningRule`.
    """
    reasons = np.zeros(t.size, np.int8)
    last_t, last_type = states["last_t"], states["last_type"]
    for i in range(t.size):
        s = slot[i]
        if message_type[i] == LONG_RANGE and _has_company(
            slot, t, message_type, i, last_t[s], rule.long_range_s
        ):
            reasons[i] = Reason.LONG_RANGE
            continue
        if _is_repeated(states, s, t[i], lat[i], lon[i], rule):
            reasons[i] = Reason.REPEATED
            continue
        last_t[s] = t[i]
        last_type[s] = message_type[i]
    return reasons


@njit(cache=True)
def _has_company(
    slot: Ints, t: Floats, message_type: Ints, i: int, last_t: float, long_range_s: float
) -> bool:
    """Whether a long-range fix has a counted one near before, or a better one near after it."""
    if t[i] - last_t <= long_range_s:
        return True
    after = i + 1
    while after < t.size and slot[after] == slot[i] and t[after] - t[i] <= long_range_s:
        if message_type[after] != LONG_RANGE:
            return True
        after += 1
    return False


@njit(cache=True)
def _is_repeated(
    states: States, s: int, t: float, lat: float, lon: float, rule: CleaningRule
) -> bool:
    """Whether the slot of time already has a fix at this place; if not, it has one now."""
    places_lat, places_lon = states["lat"], states["lon"]
    count = states["n"]
    now = np.floor(t / rule.slot_s)
    if states["slot_of_time"][s] != now:
        states["slot_of_time"][s] = now
        count[s] = 0
    for k in range(count[s]):
        if distance_m(places_lat[s, k], places_lon[s, k], lat, lon) <= rule.same_place_m:
            return True
    if count[s] == KEPT_A_SLOT:
        # More crafts than this on one identity within seconds: the rest tells nothing new.
        return True
    places_lat[s, count[s]] = lat
    places_lon[s, count[s]] = lon
    count[s] += 1
    return False
