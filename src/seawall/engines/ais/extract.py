"""Kernels that read one column from the packed messages of a batch.

They work on borrowed views of their arrays: those are not counted (see `kernels.inlined`).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from seawall.engines.ais.layouts import (
    DOWN,
    END,
    HIGH,
    LOW,
    MASK,
    MORE,
    NAME_EXTENSION,
    PRESENT,
    SIGN,
    START,
    TAIL,
    UNKNOWN,
    UP,
    WHEN_START,
    WHEN_VALUE,
    WHEN_WIDTH,
    WIDTH,
    WORD,
    WORD_BITS,
)
from seawall.engines.ais.memory import Bytes, Floats, Ints
from seawall.engines.ais.sentence import bits_at
from seawall.engines.kernels import borrowed, inlined, kernel

Bits = npt.NDArray[np.int32]
Layouts = npt.NDArray[np.int16]
Valid = npt.NDArray[np.bool_]
WHOLE_WORD = (1 << WORD_BITS) - 1
HEX_TEXT = np.frombuffer(b"0123456789abcdef", np.uint8).copy()


@inlined
def applies(words: Ints, first: int, bits: int, spec: Ints, n: np.uint64) -> bool:
    """Whether the field's condition on another field holds."""
    width = spec[n, WHEN_WIDTH]
    if width == 0:
        return True
    start = spec[n, WHEN_START]
    if bits < start + width:
        return False
    return bool(bits_at(words, first, start, width) == spec[n, WHEN_VALUE])


@inlined
def from_end(words: Ints, first: int, bits: int, spec: Ints, n: np.uint64) -> int:
    """The raw code of a field that is counted from the message's end."""
    return bits_at(words, first, bits + spec[n, START], spec[n, WIDTH])


@inlined
def raw_at(words: Ints, first: int, bits: int, spec: Ints, n: np.uint64) -> tuple[int, bool]:
    """The field's raw code, and whether it is there at all.

    Words behind a message that is too short are read and not used: a batch has room for them.
    """
    at, up = first + spec[n, WORD], spec[n, UP]
    following = words[np.uint64(at + 1)] & WHOLE_WORD
    raw = (words[np.uint64(at)] >> spec[n, DOWN] << up) | (following >> (WORD_BITS - up))
    there = spec[n, END] <= bits
    if there and spec[n, START] < 0:
        raw = from_end(words, first, bits, spec, n)
    if there and spec[n, WHEN_WIDTH]:
        there = applies(words, first, bits, spec, n)
    return ((raw & spec[n, MASK]) ^ spec[n, SIGN]) - spec[n, SIGN], there


@kernel
def read_raw(
    packed: Ints, word: Ints, bits: Bits, layout: Layouts, table: Ints, values: Ints, valid: Valid
) -> None:
    """Raw codes as they were sent, "not available" included."""
    words, spec = borrowed(packed), borrowed(table)
    for i in range(word.size):
        values[i], valid[i] = raw_at(words, word[i], bits[i], spec, np.uint64(layout[i]))


@kernel
def read_integers(
    packed: Ints, word: Ints, bits: Bits, layout: Layouts, table: Ints, values: Bits, valid: Valid
) -> None:
    """Whole numbers; unknown is not valid, its value 0."""
    words, spec = borrowed(packed), borrowed(table)
    for i in range(word.size):
        n = np.uint64(layout[i])
        raw, there = raw_at(words, word[i], bits[i], spec, n)
        known = there and raw != spec[n, UNKNOWN] and spec[n, LOW] <= raw <= spec[n, HIGH]
        valid[i] = known
        values[i] = raw if known else 0


@kernel
def read_decimals(
    packed: Ints,
    word: Ints,
    bits: Bits,
    layout: Layouts,
    table: Ints,
    scale: Floats,
    values: Floats,
    valid: Valid,
) -> None:
    """Scaled numbers; unknown is not valid, its value NaN."""
    words, spec = borrowed(packed), borrowed(table)
    for i in range(word.size):
        n = np.uint64(layout[i])
        raw, there = raw_at(words, word[i], bits[i], spec, n)
        known = there and raw != spec[n, UNKNOWN] and spec[n, LOW] <= raw <= spec[n, HIGH]
        valid[i] = known
        values[i] = raw / scale[n, 0] + scale[n, 1] if known else np.nan


@inlined
def read_characters(
    words: Ints, first: int, start: int, count: int, out: Bytes, filled: int
) -> tuple[int, bool]:
    """Six-bit characters up to the first @ behind those filled; whether an @ ended them."""
    for k in range(count):
        value = bits_at(words, first, start + 6 * k, 6)
        if value == 0:
            return filled, True
        out[filled] = value + 64 if value < 32 else value
        filled += 1
    return filled, False


@kernel
def read_texts(
    packed: Ints, word: Ints, bits: Bits, layout: Layouts, table: Ints, out: Bytes, valid: Valid
) -> None:
    """Texts up to the first @, trailing spaces cut off; an empty text is unknown."""
    words, spec = borrowed(packed), borrowed(table)
    for i in range(word.size):
        n = np.uint64(layout[i])
        start, width = spec[n, START], spec[n, WIDTH]
        room = bits[i] - spec[n, TAIL] - start
        valid[i] = False
        if spec[n, PRESENT] == 0 or room < 6 or not applies(words, word[i], bits[i], spec, n):
            continue
        count = (min(width, room) if width else room) // 6
        filled, ended = read_characters(words, word[i], start, count, out[i], 0)
        more = spec[n, MORE]
        if more and not ended and bits[i] >= more + 6:
            count = min(bits[i] - more, NAME_EXTENSION) // 6
            filled, ended = read_characters(words, word[i], more, count, out[i], filled)
        while filled and out[i, filled - 1] == 32:
            filled -= 1
            out[i, filled] = 0
        valid[i] = filled > 0


@kernel
def read_hex(
    packed: Ints,
    word: Ints,
    bits: Bits,
    layout: Layouts,
    table: Ints,
    out: Bytes,
    size: Bits,
    valid: Valid,
) -> None:
    """Binary data as hexadecimal digits, the last byte filled up with zero bits; size in bits."""
    words, spec = borrowed(packed), borrowed(table)
    for i in range(word.size):
        n = np.uint64(layout[i])
        start, width = spec[n, START], spec[n, WIDTH]
        room = bits[i] - spec[n, TAIL] - start
        valid[i], size[i] = False, 0
        if spec[n, PRESENT] == 0 or room < 1 or not applies(words, word[i], bits[i], spec, n):
            continue
        length = min(width, room) if width else room
        size[i], valid[i] = length, True
        for k in range((length + 3) // 4):
            left = min(4, length - 4 * k)
            digit = bits_at(words, word[i], start + 4 * k, left) << (4 - left)
            out[i, k] = HEX_TEXT[digit]
        if ((length + 3) // 4) % 2:
            out[i, (length + 3) // 4] = HEX_TEXT[0]
