import math

import numpy as np
import pytest

from seawall.engines.geodesy import sphere
from seawall.engines.geodesy.cells import CellGrid
from seawall.engines.geodesy.nearest import index_points, index_rings, index_segments
from seawall.engines.geodesy.rings import rings_of


def test_nearest_point_equals_looking_at_all():
    rng = np.random.default_rng(11)
    lat = np.degrees(np.arcsin(rng.uniform(-1, 1, 700)))
    lon = rng.uniform(-180, 180, 700)
    lat[:3], lon[:3] = (90.0, -90.0, 0.0), (12.0, 40.0, -180.0)
    asked = np.concatenate(
        ([89.9, -89.9, 0.1, 0.1], np.degrees(np.arcsin(rng.uniform(-1, 1, 400))))
    )
    where = np.concatenate(([-100.0, 100.0, 179.95, -179.95], rng.uniform(-180, 180, 400)))
    metres, number = index_points(lat, lon).nearest(asked, where)
    every = sphere.distances_m(asked[:, None], where[:, None], lat[None], lon[None])
    np.testing.assert_allclose(metres, every.min(axis=1), rtol=1e-9, atol=1e-3)
    assert (number == every.argmin(axis=1)).all()


def test_distance_to_a_segment_is_to_its_inside_or_its_ends():
    index = index_segments(*(np.array([v]) for v in (0.0, -1.0, 0.0, 1.0)))
    metres, _ = index.nearest(np.array([0.5, 0.0, 0.0]), np.array([0.0, 2.0, 0.5]))
    degree = math.radians(1.0) * sphere.EARTH_RADIUS_M
    np.testing.assert_allclose(metres, [0.5 * degree, degree, 0.0], atol=1e-3)


def test_segments_equal_their_own_dense_points():
    rng = np.random.default_rng(3)
    lat, lon = rng.uniform(-85, 85, 60), rng.uniform(-180, 180, 60)
    lat2, lon2 = lat + rng.uniform(-3, 3, 60), lon + rng.uniform(-3, 3, 60)
    index = index_segments(lat, lon, lat2, lon2)
    asked, where = rng.uniform(-90, 90, 80), rng.uniform(-180, 180, 80)
    metres, number = index.nearest(asked, where)
    share = np.linspace(0.0, 1.0, 400)
    for i in range(80):
        k = number[i]
        bearing = sphere.bearing_deg(lat[k], lon[k], lat2[k], lon2[k])
        length = sphere.distance_m(lat[k], lon[k], lat2[k], lon2[k])
        on = sphere.destinations(
            np.full(400, lat[k]), np.full(400, lon[k]), np.full(400, bearing), share * length
        )
        dense = sphere.distances_m(asked[i], where[i], *on).min()
        assert dense == pytest.approx(metres[i], rel=1e-3, abs=50.0)


def test_limit_unknown_and_empty():
    index = index_points(np.array([10.0]), np.array([-60.0]))
    metres, number = index.nearest(np.array([10.1, 12.0, np.nan]), np.full(3, -60.0), 20_000.0)
    assert metres[0] == pytest.approx(11_119.5, abs=1.0)
    assert number.tolist() == [0, -1, -1]
    assert math.isinf(metres[1])
    assert math.isnan(metres[2])
    nothing, number = index_points(np.empty(0), np.empty(0)).nearest(np.zeros(1), np.zeros(1))
    assert math.isinf(nothing[0])
    assert number[0] == -1


def test_antipodes_are_within_no_limit():
    metres, _ = index_points(np.zeros(1), np.zeros(1)).nearest(np.zeros(1), np.full(1, 180.0))
    assert metres[0] == pytest.approx(math.pi * sphere.EARTH_RADIUS_M)


def test_ring_edges_are_numbered_by_their_first_vertex():
    square = (np.array([0.0, 0.0, 1.0, 1.0]), np.array([0.0, 1.0, 1.0, 0.0]))
    other = (square[0] + 5.0, square[1])
    _, number = index_rings(rings_of([[square], [other]])).nearest(
        np.array([-0.2, 6.3]), np.array([0.5, 0.5])
    )
    assert number.tolist() == [0, 7]


@pytest.mark.parametrize(
    ("ends", "code"),
    [((0, 0, 0, 120), "segment_too_long"), ((0, 0, math.nan, 1), "position_unknown")],
)
def test_segments_that_are_none_are_refused(ends, code):
    with pytest.raises(ValueError, match=code):
        index_segments(*(np.array([v], float) for v in ends))


def test_cells_answer_inside_and_are_unknown_outside():
    grid = CellGrid(10.0, 179.0, 1.0, np.array([[1.0, 2.0], [3.0, np.nan]]))
    found = grid.at(
        np.array([10.5, 10.5, 11.5, 11.5, 9.9, np.nan, 12.0]),
        np.array([179.5, -179.5, 179.5, -179.5, 179.5, 179.5, 179.0]),
    )
    np.testing.assert_array_equal(found, [1.0, 2.0, 3.0, np.nan, np.nan, np.nan, 3.0])
