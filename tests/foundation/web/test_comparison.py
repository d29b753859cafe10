"""Side by side: the sum equals the points shown, and each bar begins where the last one ended."""

import math
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from seawall.foundation.web.comparison import LEAST_BAR, WIDTH, Row, compare, logistic, marked

POINTS = st.floats(-30, 30, allow_nan=False)
ROWS = st.lists(st.one_of(st.none(), POINTS), max_size=12)


def rows_of(points: list[float | None]) -> list[Row]:
    return [Row("field", "a", "b", "why", point) for point in points]


@given(POINTS, ROWS)
def test_the_sum_equals_the_points_shown(base: float, points: list[float | None]) -> None:
    drawn = compare(rows_of(points), base=base, base_why="")
    shown = [line.points for line in drawn.lines if line.points is not None]
    assert drawn.total == drawn.base + sum(shown, Decimal(0))
    assert all(point == round(point, 2) for point in [drawn.base, *shown])


@given(POINTS, ROWS)
def test_each_bar_begins_where_the_last_one_ended(base: float, points: list[float | None]) -> None:
    drawn = compare(rows_of(points), base=base, base_why="")
    before = float(drawn.base_bar.end)
    for line in drawn.lines:
        if line.bar is None:
            continue
        x, width, end = float(line.bar.x), float(line.bar.width), float(line.bar.end)
        assert line.points is not None
        if width > LEAST_BAR:
            begins, ends = (x, x + width) if line.points >= 0 else (x + width, x)
            assert math.isclose(begins, before, abs_tol=0.21)
            assert math.isclose(ends, end, abs_tol=0.21)
        assert 0 <= x <= x + width <= WIDTH + 0.05
        before = end
    assert math.isclose(before, float(drawn.total_bar.end), abs_tol=0.11)


@given(POINTS, ROWS)
def test_the_probability_is_that_of_the_sum_shown(base: float, points: list[float | None]) -> None:
    drawn = compare(rows_of(points), base=base, base_why="")
    assert math.isclose(drawn.probability, logistic(float(drawn.total)))


def test_a_calibrated_probability_wins_over_the_logistic() -> None:
    drawn = compare(rows_of([1.0]), base=0.0, base_why="", probability=0.42)
    assert drawn.probability == 0.42


def test_even_odds_are_a_half_and_far_odds_do_not_overflow() -> None:
    assert logistic(0.0) == 0.5
    assert logistic(-1000.0) == 0.0
    assert logistic(1000.0) == 1.0


def test_what_was_not_compared_has_no_points_and_no_bar() -> None:
    line = compare(rows_of([None]), base=-4.6, base_why="").lines[0]
    assert (line.points, line.bar) == (None, None)


def test_characters_that_differ_are_marked_and_case_does_not_count() -> None:
    assert marked("ZZA 0842193 57", "zza 0842193 67") == (
        "ZZA 0842193 <mark>5</mark>7",
        "zza 0842193 <mark>6</mark>7",
    )


@given(st.text(max_size=20), st.text(max_size=20))
def test_marking_escapes_and_loses_no_character(left: str, right: str) -> None:
    from html import unescape

    for given_text, html in zip((left, right), marked(left, right), strict=True):
        bare = html.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in bare
        assert unescape(bare.replace("&#x27;", "'")) == unescape(
            given_text.replace("&", "&amp;").replace("<", "&lt;")
        )


def test_the_low_end_is_named_only_where_it_stands_clear_of_nought():
    near = compare([Row("Passport", "X1", "X1", "Agrees", 40.0)], base=-5.0, base_why="")
    clear = compare([Row("Passport", "X1", "X1", "Agrees", 4.0)], base=-5.0, base_why="")
    assert not near.names_low
    assert clear.names_low
