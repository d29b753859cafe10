"""Tallying what each entity has in common with a query: compiled."""

# Compiled code mixes Python's integers with numpy's, which mypy keeps apart.
# mypy: disable-error-code="no-any-return, arg-type, return-value, assignment"

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from seawall.engines.names import rows
from seawall.engines.names.alignment import Run
from seawall.engines.names.candidates import (
    FIRST_BIT,
    FIRST_HALF,
    HALVES,
    MOST_VARIANTS,
    QUERY_WORDS,
    SAME_DATE,
    SAME_IDENTIFIER,
    Tally,
    alike_words,
    joined_words,
    split_words,
)
from seawall.engines.names.compiling import compiled
from seawall.engines.names.keys import (
    MOST_IDENTIFIER_KEYS,
    MOST_KEYS,
    Keys,
    date_key,
    find,
    identifier_keys,
)
from seawall.engines.names.listing import ANY_LEFT, Numbers
from seawall.engines.names.similarity import Figures, Rows, Work


@compiled
def tally_words(
    query: Rows,
    run: Run,
    thing: bool,
    found: Run,
    found_count: int,
    value: Work,
    words: Rows,
    word_keys: Keys,
    word_numbers: Numbers,
    word_directory: Run,
    word_bits: int,
    starts: Run,
    postings: Numbers,
    posting_lefts: NDArray[np.uint8],
    figures: Figures,
    least: float,
    others: float,
    unsure: bool,
    work: Work,
    seen: Numbers,
    stamp: int,
    tally: Tally,
    touched: Numbers,
    lefts: NDArray[np.uint8],
    reached: int,
) -> int:
    """Tally what every entity earns by the words of the query; how many are touched in all.

    The commonest words are passed over where nobody can reach `least` by them alone: they are
    tallied only for entities that have something else in common with the query.

    Where:
        found: The rows of the query's words, and `value` what each is worth.
        words: The tables of the segment follow.
        least: Fewest points asked for.
        others: The most points of an entity but for its names, identifiers and equal dates.
        unsure: The query has initials or a cut word: nobody can be passed over.
        reached: How many are touched before.
    """
    variants = np.empty(MOST_VARIANTS, dtype=np.int32)
    gains = np.empty((1, MOST_VARIANTS))
    bits = np.empty(MOST_VARIANTS, dtype=np.int64)
    room = np.empty(MOST_KEYS, dtype=np.int64)
    joined = np.zeros((1, rows.ROW), dtype=np.int64)
    ends = np.zeros(QUERY_WORDS + 1, dtype=np.int64)
    volumes = np.zeros(QUERY_WORDS, dtype=np.int64)
    count = joined_words(
        query,
        run,
        found,
        found_count,
        value,
        words,
        word_keys,
        word_numbers,
        word_directory,
        word_bits,
        joined,
        variants,
        gains,
        bits,
        0,
    )
    for i in range(found_count):
        count = split_words(
            query,
            found[i],
            1 << (FIRST_HALF + 2 * (i % HALVES)),
            value[0, i],
            words,
            word_keys,
            word_numbers,
            word_directory,
            word_bits,
            variants,
            gains,
            bits,
            count,
        )
    ends[0] = count
    for i in range(found_count):
        count = alike_words(
            query,
            found[i],
            1 << (FIRST_BIT + i),
            words,
            word_keys,
            word_numbers,
            word_directory,
            word_bits,
            thing,
            figures,
            work,
            room,
            seen,
            stamp + i,
            variants,
            gains,
            bits,
            count,
        )
        ends[i + 1] = count
        gains[0, ends[i] : count] *= 1.0 + value[1, i]
        for k in range(ends[i], count):
            volumes[i] += starts[variants[k] + 1] - starts[variants[k]]
    order = np.argsort(volumes[:found_count])
    passed = 0
    if not unsure:
        passed = _passed_over(run, thing, found, found_count, value, order, figures, least - others)
    for step in range(-1, found_count):
        i = order[step] if step >= 0 else -1
        first, last = (ends[i], ends[i + 1]) if step >= 0 else (0, ends[0])
        only_known = step >= found_count - passed
        for k in range(first, last):
            reached = _tally_postings(
                starts[variants[k]],
                starts[variants[k] + 1],
                postings,
                posting_lefts,
                int(gains[0, k] * 1000.0) + 1,
                bits[k],
                only_known,
                tally,
                touched,
                lefts,
                reached,
            )
    return reached


