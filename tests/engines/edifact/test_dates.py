"""Dates get their century from the day the message is judged by, and times their zone from us."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.edifact.samples import BODY, codes, interchange

from seawall.engines.edifact import read_paxlst
from seawall.engines.edifact.context import Context
from seawall.engines.edifact.dates import NEAR_DATE, PAST_DATE, TIME, LocalTime

JUDGED = date(2026, 3, 1)


def read(converter, *composite: str, reference: date | None = JUDGED):
    """The value and the codes of its notices."""
    context = Context(reference)
    value = converter.read(["329", *composite], 1, context)
    return value, [notice.code for notice in context.log.taken()]


@pytest.mark.parametrize(
    ("composite", "value"),
    [
        (("790312",), "1979-03-12"),
        (("260301",), "2026-03-01"),
        (("260302",), "1926-03-02"),
        (("270101",), "1927-01-01"),
        (("000229",), "2000-02-29"),
        (("19260301",), "1926-03-01"),
        (("19260301", "102"), "1926-03-01"),
        (("790312", "101"), "1979-03-12"),
        (("120379", "2"), "1979-03-12"),
        (("1979", "602"), "1979"),
        (("1979",), "1979"),
        (("197903", "610"), "1979-03"),
        (("7903", "609"), "1979-03"),
        (("790300",), "1979-03"),
        (("790000",), "1979"),
        (("7903<<",), "1979-03"),
        (("79<<<<",), "1979"),
        (("19790000",), "1979"),
        (("1979XXXX",), "1979"),
        (("260300",), "2026-03"),
        (("260400",), "1926-04"),
        ((" 790312 ",), "1979-03-12"),
    ],
)
def test_birth_dates(composite, value):
    assert read(PAST_DATE, *composite) == (value, [])


@pytest.mark.parametrize(
    ("composite", "value"),
    [
        (("310517",), "2031-05-17"),
        (("751231",), "2075-12-31"),
        (("760101",), "1976-01-01"),
        (("20990101",), "2099-01-01"),
        (("310500",), "2031-05"),
    ],
)
def test_expiry_dates_lie_within_fifty_years(composite, value):
    assert read(NEAR_DATE, *composite) == (value, [])


@pytest.mark.parametrize(
    ("composite", "value", "code"),
    [
        (("791332",), None, "date_bad"),
        (("790230",), None, "date_bad"),
        (("79A312",), None, "date_bad"),
        (("790012",), None, "date_bad"),
        (("79031",), None, "date_bad"),
        (("00000312",), None, "date_bad"),
        (("\u0667\u0669\u0660\u0663\u0661\u0662",), None, "date_bad"),
        (("000000",), None, "date_unknown"),
        (("<<<<<<",), None, "date_unknown"),
        (("790312", "102"), "1979-03-12", "date_format_wrong"),
        (("790312", "999"), "1979-03-12", "date_format_wrong"),
    ],
)
def test_what_is_no_date_is_noted(composite, value, code):
    assert read(PAST_DATE, *composite) == (value, [code])


def test_nothing_is_no_date():
    assert read(PAST_DATE) == (None, [])
    assert read(PAST_DATE, " ") == (None, [])


def test_without_a_day_to_judge_by_a_birth_has_no_century_and_an_expiry_this_one():
    assert read(PAST_DATE, "790312", reference=None) == (None, ["century_unknown"])
    assert read(PAST_DATE, "19790312", reference=None) == ("1979-03-12", [])
    assert read(NEAR_DATE, "310517", reference=None) == ("2031-05-17", [])


@given(st.dates(date(1800, 1, 1), date(2100, 1, 1)), st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_a_birth_is_never_in_the_future(born, judged):
    text, _ = read(PAST_DATE, born.strftime("%y%m%d"), reference=judged)
    if text is not None:
        assert date.fromisoformat(text) <= judged
        assert (judged - date.fromisoformat(text)).days < 36_600


@given(st.dates(date(1850, 1, 1), JUDGED), st.booleans())
def test_a_written_date_reads_back(day, past):
    converter = PAST_DATE if past else NEAR_DATE
    written = converter.write(day.isoformat(), Context(JUDGED))
    assert read(converter, *written) == (day.isoformat(), [])


@pytest.mark.parametrize(
    ("composite", "time"),
    [
        (("2603011005", "201"), LocalTime("2026-03-01T10:05")),
        (("202603011005", "203"), LocalTime("2026-03-01T10:05")),
        (("20260301100559", "204"), LocalTime("2026-03-01T10:05:59")),
        (("2603011005",), LocalTime("2026-03-01T10:05")),
        (("260301", "101"), LocalTime("2026-03-01")),
        (("2603012400", "201"), LocalTime("2026-03-02T00:00")),
        (("202603011005-0400", "205"), LocalTime("2026-03-01T10:05", -240)),
        (("202603011005+0530", "205"), LocalTime("2026-03-01T10:05", 330)),
        (("202603011005UTC", "303"), LocalTime("2026-03-01T10:05", 0)),
        (("2603011005GMT", "301"), LocalTime("2026-03-01T10:05", 0)),
    ],
)
def test_times(composite, time):
    assert read(TIME, *composite) == (time, [])


def test_a_stated_offset_gives_the_instant():
    value, _ = read(TIME, "202603011005-0400", "205")
    assert value.utc == datetime(2026, 3, 1, 14, 5, tzinfo=UTC)
    beyond, _ = read(TIME, "000101010000+0100", "205")
    assert (beyond.local, beyond.utc) == ("0001-01-01T00:00", None)


@pytest.mark.parametrize(
    "composite",
    [
        ("2603012405", "201"),
        ("2603011060", "201"),
        ("26X3011005", "201"),
        ("202603011005*0400", "205"),
        ("202603011005+9900", "205"),
        ("999912312400", "203"),
        ("1979", "602"),
    ],
)
def test_what_is_no_time_is_noted(composite):
    assert read(TIME, *composite) == (None, ["date_bad"])


def test_a_zone_nobody_knows_is_noted():
    assert read(TIME, "202603011005AST", "303") == (
        LocalTime("2026-03-01T10:05"),
        ["time_zone_unknown"],
    )


ZONES = {"MIA": ZoneInfo("America/New_York"), "BGI": ZoneInfo("America/Barbados")}


def test_local_times_are_brought_to_utc_by_the_zone_of_their_place():
    (message,) = read_paxlst(interchange(), zone_of=ZONES.get)
    (leg,) = message.legs
    assert leg.departs.utc == datetime(2026, 3, 1, 15, 5, tzinfo=UTC)
    assert leg.arrives.utc == datetime(2026, 3, 1, 18, 40, tzinfo=UTC)
    assert codes(message) == set()


def test_without_a_zone_times_stay_local_and_say_so():
    (message,) = read_paxlst(interchange(), zone_of={"MIA": ZONES["MIA"]}.get)
    (leg,) = message.legs
    assert (leg.arrives.local, leg.arrives.utc) == ("2026-03-01T14:40", None)
    notice = next(one for one in message.notices if one.code == "time_zone_unknown")
    assert dict(notice.detail) == {"place": "BGI", "local": "2026-03-01T14:40"}


@pytest.mark.parametrize("local", ["2511020130", "2603080230"])
def test_a_local_time_that_came_twice_or_never_is_noted(local):
    (message,) = read_paxlst(interchange(BODY.replace("2603011005", local)), zone_of=ZONES.get)
    assert "time_ambiguous" in codes(message)
    assert message.legs[0].departs.utc is not None


def test_the_caller_may_say_which_day_to_judge_by():
    data = interchange(BODY.replace("790312", "270101"))
    assert read_paxlst(data)[0].travellers[0].birth_date == "1927-01-01"
    later = read_paxlst(data, reference_date=date(2027, 6, 1))
    assert later[0].travellers[0].birth_date == "2027-01-01"
