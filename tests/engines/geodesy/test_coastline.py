import numpy as np
import pytest

from seawall.engines.geodesy.coastline import Box, clip_ring, cut_coastline
from seawall.engines.geodesy.polygons import index_polygons

BOX = Box(10.0, -65.0, 20.0, -58.0)


def square(south, west, size):
    lon = np.array([west, west + size, west + size, west, west])
    return np.column_stack((lon, np.array([south, south, south + size, south + size, south])))


def write(tmp_path, polygons):
    """The package's two files, made of (level, vertices)."""
    lines, data = [], b""
    for number, (level, vertices) in enumerate(polygons):
        raw = vertices.astype("<f4").tobytes()
        lat = vertices[:, 1]
        lines.append(
            f"{level} 1.0 {len(vertices)} {lat.min()} {lat.max()} {len(data)} {len(raw)} {number}"
        )
        data += raw
    (tmp_path / "index").write_text("\n".join(lines) + "\n", "ascii")
    (tmp_path / "data").write_bytes(data)
    return tmp_path / "index", tmp_path / "data"


def test_land_in_the_box_is_kept_with_its_lakes_and_the_rest_left(tmp_path):
    paths = write(
        tmp_path,
        [
            (1, square(12.0, -62.0, 1.0)),
            (2, square(12.4, -61.6, 0.2)),
            (3, square(12.45, -61.55, 0.05)),
            (1, square(40.0, -62.0, 1.0)),
            (1, square(15.0, 10.0, 1.0)),
        ],
    )
    land = cut_coastline(*paths, BOX)
    assert land.areas == 1
    position, _ = index_polygons(land).locate(np.array([12.1, 12.5]), np.array([-61.9, -61.5]))
    assert position.tolist() == [0]


def test_land_across_the_edge_is_clipped_and_a_turn_of_longitude_does_not_matter(tmp_path):
    paths = write(tmp_path, [(1, square(9.0, 294.0, 2.0))])
    land = cut_coastline(*paths, BOX)
    assert (land.lat.min(), land.lat.max()) == (10.0, 11.0)
    assert (land.lon.min(), land.lon.max()) == (-65.0, -64.0)


def test_a_box_may_pass_the_antimeridian(tmp_path):
    paths = write(tmp_path, [(1, square(0.0, -179.0, 1.0)), (1, square(0.0, 178.0, 1.0))])
    assert cut_coastline(*paths, Box(-5.0, 170.0, 5.0, 190.0)).areas == 2


def test_clipping_a_box_that_lies_inside_the_ring_gives_the_box():
    lat, lon = clip_ring(np.array([0.0, 0, 30, 30]), np.array([-90.0, -30, -30, -90]), BOX)
    assert {*zip(lat, lon, strict=True)} == {(10, -65), (10, -58), (20, -58), (20, -65)}


@pytest.mark.parametrize(
    ("index", "code"),
    [("1 1.0 5 12 13 0 40", "coastline_index_line"), ("1 1.0 5 12 13 0 41 0", "index_line")],
)
def test_an_index_that_cannot_be_read_is_refused(tmp_path, index, code):
    _, data = write(tmp_path, [(1, square(12.0, -62.0, 1.0))])
    (tmp_path / "index").write_text(index, "ascii")
    with pytest.raises(ValueError, match=code):
        cut_coastline(tmp_path / "index", data, BOX)


def test_data_that_end_early_are_refused(tmp_path):
    index, data = write(tmp_path, [(1, square(12.0, -62.0, 1.0))])
    data.write_bytes(data.read_bytes()[:-8])
    with pytest.raises(ValueError, match="coastline_data_end_early"):
        cut_coastline(index, data, BOX)
