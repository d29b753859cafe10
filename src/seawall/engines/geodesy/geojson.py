"""Zones from GeoJSON (RFC 7946): MarineRegions files and those of national authorities.

Only areas are zones: Polygon and MultiPolygon. What cannot be used is listed with its reason
and does not stop the rest. Nothing is fetched, and no coordinate system other than WGS84 is
guessed (RFC 7946, section 4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from seawall.engines.geodesy.rings import Rings, rings_of, whole_ring

Floats = npt.NDArray[np.float64]
RingList = list[tuple[Floats, Floats]]

# Property names, most telling first. MarineRegions: "Maritime Boundaries", attribute table of
# the v11 and v12 shapefiles. The rest are what national files are seen to use.
FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("GEONAME", "name", "NAME", "Name", "nombre", "nom", "naam", "title"),
    "kind": ("POL_TYPE", "type", "TYPE", "zone_type", "category"),
    "source_id": ("MRGID", "mrgid", "id", "ID", "fid", "gid"),
    "territory": ("ISO_TER1", "ISO_TER", "iso_ter1", "iso3", "ISO3", "ISO_A3"),
    "sovereign": ("ISO_SOV1", "ISO_SOV", "iso_sov1", "sovereign"),
}


@dataclass(frozen=True)
class Zone:
    """One zone as its file describes it; None where the file does not say."""

    name: str | None
    kind: str | None
    source_id: str | None
    territory: str | None
    sovereign: str | None


@dataclass(frozen=True)
class Rejected:
    """A feature that is no usable zone.

    Attributes:
        feature: its place in the file, from 0.
        code: `not_a_feature`, `no_area`, `ring_too_short`, `ring_not_on_earth` or
            `coordinates_malformed`.
    """

    feature: int
    code: str


@dataclass(frozen=True)
class ZoneFile:
    """Zones of one file; zone n is area n of `rings`."""

    zones: tuple[Zone, ...]
    rings: Rings
    rejected: tuple[Rejected, ...]


def read_zones(document: Mapping[str, object]) -> ZoneFile:
    """Zones of a parsed GeoJSON document: a FeatureCollection, one Feature or one geometry.

    Args:
        document: what a JSON parser made of the file.

    Raises:
        ValueError: the document is not GeoJSON, or names a coordinate system other than WGS84.
    """
    if not _is_wgs84(document.get("crs")):
        raise ValueError("coordinates_not_wgs84")
    zones: list[Zone] = []
    areas: list[RingList] = []
    rejected: list[Rejected] = []
    for number, feature in enumerate(_features(document)):
        try:
            area = _area(feature)
        except ValueError as error:
            rejected.append(Rejected(number, str(error)))
            continue
        zones.append(_zone(cast("Mapping[str, object]", feature)))
        areas.append(area)
    return ZoneFile(tuple(zones), rings_of(areas), tuple(rejected))


def _is_wgs84(crs: object) -> bool:
    """Whether a document's (since RFC 7946 abolished) coordinate system is absent or WGS84."""
    if crs is None:
        return True
    text = str(crs).upper()
    return "CRS84" in text or "4326" in text


def _features(document: Mapping[str, object]) -> Sequence[object]:
    kind = document.get("type")
    if kind == "FeatureCollection":
        features = document.get("features")
        if isinstance(features, list):
            return features
    elif kind == "Feature":
        return [document]
    elif kind in ("Polygon", "MultiPolygon"):
        return [{"type": "Feature", "properties": {}, "geometry": document}]
    raise ValueError("not_geojson")


def _area(feature: object) -> RingList:
    """Rings of a feature's geometry, each proved whole.

    Raises:
        ValueError: with the code of `Rejected`.
    """
    if not isinstance(feature, Mapping) or feature.get("type") != "Feature":
        raise ValueError("not_a_feature")
    rings = [_ring(ring) for part in _parts(feature.get("geometry")) for ring in _items(part)]
    if not rings:
        raise ValueError("no_area")
    return rings


def _parts(geometry: object) -> list[object]:
    """Each polygon of a geometry."""
    if isinstance(geometry, Mapping):
        if geometry.get("type") == "Polygon":
            return [geometry.get("coordinates")]
        if geometry.get("type") == "MultiPolygon":
            return _items(geometry.get("coordinates"))
    raise ValueError("no_area")


def _items(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    raise ValueError("coordinates_malformed")


def _ring(positions: object) -> tuple[Floats, Floats]:
    pairs = [_items(position)[:2] for position in _items(positions)]
    if not all(len(pair) == 2 and all(_is_number(part) for part in pair) for pair in pairs):
        raise ValueError("coordinates_malformed")
    columns = np.array(pairs, np.float64).reshape(-1, 2)
    # The whole ring is only proved here; `rings_of` makes it again from the file's own numbers.
    whole_ring(columns[:, 1], columns[:, 0])
    return columns[:, 1], columns[:, 0]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _zone(feature: Mapping[str, object]) -> Zone:
    found = feature.get("properties")
    properties = found if isinstance(found, Mapping) else {}
    values = {field: _first(properties, names) for field, names in FIELDS.items()}
    if values["source_id"] is None and feature.get("id") is not None:
        values["source_id"] = str(feature["id"])
    return Zone(**values)


def _first(properties: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = properties.get(name)
        if value is not None and str(value).strip():
            return _plain(value)
    return None


def _plain(value: object) -> str:
    """Numbers that are whole without a decimal point: MRGID is often written 8402.0."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
