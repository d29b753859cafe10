"""What is remembered of each aircraft, and the rows that decoding writes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from seawall.engines.kernels import inlined
from seawall.engines.modes.frames import Record, Records

TABLE = 1 << 15
"""Places for aircraft; a power of two."""
MOST_AIRCRAFT = TABLE // 2
"""Aircraft kept; beyond, those heard longest ago are forgotten."""
AT_ONCE = TABLE // 4
"""Frames decoded between two looks at how full the table is."""
FREE = -1

AIRCRAFT = np.dtype(
    [
        ("address", np.int64),
        ("heard", np.float64),
        ("code_lat", np.int64, 2),
        ("code_lon", np.int64, 2),
        ("code_time", np.float64, 2),
        ("lat", np.float64),
        ("lon", np.float64),
        ("placed", np.float64),
        ("doubt_lat", np.float64),
        ("doubt_lon", np.float64),
        ("doubted", np.float64),
        ("surface", np.bool_),
    ]
)
"""An aircraft: its last even and odd position codes, where it last was, a place in doubt; when."""

OPTIONAL = (
    ("typecode", np.int16),
    ("callsign", np.dtype("S8")),
    ("category", np.dtype("S2")),
    ("altitude_ft", np.int32),
    ("height_ft", np.int32),
    ("height_difference_ft", np.int32),
    ("on_ground", np.bool_),
    ("lat", np.float64),
    ("lon", np.float64),
    ("speed_kn", np.float64),
    ("track", np.float64),
    ("heading", np.float64),
    ("airspeed_kn", np.float64),
    ("true_airspeed", np.bool_),
    ("vertical_rate_fpm", np.int32),
    ("geometric_rate", np.bool_),
    ("squawk", np.int16),
    ("emergency", np.uint8),
    ("alert", np.bool_),
    ("ident", np.bool_),
    ("version", np.uint8),
    ("nac_p", np.uint8),
    ("signal", np.uint8),
    ("ticks", np.int64),
    ("time", np.float64),
)
"""Columns that a row may lack; a row's `known` has one bit for each, in this order."""

BIT = {name: np.int64(1 << n) for n, (name, _) in enumerate(OPTIONAL)}
(
    TYPECODE, CALLSIGN, CATEGORY, ALTITUDE, HEIGHT, DIFFERENCE, ON_GROUND, LAT, LON, SPEED, TRACK,
    HEADING, AIRSPEED, TRUE_AIRSPEED, RATE, GEOMETRIC, SQUAWK, EMERGENCY, ALERT, IDENT, VERSION,
    NAC_P, SIGNAL, TICKS, TIME,
) = (1 << n for n in range(len(OPTIONAL)))  # fmt: skip

ALWAYS = (
    ("offset", np.int64),
    ("address", np.int32),
    ("format", np.int16),
    ("corrected", np.bool_),
    ("foreign", np.bool_),
)
"""Columns that every row has: `foreign` addresses are not ICAO's; format -1 is no Mode S frame."""


def _plain(kind: np.dtype[np.generic] | type) -> tuple[object, ...]:
    size = np.dtype(kind).itemsize
    return (np.uint8, size) if np.dtype(kind).kind == "S" else (kind,)


ROW = np.dtype([*ALWAYS, ("known", np.int64), *((name, *_plain(kind)) for name, kind in OPTIONAL)])


def aircraft() -> npt.NDArray[np.void]:
    """A table with no aircraft in it."""
    table = np.zeros(TABLE, AIRCRAFT)
    table["address"] = FREE
    return table


@inlined
def slot_of(table: Records, address: int) -> int:
    """The place of the aircraft, or the free place where it belongs."""
    place = (address * 2654435761 >> 7) & (TABLE - 1)
    while table[place].address != FREE and table[place].address != address:
        place = (place + 1) & (TABLE - 1)
    return place


@inlined
def clear(craft: Record, address: int) -> None:
    """Begin an aircraft of which nothing is known."""
    craft.address = address
    craft.heard = np.nan
    craft.placed = np.nan
    craft.doubted = np.nan
    craft.code_time[0] = np.nan
    craft.code_time[1] = np.nan


def thinned(table: npt.NDArray[np.void]) -> npt.NDArray[np.void]:
    """The table with no more than `MOST_AIRCRAFT`, those heard last; itself if they are fewer."""
    taken = table[table["address"] != FREE]
    if len(taken) <= MOST_AIRCRAFT:
        return table
    heard = np.nan_to_num(taken["heard"], nan=-np.inf)
    kept = taken[np.argsort(heard, kind="stable")[-MOST_AIRCRAFT // 2 :]]
    fresh = aircraft()
    places = (kept["address"] * 2654435761 >> 7) & (TABLE - 1)
    for craft, place in zip(kept, places.tolist(), strict=True):
        while fresh[place]["address"] != FREE:
            place = (place + 1) & (TABLE - 1)
        fresh[place] = craft
    return fresh
