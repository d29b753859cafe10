"""Kernels of compact position reporting (RTCA DO-260B, A.1.7; ICAO Doc 9871, C.2.6)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from seawall.engines.kernels import inlined

SCALE = 131_072.0
"""Steps of a zone: 2^17."""
EVEN_ZONES, ODD_ZONES = 60, 59
EARTH_NM = 3440.065


def _transitions() -> npt.NDArray[np.float64]:
    """Latitudes below which there are 59, 58, … 2 longitude zones (DO-260B, A.1.7.2 d)."""
    zones = np.arange(59, 1, -1)
    bound = np.sqrt((1 - np.cos(np.pi / 30)) / (1 - np.cos(2 * np.pi / zones)))
    return np.asarray(np.degrees(np.arccos(bound)), np.float64)


TRANSITIONS = _transitions()


@inlined
def longitude_zones(lat: float) -> int:
    """NL(lat): 59 at the equator, 1 at the poles."""
    return 59 - int(np.searchsorted(TRANSITIONS, abs(lat), "right"))


@inlined
def modulo(a: float, b: float) -> float:
    """The remainder that is never negative."""
    return float(a - b * np.floor(a / b))


@inlined
def wrapped(lon: float) -> float:
    """Degrees -180..180."""
    return modulo(lon + 180.0, 360.0) - 180.0


@inlined
def global_position(
    even_lat: int, even_lon: int, odd_lat: int, odd_lon: int, odd_is_newer: bool
) -> tuple[float, float]:
    """Latitude and longitude of the newer of an even and an odd airborne report, or NaN.

    The two must come from the same zone of latitude.
    """
    y0, y1 = even_lat / SCALE, odd_lat / SCALE
    j = np.floor(ODD_ZONES * y0 - EVEN_ZONES * y1 + 0.5)
    lat0 = 360.0 / EVEN_ZONES * (modulo(j, EVEN_ZONES) + y0)
    lat1 = 360.0 / ODD_ZONES * (modulo(j, ODD_ZONES) + y1)
    lat0 -= 360.0 if lat0 >= 270.0 else 0.0
    lat1 -= 360.0 if lat1 >= 270.0 else 0.0
    zones = longitude_zones(lat0)
    if zones != longitude_zones(lat1) or abs(lat0) > 90.0 or abs(lat1) > 90.0:
        return np.nan, np.nan
    x0, x1 = even_lon / SCALE, odd_lon / SCALE
    m = np.floor(x0 * (zones - 1) - x1 * zones + 0.5)
    count = max(zones - int(odd_is_newer), 1)
    x = x1 if odd_is_newer else x0
    lon = wrapped(360.0 / count * (modulo(m, count) + x))
    return (lat1 if odd_is_newer else lat0), lon


@inlined
def local_position(
    lat_code: int, lon_code: int, odd: bool, span: float, near_lat: float, near_lon: float
) -> tuple[float, float]:
    """Latitude and longitude of one report, being the one nearest to a known place, or NaN.

    Args:
        lat_code: 17 bits.
        lon_code: 17 bits.
        odd: the report's format.
        span: 360 for airborne, 90 for surface reports.
        near_lat: degrees; the report lies within half a zone of it.
        near_lon: degrees.
    """
    y, x = lat_code / SCALE, lon_code / SCALE
    height = span / (ODD_ZONES if odd else EVEN_ZONES)
    j = np.floor(near_lat / height) + np.floor(0.5 + modulo(near_lat, height) / height - y)
    lat = height * (j + y)
    if abs(lat) > 90.0:
        return np.nan, np.nan
    width = span / max(longitude_zones(lat) - int(odd), 1)
    m = np.floor(near_lon / width) + np.floor(0.5 + modulo(near_lon, width) / width - x)
    return lat, wrapped(width * (m + x))


@inlined
def apart_nm(lat0: float, lon0: float, lat1: float, lon1: float) -> float:
    """Great-circle distance in nautical miles."""
    phi0, phi1 = np.radians(lat0), np.radians(lat1)
    half = np.sin((phi1 - phi0) / 2) ** 2
    half += np.cos(phi0) * np.cos(phi1) * np.sin(np.radians(lon1 - lon0) / 2) ** 2
    return float(2 * EARTH_NM * np.arcsin(np.sqrt(min(half, 1.0))))
