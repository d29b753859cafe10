"""Points for one name against another: pairs of words, what is left over, order, legal forms."""

# Compiled code mixes Python's integers with numpy's, which mypy keeps apart.
# mypy: disable-error-code="no-any-return, arg-type, return-value, assignment"

from __future__ import annotations

from seawall.engines.names import rows
from seawall.engines.names.alignment import (
    CODE,
    COMPLETE,
    CONFLICT,
    FORM_DIFFERENT,
    FORM_EQUAL,
    LEFT,
    LEFT_COUNT,
    LIMIT,
    MATES,
    MISSING,
    NUMBER_DIFFERENT,
    NUMBER_MISSING,
    ORDER,
    POINTS,
    RIGHT,
    RIGHT_COUNT,
    SUFFIX_DIFFERENT,
    Run,
    Trace,
    best_pairs,
    cuts,
    fill,
    joins,
    note,
)
from seawall.engines.names.compiling import compiled
from seawall.engines.names.similarity import (
    EQUAL,
    JOINED,
    SHORT,
    Figures,
    Rows,
    Work,
    distance,
    worth,
)


@compiled
def left_over(
    words: Rows, run: Run, at: int, used: int, thing: bool, figures: Figures
) -> tuple[float, int]:
    """What the unpaired ordinary words of a name would have earned, and how many numbers it has."""
    total = 0.0
    numbers = 0
    for i in range(run[at] & 0xFF):
        word = run[at + 1 + i]
        if used >> i & 1:
            continue
        if word & 15 == rows.ORDINARY:
            total += worth(words, word >> 8, thing, figures)
        elif word & 15 == rows.NUMBER:
            numbers += 1
    return total, numbers


@compiled
def order(run_a: Run, at_a: int, run_b: Run, at_b: int, work: Work, figures: Figures) -> float:
    """What it costs that the paired words stand in another order or in another part."""
    f = figures[0]
    count_a = run_a[at_a] & 0xFF
    crossed = known = 0
    falls = 0
    first = last = previous = -1
    for i in range(count_a):
        j = int(work[MATES, i])
        if j < 0:
            continue
        part_a = (run_a[at_a + 1 + i] >> 4) & 15
        part_b = (run_b[at_b + 1 + j] >> 4) & 15
        if part_a and part_b:
            known += 1
            crossed += part_a != part_b
        if first < 0:
            first = j
        falls += j < previous
        previous = j
        last = j
    if known and crossed:
        return f.parts_swapped
    if falls == 0 or known:
        return 0.0
    return f.order_inverted if falls == 1 and last < first else f.order_mixed


@compiled
def _meanings(words: Rows, run: Run, at: int, role: int) -> int:
    """Which legal forms or suffixes a name has, one bit for each meaning."""
    found = 0
    for i in range(run[at] & 0xFF):
        word = run[at + 1 + i]
        if word & 15 == role:
            found |= 1 << ((words[word >> 8, rows.FACTS] >> rows.MEANING_AT) & rows.MEANING_BITS)
    return found


@compiled
def _turns(a: Rows, run_a: Run, at_a: int, b: Rows, run_b: Run, at_b: int) -> bool:
    """Whether the names change sides, so that their order never matters to the result."""
    if run_a[at_a] != run_b[at_b]:
        return run_a[at_a] > run_b[at_b]
    for i in range(run_a[at_a] & 0xFF):
        text_a = a[run_a[at_a + 1 + i] >> 8, rows.TEXT]
        text_b = b[run_b[at_b + 1 + i] >> 8, rows.TEXT]
        if text_a != text_b:
            return text_a > text_b
        part_a = run_a[at_a + 1 + i] & 0xFF
        part_b = run_b[at_b + 1 + i] & 0xFF
        if part_a != part_b:
            return part_a > part_b
    return False


