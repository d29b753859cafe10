"""One query against one segment: candidates by their bound, weighed from the best: compiled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from seawall.engines.names import rows
from seawall.engines.names.compiling import compiled
from seawall.engines.names.alignment import JOIN_WORTH, Run, Trace
from seawall.engines.names.attributes import date_points
from seawall.engines.names.candidates import (
    EARNED,
    FIRST_BIT,
    FIRST_HALF,
    MOST_VARIANTS,
    QUERY_WORDS,
    SAME_DATE,
    SAME_IDENTIFIER,
    SPLIT_WORDS,
    WORD_BITS,
    Tally,
    alike_words,
    joined_words,
    query_words,
    split_words,
)
from seawall.engines.names.keys import (
    MOST_IDENTIFIER_KEYS,
    MOST_KEYS,
    Keys,
    date_key,
    find,
    identifier_keys,
)
from seawall.engines.names.listing import (
    COUNTRY,
    DATE,
    GLANCE_FACTS,
    HAS_PLACES,
    LEFT,
    LOOSE,
    NAMELESS,
    SEVERAL,
    Numbers,
)
from seawall.engines.names.similarity import Figures, Rows, Work
from seawall.engines.names.weighing import weigh

SLACK = 1e-3
LEVELS = 1024
LEVEL = 16.0
LOWEST = -24.0
CERTAIN = 60.0


@compiled
def _tally_words(
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
    figures: Figures,
    work: Work,
    seen: Numbers,
    stamp: int,
    tally: Tally,
    touched: Numbers,
) -> int:
    """Tally what every entity earns by the words of the query; how many earn anything."""
    variants = np.empty(MOST_VARIANTS, dtype=np.int32)
    gains = np.empty((1, MOST_VARIANTS))
    bits = np.empty(MOST_VARIANTS, dtype=np.int64)
    room = np.empty(MOST_KEYS, dtype=np.int64)
    joined = np.zeros((1, rows.ROW), dtype=np.int64)
    count = 0
    if not thing or found_count:
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
            count,
        )
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
    for i in range(min(found_count, SPLIT_WORDS)):
        count = split_words(
            query,
            found[i],
            1 << (FIRST_HALF + 2 * i),
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
    reached = 0
    for k in range(count):
        earned = int(gains[0, k] * 1000.0) + 1
        bit = bits[k]
        for at in range(starts[variants[k]], starts[variants[k] + 1]):
            entity = postings[at]
            known = tally[entity]
            if known == 0:
                touched[reached] = entity
                reached += 1
            if known & bit != bit:
                tally[entity] = (known | bit) + earned
    return reached


@compiled
def _tally_values(
    run: Run,
    entity_keys: Keys,
    entity_numbers: Numbers,
    entity_directory: Run,
    entity_bits: int,
    tally: Tally,
    touched: Numbers,
    reached: int,
) -> int:
    """Mark who has a birth date or an identifier in common; how many are touched in all."""
    room = np.empty(MOST_IDENTIFIER_KEYS, dtype=np.int64)
    for i in range(run[rows.DATES]):
        date = run[run[rows.DATES_AT] + i]
        if date % 100:
            low, high = find(entity_keys, entity_directory, entity_bits, date_key(date))
            for at in range(low, high):
                entity = entity_numbers[at]
                if tally[entity] == 0:
                    touched[reached] = entity
                    reached += 1
                tally[entity] |= SAME_DATE
    for i in range(run[rows.IDENTIFIERS]):
        for k in range(identifier_keys(run, run[rows.IDENTIFIERS_AT] + i * rows.ID_ROW, room)):
            low, high = find(entity_keys, entity_directory, entity_bits, room[k])
            for at in range(low, high):
                entity = entity_numbers[at]
                if tally[entity] == 0:
                    touched[reached] = entity
                    reached += 1
                tally[entity] |= SAME_IDENTIFIER
    return reached


@compiled
def _paired(known: int, found_count: int) -> tuple[int, int]:
    """Which words of the query found a partner, and how many partners that takes."""
    mask = (known >> FIRST_BIT) & ((1 << QUERY_WORDS) - 1)
    count = 0
    for i in range(found_count):
        count += mask >> i & 1
    for i in range(min(found_count, SPLIT_WORDS)):
        halves = (known >> (FIRST_HALF + 2 * i)) & 3
        if halves:
            mask |= 1 << i
            count += 1 + (halves == 3)
    return mask, count


@compiled
def _query_left(
    run: Run, mask: int, found: Run, found_count: int, value: Work
) -> float:
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


@compiled
def _missing(
    known: int,
    run: Run,
    found: Run,
    found_count: int,
    value: Work,
    memory: NDArray[np.float64],
) -> tuple[float, int]:
    """What is left of the query at least, and how many words of an entity its others are.

    Args:
        memory: What was worked out for the same words before; -1 for what was not.
    """
    halves = known >> FIRST_HALF & ((1 << 2 * SPLIT_WORDS) - 1)
    mask = (known >> FIRST_BIT) & ((1 << QUERY_WORDS) - 1)
    if halves == 0 and mask < len(memory) // 2:
        if memory[2 * mask] < 0.0:
            _, count = _paired(known, found_count)
            memory[2 * mask] = _query_left(run, mask, found, found_count, value)
            memory[2 * mask + 1] = count
        return memory[2 * mask], int(memory[2 * mask + 1])
    mask, count = _paired(known, found_count)
    return _query_left(run, mask, found, found_count, value), count


@compiled
def _name_bound(
    known: int,
    glances: Numbers,
    entity: int,
    left: float,
    count: int,
    thing: bool,
    loose: bool,
    extra: float,
    figures: Figures,
) -> float:
    """At least the points of the names of an entity.

    Args:
        left: What is left of the query, and `count` how many words of the entity are not.
    """
    f = figures[0]
    if glances[entity, LEFT] == NAMELESS:
        return 0.0
    earned = (known & EARNED) / 1000.0 + extra
    if loose or glances[entity, GLANCE_FACTS] & LOOSE:
        earned += f.initial * rows.WORDS + f.complete
        return max(f.name_floor, min(f.name_limit, earned))
    cost = 0.0
    if left > 0.0:
        other = 0.0 if count > 3 else glances[entity, LEFT + count] / 1000.0
        share = f.missing_share_thing if thing else f.missing_share_person
        cost = f.conflict_share * min(left, other)
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
def _value_bound(
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
def _optimism(
    run: Run, value: Work, found: Run, found_count: int, figures: Figures
) -> tuple[bool, float]:
    """Whether a name of the query has more than the tally can know, and what that may earn."""
    loose = found_count >= QUERY_WORDS or found_count > SPLIT_WORDS
    extra = 0.0
    at = rows.HEADER
    for _ in range(run[rows.NAMES]):
        size = run[at] & 0xFF
        loose = loose or run[at] & rows.TRUNCATED != 0
        for k in range(at + 1, at + 1 + size):
            role = run[k] & 15
            loose = loose or role == rows.INITIAL
            extra += figures[0].initial * (role == rows.NUMBER)
            for i in range(found_count):
                if found[i] == run[k] >> 8 and _repeats(run, at, k):
                    loose = True
                    extra += value[0, i] * JOIN_WORTH
        at += 1 + size
    return loose, extra


@compiled
def _repeats(run: Run, at: int, k: int) -> bool:
    """Whether a word of a name stands in it before, too."""
    for other in range(at + 1, k):
        if run[other] >> 8 == run[k] >> 8:
            return True
    return False


@compiled
def _bound_all(
    run: Run,
    found: Run,
    found_count: int,
    value: Work,
    glances: Numbers,
    alive: NDArray[np.uint8],
    thing: bool,
    figures: Figures,
    least: float,
    tally: Tally,
    touched: Numbers,
    level_of: NDArray[np.int16],
    levels: Run,
) -> None:
    """Write the level of each entity's bound, -1 where it is below `least`; clear the tally."""
    loose, extra = _optimism(run, value, found, found_count, figures)
    memory = np.full(2 << min(found_count, 8), -1.0)
    start = figures[0].start + SLACK
    nameless = run[rows.NAMES] == 0
    most = _most_of_values(run, figures)
    for k in range(len(touched)):
        entity = np.int64(touched[k])
        known = tally[entity]
        tally[entity] = 0
        level_of[k] = -1
        if not alive[entity]:
            continue
        bound = CERTAIN
        if not known & SAME_IDENTIFIER:
            bound = start
            if glances[entity, GLANCE_FACTS] & 15 != run[rows.KIND]:
                bound += figures[0].kind_different
            elif not nameless:
                left, count = _missing(known, run, found, found_count, value, memory)
                bound += _name_bound(
                    known, glances, entity, left, count, thing, loose, extra, figures
                )
            if bound + most >= least:
                bound += _value_bound(known, glances, entity, run, thing, figures)
        if bound >= least:
            level = min(LEVELS - 1, max(0, int((bound - LOWEST) * LEVEL)))
            level_of[k] = level
            levels[level] += 1


