"""Bounds: at least the points that an entity can have, from what is known at a glance: compiled."""

# Compiled code mixes Python's integers with numpy's, which mypy keeps apart.
# mypy: disable-error-code="no-any-return, arg-type, return-value, assignment"

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from seawall.engines.names import rows
from seawall.engines.names.alignment import Run
from seawall.engines.names.attributes import date_points
from seawall.engines.names.candidates import (
    EARNED,
    FIRST_BIT,
    FIRST_HALF,
    HALVES,
    QUERY_WORDS,
    SAME_DATE,
    SAME_IDENTIFIER,
    Tally,
)
from seawall.engines.names.compiling import compiled
from seawall.engines.names.listing import (
    ANY_LEFT,
    COUNTRY,
    DATE,
    GLANCE_FACTS,
    HAS_PLACES,
    LEFT,
    LEFT_STEPS,
    LOOSE,
    NAMELESS,
    SEVERAL,
    Numbers,
)
from seawall.engines.names.similarity import Figures, Work
from seawall.engines.names.tallying import paired, query_left

SLACK = 1e-3
LEVELS = 1024
LEVEL = 16.0
LOWEST = -24.0
CERTAIN = 60.0


@compiled
def _missing(
    known: int,
    run: Run,
    found: Run,
    found_count: int,
    value: Work,
    assumed: int,
    spare: int,
    figures: Figures,
    memory: NDArray[np.float64],
) -> tuple[float, int, float]:
    """What is left of the query, how many words of an entity are not, and a conflict's share.

    All three are the best case of the names of the query.

    Where:
        assumed: Words of the query that may have any partner, as a mask.
        spare: How many more words of an entity may be theirs.
        memory: What was worked out for the same words before; -1 for what was not.
    """
    halves = known >> FIRST_HALF & ((1 << 2 * HALVES) - 1)
    mask = (known >> FIRST_BIT) & ((1 << QUERY_WORDS) - 1)
    memorable = halves == 0 and mask < len(memory)
    if memorable and memory[mask, 0] >= 0.0:
        return memory[mask, 0], int(memory[mask, 1]), memory[mask, 2]
    paired_mask, count = paired(known, found_count, value)
    left = query_left(run, paired_mask | assumed, found, found_count, value)
    share = _least_conflict(run, paired_mask | assumed, found_count, figures)
    if memorable:
        memory[mask, 0] = left
        memory[mask, 1] = count + spare
        memory[mask, 2] = share
    return left, count + spare, share


@compiled
def _least_conflict(run: Run, mask: int, found_count: int, figures: Figures) -> float:
    """The least share of a conflict: words that resemble each other count less where each is alone.

    A query of several names, or of a thing, has no such case or every case.
    """
    f = figures[0]
    if run[rows.KIND] != 0:
        return f.conflict_share
    alone = found_count
    for i in range(found_count):
        alone -= mask >> i & 1
    if run[rows.NAMES] == 1 and alone > 1:
        return f.conflict_share
    return f.conflict_share * f.conflict_least


@compiled
def _name_bound(
    known: int,
    glances: Numbers,
    entity: int,
    left: float,
    count: int,
    conflict: float,
    words: int,
    thing: bool,
    loose: bool,
    extra: float,
    figures: Figures,
) -> float:
    """At least the points of the names of an entity.

    Where:
        left: What is left of the query, and `count` how many words of the entity are not.
    """
    f = figures[0]
    if glances[entity, LEFT] == NAMELESS:
        return 0.0
    earned = (known & EARNED) / 1000.0 + extra
    if loose or glances[entity, GLANCE_FACTS] & LOOSE:
        earned += f.initial * words + f.complete
        return max(f.name_floor, min(f.name_limit, earned))
    cost = 0.0
    if left > 0.0:
        other = 0.0 if count > 3 else glances[entity, LEFT + count] / 1000.0
        share = f.missing_share_thing if thing else f.missing_share_person
        cost = conflict * min(left, other)
        if f.conflict_share * left < -f.conflict_limit:
            cost += share * max(0.0, left - other)
        cost = min(cost, -f.conflict_limit)
    else:
        earned += f.complete
    bound = min(f.name_limit, earned) - cost
    if thing:
        bound += f.form_equal
    return max(f.name_floor, bound)


@compiled
def _value_bound(  # noqa: C901  # one pass
    known: int, glances: Numbers, entity: int, run: Run, thing: bool, figures: Figures
) -> float:
    """At least the points of an entity for all but its names and identifiers."""
    f = figures[0]
    bound = 0.0
    date = glances[entity, DATE]
    if run[rows.DATES]:
        if known & SAME_DATE or date == SEVERAL:
            bound += f.birth_date_equal
        elif date:
            best = -1e9
            for i in range(run[rows.DATES]):
                points, _ = date_points(run[run[rows.DATES_AT] + i], np.int64(date), figures)
                best = max(best, points)
            bound += best
    country = glances[entity, COUNTRY]
    if run[rows.COUNTRIES] and country:
        same = country == SEVERAL
        for i in range(run[rows.COUNTRIES]):
            same = same or run[run[rows.COUNTRIES_AT] + i] == country
        different = f.country_different_thing if thing else f.country_different
        bound += f.country_equal if same else different
    facts = glances[entity, GLANCE_FACTS]
    other = (facts >> 4) & 15
    if run[rows.SEX] and other:
        bound += f.sex_equal if run[rows.SEX] == other else f.sex_different
    if run[rows.PLACES] and facts & HAS_PLACES:
        bound += f.place_equal
    return bound


