"""Small made-up traffic that does a bit of everything, for tests that compare two paths."""

import numpy as np

from seawall.engines.geodesy.cells import CellGrid
from seawall.engines.geodesy.nearest import index_points, index_segments
from seawall.engines.geodesy.polygons import index_polygons
from seawall.engines.geodesy.rings import rings_of
from seawall.engines.tracks.archive import detect
from seawall.engines.tracks.bank import World
from seawall.engines.tracks.fixes import Kind, join_fixes, make_crafts, make_fixes
from seawall.engines.tracks.parameters import Parameters
from seawall.engines.tracks.surroundings import Surroundings

START = 1_749_999_600.0  # a full hour
DEGREE_NM = 60.0

ZONE = (np.array([13.0, 13.0, 13.5, 13.5]), np.array([-61.0, -60.5, -60.5, -61.0]))


def world(crafts=None, **parts):
    """Coast along the 62nd meridian, an anchorage on it, one zone, everything received."""
    heard = CellGrid(0.0, -80.0, 30.0, np.full((1, 2), 50.0))
    around = {
        "coast": index_segments(*(np.array([v]) for v in (5.0, -62.0, 20.0, -62.0))),
        "anchorages": index_points(np.array([14.0]), np.array([-61.95])),
        "airfields": index_points(np.array([14.0]), np.array([-61.9])),
        "zones": index_polygons(rings_of([[ZONE]])),
        "reception": heard,
        "coverage": heard,
    }
    return World(
        Surroundings(**{**around, **parts}),
        make_crafts() if crafts is None else crafts,
        Parameters(),
    )


def walk(rng, identity, hours):
    """One craft going on and off, stopping, sprinting, leaping and falling silent at random."""
    t, lat, lon = START + rng.uniform(0, 600), rng.uniform(12.8, 14.2), rng.uniform(-61.99, -60.4)
    rows = []
    while t < START + hours * 3600.0:
        speed = rng.choice([0.0, 0.1, 1.0, 8.0, 30.0], p=[0.25, 0.15, 0.25, 0.25, 0.1])
        course = rng.uniform(0, 359.9)
        for _ in range(rng.integers(5, 40)):
            step = rng.choice([60.0, 300.0, 900.0])
            t += step
            moved = speed * step / 3600.0 / DEGREE_NM
            lat = np.clip(lat + moved * np.cos(np.radians(course)), 12.5, 14.5)
            lon = np.clip(lon + moved * np.sin(np.radians(course)), -61.99, -60.0)
            kind = 27 if rng.uniform() < 0.03 else 1
            unknown = rng.uniform() < 0.05
            rows.append(
                (identity, t, lat, lon, np.nan if unknown else speed, course, rng.integers(2), kind)
            )
        if rng.uniform() < 0.15:
            lat, lon = rng.uniform(12.8, 14.2), rng.uniform(-61.99, -60.4)
        t += rng.choice([0.0, 2_000.0, 18_000.0, 45_000.0], p=[0.6, 0.2, 0.1, 0.1])
    return rows


def fixes_of(rows):
    columns = np.array(rows, np.float64).reshape(-1, 8).T
    return make_fixes(
        *columns[:4],
        speed_kn=columns[4],
        course=columns[5],
        source=columns[6],
        message_type=columns[7],
    )


def traffic(seed, crafts=8, hours=30):
    """Fixes of some crafts, two of them keeping close company; and the last fix's time."""
    rng = np.random.default_rng(seed)
    rows = [row for identity in range(1, crafts + 1) for row in walk(rng, identity, hours)]
    whole = [fixes_of(rows)]
    minutes = np.arange(0, 360, 3)
    for identity, offset in ((90, 0.0), (91, 0.001)):
        whole.append(
            make_fixes(
                np.full(minutes.size, identity),
                START + 7_200.0 + minutes * 60.0 + 7.0 * identity,
                np.full(minutes.size, 13.8),
                np.full(minutes.size, -60.9 + offset),
                speed_kn=0.4,
                course=0.0,
            )
        )
    # One identity on two ships far apart.
    for place, shift in ((-61.2, 0.0), (-60.2, 47.0)):
        whole.append(
            make_fixes(
                np.full(minutes.size, 95),
                START + 3_600.0 + minutes * 120.0 + shift,
                np.full(minutes.size, 12.9),
                np.full(minutes.size, place),
                speed_kn=5.0,
                course=90.0,
            )
        )
    joined = join_fixes(whole)
    return joined, float(joined.t.max())


def crafts():
    return make_crafts(
        np.array([1, 2, 3, 4]),
        kind=np.array([Kind.PLEASURE, Kind.CARGO, Kind.FISHING, Kind.TANKER]),
        length_m=np.array([9.0, 120.0, 14.0, 180.0]),
    )


def at(seconds, lat=13.0, lon=-59.0, identity=7, **others):
    """Fixes of one craft at seconds after the start; a place or a speed may be a column."""
    seconds = np.asarray(seconds, float)
    return make_fixes(
        np.full(seconds.size, identity),
        START + seconds,
        np.broadcast_to(np.asarray(lat, float), seconds.shape),
        np.broadcast_to(np.asarray(lon, float), seconds.shape),
        **others,
    )


def found(fixes, code, *, after_s=0.0, inside=None):
    """Events of one code in fixes, judged some seconds after the last of them."""
    parts = fixes if isinstance(fixes, list) else [fixes]
    joined = join_fixes(parts)
    detection = detect(joined, inside or world(), float(joined.t.max()) + after_s)
    return detection.events[detection.events["code"] == code]


def offshore(miles):
    """Longitude so many miles east of the coast of `world`, at 13 degrees north."""
    return -62.0 + miles / 60.0 / np.cos(np.radians(13.0)) / (60.04 / 60.0)
