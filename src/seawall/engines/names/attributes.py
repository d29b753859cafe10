"""Points for birth dates, identifiers, countries, sex and birth places: compiled."""

# Compiled code mixes Python's integers with numpy's, which mypy keeps apart.
# mypy: disable-error-code="no-any-return, arg-type, return-value, assignment"

from __future__ import annotations

from seawall.engines.names import rows
from seawall.engines.names.alignment import Run, Trace, note
from seawall.engines.names.compiling import compiled
from seawall.engines.names.similarity import Figures, one_off

# Codes of a trace line about something other than names.
DATE_EQUAL, MONTH_EQUAL, YEAR_EQUAL, YEAR_NEAR, SWAPPED, DATE_DIGIT, DATE_DIFFERENT = range(30, 37)
ID_EQUAL, ID_DIGIT, ID_DIFFERENT = 40, 41, 42
COUNTRY_EQUAL, COUNTRY_DIFFERENT = 50, 51
SEX_EQUAL, SEX_DIFFERENT = 60, 61
PLACE_EQUAL, PLACE_DIFFERENT = 70, 71
KIND_DIFFERENT = 80

SHORTEST_ID = 6
"""Identifiers of fewer characters are equal or different, never one digit off."""
ID_COLUMN = 0


@compiled
def date_points(  # noqa: C901  # one pass
    left: int, right: int, figures: Figures
) -> tuple[float, int]:
    """The points of two birth dates, each `yyyymmdd` with 00 for what is not known."""
    f = figures[0]
    if left == right:
        return _whole(left, figures)
    year_a, month_a, day_a = left // 10000, left // 100 % 100, left % 100
    year_b, month_b, day_b = right // 10000, right // 100 % 100, right % 100
    if month_a == 0 or month_b == 0:
        if year_a == year_b:
            return f.birth_year_equal, YEAR_EQUAL
        near = abs(year_a - year_b) == 1
        return (f.birth_year_near, YEAR_NEAR) if near else (f.birth_different, DATE_DIFFERENT)
    if day_a == 0 or day_b == 0:
        if year_a == year_b:
            return (
                (f.birth_month_equal, MONTH_EQUAL)
                if month_a == month_b
                else (f.birth_same_year, YEAR_EQUAL)
            )
        return f.birth_different, DATE_DIFFERENT
    if year_a == year_b and month_a == day_b and month_b == day_a:
        return f.birth_swapped, SWAPPED
    if (year_a == year_b or (month_a == month_b and day_a == day_b)) and _one_digit(left, right):
        return f.birth_digit, DATE_DIGIT
    if year_a == year_b:
        return f.birth_same_year, YEAR_EQUAL
    if abs(year_a - year_b) <= 2:
        return f.birth_close, DATE_DIFFERENT
    return f.birth_different, DATE_DIFFERENT


@compiled
def _whole(date: int, figures: Figures) -> tuple[float, int]:
    """The points of two equal dates: fewer where only the month or the year is known."""
    f = figures[0]
    if date // 100 % 100 == 0:
        return f.birth_year_equal, YEAR_EQUAL
    return (
        (f.birth_month_equal, MONTH_EQUAL) if date % 100 == 0 else (f.birth_date_equal, DATE_EQUAL)
    )


@compiled
def _one_digit(left: int, right: int) -> bool:
    """Whether one of eight digits differs, or two neighbours are swapped."""
    different = 0
    last_left = last_right = -1
    swapped = False
    previous_differs = False
    for _ in range(8):
        x, y = left % 10, right % 10
        if x != y:
            different += 1
            swapped = swapped or (previous_differs and x == last_right and y == last_left)
        previous_differs = x != y
        last_left, last_right = x, y
        left //= 10
        right //= 10
    return different == 1 or (different == 2 and swapped)


@compiled
def dates(a: Run, at_a: int, b: Run, at_b: int, figures: Figures, trace: Trace, line: int) -> int:
    """The best pair of birth dates, where both have any."""
    count_a, count_b = a[at_a + rows.DATES], b[at_b + rows.DATES]
    if count_a == 0 or count_b == 0:
        return line
    best, code, best_i, best_j = -1e9, 0, 0, 0
    for i in range(count_a):
        for j in range(count_b):
            points, how = date_points(
                a[at_a + a[at_a + rows.DATES_AT] + i],
                b[at_b + b[at_b + rows.DATES_AT] + j],
                figures,
            )
            if points > best:
                best, code, best_i, best_j = points, how, i, j
    return note(trace, line, code, 0, best_i, 1, best_j, 1, best, 0.0)


@compiled
def _comparable(a: int, b: int) -> bool:
    """Whether two identifiers are of one kind and of one issuer, as far as both are known."""
    if a & 0xFF != b & 0xFF:
        return False
    member_a, member_b = (a >> 8) & 0xFF, (b >> 8) & 0xFF
    if member_a and member_b and member_a != member_b:
        return False
    issuer_a, issuer_b = a >> 32, b >> 32
    return issuer_a == 0 or issuer_b == 0 or issuer_a == issuer_b


