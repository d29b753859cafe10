from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.engines.lists.dates import day_of, parse, span


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 Dec 1961", "1961-12-12"),
        ("Dec 1961", "1961-12"),
        ("1961", "1961"),
        ("1961-12-12T00:00:00Z", "1961-12-12"),
        ("31/12/1961", "1961-12-31"),
        ("May 3, 1970", "1970-05-03"),
        ("11 Apr. 1963", "1963-04-11"),
        ("Nov. 1973", "1973-11"),
        ("circa 1951", "1951~"),
        ("Approximately 1968-01", "1968-01~"),
        ("1951 to 1953", "1951/1953"),
        ("between 1951 and 1953", "1951/1953"),
        ("circa 1934 to 1936", "1934/1936~"),
        ("Jan 1960 to 05 Mar 1961", "1960-01/1961-03-05"),
        ("1951-1953", "1951/1953"),
        ("1951/1953", "1951/1953"),
        ("1953 to 1951", None),
        ("30 Feb 1960", None),
        ("1961-13", None),
        ("0001", None),
        ("24/06/1402 (Hijri Calendar)", None),
        ("30-35 years old", None),
        ("٢٠٠٠", None),
        ("", None),
        ("1" * 10_000, None),
    ],
)
def test_the_dates_of_lists(text, value):
    assert parse(text) == value


def test_whole_days_only():
    assert day_of("2020-01-02") == "2020-01-02"
    assert day_of("2020-01") is None
    assert day_of("about 2020-01-02") is None


def test_what_a_date_stands_for():
    assert span("1961") == (date(1961, 1, 1), date(1961, 12, 31), False)
    assert span("1960-02") == (date(1960, 2, 1), date(1960, 2, 29), False)
    assert span("1951/1953-06~") == (date(1951, 1, 1), date(1953, 6, 30), True)


@given(st.text(max_size=80) | st.from_regex(r"[0-9/. a-zA-Z,~-]{0,40}", fullmatch=True))
def test_any_text_is_a_date_or_none(text):
    value = parse(text)
    if value is not None:
        first, last, _ = span(value)
        assert first <= last
        assert parse(value) == value


@given(st.dates(date(1850, 1, 1), date(2090, 1, 1)))
def test_every_way_of_writing_a_day_is_the_same_day(day):
    ways = ("%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%d/%m/%Y", "%B %d, %Y")
    assert {parse(day.strftime(way)) for way in ways} == {day.isoformat()}
