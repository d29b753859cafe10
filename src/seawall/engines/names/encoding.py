"""A subject to the run of integers that the compiled parts read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from seawall.engines.names import rows, tables
from seawall.engines.names.folding import words_of
from seawall.engines.names.identifiers import normalise
from seawall.engines.names.subject import Identifier, Name, Subject
from seawall.engines.names.words import hash_of, packed_letters

KIND_NUMBERS = {"person": 0, "document": 0, "organisation": 1, "vessel": 2, "aircraft": 3}
"""A lost passport's holder is a person: both kinds compare by name."""
SEX_NUMBERS = {"M": 1, "F": 2}
_SERVANT = re.compile(r"ABD(?:OU|[UEAOI])?(?:L|([RSTDZN])(?=\1))?(?=[A-Z]{4})", re.ASCII)
"""`ABDULRAHMAN` and `ABD AL RAHMAN` are one name written in one word or in three."""
_OF_GOD = re.compile(r"([A-Z]{3,}?)(?:[UAOIE]?LLAH|[UAOIE](?:DD|LD)[IE]+NE?)\Z", re.ASCII)
"""`UBAIDULLAH` and `UBAID ULLAH`, `SHAMSUDDIN` and `SHAMS AL DIN` are one name likewise."""
_OF_GOD_ENDS = frozenset("LAH DIN INE EEN".split())
_OF_GOD_PARTS = frozenset("ULLAH ALLAH OLLAH ILLAH UDDIN EDDINE ADDIN ALDIN ELDIN".split())
_ONE_NAME = frozenset(
    "ABDULLAH ABDALLAH ABDULLA ABDALLA ABDOULAYE ABDELLAH ABDILLAHI ABDULLAHI ABDOULLAH".split()
)
_SERVANT_WORDS = frozenset("ABD ABDUL ABDEL ABDAL ABDOL ABDOUL ABDUR ABDUS ABDUN ABDER".split())
_SPELT_NUMBER = {
    **{word: str(n) for n, word in enumerate("I II III IV V VI VII VIII IX X".split(), 1)},
    **{w: str(n) for n, w in enumerate("ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE".split(), 1)},
}


class Word(NamedTuple):
    """A word of a name with the part it stands in and the role it plays."""

    text: str
    part: int
    role: int


@dataclass(slots=True)
class Encoded:
    """A subject's run and the texts of its words, by name, for the reasons."""

    run: list[int]
    names: list[list[Word]] = field(default_factory=list)


def encode(subject: Subject, row_number: Callable[[str], int]) -> Encoded:
    """The run of a subject, laid out as `rows` says.

    Args:
        subject: Whom to encode.
        row_number: Gives each word the number of its row.
    """
    run = [0] * rows.HEADER
    encoded = Encoded(run)
    run[rows.KIND] = KIND_NUMBERS[subject.kind]
    run[rows.SEX] = SEX_NUMBERS.get((subject.sex or "").upper()[:1], 0)
    person = run[rows.KIND] == 0
    for name in subject.names:
        words = (person_words if person else thing_words)(name)[: rows.WORDS]
        encoded.names.append(words)
        truncated = rows.TRUNCATED if isinstance(name, Name) and name.truncated else 0
        run.append(len(words) | truncated)
        run.extend(row_number(text) << 8 | part << 4 | role for text, part, role in words)
    run[rows.NAMES] = len(subject.names)
    _append(run, rows.DATES, list(map(_date, subject.birth_dates)))
    _append(run, rows.IDENTIFIERS, list(map(identifier_row, subject.identifiers)))
    _append(run, rows.COUNTRIES, [country_number(name) for name in subject.countries])
    places = {word for place in subject.birth_places for word in words_of(place) if len(word) > 2}
    _append(run, rows.PLACES, sorted(map(hash_of, places)))
    return encoded


def _append(run: list[int], count: int, values: list[int] | list[tuple[int, ...]]) -> None:
    run[count] = len(values)
    run[count - rows.DATES + rows.DATES_AT] = len(run)
    for value in values:
        if isinstance(value, int):
            run.append(value)
        else:
            run.extend(value)


def _date(text: str) -> int:
    """`1979-03-12` as 19790312; unknown month and day are 00."""
    return int(text.replace("-", "").ljust(8, "0"))


@cache
def country_number(name: str) -> int:
    """A number of a country as given, the same for the same letters in any case."""
    return hash_of(" ".join(words_of(name))) & 0x7FFFFFFF or 1