@compiled
def name_points(
    a: Rows,
    run_a: Run,
    at_a: int,
    b: Rows,
    run_b: Run,
    at_b: int,
    thing: bool,
    figures: Figures,
    work: Work,
    used: Run,
    trace: Trace,
    line: int,
) -> tuple[float, int]:
    """The points of one name against another, and the next free line of the trace."""
    if not _turns(a, run_a, at_a, b, run_b, at_b):
        return _points(a, run_a, at_a, b, run_b, at_b, thing, figures, work, used, trace, line)
    points, end = _points(b, run_b, at_b, a, run_a, at_a, thing, figures, work, used, trace, line)
    for k in range(line, end):
        trace[k, LEFT], trace[k, RIGHT] = trace[k, RIGHT], trace[k, LEFT]
        trace[k, LEFT_COUNT], trace[k, RIGHT_COUNT] = trace[k, RIGHT_COUNT], trace[k, LEFT_COUNT]
    return points, end


@compiled
def _points(  # noqa: C901  # the steps of one sum
    a: Rows,
    run_a: Run,
    at_a: int,
    b: Rows,
    run_b: Run,
    at_b: int,
    thing: bool,
    figures: Figures,
    work: Work,
    used: Run,
    trace: Trace,
    start: int,
) -> tuple[float, int]:
    f = figures[0]
    used[0] = used[1] = 0
    line = joins(a, run_a, at_a, b, run_b, at_b, thing, figures, used, trace, start, False)
    line = joins(b, run_b, at_b, a, run_a, at_a, thing, figures, used, trace, line, True)
    fill(a, run_a, at_a, b, run_b, at_b, thing, figures, used, work)
    cuts(a, run_a, at_a, b, run_b, at_b, thing, figures, work, False)
    cuts(b, run_b, at_b, a, run_a, at_a, thing, figures, work, True)
    line = best_pairs(run_a, at_a, run_b, at_b, used, work, trace, line)
    earned = 0.0
    equal = True
    for k in range(start, line):
        earned += trace[k, POINTS]
        equal = equal and (trace[k, CODE] == EQUAL or trace[k, CODE] == JOINED)
    if line == start:
        equal = False
    left, numbers_left = left_over(a, run_a, at_a, used[0], thing, figures)
    right, numbers_right = left_over(b, run_b, at_b, used[1], thing, figures)
    if equal and left == 0.0 and right == 0.0:
        line = note(trace, line, COMPLETE, 0, 0, 0, 0, 0, f.complete, 0.0)
        earned += f.complete
    if earned > f.name_limit:
        line = note(trace, line, LIMIT, 0, 0, 0, 0, 0, f.name_limit - earned, 0.0)
    cost = order(run_a, at_a, run_b, at_b, work, figures)
    if cost != 0.0:
        line = note(trace, line, ORDER, 0, 0, 0, 0, 0, cost, 0.0)
    first = 0.0
    if not thing and (left == 0.0) != (right == 0.0):
        if left > 0.0:
            first = _first_missing(run_a, at_a, used[0], figures)
        else:
            first = _first_missing(run_b, at_b, used[1], figures)
    share = f.conflict_share
    if left > 0.0 and right > 0.0 and not thing:
        share *= _conflict_part(a, run_a, at_a, b, run_b, at_b, figures, used, work)
    line = _unpaired(
        left, run_a[at_a], right, run_b[at_b], thing, share, first, figures, trace, line
    )
    if thing:
        line = _numbers(numbers_left, numbers_right, figures, trace, line)
        forms_a = _meanings(a, run_a, at_a, rows.FORM)
        forms_b = _meanings(b, run_b, at_b, rows.FORM)
        if forms_a and forms_b and earned > 0.0:
            if forms_a & forms_b:
                line = note(trace, line, FORM_EQUAL, 0, 0, 0, 0, 0, f.form_equal, 0.0)
            else:
                line = note(trace, line, FORM_DIFFERENT, 0, 0, 0, 0, 0, f.form_different, 0.0)
    else:
        suffix_a = _meanings(a, run_a, at_a, rows.SUFFIX)
        suffix_b = _meanings(b, run_b, at_b, rows.SUFFIX)
        if suffix_a and suffix_b and not suffix_a & suffix_b:
            line = note(trace, line, SUFFIX_DIFFERENT, 0, 0, 0, 0, 0, f.suffix_different, 0.0)
    points = 0.0
    for k in range(start, line):
        points += trace[k, POINTS]
    if points < f.name_floor:
        line = note(trace, line, LIMIT, 0, 0, 0, 0, 0, f.name_floor - points, 0.0)
        points = f.name_floor
    return points, line