@compiled
def identifiers(
    a: Run, at_a: int, b: Run, at_b: int, figures: Figures, trace: Trace, line: int
) -> int:
    """The best pair of identifiers: equal, one character off, or two that cannot be one's."""
    f = figures[0]
    count_a, count_b = a[at_a + rows.IDENTIFIERS], b[at_b + rows.IDENTIFIERS]
    if count_a == 0 or count_b == 0:
        return line
    best, code, best_i, best_j = 0.0, 0, 0, 0
    for i in range(count_a):
        x = at_a + a[at_a + rows.IDENTIFIERS_AT] + i * rows.ID_ROW
        for j in range(count_b):
            y = at_b + b[at_b + rows.IDENTIFIERS_AT] + j * rows.ID_ROW
            if not _comparable(a[x], b[y]) or a[x + rows.ID_TEXT] == 0 or b[y + rows.ID_TEXT] == 0:
                continue
            points, how = _identifier(a, x, b, y, figures)
            if code == 0 or points > best:
                best, code, best_i, best_j = points, how, i, j
    if code == 0 or best == 0.0:
        return line
    if code == ID_DIFFERENT:
        best = f.identifier_different
    return note(trace, line, code, 0, best_i, 1, best_j, 1, best, 0.0)


@compiled
def _identifier(a: Run, x: int, b: Run, y: int, figures: Figures) -> tuple[float, int]:
    f = figures[0]
    if a[x + rows.ID_TEXT] == b[y + rows.ID_TEXT]:
        return f.identifier_equal, ID_EQUAL
    size_a, size_b = (a[x] >> 20) & 0xFF, (b[y] >> 20) & 0xFF
    if min(size_a, size_b) >= SHORTEST_ID and one_off(
        a[x + rows.ID_CHARS : x + rows.ID_TEXT].reshape(1, 2),
        0,
        b[y + rows.ID_CHARS : y + rows.ID_TEXT].reshape(1, 2),
        0,
        ID_COLUMN,
        size_a,
        size_b,
        8,
    ):
        both_right = (a[x] >> 16) & 3 == 1 and (b[y] >> 16) & 3 == 1
        return (f.identifier_digit_checked if both_right else f.identifier_digit), ID_DIGIT
    if a[x] & rows.ID_UNIQUE:
        return f.identifier_different, ID_DIFFERENT
    return 0.0, ID_DIFFERENT


@compiled
def _common(a: Run, at_a: int, count_a: int, b: Run, at_b: int, count_b: int) -> tuple[int, int]:
    """Where the first value stands that both tables have; -1 where there is none."""
    for i in range(count_a):
        for j in range(count_b):
            if a[at_a + i] == b[at_b + j]:
                return i, j
    return -1, -1


@compiled
def countries(
    a: Run, at_a: int, b: Run, at_b: int, thing: bool, figures: Figures, trace: Trace, line: int
) -> int:
    """Whether they have a country in common, where both have any."""
    f = figures[0]
    count_a, count_b = a[at_a + rows.COUNTRIES], b[at_b + rows.COUNTRIES]
    if count_a == 0 or count_b == 0:
        return line
    i, j = _common(
        a,
        at_a + a[at_a + rows.COUNTRIES_AT],
        count_a,
        b,
        at_b + b[at_b + rows.COUNTRIES_AT],
        count_b,
    )
    if i >= 0:
        return note(trace, line, COUNTRY_EQUAL, 0, i, 1, j, 1, f.country_equal, 0.0)
    points = f.country_different_thing if thing else f.country_different
    return note(trace, line, COUNTRY_DIFFERENT, 0, 0, 1, 0, 1, points, 0.0)


@compiled
def sex(a: Run, at_a: int, b: Run, at_b: int, figures: Figures, trace: Trace, line: int) -> int:
    """Whether their sex is the same, where both are known."""
    f = figures[0]
    left, right = a[at_a + rows.SEX], b[at_b + rows.SEX]
    if left == 0 or right == 0:
        return line
    if left == right:
        return note(trace, line, SEX_EQUAL, 0, 0, 1, 0, 1, f.sex_equal, 0.0)
    return note(trace, line, SEX_DIFFERENT, 0, 0, 1, 0, 1, f.sex_different, 0.0)


@compiled
def places(a: Run, at_a: int, b: Run, at_b: int, figures: Figures, trace: Trace, line: int) -> int:
    """Whether their birth places have a word in common, where both have any."""
    f = figures[0]
    count_a, count_b = a[at_a + rows.PLACES], b[at_b + rows.PLACES]
    if count_a == 0 or count_b == 0:
        return line
    i, j = _common(
        a, at_a + a[at_a + rows.PLACES_AT], count_a, b, at_b + b[at_b + rows.PLACES_AT], count_b
    )
    if i >= 0:
        return note(trace, line, PLACE_EQUAL, 0, i, 1, j, 1, f.place_equal, 0.0)
    return note(trace, line, PLACE_DIFFERENT, 0, 0, 1, 0, 1, f.place_different, 0.0)