@compiled
def search(
    query: Rows,
    run: Run,
    words: Rows,
    runs: Run,
    offsets: Run,
    glances: Numbers,
    word_keys: Keys,
    word_numbers: Numbers,
    word_directory: Run,
    word_bits: int,
    starts: Run,
    postings: Numbers,
    entity_keys: Keys,
    entity_numbers: Numbers,
    entity_directory: Run,
    entity_bits: int,
    alive: NDArray[np.uint8],
    figures: Figures,
    least: float,
    limit: int,
    work: Work,
    used: Run,
    trace: Trace,
    about: Run,
    tally: Tally,
    touched: Numbers,
    seen: Numbers,
    stamp: int,
    best_points: NDArray[np.float64],
    best_entities: Numbers,
) -> int:
    """The entities of a segment with the most points, at least `least`, best first.

    Args:
        query: Rows of the query's words, and `run` its run.
        words: The segment's tables follow, as `Segment` names them.
        alive: 0 for every entity that was changed or removed since.
        least: Fewest points.
        limit: Most entities; of those with equal points the first in order of id.
        work: Room, as are the arguments that follow; `tally` is all zero, before and after.
        stamp: A number greater than any in `seen`, by at least the words of the query.
        best_points: Filled with the points, and `best_entities` with the entities.

    Returns:
        How many were found.
    """
    thing = run[rows.KIND] != 0
    found = np.empty(QUERY_WORDS, dtype=np.int64)
    value = np.empty((1, QUERY_WORDS))
    found_count = query_words(query, run, thing, figures, found, value)
    reached = _tally_words(
        query,
        run,
        thing,
        found,
        found_count,
        value,
        words,
        word_keys,
        word_numbers,
        word_directory,
        word_bits,
        starts,
        postings,
        figures,
        work,
        seen,
        stamp,
        tally,
        touched,
    )
    reached = _tally_values(
        run, entity_keys, entity_numbers, entity_directory, entity_bits, tally, touched, reached
    )
    level_of = np.empty(reached, dtype=np.int16)
    levels = np.zeros(LEVELS + 1, dtype=np.int64)
    _bound_all(
        run,
        found,
        found_count,
        value,
        glances,
        alive,
        thing,
        figures,
        least,
        tally,
        touched[:reached],
        level_of,
        levels,
    )
    return _weigh_down(
        query,
        run,
        words,
        runs,
        offsets,
        figures,
        least,
        limit,
        work,
        used,
        trace,
        about,
        touched[:reached],
        level_of,
        levels,
        best_points,
        best_entities,
    )


