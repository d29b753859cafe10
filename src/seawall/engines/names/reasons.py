"""What a comparison answers: points that add up, each with its reason.

`points` are log-odds: the natural logarithm of the odds that both subjects are one. `score` is
their logistic, `1 / (1 + exp(-points))`. Reasons are codes with values; sentences are made
elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

WAYS_ALIKE = (
    "equal",
    "spelling",
    "sound",
    "variant",
    "nickname",
    "ending",
    "initial",
    "joined",
    "truncated",
)
"""How two words of a name are alike: `surname_equal`, `given_name_nickname`, `name_joined`."""
PREFIXES: Mapping[str, str] = {
    "name": "name",
    "surname": "surname",
    "given_names": "given_name",
}
"""What the codes about a field of a name begin with."""

REASON_CODES: Mapping[str, tuple[str, ...]] = {
    "start": ("base_rate",),
    # Detail of the words alike: rarity_left and rarity_right (natural logarithm of one bearer in
    # so many) and cost (what it takes to turn one spelling into the other, about 1 a letter).
    "name": (
        *(f"name_{way}" for way in WAYS_ALIKE),
        "name_missing",
        "name_conflict",
        "name_order",
        "name_limit",
        "name_complete",
        "name_form_equal",
        "name_form_different",
        "name_suffix_different",
        "name_number_different",
        "name_number_missing",
    ),
    "surname": tuple(f"surname_{way}" for way in WAYS_ALIKE),
    "given_names": tuple(f"given_name_{way}" for way in WAYS_ALIKE),
    "birth_date": (
        "birth_date_equal",
        "birth_month_equal",
        "birth_year_equal",
        "birth_year_near",
        "birth_day_month_swapped",
        "birth_date_one_digit_off",
        "birth_date_different",
    ),
    # Detail: kind, issuer_left, issuer_right, check_left and check_right (True, False, or None
    # where the kind has no check digit).
    "identifier": ("identifier_equal", "identifier_one_digit_off", "identifier_different"),
    "country": ("country_equal", "country_different"),
    "sex": ("sex_equal", "sex_different"),
    "birth_place": ("birth_place_equal", "birth_place_different"),
    "kind": ("kind_different",),
}
"""Every code by its field; a caller that has a sentence for each of them is complete."""


class Reason(NamedTuple):
    """One contribution to the points, with the values it was taken from."""

    code: str
    field: str
    left: str | None
    right: str | None
    points: float
    detail: Mapping[str, Any] = {}


class Comparison:
    """How two subjects compare; the points of `reasons` add up to `points` within 1e-6.

    The reasons are worked out when they are first asked for.
    """

    __slots__ = ("_reasons", "points", "score")

    def __init__(
        self, points: float, reasons: tuple[Reason, ...] | Callable[[], tuple[Reason, ...]]
    ) -> None:
        self.points = points
        self.score = score_of(points)
        self._reasons = reasons

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What the points are made of, the start first."""
        if callable(self._reasons):
            self._reasons = self._reasons()
        return self._reasons

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self) or not isinstance(other, Comparison):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self.points)

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self._key()!r}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._key()

    def _key(self) -> tuple[Any, ...]:
        return self.points, self.reasons


class Match(Comparison):
    """A listed subject that the query may be; `id` is the listed subject's."""

    __slots__ = ("id",)

    def __init__(
        self,
        id: str,  # noqa: A002  # the field's name
        points: float,
        reasons: tuple[Reason, ...] | Callable[[], tuple[Reason, ...]],
    ) -> None:
        super().__init__(points, reasons)
        self.id = id

    def _key(self) -> tuple[Any, ...]:
        return self.id, self.points, self.reasons


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
