"""A seeded list of up to millions of invented subjects, and queries that misspell some of them.

Names are drawn word by word from the tables of `reference/name_rarity`, as often as the tables say,
by community; every third surname is made of syllables, so that the vocabulary grows as that of a
real list does. Nobody in it exists.
"""

from __future__ import annotations

import csv
import math
import random
from collections.abc import Iterator
from importlib import resources

from seawall.engines.names import Identifier, Name, Subject

SEED = 20261
COMMUNITIES = {
    "english": 25,
    "spanish": 22,
    "arabic": 14,
    "chinese": 8,
    "slavic": 8,
    "haitian": 6,
    "indian": 6,
    "french": 4,
    "dutch": 3,
    "portuguese": 2,
    "korean": 1,
    "african": 1,
}
STATES = [
    "TTO",
    "GUY",
    "JAM",
    "BRB",
    "HTI",
    "SUR",
    "DOM",
    "CUB",
    "VEN",
    "COL",
    "BHS",
    "LCA",
    "VCT",
    "GRD",
    "ATG",
    "KNA",
    "DMA",
    "BLZ",
    "USA",
    "NLD",
    "FRA",
]
FORMS = ["LTD", "LIMITED", "INC", "SA", "NV", "CA", "LLC", "CORP", "SARL", "GMBH"]
SYLLABLES = [
    "ba",
    "be",
    "bo",
    "bra",
    "da",
    "de",
    "do",
    "dra",
    "fa",
    "fe",
    "ga",
    "go",
    "gra",
    "ha",
    "ka",
    "ke",
    "ko",
    "kra",
    "la",
    "le",
    "li",
    "lo",
    "lu",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "ni",
    "no",
    "pa",
    "pe",
    "po",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "si",
    "so",
    "ta",
    "te",
    "ti",
    "to",
    "tra",
    "va",
    "ve",
    "vi",
    "vo",
    "wa",
    "ya",
    "za",
    "zo",
]
ENDINGS = [
    "n",
    "s",
    "r",
    "m",
    "l",
    "t",
    "d",
    "x",
    "k",
    "z",
    "ni",
    "ra",
    "ko",
    "va",
    "ez",
    "son",
    "ski",
    "ard",
    "et",
    "ier",
]


def _table(name: str) -> list[dict[str, str]]:
    path = resources.files("seawall.reference").joinpath("name_rarity", name)
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Population:
    """Invented subjects, the same for the same seed and count."""

    def __init__(self, seed: int = SEED) -> None:
        self.random = random.Random(seed)  # noqa: S311  # seeded, so that runs repeat
        self.words: dict[str, tuple[list[str], list[float]]] = {}
        english = [(line["word"], float(line["rarity"])) for line in _table("people.csv")]
        by_community: dict[str, list[tuple[str, float]]] = {"english": english}
        for line in _table("communities.csv"):
            by_community.setdefault(line["community"], []).extend(
                (word, float(line["rarity"])) for word in line["words"].split()
            )
        for community in COMMUNITIES:
            listed = by_community[community]
            total = 0.0
            edges = []
            for _, rarity in listed:
                total += math.exp(-rarity)
                edges.append(total)
            self.words[community] = [word for word, _ in listed], edges
        self.things = [line["word"] for line in _table("things.csv") if len(line["word"]) > 2]

    def word(self, community: str) -> str:
        words, edges = self.words[community]
        return self.random.choices(words, cum_weights=edges)[0]

    def rare_word(self) -> str:
        count = self.random.choice((2, 2, 3, 3, 4))
        return (
            "".join(self.random.choice(SYLLABLES) for _ in range(count))
            + self.random.choice(ENDINGS)
        ).upper()

    def person_name(self) -> str:
        (community,) = self.random.choices(list(COMMUNITIES), weights=COMMUNITIES.values())
        given = [self.word(community) for _ in range(self.random.choice((1, 1, 2)))]
        surnames = 2 if community in ("spanish", "portuguese") else 1
        surname = [
            self.rare_word() if self.random.random() < 1 / 3 else self.word(community)
            for _ in range(surnames)
        ]
        return " ".join(given + surname)

    def thing_name(self) -> str:
        words = [self.rare_word()] if self.random.random() < 0.7 else []
        words += self.random.choices(self.things, k=2)
        return " ".join(words)

    def date(self) -> str:
        year = self.random.randint(1940, 2006)
        return f"{year}-{self.random.randint(1, 12):02d}-{self.random.randint(1, 28):02d}"

    def subject(self, number: int) -> Subject:
        kind = self.random.random()
        country = (self.random.choice(STATES),)
        if kind < 0.8:
            names = [self.person_name()]
            if self.random.random() < 0.3:
                names.append(self.person_name())
            dates = (self.date(),) if self.random.random() < 0.7 else ()
            identifiers = ()
            if self.random.random() < 0.4:
                value = f"{self.random.choice('ABCR')}{self.random.randint(1000000, 9999999)}"
                identifiers = (Identifier("passport", value, country[0]),)
            return Subject(f"P{number}", "person", tuple(names), dates, country, identifiers)
        if kind < 0.95:
            name = f"{self.thing_name()} {self.random.choice(FORMS)}"
            return Subject(f"O{number}", "organisation", (name,), (), country)
        imo = (Identifier("imo", str(self.random.randint(5000000, 9999999))),)
        return Subject(f"V{number}", "vessel", (f"M/V {self.thing_name()}",), (), country, imo)

    def subjects(self, count: int) -> Iterator[Subject]:
        return (self.subject(number) for number in range(count))


def typo(word: str, source: random.Random) -> str:
    """The word with one letter left out, added, changed or two swapped."""
    place = source.randrange(len(word))
    letter = source.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    how = source.randrange(4)
    if how == 0:
        return word[:place] + word[place + 1 :]
    if how == 1:
        return word[:place] + letter + word[place:]
    if how == 2:
        return word[:place] + letter + word[place + 1 :]
    place = min(place, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def misspelt(subject: Subject, source: random.Random) -> Subject:
    """A query for a listed subject, with one typing error in one of its words of four letters."""
    words = str(subject.names[0]).split()
    places = [k for k, word in enumerate(words) if len(word) >= 4]
    if places:
        place = source.choice(places)
        words[place] = typo(words[place], source)
    return Subject("query", subject.kind, (" ".join(words),))


def travellers(count: int, seed: int = SEED + 1) -> list[Subject]:
    """Travellers who are on no list: a passport's name, birth date, nationality and number."""
    people = Population(seed)
    found = []
    for number in range(count):
        words = people.person_name().split()
        country = (people.random.choice(STATES),)
        found.append(
            Subject(
                f"T{number}",
                "person",
                (Name(" ".join(words[1:]), words[0]),),
                (people.date(),),
                country,
                (
                    Identifier(
                        "passport", f"P{people.random.randint(10**7, 10**8 - 1)}", country[0]
                    ),
                ),
            )
        )
    return found
