"""Turns what lists and carriers call a country into its ISO 3166-1 alpha-3 code, or into None."""

import unicodedata
from functools import cache

from seawall.reference.tables import rows

_DROPPED = str.maketrans(dict.fromkeys(".,'’`()-/", " "))
_LONGEST_NAME = 120


def alpha3(text: str) -> str | None:
    """The code of a country named in English, or given by its alpha-2 or alpha-3; None if unknown.

    Case, accents, full stops, commas, "&" and a leading "the" make no difference; "St." is read
    as "Saint", and "Republic of" may be left out. The one code of a single letter is ``D``,
    which passports of Germany carry (ICAO Doc 9303-3, section 5).

    Args:
        text: a name such as ``Korea, North`` or a code such as ``jm``.
    """
    if len(text) > _LONGEST_NAME:
        return None
    folded = _folded(text)
    return _codes().get(folded) or _codes().get(folded.removeprefix("republic of "))


def name_of(code: str) -> str | None:
    """The usual English name for an alpha-3 code, or None where the code is unknown."""
    return _names().get(code)


def responsible(code: str) -> str | None:
    """The state that answers for a territory or a kind of document; a state answers for itself.

    None where the code is unknown or nobody answers for it alone.
    """
    return _responsible().get(code)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold().replace("&", " and ")
    letters = "".join(c for c in plain if not unicodedata.combining(c)).translate(_DROPPED)
    words = ["saint" if word in {"st", "ste", "sainte"} else word for word in letters.split()]
    if words[:1] == ["the"]:
        del words[0]
    elif words[-1:] == ["the"]:
        del words[-1]
    return " ".join(words)


@cache
def _codes() -> dict[str, str]:
    codes = {"d": "DEU"}
    for row in rows("states"):
        keys = [row["alpha3"], row["name"], *row["other_names"].split(";")]
        if row["status"] != "former":
            keys.append(row["alpha2"])
        for key in filter(None, map(_folded, keys)):
            codes.setdefault(key, row["alpha3"])
    return codes


@cache
def _names() -> dict[str, str]:
    return {row["alpha3"]: row["name"] for row in rows("states")}


@cache
def _responsible() -> dict[str, str | None]:
    return {
        row["alpha3"]: row["part_of"] or (row["alpha3"] if row["status"] == "state" else None)
        for row in rows("states")
    }
