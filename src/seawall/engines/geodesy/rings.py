"""Rings of many areas as flat columns, made whole across the antimeridian and round the poles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Rings:
    """Closed rings of numbered areas; a position is in an area by the even-odd rule.

    Attributes:
        lat: degrees, all vertices one after the other; the last vertex of a ring is its first.
        lon: degrees, running on without a jump inside a ring (so they may pass 180).
        start: index of the first vertex of each ring, and at the end the number of vertices.
        area: number of the area each ring belongs to, 0 to `areas` - 1.
        areas: how many areas there are; one without rings holds nothing.
    """

    lat: Floats
    lon: Floats
    start: Ints
    area: Ints
    areas: int


def unwrapped(lon: Floats) -> Floats:
    """Longitudes that run on without a jump from each vertex to the next.

    An edge longer than half a turn is read as crossing the antimeridian; one of exactly a full
    turn stays what it says, because files that are cut at the antimeridian draw it along a pole.
    """
    step = np.diff(lon)
    full = np.abs(np.abs(step) - 360.0) < 1e-9
    turns = np.where((np.abs(step) > 180.0) & ~full, np.round(step / 360.0), 0.0)
    return lon - np.concatenate(([0.0], np.cumsum(turns))) * 360.0


def whole_ring(lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """One ring closed, unwrapped and, if it goes round a pole, led along that pole.

    A ring that comes back a full turn away from where it began encloses the pole of the
    hemisphere in which most of its vertices lie. The result starts in [-180, 180) or, where
    the ring crosses the antimeridian, reaches from there beyond 180.

    Raises:
        ValueError: fewer than three places, a vertex that is not finite, or a latitude beyond
            the poles.
    """
    if lat.size < 3 or lat.size != lon.size:
        raise ValueError("ring_too_short")
    if not (np.isfinite(lat).all() and np.isfinite(lon).all() and (np.abs(lat) <= 90.0).all()):
        raise ValueError("ring_not_on_earth")
    if lat[0] != lat[-1] or lon[0] != lon[-1]:
        lat, lon = np.append(lat, lat[0]), np.append(lon, lon[0])
    if lat.size < 4:
        raise ValueError("ring_too_short")
    lon = unwrapped(lon)
    if abs(lon[-1] - lon[0]) > 1.0:
        pole = 90.0 if lat.mean() >= 0.0 else -90.0
        lat = np.concatenate((lat, (pole, pole, lat[0])))
        lon = np.concatenate((lon, (lon[-1], lon[0], lon[0])))
    return lat, lon - np.floor((lon.min() + 180.0) / 360.0) * 360.0


def rings_of(areas: Iterable[Sequence[tuple[Floats, Floats]]]) -> Rings:
    """Columns of the rings of each area; outer rings and holes alike, in any order.

    Args:
        areas: for each area its rings as (latitudes, longitudes), degrees. Parts of one area
            may not overlap (RFC 7946 asks the same of a multipolygon).

    Raises:
        ValueError: see `whole_ring`.
    """
    lats: list[Floats] = []
    lons: list[Floats] = []
    owners: list[int] = []
    count = 0
    for number, rings in enumerate(areas):
        count = number + 1
        for lat, lon in rings:
            ring = whole_ring(np.asarray(lat, np.float64), np.asarray(lon, np.float64))
            lats.append(ring[0])
            lons.append(ring[1])
            owners.append(number)
    start = np.concatenate(([0], np.cumsum([part.size for part in lats]))).astype(np.int64)
    joined = (np.concatenate(lats), np.concatenate(lons)) if lats else (np.empty(0), np.empty(0))
    return Rings(joined[0], joined[1], start, np.asarray(owners, np.int64), count)
