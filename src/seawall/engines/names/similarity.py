"""How far two words may be the same word: compiled, on the rows that `words` makes.

Two words are alike only where one of these holds: equal letters; a group of nicknames or spellings
in common; equal stems; one letter added, left out, changed or two swapped; equal sounds; or sounds
that differ by one. The index finds exactly these, so that no search misses what `compare` sees.
"""

# Compiled code mixes Python's integers with numpy's, which mypy keeps apart.
# mypy: disable-error-code="no-any-return, arg-type, return-value, assignment"

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from seawall.engines.names import rows
from seawall.engines.names.compiling import compiled

Rows = NDArray[np.int64]
Figures = NDArray[np.void]
Work = NDArray[np.float64]

NOT_ALIKE, EQUAL, SPELLING, SOUND, VARIANT, NICKNAME, ENDING = range(7)
TO_INITIAL, JOINED, CUT = 7, 8, 9

SHORTEST_SPELLING = 2
SHORT = 4
"""A misspelling of so short a word earns the least, and nothing where both are common names."""
SHORTEST_NEAR_SOUND = 7
FEWEST_NEAR_SOUNDS = 4
_LETTER_KINDS = 37
_CHEAP = (
    ("AEIOUY", 0.5),
    ("CKQ", 0.4),
    ("SZ", 0.4),
    ("BVW", 0.5),
    ("IJY", 0.4),
    ("GJ", 0.6),
    ("FPV", 0.8),
    ("DT", 0.7),
    ("MN", 0.6),
    ("UVW", 0.5),
    ("OQ0D", 0.6),
    ("IL1T", 0.6),
    ("S5", 0.4),
    ("B8", 0.4),
    ("Z2", 0.4),
    ("G6", 0.5),
    ("XJ", 0.6),
    ("XS", 0.6),
    ("GK", 0.6),
    ("KH", 0.7),
    ("RN", 0.9),
)
"""Letters that are written, misread or transliterated for one another, and what the swap costs."""


def _swap_costs() -> NDArray[np.float64]:
    costs = np.ones((_LETTER_KINDS, _LETTER_KINDS))
    for letters, cost in _CHEAP:
        codes = [ord(c) - 64 if c.isalpha() else ord(c) - 21 for c in letters]
        for a in codes:
            for b in codes:
                costs[a, b] = min(costs[a, b], cost)
    np.fill_diagonal(costs, 0.0)
    return costs


def _lone_costs() -> NDArray[np.float64]:
    """What a letter costs that only one of the words has."""
    costs = np.ones(_LETTER_KINDS)
    for letter in "AEIOUY":
        costs[ord(letter) - 64] = 0.7
    costs[ord("H") - 64] = 0.5
    return costs


SWAP = _swap_costs()
LONE = _lone_costs()
DOUBLED = 0.4
"""What a doubled letter costs against a single one."""
TRANSPOSED = 0.8


@compiled
def letter(words: Rows, row: int, place: int) -> int:
    """The number of the letter at a place of a word."""
    return (words[row, rows.CHARS + (place >> 3)] >> ((place & 7) * 8)) & 0xFF


@compiled
def one_off(
    a: Rows, i: int, b: Rows, j: int, at: int, count_a: int, count_b: int, bits: int
) -> bool:
    """Whether one letter added, left out, changed or two neighbours swapped make them equal.

    Where:
        a: Integers that pack symbols; `b` likewise.
        i: The row in `a`; `j` that in `b`.
        at: Column where the symbols start.
        count_a: Symbols of the first; `count_b` those of the second.
        bits: Bits of a symbol: 8 for letters, 5 for sounds.
    """
    if abs(count_a - count_b) > 1:
        return False
    start = 0
    shortest = min(count_a, count_b)
    while start < shortest and _symbol(a, i, at, start, bits) == _symbol(b, j, at, start, bits):
        start += 1
    end = 0
    while end < shortest - start and _symbol(a, i, at, count_a - 1 - end, bits) == _symbol(
        b, j, at, count_b - 1 - end, bits
    ):
        end += 1
    rest_a = count_a - start - end
    rest_b = count_b - start - end
    if rest_a <= 1 and rest_b <= 1:
        return True
    return (
        rest_a == 2
        and rest_b == 2
        and _symbol(a, i, at, start, bits) == _symbol(b, j, at, start + 1, bits)
        and _symbol(a, i, at, start + 1, bits) == _symbol(b, j, at, start, bits)
    )


