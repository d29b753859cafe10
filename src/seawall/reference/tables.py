"""Reads the tables of this package, each from its ``data.csv``."""

import csv
from functools import cache
from importlib import resources


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """All rows of a table, as text by column name.

    Args:
        table: a folder of this package, such as ``purposes``.

    Raises:
        FileNotFoundError: no such table.
    """
    path = resources.files("seawall.reference") / table / "data.csv"
    text = path.read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
