"""Writes down how entries stand, and puts them back exactly."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from seawall.modules.screening.models import Entry, EntryRevision, ListVersion

_KEPT = (
    "kind",
    "title",
    "words",
    "said",
    "digest",
    "version",
    "nominated_by",
    "approved_by",
    "approved_at",
    "expires_on",
    "review_on",
    "redress_number",
    "grading_scheme",
    "grade",
    "withdrawn_at",
    "withdrawn_reason",
    "revision",
)
_FIELDS = {field.name: field for field in Entry._meta.concrete_fields}  # noqa: SLF001 - Django's
BATCH = 1000


def state_of(entry: Entry) -> dict[str, Any]:
    """All that an undo must bring back, as JSON holds it."""
    state: dict[str, Any] = {}
    for name in _KEPT:
        field = _FIELDS[name]
        value = getattr(entry, field.attname)
        state[name] = value if isinstance(value, str | int | dict | None) else str(value)
    return state


def restore(entry: Entry, state: dict[str, Any]) -> None:
    """Give an entry the state it once had; the caller saves it."""
    for name in _KEPT:
        field = _FIELDS[name]
        target = getattr(field, "target_field", field)
        value = state[name]
        setattr(entry, field.attname, value if value is None else target.to_python(value))


def write_down(
    entries: Iterable[Entry],
    *,
    act: str,
    officer_id: Any,
    at: datetime,
    version: ListVersion | None = None,
    reason: str = "",
) -> None:
    """One revision for each entry as it now stands."""
    EntryRevision.objects.bulk_create(
        (
            EntryRevision(
                entry=entry,
                number=entry.revision,
                act=act,
                state=state_of(entry),
                version=version,
                officer_id=officer_id,
                at=at,
                reason=reason,
            )
            for entry in entries
        ),
        batch_size=BATCH,
    )


COLUMNS = _KEPT
"""The fields of an entry that change with it, for ``bulk_update``."""