@compiled
def _weigh_down(
    query: Rows,
    run: Run,
    words: Rows,
    runs: Run,
    offsets: Run,
    figures: Figures,
    least: float,
    limit: int,
    work: Work,
    used: Run,
    trace: Trace,
    about: Run,
    touched: Numbers,
    level_of: NDArray[np.int16],
    levels: Run,
    best_points: NDArray[np.float64],
    best_entities: Numbers,
) -> int:
    """Weigh the candidates from the highest level down until no other can be among the best."""
    total = 0
    for level in range(LEVELS - 1, -1, -1):
        count = levels[level]
        levels[level] = total
        total += count
    ordered = np.empty(total, dtype=np.int64)
    for k in range(len(touched)):
        if level_of[k] >= 0:
            ordered[levels[level_of[k]]] = k
            levels[level_of[k]] += 1
    count = 0
    for k in ordered:
        if count == limit:
            bound = (level_of[k] + 1) / LEVEL + LOWEST
            if level_of[k] < LEVELS - 1 and bound < best_points[count - 1]:
                break
        entity = touched[k]
        points = weigh(
            query,
            run,
            0,
            words,
            runs,
            offsets[entity],
            figures,
            work,
            used,
            trace,
            about,
        )
        if points >= least:
            count = _insert(best_points, best_entities, count, limit, points, entity)
    return count


@compiled
def _insert(
    best_points: NDArray[np.float64],
    best_entities: Numbers,
    count: int,
    limit: int,
    points: float,
    entity: int,
) -> int:
    """Put an entity in its place among the best; how many there are then."""
    place = count
    while place > 0 and (
        points > best_points[place - 1]
        or (points == best_points[place - 1] and entity < best_entities[place - 1])
    ):
        place -= 1
    if place >= limit:
        return count
    count = min(count + 1, limit)
    for k in range(count - 1, place, -1):
        best_points[k] = best_points[k - 1]
        best_entities[k] = best_entities[k - 1]
    best_points[place] = points
    best_entities[place] = entity
    return count
