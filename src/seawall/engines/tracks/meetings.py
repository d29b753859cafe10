"""Encounters and rendezvous: two crafts near one another for long enough.

First the pairs within reach at each step, from cells as large as the reach; then, along each
pair, the runs of steps that are long and slow enough and not at an anchorage.
"""

import math

import numpy as np
import numpy.typing as npt
from numba import njit

from seawall.engines.geodesy.nearest import NearestIndex
from seawall.engines.geodesy.sphere import EARTH_RADIUS_M, METRES_PER_NM, distance_m, wrap_lon
from seawall.engines.tracks.events import EVENT, NONE, TRACKS, Code, Events
from seawall.engines.tracks.parameters import HOUR_S, MeetingRule
from seawall.engines.tracks.samples import Samples

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Pairs = npt.NDArray[np.void]
Runs = npt.NDArray[np.void]
Columns = tuple[Ints, Floats, Floats]
Cells = tuple[float, Ints, Floats]

KN_PER_MPS = HOUR_S / METRES_PER_NM
CELL_SLACK = 1.0 + 1e-6
ROW_BITS = 31
BAND = 64

# Two crafts (the lower number first) within reach at one step.
PAIR = np.dtype(
    [
        ("a", "i8"),
        ("b", "i8"),
        ("step", "i8"),
        ("metres", "f8"),
        ("a_lat", "f8"),
        ("a_lon", "f8"),
        ("b_lat", "f8"),
        ("b_lon", "f8"),
    ]
)

# Steps in a row: rows of the pair table from `first` to `last`.
RUN = np.dtype(
    [
        ("first", "i8"),
        ("last", "i8"),
        ("metres", "f8"),
        ("speed_kn", "f8"),
        ("lat", "f8"),
        ("lon", "f8"),
    ]
)


def near_pairs(samples: Samples, rule: MeetingRule) -> Pairs:
    """Every two crafts of different identities within reach of one another at a step.

    Args:
        samples: any order; one a craft and step.
        rule: see `MeetingRule`.
    """
    if not samples.size:
        return np.empty(0, PAIR)
    step, craft = samples["step"].copy(), samples["craft"].copy()
    lat, lon = samples["lat"].copy(), samples["lon"].copy()
    cells = _cells(rule.distance_m)
    key = _keys(lat, lon, cells)
    order = np.lexsort((key, step))
    ordered = (craft[order], lat[order], lon[order])
    return _near(step[order], key[order], ordered, cells, rule.distance_m, np.empty(64, PAIR))


@njit(cache=True)
def _cells(reach_m: float) -> Cells:
    """Cells no smaller than the reach.

    Their height in degrees, and for each band of `BAND` rows the number of columns and the
    degrees of longitude that the reach spans. Both are those of the band's poleward edge, so
    that they are enough for all of it.
    """
    cell_deg = math.degrees(reach_m / EARTH_RADIUS_M) * CELL_SLACK
    bands = int(180.0 / cell_deg) // BAND + 2
    columns = np.ones(bands, np.int64)
    reach_deg = np.full(bands, 180.0)
    for band in range(bands):
        south = band * BAND * cell_deg - 90.0
        cosine = math.cos(math.radians(max(abs(south), abs(south + BAND * cell_deg))))
        sine = math.sin(math.radians(cell_deg))
        if cosine > sine and max(abs(south), abs(south + BAND * cell_deg)) < 90.0:
            columns[band] = max(int(360.0 * cosine / cell_deg), 1)
            reach_deg[band] = math.degrees(math.asin(sine / cosine))
    return cell_deg, columns, reach_deg


