"""The kernel that turns bytes into messages: one pass, no Python object for a message."""

# ruff: noqa: SIM110 - kernels have loops, not generators
from __future__ import annotations

import numpy as np

from seawall.engines.ais.memory import PARTS, SOURCE_SIZE, Bytes, Ints, Record, Records
from seawall.engines.ais.parts import NONE, give_up, join, reject, remove, take
from seawall.engines.ais.reasons import Reason
from seawall.engines.ais.sentence import (
    BACKSLASH,
    BANG,
    COMMA,
    DOLLAR,
    HASH,
    LONGEST,
    NEWLINE,
    RETURN,
    STAR,
    bits_at,
    byte_at,
    checksum_at,
    exclusive_or,
    pack,
    payload_size,
)
from seawall.engines.ais.tags import is_tag, read_announced, read_suffix, read_tag, tag_end
from seawall.engines.kernels import borrowed, inlined, kernel

(
    NO_SENTENCE,
    MALFORMED,
    NO_CHECKSUM,
    CHECKSUM,
    FRAGMENT,
    CHARACTER,
    EMPTY,
    FILL_BITS,
    TOO_LONG,
    TOO_SHORT,
    UNKNOWN_TYPE,
    UNKNOWN_PART,
) = range(1, 13)
TAG = int(Reason.TAG)
LETTER_V, LETTER_D, LETTER_M, LETTER_O, SPACE, ZERO = 86, 68, 77, 79, 32, 48
NINE, CAPITAL_A, CAPITAL_Z = 57, 65, 90
LONGEST_ADDRESS = 9
HEADER_BITS = 38
MARKS = np.zeros(256, np.bool_)
MARKS[[BANG, DOLLAR, BACKSLASH, NEWLINE]] = True


@inlined
def choose(words: Ints, first: int, bits: int, tables: Record) -> int:
    """The layout of a packed message, or minus the reason why it has none."""
    if bits < HEADER_BITS:
        return -TOO_SHORT
    type_ = bits_at(words, first, 0, 6)
    if type_ < 1 or type_ > 27:
        return -UNKNOWN_TYPE
    start, width = tables.start[type_], tables.width[type_]
    if bits < start + width:
        return -TOO_SHORT
    layout = int(tables.lut[tables.first[type_] + bits_at(words, first, start, width)])
    if layout < 0:
        return -UNKNOWN_PART
    fits = tables.least[layout] <= bits <= tables.most[layout]
    if not fits and tables.plain[layout] >= 0:
        layout = int(tables.plain[layout])
    if bits < tables.least[layout]:
        return -TOO_SHORT
    return layout


@inlined
def emit(
    memory: Record,
    rows: Records,
    words: Ints,
    rejects: Records,
    tables: Record,
    n: int,
    fill: int,
    named: bool,
    name: Bytes,
) -> None:
    """Lay out the n characters just packed as the next message, or reject them."""
    row = rows[memory.messages]
    bits = 6 * n - fill
    layout = choose(words, memory.words, bits, tables)
    if layout < 0:
        reject(memory, rejects, row.line, row.offset, -layout)
        return
    row.bits, row.layout, row.word = bits, layout, memory.words
    for k in range(SOURCE_SIZE):
        row.name[k] = name[k] if named else 0
    memory.words += (n + 9) // 10
    memory.messages += 1


@kernel
def refuse(buffer: Bytes, start: int, reason: int, memory: Record, rejects: Records) -> int:
    """Reject the sentence at start: for its checksum if that is wrong too, else for the reason."""
    star = start + 1
    while buffer[star] != STAR and buffer[star] != BANG and buffer[star] > NEWLINE:
        star += 1
    if buffer[star] != STAR:
        reason = NO_CHECKSUM
    elif exclusive_or(buffer, start + 1, star) != checksum_at(buffer, star + 1):
        reason = CHECKSUM
    reject(memory, rejects, memory.line, memory.offset + start, reason)
    return star


