"""Dates and times between their EDIFACT form and ISO 8601.

Two-digit years get their century from the day the message is judged by (the caller's, else the
day of its UNB or UNG), never from a clock:

- births and issues never lie in the future of that day, so 20YY if that is not later, else 19YY;
- expiries and travel lie within 50 years of it, from 50 years before to 49 after.

Formats are those of data element 2379 (UN/EDIFACT directories, code list 2379).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial
from typing import NamedTuple

from seawall.engines.edifact.context import Context
from seawall.engines.edifact.notices import Notice, NoticeLog
from seawall.engines.edifact.tables import Composite, Converter


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A time as the message gives it: by the clock of the place it belongs to.

    Args:
        local: ISO 8601 without a zone, "2017-01-27T17:25"; the day only where no time is given.
        offset_minutes: Minutes ahead of UTC, where the message says so itself.
        utc: The same instant in UTC; None where the place's zone is not known.
    """

    local: str
    offset_minutes: int | None = None
    utc: datetime | None = field(default=None, compare=False)


_FORMATS = {
    "2": "DDMMYY",
    "3": "MMDDYY",
    "101": "YYMMDD",
    "102": "CCYYMMDD",
    "200": "YYMMDDhhmmss",
    "201": "YYMMDDhhmm",
    "203": "CCYYMMDDhhmm",
    "204": "CCYYMMDDhhmmss",
    "205": "CCYYMMDDhhmm+oooo",
    "208": "CCYYMMDDhhmmss+oooo",
    "301": "YYMMDDhhmmzzz",
    "302": "YYMMDDhhmmsszzz",
    "303": "CCYYMMDDhhmmzzz",
    "304": "CCYYMMDDhhmmsszzz",
    "602": "CCYY",
    "609": "YYMM",
    "610": "CCYYMM",
}

_BY_LENGTH = {
    4: "CCYY",
    6: "YYMMDD",
    8: "CCYYMMDD",
    10: "YYMMDDhhmm",
    12: "CCYYMMDDhhmm",
    14: "CCYYMMDDhhmmss",
}
"""The format meant where none is given, or where the one given does not fit the value."""

_WIDTHS = {"CC": 2, "YY": 2, "MM": 2, "DD": 2, "hh": 2, "mm": 2, "ss": 2, "+oooo": 5, "zzz": 3}
_TOKEN = re.compile("|".join(map(re.escape, _WIDTHS)))


class _Layout(NamedTuple):
    length: int
    slices: dict[str, slice]


def _layout(pattern: str) -> _Layout:
    slices = {found[0]: slice(*found.span()) for found in _TOKEN.finditer(pattern)}
    return _Layout(len(pattern), slices)


_LAYOUTS = {key: _layout(pattern) for key, pattern in _FORMATS.items()}
_LENGTH_LAYOUTS = {length: _layout(pattern) for length, pattern in _BY_LENGTH.items()}
_FILLERS = frozenset({"00", "<<", "XX"})
"""How an unknown month or day is filled in (ICAO Doc 9303-3, clause 4.8, and carriers' zeros)."""
_DATES_REMEMBERED = 16384
"""Dates of which the reading is kept: a lifetime has twice as many days."""
_UNIVERSAL = frozenset({"UTC", "GMT", "ZUL"})


def _component(composite: Composite, component: int) -> str:
    return composite[component].strip() if component < len(composite) else ""


def _parts(text: str, stated: str, found: NoticeLog) -> dict[str, str] | None:
    """Cut a date by its format, or by its length; None where neither fits.

    Args:
        text: The date, not empty.
        stated: The code of its format; empty where none is given.
        found: Takes what is to be noted.
    """
    layout = _LAYOUTS.get(stated)
    if stated and (layout is None or layout.length != len(text)):
        found.add("date_format_wrong", value=text, format=stated)
        layout = None
    layout = layout or _LENGTH_LAYOUTS.get(len(text))
    if layout is None:
        found.add("date_bad", value=text)
        return None
    return {name: text[where] for name, where in layout.slices.items()}


def _past(short: tuple[int, int, int], reference: date | None) -> int | None:
    """The full year of a date that does not lie in the future; None without a reference day."""
    if reference is None:
        return None
    now = (reference.year % 100, reference.month, reference.day)
    century = reference.year - reference.year % 100
    return century + short[0] if short <= now else century - 100 + short[0]


def _near(short: tuple[int, int, int], reference: date | None) -> int:
    """The full year of a date within fifty years; of this century without a reference day."""
    if reference is None:
        return 2000 + short[0]
    first = reference.year - 50
    return first + (short[0] - first) % 100


def _resolved(parts: dict[str, str], *, past: bool, reference: date | None) -> str | None:
    """The ISO date of the parts, with as much precision as they have.

    Raises:
        ValueError: They are no date.
    """
    month = parts.get("MM", "00")
    day = parts.get("DD", "00")
    known_month = 0 if month in _FILLERS else _digits(month)
    known_day = 0 if day in _FILLERS else _digits(day)
    year: int | None = _digits(parts["YY"])
    if "CC" in parts:
        year = 100 * _digits(parts["CC"]) + _digits(parts["YY"])
    else:
        short = (_digits(parts["YY"]), known_month, known_day)
        year = _past(short, reference) if past else _near(short, reference)
    if year is None:
        return None
    if known_month and known_day:
        return date(year, known_month, known_day).isoformat()
    if known_day:
        raise ValueError(day)
    return _partial(year, known_month)