@njit(cache=True)
def _keys(lat: Floats, lon: Floats, cells: Cells) -> Ints:
    """Number of each place's cell, rows of latitude one after the other."""
    key = np.empty(lat.size, np.int64)
    for i in range(lat.size):
        row = int((lat[i] + 90.0) / cells[0])
        columns = cells[1][row // BAND]
        column = min(int((wrap_lon(lon[i]) + 180.0) * columns / 360.0), columns - 1)
        key[i] = (row << ROW_BITS) + column
    return key


@njit(cache=True)
def _near(
    step: Ints, key: Ints, samples: Columns, cells: Cells, reach_m: float, out: Pairs
) -> Pairs:
    """Pairs step by step."""
    n = 0
    begin = 0
    while begin < step.size:
        end = begin
        while end < step.size and step[end] == step[begin]:
            end += 1
        out, n = _near_step((begin, end), step[begin], key, samples, cells, reach_m, out, n)
        begin = end
    return out[:n]


@njit(cache=True)
def _near_step(
    rows: tuple[int, int],
    step: int,
    key: Ints,
    samples: Columns,
    cells: Cells,
    reach_m: float,
    out: Pairs,
    n: int,
) -> tuple[Pairs, int]:
    """Pairs at one step; each sample with those after it in its row of cells and in the next."""
    end = rows[1]
    i = _next_with_neighbours(rows[0], end, key, samples[2], cells)
    while i < end:
        for row in (key[i] >> ROW_BITS, (key[i] >> ROW_BITS) + 1):
            for low, high in _cells_near(key[i] >> ROW_BITS, row, samples[2][i], cells):
                j = _first_at(key, i + 1, end, low)
                while j < end and key[j] <= high:
                    out, n = _pair(i, j, step, samples, reach_m, out, n)
                    j += 1
        i = _next_with_neighbours(i + 1, end, key, samples[2], cells)
    return out, n


@njit(cache=True)
def _next_with_neighbours(begin: int, end: int, key: Ints, lon: Floats, cells: Cells) -> int:
    """First sample from `begin` on with another after it in reach of its cells; `end` if none.

    On its own because nearly all samples are alone and pass through here and nowhere else.
    """
    for i in range(begin, end):
        for row in (key[i] >> ROW_BITS, (key[i] >> ROW_BITS) + 1):
            for low, high in _cells_near(key[i] >> ROW_BITS, row, lon[i], cells):
                j = _first_at(key, i + 1, end, low) if low <= high else end
                if j < end and key[j] <= high:
                    return i
    return end


@njit(cache=True)
def _cells_near(
    own: int, row: int, lon: float, cells: Cells
) -> tuple[tuple[int, int], tuple[int, int]]:
    """First and last cell of a row that the reach from a place in the own row touches.

    And a second span, mostly empty: across the antimeridian the cells lie at both ends of it.
    """
    columns = cells[1][row // BAND]
    reach_deg = cells[2][own // BAND]
    begin = row << ROW_BITS
    east = wrap_lon(lon) + 180.0
    first = math.floor((east - reach_deg) * columns / 360.0)
    last = math.floor((east + reach_deg) * columns / 360.0)
    if last - first + 1 >= columns:
        return (begin, begin + columns - 1), (0, -1)
    if first < 0:
        return (begin, begin + last), (begin + first + columns, begin + columns - 1)
    if last >= columns:
        return (begin + first, begin + columns - 1), (begin, begin + last - columns)
    return (begin + first, begin + last), (0, -1)


@njit(cache=True)
def _first_at(key: Ints, low: int, high: int, wanted: int) -> int:
    """First place from `low` and before `high` whose key is not less; `high` if there is none."""
    while low < high:
        middle = (low + high) >> 1
        if key[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@njit(cache=True)
def _pair(
    i: int, j: int, step: int, samples: Columns, reach_m: float, out: Pairs, n: int
) -> tuple[Pairs, int]:
    """Add two samples if they are within reach and of two identities."""
    craft, lat, lon = samples
    if craft[i] // TRACKS == craft[j] // TRACKS:
        return out, n
    metres = distance_m(lat[i], lon[i], lat[j], lon[j])
    if metres > reach_m:
        return out, n
    if n == out.size:
        bigger = np.empty(2 * out.size + 64, out.dtype)
        for k in range(n):
            bigger[k] = out[k]
        out = bigger
    a, b = (i, j) if craft[i] < craft[j] else (j, i)
    out["a"][n], out["b"][n] = craft[a], craft[b]
    out["step"][n] = step
    out["metres"][n] = metres
    out["a_lat"][n], out["a_lon"][n] = lat[a], lon[a]
    out["b_lat"][n], out["b_lon"][n] = lat[b], lon[b]
    return out, n + 1


def find_meetings(
    pairs: Pairs, anchorages: NearestIndex | None, rule: MeetingRule, code: Code
) -> Events:
    """Meetings as events, ended at the last step at which the two were near.

    Args:
        pairs: see `near_pairs`; any order, each pair and step once.
        anchorages: where a meeting is none; if there is no such index, nowhere.
        rule: see `MeetingRule`.
        code: of the events.
    """
    pairs = pairs[np.lexsort((pairs["step"], pairs["b"], pairs["a"]))]
    runs = _runs(pairs, rule, np.empty(64, RUN))
    if anchorages is not None and runs.size:
        metres, _ = anchorages.nearest(runs["lat"], runs["lon"], rule.anchorage_m)
        runs = runs[metres > rule.anchorage_m]
    return _merged(pairs, runs, rule, code)


@njit(cache=True)
def _runs(pairs: Pairs, rule: MeetingRule, out: Runs) -> Runs:
    """Runs of consecutive steps of one pair that are long and slow enough."""
    a, b, step = pairs["a"], pairs["b"], pairs["step"]
    n = 0
    begin = 0
    for i in range(1, a.size + 1):
        if i < a.size and a[i] == a[begin] and b[i] == b[begin] and step[i] == step[i - 1] + 1:
            continue
        if (step[i - 1] - step[begin]) * rule.step_s > rule.duration_s:
            speed = _lower_median_speed(pairs, begin, i, rule.step_s)
            if speed < rule.speed_kn:
                out = _room(out, n)
                out["first"][n], out["last"][n] = begin, i - 1
                out["metres"][n] = np.median(pairs["metres"][begin:i])
                out["speed_kn"][n] = speed
                out["lat"][n], out["lon"][n] = _middle(pairs, begin, i)
                n += 1
        begin = i
    return out[:n]


@njit(cache=True)
def _room(out: Runs, n: int) -> Runs:
    if n < out.size:
        return out
    bigger = np.empty(2 * out.size, out.dtype)
    for k in range(n):
        bigger[k] = out[k]
    return bigger


@njit(cache=True)
def _lower_median_speed(pairs: Pairs, begin: int, end: int, step_s: float) -> float:
    """The lower of the two crafts' median speeds from step to step, in knots."""
    speeds = np.empty((2, end - begin - 1))
    for i in range(begin, end - 1):
        moved = distance_m(
            pairs["a_lat"][i], pairs["a_lon"][i], pairs["a_lat"][i + 1], pairs["a_lon"][i + 1]
        )
        speeds[0, i - begin] = moved / step_s * KN_PER_MPS
        moved = distance_m(
            pairs["b_lat"][i], pairs["b_lon"][i], pairs["b_lat"][i + 1], pairs["b_lon"][i + 1]
        )
        speeds[1, i - begin] = moved / step_s * KN_PER_MPS
    lower: float = min(np.median(speeds[0]), np.median(speeds[1]))
    return lower


@njit(cache=True)
def _middle(pairs: Pairs, begin: int, end: int) -> tuple[float, float]:
    """Mean place of both crafts over a run; longitudes are averaged as turns from the first."""
    origin = pairs["a_lon"][begin]
    lat = 0.0
    turn = 0.0
    for i in range(begin, end):
        lat += pairs["a_lat"][i] + pairs["b_lat"][i]
        turn += (pairs["a_lon"][i] - origin + 180.0) % 360.0 - 180.0
        turn += (pairs["b_lon"][i] - origin + 180.0) % 360.0 - 180.0
    count = 2.0 * (end - begin)
    return lat / count, wrap_lon(origin + turn / count)


def _merged(pairs: Pairs, runs: Runs, rule: MeetingRule, code: Code) -> Events:
    """Runs of one pair less than `merge_s` apart as one event each."""
    events = np.empty(0, EVENT)
    if not runs.size:
        return events
    first, last = pairs[runs["first"]], pairs[runs["last"]]
    apart_s = (first["step"][1:] - last["step"][:-1]) * rule.step_s
    same = (first["a"][1:] == first["a"][:-1]) & (first["b"][1:] == first["b"][:-1])
    begins = np.flatnonzero(np.concatenate(([True], ~(same & (apart_s < rule.merge_s)))))
    ends = np.concatenate((begins[1:], [runs.size])) - 1
    steps = runs["last"] - runs["first"] + 1
    total = np.add.reduceat(steps, begins)
    events = np.empty(begins.size, EVENT)
    events["code"], events["place"] = code, NONE
    events["identity"], events["other"] = first["a"][begins] // TRACKS, first["b"][begins] // TRACKS
    # Both tracks in one number: an identity's second track is another craft.
    events["track"] = first["a"][begins] % TRACKS * TRACKS + first["b"][begins] % TRACKS
    events["start_t"] = first["step"][begins] * rule.step_s
    events["end_t"] = last["step"][ends] * rule.step_s
    events["lat"], events["lon"] = first["a_lat"][begins], first["a_lon"][begins]
    events["end_lat"], events["end_lon"] = last["a_lat"][ends], last["a_lon"][ends]
    events["measure"] = np.add.reduceat(runs["metres"] * steps, begins) / total
    events["threshold"] = rule.distance_m
    events["detail"] = np.add.reduceat(runs["speed_kn"] * steps, begins) / total
    events["fixes"] = total
    return events