@inlined
def header(buffer: Bytes, start: int) -> tuple[int, int, int, int, int]:
    """Count, number, sequence (-1: none), channel (0: none), first payload character (-1: bad)."""
    total, part = byte_at(buffer, start) - ZERO, byte_at(buffer, start + 2) - ZERO
    sequence, channel, i = -1, 0, start + 4
    if byte_at(buffer, i) != COMMA:
        sequence = byte_at(buffer, i) - ZERO
        i += 1
    j = i + 1
    if byte_at(buffer, j) != COMMA:
        channel = byte_at(buffer, j)
        j += 1
    commas = (
        byte_at(buffer, start + 1) == COMMA
        and byte_at(buffer, start + 3) == COMMA
        and byte_at(buffer, i) == COMMA
        and byte_at(buffer, j) == COMMA
    )
    if commas and 0 <= total <= 9 and 0 <= part <= 9 and sequence <= 9:
        return total, part, sequence, channel + 16 if 49 <= channel <= 50 else channel, j + 1
    return total, part, sequence, channel, -1


@inlined
def tail_reason(buffer: Bytes, start: int, end: int, n: int) -> int:
    """What is wrong from the payload's end on, or 0."""
    if byte_at(buffer, end) != COMMA:
        return TOO_LONG if n >= LONGEST else CHARACTER
    if n == 0:
        return EMPTY
    if byte_at(buffer, end + 1) < 48 or byte_at(buffer, end + 1) > 53:
        return FILL_BITS
    if byte_at(buffer, end + 2) != STAR:
        return MALFORMED if byte_at(buffer, end + 2) > RETURN else NO_CHECKSUM
    if exclusive_or(buffer, start + 1, end + 2) != checksum_at(buffer, end + 3):
        return CHECKSUM
    return 0


@inlined
def describe(row: Record, memory: Record, offset: int, channel: int, own: bool, total: int) -> None:
    """Say where the next message comes from."""
    row.line, row.offset, row.time = memory.line, offset, memory.time
    row.channel, row.own, row.parts = channel, own, total


@inlined
def read_sentence(
    buffer: Bytes,
    start: int,
    memory: Record,
    slots: Records,
    tables: Record,
    rows: Records,
    words: Ints,
    rejects: Records,
) -> int:
    """Read the VDM or VDO sentence at start; returns where to go on."""
    memory.sentences += 1
    total, part, sequence, channel, at = header(buffer, start + 7)
    if at < 0:
        return refuse(buffer, start, MALFORMED, memory, rejects)
    if part < 1 or part > total or total > PARTS:
        return refuse(buffer, start, FRAGMENT, memory, rejects)
    n = pack(buffer, at, words, memory.words) if total == 1 else payload_size(buffer, at)
    end = at + n
    reason = tail_reason(buffer, start, end, n)
    if reason:
        return refuse(buffer, start, reason, memory, rejects)
    if buffer[end + 5] == COMMA:
        read_suffix(buffer, end + 5, memory)
    fill, own = int(buffer[end + 1]) - 48, buffer[start + 5] == LETTER_O
    row = rows[memory.messages]
    row.talker = int(buffer[start + 1]) | int(buffer[start + 2]) << 8
    describe(row, memory, memory.offset + start, channel, own, total)
    if total > 1:
        key = ((row.talker * 2 + own) * 16 + total) * 16 + sequence + 1
        place = take(
            memory, slots, rejects, buffer, at, n, part - 1, key, channel, memory.offset + start
        )
        if place != NONE:
            slot = slots[memory.order[place]]
            slot.fill = fill if part == total else slot.fill
            finish(memory, slots, tables, rows, words, rejects, place)
    else:
        emit(memory, rows, words, rejects, tables, n, fill, memory.source != 0, memory.name)
    return end + 5


@kernel
def finish(
    memory: Record,
    slots: Records,
    tables: Record,
    rows: Records,
    words: Ints,
    rejects: Records,
    place: int,
) -> None:
    """Emit the message at a place if it has all its parts; the next row says all but its origin."""
    slot, row = slots[memory.order[place]], rows[memory.messages]
    total = int(row.parts)
    if slot.have != (1 << total) - 1:
        return
    n = join(memory, slot, total)
    row.offset, row.channel, row.time = slot.offset, slot.channel, slot.time
    if n > LONGEST:
        reject(memory, rejects, memory.line, slot.offset, TOO_LONG)
    else:
        pack(memory.joined, 0, words, memory.words)
        emit(memory, rows, words, rejects, tables, n, slot.fill, slot.source != 0, slot.name)
    remove(memory, place)


@inlined
def is_ours(buffer: Bytes, start: int) -> bool:
    """Whether a VDM or VDO sentence of any talker begins at start."""
    return (
        byte_at(buffer, start) == BANG
        and byte_at(buffer, start + 3) == LETTER_V
        and byte_at(buffer, start + 4) == LETTER_D
        and (byte_at(buffer, start + 5) == LETTER_M or byte_at(buffer, start + 5) == LETTER_O)
        and byte_at(buffer, start + 6) == COMMA
    )


