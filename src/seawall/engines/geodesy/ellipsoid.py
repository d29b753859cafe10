"""Distances on the WGS84 ellipsoid.

Vincenty's inverse formula (Survey Review XXIII, 176, 1975), agreeing with the geodesic to
0.5 mm wherever it converges. It does not converge for some pairs within about half a degree of
antipodal; those answer NaN instead of a wrong number.
"""

import math

from numba import njit

SEMI_MAJOR_M = 6_378_137.0
FLATTENING = 1.0 / 298.257223563
SEMI_MINOR_M = SEMI_MAJOR_M * (1.0 - FLATTENING)
ITERATIONS = 200
TOLERANCE_RAD = 1e-12


@njit(cache=True)
def _arc(
    sin_u1: float, cos_u1: float, sin_u2: float, cos_u2: float, lam: float
) -> tuple[float, float, float, float]:
    """(sin sigma, cos sigma, cos^2 alpha, cos 2 sigma_m) of Vincenty's equations 14 to 18."""
    east = cos_u2 * math.sin(lam)
    north = cos_u1 * sin_u2 - sin_u1 * cos_u2 * math.cos(lam)
    sin_sigma = math.sqrt(east * east + north * north)
    cos_sigma = sin_u1 * sin_u2 + cos_u1 * cos_u2 * math.cos(lam)
    if sin_sigma == 0.0:
        return 0.0, cos_sigma, 1.0, 0.0
    sin_alpha = cos_u1 * cos_u2 * math.sin(lam) / sin_sigma
    cos2_alpha = 1.0 - sin_alpha * sin_alpha
    # On the equator cos^2 alpha is 0 and the term is 0 by definition.
    middle = cos_sigma - 2.0 * sin_u1 * sin_u2 / cos2_alpha if cos2_alpha > 1e-14 else 0.0
    return sin_sigma, cos_sigma, cos2_alpha, middle


@njit(cache=True)
def _length(sin_sigma: float, cos_sigma: float, cos2_alpha: float, middle: float) -> float:
    """Metres along the geodesic: Vincenty's equations 3, 4, 6 and 19."""
    u2 = cos2_alpha * (SEMI_MAJOR_M**2 - SEMI_MINOR_M**2) / SEMI_MINOR_M**2
    a = 1.0 + u2 / 16384.0 * (4096.0 + u2 * (-768.0 + u2 * (320.0 - 175.0 * u2)))
    b = u2 / 1024.0 * (256.0 + u2 * (-128.0 + u2 * (74.0 - 47.0 * u2)))
    inner = cos_sigma * (2.0 * middle**2 - 1.0)
    outer = middle * (4.0 * sin_sigma**2 - 3.0) * (4.0 * middle**2 - 3.0)
    delta = b * sin_sigma * (middle + b / 4.0 * (inner - b / 6.0 * outer))
    return SEMI_MINOR_M * a * (math.atan2(sin_sigma, cos_sigma) - delta)


@njit(cache=True)
def geodesic_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Length of the geodesic in metres; NaN if a position is unknown or nearly antipodal.

    Args:
        lat1: degrees, -90 to 90.
        lon1: degrees, any turn.
        lat2: degrees, -90 to 90.
        lon2: degrees, any turn.
    """
    u1 = math.atan((1.0 - FLATTENING) * math.tan(math.radians(lat1)))
    u2 = math.atan((1.0 - FLATTENING) * math.tan(math.radians(lat2)))
    dlon = math.radians((lon2 - lon1 + 180.0) % 360.0 - 180.0)
    lam = dlon
    for _ in range(ITERATIONS):
        sin_sigma, cos_sigma, cos2_alpha, middle = _arc(
            math.sin(u1), math.cos(u1), math.sin(u2), math.cos(u2), lam
        )
        if sin_sigma == 0.0:
            return 0.0 if cos_sigma > 0.0 else math.nan
        sin_alpha = math.cos(u1) * math.cos(u2) * math.sin(lam) / sin_sigma
        c = FLATTENING / 16.0 * cos2_alpha * (4.0 + FLATTENING * (4.0 - 3.0 * cos2_alpha))
        sigma = math.atan2(sin_sigma, cos_sigma)
        bend = middle + c * cos_sigma * (2.0 * middle * middle - 1.0)
        step = (1.0 - c) * FLATTENING * sin_alpha * (sigma + c * sin_sigma * bend)
        if abs(dlon + step - lam) < TOLERANCE_RAD:
            return _length(sin_sigma, cos_sigma, cos2_alpha, middle)
        lam = dlon + step
    return math.nan
