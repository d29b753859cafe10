"""The peers that `names.py` measures against: logic-v2, a port of Watchman's scorer, tantivy.

Runs in an environment of its own (`make bench-names`): nomenklatura needs ICU's headers and a C++
compiler, and nothing of Seawall needs nomenklatura.
"""

from __future__ import annotations

import itertools
import re
import tempfile
import unicodedata
from collections.abc import Sequence
from typing import Any

from rapidfuzz.distance import JaroWinkler

from seawall.engines.names import Name, Subject

SCHEMATA = {
    "person": "Person",
    "organisation": "Organization",
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "document": "Person",
}


class LogicV2:
    """nomenklatura's logic-v2, which yente uses."""

    def __init__(self) -> None:
        from followthemoney import model
        from nomenklatura.matching import LogicV2 as Algorithm
        from nomenklatura.matching.types import ScoringConfig

        self._model, self._algorithm = model, Algorithm
        self._config = ScoringConfig.defaults()
        self._number = itertools.count()

    def entity(self, subject: Subject) -> Any:
        """An entity with an id of its own: the peer remembers the names of an id for good."""
        properties: dict[str, list[str]] = {"name": [str(name) for name in subject.names]}
        if subject.kind == "person":
            properties["birthDate"] = list(subject.birth_dates)
        return self._model.get_proxy(
            {
                "id": f"fresh-{next(self._number)}",
                "schema": SCHEMATA[subject.kind],
                "properties": properties,
            }
        )

    def score(self, left: Any, right: Any) -> float:
        return float(self._algorithm.compare(left, right, self._config).score)


class Watchman:
    """Moov Watchman's name scorer: greedy pairs of words by Jaro-Winkler, weighted by length.

    Its published constants: boost threshold 0.7 and prefix 4; words of different length by
    0.3 below a ratio of 0.9; another first letter by 0.9; words of the listed name without a
    partner by 0.15; only words whose first letters sound alike are compared.
    """

    SOUNDS = {
        c: d
        for d, cs in enumerate(("AEIOUYHW", "BFPV", "CGJKQSXZ", "DT", "L", "MN", "R"))
        for c in cs
    }
    STOP = frozenset(
        [
            "LTD",
            "LIMITED",
            "INC",
            "CORP",
            "CO",
            "LLC",
            "COMPANY",
            "CORPORATION",
            "SA",
            "NV",
            "GMBH",
            "THE",
            "AND",
            "OF",
        ]
    )

    def entity(self, subject: Subject) -> list[list[str]]:
        return [self._words(str(name), subject.kind) for name in subject.names]

    def _words(self, text: str, kind: str) -> list[str]:
        plain = "".join(
            c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn"
        )
        if kind == "person" and plain.count(",") == 1:
            last, first = plain.split(",")
            plain = f"{first} {last}"
        words = re.sub(r"[^\w\s]", lambda m: " " if m[0] in "-/" else "", plain.upper()).split()
        kept = [w for w in words if kind == "person" or w not in self.STOP]
        return kept or words

    def score(self, left: list[list[str]], right: list[list[str]]) -> float:
        return max((self._name(a, b) for a in left for b in right if a and b), default=0.0)

    def _name(self, search: list[str], listed: list[str]) -> float:
        pairs = sorted(
            (
                (self._word(a, b), i, j)
                for i, a in enumerate(search)
                for j, b in enumerate(listed)
                if self.SOUNDS.get(a[0], a[0]) == self.SOUNDS.get(b[0], b[0])
            ),
            key=lambda pair: -pair[0],
        )
        used_search: set[int] = set()
        used_listed: set[int] = set()
        total = 0.0
        for score, i, j in pairs:
            if i in used_search or j in used_listed:
                continue
            used_search.add(i)
            used_listed.add(j)
            total += score * len(search[i])
        matched = sum(len(listed[j]) for j in used_listed) / sum(map(len, listed))
        return total / sum(map(len, search)) * (1 - (1 - matched) * 0.15)

    @staticmethod
    def _word(a: str, b: str) -> float:
        score = JaroWinkler.similarity(a, b, prefix_weight=0.1)
        ratio = min(len(a), len(b)) / max(len(a), len(b))
        if ratio < 0.9:
            score *= 1 - (1 - ratio) * 0.3
        return score if a[0] == b[0] else score * 0.9


class Tantivy:
    """A tantivy index of names, asked for each word with one edit."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        import tantivy

        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("name", stored=False)
        self._schema = builder.build()
        self._folder = tempfile.TemporaryDirectory()
        self._index = tantivy.Index(self._schema, path=self._folder.name)
        writer = self._index.writer(200_000_000)
        for subject in subjects:
            names = " ".join(n if isinstance(n, str) else str(n) for n in subject.names)
            writer.add_document(tantivy.Document(id=subject.id, name=names))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, subject: Subject, limit: int) -> list[str]:
        query, occur = self._tantivy.Query, self._tantivy.Occur
        words = re.findall(r"\w+", " ".join(map(str, subject.names)).lower())
        asked = query.boolean_query(
            [
                (
                    occur.Should,
                    query.fuzzy_term_query(self._schema, "name", word, distance=1),
                )
                for word in words
            ]
        )
        hits = self._searcher.search(asked, limit).hits
        return [self._searcher.doc(address)["id"][0] for _, address in hits]


def as_subject(kind: str, name: str, key: str = "x") -> Subject:
    """A subject of one name, a machine-readable zone's where it has filler."""
    named = Name.from_mrz(name) if "<<" in name else name
    return Subject(key, kind, (named,))  # type: ignore[arg-type]  # the kinds of the file