@inlined
def is_other(buffer: Bytes, start: int) -> bool:
    """Whether some other NMEA sentence begins at start: ! or $, its address, a comma."""
    if buffer[start] != BANG and buffer[start] != DOLLAR:
        return False
    k = 1
    while k <= LONGEST_ADDRESS and buffer[start + k] != COMMA:
        byte = buffer[start + k]
        if byte < ZERO or byte > CAPITAL_Z or NINE < byte < CAPITAL_A:
            return False
        k += 1
    return 3 < k <= LONGEST_ADDRESS


@inlined
def end_of_line(buffer: Bytes, start: int, end: int) -> int:
    """The newline from start on, or end."""
    i = start
    while i < end and buffer[i] != NEWLINE:
        i += 1
    return i


@inlined
def forget_tags(memory: Record) -> None:
    """The next sentence starts without source and time."""
    memory.source = 0
    memory.time = np.nan


@inlined
def next_mark(buffer: Bytes, start: int, end: int) -> int:
    """The next byte with which a sentence, a tag block or a new line begins, or end."""
    i = start
    while i < end and not MARKS[buffer[np.uint64(i)]]:
        i += 1
    return i


@inlined
def is_blank(buffer: Bytes, start: int, end: int) -> bool:
    """Whether there is nothing but white space and control characters."""
    for i in range(start, end):
        if buffer[i] > SPACE:
            return False
    return True


@kernel
def read_tags(
    buffer: Bytes, start: int, memory: Record, groups: Records, rejects: Records
) -> int:  # fmt: skip
    """Read the tag block at start; returns where to go on."""
    end = tag_end(buffer, start)
    if end < 0:
        reject(memory, rejects, memory.line, memory.offset + start, TAG)
        return start + 1
    read_tag(buffer, start, end, memory, groups)
    return end + 1


@inlined
def read_line(
    buffer: Bytes,
    start: int,
    end: int,
    memory: Record,
    slots: Records,
    groups: Records,
    tables: Record,
    rows: Records,
    words: Ints,
    rejects: Records,
) -> int:
    """Read the line at start, whatever it holds; returns where the next begins."""
    known, i = False, start
    forget_tags(memory)
    while i < end and buffer[i] != NEWLINE:
        if is_ours(buffer, i):
            if np.isnan(memory.time):
                memory.time = memory.announced
            memory.announced = np.nan
            i = read_sentence(buffer, i, memory, slots, tables, rows, words, rejects)
            forget_tags(memory)
            known = True
        elif is_tag(buffer, i):
            i = read_tags(buffer, i, memory, groups, rejects)
            known = True
        else:
            if is_other(buffer, i):
                memory.other += 1
                read_announced(buffer, i, memory)
                known = True
            i += 1
        i = next_mark(buffer, i, end)
    if not known and not is_blank(buffer, start, i):
        reject(memory, rejects, memory.line, memory.offset + start, NO_SENTENCE)
    return i + 1


@kernel
def scan(
    data: Bytes,
    end: int,
    memories: Records,
    waiting: Records,
    grouped: Records,
    choices: Records,
    messages: Records,
    packed: Ints,
    rejected: Records,
) -> None:
    """Read all lines of data[:end], which ends with a whole line and is padded with zeros.

    It works on borrowed views of its arrays: those are not counted (see `kernels.inlined`).
    """
    memory, tables = memories[0], choices[0]
    buffer = borrowed(data)
    slots = borrowed(waiting)
    groups = borrowed(grouped)
    rows = borrowed(messages)
    words = borrowed(packed)
    rejects = borrowed(rejected)
    i = 0
    while i < end:
        memory.line += 1
        if buffer[i] == HASH:
            memory.comments += 1
            i = end_of_line(buffer, i, end) + 1
        else:
            i = read_line(
                buffer, i, end, memory, slots, groups, tables, rows, words, rejects
            )  # fmt: skip
    memory.offset += end


@kernel
def give_all_up(memories: Records, slots: Records, rejects: Records) -> None:
    """Reject every message that still waits for a part."""
    memory = memories[0]
    while memory.waiting > 0:
        give_up(memory, slots, rejects, 0)