@compiled
def _passed_over(
    run: Run,
    thing: bool,
    found: Run,
    found_count: int,
    value: Work,
    order: Run,
    figures: Figures,
    least: float,
) -> int:
    """How many of the commonest words cannot, even together, earn `least` points."""
    f = figures[0]
    share = f.missing_share_thing if thing else f.missing_share_person
    earned = f.form_equal if thing else 0.0
    at = rows.HEADER
    for _ in range(run[rows.NAMES]):
        for k in range(at + 1, at + 1 + (run[at] & 0xFF)):
            earned += f.initial * (run[k] & 15 == rows.NUMBER)
        at += 1 + (run[at] & 0xFF)
    mask = 0
    for passed in range(found_count):
        i = order[found_count - 1 - passed]
        earned += value[0, i] * (1.0 + value[1, i])
        mask |= 1 << i
        left = query_left(run, mask, found, found_count, value)
        cost = share * left if f.conflict_share * left < -f.conflict_limit else 0.0
        if left == 0.0 or f.start + earned - cost >= least:
            return passed
    return found_count


@compiled
def _tally_postings(
    first: int,
    last: int,
    postings: Numbers,
    posting_lefts: NDArray[np.uint8],
    earned: int,
    bit: int,
    only_known: bool,
    tally: Tally,
    touched: Numbers,
    lefts: NDArray[np.uint8],
    reached: int,
) -> int:
    """Tally one word; with `only_known`, for entities that are touched or loose."""
    for at in range(first, last):
        entity = postings[at]
        known = tally[entity]
        if known == 0:
            if only_known and posting_lefts[at] != ANY_LEFT:
                continue
            touched[reached] = entity
            lefts[reached] = posting_lefts[at]
            reached += 1
        if known & bit != bit:
            tally[entity] = (known | bit) + earned
    return reached


@compiled
def tally_values(  # noqa: C901  # one pass
    run: Run,
    entity_keys: Keys,
    entity_numbers: Numbers,
    entity_directory: Run,
    entity_bits: int,
    tally: Tally,
    touched: Numbers,
    lefts: NDArray[np.uint8],
) -> int:
    """Mark who has a birth date or an identifier in common, whole or in part; how many."""
    reached = 0
    room = np.empty(MOST_IDENTIFIER_KEYS, dtype=np.int64)
    for i in range(run[rows.DATES]):
        date = run[run[rows.DATES_AT] + i]
        year, month, day = date // 10000 * 10000, date // 100 % 100, date % 100
        for k in range(4):
            alike_date = (date, year + day * 100 + month, year + month * 100, year)[k]
            if k and (alike_date == date or (k == 1 and not 1 <= day <= 12)):
                continue
            low, high = find(entity_keys, entity_directory, entity_bits, date_key(alike_date))
            for at in range(low, high):
                entity = entity_numbers[at]
                if tally[entity] == 0:
                    touched[reached] = entity
                    lefts[reached] = ANY_LEFT
                    reached += 1
                tally[entity] |= SAME_DATE
    for i in range(run[rows.IDENTIFIERS]):
        for k in range(identifier_keys(run, run[rows.IDENTIFIERS_AT] + i * rows.ID_ROW, room)):
            low, high = find(entity_keys, entity_directory, entity_bits, room[k])
            for at in range(low, high):
                entity = entity_numbers[at]
                if tally[entity] == 0:
                    touched[reached] = entity
                    lefts[reached] = ANY_LEFT
                    reached += 1
                tally[entity] |= SAME_IDENTIFIER
    return reached


@compiled
def paired(known: int, found_count: int, value: Work) -> tuple[int, int]:
    """Which words of the query found a partner, and how many partners that takes."""
    mask = (known >> FIRST_BIT) & ((1 << QUERY_WORDS) - 1)
    count = 0
    for i in range(found_count):
        if mask >> i & 1:
            count += 1 + int(value[1, i])
    for i in range(min(found_count, HALVES)):
        halves = (known >> (FIRST_HALF + 2 * i)) & 3
        if halves:
            mask |= (1 << i) | (1 << (i + HALVES)) | (1 << (i + 2 * HALVES))
            count += 1 + (halves == 3)
    return mask, count


@compiled
def query_left(run: Run, mask: int, found: Run, found_count: int, value: Work) -> float:
    """The least that is left of a name of the query, given which words found a partner."""
    least = 1e9
    at = rows.HEADER
    for _ in range(run[rows.NAMES]):
        size = run[at] & 0xFF
        left = 0.0
        for k in range(at + 1, at + 1 + size):
            if run[k] & 15 != rows.ORDINARY:
                continue
            for i in range(found_count):
                if found[i] == run[k] >> 8 and not mask >> i & 1:
                    left += value[0, i]
        least = min(least, left)
        at += 1 + size
    return least
