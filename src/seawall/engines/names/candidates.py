"""Who may be the query: entities that share words, dates or identifiers, with a bound: compiled.

The bound of an entity is never below its points. Entities are weighed from the highest bound down,
and no more once the bounds fall below what is asked for; so the answer is that of weighing everyone
who shares a key.
"""

# Compiled code mixes Python's integers with numpy's, which mypy keeps apart.
# mypy: disable-error-code="no-any-return, arg-type, return-value, assignment"

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from seawall.engines.names import rows
from seawall.engines.names.alignment import JOIN_WORTH, SHORTEST_JOINED, Run
from seawall.engines.names.compiling import compiled
from seawall.engines.names.keys import Keys, find, letters_key, word_keys
from seawall.engines.names.listing import Numbers
from seawall.engines.names.similarity import Figures, Rows, Work, alike, letter, worth

Tally = NDArray[np.int64]
"""For each entity: bits 0-19 thousandths earned, 20-43 query words that found a partner, 44-59
halves of query words that did, 60 a birth date in common, 61 an identifier."""

EARNED = (1 << 20) - 1
FIRST_BIT = 20
QUERY_WORDS = 24
FIRST_HALF = FIRST_BIT + QUERY_WORDS
HALVES = 8
"""Pairs of bits for halves; the ninth word of a query has those of the first."""
SAME_DATE = 1 << 60
SAME_IDENTIFIER = 1 << 61
WORD_BITS = ((1 << 60) - 1) ^ EARNED
MOST_VARIANTS = 1 << 16


@compiled
def query_words(
    words: Rows, run: Run, thing: bool, figures: Figures, found: Run, value: Work
) -> int:
    """Write the distinct ordinary words of all names of the query; how many.

    Where:
        value: Filled with what each word is worth and, in its second line, how many times more
            a name has it.
    """
    count = 0
    at = rows.HEADER
    for _ in range(run[rows.NAMES]):
        size = run[at] & 0xFF
        for k in range(at + 1, at + 1 + size):
            if run[k] & 15 != rows.ORDINARY:
                continue
            row = run[k] >> 8
            place = 0
            while place < count and found[place] != row:
                place += 1
            if place == count and count < QUERY_WORDS:
                found[count] = row
                value[0, count] = worth(words, row, thing, figures)
                value[1, count] = 0.0
                count += 1
            if place < count:
                value[1, place] = max(value[1, place], _times_before(run, at, k))
        at += 1 + size
    return count


@compiled
def _times_before(run: Run, at: int, k: int) -> float:
    """How many times a word of a name stands in it before."""
    times = 0.0
    for other in range(at + 1, k):
        times += run[other] >> 8 == run[k] >> 8
    return times


@compiled
def _add(
    variants: Numbers, gains: Work, bits: Run, count: int, word: int, gain: float, bit: int
) -> int:
    if count < MOST_VARIANTS:
        variants[count] = word
        gains[0, count] = gain
        bits[count] = bit
        return count + 1
    return count


@compiled
def alike_words(
    query: Rows,
    row: int,
    bit: int,
    words: Rows,
    keys: Keys,
    numbers: Numbers,
    directory: Run,
    key_bits: int,
    thing: bool,
    figures: Figures,
    work: Work,
    room: Keys,
    seen: Numbers,
    stamp: int,
    variants: Numbers,
    gains: Work,
    bits: Run,
    count: int,
) -> int:
    """Write the listed words that are alike to a word of the query, those that earn most first."""
    first = count
    for k in range(word_keys(query, row, room)):
        low, high = find(keys, directory, key_bits, room[k])
        for at in range(low, high):
            word = np.int64(numbers[at])
            if seen[word] == stamp:
                continue
            seen[word] = stamp
            gain, _, _ = alike(query, row, words, word, thing, figures, work)
            if gain > 0.0:
                count = _add(variants, gains, bits, count, word, gain, bit)
    order = np.argsort(-gains[0, first:count])
    sorted_words = variants[first:count][order]
    sorted_gains = gains[0, first:count][order]
    variants[first:count] = sorted_words
    gains[0, first:count] = sorted_gains
    return count


