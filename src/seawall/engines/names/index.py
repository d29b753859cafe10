"""A list of subjects that answers whom a query may be."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from seawall.engines.names import candidates, retrieval, storage
from seawall.engines.names.compare import FIGURES, Prepared, explain, scratch
from seawall.engines.names.reasons import Match, Reason, points_of
from seawall.engines.names.segment import Segment
from seawall.engines.names.subject import Subject

THRESHOLD = 0.5
"""Score from which a match is returned unless the caller says otherwise."""
MOST_MATCHES = 1000
GROWTH = 8
"""A part of the index is taken into the next younger one that has grown to an eighth of it."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment and which of its subjects still stand."""

    segment: Segment
    alive: NDArray[np.uint8]

    @classmethod
    def of(cls, segment: Segment) -> _Part:
        return cls(segment, _fixed(np.ones(len(segment), dtype=np.uint8)))

    def __len__(self) -> int:
        return int(np.count_nonzero(self.alive))

    def subjects(self) -> Iterator[Subject]:
        return (self.segment.subject_of(int(k)) for k in np.flatnonzero(self.alive))

    def without(self, ids: set[str]) -> _Part:
        """This part but for the subjects with these ids."""
        places = [self.segment.find(subject_id) for subject_id in ids]
        gone = [place for place in places if place is not None and self.alive[place]]
        if not gone:
            return self
        alive = self.alive.copy()
        alive[gone] = 0
        return _Part(self.segment, _fixed(alive))


def _fixed(alive: NDArray[np.uint8]) -> NDArray[np.uint8]:
    alive.setflags(write=False)
    return alive


@dataclass(slots=True)
class _Room:
    """What one thread needs to search, as large as the largest segment it has searched."""

    tally: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    touched: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    lefts: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, dtype=np.uint8))
    seen: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    stamp: int = 0
    points: NDArray[np.float64] = field(default_factory=lambda: np.zeros(MOST_MATCHES))
    entities: NDArray[np.int32] = field(
        default_factory=lambda: np.zeros(MOST_MATCHES, dtype=np.int32)
    )

    def fit(self, segment: Segment) -> None:
        if len(self.tally) < len(segment):
            self.tally = np.zeros(len(segment), dtype=np.int64)
            self.touched = np.zeros(len(segment), dtype=np.int32)
            self.lefts = np.zeros(len(segment), dtype=np.uint8)
        self.stamp += candidates.QUERY_WORDS
        if len(self.seen) < len(segment.words) or self.stamp > np.iinfo(np.int32).max - 100:
            self.seen = np.zeros(max(len(self.seen), len(segment.words)), dtype=np.int32)
            self.stamp = 1


_threads = threading.local()


def _room() -> _Room:
    found: _Room | None = getattr(_threads, "room", None)
    if found is None:
        found = _threads.room = _Room()
    return found


