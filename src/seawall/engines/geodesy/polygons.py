"""Which of many areas hold a position, answered from a grid instead of from every edge.

The areas' bounding box is cut into cells. A cell remembers, for each area that touches it,
whether the cell's centre is inside and which edges pass through the cell. A position is then
joined to the centre of its cell by an L-shaped path, and each edge that the path crosses turns
inside into outside: the cost is the few edges of one cell, however large the areas are.

Edges are straight in latitude and longitude (RFC 7946, 3.1.1). A position exactly on an edge
may count either way.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numba import njit

from seawall.engines.geodesy.rings import Rings
from seawall.engines.geodesy.sphere import wrap_lon

CELLS_PER_EDGE = 1
MIN_CELLS = 4_096
MAX_CELLS = 131_072

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Grid:
    """Cells of one size over a box: west and south edge, cell width and height, columns, rows."""

    west: float
    south: float
    width: float
    height: float
    columns: int
    rows: int


@dataclass(frozen=True)
class PolygonIndex:
    """Areas with their grid; made by `index_polygons`.

    Attributes:
        grid: the cells.
        edges: x1, y1, x2, y2 of each edge (degrees), one row an edge.
        cell_start: first entry of each cell, and at the end the number of entries.
        entry_area: number of the area.
        entry_inside: whether the cell's centre is inside that area.
        entry_start: first of the entry's edges in `entry_edge`, and at the end their number.
        entry_edge: rows of `edges`.
    """

    grid: Grid
    edges: Floats
    cell_start: Ints
    entry_area: Ints
    entry_inside: npt.NDArray[np.bool_]
    entry_start: Ints
    entry_edge: Ints

    def locate(self, lat: Floats, lon: Floats) -> tuple[Ints, Ints]:
        """Every (position, area) with the position inside the area.

        Args:
            lat: degrees; NaN is unknown and inside nothing.
            lon: degrees, any turn.

        Returns:
            Two arrays of one length, ordered by position: its row, and the number of the area.
        """
        grid = self.grid
        return _locate(
            np.ascontiguousarray(lat, np.float64),
            np.ascontiguousarray(lon, np.float64),
            (grid.west, grid.south, grid.width, grid.height),
            (grid.columns, grid.rows),
            self.edges,
            self.cell_start,
            self.entry_area,
            self.entry_inside,
            self.entry_start,
            self.entry_edge,
        )


def index_polygons(rings: Rings) -> PolygonIndex:
    """Index of the areas, ready to be asked.

    Args:
        rings: see `Rings`; areas may overlap one another.
    """
    edges, edge_area = _edges(rings)
    grid = _grid(edges)
    box = (grid.west, grid.south, grid.width, grid.height)
    shape = (grid.columns, grid.rows)
    key, edge = _edges_in_cells(edges, edge_area, rings.areas, box, shape)
    order = np.argsort(key, kind="stable")
    touched = _centres_inside(edges, edge_area, rings.areas, box, shape)
    all_keys = np.union1d(key, touched)
    inside = np.zeros(all_keys.size, np.bool_)
    inside[np.searchsorted(all_keys, touched)] = True
    counts = np.bincount(np.searchsorted(all_keys, key), minlength=all_keys.size)
    cells = grid.columns * grid.rows
    cell_of_entry = all_keys // max(rings.areas, 1)
    return PolygonIndex(
        grid=grid,
        edges=edges,
        cell_start=np.searchsorted(cell_of_entry, np.arange(cells + 1)).astype(np.int64),
        entry_area=(all_keys % max(rings.areas, 1)).astype(np.int64),
        entry_inside=inside,
        entry_start=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        entry_edge=edge[order],
    )


def _edges(rings: Rings) -> tuple[Floats, Ints]:
    """Edges with their areas; those of rings beyond 180 twice, once a full turn to the west."""
    parts: list[Floats] = []
    owners: list[Ints] = []
    for number in range(rings.start.size - 1):
        span = slice(rings.start[number], rings.start[number + 1])
        lon, lat = rings.lon[span], rings.lat[span]
        for turn in (0.0, 360.0) if lon.max() > 180.0 else (0.0,):
            x = lon - turn
            part = _beyond_the_map(np.column_stack((x[:-1], lat[:-1], x[1:], lat[1:])))
            parts.append(part)
            owners.append(np.full(len(part), rings.area[number], np.int64))
    if not parts:
        return np.empty((0, 4)), np.empty(0, np.int64)
    return np.concatenate(parts), np.concatenate(owners)


def _beyond_the_map(edges: Floats) -> Floats:
    """Edges along a pole or along the antimeridian led outside of the map's frame.

    There they only close a ring that the map cuts; the pole and the meridian of 180 degrees
    themselves are places inside.
    """
    for axis, frame in ((0, 180.0), (1, 90.0)):
        begin, end = edges[:, axis], edges[:, axis + 2]
        along = (np.abs(begin) == frame) & (begin == end)
        if not along.any():
            continue
        outer = edges[along].copy()
        outer[:, (axis, axis + 2)] += np.sign(outer[:, (axis, axis + 2)])
        leave, back = edges[along].copy(), edges[along].copy()
        leave[:, 2:], back[:, :2] = outer[:, :2], outer[:, 2:]
        edges = np.concatenate((edges[~along], leave, outer, back))
    return edges


def _grid(edges: Floats) -> Grid:
    """Cells over the edges' box, about as many as `CELLS_PER_EDGE` asks, nearly square."""
    if not edges.size:
        return Grid(-180.0, -90.0, 360.0, 180.0, 1, 1)
    west = max(-180.0, float(min(edges[:, 0].min(), edges[:, 2].min())))
    east = min(180.0, float(max(edges[:, 0].max(), edges[:, 2].max())))
    south = max(-90.0, float(min(edges[:, 1].min(), edges[:, 3].min())))
    north = min(90.0, float(max(edges[:, 1].max(), edges[:, 3].max())))
    wide, high = max(east - west, 1e-9), max(north - south, 1e-9)
    cells = min(max(CELLS_PER_EDGE * len(edges), MIN_CELLS), MAX_CELLS)
    columns = int(min(max(np.sqrt(cells * wide / high), 1.0), cells))
    rows = max(cells // columns, 1)
    return Grid(west, south, wide / columns, high / rows, columns, rows)


@njit(cache=True)
def _side(edges: Floats, e: int, x: float, y: float) -> bool:
    """Whether a place lies to the left of an edge's direction."""
    dx = edges[e, 2] - edges[e, 0]
    dy = edges[e, 3] - edges[e, 1]
    left: bool = dx * (y - edges[e, 1]) - dy * (x - edges[e, 0]) > 0.0
    return left


@njit(cache=True)
def _columns_of(
    edges: Floats, e: int, row: int, box: tuple[float, float, float, float], columns: int
) -> tuple[int, int]:
    """First and last column that the edge may pass in a row (one too many never hurts)."""
    x1, y1, x2, y2 = edges[e, 0], edges[e, 1], edges[e, 2], edges[e, 3]
    low = min(x1, x2)
    high = max(x1, x2)
    if y1 != y2:
        bottom = box[1] + row * box[3]
        at_bottom = x1 + (bottom - y1) / (y2 - y1) * (x2 - x1)
        at_top = x1 + (bottom + box[3] - y1) / (y2 - y1) * (x2 - x1)
        low = max(low, min(at_bottom, at_top))
        high = min(high, max(at_bottom, at_top))
    slack = 1e-9
    first = int(np.floor((low - box[0]) / box[2] - slack))
    last = int(np.floor((high - box[0]) / box[2] + slack))
    return max(first, 0), min(last, columns - 1)


@njit(cache=True)
def _rows_of(
    edges: Floats, e: int, box: tuple[float, float, float, float], rows: int
) -> tuple[int, int]:
    """First and last row that the edge may pass."""
    slack = 1e-9
    low = (min(edges[e, 1], edges[e, 3]) - box[1]) / box[3] - slack
    high = (max(edges[e, 1], edges[e, 3]) - box[1]) / box[3] + slack
    return max(int(np.floor(low)), 0), min(int(np.floor(high)), rows - 1)


@njit(cache=True)
def _edges_in_cells(
    edges: Floats,
    edge_area: Ints,
    areas: int,
    box: tuple[float, float, float, float],
    shape: tuple[int, int],
) -> tuple[Ints, Ints]:
    """(cell x areas + area, edge) for each cell that an edge passes."""
    key = np.empty(max(16, 4 * len(edges)), np.int64)
    edge = np.empty(key.size, np.int64)
    n = 0
    for e in range(len(edges)):
        first_row, last_row = _rows_of(edges, e, box, shape[1])
        for row in range(first_row, last_row + 1):
            first, last = _columns_of(edges, e, row, box, shape[0])
            while n + last - first + 1 > key.size:
                key = np.concatenate((key, np.empty_like(key)))
                edge = np.concatenate((edge, np.empty_like(edge)))
            for column in range(first, last + 1):
                key[n] = (row * shape[0] + column) * areas + edge_area[e]
                edge[n] = e
                n += 1
    return key[:n].copy(), edge[:n].copy()


@njit(cache=True)
def _last_centre_left_of(
    edges: Floats, e: int, y: float, box: tuple[float, float, float, float], columns: int
) -> int:
    """Last column whose centre, at height y, lies west of the edge that spans y."""
    x1, y1, x2, y2 = edges[e, 0], edges[e, 1], edges[e, 2], edges[e, 3]
    crossing = x1 + (y - y1) / (y2 - y1) * (x2 - x1)
    column = int(np.floor((crossing - box[0]) / box[2] - 0.5))
    column = min(max(column, -1), columns - 1)
    # West of an upward edge is its left side. The same test as in the queries decides, so that
    # a centre within rounding of an edge is on one side for both.
    upward = y2 > y1
    while column >= 0 and _side(edges, e, box[0] + (column + 0.5) * box[2], y) != upward:
        column -= 1
    while column + 1 < columns and _side(edges, e, box[0] + (column + 1.5) * box[2], y) == upward:
        column += 1
    return column


@njit(cache=True)
def _centres_inside(
    edges: Floats,
    edge_area: Ints,
    areas: int,
    box: tuple[float, float, float, float],
    shape: tuple[int, int],
) -> Ints:
    """Cell x areas + area for each cell whose centre is inside the area."""
    columns, rows = shape
    flips = np.zeros((rows, columns), np.bool_)
    found = np.empty(1024, np.int64)
    n = 0
    begin = 0
    order = np.argsort(edge_area, kind="mergesort")
    while begin < order.size:
        end = begin
        area = edge_area[order[begin]]
        low_row = rows
        high_row = -1
        while end < order.size and edge_area[order[end]] == area:
            e = order[end]
            first, last = _rows_of(edges, e, box, rows)
            low_row = min(low_row, first)
            high_row = max(high_row, last)
            for row in range(first, last + 1):
                y = box[1] + (row + 0.5) * box[3]
                if (edges[e, 1] > y) != (edges[e, 3] > y):
                    column = _last_centre_left_of(edges, e, y, box, columns)
                    if column >= 0:
                        flips[row, column] ^= True
            end += 1
        found, n = _collect(flips, low_row, high_row, area, areas, found, n)
        begin = end
    return found[:n].copy()


@njit(cache=True)
def _collect(
    flips: npt.NDArray[np.bool_],
    low_row: int,
    high_row: int,
    area: int,
    areas: int,
    found: Ints,
    n: int,
) -> tuple[Ints, int]:
    """Add the cells inside, reading each row from east to west, and clear the flips."""
    columns = flips.shape[1]
    for row in range(low_row, high_row + 1):
        inside = False
        for column in range(columns - 1, -1, -1):
            if flips[row, column]:
                inside = not inside
                flips[row, column] = False
            if inside:
                if n == found.size:
                    found = np.concatenate((found, np.empty_like(found)))
                found[n] = (row * columns + column) * areas + area
                n += 1
    return found, n


@njit(cache=True)
def _crossings_odd(
    edges: Floats,
    entry_edge: Ints,
    span: tuple[int, int],
    place: tuple[float, float],
    centre: tuple[float, float],
) -> bool:
    """Whether the path place - corner - centre crosses an odd number of the edges."""
    x, y = place
    xc, yc = centre
    odd = False
    for k in range(span[0], span[1]):
        e = entry_edge[k]
        corner = _side(edges, e, xc, y)
        if (edges[e, 1] > y) != (edges[e, 3] > y):
            odd ^= _side(edges, e, x, y) != corner
        if (edges[e, 0] > xc) != (edges[e, 2] > xc):
            odd ^= _side(edges, e, xc, yc) != corner
    return odd


@njit(cache=True)
def _locate(
    lat: Floats,
    lon: Floats,
    box: tuple[float, float, float, float],
    shape: tuple[int, int],
    edges: Floats,
    cell_start: Ints,
    entry_area: Ints,
    entry_inside: npt.NDArray[np.bool_],
    entry_start: Ints,
    entry_edge: Ints,
) -> tuple[Ints, Ints]:
    position = np.empty(max(16, lat.size), np.int64)
    area = np.empty(position.size, np.int64)
    n = 0
    for i in range(lat.size):
        x = wrap_lon(lon[i])
        y = lat[i]
        across = (x - box[0]) / box[2]
        up = (y - box[1]) / box[3]
        # Written so that NaN fails it.
        if not (0.0 <= across <= shape[0] and 0.0 <= up <= shape[1]):
            continue
        column = min(int(across), shape[0] - 1)
        row = min(int(up), shape[1] - 1)
        cell = row * shape[0] + column
        centre = (box[0] + (column + 0.5) * box[2], box[1] + (row + 0.5) * box[3])
        for entry in range(cell_start[cell], cell_start[cell + 1]):
            span = (entry_start[entry], entry_start[entry + 1])
            odd = _crossings_odd(edges, entry_edge, span, (x, y), centre)
            if odd != entry_inside[entry]:
                if n == position.size:
                    position = np.concatenate((position, np.empty_like(position)))
                    area = np.concatenate((area, np.empty_like(area)))
                position[n] = i
                area[n] = entry_area[entry]
                n += 1
    return position[:n].copy(), area[:n].copy()