def _partial(year: int, month: int) -> str:
    date(year, month or 1, 1)
    return f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def _digits(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


def _pass_on(notices: Iterable[Notice], context: Context) -> None:
    for notice in notices:
        context.note(notice.code, **notice.detail)


def _read_date(composite: Composite, component: int, context: Context, *, past: bool) -> str | None:
    text = _component(composite, component)
    if not text:
        return None
    stated = _component(composite, component + 1)
    day, notices = _day(text, stated, past, context.reference_date)
    _pass_on(notices, context)
    return day


@lru_cache(_DATES_REMEMBERED)
def _day(
    text: str, stated: str, past: bool, reference: date | None
) -> tuple[str | None, tuple[Notice, ...]]:
    """The ISO date of a value, and what is to be noted of it wherever it stands."""
    found = NoticeLog()
    parts = _parts(text, stated, found)
    day = None
    if parts and not text.strip("0<X"):
        found.add("date_unknown", value=text)
    elif parts:
        try:
            day = _resolved(parts, past=past, reference=reference)
        except ValueError:
            found.add("date_bad", value=text)
        else:
            if day is None:
                found.add("century_unknown", value=text)
    return day, found.taken()


def _write_date(value: str, context: Context, *, past: bool) -> list[str]:
    digits = value.replace("-", "")
    if len(digits) != 8:
        return [digits, {4: "602", 6: "610"}[len(digits)]]
    parts = {"YY": digits[2:4], "MM": digits[4:6], "DD": digits[6:]}
    if _resolved(parts, past=past, reference=context.reference_date) == value:
        return [digits[2:]]
    return [digits, "102"]


PAST_DATE = Converter(partial(_read_date, past=True), partial(_write_date, past=True))
"""Births and issues: ISO 8601 text, "1979-03-12", "1979-03" or "1979"."""

NEAR_DATE = Converter(partial(_read_date, past=False), partial(_write_date, past=False))
"""Expiries: the same."""


def _read_time(composite: Composite, component: int, context: Context) -> LocalTime | None:
    text = _component(composite, component)
    if not text:
        return None
    found = NoticeLog()
    parts = _parts(text, _component(composite, component + 1), found)
    _pass_on(found.taken(), context)
    try:
        return _local_time(parts, context) if parts else None
    except (ValueError, OverflowError):
        context.note("date_bad", value=text)
        return None


def _local_time(parts: dict[str, str], context: Context) -> LocalTime | None:
    day = _resolved(parts, past=False, reference=context.reference_date)
    if day is None or len(day) != len("2017-01-27"):
        raise ValueError(day)
    if "hh" not in parts:
        return LocalTime(day)
    hour, minute = _digits(parts["hh"]), _digits(parts["mm"])
    if (hour, minute) == (24, 0):
        day, hour = (date.fromisoformat(day) + timedelta(days=1)).isoformat(), 0
    second = f":{parts['ss']}" if "ss" in parts else ""
    local = f"{day}T{hour:02d}:{minute:02d}{second}"
    instant = datetime.fromisoformat(local)
    offset = _offset(parts, context)
    if offset is None:
        return LocalTime(local)
    return LocalTime(local, offset, in_utc(instant, timedelta(minutes=offset)))


def _offset(parts: dict[str, str], context: Context) -> int | None:
    """Minutes ahead of UTC that the value itself states; None where it states none."""
    if "zzz" in parts:
        if parts["zzz"] in _UNIVERSAL:
            return 0
        context.note("time_zone_unknown", value=parts["zzz"])
    stated = parts.get("+oooo")
    if stated is None:
        return None
    minutes = 60 * _digits(stated[1:3]) + _digits(stated[3:])
    if stated[0] not in "+-" or minutes > 18 * 60:
        raise ValueError(stated)
    return -minutes if stated[0] == "-" else minutes


def in_utc(local: datetime, ahead: timedelta) -> datetime | None:
    """The instant of a local time so far ahead of UTC; None beyond the calendar's ends."""
    try:
        return (local - ahead).replace(tzinfo=UTC)
    except OverflowError:
        return None


def _write_time(value: LocalTime, context: Context) -> list[str]:
    digits = re.sub("[-:T]", "", value.local)
    if value.offset_minutes is not None:
        sign = "-" if value.offset_minutes < 0 else "+"
        hours, minutes = divmod(abs(value.offset_minutes), 60)
        return [f"{digits}{sign}{hours:02d}{minutes:02d}", "205" if len(digits) == 12 else "208"]
    parts = {"YY": digits[2:4], "MM": digits[4:6], "DD": digits[6:8]}
    day = _resolved(parts, past=False, reference=context.reference_date)
    if len(digits) == 12 and day == value.local[:10]:
        return [digits[2:], "201"]
    return [digits, {8: "102", 12: "203", 14: "204"}[len(digits)]]


TIME = Converter(_read_time, _write_time)
"""A LocalTime; its zone, where the value states none, is for the caller to find by the place."""
