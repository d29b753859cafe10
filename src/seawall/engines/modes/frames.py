"""Kernels that find Mode S frames in bytes: Beast binary and AVR text.

Beast: 0x1A, a type (`1` Mode A/C, `2` short, `3` long, `4` status), a 48-bit clock, one byte of
signal, the frame; each 0x1A inside is doubled. AVR: `*8D…;`, with a 48-bit clock behind `@` or
`%`, with clock and signal behind `<`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from seawall.engines.kernels import borrowed, inlined, kernel
from seawall.engines.modes.reasons import Reason

Bytes = npt.NDArray[np.uint8]
Records = npt.NDArray[np.void]
Record = Any
"""One element of a structured array, as a kernel sees it."""

SHORT, LONG = 7, 14
"""Bytes of the two kinds of frame (ICAO Annex 10 Vol IV, 3.1.2.3.2)."""

FRAME = np.dtype(
    [
        ("offset", np.int64),
        ("ticks", np.int64),
        ("signal", np.uint8),
        ("size", np.uint8),
        ("data", np.uint8, LONG),
    ]
)
"""A frame as found; ticks -1 and signal 0 are unknown."""

REJECT = np.dtype([("offset", np.int64), ("reason", np.uint8)])

FOUND = np.dtype(
    [
        ("offset", np.int64),
        ("frames", np.int64),
        ("rejects", np.int64),
        ("other", np.int64),
    ]
)
"""Bytes before this buffer; what was found; frames of other kinds that were passed over."""

ESCAPE, NEWLINE, SEMICOLON = 0x1A, 10, 59
STAR, AT, PERCENT, LESS, COLON = 42, 64, 37, 60, 58
JUNK, CUT, LENGTH = int(Reason.JUNK), int(Reason.CUT), int(Reason.LENGTH)
_HEAD = 7


def _sizes() -> npt.NDArray[np.int64]:
    sizes = np.zeros(256, np.int64)
    sizes[[ord("1"), ord("2"), ord("3"), ord("4")]] = 2, SHORT, LONG, LONG
    return sizes


def _digits() -> npt.NDArray[np.int64]:
    digits = np.full(256, -1, np.int64)
    for text in (b"0123456789ABCDEF", b"0123456789abcdef"):
        digits[list(text)] = np.arange(16)
    return digits


SIZES = _sizes()
DIGITS = _digits()
ONLY_FRAMES_FROM, ONLY_FRAMES_TO = 50, 51


@inlined
def note(found: Record, rejects: Records, at: int, reason: int) -> None:
    """Note one reject at a place in the buffer."""
    noted = rejects[found.rejects]
    noted.offset, noted.reason = found.offset + at, reason
    found.rejects += 1


@inlined
def unescape(buffer: Bytes, start: int, end: int, count: int, body: Bytes) -> int:
    """Count bytes from start with doubled escapes made single.

    Returns where to go on; -1 if the buffer ends before; -2 - place if an escape is broken.
    """
    i = start
    for k in range(count):
        if i >= end:
            return -1
        value = buffer[i]
        i += 1
        if value == ESCAPE:
            if i >= end:
                return -1
            if buffer[i] != ESCAPE:
                return -2 - (i - 1)
            i += 1
        body[k] = value
    return i


@inlined
def fill(frame: Record, at: int, body: Bytes, size: int) -> None:
    """A frame from its unescaped head and body."""
    ticks = 0
    for k in range(6):
        ticks = ticks << 8 | int(body[k])
    frame.offset, frame.ticks, frame.signal, frame.size = at, ticks, body[6], size
    for k in range(LONG):
        frame.data[k] = body[_HEAD + k] if k < size else 0


@inlined
def next_escape(buffer: Bytes, start: int, end: int) -> int:
    """The escape from start on, or end."""
    i = start
    while i < end and buffer[i] != ESCAPE:
        i += 1
    return i


@inlined
def body_size(buffer: Bytes, start: int) -> int:
    """Bytes of the frame that begins at start, or 0 if none does."""
    return SIZES[buffer[start + 1]] if buffer[start] == ESCAPE else 0


@inlined
def keep(found: Record, frames: Records, at: int, kind: int, body: Bytes, size: int) -> None:
    """Keep a Mode S frame; pass over the others."""
    if ONLY_FRAMES_FROM <= kind <= ONLY_FRAMES_TO:
        fill(frames[found.frames], found.offset + at, body, size)
        found.frames += 1
    else:
        found.other += 1


@kernel
def find_beast(data: Bytes, end: int, founds: Records, kept: Records, rejected: Records) -> int:
    """Frames of Beast bytes; returns where the first unfinished one begins."""
    buffer, frames, rejects = borrowed(data), borrowed(kept), borrowed(rejected)
    found, body = founds[0], np.zeros(_HEAD + LONG, np.uint8)
    i = 0
    while i < end:
        if i + 1 == end and buffer[i] == ESCAPE:
            return i
        size = body_size(buffer, i)
        if size == 0:
            note(found, rejects, i, JUNK)
            doubled = buffer[i] == ESCAPE and buffer[i + 1] == ESCAPE
            i = next_escape(buffer, i + 1 + int(doubled), end)
            continue
        after = unescape(buffer, i + 2, end, _HEAD + size, body)
        if after == -1:
            return i
        if after < 0:
            note(found, rejects, i, CUT)
            i = -2 - after
            continue
        keep(found, frames, i, buffer[i + 1], body, size)
        i = after
    return i


@inlined
def hex_number(buffer: Bytes, start: int, count: int) -> int:
    """The number of count hexadecimal digits at start, or -1."""
    value = 0
    for k in range(count):
        digit = DIGITS[buffer[start + k]]
        if digit < 0:
            return -1
        value = value << 4 | digit
    return value


@kernel
def read_avr(buffer: Bytes, start: int, end: int, frame: Record) -> int:
    """The frame that begins at start and ends at end (`;`); returns 0 or why there is none.

    The reason -1 is Mode A/C, which is passed over.
    """
    mark, i = buffer[start], start + 1
    ticks, signal = -1, 0
    if mark in (AT, PERCENT, LESS):
        ticks = hex_number(buffer, i, 12)
        i += 12
        if ticks < 0:
            return JUNK
    if mark == LESS:
        signal = hex_number(buffer, i, 2)
        i += 2
    digits = end - i
    if digits == 4:
        return -1
    if digits != 2 * SHORT and digits != 2 * LONG:
        return LENGTH
    for k in range(LONG):
        value = hex_number(buffer, i + 2 * k, 2) if 2 * k < digits else 0
        if value < 0:
            return JUNK
        frame.data[k] = value
    frame.ticks, frame.signal, frame.size = ticks, max(signal, 0), digits // 2
    return 0


@inlined
def is_mark(byte: int) -> bool:
    """Whether a frame may begin with this byte."""
    return byte in (STAR, AT, PERCENT, LESS, COLON)


@kernel
def find_avr(data: Bytes, end: int, founds: Records, kept: Records, rejected: Records) -> int:
    """Frames of AVR text in whole lines data[:end], padded with zeros; returns end."""
    buffer, frames, rejects, found = borrowed(data), borrowed(kept), borrowed(rejected), founds[0]
    i = 0
    while i < end:
        if buffer[i] <= 32 or buffer[i] == SEMICOLON:
            i += 1
            continue
        start = i
        while i < end and buffer[i] != SEMICOLON and buffer[i] != NEWLINE:
            i += 1
        if not is_mark(buffer[start]):
            note(found, rejects, start, JUNK)
            continue
        if i >= end or buffer[i] != SEMICOLON:
            note(found, rejects, start, CUT)
            continue
        frame = frames[found.frames]
        reason = read_avr(buffer, start, i, frame)
        if reason > 0:
            note(found, rejects, start, reason)
        elif reason < 0:
            found.other += 1
        else:
            frame.offset = found.offset + start
            found.frames += 1
    return end
