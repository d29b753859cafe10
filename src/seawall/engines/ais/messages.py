"""The 27 message types as field tables (ITU-R M.1371-5, Annex 8, by message number).

A code that the standard reserves for "not available", and a code outside the range that the
standard gives a meaning, is unknown. `least` is the number of bits without which the message
does not say what it is for; fields that a message was cut short of are unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

from seawall.engines.ais.fields import (
    Field,
    Fields,
    decimal,
    flag,
    latitude,
    longitude,
    number,
    payload,
    repeated,
    text,
)

MAX_BITS = 1064
"""Bits of the longest message: five slots (ITU-R M.1371-5, Annex 8, Message 26)."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which the bits of a message are laid out.

    Args:
        key: "1" … "27", a part ("24A"), a form ("25 addressed") or an application ("8:1:31").
        type: message number.
        fields: what is read.
        least: a shorter message is rejected (an application: kept, undecoded).
        most: a longer application message is kept undecoded; longer messages are accepted.
        source: where the layout is laid down.
    """

    key: str
    type: int
    fields: Fields
    least: int
    most: int = MAX_BITS
    source: str = "ITU-R M.1371-5, Annex 8"


@dataclass(frozen=True, slots=True)
class Selector:
    """The bits by which a message says which of its layouts it uses."""

    start: int
    width: int
    keys: tuple[tuple[int, str], ...]


HEADER: Fields = (
    number("type", 0, 6),
    number("repeat", 6, 2),
    number("mmsi", 8, 30),
)
"""What every message begins with."""


def _place(start: int) -> Fields:
    """Accuracy, longitude and latitude in ten-thousandths of a minute."""
    return (
        flag("accuracy", start),
        longitude("lon", start + 1),
        latitude("lat", start + 29),
    )


def _speed(start: int) -> Field:
    """Speed in tenths of a knot; 1022 is 102.2 kn or more, 1023 unknown."""
    return decimal("speed_kn", start, 10, 10, high=1022)


def _course(start: int) -> Field:
    """Course over ground in tenths of a degree; 3600 is unknown, above is not used."""
    return decimal("course", start, 12, 10, high=3599)


def _heading(start: int) -> Field:
    """True heading, 0..359 degrees; 511 is unknown."""
    return number("heading", start, 9, high=359, unknown=511)


def _stamp(start: int) -> Fields:
    """UTC second 0..59; 60..63 say why there is none (unknown, manual, estimated, inoperative)."""
    return (
        number("second", start, 6, high=59),
        number("second_code", start, 6, low=60),
    )


def _dimensions(start: int) -> Fields:
    """Metres from the reference point for the position; see `derived.dimension`."""
    return (
        number("to_bow", start, 9),
        number("to_stern", start + 9, 9),
        number("to_port", start + 18, 6),
        number("to_starboard", start + 24, 6),
    )


_CLASS_A: Fields = (
    number("status", 38, 4, unknown=15),
    number("turn", 42, 8, signed=True, unknown=-128),
    _speed(50),
    *_place(60),
    _course(116),
    _heading(128),
    *_stamp(137),
    number("maneuver", 143, 2, unknown=0),
    flag("raim", 148),
    number("radio", 149, 19),
)

_BASE: Fields = (
    number("year", 38, 14, low=1, high=9999),
    number("month", 52, 4, low=1, high=12),
    number("day", 56, 5, low=1, high=31),
    number("hour", 61, 5, high=23),
    number("minute", 66, 6, high=59),
    number("second", 72, 6, high=59),
    *_place(78),
    number("epfd", 134, 4, unknown=0),
    flag("raim", 148),
    number("radio", 149, 19),
)

_ACKNOWLEDGE: Fields = repeated(
    4,
    32,
    40,
    (number("dest_mmsi", 0, 30, unknown=0), number("dest_seqno", 30, 2)),
)

_CLASS_B: Fields = (
    _speed(46),
    *_place(56),
    _course(112),
    _heading(124),
    *_stamp(133),
)

_ADDRESSED: Fields = (
    number("seqno", 38, 2),
    number("dest_mmsi", 40, 30),
    flag("retransmit", 70),
)

_CORNERS = (
    longitude("ne_lon", 0, 18, "min/10"),
    latitude("ne_lat", 18, 17, "min/10"),
    longitude("sw_lon", 35, 18, "min/10"),
    latitude("sw_lat", 53, 17, "min/10"),
)

_CHANNELS: Fields = (
    number("channel_a", 40, 12),
    number("channel_b", 52, 12),
    number("txrx", 64, 4),
    flag("power", 68),
    flag("addressed", 139),
    flag("band_a", 140),
    flag("band_b", 141),
    number("zonesize", 142, 3),
)

_AID: Fields = (
    number("aid_type", 38, 5, unknown=0),
    text("aid_name", 43, 120, more=272),
    *_place(163),
    *_dimensions(219),
    number("epfd", 249, 4, unknown=0),
    *_stamp(253),
    flag("off_position", 259),
    number("regional", 260, 8),
    flag("raim", 268),
    flag("virtual_aid", 269),
    flag("assigned", 270),
)

_STATIC_B: Fields = (
    number("part", 38, 2),
    number("shiptype", 40, 8, unknown=0),
    text("vendor", 48, 18),
    number("model", 66, 4),
    number("serial", 70, 20),
    text("callsign", 90, 42),
    *_dimensions(132),
    number("mothership_mmsi", 132, 30, unknown=0),
    number("epfd", 162, 4, unknown=0),
)


def _binary(type_: int, radio: int) -> tuple[Layout, ...]:
    """The four forms of Messages 25 and 26: addressed or not, with an application or not."""
    layouts = []
    for addressed in (False, True):
        for structured in (False, True):
            start = 70 if addressed else 40
            data = start + 16 * structured
            key = f"{type_} {'addressed' if addressed else 'broadcast'}"
            fields: Fields = (
                flag("addressed", 38),
                flag("structured", 39),
                payload("data", data, tail=radio),
            )
            if addressed:
                fields += (number("dest_mmsi", 40, 30),)
            if structured:
                key += " structured"
                fields += (number("dac", start, 10), number("fid", start + 10, 6))
            if radio:
                fields += (number("radio", -radio, radio),)
            layouts.append(Layout(key, type_, fields, least=data + radio))
    return tuple(layouts)


MESSAGES: tuple[Layout, ...] = (
    Layout("1", 1, _CLASS_A, 149),
    Layout("2", 2, _CLASS_A, 149),
    Layout("3", 3, _CLASS_A, 149),
    Layout("4", 4, _BASE, 149),
    Layout(
        "5",
        5,
        (
            number("ais_version", 38, 2),
            number("imo", 40, 30, unknown=0),
            text("callsign", 70, 42),
            text("shipname", 112, 120),
            number("shiptype", 232, 8, unknown=0),
            *_dimensions(240),
            number("epfd", 270, 4, unknown=0),
            number("eta_month", 274, 4, low=1, high=12),
            number("eta_day", 278, 5, low=1),
            number("eta_hour", 283, 5, high=23),
            number("eta_minute", 288, 6, high=59),
            decimal("draught_m", 294, 8, 10, low=1),
            text("destination", 302, 120),
            flag("dte", 422),
        ),
        416,
    ),
    Layout(
        "6",
        6,
        (*_ADDRESSED, number("dac", 72, 10), number("fid", 82, 6), payload("data", 88)),
        88,
    ),
    Layout("7", 7, _ACKNOWLEDGE, 70),
    Layout("8", 8, (number("dac", 40, 10), number("fid", 50, 6), payload("data", 56)), 56),
    Layout(
        "9",
        9,
        (
            number("altitude_m", 38, 12, high=4094),
            decimal("speed_kn", 50, 10, 1, high=1022),
            *_place(60),
            _course(116),
            *_stamp(128),
            number("regional", 134, 8),
            flag("dte", 142),
            flag("assigned", 146),
            flag("raim", 147),
            number("radio", 148, 20),
        ),
        148,
    ),
    Layout("10", 10, (number("dest_mmsi", 40, 30),), 70),
    Layout("11", 11, _BASE, 149),
    Layout("12", 12, (*_ADDRESSED, text("text", 72)), 72),
    Layout("13", 13, _ACKNOWLEDGE, 70),
    Layout("14", 14, (text("text", 40),), 40),
    Layout(
        "15",
        15,
        (
            number("dest_mmsi_1", 40, 30),
            number("asked_type_1_1", 70, 6),
            number("asked_offset_1_1", 76, 12),
            number("asked_type_1_2", 90, 6, unknown=0),
            number("asked_offset_1_2", 96, 12),
            number("dest_mmsi_2", 110, 30, unknown=0),
            number("asked_type_2_1", 140, 6, unknown=0),
            number("asked_offset_2_1", 146, 12),
        ),
        88,
    ),
    Layout(
        "16",
        16,
        repeated(
            2,
            52,
            40,
            (
                number("dest_mmsi", 0, 30, unknown=0),
                number("offset", 30, 12),
                number("increment", 42, 10),
            ),
        ),
        92,
    ),
    Layout(
        "17",
        17,
        (
            longitude("lon", 40, 18, "min/10"),
            latitude("lat", 58, 17, "min/10"),
            payload("data", 80),
        ),
        75,
    ),
    Layout(
        "18",
        18,
        (
            *_CLASS_B,
            number("reserved", 38, 8),
            number("regional", 139, 2),
            flag("cs", 141),
            flag("display", 142),
            flag("dsc", 143),
            flag("band", 144),
            flag("msg22", 145),
            flag("assigned", 146),
            flag("raim", 147),
            number("radio", 148, 20),
        ),
        148,
    ),
    Layout(
        "19",
        19,
        (
            *_CLASS_B,
            number("reserved", 38, 8),
            number("regional", 139, 4),
            text("shipname", 143, 120),
            number("shiptype", 263, 8, unknown=0),
            *_dimensions(271),
            number("epfd", 301, 4, unknown=0),
            flag("raim", 305),
            flag("dte", 306),
            flag("assigned", 307),
        ),
        301,
    ),
    Layout(
        "20",
        20,
        repeated(
            4,
            30,
            40,
            (
                number("offset", 0, 12, unknown=0),
                number("slots", 12, 4, unknown=0),
                number("timeout_min", 16, 3),
                number("increment", 19, 11),
            ),
        ),
        70,
    ),
    Layout("21", 21, _AID, 271),
    Layout("22 broadcast", 22, (*_CHANNELS, *(field.moved(69) for field in _CORNERS)), 145),
    Layout(
        "22 addressed",
        22,
        (*_CHANNELS, number("dest_mmsi_1", 69, 30), number("dest_mmsi_2", 104, 30, unknown=0)),
        145,
    ),
    Layout(
        "23",
        23,
        (
            *(field.moved(40) for field in _CORNERS),
            number("station_type", 110, 4),
            number("asked_shiptype", 114, 8, unknown=0),
            number("txrx", 144, 2),
            number("interval", 146, 4),
            number("quiet_min", 150, 4),
        ),
        154,
    ),
    Layout("24A", 24, (number("part", 38, 2), text("shipname", 40, 120)), 160),
    Layout("24B", 24, _STATIC_B, 162),
    *_binary(25, 0),
    *_binary(26, 20),
    Layout(
        "27",
        27,
        (
            flag("accuracy", 38),
            flag("raim", 39),
            number("status", 40, 4, unknown=15),
            longitude("lon", 44, 18, "min/10"),
            latitude("lat", 62, 17, "min/10"),
            decimal("speed_kn", 79, 6, 1, high=62),
            decimal("course", 85, 9, 1, high=359, unknown=511),
            flag("latent", 94),
        ),
        95,
    ),
)

SELECTORS: dict[int, Selector] = {
    22: Selector(139, 1, ((0, "22 broadcast"), (1, "22 addressed"))),
    24: Selector(38, 2, ((0, "24A"), (1, "24B"))),
    25: Selector(
        38,
        2,
        (
            (0, "25 broadcast"),
            (1, "25 broadcast structured"),
            (2, "25 addressed"),
            (3, "25 addressed structured"),
        ),
    ),
    26: Selector(
        38,
        2,
        (
            (0, "26 broadcast"),
            (1, "26 broadcast structured"),
            (2, "26 addressed"),
            (3, "26 addressed structured"),
        ),
    ),
}
"""Message types with more than one layout, beside the applications of Messages 6 and 8."""
