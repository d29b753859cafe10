"""Identifiers: their kinds, how they are normalised, and their check digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple


def imo_check(value: str) -> bool | None:
    """Whether the last digit of an IMO ship number is right (IMO Resolution A.1117(30))."""
    if not re.fullmatch(r"\d{7}", value, re.ASCII):
        return False
    return sum(int(d) * w for d, w in zip(value[:6], range(7, 1, -1), strict=True)) % 10 == int(
        value[6]
    )


def mmsi_check(value: str) -> bool | None:
    """Whether nine digits can be a ship's MMSI: its country digits are 201-775 (ITU-R M.585)."""
    return bool(re.fullmatch(r"\d{9}", value, re.ASCII)) and 201 <= int(value[:3]) <= 775


def icao24_check(value: str) -> bool | None:
    """Whether six hexadecimal digits lie in a block that ICAO allots (Annex 10, volume III)."""
    if not re.fullmatch(r"[0-9A-F]{6}", value):
        return False
    return 0 < int(value, 16) < 0xF00000


def container_check(value: str) -> bool | None:
    """Whether the check digit of a freight container number is right (ISO 6346, annex A)."""
    if not re.fullmatch(r"[A-Z]{3}[UJZ]\d{7}", value, re.ASCII):
        return False
    total = sum(_container_value(char) << place for place, char in enumerate(value[:10]))
    return total % 11 % 10 == int(value[10])


def _container_value(char: str) -> int:
    """Letters count from 10 and leave out the multiples of 11."""
    if char.isdigit():
        return int(char)
    number = ord(char) - 55
    return number + (number - 1) // 10


def iban_check(value: str) -> bool | None:
    """Whether the check digits of an account number are right (ISO 13616, ISO 7064 MOD 97-10)."""
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{6,30}", value, re.ASCII):
        return False
    return int("".join(str(int(char, 36)) for char in value[4:] + value[:4])) % 97 == 1


def unchecked(value: str) -> bool | None:  # noqa: ARG001  # same shape as the checks
    """Nothing to check: the kind has no check digit of its own."""
    return None


@dataclass(frozen=True, slots=True)
class IdentifierKind:
    """How identifiers of a kind compare.

    Args:
        family: Kinds of one family are the same sort of number: `passport` and a `document`
            whose sort is not known.
        unique: A subject has one such number for life, so that two different ones speak against.
        check: Tells a right check digit from a wrong one; None where there is none.
        any_of_family: Equal to every kind of the family.
    """

    family: str
    unique: bool = False
    check: Callable[[str], bool | None] = unchecked
    any_of_family: bool = False


IDENTIFIER_KINDS: Mapping[str, IdentifierKind] = {
    "document": IdentifierKind("document", any_of_family=True),
    "passport": IdentifierKind("document"),
    "national_id": IdentifierKind("document"),
    "visa": IdentifierKind("document"),
    "residence_permit": IdentifierKind("document"),
    "seafarer_book": IdentifierKind("document"),
    "driving_licence": IdentifierKind("document"),
    "imo": IdentifierKind("imo", unique=True, check=imo_check),
    "mmsi": IdentifierKind("mmsi", check=mmsi_check),
    "call_sign": IdentifierKind("call_sign"),
    "icao24": IdentifierKind("icao24", check=icao24_check),
    "registration": IdentifierKind("registration"),
    "serial": IdentifierKind("serial", unique=True),
    "tax": IdentifierKind("company", any_of_family=True),
    "company": IdentifierKind("company", any_of_family=True),
    "container": IdentifierKind("container", unique=True, check=container_check),
    "iban": IdentifierKind("account", check=iban_check),
    "account": IdentifierKind("account", any_of_family=True),
    "swift": IdentifierKind("swift"),
    "lei": IdentifierKind("lei", unique=True),
    "email": IdentifierKind("email"),
    "phone": IdentifierKind("phone"),
}
"""Known kinds; any other kind is compared with its own kind only."""

FAMILIES = tuple(dict.fromkeys(kind.family for kind in IDENTIFIER_KINDS.values()))
_PLAIN = re.compile(r"[\W_]+")
_PREFIXES = {"imo": "IMO", "mmsi": "MMSI"}


class Normal(NamedTuple):
    """An identifier as it is compared; `family` 0 and `member` 0 stand for any."""

    family: int
    member: int
    value: str
    issuer: str | None
    check: bool | None
    unique: bool


def normalise(kind: str, value: str, issuer: str | None) -> Normal:
    """Upper case without separators, with its family and what its check digit says."""
    plain = _PLAIN.sub("", value.upper())
    prefix = _PREFIXES.get(kind, "")
    if prefix and plain.startswith(prefix):
        plain = plain[len(prefix) :]
    known = IDENTIFIER_KINDS.get(kind)
    if known is None:
        return Normal(200 + sum(kind.encode()) % 56, 0, plain, issuer, None, unique=False)
    member = 0 if known.any_of_family else list(IDENTIFIER_KINDS).index(kind) + 1
    return Normal(
        FAMILIES.index(known.family) + 1,
        member,
        plain,
        issuer.upper() if issuer else None,
        known.check(plain),
        known.unique,
    )
