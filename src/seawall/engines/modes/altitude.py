"""Kernels for altitude and identity codes (ICAO Annex 10 Vol IV, 3.1.2.6.5.4 and 3.1.2.6.7.1)."""

from __future__ import annotations

from seawall.engines.kernels import inlined, kernel

UNKNOWN = -1_000_000


@inlined
def pulses(code: int) -> int:
    """The 13 bits C1 A1 C2 A2 C4 A4 X B1 D1 B2 D2 B4 D4 as four octal digits A B C D."""
    a = (code >> 11 & 1) | (code >> 9 & 1) << 1 | (code >> 7 & 1) << 2
    b = (code >> 5 & 1) | (code >> 3 & 1) << 1 | (code >> 1 & 1) << 2
    c = (code >> 12 & 1) | (code >> 10 & 1) << 1 | (code >> 8 & 1) << 2
    d = (code >> 4 & 1) | (code >> 2 & 1) << 1 | (code & 1) << 2
    return a << 9 | b << 6 | c << 3 | d


@kernel
def squawk(code: int) -> int:
    """The identity as it is spoken: four octal digits written as a decimal number."""
    octal = pulses(code)
    return (octal >> 9) * 1000 + (octal >> 6 & 7) * 100 + (octal >> 3 & 7) * 10 + (octal & 7)


@inlined
def gray(value: int) -> int:
    """The number that a reflected binary code stands for."""
    value ^= value >> 8
    value ^= value >> 4
    value ^= value >> 2
    return value ^ value >> 1


@inlined
def reversed3(digit: int) -> int:
    """Three bits, first and last exchanged."""
    return (digit & 1) << 2 | (digit & 2) | digit >> 2


@kernel
def hundreds(code: int) -> int:
    """Altitude in feet from a Gillham code in steps of 100 ft, or UNKNOWN.

    D1 is never set; the hundreds count 1..5 and turn round with each 500 ft (Annex 10 Vol IV,
    appendix to chapter 3).
    """
    octal = pulses(code)
    a, b, c, d = octal >> 9, octal >> 6 & 7, octal >> 3 & 7, octal & 7
    steps = gray(reversed3(d) << 6 | reversed3(a) << 3 | reversed3(b))
    hundred = gray(reversed3(c))
    if d & 1 or hundred == 0 or hundred == 5 or hundred == 6:
        return UNKNOWN
    if hundred == 7:
        hundred = 5
    if steps % 2:
        hundred = 6 - hundred
    return steps * 500 + hundred * 100 - 1300


@kernel
def altitude13(code: int) -> int:
    """Altitude in feet of a 13-bit code (3.1.2.6.5.4), or UNKNOWN.

    The M bit reserves the code for metres, for which there is no coding.
    """
    if code == 0 or code & 0x40:
        return UNKNOWN
    if code & 0x10:
        return ((code & 0x1F80) >> 2 | (code & 0x20) >> 1 | (code & 0xF)) * 25 - 1000
    return hundreds(code)


@kernel
def altitude12(code: int) -> int:
    """Altitude in feet of the 12-bit code of a position squitter (13 bits without M)."""
    return altitude13((code & 0xFC0) << 1 | (code & 0x3F))
