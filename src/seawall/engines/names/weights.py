"""The scorer's figures: each in natural log-odds unless it says otherwise.

They were set on the tuning half of `tests/vectors/names` (its SOURCE.md) and never on the test
half. A change of any of them is a new `VERSION`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

VERSION = "1.0"
"""Version of the scorer: the same version gives the same points for the same two subjects."""


class Weights(NamedTuple):
    """Every figure of the scorer, in the order in which the compiled parts index them."""

    start: float = -5.0
    name_limit: float = 8.0
    name_floor: float = -9.0
    # A word that both names have earns base + slope x rarity.
    person_base: float = 2.2
    person_slope: float = 0.25
    thing_base: float = 0.6
    thing_slope: float = 0.55
    # What a difference takes away, as a share of what the word would have earned.
    spelling_share: float = 0.05
    spelling_slope: float = 2.2
    sound_share: float = 0.08
    sound_slope: float = 1.3
    both_common_share: float = 0.45
    nickname_share: float = 0.25
    variant_share: float = 0.12
    ending_share: float = 0.1
    truncated_share: float = 0.2
    least_share: float = 0.3
    initial: float = 1.0
    # Words that one name has and the other has not, as a share of what they would have earned.
    conflict_share: float = 1.05
    # The least part of that where one word on each side is left and they resemble each other.
    conflict_least: float = 0.45
    conflict_near: float = 0.35
    missing_share_person: float = 0.15
    missing_share_thing: float = 0.25
    first_missing: float = -1.3
    conflict_limit: float = -7.0
    order_inverted: float = -0.2
    order_mixed: float = -0.7
    parts_swapped: float = -0.6
    complete: float = 1.0
    form_equal: float = 0.3
    form_different: float = -0.5
    suffix_different: float = -3.5
    number_different: float = -5.0
    number_missing: float = -2.0
    birth_date_equal: float = 4.3
    birth_month_equal: float = 2.8
    birth_year_equal: float = 1.5
    birth_year_near: float = 0.2
    birth_swapped: float = 2.5
    birth_digit: float = 1.5
    birth_same_year: float = -0.3
    birth_close: float = -1.5
    birth_different: float = -4.0
    country_equal: float = 0.7
    country_different: float = -0.5
    country_different_thing: float = -0.2
    sex_equal: float = 0.1
    sex_different: float = -2.0
    place_equal: float = 0.8
    place_different: float = -0.2
    identifier_equal: float = 22.0
    identifier_digit: float = 4.0
    identifier_digit_checked: float = 0.5
    identifier_different: float = -6.0
    kind_different: float = -3.0

    def record(self) -> NDArray[np.void]:
        """The figures as the compiled parts take them: one record with a field for each."""
        return np.array([tuple(self)], dtype=[(name, np.float64) for name in self._fields])


WEIGHTS = Weights()
