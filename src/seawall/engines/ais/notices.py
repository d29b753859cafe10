"""Field tables of notices, routes, tides and signals (IMO SN.1/Circ.289 and SN/Circ.236)."""

from __future__ import annotations

from dataclasses import replace

from seawall.engines.ais.fields import (
    Field,
    Fields,
    clock,
    decimal,
    latitude,
    longitude,
    number,
    payload,
    point,
    repeated,
    text,
)

_AREA: Fields = (
    number("linkage", 0, 10, unknown=0),
    number("notice", 10, 7, unknown=127),
    *clock(17),
    number("duration_min", 37, 18, high=262_142),
)


def _shaped(field: Field, shape: int) -> Field:
    """The field where the sub-area has this shape."""
    return replace(field, when=(0, 3, shape))


_SUB_AREA: Fields = (
    number("shape", 0, 3),
    _shaped(number("circle_scale", 3, 2), 0),
    _shaped(longitude("circle_lon", 5, 25, "min/1000"), 0),
    _shaped(latitude("circle_lat", 30, 24, "min/1000"), 0),
    _shaped(number("circle_radius", 57, 12), 0),
    _shaped(number("box_scale", 3, 2), 1),
    _shaped(longitude("box_lon", 5, 25, "min/1000"), 1),
    _shaped(latitude("box_lat", 30, 24, "min/1000"), 1),
    _shaped(number("box_east", 57, 8), 1),
    _shaped(number("box_north", 65, 8), 1),
    _shaped(number("box_turn", 73, 9, high=359), 1),
    _shaped(number("sector_scale", 3, 2), 2),
    _shaped(longitude("sector_lon", 5, 25, "min/1000"), 2),
    _shaped(latitude("sector_lat", 30, 24, "min/1000"), 2),
    _shaped(number("sector_radius", 57, 12), 2),
    _shaped(number("sector_left", 69, 9, high=359), 2),
    _shaped(number("sector_right", 78, 9, high=359), 2),
    *(
        field
        for name, shape in (("line", 3), ("polygon", 4))
        for field in (
            _shaped(number(f"{name}_scale", 3, 2), shape),
            *(
                leg
                for n in range(4)
                for leg in (
                    _shaped(decimal(f"{name}_bearing{n}", 5 + 20 * n, 10, 2, high=719), shape),
                    _shaped(number(f"{name}_distance{n}", 15 + 20 * n, 10, low=1), shape),
                )
            ),
        )
    ),
    _shaped(text("words", 3, 84), 5),
)
"""A sub-area of an area notice; distances are metres × 10^scale, bearings degrees true."""

AREA_NOTICE: Fields = (*_AREA, *repeated(10, 87, 55, _SUB_AREA))

ROUTE: Fields = (
    number("linkage", 0, 10, unknown=0),
    number("sender", 10, 3),
    number("route_type", 13, 5, unknown=0),
    *clock(18),
    number("duration_min", 38, 18, high=262_142),
    number("waypoints", 56, 5, high=16),
    *repeated(16, 55, 61, (longitude("lon", 0), latitude("lat", 28))),
)

TIDE = (
    number("from_hour", 0, 5, high=23),
    number("from_minute", 5, 6, high=59),
    number("to_hour", 11, 5, high=23),
    number("to_minute", 16, 6, high=59),
    number("current_dir", 22, 9, high=359),
)

FAIRWAY: Fields = (
    text("reason", 0, 120),
    text("close_from", 120, 120),
    text("close_to", 240, 120),
    number("radius", 360, 10, high=1000),
    number("radius_unit", 370, 2),
    number("from_day", 372, 5, low=1),
    number("from_month", 377, 4, low=1, high=12),
    number("from_hour", 381, 5, high=23),
    number("from_minute", 386, 6, high=59),
    number("to_day", 392, 5, low=1),
    number("to_month", 397, 4, low=1, high=12),
    number("to_hour", 401, 5, high=23),
    number("to_minute", 406, 6, high=59),
)

TARGET = (
    number("id_type", 0, 2),
    payload("id", 2, 42),
    latitude("lat", 48, 24, "min/1000"),
    longitude("lon", 72, 25, "min/1000"),
    number("course", 97, 9, high=359),
    number("second", 106, 6, high=59),
    number("speed_kn", 112, 10, high=254),
)

SIGNAL: Fields = (
    number("linkage", 0, 10, unknown=0),
    text("station", 10, 120),
    *point(130),
    number("signal_status", 179, 2, unknown=0),
    number("signal", 181, 5, unknown=0),
    number("hour", 186, 5, high=23),
    number("minute", 191, 6, high=59),
    number("next_signal", 197, 5, unknown=0),
)
