"""A subject to the run of integers that the compiled parts read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

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
_OF_GOD = re.compile(r"([A-Z]{4,}?)(?:[AOIE]?LLAH|ULL?AH?|[UAOIE](?:DD|LD)[IE]+NE?)\Z", re.ASCII)
"""`UBAIDULLAH` and `UBAID ULLAH`, `SHAMSUDDIN` and `SHAMS AL DIN` are one name likewise."""
_OF_GOD_ENDS = frozenset(["LAH", "LLA", "DIN", "INE", "EEN"])
_OF_GOD_PARTS = frozenset(
    ["ULLAH", "ALLAH", "OLLAH", "ILLAH", "UDDIN", "EDDINE", "ADDIN", "ALDIN", "ELDIN"]
)
_ONE_NAME = frozenset(
    [
        "ABDULLAH",
        "ABDALLAH",
        "ABDULLA",
        "ABDALLA",
        "ABDOULAYE",
        "ABDELLAH",
        "ABDILLAHI",
        "ABDULLAHI",
        "ABDOULLAH",
    ]
)
_SERVANT_WORDS = frozenset(
    ["ABD", "ABDUL", "ABDEL", "ABDAL", "ABDOL", "ABDOUL", "ABDUR", "ABDUS", "ABDUN", "ABDER"]
)
_SPELT_NUMBER = {
    **{
        word: str(n)
        for n, word in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"], 1)
    },
    **{
        w: str(n)
        for n, w in enumerate(
            ["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"], 1
        )
    },
}


Word = tuple[str, int, int]
"""A word of a name, the part it stands in and the role it plays."""


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
        for text, part, role in words:
            run.append(row_number(text) << 8 | part << 4 | role)
    run[rows.NAMES] = len(subject.names)
    if subject.birth_dates:
        _append(run, rows.DATES, map(_date, subject.birth_dates))
    if subject.countries:
        _append(run, rows.COUNTRIES, map(country_number, subject.countries))
    if subject.birth_places:
        words_met = {w for place in subject.birth_places for w in words_of(place) if len(w) > 2}
        _append(run, rows.PLACES, sorted(map(hash_of, words_met)))
    if subject.identifiers:
        run[rows.IDENTIFIERS] = len(subject.identifiers)
        run[rows.IDENTIFIERS_AT] = len(run)
        for identifier in subject.identifiers:
            run.extend(identifier_row(identifier))
    return encoded


def _append(run: list[int], count: int, values: Iterable[int]) -> None:
    start = len(run)
    run.extend(values)
    run[count] = len(run) - start
    run[count - rows.DATES + rows.DATES_AT] = start


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
    ordinary = False
    for text, part in words:
        role = known.get(text)
        if role is None:
            if person and (text[:3] == "ABD" or text[-3:] in _OF_GOD_ENDS):
                pieces = _servant(text, part) if text[:3] == "ABD" else _of_god(text, part)
                found.extend(pieces)
                ordinary = ordinary or pieces[0][2] == rows.ORDINARY or len(pieces) > 1
                continue
            role = _role(text, person=person)
            ordinary = ordinary or role == rows.ORDINARY
        found.append((text, part, role))
    if not ordinary:
        return [(text, part, rows.ORDINARY) for text, part, _ in found]
    return found if person else _numbered(found)


def _role(text: str, *, person: bool) -> int:
    """The role of a word that no table knows."""
    if text.isdigit():
        return rows.NUMBER
    return rows.INITIAL if person and len(text) == 1 else rows.ORDINARY


def _servant(word: str, part: int) -> list[Word]:
    """`ABDULRAHMAN` as `ABD`, which says little, and `RAHMAN`."""
    if word in _ONE_NAME:
        return [(word, part, rows.ORDINARY)]
    prefix = _SERVANT.match(word)
    if word in _SERVANT_WORDS:
        return [("ABD", part, rows.PARTICLE)]
    if prefix is None:
        return [(word, part, rows.ORDINARY)]
    rest = (word[prefix.end() :], part, rows.ORDINARY)
    return [("ABD", part, rows.PARTICLE), rest]


def _of_god(word: str, part: int) -> list[Word]:
    """`UBAIDULLAH` as `UBAID` and `ULLAH`, which says little."""
    if word in _OF_GOD_PARTS:
        return [(word, part, rows.PARTICLE)]
    parts = _OF_GOD.match(word)
    if word in _ONE_NAME or parts is None or re.fullmatch(r".?.?[BPV]T?D", parts[1]):
        return [(word, part, rows.ORDINARY)]  # a misspelt ABDULLAH, too, is one word
    return [
        (parts[1], part, rows.ORDINARY),
        (word[parts.end(1) :], part, rows.PARTICLE),
    ]


def _numbered(words: list[Word]) -> list[Word]:
    """The last word of a vessel or company as the number that it spells: `STAR II`, `STAR 2`."""
    text, part, _ = words[-1]
    if len(words) > 1 and text in _SPELT_NUMBER:
        return [*words[:-1], (_SPELT_NUMBER[text], part, rows.NUMBER)]
    return words
