"""Kernels that put the parts of a message together.

Parts belong together when talker, formatter, count and sequence number are the same and source
and channel do not differ (a part may leave either out). They may come in any order, with anything
between them, but not later than `PART_LINES` lines or `PART_SECONDS` seconds.
"""

# ruff: noqa: SIM110 - kernels have loops, not generators
from __future__ import annotations

import numpy as np

from seawall.engines.ais.memory import (
    PART_LINES,
    PART_SECONDS,
    PART_SIZE,
    SLOTS,
    Bytes,
    Record,
    Records,
)
from seawall.engines.ais.reasons import Reason
from seawall.engines.ais.sentence import copy_bytes
from seawall.engines.kernels import inlined, kernel

INCOMPLETE, DUPLICATE, TOO_LONG = (
    int(reason) for reason in (Reason.INCOMPLETE, Reason.DUPLICATE, Reason.TOO_LONG)
)
NONE = -1


@inlined
def reject(memory: Record, rejects: Records, line: int, offset: int, reason: int) -> None:
    """Note one reject."""
    noted = rejects[memory.rejects]
    noted.line, noted.offset, noted.reason = line, offset, reason
    memory.rejects += 1


@kernel
def remove(memory: Record, place: int) -> None:
    """Free the slot at a place of the list, which stays ordered by age."""
    order, last = memory.order, memory.waiting - 1
    slot = order[place]
    for k in range(place, last):
        order[k] = order[k + 1]
    order[last] = slot
    memory.waiting = last


@kernel
def give_up(memory: Record, slots: Records, rejects: Records, place: int) -> None:
    """Reject the message at a place of the list as incomplete."""
    slot = slots[memory.order[place]]
    reject(memory, rejects, slot.line, slot.offset, INCOMPLETE)
    remove(memory, place)


@kernel
def expire(memory: Record, slots: Records, rejects: Records, now: float) -> None:
    """Give up messages that have waited too long."""
    while memory.waiting > 0:
        slot = slots[memory.order[0]]
        if memory.line - slot.line <= PART_LINES and not now - slot.seen > PART_SECONDS:
            return
        give_up(memory, slots, rejects, 0)


@kernel
def compatible(slot: Record, source: int, channel: int) -> bool:
    """Whether source and channel do not differ; 0 is left out."""
    return (slot.source == source or slot.source == 0 or source == 0) and (
        slot.channel == channel or slot.channel == 0 or channel == 0
    )


@kernel
def find(memory: Record, slots: Records, key: int, channel: int, part: int) -> int:
    """The place of the message that this part belongs to, or NONE.

    The newest message with the same source and channel; else the newest that lacks this part
    and differs in neither, only leaves one out.
    """
    loose = NONE
    for place in range(memory.waiting - 1, -1, -1):
        slot = slots[memory.order[place]]
        if slot.key != key:
            continue
        if slot.source == memory.source and slot.channel == channel:
            return place
        lacking = slot.have & (1 << part) == 0
        if loose == NONE and lacking and compatible(slot, memory.source, channel):
            loose = place
    return loose


@kernel
def same(slot: Record, part: int, buffer: Bytes, start: int, size: int) -> bool:
    """Whether the slot holds exactly this part."""
    if slot.size[part] != size:
        return False
    for k in range(size):
        if slot.part[part, k] != buffer[start + k]:
            return False
    return True


@kernel
def open_slot(memory: Record, slots: Records, rejects: Records, key: int, offset: int) -> int:
    """The place of a new message that waits for its parts."""
    if memory.waiting == SLOTS:
        give_up(memory, slots, rejects, 0)
    place = int(memory.waiting)
    slot = slots[memory.order[place]]
    slot.key, slot.source, slot.channel = key, 0, 0
    slot.line, slot.offset = memory.line, offset
    slot.have, slot.fill = 0, 0
    slot.time = np.nan
    memory.waiting = place + 1
    return place


@kernel
def keep(memory: Record, slot: Record, channel: int, part: int) -> None:
    """Fill in what the message's earlier parts left out."""
    if slot.source == 0 and memory.source != 0:
        slot.source = memory.source
        copy_bytes(memory.name, slot.name)
    if slot.channel == 0:
        slot.channel = channel
    if not np.isnan(memory.time) and (part == 0 or np.isnan(slot.time)):
        slot.time = memory.time
    slot.have |= 1 << part


@kernel
def take(
    memory: Record,
    slots: Records,
    rejects: Records,
    buffer: Bytes,
    start: int,
    size: int,
    part: int,
    key: int,
    channel: int,
    offset: int,
) -> int:
    """Keep one part; returns the place of its message, or NONE if this part was no part.

    Args:
        memory: the stream's state, which holds the part's source and time.
        slots: messages that wait.
        rejects: where rejects go.
        buffer: the bytes.
        start: first character of the payload.
        size: characters of the payload.
        part: counted from 0.
        key: identity of the message, source and channel aside.
        channel: its character, 0 where left out.
        offset: of the sentence in the stream.
    """
    now = memory.time if np.isnan(memory.received) else memory.received
    expire(memory, slots, rejects, now)
    if size > PART_SIZE:
        reject(memory, rejects, memory.line, offset, TOO_LONG)
        return NONE
    place = find(memory, slots, key, channel, part)
    if place != NONE and slots[memory.order[place]].have & (1 << part):
        if same(slots[memory.order[place]], part, buffer, start, size):
            reject(memory, rejects, memory.line, offset, DUPLICATE)
            return NONE
        give_up(memory, slots, rejects, place)
        place = NONE
    if place == NONE:
        place = open_slot(memory, slots, rejects, key, offset)
        slots[memory.order[place]].seen = now
    slot = slots[memory.order[place]]
    for k in range(size):
        slot.part[part, k] = buffer[start + k]
    slot.size[part] = size
    keep(memory, slot, channel, part)
    return place


@kernel
def join(memory: Record, slot: Record, total: int) -> int:
    """Write the parts of a complete message behind each other; returns how many characters."""
    n = 0
    for part in range(total):
        for k in range(slot.size[part]):
            memory.joined[n] = slot.part[part, k]
            n += 1
    memory.joined[n] = 0
    return n
