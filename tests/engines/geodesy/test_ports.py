"""The World Port Index as anchorages: nearest ports from the real list."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from seawall.engines.geodesy import sphere
from seawall.engines.geodesy.nearest import index_points

DATA = Path(
    os.environ.get("SEAWALL_SHARED_DATA", Path(__file__).parents[3].parent / "shared" / "data")
)
PORTS = DATA / "picture" / "ports" / "WPI_ports.csv"

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not PORTS.exists(), reason="the shared data beside the checkout are absent"),
]


@pytest.fixture(scope="module")
def ports():
    with PORTS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    lat = np.array([float(row["latitude"]) for row in rows])
    lon = np.array([float(row["longitude"]) for row in rows])
    return [row["iso3"] for row in rows], lat, lon


def test_the_whole_list_is_indexed_and_every_port_finds_itself(ports):
    countries, lat, lon = ports
    metres, number = index_points(lat, lon).nearest(lat, lon)
    assert len(countries) > 3_600
    assert metres.max() < 1e-3
    assert sphere.distances_m(lat, lon, lat[number], lon[number]).max() < 1e-3


@pytest.mark.parametrize(
    ("country", "lat", "lon"),
    [("BRB", 13.1, -59.63), ("GRD", 12.05, -61.75), ("LCA", 14.01, -61.0), ("FJI", -18.1, 178.4)],
)
def test_the_nearest_port_of_a_harbour_town_is_its_own_country_s(ports, country, lat, lon):
    countries, port_lat, port_lon = ports
    index = index_points(port_lat, port_lon)
    metres, number = index.nearest(np.array([lat]), np.array([lon]))
    assert countries[number[0]] == country
    every = sphere.distances_m(lat, lon, port_lat, port_lon)
    assert metres[0] == pytest.approx(every.min(), rel=1e-9)
    assert metres[0] < 20_000.0
