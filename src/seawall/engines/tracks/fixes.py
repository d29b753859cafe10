"""Columns of fixes, and what is known of the crafts that sent them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

UNKNOWN = -1


@dataclass(frozen=True)
class Fixes:
    """Positions of crafts, one row a report, in any order. Unknown is NaN, for codes -1.

    Attributes:
        identity: whole number of the identity reported (MMSI, ICAO address, radar track).
        t: seconds since 1970-01-01 UTC, by the report or else by its receiver.
        lat: degrees north, WGS84.
        lon: degrees east, WGS84.
        speed_kn: knots over the ground.
        course: degrees over the ground.
        heading: degrees.
        altitude_ft: feet, of aircraft.
        source: number of the source; the lower one is preferred where two say the same.
        message_type: AIS message type.
        received_t: when a live source received it; unknown for files, which may be late.
    """

    identity: Ints
    t: Floats
    lat: Floats
    lon: Floats
    speed_kn: Floats
    course: Floats
    heading: Floats
    altitude_ft: Floats
    source: Ints
    message_type: Ints
    received_t: Floats

    def __len__(self) -> int:
        """Number of rows."""
        return self.t.size

    def take(self, rows: Ints | Flags | slice) -> "Fixes":
        """The chosen rows, in the order chosen."""
        return Fixes(*(getattr(self, field.name)[rows] for field in fields(self)))

    def in_order(self) -> Ints:
        """Row numbers by identity, time, source and place: one order for any order of arrival."""
        keys = (self.lon, self.lat, self.source, self.t, self.identity)
        if _is_sorted(self.identity, self.t, self.source):
            return np.arange(len(self))
        return np.lexsort(keys)


def _is_sorted(identity: Ints, t: Floats, source: Ints) -> bool:
    """Whether rows strictly rise by identity, time and source, as an archive gives them."""
    same = identity[1:] == identity[:-1]
    later = (t[1:] > t[:-1]) | ((t[1:] == t[:-1]) & (source[1:] > source[:-1]))
    return bool(((identity[1:] > identity[:-1]) | (same & later)).all())


def make_fixes(
    identity: npt.ArrayLike,
    t: npt.ArrayLike,
    lat: npt.ArrayLike,
    lon: npt.ArrayLike,
    **others: npt.ArrayLike,
) -> Fixes:
    """Fixes from whatever columns there are; the others are unknown, and the source is 0.

    Args:
        identity: see `Fixes`.
        t: see `Fixes`.
        lat: see `Fixes`.
        lon: see `Fixes`.
        others: further columns of `Fixes` by name, or one value for all rows.

    Raises:
        TypeError: a column that `Fixes` does not have.
        ValueError: columns of different lengths.
    """
    rows = np.asarray(t).size
    columns: dict[str, npt.NDArray[np.float64 | np.int64]] = {
        "speed_kn": np.full(rows, np.nan),
        "course": np.full(rows, np.nan),
        "heading": np.full(rows, np.nan),
        "altitude_ft": np.full(rows, np.nan),
        "source": np.zeros(rows, np.int64),
        "message_type": np.full(rows, UNKNOWN, np.int64),
        "received_t": np.full(rows, np.nan),
    }
    given = {"identity": identity, "t": t, "lat": lat, "lon": lon, **others}
    for name, values in given.items():
        kind = np.int64 if name in ("identity", "source", "message_type") else np.float64
        column = np.asarray(values, kind)
        columns[name] = np.full(rows, column) if column.ndim == 0 else np.ascontiguousarray(column)
        if columns[name].shape != (rows,):
            raise ValueError("columns_differ_in_length")
    return Fixes(**columns)  # type: ignore[arg-type] # the loop above gave each name its kind


def join_fixes(parts: Sequence[Fixes]) -> Fixes:
    """All rows of several, one after the other."""
    if not parts:
        return make_fixes([], [], [], [])
    return Fixes(
        *(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Fixes))
    )


class Kind(IntEnum):
    """Kinds of craft as far as their possible speed differs."""

    UNKNOWN = 0
    CARGO = 1
    TANKER = 2
    PASSENGER = 3
    HIGH_SPEED = 4
    FISHING = 5
    PLEASURE = 6
    SERVICE = 7
    AIRCRAFT = 8


# Knots that no craft of the kind exceeds, with room for a following sea; an unknown surface
# craft may be a fast boat.
FASTEST_KN = np.array([60.0, 30.0, 25.0, 35.0, 60.0, 25.0, 60.0, 45.0, 700.0])


@dataclass(frozen=True)
class Crafts:
    """What registers and static reports say of identities; one not listed is unknown.

    Attributes:
        identity: increasing, each once.
        kind: a `Kind` each.
        length_m: metres; NaN unknown.
        radar_only: whether only radar sees it.
        registered: 1 in a register, 0 looked up and not found, -1 unknown.
        planned: 1 a flight plan is filed, 0 none is, -1 unknown.
    """

    identity: Ints
    kind: Ints
    length_m: Floats
    radar_only: Flags
    registered: Ints
    planned: Ints

    def rows_of(self, identity: Ints) -> Ints:
        """Row of each identity, or one past the last for an identity not listed."""
        row = np.searchsorted(self.identity, identity)
        listed = np.append(self.identity, np.iinfo(np.int64).min)[row] == identity
        return np.where(listed, row, self.identity.size)

    def column(self, values: npt.NDArray[np.generic], unknown: float, rows: Ints) -> Floats:
        """One attribute for the rows of `rows_of`."""
        return np.append(values.astype(np.float64), unknown)[rows]


def make_crafts(
    identity: npt.ArrayLike = (),
    *,
    kind: npt.ArrayLike = Kind.UNKNOWN,
    length_m: npt.ArrayLike = np.nan,
    radar_only: npt.ArrayLike = False,
    registered: npt.ArrayLike = UNKNOWN,
    planned: npt.ArrayLike = UNKNOWN,
) -> Crafts:
    """Crafts in any order; what is not given is unknown.

    Raises:
        ValueError: an identity listed twice.
    """
    numbers = np.asarray(identity, np.int64)
    order = np.argsort(numbers, kind="stable")
    if (np.diff(numbers[order]) == 0).any():
        raise ValueError("identity_listed_twice")

    def column(values: npt.ArrayLike, dtype: type) -> npt.NDArray[np.generic]:
        return np.broadcast_to(np.asarray(values, dtype), numbers.shape)[order].copy()

    return Crafts(
        numbers[order],
        column(kind, np.int64),  # type: ignore[arg-type] # of the dtype just named
        column(length_m, np.float64),  # type: ignore[arg-type] # of the dtype just named
        column(radar_only, np.bool_),  # type: ignore[arg-type] # of the dtype just named
        column(registered, np.int64),  # type: ignore[arg-type] # of the dtype just named
        column(planned, np.int64),  # type: ignore[arg-type] # of the dtype just named
    )
