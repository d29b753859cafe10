"""Field tables of weather and sea observations (IMO SN.1/Circ.289 and SN/Circ.236)."""

from __future__ import annotations

from dataclasses import replace

from seawall.engines.ais.fields import (
    Fields,
    clock,
    decimal,
    flag,
    latitude,
    longitude,
    number,
    payload,
    point,
    tenths,
    text,
)


def _currents(start: int, surface: int, *, deepest: int) -> Fields:
    """Surface current and two deeper ones: speed, direction, depth."""
    second, third = start + 17, start + 39
    return (
        tenths("current1_kn", start, 8, surface),
        number("current1_dir", start + 8, 9, high=359),
        tenths("current2_kn", second, 8, surface),
        number("current2_dir", second + 8, 9, high=359),
        number("current2_depth_m", second + 17, 5, high=deepest),
        tenths("current3_kn", third, 8, surface),
        number("current3_dir", third + 8, 9, high=359),
        number("current3_depth_m", third + 17, 5, high=deepest),
    )


def _sea(start: int) -> Fields:
    """Waves, swell and sea state; 255, 63, 360 and 13 and above are unknown."""
    return (
        tenths("wave_height_m", start, 8, 251),
        number("wave_period_s", start + 8, 6, high=60),
        number("wave_dir", start + 14, 9, high=359),
        tenths("swell_height_m", start + 23, 8, 251),
        number("swell_period_s", start + 31, 6, high=60),
        number("swell_dir", start + 37, 9, high=359),
        number("sea_state", start + 46, 4, high=12),
    )


def _wind(start: int, fastest: int) -> Fields:
    return (
        number("wind_kn", start, 7, high=fastest),
        number("gust_kn", start + 7, 7, high=fastest),
        number("wind_dir", start + 14, 9, high=359),
        number("gust_dir", start + 23, 9, high=359),
    )


MET_236: Fields = (
    latitude("lat", 0, 24, "min/1000"),
    longitude("lon", 24, 25, "min/1000"),
    number("day", 49, 5, low=1, high=30),
    number("hour", 54, 5, high=23),
    number("minute", 59, 6, high=59),
    *_wind(65, 120),
    decimal("air_temp_c", 97, 11, 10, shift=-60.0, high=1200),
    number("humidity_pct", 108, 7, high=100),
    decimal("dew_point_c", 115, 10, 10, shift=-20.0, high=700),
    decimal("pressure_hpa", 125, 9, 1, shift=800.0, high=400),
    number("pressure_trend", 134, 2, high=2),
    tenths("visibility_nm", 136, 8, 250),
    decimal("water_level_m", 144, 9, 10, shift=-10.0, high=400),
    number("level_trend", 153, 2, high=2),
    *_currents(155, 250, deepest=30),
    *_sea(216),
    decimal("water_temp_c", 266, 10, 10, shift=-10.0, high=600),
    number("precipitation", 276, 3, unknown=7),
    tenths("salinity_pct", 279, 9, 500),
    number("ice", 288, 2, high=1),
)

MET_289: Fields = (
    *point(0),
    flag("accuracy", 49),
    *clock(50, month=False),
    *_wind(66, 126),
    tenths("air_temp_c", 98, 11, 600, low=-600, signed=True),
    number("humidity_pct", 109, 7, high=100),
    tenths("dew_point_c", 116, 10, 500, low=-200, signed=True),
    decimal("pressure_hpa", 126, 9, 1, shift=799.0, high=402),
    number("pressure_trend", 135, 2, high=2),
    flag("visibility_greater", 137),
    tenths("visibility_nm", 138, 7, 126),
    decimal("water_level_m", 145, 12, 100, shift=-10.0, high=4000),
    number("level_trend", 157, 2, high=2),
    *_currents(159, 251, deepest=30),
    *_sea(220),
    tenths("water_temp_c", 270, 10, 500, low=-100, signed=True),
    number("precipitation", 280, 3, unknown=7),
    tenths("salinity_pct", 283, 9, 500),
    number("ice", 292, 2, high=1),
)

_PLAIN: Fields = (
    text("location", 1, 120),
    *point(121),
    *clock(170, month=False),
    number("weather", 186, 4, high=7),
    flag("visibility_greater", 190),
    tenths("visibility_nm", 191, 7, 126),
    number("humidity_pct", 198, 7, high=100),
    number("wind_kn", 205, 7, high=126),
    number("wind_dir", 212, 9, high=359),
    decimal("pressure_hpa", 221, 9, 1, shift=799.0, high=402),
    number("pressure_trend", 230, 4, high=8),
    tenths("air_temp_c", 234, 11, 600, low=-600, signed=True),
    tenths("water_temp_c", 245, 10, 500, low=-100, signed=True),
    number("wave_period_s", 255, 6, high=60),
    tenths("wave_height_m", 261, 8, 251),
    number("wave_dir", 269, 9, high=359),
    tenths("swell_height_m", 278, 8, 251),
    number("swell_dir", 286, 9, high=359),
    number("swell_period_s", 295, 6, high=60),
)

OBSERVATION: Fields = (
    flag("wmo", 0),
    *(replace(field, when=(0, 1, 0)) for field in _PLAIN),
)
"""The plain variant; a report in the WMO variant sets the first bit and keeps its data."""


REPORT = (
    number("sensor", 0, 4),
    number("day", 4, 5, low=1),
    number("hour", 9, 5, high=23),
    number("minute", 14, 6, high=59),
    number("site", 20, 7),
    payload("report", 27, 85),
)
