"""One query against one segment: candidates by their bound, weighed from the best: compiled."""

# Compiled code mixes Python's integers with numpy's, which mypy keeps apart.
# mypy: disable-error-code="no-any-return, arg-type, return-value, assignment"

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from seawall.engines.names import rows
from seawall.engines.names.alignment import Run, Trace
from seawall.engines.names.bounding import (
    LEVEL,
    LEVELS,
    LOWEST,
    bound_all,
    most_of_others,
    optimism,
)
from seawall.engines.names.candidates import QUERY_WORDS, Tally, query_words
from seawall.engines.names.compiling import compiled
from seawall.engines.names.keys import Keys
from seawall.engines.names.listing import Numbers
from seawall.engines.names.similarity import Figures, Rows, Work
from seawall.engines.names.tallying import tally_values, tally_words
from seawall.engines.names.weighing import weigh


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
    posting_lefts: NDArray[np.uint8],
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
    lefts: NDArray[np.uint8],
    seen: Numbers,
    stamp: int,
    best_points: NDArray[np.float64],
    best_entities: Numbers,
) -> int:
    """The entities of a segment with the most points, at least `least`, best first.

    Where:
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
    value = np.zeros((2, QUERY_WORDS))
    found_count = query_words(query, run, thing, figures, found, value)
    loose, extra, assumed, spare = optimism(run, value, found, found_count, figures)
    others = most_of_others(run, figures)
    reached = tally_values(
        run,
        entity_keys,
        entity_numbers,
        entity_directory,
        entity_bits,
        tally,
        touched,
        lefts,
    )
    reached = tally_words(
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
        posting_lefts,
        figures,
        least,
        others,
        loose or spare > 0,
        work,
        seen,
        stamp,
        tally,
        touched,
        lefts,
        reached,
    )
    level_of = np.empty(reached, dtype=np.int16)
    levels = np.zeros(LEVELS + 1, dtype=np.int64)
    bound_all(
        run,
        found,
        found_count,
        value,
        glances,
        alive,
        thing,
        loose,
        extra,
        assumed,
        spare,
        others,
        figures,
        least,
        tally,
        touched[:reached],
        lefts[:reached],
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
