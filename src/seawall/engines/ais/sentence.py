"""Kernels that read one NMEA 0183 sentence from bytes (IEC 61162-1).

All buffers end in zero bytes, so that a short look ahead never leaves them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from seawall.engines.ais.memory import Bytes, Ints
from seawall.engines.kernels import inlined, kernel


def _six_bits() -> npt.NDArray[np.uint8]:
    """Values of payload characters; 255 is none (ITU-R M.1371-5, Annex 8; IEC 61162-1, VDM)."""
    table = np.full(256, 255, np.uint8)
    table[48:88] = np.arange(40)
    table[96:120] = np.arange(40, 64)
    return table


def _hex_digits() -> npt.NDArray[np.uint8]:
    table = np.full(256, 255, np.uint8)
    for digits in (b"0123456789ABCDEF", b"0123456789abcdef"):
        table[list(digits)] = np.arange(16)
    return table


SIX_BITS = _six_bits()
HEX_DIGITS = _hex_digits()
COMMA, STAR, NEWLINE, RETURN, BANG, DOLLAR, BACKSLASH, HASH = 44, 42, 10, 13, 33, 36, 92, 35
LONGEST = 180
"""Characters of the longest payload that is packed."""


@inlined
def byte_at(buffer: Bytes, i: int) -> int:
    """The byte at i, which is never negative: saying so spares a test for each byte."""
    return int(buffer[np.uint64(i)])


@inlined
def exclusive_or(buffer: Bytes, start: int, end: int) -> int:
    """The NMEA checksum of bytes start..end-1."""
    total = np.uint8(0)
    for i in range(np.uint64(start), np.uint64(end)):
        total ^= buffer[i]
    return int(total)


@inlined
def checksum_at(buffer: Bytes, start: int) -> int:
    """The two hexadecimal digits at start, or -1."""
    high, low = HEX_DIGITS[buffer[start]], HEX_DIGITS[buffer[start + 1]]
    if high > 15 or low > 15:
        return -1
    return int(high) * 16 + int(low)


@kernel
def digits_at(buffer: Bytes, start: int) -> tuple[int, int]:
    """The whole number at start (at most 18 digits) and where it ends; -1 if there is none."""
    value, i = 0, start
    while 48 <= buffer[i] <= 57 and i - start < 18:
        value = value * 10 + (int(buffer[i]) - 48)
        i += 1
    if i == start:
        return -1, i
    return value, i


@inlined
def pack(buffer: Bytes, start: int, words: Ints, first: int) -> int:
    """Payload characters from start into words of ten; returns how many there were."""
    word, n = first, 0
    while n < LONGEST:
        packed, k = 0, 0
        while k < 10:
            value = SIX_BITS[buffer[np.uint64(start + n + k)]]
            if value > 63:
                break
            packed = (packed << 6) | int(value)
            k += 1
        n += k
        if k < 10:
            if k:
                words[word] = packed << (6 * (10 - k))
            break
        words[word] = packed
        word += 1
    return n


@inlined
def payload_size(buffer: Bytes, start: int) -> int:
    """Payload characters from start on."""
    n = 0
    while SIX_BITS[buffer[np.uint64(start + n)]] <= 63:
        n += 1
    return n


@inlined
def bits_at(words: Ints, first: int, start: int, width: int) -> int:
    """The unsigned number of width (at most 60) bits at bit start of a packed message."""
    word = first + start // 60
    left = 60 - start % 60
    if width <= left:
        return int(words[word] >> (left - width)) & ((1 << width) - 1)
    rest = width - left
    high = words[word] & ((1 << left) - 1)
    return int((high << rest) | (words[word + 1] >> (60 - rest)))


@kernel
def copy_name(buffer: Bytes, start: int, end: int, name: Bytes) -> int:
    """Bytes start..end-1 into a fixed field; returns their hash, never 0 (FNV-1a, 63 bits)."""
    for k in range(name.size):
        name[k] = 0
    value = np.uint64(14695981039346656037)
    for i in range(start, end):
        value = (value ^ np.uint64(buffer[i])) * np.uint64(1099511628211)
        if i - start < name.size:
            name[i - start] = buffer[i]
    return int((value >> np.uint64(2)) | np.uint64(1))


@inlined
def copy_bytes(given: Bytes, taken: Bytes) -> None:
    """All of one fixed field into another of the same size."""
    for k in range(taken.size):
        taken[k] = given[k]
