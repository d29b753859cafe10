"""Where the numbers of a word and of a subject stand; the compiled parts read nothing else.

A **word** is a row of `ROW` 64-bit integers, made once for each distinct word. A **subject** is a
flat run of 64-bit integers that refers to words by their row.
"""

from __future__ import annotations

# A word's row.
CHARS = 0
"""Three integers: up to 24 letters, eight bits each: 1-26 for A-Z, 27-36 for 0-9."""
TEXT = 3
"""Hash of the whole word."""
SOUND = 4
"""The consonants as they sound, up to 12 classes of five bits; 0 where too few to tell."""
NICKNAMES = 5
"""Up to four 16-bit numbers of groups of nicknames."""
SPELLINGS = 6
"""Up to four 16-bit numbers of groups of spellings."""
STEM = 7
"""Hash of the word without an Arabic article or a gendered Slavic ending."""
FACTS = 8
"""Bits 0-7 length, 8 common name, 9 no vowel, 10 full form of a nickname, 11 particle (a word
such as `DE` that may be written as one with the next), 16-21 meaning,
24-28 how many sounds, 32-39 the last letter, 40-44 the last sound."""
RARITY = 9
"""Thousandths of rarity among people (low 32 bits) and among things (high 32 bits)."""
ROW = 10

LETTERS = 24
COMMON = 1 << 8
NO_VOWEL = 1 << 9
FULL_FORM = 1 << 10
SMALL_WORD = 1 << 11
MEANING_AT = 16
MEANING_BITS = 63
SOUNDS_AT = 24
LAST_LETTER_AT = 32
LAST_SOUND_AT = 40

# A subject's run: a header, its names, then four tables whose offsets the header gives.
KIND = 0
SEX = 1
NAMES = 2
DATES = 3
IDENTIFIERS = 4
COUNTRIES = 5
PLACES = 6
DATES_AT = 7
IDENTIFIERS_AT = 8
COUNTRIES_AT = 9
PLACES_AT = 10
HEADER = 11

# A name: one integer (bits 0-7 the number of words, bit 8 truncated), then one for each word:
# its row << 8 | part << 4 | role.
TRUNCATED = 1 << 8
WORDS = 24
"""Words of a name that are compared; the rest of a longer name is left out."""

ANY_PART, SURNAME, GIVEN = 0, 1, 2
ORDINARY, PARTICLE, HONORIFIC, SUFFIX, FORM, PREFIX, NUMBER, INITIAL = range(8)

# An identifier: four integers.
ID_CLASS = 0
"""Bits 0-7 the class, 8-15 the kind within it (0 any), 16-17 check digit (1 right, 2 wrong),
18 one subject has one such number, 20-27 length, 32-63 the issuer (0 unknown)."""
ID_CHARS = 1
ID_TEXT = 3
ID_ROW = 4
ID_LETTERS = 16
ID_UNIQUE = 1 << 18
