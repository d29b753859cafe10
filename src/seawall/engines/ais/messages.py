"""The 27 message types as field tables (ITU-R M.1371-5, Annex 8, by message number).

A code that the standard reserves for "not available", and a code outside the range that the
standard gives a meaning, is unknown. `least` is the number of bits without which the message
does not say what it is for; fields that a message was cut short of are unknown.
"""

from __future__ import annotations

from seawall.engines.ais.fields import (
    Fields,
    Layout,
    Selector,
    decimal,
    flag,
    latitude,
    longitude,
    number,
    payload,
    repeated,
    text,
)
from seawall.engines.ais.reports import (
    ACKNOWLEDGE,
    ADDRESSED,
    AID,
    BASE,
    CHANNELS,
    CLASS_A,
    CLASS_B,
    CORNERS,
    STATIC_B,
    course,
    dimensions,
    place,
    stamp,
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
    Layout("1", 1, CLASS_A, 149),
    Layout("2", 2, CLASS_A, 149),
    Layout("3", 3, CLASS_A, 149),
    Layout("4", 4, BASE, 149),
    Layout(
        "5",
        5,
        (
            number("ais_version", 38, 2),
            number("imo", 40, 30, unknown=0),
            text("callsign", 70, 42),
            text("shipname", 112, 120),
            number("shiptype", 232, 8, unknown=0),
            *dimensions(240),
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
        (*ADDRESSED, number("dac", 72, 10), number("fid", 82, 6), payload("data", 88)),
        88,
    ),
    Layout("7", 7, ACKNOWLEDGE, 70),
    Layout("8", 8, (number("dac", 40, 10), number("fid", 50, 6), payload("data", 56)), 56),
    Layout(
        "9",
        9,
        (
            number("altitude_m", 38, 12, high=4094),
            decimal("speed_kn", 50, 10, 1, high=1022),
            *place(60),
            course(116),
            *stamp(128),
            number("regional", 134, 8),
            flag("dte", 142),
            flag("assigned", 146),
            flag("raim", 147),
            number("radio", 148, 20),
        ),
        148,
    ),
    Layout("10", 10, (number("dest_mmsi", 40, 30),), 70),
    Layout("11", 11, BASE, 149),
    Layout("12", 12, (*ADDRESSED, text("text", 72)), 72),
    Layout("13", 13, ACKNOWLEDGE, 70),
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
            *CLASS_B,
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
            *CLASS_B,
            number("reserved", 38, 8),
            number("regional", 139, 4),
            text("shipname", 143, 120),
            number("shiptype", 263, 8, unknown=0),
            *dimensions(271),
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
    Layout("21", 21, AID, 271),
    Layout("22 broadcast", 22, (*CHANNELS, *(field.moved(69) for field in CORNERS)), 145),
    Layout(
        "22 addressed",
        22,
        (*CHANNELS, number("dest_mmsi_1", 69, 30), number("dest_mmsi_2", 104, 30, unknown=0)),
        145,
    ),
    Layout(
        "23",
        23,
        (
            *(field.moved(40) for field in CORNERS),
            number("station_type", 110, 4),
            number("asked_shiptype", 114, 8, unknown=0),
            number("txrx", 144, 2),
            number("interval", 146, 4),
            number("quiet_min", 150, 4),
        ),
        154,
    ),
    Layout("24A", 24, (number("part", 38, 2), text("shipname", 40, 120)), 160),
    Layout("24B", 24, STATIC_B, 162),
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
