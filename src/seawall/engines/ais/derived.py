"""Columns that follow from several fields, by the standard's own rules."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from seawall.engines.columns import Column

Plain = Callable[[str], Column]

_SIDES = ("to_bow", "to_stern", "to_port", "to_starboard")
_AUXILIARY = 98
"""MMSI of craft that belong to a parent ship begin with 98 (ITU-R M.585, Annex 1, section 5)."""
_TURN_SCALE = 4.733
_TURN_LIMIT = 126


def _auxiliary(plain: Plain) -> Column:
    mmsi = plain("mmsi")
    return Column(mmsi.values // 10_000_000 == _AUXILIARY, mmsi.valid)


def _sides(plain: Plain) -> list[Column]:
    """The four distances as sent; a craft of a parent ship sends its parent's MMSI instead."""
    replaced = _auxiliary(plain).values & plain("mothership_mmsi").valid
    return [Column(side.values, side.valid & ~replaced) for side in map(plain, _SIDES)]


def _side(index: int) -> Callable[[Plain], Column]:
    """Distance from the reference point to one side.

    Bow and port both 0 say that there is no reference point (ITU-R M.1371-5, Annex 8, Message 5,
    figure on the reference point): then the other two are length and beam, not distances.
    """

    def rule(plain: Plain) -> Column:
        sides = _sides(plain)
        referenced = (sides[0].values != 0) | (sides[2].values != 0)
        return Column(sides[index].values, sides[index].valid & referenced)

    return rule


def _extent(first: int, second: int) -> Callable[[Plain], Column]:
    """Length or beam in metres; 0 is unknown."""

    def rule(plain: Plain) -> Column:
        sides = _sides(plain)
        total = sides[first].values + sides[second].values
        return Column(total, sides[first].valid & sides[second].valid & (total > 0))

    return rule


def _mothership(plain: Plain) -> Column:
    mother = plain("mothership_mmsi")
    return Column(mother.values, mother.valid & _auxiliary(plain).values)


def _turn_rate(plain: Plain) -> Column:
    """Degrees a minute, to starboard positive: (code / 4.733)² with the code's sign.

    Codes +-127 say only that the ship turns faster than 5 degrees in 30 s (ITU-R M.1371-5,
    Annex 8, Messages 1, 2, 3, rate of turn).
    """
    turn = plain("turn")
    scaled = turn.values / _TURN_SCALE
    return Column(
        np.copysign(scaled * scaled, turn.values),
        turn.valid & (np.abs(turn.values) <= _TURN_LIMIT),
    )


def _utc(plain: Plain) -> Column:
    """Date and time that a base station or a UTC response gives, to the second."""
    parts = [plain(name) for name in ("year", "month", "day", "hour", "minute", "second")]
    year, month, day, hour, minute, second = (
        np.where(part.valid, part.values, 1).astype(np.int64) for part in parts
    )
    valid = np.logical_and.reduce([part.valid for part in parts])
    months = (year - 1970) * 12 + month - 1
    first = months.astype("datetime64[M]")
    date = first.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
    seconds = (hour * 3600 + minute * 60 + second).astype("timedelta64[s]")
    return Column(
        date.astype("datetime64[s]") + seconds,
        valid & (date.astype("datetime64[M]") == first),
    )


RULES: dict[str, Callable[[Plain], Column]] = {
    **{name: _side(index) for index, name in enumerate(_SIDES)},
    "length_m": _extent(0, 1),
    "beam_m": _extent(2, 3),
    "mothership_mmsi": _mothership,
    "turn_deg_min": _turn_rate,
    "utc": _utc,
}
"""Columns that are not read as they stand."""