@compiled
def _whole_words(
    key: int, keys: Keys, numbers: Numbers, directory: Run, key_bits: int, words: Rows, size: int
) -> int:
    """The listed word of these letters; -1 where there is none."""
    low, high = find(keys, directory, key_bits, key)
    for at in range(low, high):
        word = np.int64(numbers[at])
        if words[word, rows.FACTS] & 0xFF == size and letters_key(words, word, 0, size, -1) == key:
            return word
    return -1


@compiled
def joined_words(  # noqa: C901  # one pass
    query: Rows,
    run: Run,
    found: Run,
    found_count: int,
    value: Work,
    words: Rows,
    keys: Keys,
    numbers: Numbers,
    directory: Run,
    key_bits: int,
    joined: Rows,
    variants: Numbers,
    gains: Work,
    bits: Run,
    count: int,
) -> int:
    """Write the listed words that join two or three neighbours of a name of the query."""
    at = rows.HEADER
    for _ in range(run[rows.NAMES]):
        size = run[at] & 0xFF
        for first in range(size - 1):
            length = 0
            gain = 0.0
            bit = 0
            joined[0, :3] = 0
            for k in range(first, min(first + 3, size)):
                row = run[at + 1 + k] >> 8
                letters = query[row, rows.FACTS] & 0xFF
                if letters == 0 or length + letters > rows.LETTERS:
                    break
                for place in range(letters):
                    code = letter(query, row, place)
                    joined[0, (length + place) >> 3] |= code << (((length + place) & 7) * 8)
                length += letters
                for i in range(found_count):
                    if found[i] == row and run[at + 1 + k] & 15 == rows.ORDINARY:
                        gain += value[0, i]
                        bit |= 1 << (FIRST_BIT + i)
                if k > first and bit:
                    key = letters_key(joined, 0, 0, length, -1)
                    word = _whole_words(key, keys, numbers, directory, key_bits, words, length)
                    if word >= 0:
                        count = _add(variants, gains, bits, count, word, gain, bit)
        at += 1 + size
    return count


@compiled
def _ends_in_particle(
    query: Rows,
    row: int,
    end: int,
    keys: Keys,
    numbers: Numbers,
    directory: Run,
    key_bits: int,
    words: Rows,
) -> bool:
    """Whether the letters before `end` begin or end with a particle, as `DELA` does."""
    for cut in range(1, end):
        for start, stop in ((0, cut), (cut, end)):
            key = letters_key(query, row, start, stop, -1)
            part = _whole_words(key, keys, numbers, directory, key_bits, words, stop - start)
            if part >= 0 and words[part, rows.FACTS] & rows.SMALL_WORD:
                return True
    return False


@compiled
def split_words(
    query: Rows,
    row: int,
    bit: int,
    value: float,
    words: Rows,
    keys: Keys,
    numbers: Numbers,
    directory: Run,
    key_bits: int,
    variants: Numbers,
    gains: Work,
    bits: Run,
    count: int,
) -> int:
    """Write the listed words of which two, or one behind particles, make a word of the query.

    Where:
        bit: The bit of the first half; the second half has the next one.
        value: What the whole word is worth.
    """
    size = query[row, rows.FACTS] & 0xFF
    for cut in range(SHORTEST_JOINED, size - SHORTEST_JOINED + 1):
        key = letters_key(query, row, cut, size, -1)
        right = _whole_words(key, keys, numbers, directory, key_bits, words, size - cut)
        if right < 0:
            continue
        key = letters_key(query, row, 0, cut, -1)
        left = _whole_words(key, keys, numbers, directory, key_bits, words, cut)
        particle = left >= 0 and words[left, rows.FACTS] & rows.SMALL_WORD
        if particle or _ends_in_particle(
            query, row, cut, keys, numbers, directory, key_bits, words
        ):
            count = _add(variants, gains, bits, count, right, value * JOIN_WORTH, bit << 1)
        elif left >= 0:
            half = value * JOIN_WORTH / 2
            count = _add(variants, gains, bits, count, right, half, bit << 1)
            count = _add(variants, gains, bits, count, left, half, bit)
    return count
