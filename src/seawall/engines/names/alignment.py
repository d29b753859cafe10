"""One name against another: words paired one to one, what is left over, and their order."""

# Compiled code mixes Python's integers with numpy's, which mypy keeps apart.
# mypy: disable-error-code="no-any-return, arg-type, return-value, assignment"

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from seawall.engines.names import rows
from seawall.engines.names.compiling import compiled
from seawall.engines.names.similarity import (
    CUT,
    EQUAL,
    JOINED,
    NOT_ALIKE,
    TO_INITIAL,
    Figures,
    Rows,
    Work,
    alike,
    letter,
    may_be_alike,
    worth,
)

Run = NDArray[np.int64]
Trace = NDArray[np.float64]

# A line of the trace: what earned or cost points, and the words that it is about.
CODE, FIELD, LEFT, LEFT_COUNT, RIGHT, RIGHT_COUNT, POINTS, DISTANCE = range(8)
TRACE_WIDTH = 8
TRACE_LENGTH = 64

# Codes of a trace line; those below 10 are the ways in which words are alike.
MISSING, CONFLICT, ORDER, LIMIT, COMPLETE, FORM_EQUAL, FORM_DIFFERENT, SUFFIX_DIFFERENT = range(
    10, 18
)
NUMBER_DIFFERENT, NUMBER_MISSING = 18, 19

LONGEST_JOIN = 3
SHORTEST_JOINED = 2
JOIN_WORTH = 1.5
"""Words written as one earn at most so many times what the one word would."""
SHORTEST_AFTER_PARTICLE = 3
SHORTEST_CUT = 3

# The work space: five lines for `distance`, then the earnings and kinds of every pair of words.
WORK_WIDTH = 26
PAIRS = 6
KINDS = PAIRS + rows.WORDS
COSTS = KINDS + rows.WORDS
MATES = COSTS + rows.WORDS
WORK_LENGTH = MATES + 2


@compiled
def note(
    trace: Trace,
    line: int,
    code: int,
    field: int,
    left: int,
    left_count: int,
    right: int,
    right_count: int,
    points: float,
    cost: float,
) -> int:
    """Write a line of the trace; the number of the next line."""
    trace[line, CODE] = code
    trace[line, FIELD] = field
    trace[line, LEFT] = left
    trace[line, LEFT_COUNT] = left_count
    trace[line, RIGHT] = right
    trace[line, RIGHT_COUNT] = right_count
    trace[line, POINTS] = points
    trace[line, DISTANCE] = cost
    return line + 1


@compiled
def _is_compared(word: int) -> bool:
    role = word & 15
    return role in (rows.ORDINARY, rows.NUMBER, rows.INITIAL)


@compiled
def _field(left: int, right: int) -> int:
    """The part that both words stand in, or any where they differ or one is not known."""
    part = (left >> 4) & 15
    return part if part == (right >> 4) & 15 else rows.ANY_PART


@compiled
def _spans(
    a: Rows, run_a: Run, at_a: int, first: int, count: int, b: Rows, run_b: Run, at_b: int, one: int
) -> bool:
    """Whether `count` words of the first name, written together, are one word of the second."""
    row_b = run_b[at_b + 1 + one] >> 8
    size = b[row_b, rows.FACTS] & 0xFF
    place = 0
    ordinary = 0
    length = 0
    for k in range(first, first + count):
        row_a = run_a[at_a + 1 + k] >> 8
        role = run_a[at_a + 1 + k] & 15
        length = a[row_a, rows.FACTS] & 0xFF
        shortest = SHORTEST_JOINED if k == first else 1
        if length < shortest or place + length > size:
            return False
        if role not in (rows.ORDINARY, rows.PARTICLE):
            return False
        ordinary += role == rows.ORDINARY
        for x in range(length):
            if letter(a, row_a, x) != letter(b, row_b, place + x):
                return False
        place += length
    last = run_a[at_a + first + count] & 15
    if place != size or last != rows.ORDINARY or ordinary > 2:
        return False
    return ordinary == count or length >= SHORTEST_AFTER_PARTICLE


@compiled
def _pair(
    a: Rows,
    word_a: int,
    b: Rows,
    word_b: int,
    thing: bool,
    figures: Figures,
    work: Work,
) -> tuple[float, int, float]:
    """What two words of the names earn together; initials and numbers are equal or nothing."""
    role_a = word_a & 15
    role_b = word_b & 15
    row_a = word_a >> 8
    row_b = word_b >> 8
    if role_a == rows.INITIAL or role_b == rows.INITIAL:
        if letter(a, row_a, 0) == letter(b, row_b, 0) and letter(a, row_a, 0) != 0:
            return figures[0].initial, TO_INITIAL, 0.0
        return 0.0, NOT_ALIKE, 0.0
    if role_a == rows.NUMBER or role_b == rows.NUMBER:
        if a[row_a, rows.TEXT] == b[row_b, rows.TEXT]:
            return figures[0].initial, EQUAL, 0.0
        return 0.0, NOT_ALIKE, 0.0
    if a[row_a, rows.TEXT] == b[row_b, rows.TEXT]:
        return worth(a, row_a, thing, figures), EQUAL, 0.0
    if not may_be_alike(a, row_a, b, row_b):
        return 0.0, NOT_ALIKE, 0.0
    return alike(a, row_a, b, row_b, thing, figures, work)


