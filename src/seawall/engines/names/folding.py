"""Any text to words of upper-case Latin letters and digits."""

from __future__ import annotations

import re
import unicodedata

from seawall.engines.names import tables

_JOINING = frozenset("'’‘`´ʼʻʿʾ′＇\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Marks that stand within a word: `O'BRIEN` is `OBRIEN`."""
_INITIALS = [
    "G",
    "KK",
    "N",
    "D",
    "TT",
    "R",
    "M",
    "B",
    "PP",
    "S",
    "SS",
    "",
    "J",
    "JJ",
    "CH",
    "K",
    "T",
    "P",
    "H",
]
_VOWELS = [
    "A",
    "AE",
    "YA",
    "YAE",
    "EO",
    "E",
    "YEO",
    "YE",
    "O",
    "WA",
    "WAE",
    "OE",
    "YO",
    "U",
    "WO",
    "WE",
    "WI",
    "YU",
    "EU",
    "UI",
    "I",
]
_FINALS = [
    "",
    "K",
    "K",
    "K",
    "N",
    "N",
    "N",
    "T",
    "L",
    "K",
    "M",
    "P",
    "L",
    "L",
    "P",
    "L",
    "M",
    "P",
    "P",
    "T",
    "T",
    "NG",
    "T",
    "T",
    "K",
    "T",
    "P",
    "T",
]
_SPOKEN = re.compile(
    r"(?:KATAKANA|HIRAGANA|DEVANAGARI|BENGALI|GURMUKHI|GUJARATI|TAMIL|TELUGU|KANNADA|MALAYALAM"
    r"|SINHALA)(?: LETTER| VOWEL SIGN| SIGN)?(?: SMALL)? ([A-Z]{1,4})\Z"
)
_ARTICLE = re.compile(r"\bال(?=\w{3})")
"""The Arabic article, which Arabic writes as one with the next word."""
_HANGUL, _HANGUL_END = 0xAC00, 0xD7A3


class _Fold(dict[int, str]):
    """What each character becomes; worked out when a character is first met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


def _fold_character(char: str) -> str:
    if char.isascii() and char.isalnum():
        return char
    if char in _JOINING:
        return ""
    if _HANGUL <= ord(char) <= _HANGUL_END:
        return _hangul(ord(char) - _HANGUL)
    if char in tables.letters():
        return tables.letters()[char]
    plain = unicodedata.normalize("NFKD", char).upper()
    if plain != char:
        return "".join(_fold_character(part) for part in plain)
    return _by_category(char)


def _by_category(char: str) -> str:
    category = unicodedata.category(char)
    spoken = _SPOKEN.match(unicodedata.name(char, ""))
    if spoken is not None:
        return spoken[1]
    if category in ("Mn", "Me", "Cf"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    return char if category in ("Lu", "Ll", "Lt", "Lo", "Lm", "Mc") else " "


def _hangul(syllable: int) -> str:
    initial, rest = divmod(syllable, 588)
    vowel, final = divmod(rest, 28)
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]


_FOLD = _Fold()


def words_of(text: str) -> list[str]:
    """The words of a text, upper case, without marks, in Latin letters where a table knows them."""
    if _ARTICLE.search(text):
        text = _ARTICLE.sub("AL ", text)
    return text.upper().translate(_FOLD).split()
