"""Gaps and encounters against Global Fishing Watch's published rules, for the same rows.

The peers are written here from the definitions of pipe-gaps and pipe-encounters: in the shape
that those programs have (a message after the other as dictionaries, a step after the other
with S2 cells), and leaner (columns of pandas and numpy, a grid of cells).
All must give the same sets. Rates are per second of processor time. Peers that need pandas or
s2sphere are skipped, saying so, where those are not installed: `python benchmarks/tracks.py`.
"""

import importlib.util
import itertools
import math
import operator
import statistics
import time
from collections import defaultdict

import numpy as np

from seawall.engines.tracks import samples, silence
from seawall.engines.tracks.archive import detect
from seawall.engines.tracks.bank import World
from seawall.engines.tracks.events import RAW, Code
from seawall.engines.tracks.fixes import make_crafts, make_fixes
from seawall.engines.tracks.live import LiveTracks
from seawall.engines.tracks.meetings import find_meetings, near_pairs
from seawall.engines.tracks.parameters import ENCOUNTER, Parameters, SilenceRule
from seawall.engines.tracks.surroundings import Surroundings

GAP_S = 12 * 3600.0
START = 1_749_999_600.0
ROUNDS = 3
EARTH_KM = 6371.0088
KN_PER_MPS = 3600.0 / 1852.0
PANDAS = importlib.util.find_spec("pandas") is not None
S2 = importlib.util.find_spec("s2sphere") is not None
if PANDAS:
    import pandas as pd
if S2:
    import s2sphere


def timed(run, rounds=ROUNDS):
    """Median seconds of processor time over the rounds, and the last answer."""
    seconds, answer = [], None
    for _ in range(rounds):
        begin = time.process_time()
        answer = run()
        seconds.append(time.process_time() - begin)
    return statistics.median(seconds), answer


# Gaps -----------------------------------------------------------------------------------------


def gap_rows(crafts, each):
    """One to two fixes a minute, as in tables thinned for analysis; one wait in 2,000 is a gap."""
    rng = np.random.default_rng(1)
    waits = 10.0 + np.round(rng.exponential(60.0, (crafts, each)))
    waits[rng.uniform(size=waits.shape) < 0.0005] += 13 * 3600.0
    identity = np.repeat(np.arange(crafts, dtype=np.int64) + 200_000_000, each)
    return identity, START + np.cumsum(waits, axis=1).ravel()


def our_gaps(slot, columns, around):
    """The silence kernel with every rule in it; only its gaps are taken."""
    states = silence.fresh_states(int(slot[-1]) + 1)
    raw = silence.find(slot, columns, around, states, SilenceRule(), np.empty(1024, RAW))
    return raw[raw["code"] == Code.GAP]


def shaped_gaps(messages):
    """pipe-gaps' shape: each pair of a vessel's messages; for a gap, those in the hours before."""
    found = set()
    for identity, stream in messages.items():
        stream.sort(key=operator.itemgetter("timestamp"))
        for off, on in itertools.pairwise(stream):
            if on["timestamp"] - off["timestamp"] > GAP_S:
                end = off["timestamp"]
                before = sum(1 for _ in previous(stream, end - GAP_S, end)) + 1
                found.add((identity, end, before))
    return {gap[:2] for gap in found}


def previous(stream, begin, end):
    for message in stream:
        if begin <= message["timestamp"] < end:
            yield message
        if message["timestamp"] >= end:
            break


def pandas_gaps(frame):
    ordered = frame.sort_values(["identity", "t"], kind="stable")
    wait = ordered.groupby("identity", sort=False)["t"].diff()
    return ordered["identity"][wait > GAP_S], (ordered["t"] - wait)[wait > GAP_S]


def numpy_gaps(identity, t):
    gap = np.flatnonzero((np.diff(t) > GAP_S) & (np.diff(identity) == 0))
    return identity[gap], t[gap]


def pairs_of(first, second):
    return set(zip(first.tolist(), second.tolist(), strict=True))


