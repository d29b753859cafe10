"""Reads the dates of lists into ISO 8601-2: ``1961``, ``1961-12``, ``1951/1953``, ``1951~``."""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_ABOUT = ("approximately ", "circa ", "about ", "approx ", "c ", "ca ")
_LONGEST = 60
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.Z+-]{0,20})?")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_FIRST_YEAR, _LAST_YEAR = 1800, 2100


def parse(text: str) -> str | None:
    """A date, partial date or interval in ISO 8601-2, or None where the words hold no date.

    Read are ``1961-12-12``, ``12 Dec 1961``, ``Dec 1961``, ``1961``, ``31/12/1961`` (the day
    first; a date that can be read both ways is read as the interval of its year's two days
    only where both exist, see :func:`_slashed`), ``1951 to 1953``, ``between 1951 and 1953``,
    ``1951-1953``, and any of them with "circa" or "approximately".
    """
    words = " ".join(text.replace(",", " ").split()).strip(" .")
    if not words or len(words) > _LONGEST:
        return None
    lowered = words.lower().replace(".", " ") if not words[:1].isdigit() else words.lower()
    lowered = " ".join(lowered.split())
    about = False
    for prefix in _ABOUT:
        if lowered.startswith(prefix):
            about, lowered = True, lowered.removeprefix(prefix)
    found = _interval(lowered) or _single(lowered)
    if found is None:
        return None
    return f"{found}~" if about and not found.endswith("~") else found


def day_of(text: str) -> str | None:
    """A whole day in ISO 8601, or None: for dates of listing and expiry."""
    found = parse(text)
    return found if found is not None and len(found) == len("1961-12-12") else None


def span(value: str) -> tuple[date, date, bool]:
    """First and last day that an ISO 8601-2 date of this package stands for, and whether about.

    Raises:
        ValueError: the text is none that :func:`parse` gives.
    """
    about = value.endswith("~")
    first, _, last = value.removesuffix("~").partition("/")
    return _edge(first, last=False), _edge(last or first, last=True), about


def _edge(value: str, *, last: bool) -> date:
    year, *rest = [int(part) for part in value.split("-")]
    if len(rest) > 1:
        return date(year, rest[0], rest[1])
    month = rest[0] if rest else (12 if last else 1)
    if not last:
        return date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _interval(words: str) -> str | None:
    for opening, middle in (("between ", " and "), ("from ", " to "), ("", " to "), ("", " - ")):
        if words.startswith(opening) and middle in words:
            first, _, last = words.removeprefix(opening).partition(middle)
            return _joined(parse(first), parse(last))
    years = words.split("-")
    if len(years) == 2 and all(len(y) == 4 and y.isdecimal() for y in years):
        return _joined(_single(years[0]), _single(years[1]))
    first, slash, last = words.partition("/")
    if slash and "/" not in last and len(first) >= 4:
        return _joined(_single(first), _single(last))
    return None


def _joined(first: str | None, last: str | None) -> str | None:
    if first is None or last is None or "/" in first or "/" in last:
        return None
    about = first.endswith("~") or last.endswith("~")
    first, last = first.removesuffix("~"), last.removesuffix("~")
    if span(first)[0] > span(last)[1]:
        return None
    joined = first if first == last else f"{first}/{last}"
    return f"{joined}~" if about else joined


def _single(words: str) -> str | None:
    about = words.endswith("~")
    words = words.removesuffix("~")
    if match := _ISO.fullmatch(words.upper()):
        found = _checked(*match.groups())
    elif match := _SLASHED.fullmatch(words):
        day, month, year = match.groups()
        found = _checked(year, month, day)
    else:
        found = _worded(words.replace(".", " ").split())
    return f"{found}~" if about and found else found


def _worded(words: list[str]) -> str | None:
    """``12 dec 1961``, ``dec 12 1961``, ``dec 1961``."""
    if len(words) == 3 and words[0] in _MONTHS:
        words = [words[1], words[0], words[2]]
    if not 2 <= len(words) <= 3 or words[-2] not in _MONTHS:
        return None
    day = words[0] if len(words) == 3 else None
    return _checked(words[-1], str(_MONTHS[words[-2]]), day)


def _checked(year: str, month: str | None = None, day: str | None = None) -> str | None:
    if not all(part is None or (part.isascii() and part.isdigit()) for part in (year, month, day)):
        return None
    if not (len(year) == 4 and _FIRST_YEAR <= int(year) <= _LAST_YEAR):
        return None
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        return None
    if day is None:
        return f"{year}-{int(month):02}"
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
