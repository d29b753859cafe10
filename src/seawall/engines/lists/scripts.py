"""Tells the script a name is written in, and takes apart names that a list packs into one."""

import re
import unicodedata
from functools import lru_cache

_SCRIPTS = {
    "LATIN": "Latn",
    "ARABIC": "Arab",
    "CYRILLIC": "Cyrl",
    "CJK": "Hani",
    "HANGUL": "Hang",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "HEBREW": "Hebr",
    "GREEK": "Grek",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "TAMIL": "Taml",
    "THAI": "Thai",
    "MYANMAR": "Mymr",
    "KHMER": "Khmr",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
    "ETHIOPIC": "Ethi",
    "GURMUKHI": "Guru",
}
_LETTERED = re.compile(r"(?:^|[;,\s])[a-z]\)\s")


def script_of(text: str) -> str | None:
    """ISO 15924 code of the script most letters belong to, or None where no letter is known."""
    counts: dict[str, int] = {}
    for character in text:
        script = _script(character)
        if script is not None:
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: counts[script]) if counts else None


def unpacked(text: str) -> list[str]:
    """The names within one field: ``A; B``, ``a) A b) B``, ``A (B; C)``.

    Brackets are opened only where they hold several names or another script; otherwise, as in
    ``Abdallah Azzam Brigades (AAB)``, they belong to the name.
    """
    names: list[str] = []
    for part in _outside_brackets(_LETTERED.sub(";", text)):
        name, bracket, inside = part.partition("(")
        inside = inside.removesuffix(")")
        name = name.strip()
        opens = bool(bracket and name) and part.endswith(")")
        if opens and (";" in inside or script_of(name) != script_of(inside)):
            names += [name, *inside.split(";")]
        else:
            names.append(part)
    cleaned = (_bare(name) for name in names)
    return list(dict.fromkeys(name for name in cleaned if any(map(str.isalpha, name))))


def _bare(name: str) -> str:
    """Without quotation marks and without words about the name itself."""
    return " ".join(name.replace("(original script)", "").split()).strip("\"“”'‘ ;,")


def _outside_brackets(text: str) -> list[str]:
    """The text between semicolons that stand outside brackets."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(text):
        if character == "(":
            depth += 1
        elif character == ")":
            depth = max(0, depth - 1)
        elif character == ";" and not depth:
            parts.append(text[start:position].strip())
            start = position + 1
    parts.append(text[start:].strip())
    return parts


@lru_cache(maxsize=4096)
def _script(character: str) -> str | None:
    if not character.isalpha():
        return None
    return _SCRIPTS.get(unicodedata.name(character, "").partition(" ")[0])
