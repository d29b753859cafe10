import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.engines.geodesy import ellipsoid, sphere

LATS = st.floats(-89.9, 89.9)
LONS = st.floats(-180.0, 179.999)


@pytest.mark.parametrize(
    ("start", "end", "metres"),
    [
        # Vincenty's own worked example, as restated for GRS80/WGS84 by Geoscience Australia:
        # Flinders Peak to Buninyong.
        ((-37.951033417, 144.424867889), (-37.652821139, 143.926495528), 54_972.271),
        # Along the equator: a times the angle. Along a meridian to the pole: the quadrant.
        ((0.0, 0.0), (0.0, 1.0), 6_378_137.0 * math.pi / 180.0),
        ((0.0, 20.0), (90.0, -70.0), 10_001_965.729),
        ((0.0, 179.5), (0.0, -179.5), 6_378_137.0 * math.pi / 180.0),
    ],
)
def test_geodesic_has_published_lengths(start, end, metres):
    assert ellipsoid.geodesic_m(*start, *end) == pytest.approx(metres, abs=1e-3)


@given(LATS, LONS, LATS, LONS)
def test_sphere_is_within_its_documented_error_of_the_ellipsoid(lat1, lon1, lat2, lon2):
    geodesic = ellipsoid.geodesic_m(lat1, lon1, lat2, lon2)
    if not math.isnan(geodesic):
        distance = sphere.distance_m(lat1, lon1, lat2, lon2)
        assert distance == pytest.approx(geodesic, rel=0.0057, abs=1e-3)


def test_nearly_antipodal_places_have_no_invented_geodesic():
    assert math.isnan(ellipsoid.geodesic_m(0.0, 0.0, 0.3, 179.8))


@given(LATS, LONS, st.floats(0.0, 359.99), st.floats(1.0, 5e6))
def test_destination_is_at_its_distance_and_bearing(lat, lon, bearing, metres):
    there = sphere.destination(lat, lon, bearing, metres)
    assert -180.0 <= there[1] < 180.0
    assert sphere.distance_m(lat, lon, *there) == pytest.approx(metres, rel=1e-6, abs=1e-3)
    if metres > 1000.0:
        turn = (sphere.bearing_deg(lat, lon, *there) - bearing + 180.0) % 360.0 - 180.0
        assert abs(turn) < 1e-3


@pytest.mark.parametrize("degrees", [0.0, 90.0, 180.0, 270.0])
def test_bearings_of_the_four_winds(degrees):
    there = sphere.destination(0.0, -180.0, degrees, 1000.0)
    assert sphere.bearing_deg(0.0, -180.0, *there) == pytest.approx(degrees, abs=1e-9)


def test_one_place_has_no_bearing_and_no_distance_to_the_unknown():
    assert math.isnan(sphere.bearing_deg(10.0, -60.0, 10.0, -60.0))
    assert math.isnan(sphere.distance_m(math.nan, -60.0, 10.0, -60.0))
    assert math.isnan(ellipsoid.geodesic_m(10.0, math.nan, 10.0, -60.0))


def test_the_pole_is_as_far_from_every_meridian():
    lon = np.linspace(-180.0, 180.0, 13)
    metres = sphere.distances_m(np.full(13, 89.0), lon, 90.0, 0.0)
    assert np.ptp(metres) < 1e-6


def test_columns_equal_single_values():
    rng = np.random.default_rng(5)
    lat, lon = rng.uniform(-80, 80, 50), rng.uniform(-180, 180, 50)
    metres = sphere.distances_m(lat, lon, 12.0, -61.0)
    bearings = sphere.bearings_deg(lat, lon, 12.0, -61.0)
    assert metres.tolist() == [
        sphere.distance_m(a, b, 12.0, -61.0) for a, b in zip(lat, lon, strict=True)
    ]
    ends = sphere.destinations(np.full(50, 12.0), np.full(50, -61.0), bearings, metres)
    assert np.isfinite(ends).all()
