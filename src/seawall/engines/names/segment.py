"""An unchanging part of an index: its subjects and the tables by which they are found."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from seawall.engines.names import listing, rows
from seawall.engines.names.compare import FIGURES
from seawall.engines.names.encoding import encode
from seawall.engines.names.subject import Identifier, Name, Subject
from seawall.engines.names.words import row_of

Array = NDArray[Any]
_ENCODING = ("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Segment:
    """Arrays only, so that a file of them can be mapped into memory and shared by processes.

    Subjects stand in order of id. A table of keys is three arrays: the sorted keys, the number
    that each stands for, and where the keys with each value of their top bits start.
    """

    words: Array
    """Rows of the distinct words."""
    runs: Array
    """Runs of the subjects."""
    run_offsets: Array
    glances: Array
    """What is known of each subject at a glance."""
    word_keys: Array
    word_numbers: Array
    word_directory: Array
    posting_starts: Array
    postings: Array
    """Which subjects have a word, from `posting_starts[word]` on."""
    posting_lefts: Array
    """What is left of those subjects but for one word, in sixteenths."""
    entity_keys: Array
    entity_numbers: Array
    entity_directory: Array
    ids: Array
    """The ids of the subjects, UTF-8, one after the other."""
    id_offsets: Array
    subjects: Array
    """The subjects as JSON, one after the other."""
    subject_offsets: Array

    def __post_init__(self) -> None:
        """Arrays that cannot be written, as those of a mapped file: one type, compiled once."""
        for _, values in self.arrays():
            values.setflags(write=False)

    def __len__(self) -> int:
        return len(self.run_offsets) - 1

    @property
    def word_bits(self) -> int:
        """Bits of the word keys that their directory tells apart."""
        return (len(self.word_directory) - 1).bit_length() - 1

    @property
    def entity_bits(self) -> int:
        """Bits of the entity keys that their directory tells apart."""
        return (len(self.entity_directory) - 1).bit_length() - 1

    @classmethod
    def build(cls, subjects: Iterable[Subject]) -> Segment:
        """A segment of the subjects; of two with the same id the later one stays."""
        numbers: dict[str, int] = {}
        runs, run_offsets = array("q"), array("q", [0])
        stored, stored_offsets = bytearray(), array("q", [0])
        ids: list[str] = []

        def number(word: str) -> int:
            return numbers.setdefault(word, len(numbers))

        for subject in subjects:
            ids.append(subject.id)
            runs.extend(encode(subject, number).run)
            run_offsets.append(len(runs))
            stored += packed(subject)
            stored_offsets.append(len(stored))
        words = np.frombuffer(b"".join(map(row_of.__wrapped__, numbers)), dtype=np.int64).reshape(
            -1, rows.ROW
        )
        order = _order(ids)
        kept = [ids[k].encode(*_ENCODING) for k in order.tolist()]
        return cls._of(
            words,
            _reordered(np.frombuffer(runs, dtype=np.int64), run_offsets, order),
            (np.frombuffer(b"".join(kept), dtype=np.uint8), _ends(map(len, kept))),
            _reordered(np.frombuffer(stored, dtype=np.uint8), stored_offsets, order),
        )

    @classmethod
    def _of(
        cls,
        words: Array,
        runs: tuple[Array, Array],
        ids: tuple[Array, Array],
        subjects: tuple[Array, Array],
    ) -> Segment:
        glances = np.zeros((len(runs[1]) - 1, listing.GLANCE), dtype=np.int32)
        listing.list_glances(words, *runs, FIGURES, glances)
        starts = np.zeros(len(words) + 1, dtype=np.int64)
        nothing = np.empty(0, dtype=np.int32), np.empty(0, dtype=np.uint8)
        listing.list_postings(*runs, glances, starts, *nothing)
        starts = np.cumsum(starts)
        postings = np.empty(starts[-1], dtype=np.int32)
        lefts = np.empty(starts[-1], dtype=np.uint8)
        if starts[-1]:
            listing.list_postings(*runs, glances, starts, postings, lefts)
        return cls(
            words,
            *runs,
            glances,
            *_table(listing.list_word_keys, words),
            starts,
            postings,
            lefts,
            *_table(listing.list_entity_keys, *runs),
            *ids,
            *subjects,
        )

    def id_of(self, entity: int) -> str:
        """The id of a subject."""
        start, end = self.id_offsets[entity], self.id_offsets[entity + 1]
        return self.ids[start:end].tobytes().decode(*_ENCODING)

    def subject_of(self, entity: int) -> Subject:
        """A subject as it was given."""
        start, end = self.subject_offsets[entity], self.subject_offsets[entity + 1]
        return unpacked(self.subjects[start:end].tobytes())

    def find(self, subject_id: str) -> int | None:
        """The number of the subject with an id; None where there is none."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.id_of(middle) < subject_id:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self.id_of(low) == subject_id else None

    def arrays(self) -> Iterator[tuple[str, Array]]:
        """Its arrays with their names, as a file keeps them."""
        for each in fields(self):
            yield each.name, getattr(self, each.name)


def _order(ids: list[str]) -> Array:
    """The places of the ids in order of id, of equal ones only the last."""
    last = {subject_id: place for place, subject_id in enumerate(ids)}
    return np.array([last[subject_id] for subject_id in sorted(last)], dtype=np.int64)


def _reordered(values: Array, offsets: array[int], order: Array) -> tuple[Array, Array]:
    bounds = np.frombuffer(offsets, dtype=np.int64)
    ends = np.zeros(len(order) + 1, dtype=np.int64)
    size = int((bounds[order + 1] - bounds[order]).sum())
    out = np.empty(size, dtype=values.dtype)
    listing.copy_parts(values, bounds, order, out, ends)
    return out, ends


def _ends(lengths: Iterable[int]) -> Array:
    return np.concatenate([[0], np.cumsum(np.fromiter(lengths, dtype=np.int64))]).astype(np.int64)


def _table(write: Any, *source: Array) -> tuple[Array, Array, Array]:
    """A sorted table of the keys that a function writes."""
    nothing = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int32)
    count = write(*source, *nothing)
    keys, numbers = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int32)
    if count:
        write(*source, keys, numbers)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    directory, _ = listing.directory_of(keys)
    return keys, numbers[order], directory


def packed(subject: Subject) -> bytes:
    """A subject in bytes."""
    values = (
        subject.id,
        subject.kind,
        [
            n if isinstance(n, str) else (n.surname, n.given_names, n.truncated)
            for n in subject.names
        ],
        subject.birth_dates,
        subject.countries,
        [(i.kind, i.value, i.issuer) for i in subject.identifiers],
        subject.sex,
        subject.birth_places,
    )
    return json.dumps(values, separators=(",", ":")).encode()


def unpacked(stored: bytes) -> Subject:
    """The subject that `packed` put in bytes."""
    subject_id, kind, names, dates, countries, identifiers, sex, places = json.loads(stored)
    return Subject(
        subject_id,
        kind,
        tuple(name if isinstance(name, str) else Name(*name) for name in names),
        tuple(dates),
        tuple(countries),
        tuple(Identifier(*identifier) for identifier in identifiers),
        sex,
        tuple(places),
    )
