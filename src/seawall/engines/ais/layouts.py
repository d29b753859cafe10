"""The field tables compiled into arrays that the kernels read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from seawall.engines.ais.fields import MAX_BITS, Field, Fields, Kind, Layout, Selector
from seawall.engines.ais.messages import MESSAGES, SELECTORS
from seawall.engines.ais.regional import APPLICATIONS
from seawall.engines.ais.reports import HEADER

_APPLICATION_START = {6: 88, 8: 56}
_IDENTIFIER_START = {6: 72, 8: 40}
PADDING = 16
"""Bits by which senders fill an application up to whole bytes or characters and beyond."""
TYPES = 28
"""Message types 1..27, and 0, which no message has."""

(
    WIDTH,
    START,
    LOW,
    HIGH,
    UNKNOWN,
    WHEN_START,
    WHEN_WIDTH,
    WHEN_VALUE,
    TAIL,
    MORE,
    PRESENT,
    END,
    WORD,
    DOWN,
    UP,
    MASK,
    SIGN,
) = range(17)
"""Columns of a field's row in a specification; PRESENT is 0 where a layout has no such field.

A number is `(first word >> DOWN << UP | next word >> 60 - UP) & MASK`, sign-extended by SIGN, if
the message has at least END bits.
"""
WORD_BITS = 60
NEVER = 1 << 30
NAME_EXTENSION = 88
"""Bits that may continue a name (ITU-R M.1371-5, Annex 8, Message 21)."""


def _applications() -> tuple[Layout, ...]:
    return tuple(
        Layout(
            f"{carrier}:{app.dac}:{app.fid}",
            carrier,
            tuple(field.moved(_APPLICATION_START[carrier]) for field in app.fields),
            _APPLICATION_START[carrier] + app.least,
            min(_APPLICATION_START[carrier] + app.most + PADDING, MAX_BITS),
            app.source,
        )
        for app in APPLICATIONS
        for carrier in app.carriers
    )


LAYOUTS: tuple[Layout, ...] = MESSAGES + _applications()
"""Every layout; a message's layout number is its place here."""

NUMBER: dict[str, int] = {layout.key: n for n, layout in enumerate(LAYOUTS)}
"""Layout numbers by key."""

_PLAIN: dict[int, int] = {type_: NUMBER[str(type_)] for type_ in (6, 8)}


def own_fields(layout: Layout) -> Fields:
    """The fields that say what the message is, without those of an application."""
    if ":" in layout.key:
        return HEADER + LAYOUTS[_PLAIN[layout.type]].fields
    return HEADER + layout.fields


_TABLES = (
    ("start", np.int64, TYPES),
    ("width", np.int64, TYPES),
    ("first", np.int64, TYPES),
    ("least", np.int64, len(LAYOUTS)),
    ("most", np.int64, len(LAYOUTS)),
    ("plain", np.int64, len(LAYOUTS)),
)


def _selector(type_: int) -> Selector:
    if type_ in _IDENTIFIER_START:
        keys = tuple(
            ((app.dac << 6) | app.fid, f"{type_}:{app.dac}:{app.fid}")
            for app in APPLICATIONS
            if type_ in app.carriers
        )
        return Selector(_IDENTIFIER_START[type_], 16, keys)
    return SELECTORS.get(type_, Selector(0, 0, ((0, str(type_)),) if type_ else ()))


@cache
def choices() -> npt.NDArray[np.void]:
    """The tables by which the scanner chooses a layout, as one record.

    `lut[first[type] + bits]` is the layout's number, or -1; `bits` are the `width[type]` bits at
    `start[type]`. A message outside least..most of an application has the layout `plain`; one
    shorter than `least` whose `plain` is -1 is rejected.
    """
    selectors = [_selector(type_) for type_ in range(TYPES)]
    luts = [np.full(1 << selector.width, -1, np.int16) for selector in selectors]
    for type_, (selector, lut) in enumerate(zip(selectors, luts, strict=True)):
        lut[:] = _PLAIN.get(type_, -1)
        for bits, key in selector.keys:
            lut[bits] = NUMBER[key]
    lut = np.concatenate(luts)
    record = np.zeros(1, np.dtype([*_TABLES, ("lut", np.int16, lut.size)]))
    record["start"] = [selector.start for selector in selectors]
    record["width"] = [selector.width for selector in selectors]
    record["first"] = np.cumsum([0, *(len(part) for part in luts[:-1])])
    record["least"] = [layout.least for layout in LAYOUTS]
    record["most"] = [layout.most for layout in LAYOUTS]
    record["plain"] = [_PLAIN[layout.type] if ":" in layout.key else -1 for layout in LAYOUTS]
    record["lut"] = lut
    return record


@dataclass(frozen=True)
class Spec:
    """One column over all layouts: a row of integers and (divisor, shift) for each."""

    kind: Kind
    rows: npt.NDArray[np.int64]
    scale: npt.NDArray[np.float64]
    width: int


def _number_row(field: Field) -> list[int]:
    """Where the bits of a number lie in words of 60; a start from the end is read the long way."""
    start, width = max(field.start, 0), field.width
    left = WORD_BITS - start % WORD_BITS
    return [
        start + width if field.start >= 0 else 0,
        start // WORD_BITS,
        max(left - width, 0),
        max(width - left, 0),
        (1 << width) - 1,
        1 << (width - 1) if field.signed else 0,
    ]


def _row(field: Field) -> list[int]:
    numeric = field.kind not in ("text", "hex")
    return [
        field.width,
        field.start,
        field.lowest if numeric else 0,
        field.highest if numeric else 0,
        1 << 62 if field.unknown is None else field.unknown,
        *(field.when or (0, 0, 0)),
        field.tail,
        field.more,
        1,
        *(_number_row(field) if numeric else [0] * 6),
    ]


def _spec(fields: dict[int, Field]) -> Spec:
    kinds = {field.kind for field in fields.values()}
    if len(kinds) != 1:
        raise ValueError(f"a column of several kinds: {fields}")
    rows = np.zeros((len(LAYOUTS), SIGN + 1), np.int64)
    rows[:, END] = NEVER
    scale = np.ones((len(LAYOUTS), 2), np.float64)
    for n, field in fields.items():
        rows[n] = _row(field)
        scale[n] = field.divisor, field.shift
    width = max(
        (field.width or MAX_BITS) + (NAME_EXTENSION if field.more else 0)
        for field in fields.values()
    )
    return Spec(kinds.pop(), rows, scale, width)


@cache
def message_specs() -> dict[str, Spec]:
    """Columns of the messages themselves, applications aside, by name."""
    found: dict[str, dict[int, Field]] = {}
    for n, layout in enumerate(LAYOUTS):
        for field in own_fields(layout):
            found.setdefault(field.name, {})[n] = field
    return {name: _spec(fields) for name, fields in found.items()}


@cache
def application_specs(key: str) -> dict[str, Spec]:
    """Columns of one application, by name.

    Raises:
        KeyError: there is no such layout.
    """
    layout = LAYOUTS[NUMBER[key]]
    return {field.name: _spec({NUMBER[key]: field}) for field in layout.fields}
