"""All the points of two subjects, with a trace of what they are made of: compiled."""

# Compiled code mixes Python's integers with numpy's, which mypy keeps apart.
# mypy: disable-error-code="no-any-return, arg-type, return-value, assignment"

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from seawall.engines.names import rows
from seawall.engines.names.alignment import (
    POINTS,
    TRACE_LENGTH,
    TRACE_WIDTH,
    WORK_LENGTH,
    WORK_WIDTH,
    Run,
    Trace,
    note,
)
from seawall.engines.names.attributes import (
    KIND_DIFFERENT,
    countries,
    dates,
    identifiers,
    places,
    sex,
)
from seawall.engines.names.compiling import compiled
from seawall.engines.names.naming import name_points
from seawall.engines.names.similarity import Figures, Rows, Work

# What `weigh` says besides the points.
LINES, NAME_LINES, LEFT_NAME, RIGHT_NAME = range(4)


class Scratch:
    """Room in which one thread at a time weighs; made once and used again."""

    def __init__(self) -> None:
        self.work: NDArray[np.float64] = np.zeros((WORK_LENGTH, WORK_WIDTH))
        self.used: NDArray[np.int64] = np.zeros(2, dtype=np.int64)
        self.trace: NDArray[np.float64] = np.zeros((2 * TRACE_LENGTH, TRACE_WIDTH))
        self.about: NDArray[np.int64] = np.zeros(4, dtype=np.int64)


@compiled
def weigh(
    a: Rows,
    run_a: Run,
    at_a: int,
    b: Rows,
    run_b: Run,
    at_b: int,
    figures: Figures,
    work: Work,
    used: Run,
    trace: Trace,
    about: Run,
) -> float:
    """The points of two subjects; the trace holds what they are made of, but for the start.

    Where:
        a: Rows of words of the first subject; `b` those of the second.
        run_a: Runs of subjects; the one that starts at `at_a` is weighed. `run_b` likewise.
        figures: The scorer's figures.
        work: Room for the alignment.
        used: Room for two integers.
        trace: Room for twice `TRACE_LENGTH` lines; the result is in the first half.
        about: Filled with the lines of the trace, how many of them are about names, and which
            name of each subject they are about.
    """
    points = figures[0].start
    line = 0
    about[NAME_LINES] = 0
    about[LEFT_NAME] = about[RIGHT_NAME] = -1
    thing = run_a[at_a + rows.KIND] != 0 or run_b[at_b + rows.KIND] != 0
    if run_a[at_a + rows.KIND] != run_b[at_b + rows.KIND]:
        line = note(trace, line, KIND_DIFFERENT, 0, 0, 0, 0, 0, figures[0].kind_different, 0.0)
    else:
        line = _names(a, run_a, at_a, b, run_b, at_b, thing, figures, work, used, trace, about)
    line = dates(run_a, at_a, run_b, at_b, figures, trace, line)
    line = identifiers(run_a, at_a, run_b, at_b, figures, trace, line)
    line = countries(run_a, at_a, run_b, at_b, thing, figures, trace, line)
    line = sex(run_a, at_a, run_b, at_b, figures, trace, line)
    line = places(run_a, at_a, run_b, at_b, figures, trace, line)
    about[LINES] = line
    for k in range(line):
        points += trace[k, POINTS]
    return points


@compiled
def _names(
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
    about: Run,
) -> int:
    """The lines of the best pair of names."""
    best = -1e9
    lines = 0
    x = at_a + rows.HEADER
    for i in range(run_a[at_a + rows.NAMES]):
        y = at_b + rows.HEADER
        for j in range(run_b[at_b + rows.NAMES]):
            if run_a[x] & 0xFF and run_b[y] & 0xFF:
                points, end = name_points(
                    a, run_a, x, b, run_b, y, thing, figures, work, used, trace, TRACE_LENGTH
                )
                if points > best:
                    best = points
                    lines = end - TRACE_LENGTH
                    for k in range(lines):
                        for column in range(TRACE_WIDTH):
                            trace[k, column] = trace[TRACE_LENGTH + k, column]
                    about[LEFT_NAME] = i
                    about[RIGHT_NAME] = j
            y += 1 + (run_b[y] & 0xFF)
        x += 1 + (run_a[x] & 0xFF)
    about[NAME_LINES] = lines
    return lines
