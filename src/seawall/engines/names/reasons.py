"""What a comparison answers: points that add up, each with its reason.

`points` are log-odds: natural logarithm of the odds that both subjects are one. `score` is their
logistic, `1 / (1 + exp(-points))`. Reasons are codes with values; sentences are made elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

REASON_CODES: Mapping[str, tuple[str, ...]] = {
    "start": ("base_rate",),
    # Detail of the name codes: rarity_left, rarity_right (natural logarithm of one in so many
    # people who bear the token), and edits where the spelling differs.
    **{
        name: tuple(
            f"{prefix}_{how}"
            for how in (
                "equal",
                "spelling",
                "sound",
                "variant",
                "nickname",
                "ending",
                "initial",
                "joined",
                "truncated",
                "missing",
                "conflict",
                "order",
                "limit",
            )
        )
        for name, prefix in (
            ("name", "name"),
            ("surname", "surname"),
            ("given_names", "given_name"),
        )
    },
    "birth_date": (
        "birth_date_equal",
        "birth_month_equal",
        "birth_year_equal",
        "birth_year_near",
        "birth_day_month_swapped",
        "birth_date_one_digit_off",
        "birth_date_different",
    ),
    # Detail: kind, issuer_left, issuer_right, check (True, False, or None where the kind has no
    # check digit).
    "identifier": ("identifier_equal", "identifier_one_digit_off", "identifier_different"),
    "country": ("country_equal", "country_different"),
    "sex": ("sex_equal", "sex_different"),
    "birth_place": ("birth_place_equal", "birth_place_different"),
    "kind": ("kind_different",),
}
"""Every code by its field; a caller that has a sentence for each of them is complete."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One contribution to the points, with the values it was taken from."""

    code: str
    field: str
    left: str | None
    right: str | None
    points: float
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two subjects compare; the points of `reasons` add up to `points` within 1e-6."""

    score: float
    points: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A listed subject that the query may be; `id` is the listed subject's."""

    id: str
    score: float
    points: float
    reasons: tuple[Reason, ...]


def score_of(points: float) -> float:
    """The probability that the points stand for: their logistic, in [0, 1]."""
    if points >= 0:
        return 1.0 / (1.0 + math.exp(-points))
    power = math.exp(points)
    return power / (1.0 + power)


def points_of(score: float) -> float:
    """The log-odds of a score; 0 and 1 give minus and plus infinity."""
    if score <= 0.0:
        return -math.inf
    return math.inf if score >= 1.0 else math.log(score / (1.0 - score))
