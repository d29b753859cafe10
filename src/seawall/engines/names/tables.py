"""The tables of names, words and letters, read once from `reference`."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from seawall.engines.names import rows

RAREST_PERSON = 11.5
"""Rarity of a word in no table of people: one bearer in 100,000."""
RAREST_THING = 9.5
"""Rarity of a word in no table of organisations and vessels."""

_ROLES = {
    "particle": rows.PARTICLE,
    "honorific": rows.HONORIFIC,
    "suffix": rows.SUFFIX,
    "form": rows.FORM,
    "prefix": rows.PREFIX,
}


def lines(table: str, file: str) -> Iterator[dict[str, str]]:
    """The lines of a reference table, by column."""
    path = resources.files("seawall.reference").joinpath(table, file)
    with path.open(encoding="utf-8") as text:
        yield from csv.DictReader(text)


@cache
def particles() -> frozenset[str]:
    """Words that are particles in some name."""
    return frozenset(
        word
        for applies in ("person", "thing")
        for word, role in roles(applies).items()
        if role == rows.PARTICLE
    )


_WITH_MEANING = ("form", "suffix")


@cache
def people_rarity() -> Mapping[str, float]:
    """Rarity of each word that is common among people."""
    found = {line["word"]: float(line["rarity"]) for line in lines("name_rarity", "people.csv")}
    for line in lines("name_rarity", "communities.csv"):
        for word in line["words"].split():
            found[word] = min(found.get(word, RAREST_PERSON), float(line["rarity"]))
    return found


@cache
def things_rarity() -> Mapping[str, float]:
    """Rarity of each word that is common in names of organisations, vessels and aircraft."""
    return {line["word"]: float(line["rarity"]) for line in lines("name_rarity", "things.csv")}


@cache
def roles(applies: str) -> Mapping[str, int]:
    """The part that a word plays in the names of a `person` or a `thing`."""
    return {
        word: _ROLES[line["class"]]
        for line in lines("name_words", "data.csv")
        if line["applies"] == applies
        for word in line["words"].split()
    }


@cache
def meanings() -> Mapping[str, int]:
    """What a legal form or a generational suffix stands for, as a number: LTD as LIMITADA."""
    found = [line for line in lines("name_words", "data.csv") if line["class"] in _WITH_MEANING]
    return {word: number for number, line in enumerate(found, 1) for word in line["words"].split()}


@cache
def phrases() -> tuple[tuple[str, str], ...]:
    """Spelt-out legal forms and prefixes with their abbreviation, the longest first."""
    found = ((line["phrase"], line["word"]) for line in lines("name_words", "phrases.csv"))
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def nicknames() -> tuple[Mapping[str, tuple[int, ...]], frozenset[str]]:
    """Groups of each name and short form, and which words are full forms."""
    groups: dict[str, list[int]] = defaultdict(list)
    full = set()
    for number, line in enumerate(lines("name_variants", "nicknames.csv"), 1):
        full.add(line["name"])
        for word in (line["name"], *line["short"].split()):
            groups[word].append(number)
    return {word: tuple(numbers[:4]) for word, numbers in groups.items()}, frozenset(full)


@cache
def spellings() -> Mapping[str, tuple[int, ...]]:
    """Groups of each name that is spelt in several ways."""
    sets = [line["spellings"] for line in lines("name_variants", "spellings.csv")]
    sets += [
        f"{line['word']} {line['short']}" for line in lines("name_variants", "abbreviations.csv")
    ]
    groups: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(sets, 1):
        for word in dict.fromkeys(words.split()):
            groups[word].append(number)
    return {word: tuple(numbers[:4]) for word, numbers in groups.items()}


@cache
def letters() -> Mapping[str, str]:
    """The Latin spelling of each letter of another script; empty where it is not written."""
    return {
        letter: "" if latin == "-" else latin
        for line in lines("name_letters", "data.csv")
        for letter, latin in (pair.split(" ") for pair in line["letters"].split("|"))
    }


@cache
def mrz_letters(group: str) -> tuple[tuple[str, str], ...]:
    """The combinations with X of a machine-readable zone and what they stand for."""
    (line,) = (line for line in lines("name_letters", "mrz.csv") if line["group"] == group)
    pairs = (pair.split(" ") for pair in line["letters"].split("|"))
    return tuple((spelt, "" if latin == "-" else latin) for spelt, latin in pairs)
