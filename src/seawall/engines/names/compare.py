"""Weigh two subjects: names aligned token by token, dates, identifiers, countries, sex."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from seawall.engines.names.reasons import Comparison, Reason, score_of
from seawall.engines.names.subject import Identifier, Name, Subject

VERSION = "0.1"
"""Version of the scorer: the same version gives the same points for the same two subjects."""

START = -5.0
NAME_LIMIT_POINTS = 8.0
TOKEN = 4.2


def tokens_of(name: str | Name) -> list[tuple[str, str]]:
    """The tokens of a name, upper case without marks, each with its field."""
    if isinstance(name, Name):
        return [(token, "surname") for token in _split(name.surname)] + [
            (token, "given_names") for token in _split(name.given_names)
        ]
    return [(token, "name") for token in _split(name)]


def _split(text: str) -> list[str]:
    plain = "".join(
        char
        for char in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(char) and char not in "'’`."
    )
    return re.findall(r"\w+", plain.upper())[:24]


def compare(a: Subject, b: Subject) -> Comparison:
    """Weigh whether two subjects are one.

    Returns:
        The points, their logistic and the reasons that add up to them; the same whichever
        subject is named first, but for left and right.
    """
    reasons = [
        Reason("base_rate", "start", None, None, START),
        *_kind(a, b),
        *_names(a, b),
        *_birth_dates(a, b),
        *_identifiers(a, b),
        *_sets(a, b),
    ]
    points = sum(reason.points for reason in reasons)
    return Comparison(score_of(points), points, tuple(reasons))


def _kind(a: Subject, b: Subject) -> Iterator[Reason]:
    if a.kind != b.kind:
        yield Reason("kind_different", "kind", a.kind, b.kind, -12.0)


def _names(a: Subject, b: Subject) -> list[Reason]:
    best: list[Reason] = []
    best_points = float("-inf")
    for left in a.names:
        for right in b.names:
            reasons = _name_pair(left, right)
            points = sum(reason.points for reason in reasons)
            if points > best_points:
                best, best_points = reasons, points
    return best


def _name_pair(left: str | Name, right: str | Name) -> list[Reason]:
    ours, theirs = tokens_of(left), tokens_of(right)
    pairs = sorted(
        (
            (OSA.normalized_similarity(x, y), i, j)
            for i, (x, _) in enumerate(ours)
            for j, (y, _) in enumerate(theirs)
        ),
        key=lambda pair: -pair[0],
    )
    left_free, right_free = set(range(len(ours))), set(range(len(theirs)))
    reasons = []
    for similarity, i, j in pairs:
        if similarity < 0.75 or i not in left_free or j not in right_free:
            continue
        left_free.discard(i)
        right_free.discard(j)
        field = ours[i][1]
        how = "equal" if similarity == 1.0 else "spelling"
        prefix = field.removesuffix("s")
        reasons.append(
            Reason(
                f"{prefix}_{how}",
                field,
                ours[i][0],
                theirs[j][0],
                TOKEN - 6.0 * (1 - similarity),
                {"rarity_left": 10.0, "rarity_right": 10.0},
            )
        )
    earned = sum(reason.points for reason in reasons)
    if earned > NAME_LIMIT_POINTS:
        reasons.append(Reason("name_limit", "name", None, None, NAME_LIMIT_POINTS - earned))
    reasons.extend(_leftover([ours[i][0] for i in left_free], [theirs[j][0] for j in right_free]))
    return reasons


def _leftover(left: list[str], right: list[str]) -> Iterator[Reason]:
    conflicts = min(len(left), len(right))
    if conflicts:
        yield Reason("name_conflict", "name", " ".join(left), " ".join(right), -4.0 * conflicts)
    elif left or right:
        missing = len(left) + len(right)
        yield Reason(
            "name_missing", "name", " ".join(left) or None, " ".join(right) or None, -0.5 * missing
        )


def _birth_dates(a: Subject, b: Subject) -> list[Reason]:
    pairs = [_birth_date(x, y) for x in a.birth_dates for y in b.birth_dates]
    return [max(pairs, key=lambda reason: reason.points)] if pairs else []


def _birth_date(left: str, right: str) -> Reason:
    short = min(len(left), len(right))
    if left[:short] == right[:short]:
        code, points = {
            10: ("birth_date_equal", 4.0),
            7: ("birth_month_equal", 2.5),
            4: ("birth_year_equal", 1.2),
        }[short]
    elif (
        short == 10
        and left[:4] == right[:4]
        and left[5:7] == right[8:]
        and (left[8:] == right[5:7])
    ):
        code, points = "birth_day_month_swapped", 2.0
    elif left[:4] == right[:4]:
        code, points = "birth_year_equal", 0.3
    else:
        code, points = "birth_date_different", -4.0
    return Reason(code, "birth_date", left, right, points)


def normal_identifier(identifier: Identifier) -> str:
    """The value as it is compared: upper case letters and digits only."""
    return "".join(char for char in identifier.value.upper() if char.isalnum())


def _identifiers(a: Subject, b: Subject) -> list[Reason]:
    best: list[Reason] = []
    for left in a.identifiers:
        for right in b.identifiers:
            reason = _identifier(left, right)
            if reason is not None and (not best or reason.points > best[0].points):
                best = [reason]
    return best


def _identifier(left: Identifier, right: Identifier) -> Reason | None:
    x, y = normal_identifier(left), normal_identifier(right)
    issuers_differ = left.issuer and right.issuer and left.issuer != right.issuer
    if left.kind != right.kind or issuers_differ or not x or not y:
        return None
    distance = OSA.distance(x, y, score_cutoff=1)
    if distance > 1 or (distance and min(len(x), len(y)) < 6):
        return None
    code, points = ("identifier_one_digit_off", 4.0) if distance else ("identifier_equal", 20.0)
    detail = {
        "kind": left.kind,
        "issuer_left": left.issuer,
        "issuer_right": right.issuer,
        "check": None,
    }
    return Reason(code, "identifier", left.value, right.value, points, detail)


def _sets(a: Subject, b: Subject) -> Iterator[Reason]:
    if a.countries and b.countries:
        common = sorted(set(a.countries) & set(b.countries))
        code, points = ("country_equal", 0.8) if common else ("country_different", -0.4)
        yield Reason(
            code,
            "country",
            common[0] if common else a.countries[0],
            common[0] if common else b.countries[0],
            points,
        )
    if a.sex and b.sex:
        code, points = ("sex_equal", 0.1) if a.sex == b.sex else ("sex_different", -2.0)
        yield Reason(code, "sex", a.sex, b.sex, points)
