"""Chance that repeats: every choice of the demonstration comes from here."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

Dice = random.Random


def dice(*about: object) -> Dice:
    """Dice for one matter, the same for the same words.

    Each voyage, message and list throws its own, so that one more choice in one of them leaves
    the others as they were.

    Args:
        about: the seed and what the dice are for, told apart by their text.
    """
    return random.Random("|".join(map(str, about)))  # noqa: S311 - made-up data keeps no secret


def weighted(throw: Dice, choices: Sequence[tuple[T, float]]) -> T:
    """One of the choices, as often as its weight says against the others."""
    return throw.choices([choice for choice, _ in choices], [weight for _, weight in choices])[0]


def pattern(throw: Dice, text: str) -> str:
    """The pattern with a digit for each ``#`` and a capital for each ``?``.

    Letters that are read as digits (I, O) are left out, as passport offices do.
    """
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    return "".join(
        str(throw.randrange(10)) if sign == "#" else throw.choice(letters) if sign == "?" else sign
        for sign in text
    )