def identifier_row(identifier: Identifier) -> tuple[int, ...]:
    """The four integers of an identifier."""
    normal = normalise(identifier.kind, identifier.value, identifier.issuer)
    letters, length = packed_letters(normal.value, rows.ID_LETTERS)
    if len(normal.value) > rows.ID_LETTERS:
        length = 0
    facts = normal.family | normal.member << 8 | length << 20
    facts |= {None: 0, True: 1, False: 2}[normal.check] << 16
    facts |= rows.ID_UNIQUE if normal.unique else 0
    facts |= (country_number(normal.issuer) if normal.issuer else 0) << 32
    first, second = letters[:8], letters[8:]
    return (
        facts,
        int.from_bytes(first, "little"),
        int.from_bytes(second, "little"),
        hash_of(normal.value) if normal.value else 0,
    )


def person_words(name: str | Name) -> list[Word]:
    """The words of a person's name, in order, surname and given names apart where known."""
    if isinstance(name, str):
        before, comma, after = name.partition(",")
        if comma and "," not in after:
            return _inverted(words_of(before), words_of(after))
        return _with_roles([(word, rows.ANY_PART) for word in words_of(name)], "person")
    return _with_roles(
        [(word, rows.SURNAME) for word in words_of(name.surname)]
        + [(word, rows.GIVEN) for word in words_of(name.given_names)],
        "person",
    )


def _inverted(before: list[str], after: list[str]) -> list[Word]:
    """`Surname, Given names`, unless what follows is only a suffix or a title."""
    known = tables.roles("person")
    if not before or all(known.get(w) in (rows.SUFFIX, rows.HONORIFIC) for w in after):
        return _with_roles([(word, rows.ANY_PART) for word in before + after], "person")
    return _with_roles(
        [(word, rows.SURNAME) for word in before] + [(word, rows.GIVEN) for word in after],
        "person",
    )


def thing_words(name: str | Name) -> list[Word]:
    """The words of the name of an organisation, a vessel or an aircraft."""
    words = _merged_letters(words_of(str(name)))
    text = f" {' '.join(words)} "
    for phrase, word in tables.phrases():
        if phrase in text:
            text = text.replace(f" {phrase} ", f" {word} ")
    return _with_roles([(word, rows.ANY_PART) for word in text.split()], "thing")


def _merged_letters(words: list[str]) -> list[str]:
    """Runs of single letters in one: `S A` is `SA`, `M V` is `MV`."""
    merged: list[str] = []
    joining = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if single and joining:
            merged[-1] += word
        else:
            merged.append(word)
        joining = single
    return merged


def _with_roles(words: list[tuple[str, int]], applies: str) -> list[Word]:
    known = tables.roles(applies)
    person = applies == "person"
    found: list[Word] = []
    for text, part in words:
        if person and text.startswith("ABD"):
            found.extend(_servant(text, part))
        elif person and text[-3:] in _OF_GOD_ENDS and text not in known:
            found.extend(_of_god(text, part))
        else:
            found.append(Word(text, part, _role(text, known, person=person)))
    if not any(word.role == rows.ORDINARY for word in found):
        return [Word(word.text, word.part, rows.ORDINARY) for word in found]
    if not person:
        return _numbered(found)
    return found


def _role(text: str, known: dict[str, int] | object, *, person: bool) -> int:
    role = known.get(text)  # type: ignore[attr-defined]  # a mapping
    if role is not None:
        return int(role)
    if len(text) == 1:
        return rows.NUMBER if text.isdigit() else rows.INITIAL if person else rows.ORDINARY
    return rows.NUMBER if text.isdigit() else rows.ORDINARY


def _servant(word: str, part: int) -> list[Word]:
    """`ABDULRAHMAN` as `ABD`, which says little, and `RAHMAN`."""
    if word in _ONE_NAME:
        return [Word(word, part, rows.ORDINARY)]
    prefix = _SERVANT.match(word)
    if word in _SERVANT_WORDS:
        return [Word("ABD", part, rows.PARTICLE)]
    if prefix is None:
        return [Word(word, part, rows.ORDINARY)]
    rest = Word(word[prefix.end() :], part, rows.ORDINARY)
    return [Word("ABD", part, rows.PARTICLE), rest]


def _of_god(word: str, part: int) -> list[Word]:
    """`UBAIDULLAH` as `UBAID` and `ULLAH`, which says little."""
    if word in _OF_GOD_PARTS:
        return [Word(word, part, rows.PARTICLE)]
    parts = _OF_GOD.match(word)
    if word in _ONE_NAME or parts is None:
        return [Word(word, part, rows.ORDINARY)]
    return [
        Word(parts[1], part, rows.ORDINARY),
        Word(word[parts.end(1) :], part, rows.PARTICLE),
    ]


def _numbered(words: list[Word]) -> list[Word]:
    """The last word of a vessel or company as the number that it spells: `STAR II`, `STAR 2`."""
    last = words[-1]
    if len(words) > 1 and last.text in _SPELT_NUMBER:
        return [*words[:-1], Word(_SPELT_NUMBER[last.text], last.part, rows.NUMBER)]
    return words