@compiled
def _most_of_values(run: Run, figures: Figures) -> float:
    """The most that all but names and identifiers can bring the query."""
    f = figures[0]
    most = f.birth_date_equal if run[rows.DATES] else 0.0
    most += f.country_equal if run[rows.COUNTRIES] else 0.0
    most += f.sex_equal if run[rows.SEX] else 0.0
    return most + (f.place_equal if run[rows.PLACES] else 0.0)


@compiled
def most_of_others(run: Run, figures: Figures) -> float:
    """The most that they can bring where no date in common was found by its key."""
    f = figures[0]
    most = _most_of_values(run, figures)
    if run[rows.DATES] == 0:
        return most
    for i in range(run[rows.DATES]):
        if run[run[rows.DATES_AT] + i] % 100 == 0:
            return most
    return most - f.birth_date_equal + max(0.0, max(f.birth_digit, f.birth_year_near))


@compiled
def optimism(
    run: Run, value: Work, found: Run, found_count: int, figures: Figures
) -> tuple[bool, float, int, int]:
    """What the tally cannot know of the query.

    Returns:
        Whether it has too many words for any bound; what its numbers, initials and cut words may
        earn; which words may have any partner, as a mask; and how many words of an entity initials
        and cut words may take.
    """
    extra = 0.0
    assumed = 0
    spare = 0
    at = rows.HEADER
    for _ in range(run[rows.NAMES]):
        size = run[at] & 0xFF
        for k in range(at + 1, at + 1 + size):
            role = run[k] & 15
            extra += figures[0].initial * (role == rows.NUMBER or role == rows.INITIAL)
            spare += role == rows.INITIAL
            last = k == at + size or (run[k + 1] >> 4) & 15 != (run[k] >> 4) & 15
            cut = last and run[at] & rows.TRUNCATED != 0
            for i in range(found_count):
                if cut and found[i] == run[k] >> 8 and role == rows.ORDINARY:
                    assumed |= 1 << i
                    extra += value[0, i]
                    spare += 1
        at += 1 + size
    if found_count >= QUERY_WORDS:
        return True, figures[0].name_limit, assumed, spare
    return False, extra, assumed, spare


@compiled
def bound_all(  # noqa: C901  # one pass
    run: Run,
    found: Run,
    found_count: int,
    value: Work,
    glances: Numbers,
    alive: NDArray[np.uint8],
    thing: bool,
    loose: bool,
    extra: float,
    assumed: int,
    spare: int,
    others: float,
    figures: Figures,
    least: float,
    tally: Tally,
    touched: Numbers,
    lefts: NDArray[np.uint8],
    level_of: NDArray[np.int16],
    levels: Run,
) -> None:
    """Write the level of each entity's bound, -1 where it is below `least`; clear the tally."""
    memory = np.full((1 << min(found_count, 8), 3), -1.0)
    start = figures[0].start + SLACK
    nameless = run[rows.NAMES] == 0
    most = _most_of_values(run, figures)
    for k in range(len(touched)):
        entity = np.int64(touched[k])
        known = tally[entity]
        tally[entity] = 0
        level_of[k] = -1
        left, count, conflict = 0.0, 0, 0.0
        if not nameless:
            left, count, conflict = _missing(
                known, run, found, found_count, value, assumed, spare, figures, memory
            )
        if count == 1 and known < SAME_DATE and not loose and lefts[k] != ANY_LEFT:
            bound = _quick_bound(
                known, left, lefts[k] / LEFT_STEPS, conflict, thing, extra, figures
            )
            if start + bound + others < least:
                continue
        if not alive[entity]:
            continue
        bound = CERTAIN
        if not known & SAME_IDENTIFIER:
            bound = start
            if glances[entity, GLANCE_FACTS] & 15 != run[rows.KIND]:
                bound += figures[0].kind_different
            elif not nameless:
                bound += _name_bound(
                    known,
                    glances,
                    entity,
                    left,
                    count,
                    conflict,
                    found_count,
                    thing,
                    loose,
                    extra,
                    figures,
                )
            if bound + most >= least:
                bound += _value_bound(
                    known,
                    glances,
                    entity,
                    run,
                    thing or glances[entity, GLANCE_FACTS] & 15 != 0,
                    figures,
                )
        if bound >= least:
            level = min(LEVELS - 1, max(0, int((bound - LOWEST) * LEVEL)))
            level_of[k] = level
            levels[level] += 1


@compiled
def _quick_bound(
    known: int,
    left: float,
    other: float,
    conflict: float,
    thing: bool,
    extra: float,
    figures: Figures,
) -> float:
    """At least the points of the names of an entity that has one word of the query."""
    f = figures[0]
    bound = min(f.name_limit, (known & EARNED) / 1000.0 + extra + f.complete * (left == 0.0))
    bound -= min(conflict * min(left, other), -f.conflict_limit)
    return max(f.name_floor, bound + f.form_equal * thing)
