"""Two records side by side, with what each field adds to the probability that they are one.

Points are log-odds (natural logarithm). Each bar begins where the last one ended, so that the
last one ends at the sum; the sum is that of the points as they are printed, so that a person can
add them up.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from difflib import SequenceMatcher

from django.utils.functional import Promise
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

CENT = Decimal("0.01")
WIDTH = 132.0  # of the drawing, in units of its viewBox
LEAST_BAR = 1.0
LEAST_BETWEEN = 30.0  # so far from the end, "−5" and "0" do not read as "−50"
LEAST_REACH = Decimal(4)  # the axis shows at least odds of 1 : 55 to 55 : 1


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both records.

    Args:
        label: name of the field.
        left: the first record's value, may carry ``<mark>`` by ``marked``; None is unknown.
        right: the second record's value.
        why: the reason in words.
        points: log-odds that the field adds, or None where it was not compared.
    """

    label: str | Promise
    left: str | None
    right: str | None
    why: str | Promise
    points: float | None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the waterfall.

    Args:
        x: left edge, 0 to 132.
        width: at least 1.
        end: where the next bar begins.
        css: class that gives its colour.
    """

    x: str
    width: str
    end: str
    css: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is drawn."""

    row: Row
    points: Decimal | None
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison ready to draw: make it with ``compare``."""

    lines: tuple[Line, ...]
    base: Decimal
    base_bar: Bar
    base_why: str | Promise
    total: Decimal
    total_bar: Bar
    probability: float
    low: Decimal
    high: Decimal
    zero: str

    @property
    def names_low(self) -> bool:
        """Whether the low end's figure stands clear of the nought beside it."""
        return float(self.zero) >= LEAST_BETWEEN


def compare(
    rows: Sequence[Row],
    *,
    base: float,
    base_why: str | Promise,
    probability: float | None = None,
) -> Comparison:
    """Lay out a comparison.

    Args:
        rows: in the order of a passport, never by size.
        base: log-odds before comparing.
        base_why: what the base rate is, in words.
        probability: a calibrated probability in [0, 1] where there is one; the logistic of the
            sum otherwise.
    """
    start = _cents(base)
    points = [None if row.points is None else _cents(row.points) for row in rows]
    ends = _running(start, points)
    total = ends[-1]
    low = min(*ends, -LEAST_REACH).to_integral_value(rounding="ROUND_FLOOR")
    high = max(*ends, LEAST_REACH).to_integral_value(rounding="ROUND_CEILING")
    lines = tuple(
        Line(row, point, None if point is None else _bar(ends[i], ends[i + 1], low, high))
        for i, (row, point) in enumerate(zip(rows, points, strict=True))
    )
    zero = Decimal(0)
    return Comparison(
        lines=lines,
        base=start,
        base_bar=_bar(zero, start, low, high, css="f-ink3"),
        base_why=base_why,
        total=total,
        total_bar=_bar(zero, total, low, high, css="f-ink"),
        probability=logistic(float(total)) if probability is None else probability,
        low=low,
        high=high,
        zero=_unit(_place(zero, low, high)),
    )


def logistic(points: float) -> float:
    """The probability that log-odds stand for, in [0, 1]."""
    if points < 0:
        return math.exp(points) / (1.0 + math.exp(points))
    return 1.0 / (1.0 + math.exp(-points))


def marked(left: str, right: str) -> tuple[SafeString, SafeString]:
    """Both values, escaped, the characters that differ in ``<mark>``; case does not count."""
    matcher = SequenceMatcher(None, left.casefold(), right.casefold(), autojunk=False)
    if len(left.casefold()) != len(left) or len(right.casefold()) != len(right):
        matcher.set_seqs(left, right)  # folding has moved the places: compare as written
    sides: tuple[list[str], list[str]] = ([], [])
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        for side, part in zip(sides, (left[a0:a1], right[b0:b1]), strict=True):
            if part:
                side.append(escape(part) if kind == "equal" else f"<mark>{escape(part)}</mark>")
    # Each part was escaped above.
    return mark_safe("".join(sides[0])), mark_safe("".join(sides[1]))  # noqa: S308


def shown(value: str | None) -> SafeString:
    """A value of a row, escaped unless ``marked`` made it."""
    return conditional_escape("–" if value is None else value)


def _cents(points: float) -> Decimal:
    return Decimal(repr(float(points))).quantize(CENT, ROUND_HALF_EVEN)


def _running(start: Decimal, points: Sequence[Decimal | None]) -> list[Decimal]:
    ends = [start]
    for point in points:
        ends.append(ends[-1] + (point or Decimal(0)))
    return ends


def _place(points: Decimal, low: Decimal, high: Decimal) -> float:
    return float((points - low) / (high - low)) * WIDTH


def _bar(start: Decimal, end: Decimal, low: Decimal, high: Decimal, css: str = "") -> Bar:
    first, last = _place(start, low, high), _place(end, low, high)
    x, width = min(first, last), max(abs(last - first), LEAST_BAR)
    colour = css or ("f-acc" if end >= start else "f-high")
    return Bar(_unit(min(x, WIDTH - width)), _unit(width), _unit(last), colour)


def _unit(length: float) -> str:
    """A length for an SVG attribute, whatever the language's decimal sign."""
    return f"{length:.1f}"
