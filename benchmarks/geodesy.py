"""Positions in 300 areas: the grid index against shapely's STRtree, the same pairs from both.

Rates are per second of processor time. Where shapely is not installed the peer is skipped, saying
so: `python benchmarks/geodesy.py`.
"""

import importlib.util
import statistics
import time

import numpy as np

from seawall.engines.geodesy.polygons import index_polygons
from seawall.engines.geodesy.rings import rings_of

POINTS = 300_000
AREAS = 300
ROUNDS = 3
SHAPELY = importlib.util.find_spec("shapely") is not None
if SHAPELY:
    import shapely


def areas(rng, vertices):
    """Concave areas of 0.1 to 2 degrees over the eastern Caribbean, overlapping one another."""
    made = []
    for _ in range(AREAS):
        turn = np.linspace(0.0, 2.0 * np.pi, vertices, endpoint=False)
        radius = rng.uniform(0.1, 2.0) * rng.uniform(0.5, 1.0, vertices)
        lat = rng.uniform(8.0, 20.0) + radius * np.sin(turn)
        lon = rng.uniform(-68.0, -56.0) + radius * np.cos(turn)
        made.append([(lat, lon)])
    return made


def timed(run):
    """Median seconds of processor time over the rounds, and the last answer."""
    seconds, answer = [], None
    for _ in range(ROUNDS):
        begin = time.process_time()
        answer = run()
        seconds.append(time.process_time() - begin)
    return statistics.median(seconds), answer


def compare(vertices):
    rng = np.random.default_rng(7)
    made = areas(rng, vertices)
    lat, lon = rng.uniform(6.0, 22.0, POINTS), rng.uniform(-70.0, -54.0, POINTS)
    index = index_polygons(rings_of(made))
    index.locate(lat[:10], lon[:10])
    ours_s, (position, area) = timed(lambda: index.locate(lat, lon))
    if not SHAPELY:
        print(f"{vertices:>5} vertices an area: {POINTS / ours_s / 1e6:6.2f} M points/s")
        return
    shapes = [shapely.Polygon(np.column_stack((x, y))) for ((y, x),) in made]
    shapely.prepare(shapes)
    tree = shapely.STRtree(shapes)
    points = shapely.points(lon, lat)
    # For each point, the tree gives the boxes; "within" then asks the area itself.
    peer_s, pairs = timed(lambda: tree.query(points, predicate="within"))
    # The other way round, a tree of the points asked by prepared areas, is shapely's best.
    turned_s, _ = timed(lambda: shapely.STRtree(points).query(shapes, predicate="contains"))
    same = set(zip(position.tolist(), area.tolist(), strict=True)) == set(
        zip(pairs[0].tolist(), pairs[1].tolist(), strict=True)
    )
    build_s, _ = timed(lambda: index_polygons(rings_of(made)))
    print(
        f"{vertices:>5} vertices an area: {POINTS / ours_s / 1e6:6.2f} M points/s, "
        f"STRtree {POINTS / peer_s / 1e6:6.2f} M points/s, x {peer_s / ours_s:6.1f}, "
        f"tree of points {POINTS / turned_s / 1e6:6.2f} M points/s, x {turned_s / ours_s:6.1f}, "
        f"{position.size} pairs, same: {same}, index built in {build_s * 1000:.0f} ms"
    )


if __name__ == "__main__":
    if not SHAPELY:
        print("STRtree: skipped, shapely is not installed here")
    for count in (24, 200, 2000):
        compare(count)
