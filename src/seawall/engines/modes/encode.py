"""Writing Mode S frames, for tests, replays and simulation."""

from __future__ import annotations

import math
from collections.abc import Iterable

from seawall.engines.modes.parity import GENERATOR, MASK

CAPABILITY = 5
ESCAPE = b"\x1a"
ZONE = 1 << 17


def parity(message: int, bits: int) -> int:
    """The 24 bits that divide the message evenly (ICAO Annex 10 Vol IV, 3.1.2.3.3)."""
    value = 0
    for k in range(bits - 8, -1, -8):
        value ^= (message >> k & 255) << 16
        for _ in range(8):
            value = (value << 1 ^ GENERATOR if value & 0x800000 else value << 1) & MASK
    return value


def _pack(*fields: tuple[int, int]) -> int:
    value = 0
    for code, width in fields:
        if not 0 <= code < 1 << width:
            raise ValueError(f"{code} does not fit {width} bits")
        value = value << width | code
    return value


def squitter(address: int, me: int, *, downlink: int = 17, control: int = CAPABILITY) -> bytes:
    """An extended squitter of 14 bytes.

    Args:
        address: 24 bits.
        me: the 56 bits of the message.
        downlink: 17, or 18 for a transmitter that is no transponder.
        control: capability (17) or control field (18).
    """
    message = _pack((downlink, 5), (control, 3), (address, 24), (me, 56))
    return (message << 24 | parity(message, 88)).to_bytes(14, "big")


def all_call(address: int, *, capability: int = CAPABILITY) -> bytes:
    """An acquisition squitter of 7 bytes (downlink format 11)."""
    message = _pack((11, 5), (capability, 3), (address, 24))
    return (message << 24 | parity(message, 32)).to_bytes(7, "big")


def reply(address: int, code: int, *, downlink: int = 4, status: int = 0) -> bytes:
    """A surveillance reply of 7 bytes, its address hidden in the parity.

    Args:
        address: 24 bits.
        code: 13 bits of altitude (4) or identity (5).
        downlink: 4 or 5.
        status: flight status, 0..7.
    """
    message = _pack((downlink, 5), (status, 3), (0, 11), (code, 13))
    return (message << 24 | parity(message, 32) ^ address).to_bytes(7, "big")


def identity_code(squawk: str) -> int:
    """The 13 bits of a squawk of four octal digits."""
    a, b, c, d = (int(digit, 8) for digit in squawk)
    order = (c, a, c, a, c, a, None, b, d, b, d, b, d)
    shifts = (0, 0, 1, 1, 2, 2, 0, 0, 0, 1, 1, 2, 2)
    code = 0
    for digit, shift in zip(order, shifts, strict=True):
        code = code << 1 | (0 if digit is None else digit >> shift & 1)
    return code


def altitude_code(feet: int) -> int:
    """The 13 bits of an altitude in steps of 25 ft, -1,000..50,175 ft."""
    n = round((feet + 1000) / 25)
    if not 0 <= n < 1 << 11:
        raise ValueError(f"{feet} ft")
    return (n & 0x7E0) << 2 | (n & 0x10) << 1 | 0x10 | n & 0xF


def _zones(lat: float) -> int:
    """NL(lat) by its formula (DO-260B, A.1.7.2 d)."""
    if abs(lat) > 87.0:
        return 1
    c = 1 - (1 - math.cos(math.pi / 30)) / math.cos(math.radians(lat)) ** 2
    return math.floor(2 * math.pi / math.acos(c)) if lat else 59


def position_codes(lat: float, lon: float, *, odd: bool, span: float = 360.0) -> tuple[int, int]:
    """The 17-bit codes of a place (DO-260B, A.1.7.3).

    Args:
        lat: degrees.
        lon: degrees.
        odd: the format.
        span: 360 for airborne, 90 for surface reports.
    """
    height = span / (60 - odd)
    y = math.floor(ZONE * (lat % height) / height + 0.5)
    around = height * (y / ZONE + math.floor(lat / height))
    width = span / max(_zones(around) - odd, 1)
    x = math.floor(ZONE * (lon % width) / width + 0.5)
    return y % ZONE, x % ZONE


def identification(callsign: str, *, category: int = 0, set_: int = 4) -> int:
    """Type codes 1..4: the callsign's eight characters and the category of a set (4 is set A)."""
    codes = [
        ord(character) & 63 for character in callsign.upper().ljust(8)[:8]
    ]  # fmt: skip
    return _pack((set_, 5), (category, 3), *((code, 6) for code in codes))


def airborne(
    lat: float, lon: float, feet: int, *, odd: bool, typecode: int = 11, status: int = 0
) -> int:
    """Type codes 9..18 and 20..22: an airborne position and its altitude."""
    y, x = position_codes(lat, lon, odd=odd)
    code = altitude_code(feet)
    twelve = (code & 0x1F80) >> 1 | code & 0x3F
    return _pack(
        (typecode, 5), (status, 2), (0, 1), (twelve, 12), (0, 1), (int(odd), 1), (y, 17), (x, 17)
    )  # fmt: skip


def surface(
    lat: float, lon: float, *, odd: bool, movement: int = 0, track: float | None = None
) -> int:
    """Type codes 5..8: a position on the ground; movement is the code of its speed."""
    y, x = position_codes(lat, lon, odd=odd, span=90.0)
    heading = 0 if track is None else round(track * 128 / 360) % 128
    return _pack(
        (7, 5), (movement, 7), (int(track is not None), 1), (heading, 7), (0, 1), (int(odd), 1),
        (y, 17), (x, 17),
    )  # fmt: skip


def velocity(speed_kn: float, track: float, rate_fpm: int = 0) -> int:
    """Type code 19, subtype 1: velocity over ground, below 1,022 kn each way."""
    east = round(speed_kn * math.sin(math.radians(track)))
    north = round(speed_kn * math.cos(math.radians(track)))
    rate = round(abs(rate_fpm) / 64) + 1
    return _pack(
        (19, 5), (1, 3), (0, 5), (int(east < 0), 1), (abs(east) + 1, 10), (int(north < 0), 1),
        (abs(north) + 1, 10), (1, 1), (int(rate_fpm < 0), 1), (rate, 9), (0, 2), (0, 8),
    )  # fmt: skip


def emergency(state: int, squawk: str) -> int:
    """Type code 28, subtype 1: emergency state and squawk."""
    return _pack((28, 5), (1, 3), (state, 3), (identity_code(squawk), 13), (0, 32))


def beast(frame: bytes, *, ticks: int = 0, signal: int = 128) -> bytes:
    """A frame as a Beast receiver sends it.

    Args:
        frame: 7 or 14 bytes.
        ticks: the receiver's 12 MHz clock, 48 bits.
        signal: 0..255.
    """
    body = ticks.to_bytes(6, "big") + bytes([signal]) + frame
    kind = b"2" if len(frame) == 7 else b"3"
    return ESCAPE + kind + body.replace(ESCAPE, ESCAPE * 2)


def avr(frame: bytes, *, ticks: int | None = None) -> bytes:
    """A frame as a line of AVR text."""
    head = b"*" if ticks is None else b"@" + ticks.to_bytes(6, "big").hex().upper().encode()
    return head + frame.hex().upper().encode() + b";\n"


def feed(frames: Iterable[bytes], *, ticks: int = 0, step: int = 12_000) -> bytes:
    """Beast bytes of frames that are so many ticks apart."""
    return b"".join(beast(frame, ticks=ticks + n * step) for n, frame in enumerate(frames))
