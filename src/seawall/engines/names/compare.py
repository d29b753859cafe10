"""Weigh two subjects: names word by word, birth dates, identifiers, countries, sex, places."""

from __future__ import annotations

import threading
from array import array
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seawall.engines.names import rows, weighing
from seawall.engines.names.encoding import Encoded, encode
from seawall.engines.names.explaining import reasons_of
from seawall.engines.names.reasons import Comparison, Reason
from seawall.engines.names.subject import Subject
from seawall.engines.names.weights import VERSION, WEIGHTS
from seawall.engines.names.words import row_of

__all__ = ["VERSION", "Prepared", "compare", "explain", "scratch", "weighed"]

FIGURES = WEIGHTS.record()
_threads = threading.local()


@dataclass(slots=True)
class Prepared:
    """A subject with the arrays that the compiled parts take."""

    subject: Subject
    encoded: Encoded
    words: NDArray[np.int64]
    run: NDArray[np.int64]

    @classmethod
    def of(cls, subject: Subject) -> Prepared:
        """Prepare a subject that is in no index."""
        numbers: dict[str, int] = {}

        def number(word: str) -> int:
            return numbers.setdefault(word, len(numbers))

        encoded = encode(subject, number)
        packed = b"".join(map(row_of, numbers))
        return cls(
            subject,
            encoded,
            np.frombuffer(packed, dtype=np.int64).reshape(-1, rows.ROW),
            np.frombuffer(array("q", encoded.run).tobytes(), dtype=np.int64),
        )


def scratch() -> weighing.Scratch:
    """The room of this thread in which subjects are weighed."""
    found: weighing.Scratch | None = getattr(_threads, "scratch", None)
    if found is None:
        found = _threads.scratch = weighing.Scratch()
    return found


def weighed(left: Prepared, right: Prepared) -> float:
    """The points of two prepared subjects; the trace stays in this thread's room."""
    room = scratch()
    return weighing.weigh(
        left.words,
        left.run,
        0,
        right.words,
        right.run,
        0,
        FIGURES,
        room.work,
        room.used,
        room.trace,
        room.about,
    )


def explain(left: Prepared, right: Prepared) -> tuple[Reason, ...]:
    """The reasons that add up to the points of two prepared subjects."""
    weighed(left, right)
    room = scratch()
    lines, name_lines, left_name, right_name = room.about.tolist()
    return reasons_of(
        left.subject,
        left.encoded,
        right.subject,
        right.encoded,
        WEIGHTS.start,
        room.trace[:lines].tolist(),
        (name_lines, left_name, right_name),
    )


def compare(a: Subject, b: Subject) -> Comparison:
    """Weigh whether two subjects are one.

    Returns:
        The points, their logistic and the reasons that add up to them; the same whichever
        subject is named first, but for left and right. Neither subject's id is compared.
    """
    left, right = Prepared.of(a), Prepared.of(b)
    return Comparison(weighed(left, right), lambda: explain(left, right))
