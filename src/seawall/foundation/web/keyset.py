"""Paging by the last row seen, never by counting rows: nothing is skipped or shown twice.

Order is (key, unique key), the unique key breaking ties; rows without a key come last in both
directions. The place in the list travels as a sealed cursor, so that no name stands in an address
or a log and nobody probes with a place of their own making.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db.models import F, Q, QuerySet

# Type of a key -> (code in the cursor, to text, back).
TYPES: tuple[tuple[type, str, Callable[[Any], Any], Callable[[Any], Any]], ...] = (
    (bool, "b", bool, bool),
    (int, "i", int, int),
    (float, "f", float, float),
    (str, "s", str, str),
    (datetime, "t", datetime.isoformat, datetime.fromisoformat),
    (date, "d", date.isoformat, date.fromisoformat),
    (Decimal, "n", str, Decimal),
    (UUID, "u", str, UUID),
)


@dataclass(frozen=True, slots=True)
class Order:
    """What rows are sorted by.

    Args:
        key: field (or annotation) of the rows; of a sequence, an attribute.
        unique: field that no two rows share.
        descending: whether the greatest comes first.
        nullable: whether the key may be None.
    """

    key: str
    unique: str = "id"
    descending: bool = False
    nullable: bool = False

    @property
    def name(self) -> str:
        return f"-{self.key}" if self.descending else self.key


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a list: the keys of the last row shown."""

    key: Any
    unique: Any


class Source(Protocol):
    """Rows that can be read from a place on and counted up to a limit."""

    def after(self, order: Order, place: Place | None, limit: int) -> list[Any]: ...

    def count(self, limit: int) -> int: ...

    def every(self, order: Order) -> Any: ...


@dataclass(frozen=True, slots=True)
class QuerySetSource:
    """Rows of the database, already cleared for the actor."""

    rows: "QuerySet[Any]"

    def after(self, order: Order, place: Place | None, limit: int) -> list[Any]:
        rows = self.every(order)
        return list(rows[:limit] if place is None else rows.filter(beyond(order, place))[:limit])

    def count(self, limit: int) -> int:
        return self.rows.order_by()[:limit].count()

    def every(self, order: Order) -> "QuerySet[Any]":
        return self.rows.order_by(*ordering(order))


@dataclass(frozen=True, slots=True)
class ListSource:
    """Rows that a selector has already gathered."""

    rows: Sequence[Any]

    def after(self, order: Order, place: Place | None, limit: int) -> list[Any]:
        rows = self.every(order)
        if place is not None:
            rows = [row for row in rows if _is_beyond(order, place, row)]
        return rows[:limit]

    def count(self, limit: int) -> int:
        return min(len(self.rows), limit)

    def every(self, order: Order) -> list[Any]:
        known = [row for row in self.rows if read(row, order.key) is not None]
        blank = [row for row in self.rows if read(row, order.key) is None]
        known.sort(
            key=lambda row: (read(row, order.key), read(row, order.unique)),
            reverse=order.descending,
        )
        blank.sort(key=lambda row: read(row, order.unique), reverse=order.descending)
        return known + blank


def source(rows: Any) -> Source:
    """The rows of a query or of a sequence as a source."""
    return QuerySetSource(rows) if isinstance(rows, QuerySet) else ListSource(rows)


def ordering(order: Order) -> list[Any]:
    """The order for ``QuerySet.order_by``: rows without a key last, the unique key to end on."""
    unique = f"-{order.unique}" if order.descending else order.unique
    if order.key == order.unique:
        return [unique]
    if not order.nullable:
        return [order.name, unique]
    key = F(order.key)
    return [key.desc(nulls_last=True) if order.descending else key.asc(nulls_last=True), unique]


def beyond(order: Order, place: Place) -> Q:
    """The condition that a row comes after a place.

    The first half alone narrows by the key, so that an index on (key, unique) is entered there.
    """
    than = "lt" if order.descending else "gt"
    further = Q(**{f"{order.unique}__{than}": place.unique})
    if order.key == order.unique:
        return further
    if place.key is None:
        return Q(**{f"{order.key}__isnull": True}) & further
    past = Q(**{f"{order.key}__{than}": place.key}) | Q(**{order.key: place.key}) & further
    if order.nullable:
        return past | Q(**{f"{order.key}__isnull": True})
    return Q(**{f"{order.key}__{than}e": place.key}) & past


def _is_beyond(order: Order, place: Place, row: Any) -> bool:
    key, unique = read(row, order.key), read(row, order.unique)
    if key is None or place.key is None:
        if (key is None) != (place.key is None):
            return key is None
        return bool(unique < place.unique if order.descending else unique > place.unique)
    here, there = (key, unique), (place.key, place.unique)
    return here < there if order.descending else here > there


def place_of(order: Order, row: Any) -> Place:
    return Place(read(row, order.key), read(row, order.unique))


def read(row: Any, path: str) -> Any:
    """A value of a row by its path: ``voyage__eta`` reads through the part ``voyage``."""
    value = row
    for name in path.split("__"):
        value = value.get(name) if isinstance(value, dict) else getattr(value, name)
        if value is None:
            return None
    return value


def seal(order: Order, place: Place) -> str:
    """A place as text for an address: sealed with the node's secret, bound to its order."""
    text = json.dumps([order.name, _pack(place.key), _pack(place.unique)])
    return _box().encrypt(text.encode()).decode().rstrip("=")


def unseal(order: Order, cursor: str) -> Place | None:
    """The place of a cursor, or None where it is not ours or belongs to another order."""
    try:
        text = _box().decrypt((cursor + "=" * (-len(cursor) % 4)).encode())
    except InvalidToken:
        return None
    name, key, unique = json.loads(text)
    return Place(_unpack(key), _unpack(unique)) if name == order.name else None


def _box() -> Fernet:
    secret = sha256(b"seawall.web.keyset:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(urlsafe_b64encode(secret))


def _pack(value: Any) -> Any:
    if value is None:
        return None
    for kind, code, dump, _load in TYPES:
        if isinstance(value, kind):
            return [code, dump(value)]
    raise TypeError(f"rows cannot be ordered by a {type(value).__name__}")


def _unpack(packed: Any) -> Any:
    if packed is None:
        return None
    code, text = packed
    return next(load for _kind, known, _dump, load in TYPES if known == code)(text)
