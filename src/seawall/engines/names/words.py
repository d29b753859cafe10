"""One word of a name: its letters, sound, groups and rarity, in a row made once."""

from __future__ import annotations

import re
import struct
from functools import lru_cache
from hashlib import blake2b

from seawall.engines.names import rows, tables

_DIGRAPHS = (
    ("TSCH", "x"),
    ("SHCH", "x"),
    ("TCH", "x"),
    ("SCH", "x"),
    ("CH", "x"),
    ("SH", "x"),
    ("CZ", "x"),
    ("SZ", "S"),
    ("DZH", "J"),
    ("ZH", "J"),
    ("DJ", "J"),
    ("PH", "F"),
    ("KH", "H"),
    ("GH", "G"),
    ("TH", "T"),
    ("DH", "D"),
    ("TZ", "S"),
    ("TS", "S"),
    ("QU", "K"),
    ("CE", "SE"),
    ("CI", "SI"),
    ("CY", "SY"),
    ("X", "KS"),
)
"""Letters that make one sound, tried in this order; `x` is the class of sh and ch."""
_CLASSES = {
    **dict.fromkeys("AEIOUY", ""),
    **dict.fromkeys("BVW", "B"),
    **dict.fromkeys("CKQ", "K"),
    **dict.fromkeys("SZ", "S"),
    **dict.fromkeys("0123456789", ""),
}
_CONSONANTS = str.maketrans(_CLASSES)
_SYMBOLS = {symbol: number for number, symbol in enumerate("aBKSDFGHJLMNPRTx", 1)}
_REPEATED = re.compile(r"(.)\1+")
_SOUNDS = 12
_VOWELS = frozenset("AEIOUY")
_CODES = bytes(
    code - 64 if 65 <= code <= 90 else code - 21 if 48 <= code <= 57 else 0 for code in range(256)
)
_ENDINGS = (
    ("SKAYA", "SKI"),
    ("SKAIA", "SKI"),
    ("SKAJA", "SKI"),
    ("SKAIYA", "SKI"),
    ("SKA", "SKI"),
    ("SKIY", "SKI"),
    ("SKYI", "SKI"),
    ("SKII", "SKI"),
    ("SKIJ", "SKI"),
    ("SKYY", "SKI"),
    ("SKY", "SKI"),
    ("OVA", "OV"),
    ("EVA", "EV"),
    ("YEVA", "EV"),
    ("INA", "IN"),
    ("OFF", "OV"),
    ("EFF", "EV"),
    ("YEV", "EV"),
    ("IEV", "EV"),
    ("OVITCH", "OVIC"),
    ("OVICH", "OVIC"),
    ("EVITCH", "EVIC"),
    ("EVICH", "EVIC"),
    ("OWICZ", "OVIC"),
    ("OVIC", "OVIC"),
)
"""Endings of Slavic surnames, the gendered and the variously romanised, and their common form."""
_ENDING = tuple(ending for ending, _ in _ENDINGS)
_ARTICLES = ("AL", "EL")
_UMLAUT = re.compile("([AOU])E")
"""`MUELLER` in a passport is `MÜLLER` (ICAO Doc 9303-3, section 6, table A)."""
_SHORTEST_STEM = 4
_PINYIN = re.compile(
    r"(?:(?:[BPMFDTNLGKHJQXRZCSYW]|[ZCS]H)?"
    r"(?:IANG|IONG|UANG|ANG|ENG|ING|ONG|IAO|IAN|UAI|UAN|AI|EI|AO|OU|AN|EN|IN|UN|IA|IE|IU|UA|UO|UI"
    r"|UE|A|E|I|O|U|ER)){1,2}\Z"
)
_CHINESE = re.compile("ZH|X|Q|NG|IAO|IAN|UO|UI|UAN|OU")
"""One or two syllables of Chinese: a near miss of such a name is another such name."""


