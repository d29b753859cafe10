"""Every code of a comparison has its words."""

import pytest

from seawall.engines.names import REASON_CODES
from seawall.modules.screening import wording

CODES = [(field, code) for field, codes in REASON_CODES.items() for code in codes]


@pytest.mark.parametrize(("field", "code"), CODES)
def test_a_reason_that_the_engine_may_give_has_words(field, code):
    assert str(wording.REASONS[code]).strip()
    assert code not in str(wording.REASONS[code])
    assert field == "start" or str(wording.FIELDS[field]).strip()


def reason(code, field, points, left=None, right=None, **detail):
    return {
        "code": code, "field": field, "points": points,
        "left": left, "right": right, "detail": detail,
    }  # fmt: skip


def test_the_headline_says_what_speaks_for_one_and_the_same_strongest_first():
    reasons = [
        reason("base_rate", "start", -5.0),
        reason("name_limit", "name", -9.0),
        reason("surname_equal", "surname", 4.0, "ODO", "ODO"),
        reason("identifier_one_digit_off", "identifier", 6.0, "X1", "X2", kind="passport"),
        reason("surname_equal", "surname", 3.0, "MOOT", "MOOT"),
        reason("sex_equal", "sex", 0.1, "M", "M"),
    ]
    assert wording.headline_of(reasons) == (
        "Passport: One digit differs: counted apart from equal; Surname: Agrees"
    )


def test_what_is_said_of_a_whole_name_follows_its_parts_and_shows_no_value():
    reasons = [
        reason("base_rate", "start", -5.0),
        reason("name_complete", "name", 1.0),
        reason("surname_equal", "surname", 4.0, "ODO", "ODO"),
        reason("birth_year_equal", "birth_date", 2.0, "1979-03-14", "1979"),
    ]
    rows = [line.row for line in wording.comparison_of(reasons, score=0.9).lines]
    assert [str(row.label) for row in rows] == ["Surname", "Name", "Birth date"]
    assert rows[1].left == rows[1].right == ""
    assert "1979" in str(rows[2].right)
    assert "Mar" in str(rows[2].left)