@compiled
def _lone_word(run: Run, at: int, used: int) -> int:
    """The row of the one ordinary word of a name that has no partner; -1 where there are more."""
    found = -1
    for i in range(run[at] & 0xFF):
        if used >> i & 1 or run[at + 1 + i] & 15 != rows.ORDINARY:
            continue
        if found >= 0:
            return -1
        found = run[at + 1 + i] >> 8
    return found


@compiled
def _conflict_part(
    a: Rows,
    run_a: Run,
    at_a: int,
    b: Rows,
    run_b: Run,
    at_b: int,
    figures: Figures,
    used: Run,
    work: Work,
) -> float:
    """What part of a conflict counts: less for two rare words that differ by a few letters."""
    row_a = _lone_word(run_a, at_a, used[0])
    row_b = _lone_word(run_b, at_b, used[1])
    if row_a < 0 or row_b < 0:
        return 1.0
    facts_a, facts_b = a[row_a, rows.FACTS], b[row_b, rows.FACTS]
    longest = max(facts_a & 0xFF, facts_b & 0xFF)
    if min(facts_a & 0xFF, facts_b & 0xFF) < SHORT or facts_a & facts_b & rows.COMMON:
        return 1.0
    near = distance(a, row_a, b, row_b, work) <= figures[0].conflict_near * longest
    return figures[0].conflict_least if near else 1.0


@compiled
def _first_missing(run: Run, at: int, used: int, figures: Figures) -> float:
    """What it costs that the first of three or more words of a person's name has no partner.

    `Y X Z` is more often the child of `X Z` than another spelling of the name.
    """
    ordinary = 0
    first = -1
    for i in range(run[at] & 0xFF):
        if run[at + 1 + i] & 15 == rows.ORDINARY:
            ordinary += 1
            if first < 0 and (run[at + 1 + i] >> 4) & 15 != rows.SURNAME:
                first = i
    if ordinary < 3 or first < 0 or used >> first & 1:
        return 0.0
    return figures[0].first_missing


@compiled
def _unpaired(
    left: float,
    header_a: int,
    right: float,
    header_b: int,
    thing: bool,
    conflict_share: float,
    first: float,
    figures: Figures,
    trace: Trace,
    line: int,
) -> int:
    """What it costs that one name has words which the other has not, and more where both have.

    What a truncated name lacks costs nothing: its document had no room for it.
    """
    f = figures[0]
    both = min(left, right)
    if both > 0.0:
        cost = max(f.conflict_limit, -conflict_share * both)
        line = note(trace, line, CONFLICT, 0, 0, -1, 0, -1, cost, 0.0)
    more_left = left - both
    more_right = right - both
    if header_a & rows.TRUNCATED:
        more_right = 0.0
    if header_b & rows.TRUNCATED:
        more_left = 0.0
    if more_left + more_right > 0.0:
        share = f.missing_share_thing if thing else f.missing_share_person
        cost = first - share * (more_left + more_right)
        line = note(trace, line, MISSING, 0, 0, -1, 0, -1, cost, 0.0)
    return line


@compiled
def _numbers(left: int, right: int, figures: Figures, trace: Trace, line: int) -> int:
    f = figures[0]
    if left and right:
        return note(trace, line, NUMBER_DIFFERENT, 0, 0, -1, 0, -1, f.number_different, 0.0)
    if left or right:
        return note(trace, line, NUMBER_MISSING, 0, 0, -1, 0, -1, f.number_missing, 0.0)
    return line
