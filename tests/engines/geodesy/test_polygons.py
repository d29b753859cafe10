import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawall.engines.geodesy.polygons import index_polygons
from seawall.engines.geodesy.rings import rings_of


def box(south, west, north, east):
    return np.array([south, south, north, north]), np.array([west, east, east, west])


def inside(areas, lat, lon):
    index = index_polygons(rings_of(areas))
    position, area = index.locate(np.atleast_1d(np.float64(lat)), np.atleast_1d(np.float64(lon)))
    return list(zip(position.tolist(), area.tolist(), strict=True))


def even_odd(rings, lat, lon):
    """The textbook rule over every edge: what the index must equal."""
    odd = False
    for y, x in rings:
        y2, x2 = np.roll(y, -1), np.roll(x, -1)
        spans = (y > lat) != (y2 > lat)
        crossing = x[spans] + (lat - y[spans]) / (y2[spans] - y[spans]) * (x2[spans] - x[spans])
        odd ^= bool(np.count_nonzero(crossing > lon) % 2)
    return odd


@st.composite
def star(draw):
    """A ring round a centre with a radius of its own for each direction; often concave."""
    count = draw(st.integers(3, 24))
    radii = np.array(draw(st.lists(st.floats(0.01, 3.0), min_size=count, max_size=count)))
    turn = np.linspace(0.0, 2.0 * np.pi, count, endpoint=False)
    lat = draw(st.floats(-60, 60)) + radii * np.sin(turn)
    return lat, draw(st.floats(-150, 150)) + radii * np.cos(turn)


@settings(max_examples=60, deadline=None)
@given(st.lists(star(), min_size=1, max_size=6), st.integers(0, 2**31))
def test_index_equals_the_rule_over_every_edge(stars, seed):
    areas = [[ring] for ring in stars]
    index = index_polygons(rings_of(areas))
    rng = np.random.default_rng(seed)
    around = stars[seed % len(stars)]
    lat = rng.uniform(around[0].min() - 0.1, around[0].max() + 0.1, 200)
    lon = rng.uniform(around[1].min() - 0.1, around[1].max() + 0.1, 200)
    position, area = index.locate(lat, lon)
    expected = {
        (i, a)
        for i in range(lat.size)
        for a, rings in enumerate(areas)
        if even_odd(rings, lat[i], lon[i])
    }
    assert set(zip(position.tolist(), area.tolist(), strict=True)) == expected
    assert (np.diff(position) >= 0).all()


def test_holes_are_outside_and_islands_in_them_inside():
    lake = [box(0, 0, 10, 10), box(2, 2, 8, 8), box(4, 4, 6, 6)]
    assert inside([lake], [1, 3, 5], [1, 3, 5]) == [(0, 0), (2, 0)]


def test_overlapping_areas_all_answer():
    areas = [[box(0, 0, 4, 4)], [box(2, 2, 6, 6)], []]
    assert inside(areas, [3, 5, 9], [3, 5, 9]) == [(0, 0), (0, 1), (1, 1)]


@pytest.mark.parametrize("ring", [box(-5, 175, 5, -175), box(-5, 175, 5, 185)])
@pytest.mark.parametrize(
    ("lon", "hit"), [(179, 1), (-179, 1), (181, 1), (-180, 1), (180, 1), (170, 0), (-170, 0)]
)
def test_the_antimeridian_is_crossed_by_jump_or_beyond_180(ring, lon, hit):
    assert len(inside([[ring]], 0.0, lon)) == hit


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_ring_round_a_pole_holds_the_pole(sign):
    ring = (np.full(12, 70.0 * sign), np.arange(-180.0, 180.0, 30.0))
    assert len(inside([[ring]], [90 * sign, 80 * sign, 60 * sign], [17, -170, 0])) == 2


def test_the_whole_world_is_an_area():
    assert len(inside([[box(-90, -180, 90, 180)]], [0, 89, -89], [0, 179, -180])) == 3


def test_unknown_positions_are_nowhere():
    areas = [[box(-90, -180, 90, 180)]]
    assert inside(areas, [np.nan, 0, np.inf], [0, np.nan, 0]) == []


def test_no_areas_hold_nothing():
    assert inside([], 0.0, 0.0) == []


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        ([0, 1], [0, 1], "ring_too_short"),
        ([0, 1, 0], [0, 1, 0], "ring_too_short"),
        ([0, 1, np.nan], [0, 1, 2], "ring_not_on_earth"),
        ([0, 1, 91], [0, 1, 2], "ring_not_on_earth"),
        ([0, 1, np.inf], [0, 1, 2], "ring_not_on_earth"),
    ],
)
def test_rings_that_are_none_are_refused(lat, lon, code):
    with pytest.raises(ValueError, match=code):
        rings_of([[(np.array(lat, float), np.array(lon, float))]])
