import json

import numpy as np
import pytest

from seawall.engines.geodesy.geojson import Zone, read_zones
from seawall.engines.geodesy.polygons import index_polygons

SQUARE = [[[-62, 12], [-60, 12], [-60, 14], [-62, 14], [-62, 12]]]


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


POLYGON = {"type": "Polygon", "coordinates": SQUARE}


def test_marineregions_names_are_understood():
    read = read_zones(
        collection(
            feature(
                {"type": "MultiPolygon", "coordinates": [SQUARE]},
                MRGID=8402.0,
                GEONAME="Zone of Testland",
                POL_TYPE="200NM",
                ISO_TER1="XXA",
                ISO_SOV1="XXB",
            )
        )
    )
    assert read.zones == (Zone("Zone of Testland", "200NM", "8402", "XXA", "XXB"),)
    assert read.rejected == ()
    position, _ = index_polygons(read.rings).locate(np.array([13.0]), np.array([-61.0]))
    assert position.size == 1


def test_what_a_national_file_does_not_say_is_unknown():
    read = read_zones(collection({**feature(POLYGON, name=" No-take area ", type=""), "id": 7}))
    assert read.zones == (Zone("No-take area", None, "7", None, None),)


@pytest.mark.parametrize("document", [POLYGON, feature(POLYGON)])
def test_one_geometry_or_feature_is_a_file_too(document):
    assert len(read_zones(document).zones) == 1


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (feature({"type": "Point", "coordinates": [0, 0]}), "no_area"),
        (feature(None), "no_area"),
        ("text", "not_a_feature"),
        (feature({"type": "Polygon", "coordinates": []}), "no_area"),
        (feature({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}), "ring_too_short"),
        (feature({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 95]]]}), "ring_not_on"),
        (feature({"type": "Polygon", "coordinates": [[[0, 0], [1, "1"], [0, 9]]]}), "malformed"),
        (feature({"type": "Polygon", "coordinates": [[[0], [1, 1], [0, 9]]]}), "malformed"),
        (feature({"type": "Polygon", "coordinates": {"a": 1}}), "malformed"),
        (feature({"type": "Polygon", "coordinates": [[[True, 0], [1, 1], [0, 9]]]}), "malformed"),
    ],
)
def test_what_is_no_zone_is_listed_and_does_not_stop_the_rest(bad, code):
    read = read_zones(collection(bad, feature(POLYGON, name="kept")))
    assert [zone.name for zone in read.zones] == ["kept"]
    assert read.rings.areas == 1
    assert [rejected.feature for rejected in read.rejected] == [0]
    assert code in read.rejected[0].code


@pytest.mark.parametrize("document", [{}, {"type": "Topology"}, {"type": "FeatureCollection"}])
def test_what_is_not_geojson_is_refused(document):
    with pytest.raises(ValueError, match="not_geojson"):
        read_zones(document)


@pytest.mark.parametrize(
    ("name", "known"),
    [("urn:ogc:def:crs:OGC:1.3:CRS84", True), ("EPSG:4326", True), ("EPSG:2966", False)],
)
def test_only_wgs84_is_read(name, known):
    document = {**collection(feature(POLYGON)), "crs": {"properties": {"name": name}}}
    if known:
        assert len(read_zones(json.loads(json.dumps(document))).zones) == 1
    else:
        with pytest.raises(ValueError, match="coordinates_not_wgs84"):
            read_zones(document)
