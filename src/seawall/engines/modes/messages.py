"""Kernels that read the contents of Mode S frames into a row.

Extended squitters: RTCA DO-260B, 2.2.3.2; ICAO Doc 9871, appendices A to C, by type code.
"""

from __future__ import annotations

import numpy as np

from seawall.engines.kernels import inlined, kernel
from seawall.engines.modes import memory as m
from seawall.engines.modes.altitude import UNKNOWN, altitude12, altitude13, squawk
from seawall.engines.modes.frames import Record

SPACE = 32
GENERAL, NO_RADIO, UNLAWFUL = 1, 4, 5
KNOTS_PER_SUPERSONIC_STEP = 4
_NO_CODE = 0


@inlined
def bits(me: int, first: int, count: int) -> int:
    """Count bits from bit first of an extended squitter's 56, counted from 1 as in DO-260B."""
    return me >> (57 - first - count) & ((1 << count) - 1)


@inlined
def head_bits(head: int, first: int, count: int) -> int:
    """Count bits from bit first of a frame's first 32, counted from 1 as in Annex 10."""
    return head >> (33 - first - count) & ((1 << count) - 1)


@inlined
def put_altitude(row: Record, feet: int) -> None:
    """The barometric altitude, unless it is unknown."""
    if feet != UNKNOWN:
        row.altitude_ft = feet
        row.known |= m.ALTITUDE


@inlined
def put_squawk(row: Record, code: int) -> None:
    """The squawk, and the emergency that it stands for (Annex 10 Vol IV, 2.1.4.1)."""
    row.squawk = code
    row.known |= m.SQUAWK | m.EMERGENCY
    row.emergency = 0
    if code == 7700:
        row.emergency = GENERAL
    elif code == 7600:
        row.emergency = NO_RADIO
    elif code == 7500:
        row.emergency = UNLAWFUL


@inlined
def put_ground(row: Record, on_ground: bool) -> None:
    """Whether the aircraft is on the ground."""
    row.on_ground = on_ground
    row.known |= m.ON_GROUND


@kernel
def read_status(row: Record, code: int) -> None:
    """Flight status of surveillance replies (Annex 10 Vol IV, 3.1.2.6.5.1); 6 and 7 say nothing."""
    if code > 5:
        return
    row.alert = 2 <= code <= 4
    row.ident = code >= 4
    row.known |= m.ALERT | m.IDENT
    if code <= 3:
        put_ground(row, code == 1 or code == 3)


@kernel
def read_identity(row: Record, me: int, typecode: int) -> None:
    """Type codes 1-4: callsign and category (DO-260B, 2.2.3.2.5); code 0 of a set is unknown."""
    last = 0
    for k in range(8):
        code = bits(me, 9 + 6 * k, 6)
        letter = 1 <= code <= 26
        known = letter or code == SPACE or 48 <= code <= 57
        row.callsign[k] = code + 64 if letter else code if known else 0
        if known and code != SPACE:
            last = k + 1
        elif not known:
            row.callsign[k] = SPACE
    for k in range(last, 8):
        row.callsign[k] = 0
    if last:
        row.known |= m.CALLSIGN
    category = bits(me, 6, 3)
    if category:
        row.category[0] = 69 - typecode
        row.category[1] = 48 + category
        row.known |= m.CATEGORY


@inlined
def movement(code: int) -> float:
    """Ground speed in knots of a movement code 1..124 (DO-260B, 2.2.3.2.4.2), lower bounds."""
    if code == 1:
        return 0.0
    if code <= 8:
        return 0.125 * (code - 1)
    if code <= 12:
        return 1.0 + 0.25 * (code - 9)
    if code <= 38:
        return 2.0 + 0.5 * (code - 13)
    if code <= 93:
        return 15.0 + (code - 39)
    if code <= 108:
        return 70.0 + 2.0 * (code - 94)
    return 100.0 + 5.0 * (code - 109)


@kernel
def read_surface(row: Record, me: int) -> None:
    """Type codes 5-8: movement and track on the ground (DO-260B, 2.2.3.2.4)."""
    put_ground(row, True)
    code = bits(me, 6, 7)
    if 1 <= code <= 124:
        row.speed_kn = movement(code)
        row.known |= m.SPEED
    if bits(me, 13, 1):
        row.track = bits(me, 14, 7) * 360.0 / 128.0
        row.known |= m.TRACK


@kernel
def read_airborne(row: Record, me: int, typecode: int) -> None:
    """Type codes 0, 9-18 and 20-22: altitude and status (DO-260B, 2.2.3.2.3)."""
    if typecode:
        put_ground(row, False)
    feet = altitude12(bits(me, 9, 12))
    if typecode < 20:
        put_altitude(row, feet)
    elif feet != UNKNOWN:
        row.height_ft = feet
        row.known |= m.HEIGHT
    status = bits(me, 6, 2)
    row.alert, row.ident = status in (1, 2), status == 3
    row.known |= m.ALERT | m.IDENT


