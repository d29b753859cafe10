"""Kernels that read what stands around a sentence: tag blocks, station suffixes, $PGHP times.

Tag blocks follow NMEA 0183 4.10 (`c:`, `s:`, `g:1-2-1234`) and IEC 62320-1 (`1G2:1234`).
"""

from __future__ import annotations

import numpy as np

from seawall.engines.ais.memory import GROUPS, Bytes, Record, Records
from seawall.engines.ais.sentence import (
    BACKSLASH,
    COMMA,
    NEWLINE,
    STAR,
    byte_at,
    checksum_at,
    copy_bytes,
    copy_name,
    digits_at,
    exclusive_or,
)
from seawall.engines.kernels import inlined, kernel

LONGEST_TAG = 512
COLON, DASH, LETTER_C, LETTER_G, LETTER_S = 58, 45, 99, 103, 115
CAPITAL_G, LETTER_B, LETTER_R = 71, 98, 114
MILLISECONDS_FROM = 40_000_000_000
"""A time this large is in milliseconds: as seconds it lies in the year 3237."""
LAST_SECOND = 253_402_300_800.0
"""The end of the year 9999."""


@kernel
def tag_end(buffer: Bytes, start: int) -> int:
    """The closing backslash of the tag block at start if its checksum agrees, else -1."""
    end = start + 1
    while buffer[end] != BACKSLASH:
        if buffer[end] == NEWLINE or buffer[end] == 0 or end - start > LONGEST_TAG:
            return -1
        end += 1
    star = end - 3
    if star <= start or buffer[star] != STAR:
        return -1
    if exclusive_or(buffer, start + 1, star) != checksum_at(buffer, star + 1):
        return -1
    return end


@kernel
def _seconds(buffer: Bytes, start: int) -> float:
    value, _ = digits_at(buffer, start)
    if value < 0:
        return np.nan
    seconds = value / 1000.0 if value >= MILLISECONDS_FROM else float(value)
    return seconds if seconds < LAST_SECOND else np.nan


@kernel
def _group(buffer: Bytes, start: int) -> int:
    """The group's number in `1-2-1234`, or -1."""
    value, i = digits_at(buffer, start)
    for _ in range(2):
        if buffer[i] != DASH:
            return -1
        value, i = digits_at(buffer, i + 1)
    return value


@inlined
def _group_key(buffer: Bytes, start: int) -> bool:
    """Whether the key at start is of the form `1G2:`."""
    number = 48 <= buffer[start] <= 57 and 48 <= buffer[start + 2] <= 57
    return bool(number and buffer[start + 1] == CAPITAL_G and buffer[start + 3] == COLON)


@inlined
def is_tag(buffer: Bytes, start: int) -> bool:
    """Whether a tag block begins at start: a backslash, a key and a colon."""
    if byte_at(buffer, start) != BACKSLASH:
        return False
    return buffer[start + 2] == COLON or _group_key(buffer, start + 1)


@inlined
def _next_field(buffer: Bytes, start: int, end: int) -> int:
    i = start
    while i < end and buffer[i] != COMMA:
        i += 1
    return i


@kernel
def read_tag(buffer: Bytes, start: int, end: int, memory: Record, groups: Records) -> None:
    """Note source and time of the tag block start..end.

    Members of a sentence group that do not repeat them have those of their group.
    """
    group, i, star = -1, start + 1, end - 3
    while i < star:
        stop = _next_field(buffer, i, star)
        if buffer[i + 1] == COLON:
            key = buffer[i]
            if key == LETTER_C:
                memory.time = _seconds(buffer, i + 2)
            elif key == LETTER_S and stop > i + 2:
                memory.source = copy_name(buffer, i + 2, stop, memory.name)
            elif key == LETTER_G:
                group = _group(buffer, i + 2)
        elif _group_key(buffer, i):
            group, _ = digits_at(buffer, i + 4)
        i = stop + 1
    if group >= 0:
        _grouped(memory, groups, group)


@kernel
def _grouped(memory: Record, groups: Records, number: int) -> None:
    """Source and time of a sentence in a group, remembered for the group's other sentences."""
    newest = memory.groups
    for back in range(1, min(newest, GROUPS) + 1):
        known = groups[(newest - back) % GROUPS]
        if known.number == number and (memory.source == 0 or memory.source == known.source):
            if memory.source == 0:
                memory.source = known.source
                copy_bytes(known.name, memory.name)
            if np.isnan(memory.time):
                memory.time = known.time
            return
    fresh = groups[newest % GROUPS]
    fresh.number, fresh.source, fresh.time = number, memory.source, memory.time
    copy_bytes(memory.name, fresh.name)
    memory.groups = newest + 1


@kernel
def read_suffix(buffer: Bytes, start: int, memory: Record) -> None:
    """Note station and Unix time logged behind a sentence (`,r003669945,1085889680`), if any.

    A tag block's source and time have precedence.
    """
    i = start
    while buffer[i] == COMMA:
        i += 1
        stop = i
        while buffer[stop] > COMMA:
            stop += 1
        station = buffer[i] == LETTER_R or buffer[i] == LETTER_B
        if station and memory.source == 0 and stop > i + 1:
            memory.source = copy_name(buffer, i, stop, memory.name)
        value, after = digits_at(buffer, i)
        if np.isnan(memory.time) and after == stop and 9 <= stop - i <= 10:
            memory.time = float(value)
        i = stop


@kernel
def _days(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 in the proleptic Gregorian calendar."""
    year -= month <= 2
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


@kernel
def read_announced(buffer: Bytes, start: int, memory: Record) -> None:
    """The time that a `$PGHP,1,year,month,day,hour,minute,second,ms` gives the next sentence."""
    name = (36, 80, 71, 72, 80, 44, 49, 44)
    for k in range(8):
        if buffer[start + k] != name[k]:
            return
    parts = np.zeros(7, np.int64)
    i = start + 8
    for k in range(7):
        parts[k], i = digits_at(buffer, i)
        if parts[k] < 0 or parts[k] > 9999 or buffer[i] != COMMA:
            return
        i += 1
    seconds = (parts[3] * 60 + parts[4]) * 60 + parts[5]
    if 1 <= parts[1] <= 12:
        memory.announced = (
            _days(parts[0], parts[1], parts[2]) * 86400.0 + seconds + parts[6] / 1000.0
        )
