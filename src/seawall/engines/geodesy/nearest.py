"""The nearest of many points or line segments, and how far it is, anywhere on the Earth.

Places are unit vectors in space, so the poles and the antimeridian are places like any other.
The segments, great-circle arcs, are put in the order of a space-filling curve; boxes over runs
of them, and over pairs of boxes, form a tree. A box farther than the best so far is left out.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numba import njit

from seawall.engines.geodesy.rings import Rings
from seawall.engines.geodesy.sphere import EARTH_RADIUS_M

LEAF = 4
CURVE_BITS = 20

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class NearestIndex:
    """Segments in curve order with their tree; made by `index_points` and its neighbours.

    Attributes:
        ends: unit vectors x1, y1, z1, x2, y2, z2 of each segment.
        number: the segment's place in what the caller gave.
        boxes: least x, y, z and greatest x, y, z of each node; children of i are 2i+1, 2i+2.
        leaves: number of leaves, a power of two.
    """

    ends: Floats
    number: Ints
    boxes: Floats
    leaves: int

    def nearest(self, lat: Floats, lon: Floats, limit_m: float = math.inf) -> tuple[Floats, Ints]:
        """Distance to the nearest segment, and which it is.

        Args:
            lat: degrees; NaN is unknown.
            lon: degrees, any turn.
            limit_m: metres within which to look; a small limit is much faster.

        Returns:
            Metres (inf if nothing is within the limit, NaN if the position is unknown) and the
            number of the segment (-1 in both those cases).
        """
        places = unit_vectors(lat, lon)
        # Beyond half the circumference nothing is farther; the chord then stops growing.
        angle = min(limit_m / EARTH_RADIUS_M, math.pi)
        limit = 4.0 * math.sin(0.5 * angle) ** 2 * (1.0 + 1e-12)
        chord2, number = _nearest(places, self.ends, self.number, self.boxes, self.leaves, limit)
        return 2.0 * EARTH_RADIUS_M * np.arcsin(np.minimum(0.5 * np.sqrt(chord2), 1.0)) + (
            np.where(np.isinf(chord2), np.inf, 0.0)
        ), number


def unit_vectors(lat: npt.ArrayLike, lon: npt.ArrayLike) -> Floats:
    """Directions from the Earth's centre, one row a position; NaN where it is unknown."""
    phi = np.radians(np.asarray(lat, np.float64))
    lam = np.radians(np.asarray(lon, np.float64))
    return np.column_stack((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)))


def index_points(lat: Floats, lon: Floats) -> NearestIndex:
    """Index of points: ports, anchorages, airfields.

    Args:
        lat: degrees, finite.
        lon: degrees, finite.
    """
    return index_segments(lat, lon, lat, lon)


def index_rings(rings: Rings) -> NearestIndex:
    """Index of the edges of areas, numbered by the vertex at which each begins."""
    inner = np.ones(rings.lat.size, np.bool_)
    inner[rings.start[1:] - 1] = False
    begin = np.flatnonzero(inner)
    index = index_segments(
        rings.lat[begin], rings.lon[begin], rings.lat[begin + 1], rings.lon[begin + 1]
    )
    return NearestIndex(index.ends, begin[index.number], index.boxes, index.leaves)


def index_segments(lat1: Floats, lon1: Floats, lat2: Floats, lon2: Floats) -> NearestIndex:
    """Index of great-circle arcs, each shorter than a quarter of the Earth.

    Args:
        lat1: degrees, finite, of each arc's beginning.
        lon1: degrees, finite.
        lat2: degrees, finite, of each arc's end.
        lon2: degrees, finite.

    Raises:
        ValueError: a position that is not finite, or an arc that is too long.
    """
    ends = np.hstack((unit_vectors(lat1, lon1), unit_vectors(lat2, lon2)))
    chord2 = ((ends[:, :3] - ends[:, 3:]) ** 2).sum(axis=1)
    if not np.isfinite(ends).all():
        raise ValueError("position_unknown")
    if (chord2 > 2.0).any():
        raise ValueError("segment_too_long")
    order = np.argsort(_curve(0.5 * (ends[:, :3] + ends[:, 3:])), kind="stable")
    ends, chord2 = ends[order], chord2[order]
    # An arc bulges out of its chord by less than a quarter of the chord squared.
    bulge = 0.25 * chord2[:, None]
    low = np.minimum(ends[:, :3], ends[:, 3:]) - bulge
    high = np.maximum(ends[:, :3], ends[:, 3:]) + bulge
    return NearestIndex(ends, order.astype(np.int64), *_tree(low, high))


def _curve(place: Floats) -> npt.NDArray[np.uint64]:
    """Position along the Morton curve through the cube around the Earth."""
    steps = ((place + 1.0) * 0.5 * (2**CURVE_BITS - 1)).astype(np.uint64)
    code = np.zeros(len(place), np.uint64)
    for bit in range(CURVE_BITS):
        for axis in range(3):
            code |= ((steps[:, axis] >> np.uint64(bit)) & np.uint64(1)) << np.uint64(3 * bit + axis)
    return code


