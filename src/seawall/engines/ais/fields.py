"""What a field and a layout of a message are: where bits lie and what their numbers mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["integer", "decimal", "flag", "text", "hex"]
Fields = tuple["Field", ...]

MAX_BITS = 1064
"""Bits of the longest message: five slots (ITU-R M.1371-5, Annex 8, Message 26)."""

DEGREES_PER = {"min/10000": 600_000, "min/1000": 60_000, "min/10": 600, "min/100": 6_000}
"""Divisors that turn a coordinate in parts of a minute into degrees."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a message.

    Args:
        name: the column it is read into.
        start: first bit, counted from 0 at the start of the message; a negative start counts
            from the end of the message.
        width: bits; for text and hex 0 means up to the end of the message.
        kind: what the column holds.
        signed: two's complement.
        divisor: the value is raw / divisor + shift (decimal fields only).
        shift: see divisor.
        unknown: the raw code that the standard reserves for "not available".
        low: lowest raw code that is a value.
        high: highest raw code that is a value; codes outside low..high are unknown.
        tail: bits at the end of the message that a field of width 0 leaves alone.
        more: start of a second run of characters that continues a text.
        when: (start, width, value) of another field on which this one depends.
    """

    name: str
    start: int
    width: int
    kind: Kind = "integer"
    signed: bool = False
    divisor: float = 1.0
    shift: float = 0.0
    unknown: int | None = None
    low: int | None = None
    high: int | None = None
    tail: int = 0
    more: int = 0
    when: tuple[int, int, int] | None = None

    @property
    def lowest(self) -> int:
        """The lowest raw code that is a value."""
        if self.low is not None:
            return self.low
        return -(1 << (self.width - 1)) if self.signed else 0

    @property
    def highest(self) -> int:
        """The highest raw code that is a value."""
        if self.high is not None:
            return self.high
        return (1 << (self.width - int(self.signed))) - 1

    @property
    def silence(self) -> int:
        """The raw code that says that there is no value; 0 where the field cannot say so."""
        if self.unknown is not None:
            return self.unknown
        if self.high is not None and self.high + 1 < 1 << (self.width - int(self.signed)):
            return self.high + 1
        return 0

    def moved(self, bits: int, *, suffix: str = "") -> Field:
        """The same field further on in the message, its name ended with the suffix."""
        when = self.when and (self.when[0] + bits, *self.when[1:])
        return replace(self, name=self.name + suffix, start=self.start + bits, when=when)


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which the bits of a message are laid out.

    Args:
        key: "1" … "27", a part ("24A"), a form ("25 addressed") or an application ("8:1:31").
        type: message number.
        fields: what is read.
        least: a shorter message is rejected (an application: kept, undecoded).
        most: a longer application message is kept undecoded; longer messages are accepted.
        source: where the layout is laid down.
    """

    key: str
    type: int
    fields: Fields
    least: int
    most: int = MAX_BITS
    source: str = "ITU-R M.1371-5, Annex 8"


@dataclass(frozen=True, slots=True)
class Selector:
    """The bits by which a message says which of its layouts it uses."""

    start: int
    width: int
    keys: tuple[tuple[int, str], ...]


def number(
    name: str,
    start: int,
    width: int,
    *,
    signed: bool = False,
    unknown: int | None = None,
    low: int | None = None,
    high: int | None = None,
) -> Field:
    """A whole number or a code."""
    return Field(
        name, start, width, signed=signed, unknown=unknown, low=low, high=high
    )  # fmt: skip


def decimal(
    name: str,
    start: int,
    width: int,
    divisor: float,
    *,
    shift: float = 0.0,
    signed: bool = False,
    unknown: int | None = None,
    low: int | None = None,
    high: int | None = None,
) -> Field:
    """A scaled number: raw / divisor + shift."""
    return Field(
        name,
        start,
        width,
        "decimal",
        signed=signed,
        divisor=divisor,
        shift=shift,
        unknown=unknown,
        low=low,
        high=high,
    )


def flag(name: str, start: int) -> Field:
    """One bit."""
    return Field(name, start, 1, "flag")


def text(name: str, start: int, width: int = 0, *, more: int = 0) -> Field:
    """Six-bit characters (ITU-R M.1371-5, Annex 8, six-bit ASCII table)."""
    return Field(name, start, width, "text", more=more)


def payload(name: str, start: int, width: int = 0, *, tail: int = 0) -> Field:
    """Binary data whose meaning this layout does not know, kept as hexadecimal digits."""
    return Field(name, start, width, "hex", tail=tail)


def longitude(name: str, start: int, width: int = 28, unit: str = "min/10000") -> Field:
    """Degrees east, -180..180; 181 and anything else outside is unknown."""
    per = DEGREES_PER[unit]
    return decimal(
        name, start, width, per, signed=True, low=-180 * per, high=180 * per, unknown=181 * per
    )


def latitude(name: str, start: int, width: int = 27, unit: str = "min/10000") -> Field:
    """Degrees north, -90..90; 91 and anything else outside is unknown."""
    per = DEGREES_PER[unit]
    return decimal(
        name, start, width, per, signed=True, low=-90 * per, high=90 * per, unknown=91 * per
    )


def point(start: int) -> Fields:
    """Longitude (25 bits), then latitude (24), in thousandths of a minute."""
    return (
        longitude("lon", start, 25, "min/1000"),
        latitude("lat", start + 25, 24, "min/1000"),
    )


def tenths(
    name: str, start: int, width: int, highest: int, *, low: int = 0, signed: bool = False
) -> Field:
    """Tenths of the unit, raw codes low..highest."""
    return decimal(name, start, width, 10, low=low, high=highest, signed=signed)


def clock(start: int, *, prefix: str = "", month: bool = True) -> Fields:
    """Month (4 bits), day (5), hour (5) and minute (6), UTC; 0, 0, 24 and 60 are unknown."""
    day = start + 4 if month else start
    fields = (
        number(f"{prefix}day", day, 5, low=1),
        number(f"{prefix}hour", day + 5, 5, high=23),
        number(f"{prefix}minute", day + 10, 6, high=59),
    )
    return ((number(f"{prefix}month", start, 4, low=1, high=12),) if month else ()) + fields


def repeated(count: int, stride: int, start: int, fields: Iterable[Field]) -> Fields:
    """A group of fields that occurs up to count times; names end in _1, _2 and so on."""
    group = tuple(fields)
    return tuple(
        field.moved(start + stride * n, suffix=f"_{n + 1}") for n in range(count) for field in group
    )