class Index:
    """Subjects of one or more lists, found by name, birth date or identifier.

    Threads may search while another updates: a search sees the index as it was before the update
    or as it is after, never between. Only one thread may update at a time.
    """

    def __init__(self, segments: Iterable[tuple[Segment, NDArray[np.uint8]]] = ()) -> None:
        self._parts = tuple(_Part(segment, alive) for segment, alive in segments)

    @classmethod
    def build(cls, subjects: Iterable[Subject]) -> Index:
        """An index of the subjects; of two with the same id the later one stays."""
        index = cls()
        segment = Segment.build(subjects)
        if len(segment):
            index._parts = (_Part.of(segment),)
        return index

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __contains__(self, subject_id: object) -> bool:
        return isinstance(subject_id, str) and self.get(subject_id) is not None

    def __iter__(self) -> Iterator[Subject]:
        for part in self._parts:
            yield from part.subjects()

    def get(self, subject_id: str) -> Subject | None:
        """The subject with an id as it is listed now; None where there is none."""
        for part in self._parts:
            place = part.segment.find(subject_id)
            if place is not None and part.alive[place]:
                return part.segment.subject_of(place)
        return None

    def update(self, *, changed: Iterable[Subject] = (), removed: Iterable[str] = ()) -> None:
        """Take the changes of a list; the next search answers by them.

        Args:
            changed: Subjects that are new or replace the one with the same id.
            removed: Ids that leave the list; an unknown id is no error. An id that is also
                changed stays.
        """
        fresh = {subject.id: subject for subject in changed}
        gone = fresh.keys() | set(removed)
        parts = [part.without(gone) for part in self._parts]
        pool = list(fresh.values())
        while parts and _is_absorbed(parts[-1], len(pool)):
            pool.extend(parts.pop().subjects())
        if pool:
            parts.append(_Part.of(Segment.build(pool)))
        self._parts = tuple(part for part in parts if len(part))

    def search(
        self, subject: Subject, *, limit: int = 10, threshold: float = THRESHOLD
    ) -> list[Match]:
        """The listed subjects that the query may be, the most probable first.

        Args:
            subject: Whom to look for; its id is not compared.
            limit: Most matches to return, 1 to 1,000; of equal ones the first in order of id.
            threshold: Lowest score, in [0, 1].
        """
        query = Prepared.of(subject)
        found = []
        for part in self._parts:
            for points, entity in self._search_part(part, query, limit, points_of(threshold)):
                found.append((-points, part.segment.id_of(entity), part.segment, entity))
        found.sort(key=lambda match: match[:2])
        return [
            Match(subject_id, -lost, partial(self._reasons, query, segment, entity))
            for lost, subject_id, segment, entity in found[:limit]
        ]

    def search_many(
        self, subjects: Sequence[Subject], *, limit: int = 10, threshold: float = THRESHOLD
    ) -> list[list[Match]]:
        """The answers of `search` for each of the subjects, in their order.

        Batches that are split over processes, each with the index opened from the same file, give
        the same answers as one.
        """
        return [self.search(subject, limit=limit, threshold=threshold) for subject in subjects]

    def save(self, path: Path) -> None:
        """Write the index to a file that `open` maps; a reader never sees half of it."""
        storage.save(path, [(part.segment, part.alive) for part in self._parts])

    @classmethod
    def open(cls, path: Path) -> Index:
        """The index that `save` wrote, mapped into memory: processes that open it share it.

        Raises:
            IndexFileError: The file is no index, or another version of the scorer wrote it.
        """
        return cls(storage.load(path))

    @staticmethod
    def _search_part(
        part: _Part, query: Prepared, limit: int, least: float
    ) -> list[tuple[float, int]]:
        segment, room, space = part.segment, _room(), scratch()
        room.fit(segment)
        count = retrieval.search(
            query.words,
            query.run,
            segment.words,
            segment.runs,
            segment.run_offsets,
            segment.glances,
            segment.word_keys,
            segment.word_numbers,
            segment.word_directory,
            segment.word_bits,
            segment.posting_starts,
            segment.postings,
            segment.posting_lefts,
            segment.entity_keys,
            segment.entity_numbers,
            segment.entity_directory,
            segment.entity_bits,
            part.alive,
            FIGURES,
            least,
            min(max(limit, 1), MOST_MATCHES),
            space.work,
            space.used,
            space.trace,
            space.about,
            room.tally,
            room.touched,
            room.lefts,
            room.seen,
            room.stamp,
            room.points,
            room.entities,
        )
        return list(zip(room.points[:count].tolist(), room.entities[:count].tolist(), strict=True))

    @staticmethod
    def _reasons(query: Prepared, segment: Segment, entity: int) -> tuple[Reason, ...]:
        return explain(query, Prepared.of(segment.subject_of(entity)))


def _is_absorbed(part: _Part, growing: int) -> bool:
    """Whether a part is rebuilt with what is younger: it is small against it, or mostly gone."""
    return len(part) < GROWTH * growing or 2 * len(part) < len(part.segment)