@compiled
def joins(  # noqa: C901  # one pass
    a: Rows,
    run_a: Run,
    at_a: int,
    b: Rows,
    run_b: Run,
    at_b: int,
    thing: bool,
    figures: Figures,
    used: Run,
    trace: Trace,
    line: int,
    turned: bool,
) -> int:
    """Pair runs of words of the first name with one word of the second that joins them.

    Where:
        turned: The first name is the right one; the trace names it so.
    """
    count_a = run_a[at_a] & 0xFF
    count_b = run_b[at_b] & 0xFF
    mine, other = (1, 0) if turned else (0, 1)
    for j in range(count_b):
        word = run_b[at_b + 1 + j]
        if word & 15 != rows.ORDINARY or used[other] >> j & 1:
            continue
        code = letter(b, word >> 8, 0)
        for i in range(count_a - 1):
            if letter(a, run_a[at_a + 1 + i] >> 8, 0) != code:
                continue
            for count in range(2, min(LONGEST_JOIN, count_a - i) + 1):
                span = ((1 << count) - 1) << i
                if used[mine] & span or not _spans(a, run_a, at_a, i, count, b, run_b, at_b, j):
                    continue
                earned = 0.0
                for k in range(i, i + count):
                    if run_a[at_a + 1 + k] & 15 == rows.ORDINARY:
                        earned += worth(a, run_a[at_a + 1 + k] >> 8, thing, figures)
                earned = min(earned, worth(b, word >> 8, thing, figures) * JOIN_WORTH)
                used[mine] |= span
                used[other] |= 1 << j
                field = _field(run_a[at_a + 1 + i], word)
                if turned:
                    line = note(trace, line, JOINED, field, j, 1, i, count, earned, 0.0)
                else:
                    line = note(trace, line, JOINED, field, i, count, j, 1, earned, 0.0)
                break
    return line


@compiled
def cuts(
    a: Rows,
    run_a: Run,
    at_a: int,
    b: Rows,
    run_b: Run,
    at_b: int,
    thing: bool,
    figures: Figures,
    work: Work,
    turned: bool,
) -> None:
    """Add the pairs of the last word of a truncated part with what it may have been."""
    if not run_a[at_a] & rows.TRUNCATED:
        return
    count_a = run_a[at_a] & 0xFF
    count_b = run_b[at_b] & 0xFF
    for i in range(count_a):
        word = run_a[at_a + 1 + i]
        last = i + 1 == count_a or (run_a[at_a + 2 + i] >> 4) & 15 != (word >> 4) & 15
        size = a[word >> 8, rows.FACTS] & 0xFF
        if not last or size < SHORTEST_CUT:
            continue
        for j in range(count_b):
            row_b = run_b[at_b + 1 + j] >> 8
            x, y = (j, i) if turned else (i, j)
            if (b[row_b, rows.FACTS] & 0xFF) <= size or work[PAIRS + x, y] > 0.0:
                continue
            same = True
            for k in range(size):
                same = same and letter(a, word >> 8, k) == letter(b, row_b, k)
            if same and _is_compared(run_b[at_b + 1 + j]):
                full = min(worth(a, word >> 8, thing, figures), worth(b, row_b, thing, figures))
                work[PAIRS + x, y] = full * (1.0 - figures[0].truncated_share)
                work[KINDS + x, y] = CUT


@compiled
def fill(
    a: Rows,
    run_a: Run,
    at_a: int,
    b: Rows,
    run_b: Run,
    at_b: int,
    thing: bool,
    figures: Figures,
    used: Run,
    work: Work,
) -> None:
    """Work out what every pair of words that is still free would earn."""
    count_a = run_a[at_a] & 0xFF
    count_b = run_b[at_b] & 0xFF
    for i in range(count_a):
        word_a = run_a[at_a + 1 + i]
        free = _is_compared(word_a) and not used[0] >> i & 1
        for j in range(count_b):
            work[PAIRS + i, j] = 0.0
            word_b = run_b[at_b + 1 + j]
            if not free or not _is_compared(word_b) or used[1] >> j & 1:
                continue
            earned, how, cost = _pair(a, word_a, b, word_b, thing, figures, work)
            work[PAIRS + i, j] = earned
            work[KINDS + i, j] = how
            work[COSTS + i, j] = cost


@compiled
def best_pairs(  # noqa: C901  # one pass
    run_a: Run, at_a: int, run_b: Run, at_b: int, used: Run, work: Work, trace: Trace, line: int
) -> int:
    """Take the pair that earns most, then the next among the words still free, and so on.

    Of equal pairs the one nearest in place is taken, whichever name stands left.
    """
    count_a = run_a[at_a] & 0xFF
    count_b = run_b[at_b] & 0xFF
    for i in range(count_a):
        work[MATES, i] = -1.0
    while True:
        best = 0.0
        best_i = best_j = -1
        nearest = 0
        for i in range(count_a):
            for j in range(count_b):
                earned = work[PAIRS + i, j]
                if earned <= 0.0 or earned < best:
                    continue
                apart = abs(i - j) * 64 + i + j
                if earned > best or apart < nearest:
                    best, best_i, best_j, nearest = earned, i, j, apart
        if best_i < 0:
            return line
        used[0] |= 1 << best_i
        used[1] |= 1 << best_j
        work[MATES, best_i] = best_j
        line = note(
            trace,
            line,
            int(work[KINDS + best_i, best_j]),
            _field(run_a[at_a + 1 + best_i], run_b[at_b + 1 + best_j]),
            best_i,
            1,
            best_j,
            1,
            best,
            work[COSTS + best_i, best_j],
        )
        for i in range(count_a):
            work[PAIRS + i, best_j] = 0.0
        for j in range(count_b):
            work[PAIRS + best_i, j] = 0.0
