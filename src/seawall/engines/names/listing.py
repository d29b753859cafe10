"""Building the tables of a segment from its words and runs: compiled."""

# Compiled code mixes Python's integers with numpy's, which mypy keeps apart.
# mypy: disable-error-code="no-any-return, arg-type, return-value, assignment"

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from seawall.engines.names import rows
from seawall.engines.names.alignment import Run
from seawall.engines.names.compiling import compiled
from seawall.engines.names.keys import (
    MOST_IDENTIFIER_KEYS,
    MOST_KEYS,
    Keys,
    date_key,
    identifier_keys,
    word_keys,
)
from seawall.engines.names.similarity import Figures, Rows, worth

Numbers = NDArray[np.int32]

# What is known of an entity at a glance: a line of eight 32-bit integers.
LEFT = 0
"""Four figures in thousandths: the least that is left of any of its names when none, the one,
the two or the three words that earn most have found a partner."""
DATE, COUNTRY, GLANCE_FACTS = 4, 5, 6
GLANCE = 8
SEVERAL = -1
"""Stands for a date or country where there is more than one."""
LOOSE = 1 << 8
"""A name has an initial or is truncated, so that a word left over may yet have a partner."""
HAS_PLACES = 1 << 9
NAMELESS = 1 << 30
ANY_LEFT = 255
"""Stands for what is left of a loose entity, of which nothing can be said."""
LEFT_STEPS = 16


@compiled
def copy_parts(
    source: NDArray[Any],
    offsets: NDArray[np.int64],
    order: NDArray[np.int64],
    out: NDArray[Any],
    out_offsets: NDArray[np.int64],
) -> None:
    """Copy the parts of an array in another order."""
    at = 0
    for k in range(len(order)):
        start, end = offsets[order[k]], offsets[order[k] + 1]
        out[at : at + end - start] = source[start:end]
        at += end - start
        out_offsets[k + 1] = at


@compiled
def list_word_keys(words: Rows, keys: Keys, numbers: Numbers) -> int:
    """Write the keys of every word, with the word's number; how many there are.

    Where:
        words: The rows of the words.
        keys: Room for them, or empty to count only.
        numbers: Room for the numbers.
    """
    room = np.empty(MOST_KEYS, dtype=np.int64)
    total = 0
    for row in range(len(words)):
        count = word_keys(words, row, room)
        if len(keys):
            keys[total : total + count] = room[:count]
            numbers[total : total + count] = row
        total += count
    return total


@compiled
def list_entity_keys(runs: Run, offsets: Run, keys: Keys, numbers: Numbers) -> int:
    """Write the keys of every birth date and identifier, with the entity's number."""
    room = np.empty(MOST_IDENTIFIER_KEYS, dtype=np.int64)
    total = 0
    for entity in range(len(offsets) - 1):
        at = offsets[entity]
        for i in range(runs[at + rows.DATES]):
            date = runs[at + runs[at + rows.DATES_AT] + i]
            if len(keys):
                keys[total] = date_key(date)
                numbers[total] = entity
            total += 1
        for i in range(runs[at + rows.IDENTIFIERS]):
            row = at + runs[at + rows.IDENTIFIERS_AT] + i * rows.ID_ROW
            count = identifier_keys(runs, row, room)
            if len(keys):
                keys[total : total + count] = room[:count]
                numbers[total : total + count] = entity
            total += count
    return total


@compiled
def list_postings(
    runs: Run,
    offsets: Run,
    glances: Numbers,
    starts: NDArray[np.int64],
    postings: Numbers,
    lefts: NDArray[np.uint8],
) -> None:
    """Write, for every word, the entities that have it as an ordinary word of a name.

    Where:
        runs: Runs of subjects, at `offsets`.
        glances: What is known of them at a glance.
        starts: Filled with where the entities of each word start; one longer than the words.
        postings: Room for them, or empty to count only.
        lefts: Room for what is left of each entity but for one word, in sixteenths.
    """
    last = np.full(len(starts), -1, dtype=np.int32)
    fill = starts.copy()
    for entity in range(len(offsets) - 1):
        at = offsets[entity] + rows.HEADER
        for _ in range(runs[offsets[entity] + rows.NAMES]):
            count = runs[at] & 0xFF
            for k in range(at + 1, at + 1 + count):
                word = runs[k] >> 8
                if runs[k] & 15 != rows.ORDINARY or last[word] == entity:
                    continue
                last[word] = entity
                if len(postings):
                    postings[fill[word]] = entity
                    lefts[fill[word]] = _left_of(glances, entity)
                    fill[word] += 1
                else:
                    starts[word + 1] += 1
            at += 1 + count


@compiled
def _left_of(glances: Numbers, entity: int) -> int:
    if glances[entity, GLANCE_FACTS] & LOOSE:
        return ANY_LEFT
    return min(ANY_LEFT - 1, glances[entity, LEFT + 1] * LEFT_STEPS // 1000)


@compiled
def list_glances(  # noqa: C901  # one pass
    words: Rows, runs: Run, offsets: Run, figures: Figures, glances: Numbers
) -> None:
    """Write what is known of every entity at a glance."""
    top = np.zeros(3)
    for entity in range(len(offsets) - 1):
        start = offsets[entity]
        thing = runs[start + rows.KIND] != 0
        facts = runs[start + rows.KIND] | runs[start + rows.SEX] << 4
        glances[entity, LEFT : LEFT + 4] = NAMELESS
        at = start + rows.HEADER
        for _ in range(runs[start + rows.NAMES]):
            count = runs[at] & 0xFF
            facts |= LOOSE if runs[at] & rows.TRUNCATED else 0
            total = 0.0
            top[:] = 0.0
            for k in range(at + 1, at + 1 + count):
                role = runs[k] & 15
                if role == rows.INITIAL:
                    facts |= LOOSE
                if role != rows.ORDINARY:
                    continue
                value = worth(words, runs[k] >> 8, thing, figures)
                total += value
                for place in range(3):
                    if value > top[place]:
                        top[place], value = value, top[place]
            left = total
            glances[entity, LEFT] = min(glances[entity, LEFT], int(left * 1000))
            for place in range(3):
                left -= top[place]
                glances[entity, LEFT + 1 + place] = min(
                    glances[entity, LEFT + 1 + place], max(0, int(left * 1000))
                )
            at += 1 + count
        facts |= HAS_PLACES if runs[start + rows.PLACES] else 0
        glances[entity, GLANCE_FACTS] = facts
        glances[entity, DATE] = _only(runs, start, rows.DATES)
        glances[entity, COUNTRY] = _only(runs, start, rows.COUNTRIES)


@compiled
def _only(runs: Run, start: int, table: int) -> int:
    """The one value of a table of an entity, 0 where it has none."""
    count = runs[start + table]
    if count == 0:
        return 0
    if count > 1:
        return SEVERAL
    return runs[start + runs[start + table - rows.DATES + rows.DATES_AT]]


def directory_of(keys: Keys) -> tuple[NDArray[np.int64], int]:
    """Where the keys with each value of their top bits start, and how many bits those are."""
    bits = max(4, min(22, len(keys).bit_length()))
    edges = np.arange((1 << bits) + 1, dtype=np.uint64) << np.uint64(63 - bits)
    return np.searchsorted(keys.view(np.uint64), edges).astype(np.int64), bits