def hash_of(text: str) -> int:
    """A 64-bit signed hash that never changes between versions, machines or runs."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def sound_of(word: str) -> str:
    """The consonants of a word by class of sound, with `a` for a vowel at the start.

    `MUHAMMAD`, `MOHAMED` and the unvowelled `MHMD` sound alike.
    """
    text = word
    for letters, sound in _DIGRAPHS:
        if letters in text:
            text = text.replace(letters, sound)
    start = "a" if text[:1] in _VOWELS else ""
    text = text[:1] + text[1:].rstrip("H")
    return _REPEATED.sub(r"\1", start + text.translate(_CONSONANTS))


def stem_of(word: str) -> str:
    """The word without Arabic article, in the common form of Slavic endings and umlauts."""
    if word[:2] in _ARTICLES and len(word) >= len("AL") + _SHORTEST_STEM:
        word = word[2:]
    if word.endswith(_ENDING):
        for ending, common in _ENDINGS:
            if word.endswith(ending) and len(word) >= len(ending) + 2:
                word = word[: -len(ending)] + common
                break
    return _UMLAUT.sub(r"\1", word) if len(word) > _SHORTEST_STEM else word


def packed_letters(word: str, count: int) -> tuple[bytes, int]:
    """Up to `count` letter numbers, one a byte, and how many: 0 where one is no letter.

    A-Z are 1-26, 0-9 are 27-36.
    """
    if not word.isascii():
        return bytes(count), 0
    codes = word[:count].encode("ascii").translate(_CODES)
    if 0 in codes:
        return bytes(count), 0
    return codes.ljust(count, b"\0"), len(codes)


@lru_cache(maxsize=1 << 18)
def row_of(word: str) -> bytes:
    """The row of a word, laid out as `rows` says."""
    letters, length = packed_letters(word, rows.LETTERS)
    rarity = tables.people_rarity().get(word)
    nick, full = tables.nicknames()
    facts = length
    if rarity is not None or (_CHINESE.search(word) and _PINYIN.match(word)):
        facts |= rows.COMMON
    if length > 2 and _VOWELS.isdisjoint(word):
        facts |= rows.NO_VOWEL
    if word in full:
        facts |= rows.FULL_FORM
    if word in tables.particles():
        facts |= rows.SMALL_WORD
    facts |= tables.meanings().get(word, 0) << rows.MEANING_AT
    thing = tables.things_rarity().get(word, tables.RAREST_THING)
    sound, sounds, last = _packed_sound(word) if length else (0, 0, 0)
    facts |= sounds << rows.SOUNDS_AT | last << rows.LAST_SOUND_AT
    facts |= (letters[length - 1] if length else 0) << rows.LAST_LETTER_AT
    text, stem = hash_of(word), stem_of(word)
    return letters + struct.pack(
        "<qqqqqqq",
        text,
        sound,
        _packed_groups(nick.get(word, ())),
        _packed_groups(tables.spellings().get(word, ())),
        text if stem == word else hash_of(stem),
        facts,
        _rarities(word, rarity, thing),
    )


def _rarities(word: str, person: float | None, thing: float) -> int:
    shortness = 0.6 * max(0, 4 - len(word))
    if person is None:
        person = tables.RAREST_PERSON - shortness
    return round(person * 1000) | round((thing - shortness) * 1000) << 32


def _packed_sound(word: str) -> tuple[int, int, int]:
    """The packed sound, how many classes it has, and the last of them."""
    sound = sound_of(word)
    if len(sound.lstrip("a")) < 2:
        return 0, 0, 0
    packed = last = 0
    sound = sound[:_SOUNDS]
    for place, symbol in enumerate(sound):
        last = _SYMBOLS.get(symbol, 0)
        packed |= last << (5 * place)
    return packed, len(sound), last


def _packed_groups(groups: tuple[int, ...]) -> int:
    packed = 0
    for place, group in enumerate(groups):
        packed |= group << (16 * place)
    return packed