@compiled
def _symbol(a: Rows, i: int, at: int, place: int, bits: int) -> int:
    if bits == 8:
        return (a[i, at + (place >> 3)] >> ((place & 7) * 8)) & 0xFF
    return (a[i, at] >> (place * 5)) & 31


@compiled
def sound_length(facts: int) -> int:
    """How many classes of sound a word has."""
    return (facts >> rows.SOUNDS_AT) & 31


@compiled
def _share_group(a: int, b: int) -> bool:
    if a == 0 or b == 0:
        return False
    while a:
        group = a & 0xFFFF
        rest = b
        while rest:
            if group == rest & 0xFFFF:
                return True
            rest >>= 16
        a >>= 16
    return False


@compiled
def may_be_alike(a: Rows, i: int, b: Rows, j: int) -> bool:
    """Whether two words can be alike at all: cheap, and never wrong when it says no.

    Words that differ by one letter begin or end with the same one.
    """
    if (
        a[i, rows.STEM] == b[j, rows.STEM]
        or (a[i, rows.SOUND] != 0 and a[i, rows.SOUND] == b[j, rows.SOUND])
        or _share_group(a[i, rows.SPELLINGS], b[j, rows.SPELLINGS])
        or _share_group(a[i, rows.NICKNAMES], b[j, rows.NICKNAMES])
    ):
        return True
    facts_a, facts_b = a[i, rows.FACTS], b[j, rows.FACTS]
    count_a, count_b = facts_a & 0xFF, facts_b & 0xFF
    differs = facts_a ^ facts_b
    if abs(count_a - count_b) <= 1 and (
        min(count_a, count_b) <= SHORTEST_SPELLING
        or (a[i, rows.CHARS] ^ b[j, rows.CHARS]) & 0xFF == 0
        or (differs >> rows.LAST_LETTER_AT) & 0xFF == 0
    ):
        return True
    return (
        min(count_a, count_b) >= SHORTEST_NEAR_SOUND
        and abs(sound_length(facts_a) - sound_length(facts_b)) <= 1
        and (
            (a[i, rows.SOUND] ^ b[j, rows.SOUND]) & 31 == 0
            or (differs >> rows.LAST_SOUND_AT) & 31 == 0
        )
    )


@compiled
def distance(a: Rows, i: int, b: Rows, j: int, work: Work) -> float:
    """What it costs to turn one word into the other, by what is easily written for what.

    Optimal string alignment with the costs of `SWAP`, `LONE`, `DOUBLED` and `TRANSPOSED`.
    """
    count_a = a[i, rows.FACTS] & 0xFF
    count_b = b[j, rows.FACTS] & 0xFF
    before, previous, current = 0, 1, 2
    work[previous, 0] = 0.0
    last = 0
    for y in range(count_b):
        code = letter(b, j, y)
        work[3, y] = code
        cost = DOUBLED if code == last else LONE[code]
        work[4, y] = cost
        work[previous, y + 1] = work[previous, y] + cost
        last = code
    last = 0
    for x in range(count_a):
        code = letter(a, i, x)
        lone = DOUBLED if code == last else LONE[code]
        work[current, 0] = work[previous, 0] + lone
        for y in range(count_b):
            other = int(work[3, y])
            best = work[previous, y] + SWAP[code, other]
            best = min(best, work[previous, y + 1] + lone)
            best = min(best, work[current, y] + work[4, y])
            if x and y and code == int(work[3, y - 1]) and last == other and code != other:
                best = min(best, work[before, y - 1] + TRANSPOSED)
            work[current, y + 1] = best
        before, previous, current = previous, current, before
        last = code
    return work[previous, count_b]