def gaps():
    identity, t = gap_rows(1000, 5000)
    slot = identity - identity[0]
    unknown = np.full(t.size, np.nan)
    given = (slot, (t, unknown, unknown), (unknown, unknown, unknown, np.full(t.size, -1)))
    our_gaps(*given)
    ours_s, raw = timed(lambda: our_gaps(*given))
    ours = pairs_of(raw["slot"] + identity[0], raw["start_t"])
    numpy_s, of_numpy = timed(lambda: numpy_gaps(identity, t))
    part = 1_000_000
    messages = defaultdict(list)
    for number, when in zip(identity[:part].tolist(), t[:part].tolist(), strict=True):
        messages[number].append({"ssvid": number, "timestamp": when, "lat": 0.0, "lon": 0.0})
    shaped_s, of_shaped = timed(lambda: shaped_gaps(messages))
    first = {gap for gap in ours if gap[0] < identity[part]}
    same = ours == pairs_of(*of_numpy) and first == of_shaped
    rate = t.size / ours_s
    print(f"gaps: {t.size:,} rows, {len(ours):,} gaps, identical sets: {same}")
    print(f"  {'ours, all four silence rules':<46}{rate / 1e6:8.2f} M rows/s")
    for name, seconds, count in (
        ("pipe-gaps' shape, message by message", shaped_s, part),
        ("numpy columns, rows already in order", numpy_s, t.size),
    ):
        peer = count / seconds
        print(f"  {name:<46}{peer / 1e6:8.2f} M rows/s   x {rate / peer:7.1f}")
    if not PANDAS:
        print("  pandas columns: skipped, pandas is not installed here")
        return
    frame = pd.DataFrame({"identity": identity, "t": t})
    seconds, of_pandas = timed(lambda: pandas_gaps(frame))
    peer = t.size / seconds
    print(
        f"  {'pandas columns':<46}{peer / 1e6:8.2f} M rows/s   x {rate / peer:7.1f}"
        f"   identical sets: {ours == pairs_of(*of_pandas)}"
    )


# Encounters -----------------------------------------------------------------------------------


def meeting_rows(crafts, hours, every_s):
    """Crafts in a small sea: two of three side by side for hours, the third on its way."""
    rng = np.random.default_rng(2)
    parts = []
    for number in range(crafts):
        t = START + np.cumsum(rng.exponential(every_s, int(hours * 3600 / every_s)))
        t = t[t < START + hours * 3600.0]
        anchor = np.random.default_rng(number - number % 3).uniform((12.0, -61.0), (14.0, -59.0))
        near = number % 3 < 2
        course = float(rng.uniform(0.0, 359.0))
        gone = 0.0 if near else 9.0 / 3600.0 / 60.0
        lat = anchor[0] + gone * (t - START) * math.cos(math.radians(course))
        lon = anchor[1] + gone * (t - START) * math.sin(math.radians(course))
        apart = near & (number % 3 == 1) & ((t - START) % 36_000.0 > 21_000.0)
        speed = np.full(t.size, 0.3 if near else 9.0)
        noise = rng.normal(0.0, 3e-4, (2, t.size))
        place = (lat + 0.02 * apart + noise[0], lon + noise[1])
        parts.append((np.full(t.size, number + 1), t, *place, speed, np.full(t.size, course)))
    return [np.concatenate(columns) for columns in zip(*parts, strict=True)]


def our_encounters(columns, slot, crafts, as_of):
    _, t, lat, lon, speed, course = columns
    states = samples.fresh_states(int(crafts[-1]) + 1)
    begins = np.zeros(t.size, np.bool_)
    out = np.empty(1024, samples.SAMPLE)
    between = samples.take(slot, (t, lat, lon, speed, course), begins, states, ENCOUNTER, out)
    after = samples.carry_on(crafts, states, as_of, ENCOUNTER, out.copy())
    taken = np.concatenate((between, after))
    taken["craft"] *= 4
    events = find_meetings(near_pairs(taken, ENCOUNTER), None, ENCOUNTER, Code.ENCOUNTER)
    return encounter_set(events["identity"], events["other"], events["start_t"], events["end_t"])


def encounter_set(a, b, start, end):
    return set(zip(a.tolist(), b.tolist(), start.tolist(), end.tolist(), strict=True))


