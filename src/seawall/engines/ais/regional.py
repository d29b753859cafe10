"""Regional applications carried by Messages 6 and 8: Inland AIS and aids to navigation."""

from __future__ import annotations

from seawall.engines.ais.applications import (
    ADDRESSED,
    BOTH,
    BROADCAST,
    INTERNATIONAL,
    Application,
)
from seawall.engines.ais.fields import (
    Fields,
    clock,
    decimal,
    flag,
    latitude,
    longitude,
    number,
    repeated,
    text,
)

INLAND = "CESNI/UNECE Inland AIS (Test Standard for Inland AIS, Annex D)"
IALA_126 = "IALA A-126, GLA aids to navigation monitoring"

_PLACE: Fields = (
    text("country", 0, 12),
    text("locode", 12, 18),
    text("fairway_section", 30, 30),
    text("terminal", 60, 30),
    text("hectometre", 90, 30),
)

_MONITORING: Fields = (
    decimal("volts_internal", 0, 10, 20, low=1),
    decimal("volts_external1", 10, 10, 20, low=1),
    decimal("volts_external2", 20, 10, 20, low=1),
    number("racon", 30, 2),
    number("light", 32, 2),
    flag("alarm", 34),
    number("status_external", 35, 8),
    flag("off_position", 43),
)
"""Voltages count in steps of 0.05 V; 0 is unknown."""

_WARNING: Fields = (
    number("start_year", 0, 8, unknown=0),
    number("start_month", 8, 4, low=1, high=12),
    number("start_day", 12, 5, low=1),
    number("end_year", 17, 8, unknown=0),
    number("end_month", 25, 4, low=1, high=12),
    number("end_day", 29, 5, low=1),
    number("start_hour", 34, 5, high=23),
    number("start_minute", 39, 6, high=59),
    number("end_hour", 45, 5, high=23),
    number("end_minute", 50, 6, high=59),
    longitude("start_lon", 56),
    latitude("start_lat", 84),
    longitude("end_lon", 111),
    latitude("end_lat", 139),
    number("warning", 166, 4, unknown=0),
    number("least_value", 170, 9, signed=True, unknown=255),
    number("most_value", 179, 9, signed=True, unknown=255),
    number("intensity", 188, 2, unknown=0),
    number("wind", 190, 4, unknown=0),
)

REGIONAL: tuple[Application, ...] = (
    Application(
        200,
        10,
        (
            text("eni", 0, 48),
            decimal("length_m", 48, 13, 10, low=1),
            decimal("beam_m", 61, 10, 10, low=1),
            number("eri_type", 71, 14, unknown=0),
            number("hazard", 85, 3, high=4),
            decimal("draught_m", 88, 11, 100, low=1),
            number("loaded", 99, 2, unknown=0),
            flag("speed_quality", 101),
            flag("course_quality", 102),
            flag("heading_quality", 103),
        ),
        104,
        112,
        BROADCAST,
        INLAND,
    ),
    Application(
        200,
        21,
        (
            *_PLACE,
            *clock(120),
            number("tugs", 140, 3, high=6),
            decimal("air_draught_m", 143, 12, 100, low=1),
        ),
        155,
        160,
        ADDRESSED,
        INLAND,
    ),
    Application(
        200,
        22,
        (*_PLACE, *clock(120), number("lock_status", 140, 2, high=2)),
        142,
        144,
        ADDRESSED,
        INLAND,
    ),
    Application(200, 23, _WARNING, 194, 200, BROADCAST, INLAND),
    Application(
        200,
        24,
        (
            text("country", 0, 12),
            *repeated(
                4,
                25,
                12,
                (
                    number("gauge", 0, 11, unknown=0),
                    number("level_cm", 11, 14, signed=True, unknown=0),
                ),
            ),
        ),
        112,
        112,
        BROADCAST,
        INLAND,
    ),
    Application(
        200,
        40,
        (
            longitude("lon", 0),
            latitude("lat", 28),
            number("signal_form", 55, 4),
            number("signal_facing", 59, 9, high=359),
            number("impact", 68, 3, unknown=0),
            number("light_status", 71, 30),
        ),
        101,
        112,
        BROADCAST,
        INLAND,
    ),
    Application(
        200,
        55,
        (
            number("crew", 0, 8, unknown=255),
            number("passengers", 8, 13, unknown=8191),
            number("personnel", 21, 8, unknown=255),
        ),
        29,
        80,
        BOTH,
        INLAND,
    ),
    Application(235, 10, _MONITORING, 44, 48, ADDRESSED, IALA_126),
    Application(250, 10, _MONITORING, 44, 48, ADDRESSED, IALA_126),
)

APPLICATIONS: tuple[Application, ...] = INTERNATIONAL + REGIONAL
"""Every application that is read."""
