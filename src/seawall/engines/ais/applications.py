"""International applications carried by Messages 6 and 8 (IMO SN.1/Circ.289 and 236).

Bits are counted from the first bit after the application identifier. An application is read only
when the message has one of its lengths; anything else keeps its data as hexadecimal digits.
"""

from __future__ import annotations

from dataclasses import dataclass

from seawall.engines.ais.fields import (
    Fields,
    clock,
    flag,
    latitude,
    longitude,
    number,
    payload,
    point,
    repeated,
    tenths,
    text,
)
from seawall.engines.ais.notices import AREA_NOTICE, FAIRWAY, ROUTE, SIGNAL, TARGET, TIDE
from seawall.engines.ais.voyages import BERTHING, CARGO_236, EXTENDED_289
from seawall.engines.ais.weather import MET_236, MET_289, OBSERVATION, REPORT


@dataclass(frozen=True, slots=True)
class Application:
    """One application: who assigned it, what it carries, in which messages, how long it is.

    Args:
        dac: designated area code.
        fid: function identifier.
        fields: what is read, bits counted after the identifier.
        least: fewest bits of application data.
        most: most bits of application data.
        carriers: message types that carry it.
        source: where it is laid down.
    """

    dac: int
    fid: int
    fields: Fields
    least: int
    most: int
    carriers: tuple[int, ...]
    source: str


CIRC_289 = "IMO SN.1/Circ.289"
CIRC_236 = "IMO SN/Circ.236"
ITU = "ITU-R M.1371-5, Annex 5"
BROADCAST = (8,)
ADDRESSED = (6,)
BOTH = (6, 8)
MOST_BITS = 976
"""Application data that fits in the longest message."""


INTERNATIONAL: tuple[Application, ...] = (
    Application(
        1,
        0,
        (flag("acknowledge", 0), number("text_seqno", 1, 11), text("text", 12)),
        18,
        MOST_BITS,
        BOTH,
        ITU,
    ),
    Application(
        1, 2, (number("asked_dac", 0, 10), number("asked_fid", 10, 6)), 16, 72, ADDRESSED, ITU
    ),
    Application(1, 3, (number("asked_dac", 0, 10),), 16, 72, ADDRESSED, ITU),
    Application(
        1, 4, (number("capable_dac", 0, 10), payload("capable", 10, 128)), 138, 264, ADDRESSED, ITU
    ),
    Application(
        1,
        5,
        (
            number("received_dac", 0, 10),
            number("received_fid", 10, 6),
            number("received_seqno", 16, 11),
            flag("available", 27),
            number("answer", 28, 3),
        ),
        31,
        72,
        ADDRESSED,
        ITU,
    ),
    Application(1, 11, MET_236, 290, 296, BROADCAST, CIRC_236),
    Application(1, 12, CARGO_236, 269, 274, ADDRESSED, CIRC_236),
    Application(1, 13, FAIRWAY, 412, 416, BROADCAST, CIRC_236),
    Application(
        1,
        14,
        (
            number("month", 0, 4, low=1, high=12),
            number("day", 4, 5, low=1),
            *repeated(
                3,
                93,
                9,
                (
                    latitude("lat", 0),
                    longitude("lon", 27),
                    *(field.moved(55) for field in TIDE),
                    tenths("current_kn", 86, 7, 126),
                ),
            ),
        ),
        102,
        288,
        ADDRESSED,
        CIRC_236,
    ),
    Application(1, 15, (tenths("air_draught_m", 0, 11, 2047, low=1),), 11, 16, BROADCAST, CIRC_236),
    Application(1, 16, (number("persons", 0, 13, unknown=0),), 13, 80, BOTH, CIRC_289),
    Application(1, 17, repeated(7, 122, 0, TARGET), 120, 856, BROADCAST, CIRC_289),
    Application(
        1,
        18,
        (
            number("linkage", 0, 10, unknown=0),
            *clock(10),
            text("port_name", 30, 120),
            text("port", 150, 30),
            *point(180),
        ),
        229,
        272,
        ADDRESSED,
        CIRC_289,
    ),
    Application(1, 19, SIGNAL, 202, 304, BROADCAST, CIRC_289),
    Application(1, 20, BERTHING, 272, 272, ADDRESSED, CIRC_289),
    Application(1, 21, OBSERVATION, 301, 304, BROADCAST, CIRC_289),
    Application(1, 22, AREA_NOTICE, 142, MOST_BITS, BROADCAST, CIRC_289),
    Application(1, 23, AREA_NOTICE, 142, MOST_BITS, ADDRESSED, CIRC_289),
    Application(1, 24, EXTENDED_289, 294, 304, BROADCAST, CIRC_289),
    Application(
        1,
        25,
        (
            number("unit", 0, 2, unknown=0),
            number("amount", 2, 10, unknown=0),
            *repeated(
                28, 17, 12, (number("cargo_code", 0, 4, unknown=0), number("cargo_class", 4, 13))
            ),
        ),
        29,
        496,
        ADDRESSED,
        CIRC_289,
    ),
    Application(1, 26, repeated(8, 112, 0, REPORT), 112, MOST_BITS, BROADCAST, CIRC_289),
    Application(1, 27, ROUTE, 116, MOST_BITS, BROADCAST, CIRC_289),
    Application(1, 28, ROUTE, 116, MOST_BITS, ADDRESSED, CIRC_289),
    Application(
        1,
        29,
        (number("linkage", 0, 10, unknown=0), text("text", 10)),
        16,
        MOST_BITS,
        BROADCAST,
        CIRC_289,
    ),
    Application(
        1,
        30,
        (number("linkage", 0, 10, unknown=0), text("text", 10)),
        10,
        MOST_BITS,
        ADDRESSED,
        CIRC_289,
    ),
    Application(1, 31, MET_289, 294, 304, BROADCAST, CIRC_289),
    Application(
        1,
        32,
        (
            number("month", 0, 4, low=1, high=12),
            number("day", 4, 5, low=1),
            *repeated(
                3,
                88,
                9,
                (*point(0), *(field.moved(49) for field in TIDE), tenths("current_kn", 80, 8, 250)),
            ),
        ),
        97,
        280,
        ADDRESSED,
        CIRC_289,
    ),
    Application(1, 40, (number("persons", 0, 13, unknown=0),), 13, 80, BOTH, ITU),
)
"""DAC 1."""