def _tree(low: Floats, high: Floats) -> tuple[Floats, int]:
    """Boxes of all nodes, root first; leaves beyond the segments are empty boxes."""
    used = max(-(-len(low) // LEAF), 1)
    leaves = 1 << (used - 1).bit_length()
    boxes = np.empty((2 * leaves - 1, 6))
    boxes[:, :3], boxes[:, 3:] = np.inf, -np.inf
    if len(low):
        starts = np.arange(0, len(low), LEAF)
        boxes[leaves - 1 : leaves - 1 + used, :3] = np.minimum.reduceat(low, starts)
        boxes[leaves - 1 : leaves - 1 + used, 3:] = np.maximum.reduceat(high, starts)
    level = leaves // 2
    while level >= 1:
        node = np.arange(level - 1, 2 * level - 1)
        left, right = boxes[2 * node + 1], boxes[2 * node + 2]
        boxes[node, :3] = np.minimum(left[:, :3], right[:, :3])
        boxes[node, 3:] = np.maximum(left[:, 3:], right[:, 3:])
        level //= 2
    return boxes, leaves


@njit(cache=True)
def _to_box(place: Floats, box: Floats) -> float:
    """Square of the straight distance from a place to a box."""
    total = 0.0
    for axis in range(3):
        short = max(box[axis] - place[axis], place[axis] - box[3 + axis])
        if short > 0.0:
            total += short * short
    return total


@njit(cache=True)
def _to_point(p: Floats, x: float, y: float, z: float) -> float:
    square: float = (p[0] - x) ** 2 + (p[1] - y) ** 2 + (p[2] - z) ** 2
    return square


@njit(cache=True)
def _to_arc(p: Floats, s: Floats) -> float:
    """Square of the chord from a place to the nearest place of an arc."""
    best = min(_to_point(p, s[0], s[1], s[2]), _to_point(p, s[3], s[4], s[5]))
    nx = s[1] * s[5] - s[2] * s[4]
    ny = s[2] * s[3] - s[0] * s[5]
    nz = s[0] * s[4] - s[1] * s[3]
    norm = math.sqrt(nx * nx + ny * ny + nz * nz)
    if norm < 1e-12:
        return best
    nx /= norm
    ny /= norm
    nz /= norm
    # Between the ends: on the inner side of the planes through each end and the arc's pole.
    after = (
        p[0] * (ny * s[2] - nz * s[1])
        + p[1] * (nz * s[0] - nx * s[2])
        + p[2] * (nx * s[1] - ny * s[0])
    )
    before = (
        p[0] * (s[4] * nz - s[5] * ny)
        + p[1] * (s[5] * nx - s[3] * nz)
        + p[2] * (s[3] * ny - s[4] * nx)
    )
    if after <= 0.0 or before <= 0.0:
        return best
    sine = p[0] * nx + p[1] * ny + p[2] * nz
    aside: float = 2.0 * sine * sine / (1.0 + math.sqrt(max(1.0 - sine * sine, 0.0)))
    return min(best, aside)


@njit(cache=True)
def _scan_leaf(
    place: Floats, ends: Floats, leaf: int, best: float, which: int
) -> tuple[float, int]:
    for k in range(leaf * LEAF, min((leaf + 1) * LEAF, len(ends))):
        distance = _to_arc(place, ends[k])
        if distance < best:
            best = distance
            which = k
    return best, which


@njit(cache=True)
def _descend(
    place: Floats, ends: Floats, boxes: Floats, leaves: int, limit: float
) -> tuple[float, int]:
    """Nearest segment by depth-first search, the nearer child first."""
    stack = np.empty(128, np.int64)
    bound = np.empty(128)
    stack[0] = 0
    bound[0] = _to_box(place, boxes[0])
    size = 1
    best = limit
    which = -1
    while size:
        size -= 1
        node = stack[size]
        if bound[size] >= best:
            continue
        if node >= leaves - 1:
            best, which = _scan_leaf(place, ends, node - leaves + 1, best, which)
            continue
        near, far = 2 * node + 1, 2 * node + 2
        near_at, far_at = _to_box(place, boxes[near]), _to_box(place, boxes[far])
        if far_at < near_at:
            near, far = far, near
            near_at, far_at = far_at, near_at
        stack[size], bound[size] = far, far_at
        stack[size + 1], bound[size + 1] = near, near_at
        size += 2
    return best, which


@njit(cache=True)
def _nearest(
    places: Floats, ends: Floats, number: Ints, boxes: Floats, leaves: int, limit: float
) -> tuple[Floats, Ints]:
    chord2 = np.empty(len(places))
    which = np.full(len(places), -1, np.int64)
    for i in range(len(places)):
        if math.isnan(places[i, 0]) or math.isnan(places[i, 2]):
            chord2[i] = math.nan
            continue
        # Chords reach 4 exactly at antipodes, which still are within "no limit".
        best, k = _descend(places[i], ends, boxes, leaves, limit)
        chord2[i] = best if k >= 0 else math.inf
        if k >= 0:
            which[i] = number[k]
    return chord2, which
