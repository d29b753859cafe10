"""Times, ages and numbers as a person reads them, in the reader's language.

Times given are UTC and aware. What is shown is the node's zone, 24 hours, and UTC where the field
uses it. Unknown is a dash, never 0.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

UNKNOWN = "–"
MINUTE = 60
HOUR = 3600
DAY = 86400
RELATIVE_WITHIN = timedelta(hours=2)
TOTALS_STOP_AT = 10_000
SURE = 0.01
YEAR, YEAR_AND_MONTH = 4, 7


def minutes(seconds: float) -> str:
    """A length of time in minutes below an hour, hours and minutes below a day, then days.

    Args:
        seconds: length in seconds, 0 or more; cut down to whole minutes.
    """
    whole = int(seconds)
    if whole < HOUR:
        return _("%(minutes)s min") % {"minutes": number(whole // MINUTE)}
    if whole < DAY:
        hours, rest = divmod(whole // MINUTE, 60)
        if rest == 0 or hours >= 10:
            return _("%(hours)s h") % {"hours": hours}
        return _("%(hours)s h %(minutes)02d") % {"hours": hours, "minutes": rest}
    days = whole // DAY
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": number(days)}


def age(at: datetime | None, now: datetime) -> str:
    """How old something is: "just now", "4 min old", "3 days old"; "not reported" if unknown."""
    if at is None:
        return _("not reported")
    seconds = (now - at).total_seconds()
    if seconds < MINUTE:
        return _("just now")
    return _("%(length)s old") % {"length": minutes(seconds)}


def until(at: datetime | None, now: datetime) -> str:
    """When something is due: "in 19 min" within two hours of now, a clock time beyond."""
    if at is None:
        return UNKNOWN
    ahead = at - now
    if abs(ahead) > RELATIVE_WITHIN:
        return moment(at, now)
    if ahead >= timedelta(minutes=1):
        return _("in %(length)s") % {"length": short(ahead)}
    if ahead > timedelta(minutes=-1):
        return _("now")
    return _("%(length)s ago") % {"length": short(-ahead)}


def short(length: timedelta) -> str:
    """Minutes up to two hours: "19 min", "68 min"."""
    whole = int(length.total_seconds()) // MINUTE
    return _("%(minutes)s min") % {"minutes": number(whole)}


def left(deadline: datetime | None, now: datetime) -> str:
    """What remains of a deadline: "12 min left", "16 h late"."""
    if deadline is None:
        return UNKNOWN
    seconds = (deadline - now).total_seconds()
    if seconds >= 0:
        return _("%(length)s left") % {"length": minutes(seconds)}
    return _("%(length)s late") % {"length": minutes(-seconds)}


def moment(at: datetime | None, now: datetime) -> str:
    """A clock time in the node's zone, with the date where it is not today's."""
    if at is None:
        return UNKNOWN
    if timezone.localtime(at).date() == timezone.localtime(now).date():
        return clock(at)
    return f"{day(timezone.localtime(at).date())} {clock(at)}"


def clock(at: datetime | None, *, seconds: bool = False) -> str:
    """The clock time in the node's zone, 24 hours."""
    if at is None:
        return UNKNOWN
    return timezone.localtime(at).strftime("%H:%M:%S" if seconds else "%H:%M")


def zulu(at: datetime | None) -> str:
    """Date and time in UTC, named: "2026-11-24 14:22 UTC"."""
    if at is None:
        return UNKNOWN
    return timezone.localtime(at, timezone.get_fixed_timezone(0)).strftime("%Y-%m-%d %H:%M UTC")


def day(value: date | str | None) -> str:
    """A date as "24 Nov 2026"; a partial one ("1979", "1979-03") as far as it is known.

    Args:
        value: a date, or ISO 8601 text of a year, a month or a day; text of no such form is
            shown as it was given.
    """
    if not value:
        return UNKNOWN
    if isinstance(value, str):
        return _day_of_text(value)
    return date_format(value, "j M Y")


def _day_of_text(text: str) -> str:
    try:
        if len(text) == YEAR:
            return str(int(text))
        if len(text) == YEAR_AND_MONTH:
            return date_format(date.fromisoformat(f"{text}-01"), "M Y")
        return date_format(date.fromisoformat(text), "j M Y")
    except ValueError:
        return text


def number(value: float | Decimal | None, places: int | None = None) -> str:
    """A number with the group and decimal signs of the language; a dash where unknown."""
    if value is None:
        return UNKNOWN
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


def percent(share: float | None, places: int = 1) -> str:
    """A share of one as "98.2 %", with a no-break space."""
    if share is None:
        return UNKNOWN
    return f"{number(round(share * 100, places), places)}\N{NO-BREAK SPACE}%"


def measure(value: float | None, unit: str, places: int | None = None) -> str:
    """A figure with its unit: "21 kn", "35 nm"."""
    if value is None:
        return UNKNOWN
    return f"{number(value, places)}\N{NO-BREAK SPACE}{unit}"


def total(count: int) -> str:
    """A count of rows; totals stop at "10,000+"."""
    if count > TOTALS_STOP_AT:
        return f"{number(TOTALS_STOP_AT)}+"
    return number(count)


def signed(points: Decimal | float, places: int = 2) -> str:
    """Points with their sign, a true minus: "+2.31", "−0.40"."""
    figure = number(abs(Decimal(str(points))), places)
    sign = "−" if points < 0 else "+"
    return f"{sign}{figure}"


def probability(share: float | None) -> str:
    """A probability with two places; never a bare 0 or 1, which no comparison can know."""
    if share is None:
        return UNKNOWN
    if share < SURE:
        return f"< {number(SURE, 2)}"
    if share > 1 - SURE:
        return f"> {number(1 - SURE, 2)}"
    return number(round(share, 2), 2)
