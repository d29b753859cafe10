"""Times, ages and numbers as a person reads them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from seawall.foundation.web import words

NOW = datetime(2026, 11, 24, 14, 22, 41, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_saint_lucia() -> object:
    with timezone.override("America/St_Lucia"), translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "just now"),
        (4, "4 min old"),
        (61, "1 h 01 old"),
        (1800, "1 day old"),
        (4320, "3 days old"),
    ],
)
def test_age_is_in_words(minutes: int, said: str) -> None:
    assert words.age(NOW - timedelta(minutes=minutes, seconds=5), NOW) == said


def test_what_has_no_time_is_not_reported() -> None:
    assert words.age(None, NOW) == "not reported"
    assert words.until(None, NOW) == words.left(None, NOW) == words.clock(None) == "–"


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(minutes=19, seconds=20), "in 19 min"),
        (timedelta(minutes=68), "in 68 min"),
        (timedelta(seconds=30), "now"),
        (timedelta(minutes=-3), "3 min ago"),
        (timedelta(hours=3), "13:22"),
        (timedelta(days=1), "25 Nov 2026 10:22"),
    ],
)
def test_what_is_due_is_relative_within_two_hours_and_a_clock_time_beyond(
    ahead: timedelta, said: str
) -> None:
    assert words.until(NOW + ahead, NOW) == said


def test_a_deadline_says_what_is_left_or_how_late_it_is() -> None:
    assert words.left(NOW + timedelta(minutes=12, seconds=20), NOW) == "12 min left"
    assert words.left(NOW - timedelta(hours=16), NOW) == "16 h late"


def test_zulu_names_its_zone_and_the_clock_is_the_node_s() -> None:
    assert words.zulu(NOW) == "2026-11-24 14:22 UTC"
    assert words.clock(NOW) == "10:22"
    assert words.clock(NOW, seconds=True) == "10:22:41"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("1979", "1979"),
        ("1979-03", "Mar 1979"),
        ("1979-03-14", "14 Mar 1979"),
        (date(2026, 11, 24), "24 Nov 2026"),
        (None, "–"),
        ("", "–"),
        ("14/3/79", "14/3/79"),
        ("1979-13", "1979-13"),
        ("abcd", "abcd"),
    ],
)
def test_dates_are_shown_as_far_as_they_are_known(given: object, said: str) -> None:
    assert words.day(given) == said  # type: ignore[arg-type]  # each kind that is allowed


def test_numbers_take_the_signs_of_the_language() -> None:
    assert words.number(5841) == "5,841"
    with translation.override("nl"):
        assert words.number(5841) == "5.841"
        assert words.percent(0.982) == "98,2\N{NO-BREAK SPACE}%"
    assert words.number(None) == words.percent(None) == words.measure(None, "kn") == "–"
    assert words.measure(21, "kn") == "21\N{NO-BREAK SPACE}kn"


def test_totals_stop_at_ten_thousand() -> None:
    assert words.total(10_000) == "10,000"
    assert words.total(10_001) == "10,000+"


def test_points_carry_their_sign_and_probabilities_are_never_certain() -> None:
    assert (words.signed(2.31), words.signed(-0.4)) == ("+2.31", "−0.40")
    assert words.probability(0.93) == "0.93"
    assert words.probability(0.99999) == "> 0.99"
    assert words.probability(0.0) == "< 0.01"
