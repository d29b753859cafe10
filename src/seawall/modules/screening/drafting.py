"""Makes an entry's draft of what somebody filled in, by the columns of the list template."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from seawall.engines.lists import csv_template
from seawall.engines.lists.drafts import EntryDraft
from seawall.foundation.errors import Invalid

_KEY = "nominated"


def draft_of(filled: Mapping[str, Any]) -> EntryDraft:
    """The draft that a row of the template with these cells would give.

    Args:
        filled: value by name of the template's column; a date or text, or nothing.

    Raises:
        Invalid: a cell cannot be read; says which.
    """
    cells = {name: _cell(value) for name, value in filled.items() if value}
    entry, mistakes = csv_template.entry_of({"key": _KEY, **cells})
    if mistakes or entry is None:
        message = _("This cannot be read. See the hint.")
        fields = dict.fromkeys(mistakes, message) or {"name": _("Give a name or a number.")}
        raise Invalid("screening.entry.unreadable", message, fields)
    return entry


def _cell(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else " ".join(str(value).split())
