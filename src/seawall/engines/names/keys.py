"""Keys under which a word, a date or an identifier is found again: compiled.

Two words that `similarity.alike` can pair have at least one key in common.
"""

# Compiled code mixes Python's integers with numpy's, which mypy keeps apart.
# mypy: disable-error-code="no-any-return, arg-type, return-value, assignment"

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from seawall.engines.names import rows
from seawall.engines.names.compiling import compiled
from seawall.engines.names.similarity import (
    FEWEST_NEAR_SOUNDS,
    SHORTEST_NEAR_SOUND,
    SHORTEST_SPELLING,
    Rows,
    letter,
    sound_length,
)

Keys = NDArray[np.int64]

MOST_KEYS = 1 + rows.LETTERS + 13 + 1 + 8
"""Keys of one word: its letters whole and with each left out, its sounds likewise, stem, groups."""
MOST_IDENTIFIER_KEYS = 2 + rows.ID_LETTERS

_LETTERS, _SOUNDS, _STEM, _NICKNAMES, _SPELLINGS, _DATE, _IDENTIFIER, _PART = range(101, 109)
_PRIME = 0x9E3779B97F4A7C15
_MIX = 0x2127599BF4325C37
_POSITIVE = (1 << 63) - 1


@compiled
def mix(state: np.uint64, value: int) -> np.uint64:
    """Take one more value into a state of mixing."""
    return (state ^ np.uint64(value)) * np.uint64(_PRIME)


@compiled
def finish(state: np.uint64) -> int:
    """A key of 63 bits from a state of mixing."""
    state ^= state >> np.uint64(32)
    state *= np.uint64(_MIX)
    state ^= state >> np.uint64(29)
    return np.int64(state & np.uint64(_POSITIVE))


@compiled
def salted(salt: int, value: int) -> int:
    """The key of a value under a salt, so that values of different sorts never meet."""
    return finish(mix(mix(np.uint64(salt), value), value >> 32))


@compiled
def letters_key(words: Rows, row: int, start: int, end: int, without: int) -> int:
    """The key of the letters of a word from `start` to `end`, but for the one at `without`."""
    state = np.uint64(_LETTERS)
    for place in range(start, end):
        if place != without:
            state = mix(state, letter(words, row, place))
    return finish(state)


@compiled
def _sounds_key(sound: int, without: int) -> int:
    state = np.uint64(_SOUNDS)
    place = 0
    while sound:
        if place != without:
            state = mix(state, sound & 31)
        sound >>= 5
        place += 1
    return finish(state)


@compiled
def word_keys(  # noqa: C901  # one pass
    words: Rows, row: int, out: Keys
) -> int:
    """Write the keys of a word; how many there are."""
    out[0] = salted(_STEM, words[row, rows.STEM])
    count = 1
    size = words[row, rows.FACTS] & 0xFF
    if size:
        out[count] = letters_key(words, row, 0, size, -1)
        count += 1
    if size >= SHORTEST_SPELLING:
        for place in range(size):
            if place and letter(words, row, place) == letter(words, row, place - 1):
                continue
            out[count] = letters_key(words, row, 0, size, place)
            count += 1
    sound = words[row, rows.SOUND]
    if sound:
        out[count] = _sounds_key(sound, -1)
        count += 1
        length = sound_length(words[row, rows.FACTS])
        if size >= SHORTEST_NEAR_SOUND and length >= FEWEST_NEAR_SOUNDS:
            for place in range(length):
                out[count] = _sounds_key(sound, place)
                count += 1
    groups = words[row, rows.NICKNAMES]
    while groups:
        out[count] = salted(_NICKNAMES, groups & 0xFFFF)
        count += 1
        groups >>= 16
    groups = words[row, rows.SPELLINGS]
    while groups:
        out[count] = salted(_SPELLINGS, groups & 0xFFFF)
        count += 1
        groups >>= 16
    return count


@compiled
def date_key(date: int) -> int:
    """The key of a whole birth date."""
    return salted(_DATE, date)


@compiled
def identifier_keys(run: NDArray[np.int64], at: int, out: Keys) -> int:
    """Write the keys of an identifier, whole and with each character left out; how many."""
    if run[at + rows.ID_TEXT] == 0:
        return 0
    out[0] = salted(_IDENTIFIER, run[at + rows.ID_TEXT])
    size = (run[at] >> 20) & 0xFF
    if size < 2:
        return 1
    packed = run[at + rows.ID_CHARS : at + rows.ID_TEXT]
    for without in range(-1, size):
        state = np.uint64(_PART)
        for place in range(size):
            if place != without:
                state = mix(state, (packed[place >> 3] >> ((place & 7) * 8)) & 0xFF)
        out[without + 2] = finish(state)
    return size + 2


@compiled
def find(keys: Keys, directory: NDArray[np.int64], bits: int, key: int) -> tuple[int, int]:
    """Where a key starts and ends in a sorted table.

    Where:
        keys: The sorted keys.
        directory: Where the keys with each value of the top `bits` bits start.
        bits: As said.
        key: The key to find.
    """
    bucket = key >> (63 - bits)
    low = directory[bucket]
    end = directory[bucket + 1]
    while low < end and keys[low] < key:
        low += 1
    high = low
    while high < end and keys[high] == key:
        high += 1
    return low, high
