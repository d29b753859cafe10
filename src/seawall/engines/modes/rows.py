"""Reports as rows for people and files: one a report, unknown as None."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from seawall.engines.modes.batch import COLUMNS, Batch

__all__ = ["COLUMNS", "rows", "values"]


def values(batch: Batch) -> dict[str, list[Any]]:
    """The columns as lists in the order of `COLUMNS`; addresses as six hexadecimal digits."""
    listed: dict[str, list[Any]] = {name: batch[name].tolist() for name in COLUMNS}
    listed["address"] = [f"{address:06X}" for address in listed["address"]]
    listed["time"] = [
        None if seconds is None else datetime.fromtimestamp(seconds, UTC)
        for seconds in listed["time"]
    ]
    return listed


def rows(batch: Batch) -> Iterator[dict[str, Any]]:
    """One dict a report, keyed by `COLUMNS`; unknown is None, times are UTC."""
    for row in zip(*values(batch).values(), strict=True):
        yield dict(zip(COLUMNS, row, strict=True))
