"""Whether somebody may be a child on a day; what is not certain counts as a child."""

from datetime import date

OF_AGE = 18


def may_be_child(birth_date: str | None, on: date) -> bool:
    """Whether a person born then may be under 18; False where no birth date was reported.

    Args:
        birth_date: ISO 8601, whole or partial: ``2009-03-12``, ``2009-03``, ``2009``.
        on: the day to judge by.
    """
    if not birth_date:
        return False
    year, month, day = (int(part) for part in (f"{birth_date}-12-31").split("-")[:3])
    if len(birth_date) == len("2009-03"):
        day = 31
    had_birthday = (on.month, on.day) >= (month, day)
    return on.year - year - (0 if had_birthday else 1) < OF_AGE
