"""Converters: codes, counts and numbers between their EDIFACT form and Python values."""

import re
from collections.abc import Mapping

from seawall.engines.edifact.context import Context
from seawall.engines.edifact.tables import Composite, Converter


def code(meanings: Mapping[str, str]) -> Converter:
    """A code of a list and its meaning; a code that is not of the list is noted, and None."""
    codes = {meaning: key for key, meaning in meanings.items()}

    def read(composite: Composite, component: int, context: Context) -> str | None:
        text = composite[component].strip() if component < len(composite) else ""
        meaning = meanings.get(text)
        if meaning is None and text:
            context.note("code_unknown", value=text)
        return meaning

    return Converter(read, lambda value, _: [codes[value]])


def _read_rest(composite: Composite, component: int, _: Context) -> tuple[str, ...] | None:
    if component >= len(composite):
        return None
    return tuple([text for part in composite[component:] if (text := part.strip())]) or None


REST = Converter(_read_rest, lambda value, _: list(value))
"""The components from this one to the last, those that are not empty."""


def _read_count(composite: Composite, component: int, context: Context) -> int | None:
    text = composite[component].strip() if component < len(composite) else ""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        context.note("number_bad", value=text)
        return None
    return int(text)


COUNT = Converter(_read_count, lambda value, _: [str(value)])
"""A whole number from 0."""

_NUMBER = re.compile(r"[-+]?(\d{1,18}(\.\d{0,18})?|\.\d{1,18})", re.ASCII)


def _read_number(composite: Composite, component: int, context: Context) -> float | None:
    text = composite[component].strip() if component < len(composite) else ""
    if not text:
        return None
    # ISO 9735-1, clause 10.1: point and comma are both decimal marks, whatever the UNA says.
    plain = text.replace(",", ".").replace(context.decimal, ".")
    if not _NUMBER.fullmatch(plain):
        context.note("number_bad", value=text)
        return None
    return float(plain)


def _write_number(value: float, context: Context) -> list[str]:
    text = format(value, ".6f").rstrip("0").rstrip(".")
    return [text.replace(".", context.decimal)]


NUMBER = Converter(_read_number, _write_number)


def _read_misplaced(composite: Composite, component: int, context: Context) -> int | None:
    value = _read_count(composite, component, context)
    if value is not None:
        context.note("element_misplaced", value=value)
    return value


MISPLACED_COUNT = Converter(_read_misplaced, COUNT.write)
"""A whole number in the element behind the one that should hold it."""