def led(lat, lon, course, metres):
    """Great-circle destination."""
    delta, theta = metres / EARTH_KM / 1000.0, math.radians(course)
    phi = math.radians(lat)
    phi2 = math.asin(
        math.sin(phi) * math.cos(delta) + math.cos(phi) * math.sin(delta) * math.cos(theta)
    )
    y = math.sin(theta) * math.sin(delta) * math.cos(phi)
    x = math.cos(delta) - math.sin(phi) * math.sin(phi2)
    return math.degrees(phi2), lon + math.degrees(math.atan2(y, x))


def kilometres(lat1, lon1, lat2, lon2):
    h = (
        math.sin(0.5 * math.radians(lat2 - lat1)) ** 2
        + math.cos(math.radians(lat1))
        * math.cos(math.radians(lat2))
        * math.sin(0.5 * math.radians(lon2 - lon1)) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(h, 1.0)))


def resampled(stream, as_of):
    """pipe-encounters' grid of one vessel: carried before, interpolated between, carried after."""
    step, reach = ENCOUNTER.step_s, ENCOUNTER.reach_s
    records = list(stream)

    def carried(record, first, last):
        t, lat, lon, speed, course = record
        for number in range(first, last + 1):
            elapsed = number * step - t
            way = course if elapsed >= 0 else course + 180.0
            yield (number, *led(lat, lon, way, speed * 1852.0 * abs(elapsed) / 3600.0))

    begin, end = records[0], records[-1]
    yield from carried(begin, math.ceil((begin[0] - reach) / step), math.floor(begin[0] / step))
    for before, after in itertools.pairwise(records):
        if after[0] - before[0] > reach:
            continue
        for number in range(math.floor(before[0] / step) + 1, math.floor(after[0] / step) + 1):
            mix = (number * step - before[0]) / (after[0] - before[0])
            yield (
                number,
                before[1] + mix * (after[1] - before[1]),
                before[2] + mix * (after[2] - before[2]),
            )
    last = math.floor(min(end[0] + reach, as_of) / step)
    yield from carried(end, math.floor(end[0] / step) + 1, last)


def in_squares(lat, lon):
    """A cell of about 2 km and those around it, by plain arithmetic."""
    row, column = math.floor(lat / 0.02), math.floor(lon / 0.02)
    return (row, column), [(row + dr, column + dc) for dr in (-1, 0, 1) for dc in (-1, 0, 1)]


def in_s2(lat, lon):
    """The same by S2 cells of level 12, as pipe-encounters has it."""
    cell = s2sphere.CellId.from_lat_lng(s2sphere.LatLng.from_degrees(lat, lon)).parent(12)
    own = cell.to_token()
    return own, [own, *(near.to_token() for near in cell.get_all_neighbors(12))]


def neighbours(records, cells_of):
    """Vessels near one another at one step."""
    cells = defaultdict(list)
    around = {}
    for record in records:
        own, near = cells_of(record[1], record[2])
        cells[own].append(record)
        around[own] = near
    for own, here in cells.items():
        others = [other for near in set(around[own]) for other in cells.get(near, ())]
        for one, other in itertools.product(here, others):
            if one[0] != other[0]:
                km = kilometres(one[1], one[2], other[1], other[2])
                if km <= ENCOUNTER.distance_m / 1000.0:
                    yield one, other


def shaped_encounters(vessels, as_of, cells_of):
    """pipe-encounters' shape: for each vessel its runs beside each other one, then merged."""
    steps = defaultdict(list)
    for identity, stream in vessels.items():
        for number, lat, lon in resampled(stream, as_of):
            steps[number].append((identity, lat, lon))
    runs = defaultdict(list)
    for number in sorted(steps):
        for one, other in neighbours(steps[number], cells_of):
            runs[one[0], other[0]].append((number, one[1], one[2]))
    raw = defaultdict(set)
    for (one, other), rows in runs.items():
        raw[min(one, other), max(one, other)] |= set(slow_runs(rows))
    return {(*pair, *span) for pair, spans in raw.items() for span in merged(sorted(spans))}


def slow_runs(rows):
    """First and last step of each run that is long and slow enough."""
    begin = 0
    for i in range(1, len(rows) + 1):
        if i < len(rows) and rows[i][0] == rows[i - 1][0] + 1:
            continue
        run, begin = rows[begin:i], i
        if (run[-1][0] - run[0][0]) * ENCOUNTER.step_s <= ENCOUNTER.duration_s:
            continue
        speeds = [
            kilometres(a[1], a[2], b[1], b[2]) * 1000.0 / ENCOUNTER.step_s * KN_PER_MPS
            for a, b in itertools.pairwise(run)
        ]
        if statistics.median(speeds) < ENCOUNTER.speed_kn:
            yield run[0][0], run[-1][0]


