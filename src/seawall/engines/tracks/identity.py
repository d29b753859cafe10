"""Contradictions inside what a craft says of itself: its numbers and its flag."""

from collections.abc import Mapping
from enum import IntEnum

# Digits before the three of the country (Recommendation ITU-R M.585-9, annexes 1 and 2), most
# first: search and rescue aircraft 111, aids to navigation 99, craft of a parent ship 98, coast
# stations 00, groups of ships 0, handheld 8.
PREFIXES = ("111", "99", "98", "00", "8", "0")
# Search and rescue transmitters, man overboard devices and EPIRBs have makers, not countries.
NO_COUNTRY = ("970", "972", "974", "979")
DIGITS = 9
IMO_DIGITS = 7


class Conflict(IntEnum):
    """What contradicts what; the numbers are stored and never change."""

    BAD_IMO = 1
    UNKNOWN_COUNTRY = 2
    OTHER_FLAG = 3
    NOT_AN_MMSI = 4


def imo_is_valid(number: int) -> bool:
    """Whether a ship's IMO number has seven digits and the right check digit.

    The first six digits times 7 down to 2 add up to a number ending in the seventh (IMO
    Resolution A.1117(30), annex, 2).
    """
    text = str(number)
    if len(text) != IMO_DIGITS or number < 0:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, range(7, 1, -1), strict=False))
    return total % 10 == int(text[-1])


def country_of(mmsi: int) -> int | None:
    """The three country digits (MID) of an MMSI; None if its kind has none or it is no MMSI."""
    text = f"{mmsi:0{DIGITS}d}"
    if mmsi < 0 or len(text) != DIGITS or text.startswith(NO_COUNTRY):
        return None
    prefix = next((prefix for prefix in PREFIXES if text.startswith(prefix)), "")
    digits = text[len(prefix) : len(prefix) + 3]
    return int(digits) if digits[0] in "234567" else None


def conflicts(
    mmsi: int, imo: int | None, flag: str | None, countries: Mapping[int, str]
) -> tuple[Conflict, ...]:
    """All contradictions, in the order of their numbers; what is unknown contradicts nothing.

    Args:
        mmsi: the identity reported.
        imo: the IMO number reported or registered.
        flag: flag by the register, in the same code as `countries` gives.
        countries: flag of each MID that the ITU has assigned.
    """
    found = []
    text = f"{mmsi:0{DIGITS}d}"
    if imo is not None and not imo_is_valid(imo):
        found.append(Conflict.BAD_IMO)
    country = country_of(mmsi)
    if country is not None and country not in countries:
        found.append(Conflict.UNKNOWN_COUNTRY)
    elif country is not None and flag is not None and countries[country] != flag:
        found.append(Conflict.OTHER_FLAG)
    if country is None and not text.startswith(NO_COUNTRY):
        found.append(Conflict.NOT_AN_MMSI)
    return tuple(found)