@kernel
def read_over_ground(row: Record, me: int, step: int) -> None:
    """Velocity over ground of subtypes 1 and 2 (DO-260B, 2.2.3.2.6.1)."""
    east, north = bits(me, 15, 10), bits(me, 26, 10)
    if east == 0 or north == 0:
        return
    x = float((east - 1) * step) * (-1.0 if bits(me, 14, 1) else 1.0)
    y = float((north - 1) * step) * (-1.0 if bits(me, 25, 1) else 1.0)
    row.speed_kn = np.sqrt(x * x + y * y)
    row.known |= m.SPEED
    if x != 0.0 or y != 0.0:
        track = np.degrees(np.arctan2(x, y))
        row.track = track + 360.0 if track < 0.0 else track
        row.known |= m.TRACK


@kernel
def read_through_air(row: Record, me: int, step: int) -> None:
    """Heading and airspeed of subtypes 3 and 4 (DO-260B, 2.2.3.2.6.3)."""
    if bits(me, 14, 1):
        row.heading = bits(me, 15, 10) * 360.0 / 1024.0
        row.known |= m.HEADING
    speed = bits(me, 26, 10)
    if speed:
        row.airspeed_kn = float((speed - 1) * step)
        row.true_airspeed = bits(me, 25, 1) == 1
        row.known |= m.AIRSPEED | m.TRUE_AIRSPEED


@kernel
def read_velocity(row: Record, me: int) -> None:
    """Type code 19: velocity, vertical rate, geometric less barometric height."""
    subtype = bits(me, 6, 3)
    if subtype < 1 or subtype > 4:
        return
    step = 1 if subtype % 2 else KNOTS_PER_SUPERSONIC_STEP
    if subtype <= 2:
        read_over_ground(row, me, step)
    else:
        read_through_air(row, me, step)
    put_ground(row, False)
    rate = bits(me, 38, 9)
    if rate:
        row.vertical_rate_fpm = (rate - 1) * (-64 if bits(me, 37, 1) else 64)
        row.geometric_rate = bits(me, 36, 1) == 0
        row.known |= m.RATE | m.GEOMETRIC
    difference = bits(me, 50, 7)
    if difference:
        row.height_difference_ft = (difference - 1) * (-25 if bits(me, 49, 1) else 25)
        row.known |= m.DIFFERENCE


@kernel
def read_emergency(row: Record, me: int) -> None:
    """Type code 28, subtype 1: emergency state and squawk (DO-260B, 2.2.3.2.7.8)."""
    if bits(me, 6, 3) != 1:
        return
    state, code = bits(me, 9, 3), bits(me, 12, 13)
    if code:
        put_squawk(row, squawk(code))
    row.emergency = state
    row.known |= m.EMERGENCY


@kernel
def read_capability(row: Record, me: int) -> None:
    """Type code 31: version and position accuracy (DO-260B, 2.2.3.2.7.2)."""
    subtype = bits(me, 6, 3)
    if subtype > 1:
        return
    row.version = bits(me, 41, 3)
    row.known |= m.VERSION
    if row.version:
        row.nac_p = bits(me, 45, 4)
        row.known |= m.NAC_P
    put_ground(row, subtype == 1)


@kernel
def read_squitter(row: Record, me: int, typecode: int) -> None:
    """Whatever an extended squitter of this type code says, its position aside."""
    row.typecode = typecode
    row.known |= m.TYPECODE
    if 1 <= typecode <= 4:
        read_identity(row, me, typecode)
    elif 5 <= typecode <= 8:
        read_surface(row, me)
    elif typecode <= 18 or 20 <= typecode <= 22:
        read_airborne(row, me, typecode)
    elif typecode == 19:
        read_velocity(row, me)
    elif typecode == 28:
        read_emergency(row, me)
    elif typecode == 31:
        read_capability(row, me)


@kernel
def read_reply(row: Record, head: int, format_: int) -> None:
    """Altitude, identity and status of replies (formats 0, 4, 5, 11, 16, 20, 21)."""
    if format_ in (0, 16):
        put_altitude(row, altitude13(head_bits(head, 20, 13)))
        if head_bits(head, 6, 1):
            put_ground(row, True)
    elif format_ in (4, 20):
        read_status(row, head_bits(head, 6, 3))
        put_altitude(row, altitude13(head_bits(head, 20, 13)))
    elif format_ in (5, 21):
        read_status(row, head_bits(head, 6, 3))
        put_squawk(row, squawk(head_bits(head, 20, 13)))
    elif format_ == 11:
        capability = head_bits(head, 6, 3)
        if capability == 4 or capability == 5:
            put_ground(row, capability == 4)