def merged(spans):
    """Times of runs, those less than four hours apart as one."""
    joined = []
    for first, last in spans:
        if joined and (first - joined[-1][1]) * ENCOUNTER.step_s < ENCOUNTER.merge_s:
            joined[-1][1] = max(joined[-1][1], last)
        else:
            joined.append([first, last])
    return [(first * ENCOUNTER.step_s, last * ENCOUNTER.step_s) for first, last in joined]


def encounters():
    for crafts, hours, every_s in ((150, 72, 300.0), (150, 24, 30.0)):
        columns = meeting_rows(crafts, hours, every_s)
        slot = columns[0].astype(np.int64)
        listed = np.unique(slot)
        as_of = START + (hours + 1) * 3600.0
        our_encounters(columns, slot, listed, as_of)
        ours_s, ours = timed(lambda: our_encounters(columns, slot, listed, as_of))  # noqa: B023 # run at once
        vessels = defaultdict(list)
        for row in zip(*(column.tolist() for column in columns), strict=True):
            vessels[row[0]].append(row[1:])
        rows = columns[0].size
        print(f"encounters: {rows:,} rows {every_s:.0f} s apart, {len(ours)} encounters")
        print(f"  {'ours':<46}{rows / ours_s / 1e6:8.2f} M rows/s")
        if not S2:
            print("  pipe-encounters shape, S2 cells: skipped, s2sphere is not installed here")
        for name, cells_of in (("S2 cells", in_s2), ("plain cells", in_squares))[not S2 :]:
            begin = time.process_time()
            found = shaped_encounters(vessels, as_of, cells_of)
            peer_s = time.process_time() - begin
            print(
                f"  {'pipe-encounters shape, ' + name:<46}{rows / peer_s / 1e6:8.3f} M rows/s"
                f"   x {peer_s / ours_s:7.1f}   identical sets: {found == ours}"
            )


# The whole ------------------------------------------------------------------------------------


def whole():
    """All rules together, over an archive and live, and how the cost goes with the crafts."""
    world = World(Surroundings(), make_crafts(), Parameters())
    for crafts in (500, 2000):
        rng = np.random.default_rng(3)
        each = 240
        t = START + np.arange(each) * 30.0
        path = np.cumsum(rng.normal(0.0, 1e-3, (2, crafts, each)), axis=2)
        fixes = make_fixes(
            np.repeat(np.arange(crafts), each),
            np.tile(t, crafts) + rng.uniform(0.0, 9.0, crafts * each),
            (rng.uniform(10, 19, (crafts, 1)) + path[0]).ravel(),
            (rng.uniform(-65, -58, (crafts, 1)) + path[1]).ravel(),
            speed_kn=6.0,
            course=90.0,
        )
        end = float(fixes.t.max())
        detect(fixes.take(slice(0, 100)), world, end)
        seconds, _ = timed(lambda fixes=fixes, end=end: detect(fixes, world, end))
        live = LiveTracks(world)
        arriving = fixes.take(np.argsort(fixes.t, kind="stable"))
        ingest, advance = [], []
        for begin in range(0, len(arriving), crafts):
            part = arriving.take(slice(begin, begin + crafts))
            now = float(part.t.max())
            clock = time.process_time()
            live.ingest(part, now)
            ingest.append(time.process_time() - clock)
            if begin // crafts % 4 == 0:
                clock = time.process_time()
                live.advance(now)
                advance.append(time.process_time() - clock)
        print(
            f"all rules, {crafts:,} crafts: archive {len(fixes) / seconds / 1e6:.2f} M rows/s; "
            f"live {crafts / statistics.median(ingest) / 1e3:.0f} k rows/s in batches of {crafts}, "
            f"advance {statistics.median(advance) * 1e3:.0f} ms (worst {max(advance) * 1e3:.0f})"
        )


if __name__ == "__main__":
    gaps()
    encounters()
    whole()
