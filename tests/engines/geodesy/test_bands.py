import numpy as np
import pytest

from seawall.engines.geodesy import sphere
from seawall.engines.geodesy.bands import draw_limits
from seawall.engines.geodesy.coastline import Box
from seawall.engines.geodesy.contours import zero_contours
from seawall.engines.geodesy.polygons import index_polygons
from seawall.engines.geodesy.rings import rings_of


def islet(lat, lon, radius_nm=1.0):
    bearing = np.arange(0.0, 360.0, 5.0)[::-1]
    count = bearing.size
    return sphere.destinations(
        np.full(count, lat), np.full(count, lon), bearing, np.full(count, radius_nm * 1852.0)
    )


def length_of_area(lat, lon):
    """Twice the signed area in square degrees: positive when it runs counter-clockwise."""
    return float((lon[:-1] * lat[1:] - lon[1:] * lat[:-1]).sum())


def test_a_disc_has_one_counter_clockwise_line_and_a_hole_a_clockwise_one():
    axis = np.linspace(-2.0, 2.0, 81)
    radius = np.hypot(axis[:, None], axis[None, :])
    (disc,) = zero_contours(1.0 - radius, axis, axis)
    assert length_of_area(*disc) == pytest.approx(2.0 * np.pi, rel=1e-2)
    ring = zero_contours(0.25 - np.abs(radius - 1.0), axis, axis)
    assert sorted(np.sign(length_of_area(*line)) for line in ring) == [-1.0, 1.0]


def test_saddles_keep_every_line_closed():
    rng = np.random.default_rng(2)
    field = rng.normal(size=(40, 50))
    lines = zero_contours(field, np.arange(40.0), np.arange(50.0))
    assert all(lat[0] == lat[-1] and lon[0] == lon[-1] for lat, lon in lines)
    index = index_polygons(rings_of([lines]))
    row, column = np.divmod(np.arange(field.size), 50)
    inner = (row > 0) & (row < 39) & (column > 0) & (column < 49)
    position, _ = index.locate(row[inner].astype(float), column[inner].astype(float))
    assert set(position.tolist()) == set(np.flatnonzero(field.ravel()[inner] > 0.0).tolist())


def test_a_field_that_is_positive_to_the_rim_is_closed_along_it():
    ((lat, lon),) = zero_contours(np.ones((3, 3)), np.arange(3.0), np.arange(3.0))
    assert (lat.min(), lat.max(), lon.min(), lon.max()) == (0.0, 2.0, 0.0, 2.0)


@pytest.mark.parametrize("bad", [np.full((2, 2), np.nan), np.zeros((2, 3))])
def test_fields_that_cannot_be_drawn_are_refused(bad):
    with pytest.raises(ValueError, match="field_"):
        zero_contours(bad, np.arange(2.0), np.arange(2.0))


@pytest.mark.parametrize("limit", [12.0, 24.0, 200.0])
@pytest.mark.parametrize("lon", [-61.0, 180.0])
def test_the_limit_is_its_distance_from_the_coast(limit, lon):
    land = rings_of([[islet(13.0, lon)]])
    span = (limit + 10.0) / 55.0
    box = Box(13.0 - span, lon - span, 13.0 + span, lon + span)
    bands, medians = draw_limits(land, np.zeros(1, np.int64), box, limit, limit / 3000.0)
    ((lat, line_lon),) = bands[0].rings
    miles = sphere.distances_m(13.0, lon, lat, line_lon) / 1852.0 - 1.0
    assert np.abs(miles - limit).max() < 0.02
    assert bands[0].indicative
    assert medians == []


def test_between_two_coasts_the_line_is_at_equal_distance_and_bounds_both_bands():
    land = rings_of([[islet(13.0, -61.2)], [islet(13.0, -60.9)]])
    box = Box(12.5, -61.8, 13.5, -60.3)
    bands, medians = draw_limits(land, np.array([4, 9]), box, 12.0, 0.02)
    assert [band.owner for band in bands] == [4, 9]
    (line,) = medians
    assert line.owners == (4, 9)
    assert line.indicative
    assert np.abs(line.lon + 61.05).max() < 0.002
    assert np.ptp(line.lat) > 0.2
    index = index_polygons(rings_of([list(band.rings) for band in bands]))
    position, area = index.locate(np.array([13.0, 13.0, 13.0]), np.array([-61.06, -61.04, -60.4]))
    assert (position.tolist(), area.tolist()) == ([0, 1], [0, 1])


def test_two_islands_of_one_owner_share_one_band_without_a_median():
    land = rings_of([[islet(13.0, -61.2)], [islet(13.0, -60.9)]])
    bands, medians = draw_limits(land, np.array([4, 4]), Box(12.5, -61.8, 13.5, -60.3), 12.0, 0.02)
    assert len(bands) == 1
    assert len(bands[0].rings) == 1
    assert medians == []


def test_sizes_that_do_not_fit_are_refused():
    land = rings_of([[islet(13.0, -61.0)]])
    box = Box(12.0, -62.0, 14.0, -60.0)
    with pytest.raises(ValueError, match="owner_for_each_area"):
        draw_limits(land, np.zeros(2, np.int64), box, 12.0, 0.1)
    with pytest.raises(ValueError, match="not_positive"):
        draw_limits(land, np.zeros(1, np.int64), box, 0.0, 0.1)
