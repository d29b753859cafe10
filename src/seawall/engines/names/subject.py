"""Whom or what to screen: a subject with its names, dates, countries and identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["person", "organisation", "vessel", "aircraft", "document"]

KINDS: tuple[str, ...] = get_args(Kind)
NAME_LIMIT = 512
"""Longest name in characters; a longer one is refused, never silently cut."""
VALUES_LIMIT = 255
"""Most names, dates, countries, identifiers or birth places of one subject."""

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z", re.ASCII)


class SubjectError(ValueError):
    """A subject that cannot be screened; `code` says why in one word for programs."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Name:
    """A name whose surname and given names are known apart, as in a machine-readable zone.

    Args:
        surname: The primary identifier; may be empty when only given names are known.
        given_names: The secondary identifier, all given names in order; may be empty.
        truncated: The document had no room for the whole name, so that parts may be missing
            at the end of the surname, of the given names and of a token (ICAO Doc 9303-3, 4.6).
    """

    surname: str
    given_names: str = ""
    truncated: bool = False

    @classmethod
    def from_mrz(cls, field: str) -> Name:
        """Read the name field of a machine-readable zone, filler `<` included.

        Args:
            field: `RODRIGUEZ<PEREZ<<JUAN<CARLOS<<<`, as long as the document printed it: 39
                characters on a passport, 31 on a TD2 and 30 on a TD1 card (ICAO Doc 9303-4 to
                9303-6). A field of exactly such a length that ends without filler is truncated.
        """
        surname, _, given = field.strip().partition("<<")
        truncated = len(field.strip()) in (30, 31, 39) and not field.strip().endswith("<")
        return cls(_unfill(surname), _unfill(given), truncated)

    def __str__(self) -> str:
        return f"{self.given_names} {self.surname}".strip()


def _unfill(part: str) -> str:
    return " ".join(part.replace("<", " ").split())


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that some authority gave: a passport, an IMO number, a registration.

    Args:
        kind: A key of `IDENTIFIER_KINDS`, or any other lower-case word.
        value: As printed; spaces, hyphens and letter case do not matter.
        issuer: ISO 3166 alpha-3 of the issuing state where one is known.
    """

    kind: str
    value: str
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """One person, organisation, vessel, aircraft or document, queried or listed.

    Args:
        id: Key of the subject for the caller; unique within an index.
        kind: What it is; subjects of different kinds never match by name.
        names: The name and every alias, in any script; at most 512 characters each.
        birth_dates: ISO dates, whole or partial: `1979-03-12`, `1979-03`, `1979`. Several mean
            that any of them may be right.
        countries: ISO 3166 alpha-3 where known, else as given: nationality, flag, seat.
        identifiers: Every number of the subject, such as two passports.
        sex: `M`, `F` or None where unknown or unspecified.
        birth_places: Towns or countries as given.

    Raises:
        SubjectError: A name is too long, a date is no ISO date, or there are too many values.
    """

    id: str
    kind: Kind
    names: tuple[str | Name, ...] = ()
    birth_dates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    sex: str | None = None
    birth_places: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise SubjectError("kind_unknown", f"no such kind of subject: {self.kind!r}")
        for name in self.names:
            if len(name if isinstance(name, str) else f"{name.surname}{name.given_names}") > (
                NAME_LIMIT
            ):
                raise SubjectError("name_too_long", f"a name has over {NAME_LIMIT} characters")
        for date in self.birth_dates:
            if _DATE.match(date) is None:
                raise SubjectError("birth_date_invalid", f"no ISO date: {date[:32]!r}")
        if (
            max(
                len(self.names),
                len(self.birth_dates),
                len(self.countries),
                len(self.identifiers),
                len(self.birth_places),
            )
            > VALUES_LIMIT
        ):
            raise SubjectError("too_many_values", f"over {VALUES_LIMIT} values of one sort")
