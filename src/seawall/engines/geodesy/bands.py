"""Indicative maritime limits from a coastline: bands to 12, 24 or 200 nm and median lines.

They are drawn from the coast as given, not from the baselines that a state has deposited, and
every state is given every right its coast could carry (United Nations Convention on the Law of
the Sea, articles 3, 33, 57; article 15 for the median line). No agreement between neighbours,
no historic title and no islet without such rights is known here. They help to look, and decide
nothing: hence `indicative` on each.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from seawall.engines.geodesy.coastline import Box
from seawall.engines.geodesy.contours import zero_contours
from seawall.engines.geodesy.nearest import NearestIndex, index_rings
from seawall.engines.geodesy.polygons import index_polygons
from seawall.engines.geodesy.rings import Rings
from seawall.engines.geodesy.sphere import METRES_PER_NM

TERRITORIAL_SEA_NM = 12.0
CONTIGUOUS_ZONE_NM = 24.0
EXCLUSIVE_ECONOMIC_ZONE_NM = 200.0
NM_PER_DEGREE = 60.04

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class IndicativeBand:
    """What lies within a distance of one owner's coast and nearer to it than to any other's.

    Attributes:
        owner: the number given by the caller.
        limit_nm: distance of the outer limit.
        rings: latitudes and longitudes, outer lines and holes; the owner's land is inside.
        indicative: always true; never to be shown without saying so.
    """

    owner: int
    limit_nm: float
    rings: tuple[tuple[Floats, Floats], ...]
    indicative: bool = True


@dataclass(frozen=True)
class IndicativeMedian:
    """A line at equal distance from two owners' coasts, no other being nearer."""

    owners: tuple[int, int]
    lat: Floats
    lon: Floats
    indicative: bool = True


@dataclass(frozen=True)
class _Coasts:
    """Nearest-edge index of each owner's coast."""

    owners: tuple[int, ...]
    indexes: tuple[NearestIndex, ...]


def draw_limits(
    land: Rings, owner: Ints, box: Box, limit_nm: float, step_deg: float
) -> tuple[list[IndicativeBand], list[IndicativeMedian]]:
    """Bands of every owner out to a limit, and the median lines between them.

    Lines are within about step^2 / (8 limit) of where the coast as given puts them: 0.02 nm for
    12 nm at a step of 0.02 degrees.

    Args:
        land: pieces of land; see `cut_coastline`.
        owner: number of the state each piece belongs to, one an area of `land`.
        box: region to draw in; east may pass 180.
        limit_nm: nautical miles, more than 0.
        step_deg: degrees between the places where distances are measured, more than 0.

    Raises:
        ValueError: a size that does not fit, or is not positive.
    """
    if owner.size != land.areas:
        raise ValueError("owner_for_each_area")
    if limit_nm <= 0.0 or step_deg <= 0.0:
        raise ValueError("not_positive")
    lat = np.linspace(box.south, box.north, max(int((box.north - box.south) / step_deg), 1) + 1)
    lon = np.linspace(box.west, box.east, max(int((box.east - box.west) / step_deg), 1) + 1)
    coasts = _coasts(land, owner)
    # Far enough beyond the limit that the field has a true value on both sides of the line.
    reach_nm = limit_nm + 3.0 * step_deg * NM_PER_DEGREE
    nodes_lat, nodes_lon = np.repeat(lat, lon.size), np.tile(lon, lat.size)
    distance = _distances_nm(coasts, nodes_lat, nodes_lon, reach_nm)
    _zero_on_land(distance, land, owner, coasts, nodes_lat, nodes_lon)
    bands = []
    for row, number in enumerate(coasts.owners):
        field = np.minimum(limit_nm - distance[row], _others(distance, row) - distance[row])
        lines = zero_contours(field.reshape(lat.size, lon.size), lat, lon)
        bands.append(IndicativeBand(number, limit_nm, tuple(lines)))
    return bands, _medians(bands, coasts, reach_nm, step_deg)


def _coasts(land: Rings, owner: Ints) -> _Coasts:
    ring_owner = owner[land.area]
    numbers = tuple(int(number) for number in np.unique(ring_owner))
    indexes = []
    for number in numbers:
        rings = np.flatnonzero(ring_owner == number)
        spans = [slice(land.start[ring], land.start[ring + 1]) for ring in rings]
        sizes = [land.start[ring + 1] - land.start[ring] for ring in rings]
        indexes.append(
            index_rings(
                Rings(
                    np.concatenate([land.lat[span] for span in spans]),
                    np.concatenate([land.lon[span] for span in spans]),
                    np.concatenate(([0], np.cumsum(sizes))).astype(np.int64),
                    np.zeros(rings.size, np.int64),
                    1,
                )
            )
        )
    return _Coasts(numbers, tuple(indexes))


def _distances_nm(coasts: _Coasts, lat: Floats, lon: Floats, reach_nm: float) -> Floats:
    """Distance to each owner's coast, one row an owner; `reach_nm` where it is farther."""
    metres = [index.nearest(lat, lon, reach_nm * METRES_PER_NM)[0] for index in coasts.indexes]
    return np.minimum(np.array(metres).reshape(-1, lat.size) / METRES_PER_NM, reach_nm)


def _zero_on_land(
    distance: Floats, land: Rings, owner: Ints, coasts: _Coasts, lat: Floats, lon: Floats
) -> None:
    position, area = index_polygons(land).locate(lat, lon)
    rows = np.searchsorted(np.asarray(coasts.owners), owner[area])
    distance[rows, position] = 0.0


def _others(distance: Floats, row: int) -> Floats:
    """Distance to the nearest coast of anyone else; inf if there is nobody else."""
    others = np.delete(distance, row, axis=0)
    return others.min(axis=0) if len(others) else np.full(distance.shape[1], np.inf)


def _medians(
    bands: list[IndicativeBand], coasts: _Coasts, reach_nm: float, step_deg: float
) -> list[IndicativeMedian]:
    """The parts of the bands' lines where a neighbour, not the limit, ends them."""
    lines: list[IndicativeMedian] = []
    for row, band in enumerate(bands):
        for lat, lon in band.rings:
            distance = _distances_nm(coasts, lat, lon, reach_nm)
            rival = _rivals(distance, row, band.limit_nm, step_deg * NM_PER_DEGREE)
            for first, last in _runs(rival):
                # Each median line bounds two bands; the lower number's band gives it.
                if rival[first] > row and last > first:
                    owners = (band.owner, coasts.owners[rival[first]])
                    lines.append(
                        IndicativeMedian(owners, lat[first : last + 1], lon[first : last + 1])
                    )
    return lines


def _rivals(distance: Floats, row: int, limit_nm: float, slack_nm: float) -> Ints:
    """For each vertex the row of the neighbour at equal distance, or -1 where there is none."""
    others = distance.copy()
    others[row] = np.inf
    rival = others.argmin(axis=0)
    nearest = others[rival, np.arange(rival.size)]
    own = distance[row]
    equal = (np.abs(nearest - own) < slack_nm) & (nearest < limit_nm) & (own > slack_nm)
    return np.where(equal, rival, -1)


def _runs(values: Ints) -> list[tuple[int, int]]:
    """First and last index of each run of one value."""
    if not values.size:
        return []
    cuts = np.flatnonzero(np.diff(values)) + 1
    first = np.concatenate(([0], cuts))
    last = np.concatenate((cuts - 1, [values.size - 1]))
    return list(zip(first.tolist(), last.tolist(), strict=True))
