"""Groups of fields that several messages share (ITU-R M.1371-5, Annex 8)."""

from __future__ import annotations

from seawall.engines.ais.fields import (
    Field,
    Fields,
    decimal,
    flag,
    latitude,
    longitude,
    number,
    repeated,
    text,
)

HEADER: Fields = (
    number("type", 0, 6),
    number("repeat", 6, 2),
    number("mmsi", 8, 30),
)
"""What every message begins with."""


def place(start: int) -> Fields:
    """Accuracy, longitude and latitude in ten-thousandths of a minute."""
    return (
        flag("accuracy", start),
        longitude("lon", start + 1),
        latitude("lat", start + 29),
    )


def speed(start: int) -> Field:
    """Speed in tenths of a knot; 1022 is 102.2 kn or more, 1023 unknown."""
    return decimal("speed_kn", start, 10, 10, high=1022)


def course(start: int) -> Field:
    """Course over ground in tenths of a degree; 3600 is unknown, above is not used."""
    return decimal("course", start, 12, 10, high=3599)


def heading(start: int) -> Field:
    """True heading, 0..359 degrees; 511 is unknown."""
    return number("heading", start, 9, high=359, unknown=511)


def stamp(start: int) -> Fields:
    """UTC second 0..59; 60..63 say why there is none (unknown, manual, estimated, inoperative)."""
    return (
        number("second", start, 6, high=59),
        number("second_code", start, 6, low=60),
    )


def dimensions(start: int) -> Fields:
    """Metres from the reference point for the position; see `derived.dimension`."""
    return (
        number("to_bow", start, 9),
        number("to_stern", start + 9, 9),
        number("to_port", start + 18, 6),
        number("to_starboard", start + 24, 6),
    )


CLASS_A: Fields = (
    number("status", 38, 4, unknown=15),
    number("turn", 42, 8, signed=True, unknown=-128),
    speed(50),
    *place(60),
    course(116),
    heading(128),
    *stamp(137),
    number("maneuver", 143, 2, unknown=0),
    flag("raim", 148),
    number("radio", 149, 19),
)

BASE: Fields = (
    number("year", 38, 14, low=1, high=9999),
    number("month", 52, 4, low=1, high=12),
    number("day", 56, 5, low=1, high=31),
    number("hour", 61, 5, high=23),
    number("minute", 66, 6, high=59),
    number("second", 72, 6, high=59),
    *place(78),
    number("epfd", 134, 4, unknown=0),
    flag("raim", 148),
    number("radio", 149, 19),
)

ACKNOWLEDGE: Fields = repeated(
    4,
    32,
    40,
    (number("dest_mmsi", 0, 30, unknown=0), number("dest_seqno", 30, 2)),
)

CLASS_B: Fields = (
    speed(46),
    *place(56),
    course(112),
    heading(124),
    *stamp(133),
)

ADDRESSED: Fields = (
    number("seqno", 38, 2),
    number("dest_mmsi", 40, 30),
    flag("retransmit", 70),
)

CORNERS = (
    longitude("ne_lon", 0, 18, "min/10"),
    latitude("ne_lat", 18, 17, "min/10"),
    longitude("sw_lon", 35, 18, "min/10"),
    latitude("sw_lat", 53, 17, "min/10"),
)

CHANNELS: Fields = (
    number("channel_a", 40, 12),
    number("channel_b", 52, 12),
    number("txrx", 64, 4),
    flag("power", 68),
    flag("addressed", 139),
    flag("band_a", 140),
    flag("band_b", 141),
    number("zonesize", 142, 3),
)

AID: Fields = (
    number("aid_type", 38, 5, unknown=0),
    text("aid_name", 43, 120, more=272),
    *place(163),
    *dimensions(219),
    number("epfd", 249, 4, unknown=0),
    *stamp(253),
    flag("off_position", 259),
    number("regional", 260, 8),
    flag("raim", 268),
    flag("virtual_aid", 269),
    flag("assigned", 270),
)

STATIC_B: Fields = (
    number("part", 38, 2),
    number("shiptype", 40, 8, unknown=0),
    text("vendor", 48, 18),
    number("model", 66, 4),
    number("serial", 70, 20),
    text("callsign", 90, 42),
    *dimensions(132),
    number("mothership_mmsi", 132, 30, unknown=0),
    number("epfd", 162, 4, unknown=0),
)
