"""Where a field sampled on a grid is zero: closed lines by marching squares."""

import numpy as np
import numpy.typing as npt
from numba import njit

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Corners of a cell, counter-clockwise from the south-west: (row, column) from its own.
CORNERS = ((0, 0), (0, 1), (1, 1), (1, 0))


def zero_contours(field: Floats, lat: Floats, lon: Floats) -> list[tuple[Floats, Floats]]:
    """Closed lines around the parts where the field is positive.

    Outer lines run counter-clockwise, holes clockwise; parts that reach the rim of the grid are
    closed along it. Along a cell's edge the field is taken to change linearly.

    Args:
        field: rows by latitude, columns by longitude; finite.
        lat: degrees of the rows, increasing.
        lon: degrees of the columns, increasing.

    Returns:
        Latitudes and longitudes of each line; the last vertex repeats the first.

    Raises:
        ValueError: a value that is not finite, or shapes that do not fit.
    """
    if field.shape != (lat.size, lon.size):
        raise ValueError("field_shape")
    if not np.isfinite(field).all():
        raise ValueError("field_not_finite")
    # A rim of negative values at the same places closes every line along the grid's edge.
    padded = np.pad(field, 1, constant_values=-1.0)
    following, y, x = _crossings(padded, np.pad(lat, 1, mode="edge"), np.pad(lon, 1, mode="edge"))
    lines = []
    for first in np.flatnonzero(following >= 0):
        if following[first] < 0:
            continue
        loop = _loop(following, int(first))
        lines.append((y[loop], x[loop]))
    return lines


@njit(cache=True)
def _crossing_number(row: int, column: int, edge: int, columns: int) -> int:
    """Number of a cell's edge, the same from both cells: south, east, north, west are 0 to 3."""
    if edge == 0:
        return 2 * (row * columns + column)
    if edge == 1:
        return 2 * (row * columns + column + 1) + 1
    if edge == 2:
        return 2 * ((row + 1) * columns + column)
    return 2 * (row * columns + column) + 1


@njit(cache=True)
def _place(
    field: Floats, lat: Floats, lon: Floats, row: int, column: int, edge: int
) -> tuple[float, float]:
    """Where the field is zero on a cell's edge."""
    r1, c1 = row + CORNERS[edge][0], column + CORNERS[edge][1]
    after = (edge + 1) % 4
    r2, c2 = row + CORNERS[after][0], column + CORNERS[after][1]
    share = field[r1, c1] / (field[r1, c1] - field[r2, c2])
    return lat[r1] + share * (lat[r2] - lat[r1]), lon[c1] + share * (lon[c2] - lon[c1])


@njit(cache=True)
def _crossings(field: Floats, lat: Floats, lon: Floats) -> tuple[Ints, Floats, Floats]:
    """For each crossed edge its follower along the line (-1: not crossed) and its place."""
    rows, columns = field.shape
    following = np.full(2 * rows * columns, -1, np.int64)
    y = np.empty(following.size)
    x = np.empty(following.size)
    inside = np.empty(4, np.bool_)
    for row in range(rows - 1):
        for column in range(columns - 1):
            middle = 0.0
            for k in range(4):
                value = field[row + CORNERS[k][0], column + CORNERS[k][1]]
                inside[k] = value > 0.0
                middle += value
            for leave in range(4):
                if not inside[leave] or inside[(leave + 1) % 4]:
                    continue
                # Leaving the positive part here; the line goes to where it is entered again:
                # forward through a joined saddle, else backward round the corner just left.
                turn = 1 if middle > 0.0 else 3
                enter = (leave + turn) % 4
                while inside[enter] or not inside[(enter + 1) % 4]:
                    enter = (enter + turn) % 4
                number = _crossing_number(row, column, leave, columns)
                following[number] = _crossing_number(row, column, enter, columns)
                y[number], x[number] = _place(field, lat, lon, row, column, leave)
    return following, y, x


@njit(cache=True)
def _loop(following: Ints, first: int) -> Ints:
    """The crossings of one line from first back to first; they are taken out of the table."""
    size = 1
    at = following[first]
    while at != first:
        size += 1
        at = following[at]
    loop = np.empty(size + 1, np.int64)
    at = first
    for k in range(size):
        loop[k] = at
        after = following[at]
        following[at] = -1
        at = after
    loop[size] = first
    return loop
