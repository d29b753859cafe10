"""Paging by the last row: nothing skipped, nothing twice, also while rows are added."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.foundation.web import keyset
from seawall.foundation.web.keyset import ListSource, Order, Place, place_of


@dataclass(frozen=True)
class Thing:
    id: int
    key: int | None


KEYS = st.one_of(st.none(), st.integers(-3, 3))
THINGS = st.lists(KEYS, max_size=30).map(
    lambda keys: [Thing(number, key) for number, key in enumerate(keys)]
)
ORDERS = st.sampled_from(
    [
        Order("key", nullable=True),
        Order("key", nullable=True, descending=True),
        Order("id"),
        Order("id", descending=True),
    ]
)


def walk(source_of: Any, order: Order, size: int) -> list[Any]:
    """All rows, page by page; ``source_of(page)`` gives the rows as they are at that page."""
    seen: list[Any] = []
    place: Place | None = None
    for page in range(100):
        rows = source_of(page).after(order, place, size)
        seen += rows
        if len(rows) < size:
            return seen
        place = place_of(order, rows[-1])
    raise AssertionError("the pages never end")


@given(THINGS, ORDERS, st.integers(1, 7))
def test_pages_give_every_row_once_in_order(rows: list[Thing], order: Order, size: int) -> None:
    assert walk(lambda _page: ListSource(rows), order, size) == ListSource(rows).every(order)


@given(THINGS, ORDERS, st.integers(1, 5), st.lists(KEYS, min_size=1, max_size=30))
def test_rows_added_meanwhile_neither_hide_nor_repeat_another(
    rows: list[Thing], order: Order, size: int, added: list[int | None]
) -> None:
    late = [Thing(100 + number, key) for number, key in enumerate(added)]
    seen = walk(lambda page: ListSource([*rows, *late[:page]]), order, size)
    assert len(seen) == len(set(seen))
    assert set(rows) <= set(seen)


@given(THINGS, ORDERS, st.integers(1, 5))
def test_rows_removed_meanwhile_hide_no_other(rows: list[Thing], order: Order, size: int) -> None:
    seen = walk(lambda page: ListSource(rows[page:]), order, size)
    assert len(seen) == len(set(seen))
    gone = set(rows[: len(rows) // size + 2])
    assert set(rows) - gone <= set(seen)


def test_counting_stops_at_the_limit() -> None:
    assert ListSource(list(range(20))).count(10) == 10


VALUES = [
    None, True, 7, -1.5, "Ünïcode", Decimal("1.20"), date(2026, 11, 24),
    datetime(2026, 11, 24, 14, 22, 41, 123456, tzinfo=UTC), UUID(int=7),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_cursor_gives_its_place_back(value: Any) -> None:
    order = Order("eta", nullable=True)
    place = Place(value, UUID(int=1))
    assert keyset.unseal(order, keyset.seal(order, place)) == place


def test_a_cursor_says_nothing_of_the_row() -> None:
    cursor = keyset.seal(Order("surname"), Place("TESTA FICTIVA", 7))
    assert "TESTA" not in cursor
    import base64

    assert b"TESTA" not in base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))


@pytest.mark.parametrize("cursor", ["", "x", "gAAAAAB", "é", "a" * 300])
def test_a_cursor_that_is_not_ours_is_no_place(cursor: str) -> None:
    assert keyset.unseal(Order("id"), cursor) is None


def test_a_cursor_of_another_order_is_no_place() -> None:
    order = Order("eta")
    cursor = keyset.seal(order, Place(1, 2))
    assert keyset.unseal(replace(order, descending=True), cursor) is None
    assert keyset.unseal(Order("number"), cursor) is None


def test_the_database_pages_as_the_list_does(world: Any) -> None:
    from seawall.foundation.identity.models import ApiToken

    officer = world.officer("border_officer")
    start = datetime(2026, 11, 24, tzinfo=UTC)
    for number in range(23):
        used = None if number % 5 == 0 else start + timedelta(minutes=number % 4)
        ApiToken.objects.create(
            officer=officer, name=f"t{number % 6}", digest=str(number), scopes=[],
            purpose="border_control", expires_at=start, last_used_at=used,
        )  # fmt: skip
    rows = list(ApiToken.objects.all())
    database, memory = keyset.source(ApiToken.objects.all()), ListSource(rows)
    for order in (
        Order("last_used_at", nullable=True),
        Order("last_used_at", nullable=True, descending=True),
        Order("name"),
        Order("name", descending=True),
        Order("id"),
        Order("id", descending=True),
    ):
        expected = memory.every(order)
        assert list(database.every(order)) == expected, order
        for size in (1, 4, 23):
            assert walk(lambda _page: database, order, size) == expected, (order, size)
    assert database.count(10) == 10
    assert database.count(100) == 23