@compiled
def worth(words: Rows, row: int, thing: bool, figures: Figures) -> float:
    """What a word earns where both names have it: more, the rarer it is."""
    f = figures[0]
    if thing:
        return f.thing_base + f.thing_slope * (words[row, rows.RARITY] >> 32) / 1000.0
    return f.person_base + f.person_slope * (words[row, rows.RARITY] & 0xFFFFFFFF) / 1000.0


@compiled
def alike(
    a: Rows, i: int, b: Rows, j: int, thing: bool, figures: Figures, work: Work
) -> tuple[float, int, float]:
    """What two words earn as one, how they are alike, and the distance between them.

    Returns:
        0 and `NOT_ALIKE` where they are not.
    """
    f = figures[0]
    full = min(worth(a, i, thing, figures), worth(b, j, thing, figures))
    if a[i, rows.TEXT] == b[j, rows.TEXT]:
        return full, EQUAL, 0.0
    if _share_group(a[i, rows.SPELLINGS], b[j, rows.SPELLINGS]):
        return full * (1.0 - f.variant_share), VARIANT, 0.0
    if (
        not thing
        and (a[i, rows.FACTS] | b[j, rows.FACTS]) & rows.FULL_FORM
        and _share_group(a[i, rows.NICKNAMES], b[j, rows.NICKNAMES])
    ):
        return full * (1.0 - f.nickname_share), NICKNAME, 0.0
    if a[i, rows.STEM] == b[j, rows.STEM]:
        return full * (1.0 - f.ending_share), ENDING, 0.0
    return _near(a, i, b, j, full, figures, work)


@compiled
def _near(
    a: Rows, i: int, b: Rows, j: int, full: float, figures: Figures, work: Work
) -> tuple[float, int, float]:
    """`alike` for words that only look or sound alike."""
    f = figures[0]
    facts_a = a[i, rows.FACTS]
    facts_b = b[j, rows.FACTS]
    count_a = facts_a & 0xFF
    count_b = facts_b & 0xFF
    if count_a == 0 or count_b == 0:
        return 0.0, NOT_ALIKE, 0.0
    how = _relation(a, i, count_a, b, j, count_b)
    if how == NOT_ALIKE:
        return 0.0, NOT_ALIKE, 0.0
    cost = distance(a, i, b, j, work)
    if how == SOUND and (facts_a | facts_b) & rows.NO_VOWEL and count_a > 2 and count_b > 2:
        cost = min(cost, 1.0)
    part = cost / max(count_a, count_b)
    if how == SOUND:
        lost = f.sound_share + f.sound_slope * part
    else:
        lost = f.spelling_share + f.spelling_slope * part
    if facts_a & facts_b & rows.COMMON:
        lost += f.both_common_share
    elif max(count_a, count_b) <= SHORT:
        lost = min(lost, 1.0 - f.least_share)
    if lost > 1.0 - f.least_share:
        return 0.0, NOT_ALIKE, 0.0
    return full * (1.0 - lost), how, cost


@compiled
def _relation(a: Rows, i: int, count_a: int, b: Rows, j: int, count_b: int) -> int:
    sound_a = a[i, rows.SOUND]
    sound_b = b[j, rows.SOUND]
    if sound_a != 0 and sound_a == sound_b:
        return SOUND
    sounds_a = sound_length(a[i, rows.FACTS])
    sounds_b = sound_length(b[j, rows.FACTS])
    if count_a >= SHORTEST_SPELLING and count_b >= SHORTEST_SPELLING:
        if one_off(a, i, b, j, rows.CHARS, count_a, count_b, 8):
            return SPELLING
        if (
            count_a >= SHORTEST_NEAR_SOUND
            and count_b >= SHORTEST_NEAR_SOUND
            and sounds_a >= FEWEST_NEAR_SOUNDS
            and sounds_b >= FEWEST_NEAR_SOUNDS
            and one_off(a, i, b, j, rows.SOUND, sounds_a, sounds_b, 5)
        ):
            return SPELLING
    return NOT_ALIKE
