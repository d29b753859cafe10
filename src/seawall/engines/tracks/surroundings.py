"""What lies around a fix: coast, anchorages, airfields, zones, reception. Absent is unknown."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from seawall.engines.geodesy.cells import CellGrid
from seawall.engines.geodesy.nearest import NearestIndex
from seawall.engines.geodesy.polygons import PolygonIndex
from seawall.engines.geodesy.sphere import METRES_PER_NM, destinations

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

AHEAD_H = 1.0


@dataclass(frozen=True)
class Surroundings:
    """Geography that behaviours are judged against; a rule that needs an absent one is silent.

    Attributes:
        coast: edges of land.
        anchorages: ports and anchorages; their numbers become the `place` of events.
        airfields: airfields.
        zones: zones; their numbers become the `place` of events.
        reception: positions received a day, per cell.
        coverage: more than 0 in cells that a receiver is measured to hear.
    """

    coast: NearestIndex | None = None
    anchorages: NearestIndex | None = None
    airfields: NearestIndex | None = None
    zones: PolygonIndex | None = None
    reception: CellGrid | None = None
    coverage: CellGrid | None = None


def distance(
    index: NearestIndex | None, lat: Floats, lon: Floats, limit_m: float
) -> tuple[Floats, Ints]:
    """Metres to the nearest and its number; inf beyond the limit, NaN without an index."""
    if index is None:
        return np.full(lat.size, np.nan), np.full(lat.size, -1, np.int64)
    return index.nearest(lat, lon, limit_m)


def offshore_nm(index: NearestIndex | None, lat: Floats, lon: Floats, limit_nm: float) -> Floats:
    """Nautical miles to the coast; inf beyond the limit, NaN if no coast is known."""
    return distance(index, lat, lon, limit_nm * METRES_PER_NM)[0] / METRES_PER_NM


def heard(
    grid: CellGrid | None, lat: Floats, lon: Floats, speed_kn: Floats, course: Floats
) -> Floats:
    """What is received at each fix, or where it leads within the hour if that is less.

    A craft that sails out of reach falls silent without having done anything. NaN without a
    grid, or where nothing was measured.
    """
    if grid is None:
        return np.full(lat.size, np.nan)
    here = grid.at(lat, lon)
    moving = np.flatnonzero(~np.isnan(speed_kn) & ~np.isnan(course))
    ahead = destinations(
        lat[moving], lon[moving], course[moving], speed_kn[moving] * METRES_PER_NM * AHEAD_H
    )
    here[moving] = np.minimum(here[moving], grid.at(*ahead))
    return here
