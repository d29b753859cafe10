"""What a stream remembers between buffers, and what one scan writes: flat records and arrays."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Records = npt.NDArray[np.void]
Record = Any
"""One element of a structured array, as a kernel sees it."""

SOURCE_SIZE = 32
"""Bytes of a source's name that are kept; its identity rests on a hash of all of them."""
SLOTS = 256
"""Messages that may wait for their other parts at once; the oldest gives way."""
PARTS = 9
PART_SIZE = 128
"""Characters of one part that are kept."""
GROUPS = 64
"""Sentence groups whose source and time are remembered."""
PART_LINES = 4_000
"""Lines after which a missing part is given up."""
PART_SECONDS = 30.0
"""Seconds after which a missing part is given up, where times are known."""

_NAME = (np.uint8, SOURCE_SIZE)

SLOT = np.dtype(
    [
        ("key", np.int64),
        ("source", np.int64),
        ("channel", np.int64),
        ("line", np.int64),
        ("offset", np.int64),
        ("have", np.int64),
        ("fill", np.int64),
        ("seen", np.float64),
        ("time", np.float64),
        ("name", *_NAME),
        ("size", np.int64, PARTS),
        ("part", np.uint8, (PARTS, PART_SIZE)),
    ]
)
"""A message that waits for parts: which it is, what is there, and the parts themselves."""

GROUP = np.dtype(
    [("number", np.int64), ("source", np.int64), ("time", np.float64), ("name", *_NAME)]
)
"""A sentence group: what its first tag block said of all of its sentences."""

MEMORY = np.dtype(
    [
        ("line", np.int64),
        ("offset", np.int64),
        ("other", np.int64),
        ("comments", np.int64),
        ("sentences", np.int64),
        ("messages", np.int64),
        ("words", np.int64),
        ("rejects", np.int64),
        ("received", np.float64),
        ("announced", np.float64),
        ("source", np.int64),
        ("time", np.float64),
        ("name", *_NAME),
        ("waiting", np.int64),
        ("order", np.int64, SLOTS),
        ("groups", np.int64),
        ("joined", np.uint8, PARTS * PART_SIZE + 16),
    ]
)
"""Counters; what the present line's tags say; the waiting slots, oldest first."""

ROW = np.dtype(
    [
        ("line", np.int64),
        ("offset", np.int64),
        ("time", np.float64),
        ("word", np.int64),
        ("bits", np.int32),
        ("layout", np.int16),
        ("talker", np.uint16),
        ("channel", np.uint8),
        ("own", np.bool_),
        ("parts", np.uint8),
        ("name", *_NAME),
    ]
)
"""A message: where it stood, where its packed bits are, how they are laid out."""

REJECT = np.dtype([("line", np.int64), ("offset", np.int64), ("reason", np.uint8)])


class State(NamedTuple):
    """All that a stream remembers; bounded whatever the stream holds."""

    memory: Records
    slots: Records
    groups: Records


def state() -> State:
    """The state of a stream of which nothing has been seen."""
    fresh = State(np.zeros(1, MEMORY), np.zeros(SLOTS, SLOT), np.zeros(GROUPS, GROUP))
    fresh.memory["order"] = np.arange(SLOTS)
    fresh.memory["received"] = fresh.memory["announced"] = np.nan
    return fresh


class Output(NamedTuple):
    """Where a scan writes.

    Bits are kept in words of ten six-bit characters (60 bits), first bit highest.
    """

    rows: Records
    words: Ints
    rejects: Records


SHORTEST = 18
"""Bytes of the shortest sentence that can hold a message."""


SPARE_WORDS = 20
"""Words behind the last message; a kernel may look for a field behind a message cut short."""


def output(size: int) -> Output:
    """Room for whatever that many bytes can hold; pages that nothing is written to cost nothing.

    A message takes a sentence; a word takes ten characters, here or in a waiting slot; a reject
    takes a line of one character or half a sentence, or a waiting slot.
    """
    rows = size // SHORTEST + 2
    words = size // 10 + rows + SLOTS * (PARTS * PART_SIZE // 10) + SPARE_WORDS
    return Output(
        np.empty(rows, ROW),
        np.empty(words, np.int64),
        np.empty(size // 2 + SLOTS + 3, REJECT),
    )
