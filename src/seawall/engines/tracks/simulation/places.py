"""Islands as discs, their harbours on the lee side, and ways round them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from seawall.engines.geodesy import sphere
from seawall.engines.geodesy.cells import CellGrid
from seawall.engines.geodesy.nearest import index_points, index_rings
from seawall.engines.geodesy.polygons import index_polygons
from seawall.engines.geodesy.rings import rings_of
from seawall.engines.tracks.surroundings import Surroundings

Floats = npt.NDArray[np.float64]
Point = tuple[float, float]

NM = sphere.METRES_PER_NM
SOUTH, NORTH, WEST, EAST = 9.0, 19.0, -65.0, -57.0
HEARD_NM = 60.0
COVERED_NM = 40.0
RECEIVED_A_DAY = 2000.0
SATELLITE_A_DAY = 6.0
LEE_DEG = 265.0
CELL_DEG = 0.1


@dataclass(frozen=True)
class Island:
    """A disc of land with a harbour on its lee side and an airfield in its middle."""

    name: str
    lat: float
    lon: float
    radius_nm: float

    def off(self, bearing: float, miles: float) -> Point:
        """A place so many miles outside of the coast in a direction from the middle."""
        return sphere.destination(self.lat, self.lon, bearing, (self.radius_nm + miles) * NM)

    @property
    def harbour(self) -> Point:
        """Where crafts berth."""
        return self.off(LEE_DEG, 0.2)

    def roads(self, rng: np.random.Generator) -> Point:
        """Where a craft arrives from the open sea; not all at one place."""
        return self.off(LEE_DEG + rng.uniform(-12.0, 12.0), rng.uniform(3.0, 7.0))


# Positions and sizes rounded from any atlas, south to north.
ISLANDS = (
    Island("Trinidad", 10.45, -61.30, 25.0),
    Island("Tobago", 11.23, -60.68, 9.0),
    Island("Grenada", 12.12, -61.68, 8.0),
    Island("Saint Vincent", 13.25, -61.20, 8.0),
    Island("Barbados", 13.18, -59.55, 9.0),
    Island("Saint Lucia", 13.90, -60.97, 9.0),
    Island("Martinique", 14.65, -61.00, 13.0),
    Island("Dominica", 15.42, -61.35, 10.0),
    Island("Guadeloupe", 16.20, -61.50, 18.0),
    Island("Montserrat", 16.74, -62.19, 4.0),
    Island("Antigua", 17.08, -61.80, 8.0),
    Island("Saint Kitts", 17.33, -62.75, 7.0),
)
RESERVE = (np.array([14.9, 14.9, 15.1, 15.1]), np.array([-62.2, -61.9, -61.9, -62.2]))


def way(start: Point, end: Point, aside_nm: float, bends: int = 4) -> list[Point]:
    """Places to pass from one to another, round the islands between, ends included.

    Args:
        start: latitude and longitude.
        end: latitude and longitude.
        aside_nm: how far farther out than the next craft, so that not all share one line.
        bends: how often a part of the way may be bent again.
    """
    near = sorted(ISLANDS, key=lambda one: sphere.distance_m(*start, one.lat, one.lon))
    for island in near if bends else ():
        detour = _detour(start, end, island, aside_nm)
        if detour is not None:
            first = way(start, detour, aside_nm, bends - 1)
            return [*first[:-1], *way(detour, end, aside_nm, bends - 1)]
    return [start, end]


def _detour(start: Point, end: Point, island: Island, aside_nm: float) -> Point | None:
    """A place beside an island that lies in the way; none if it does not."""
    length = sphere.distance_m(*start, *end)
    there = sphere.distance_m(*start, island.lat, island.lon)
    if there > length or length == 0.0:
        return None
    bearing = sphere.bearing_deg(*start, *end)
    turn = np.radians(sphere.bearing_deg(*start, island.lat, island.lon) - bearing)
    across_nm = there * np.sin(turn) / NM
    if np.cos(turn) <= 0.0 or abs(across_nm) > island.radius_nm + 1.0:
        return None
    side = bearing - 90.0 if across_nm >= 0.0 else bearing + 90.0
    return island.off(side, 4.0 + aside_nm)


def surroundings() -> Surroundings:
    """Everything around the crafts of the day."""
    coast = rings_of([[_shore(island)] for island in ISLANDS])
    harbours = np.array([island.harbour for island in ISLANDS])
    lat = np.arange(SOUTH, NORTH, CELL_DEG) + 0.5 * CELL_DEG
    lon = np.arange(WEST, EAST, CELL_DEG) + 0.5 * CELL_DEG
    miles = offshore_nm(np.repeat(lat, lon.size), np.tile(lon, lat.size)).reshape(lat.size, -1)
    heard = np.where(miles <= HEARD_NM, RECEIVED_A_DAY, SATELLITE_A_DAY)
    return Surroundings(
        coast=index_rings(coast),
        anchorages=index_points(harbours[:, 0].copy(), harbours[:, 1].copy()),
        airfields=index_points(
            np.array([island.lat for island in ISLANDS]),
            np.array([island.lon for island in ISLANDS]),
        ),
        zones=index_polygons(rings_of([[RESERVE]])),
        reception=CellGrid(SOUTH, WEST, CELL_DEG, heard),
        coverage=CellGrid(SOUTH, WEST, CELL_DEG, (miles <= COVERED_NM).astype(np.float64)),
    )


def _shore(island: Island) -> tuple[Floats, Floats]:
    bearing = np.arange(0.0, 360.0, 5.0)
    here = np.full(bearing.size, island.lat), np.full(bearing.size, island.lon)
    return sphere.destinations(*here, bearing, np.full(bearing.size, island.radius_nm * NM))


def offshore_nm(lat: Floats, lon: Floats) -> Floats:
    """Miles to the nearest island's coast; negative on land."""
    miles = [
        sphere.distances_m(lat, lon, island.lat, island.lon) / NM - island.radius_nm
        for island in ISLANDS
    ]
    nearest: Floats = np.min(miles, axis=0)
    return nearest
