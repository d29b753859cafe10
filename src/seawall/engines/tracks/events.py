"""Events: what was found, when and where, on which evidence; and how two findings differ."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
from numba import njit

Events = npt.NDArray[np.void]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Place = tuple[float, float, float]
"""Time, latitude and longitude of a fix."""


class Code(IntEnum):
    """Behaviours; the numbers are stored with events and never change."""

    GAP = 1
    DISABLING = 2
    DARK = 3
    INSHORE_DARK = 4
    ENCOUNTER = 5
    RENDEZVOUS = 6
    LOITERING = 7
    PORT_VISIT = 8
    PORT_STOP = 9
    PORT_GAP = 10
    ZONE = 11
    JUMP = 12
    TWO_CRAFTS = 13
    FAST = 14
    LOW_FLIGHT = 15


@dataclass(frozen=True)
class Meaning:
    """What the numbers of an event of one code are: unit and sense of each."""

    measure: str
    threshold: str
    detail: str


MEANINGS: dict[Code, Meaning] = {
    Code.GAP: Meaning("silence_s", "silence_s", "offshore_nm"),
    Code.DISABLING: Meaning("silence_s", "silence_s", "offshore_nm"),
    Code.DARK: Meaning("silence_s", "silence_s", "received_a_day"),
    Code.INSHORE_DARK: Meaning("silence_s", "silence_s", "median_interval_s"),
    Code.ENCOUNTER: Meaning("median_distance_m", "distance_m", "median_speed_kn"),
    Code.RENDEZVOUS: Meaning("median_distance_m", "distance_m", "median_speed_kn"),
    Code.LOITERING: Meaning("mean_speed_kn", "speed_kn", "least_offshore_nm"),
    Code.PORT_VISIT: Meaning("confidence_2_to_4", "entry_m", "stops_and_gaps"),
    Code.PORT_STOP: Meaning("duration_s", "stop_kn", "none"),
    Code.PORT_GAP: Meaning("silence_s", "silence_s", "none"),
    Code.ZONE: Meaning("duration_s", "fixes_inside", "none"),
    Code.JUMP: Meaning("discrepancy_nm", "possible_nm", "believed_fix_t"),
    Code.TWO_CRAFTS: Meaning("apart_nm", "turns", "turns_taken"),
    Code.FAST: Meaning("mean_speed_kn", "speed_kn", "duration_s"),
    Code.LOW_FLIGHT: Meaning("mean_speed_kn", "slow_kn", "duration_s"),
}

# Behaviours that ask for an officer. The others are facts a dossier shows.
ALERTING = (
    Code.DISABLING,
    Code.DARK,
    Code.INSHORE_DARK,
    Code.ENCOUNTER,
    Code.RENDEZVOUS,
    Code.JUMP,
    Code.TWO_CRAFTS,
    Code.FAST,
    Code.LOW_FLIGHT,
)
# Received positions a day that are not enough to expect the next (as for suspected disabling).
FEW_A_DAY = 10.0
SILENCES = (Code.GAP, Code.DISABLING, Code.DARK, Code.INSHORE_DARK)

_FACTS = [
    ("place", "i8"),
    ("start_t", "f8"),
    ("end_t", "f8"),
    ("lat", "f8"),
    ("lon", "f8"),
    ("end_lat", "f8"),
    ("end_lon", "f8"),
    ("measure", "f8"),
    ("threshold", "f8"),
    ("detail", "f8"),
    ("fixes", "i8"),
]

# `place` is the number of a zone or anchorage, -1 for none; for a silence, of the anchorage at
# which the last fix was. The evidence are the fixes of the identity (and of the other) at
# `start_t` and `end_t` and the `fixes` between; `end_t` is NaN while the event goes on, and so
# is a `measure` that only its end will tell.
EVENT = np.dtype([("code", "i2"), ("identity", "i8"), ("track", "i2"), ("other", "i8"), *_FACTS])

# What kernels write: `slot` is an identity's place in the states, or four times that and a track.
RAW = np.dtype([("code", "i2"), ("slot", "i8"), *_FACTS])

TRACKS = 4
NONE = -1

Key = tuple[int, int, int, int, int, float]


def key_of(event: np.void) -> Key:
    """What stays the same while an event grows: code, crafts, place and beginning."""
    return (
        int(event["code"]),
        int(event["identity"]),
        int(event["track"]),
        int(event["other"]),
        int(event["place"]),
        float(event["start_t"]),
    )


@dataclass(frozen=True)
class Changes:
    """How a later finding differs: events not there before, changed, and no longer true.

    Attributes:
        raised: events with a new key.
        grown: events of a known key whose end or numbers changed.
        retracted: events as they were, whose key later data no longer bear out.
    """

    raised: Events
    grown: Events
    retracted: Events


def compare(before: Events, after: Events) -> Changes:
    """What changed from one finding to a later one over more data."""
    old = {key_of(event): event for event in before}
    new = {key_of(event): event for event in after}
    return Changes(
        raised=table_of([event for key, event in new.items() if key not in old]),
        grown=table_of(
            [
                event
                for key, event in new.items()
                if key in old and event.tobytes() != old[key].tobytes()
            ]
        ),
        retracted=table_of([event for key, event in old.items() if key not in new]),
    )


def table_of(rows: list[np.void]) -> Events:
    """Single events as a table."""
    return np.array(rows, EVENT) if rows else np.empty(0, EVENT)


def in_key_order(events: Events) -> Events:
    """Events by key, so that two equal findings are equal arrays."""
    order = ("start_t", "place", "other", "track", "identity", "code")
    return events[np.lexsort([events[name] for name in order])]


def alerting(events: Events) -> Events:
    """The events that ask for an officer.

    A silence that begins at an anchorage does not: crafts switch off at their berth. Nor does
    a dark period that does not begin in measured good reception.
    """
    wanted = np.isin(events["code"], ALERTING)
    berthed = np.isin(events["code"], SILENCES) & (events["place"] != NONE)
    # Unknown reception (NaN) compares as false: that a craft is not heard then tells nothing.
    unheard = (events["code"] == Code.DARK) & ~(events["detail"] > FEW_A_DAY)
    return events[wanted & ~berthed & ~unheard]  # type: ignore[no-any-return] # as above


def from_raw(raw: Events, identities: Ints, *, per_track: bool) -> Events:
    """Events of kernels with the slots turned into identities and tracks."""
    events = np.empty(raw.size, EVENT)
    for name, _ in (("code", ""), *_FACTS):
        events[name] = raw[name]
    slot = raw["slot"]
    events["identity"] = identities[slot // TRACKS if per_track else slot]
    events["track"] = slot % TRACKS if per_track else NONE
    events["other"] = NONE
    return events


@njit(cache=True)
def put(
    out: Events,
    n: int,
    what: tuple[int, int, int],
    start: Place,
    end: Place,
    facts: tuple[float, float, float],
    fixes: int,
) -> tuple[Events, int]:
    """Write one raw event, making room if there is none: the table and its new length.

    Args:
        out: table of dtype `RAW`.
        n: rows in use.
        what: code, slot and place.
        start: time, latitude, longitude of the first fix.
        end: the same of the last; NaN while the event goes on.
        facts: measure, threshold and detail.
        fixes: number of fixes that bear it out.
    """
    if n == out.size:
        bigger = np.empty(2 * out.size + 8, out.dtype)
        for i in range(n):
            bigger[i] = out[i]
        out = bigger
    out["code"][n] = what[0]
    out["slot"][n] = what[1]
    out["place"][n] = what[2]
    out["start_t"][n] = start[0]
    out["lat"][n] = start[1]
    out["lon"][n] = start[2]
    out["end_t"][n] = end[0]
    out["end_lat"][n] = end[1]
    out["end_lon"][n] = end[2]
    out["measure"][n] = facts[0]
    out["threshold"][n] = facts[1]
    out["detail"][n] = facts[2]
    out["fixes"][n] = fixes
    return out, n + 1
