"""A list of subjects that answers whom a query may be."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from seawall.engines.names.compare import compare, normal_identifier, tokens_of
from seawall.engines.names.reasons import Match
from seawall.engines.names.subject import Identifier, Name, Subject

THRESHOLD = 0.5


class Index:
    """Subjects of one or more lists, found by name, birth date or identifier."""

    def __init__(self) -> None:
        self._subjects: dict[str, Subject] = {}
        self._keys: dict[str, set[str]] = defaultdict(set)

    @classmethod
    def build(cls, subjects: Iterable[Subject]) -> Index:
        """An index of the subjects; of two with the same id the later one stays."""
        index = cls()
        index.update(changed=subjects)
        return index

    def __len__(self) -> int:
        return len(self._subjects)

    def __contains__(self, subject_id: object) -> bool:
        return subject_id in self._subjects

    def update(self, *, changed: Iterable[Subject] = (), removed: Iterable[str] = ()) -> None:
        """Take the changes of a list; the next search answers by them.

        Args:
            changed: Subjects that are new or replace the one with the same id.
            removed: Ids that leave the list; an unknown id is no error.
        """
        for subject_id in removed:
            self._forget(subject_id)
        for subject in changed:
            self._forget(subject.id)
            self._subjects[subject.id] = subject
            for key in _keys(subject):
                self._keys[key].add(subject.id)

    def _forget(self, subject_id: str) -> None:
        subject = self._subjects.pop(subject_id, None)
        for key in _keys(subject) if subject is not None else ():
            self._keys[key].discard(subject_id)

    def search(
        self, subject: Subject, *, limit: int = 10, threshold: float = THRESHOLD
    ) -> list[Match]:
        """The listed subjects that the query may be, the most probable first.

        Args:
            subject: Whom to look for; its id is not compared.
            limit: Most matches to return, at least 1.
            threshold: Lowest score, in [0, 1].
        """
        found = set().union(*(self._keys.get(key, ()) for key in _keys(subject)))
        matches = []
        for subject_id in found:
            comparison = compare(subject, self._subjects[subject_id])
            if comparison.score >= threshold:
                matches.append(
                    Match(subject_id, comparison.score, comparison.points, comparison.reasons)
                )
        matches.sort(key=lambda match: (-match.points, match.id))
        return matches[:limit]

    def search_many(
        self, subjects: Sequence[Subject], *, limit: int = 10, threshold: float = THRESHOLD
    ) -> list[list[Match]]:
        """The answers of `search` for each of the subjects, in their order."""
        return [self.search(subject, limit=limit, threshold=threshold) for subject in subjects]

    def save(self, path: Path) -> None:
        """Write the index to a file that `open` reads; a reader never sees half of it."""
        partial = path.with_name(f"{path.name}.partial")
        partial.write_text(json.dumps([asdict(s) for s in self._subjects.values()]))
        partial.replace(path)

    @classmethod
    def open(cls, path: Path) -> Index:
        """The index that `save` wrote."""
        return cls.build(_subject(values) for values in json.loads(path.read_text()))


def _subject(values: dict[str, Any]) -> Subject:
    values["names"] = tuple(n if isinstance(n, str) else Name(**n) for n in values["names"])
    values["identifiers"] = tuple(Identifier(**i) for i in values["identifiers"])
    return Subject(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})


def _keys(subject: Subject) -> set[str]:
    keys = {f"b{date}" for date in subject.birth_dates if len(date) == 10}
    for name in subject.names:
        for token, _ in tokens_of(name):
            keys.add(token)
            keys.update(token[:i] + token[i + 1 :] for i in range(len(token)) if len(token) > 3)
    for identifier in subject.identifiers:
        value = normal_identifier(identifier)
        keys.add(f"i{value}")
        keys.update(f"i{value[:i]}?{value[i + 1 :]}" for i in range(len(value)))
    return keys
