"""The trace of a comparison as reasons with the values of both subjects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from seawall.engines.names import alignment, attributes, rows, tables
from seawall.engines.names.encoding import Encoded, Word
from seawall.engines.names.identifiers import normalise
from seawall.engines.names.reasons import PREFIXES, WAYS_ALIKE, Reason
from seawall.engines.names.subject import Subject

_FIELDS = {rows.ANY_PART: "name", rows.SURNAME: "surname", rows.GIVEN: "given_names"}
_WORD_CODES = {
    (how, part): (f"{PREFIXES[field]}_{way}", field)
    for how, way in enumerate(WAYS_ALIKE, 1)
    for part, field in _FIELDS.items()
}
_NAME_CODES = {
    alignment.MISSING: "name_missing",
    alignment.CONFLICT: "name_conflict",
    alignment.ORDER: "name_order",
    alignment.LIMIT: "name_limit",
    alignment.COMPLETE: "name_complete",
    alignment.FORM_EQUAL: "name_form_equal",
    alignment.FORM_DIFFERENT: "name_form_different",
    alignment.SUFFIX_DIFFERENT: "name_suffix_different",
    alignment.NUMBER_DIFFERENT: "name_number_different",
    alignment.NUMBER_MISSING: "name_number_missing",
}
_ROLES_SHOWN = {
    alignment.MISSING: (rows.ORDINARY,),
    alignment.CONFLICT: (rows.ORDINARY,),
    alignment.FORM_EQUAL: (rows.FORM,),
    alignment.FORM_DIFFERENT: (rows.FORM,),
    alignment.SUFFIX_DIFFERENT: (rows.SUFFIX,),
    alignment.NUMBER_DIFFERENT: (rows.NUMBER,),
    alignment.NUMBER_MISSING: (rows.NUMBER,),
}
"""Which words the reasons about words without a partner show."""
_VALUES: dict[int, tuple[str, str, Callable[[Subject], Sequence[str]]]] = {
    attributes.DATE_EQUAL: ("birth_date_equal", "birth_date", lambda s: s.birth_dates),
    attributes.MONTH_EQUAL: ("birth_month_equal", "birth_date", lambda s: s.birth_dates),
    attributes.YEAR_EQUAL: ("birth_year_equal", "birth_date", lambda s: s.birth_dates),
    attributes.YEAR_NEAR: ("birth_year_near", "birth_date", lambda s: s.birth_dates),
    attributes.SWAPPED: ("birth_day_month_swapped", "birth_date", lambda s: s.birth_dates),
    attributes.DATE_DIGIT: ("birth_date_one_digit_off", "birth_date", lambda s: s.birth_dates),
    attributes.DATE_DIFFERENT: ("birth_date_different", "birth_date", lambda s: s.birth_dates),
    attributes.COUNTRY_EQUAL: ("country_equal", "country", lambda s: s.countries),
    attributes.COUNTRY_DIFFERENT: ("country_different", "country", lambda s: s.countries),
    attributes.SEX_EQUAL: ("sex_equal", "sex", lambda s: (s.sex or "",)),
    attributes.SEX_DIFFERENT: ("sex_different", "sex", lambda s: (s.sex or "",)),
    attributes.KIND_DIFFERENT: ("kind_different", "kind", lambda s: (s.kind,)),
}
_PLACES = {
    attributes.PLACE_EQUAL: "birth_place_equal",
    attributes.PLACE_DIFFERENT: "birth_place_different",
}
_IDENTIFIERS = {
    attributes.ID_EQUAL: "identifier_equal",
    attributes.ID_DIGIT: "identifier_one_digit_off",
    attributes.ID_DIFFERENT: "identifier_different",
}


def reasons_of(
    left: Subject,
    left_code: Encoded,
    right: Subject,
    right_code: Encoded,
    start: float,
    trace: list[list[float]],
    names: tuple[int, int, int],
) -> tuple[Reason, ...]:
    """The reasons that a trace stands for, the start first.

    Args:
        left: The first subject.
        left_code: Its encoding.
        right: The second subject.
        right_code: Its encoding.
        start: The points that every comparison starts with.
        trace: The lines of the trace.
        names: How many lines are about names, and which name of each subject they are about.
    """
    count, left_name, right_name = names
    reasons = [Reason("base_rate", "start", None, None, start)]
    if count:
        reasons.extend(
            _name_reasons(left_code.names[left_name], right_code.names[right_name], trace[:count])
        )
    reasons.extend(_value_reason(left, right, line) for line in trace[count:])
    return tuple(reasons)


def _name_reasons(
    left: list[Word], right: list[Word], trace: list[list[float]]
) -> Iterator[Reason]:
    paired_left: set[int] = set()
    paired_right: set[int] = set()
    for how, part, i, count_i, j, count_j, points, cost in trace:
        code = int(how)
        if code not in _NAME_CODES:
            ours = range(int(i), int(i + count_i))
            theirs = range(int(j), int(j + count_j))
            paired_left.update(ours)
            paired_right.update(theirs)
            yield _word_reason(
                code, int(part), [left[k] for k in ours], [right[k] for k in theirs], points, cost
            )
            continue
        roles = _ROLES_SHOWN.get(code, ())
        yield Reason(
            _NAME_CODES[code],
            "name",
            _remaining(left, paired_left, roles),
            _remaining(right, paired_right, roles),
            points,
        )


def _word_reason(
    code: int, part: int, ours: list[Word], theirs: list[Word], points: float, cost: float
) -> Reason:
    name, field = _WORD_CODES[code, part]
    rarity = _rarity(ours)
    detail = {
        "rarity_left": rarity,
        "rarity_right": rarity if ours == theirs else _rarity(theirs),
    }
    if cost:
        detail["cost"] = round(cost, 2)
    return Reason(
        name,
        field,
        " ".join(text for text, _, _ in ours),
        " ".join(text for text, _, _ in theirs),
        points,
        detail,
    )


def _rarity(words: list[Word]) -> float:
    known = tables.people_rarity()
    return sum(known.get(text, tables.RAREST_PERSON) for text, _, _ in words)


def _remaining(words: list[Word], paired: set[int], roles: tuple[int, ...]) -> str | None:
    shown = [text for k, (text, _, role) in enumerate(words) if role in roles and k not in paired]
    return " ".join(shown) or None


def _value_reason(left: Subject, right: Subject, line: list[float]) -> Reason:
    code, i, j, points = int(line[0]), int(line[2]), int(line[4]), line[6]
    if code in _IDENTIFIERS:
        return _identifier_reason(left, right, _IDENTIFIERS[code], i, j, points)
    if code in _PLACES:
        return Reason(
            _PLACES[code],
            "birth_place",
            "; ".join(left.birth_places),
            "; ".join(right.birth_places),
            points,
        )
    name, field, values = _VALUES[code]
    return Reason(name, field, values(left)[i], values(right)[j], points)


def _identifier_reason(
    left: Subject, right: Subject, code: str, i: int, j: int, points: float
) -> Reason:
    ours, theirs = left.identifiers[i], right.identifiers[j]
    detail = {
        "kind": ours.kind if ours.kind == theirs.kind else f"{ours.kind}/{theirs.kind}",
        "issuer_left": ours.issuer,
        "issuer_right": theirs.issuer,
        "check_left": normalise(ours.kind, ours.value, None).check,
        "check_right": normalise(theirs.kind, theirs.value, None).check,
    }
    return Reason(code, "identifier", ours.value, theirs.value, points, detail)
