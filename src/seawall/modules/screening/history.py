"""Writes many entries at once, writes down how they stand, and puts them back exactly.

A list has thousands of entries; each step here is one statement, whatever their number, run as the
actor within the wall. (COPY would be faster still, but PostgreSQL refuses it where row-level
security holds.)
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import GeneratedField
from django.utils import timezone

from seawall.modules.screening.models import Entry, EntryRevision

_BATCH = 2000
_KEPT = (
    "kind",
    "title",
    "words",
    "said",
    "digest",
    "version_id",
    "nominated_by_id",
    "approved_by_id",
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
"""What changes with an entry, and what an undo brings back."""

_FIELDS = {
    str(field.column): field
    for field in Entry._meta.concrete_fields  # noqa: SLF001 - Django's own way to a model's fields
    if not isinstance(field, GeneratedField)
}
_ENTRY, _REVISION = Entry._meta.db_table, EntryRevision._meta.db_table  # noqa: SLF001 - likewise


def insert(rows: Sequence[dict[str, Any]]) -> list[UUID]:
    """Write new entries, each given by the columns that differ from their defaults; their ids."""
    now = timezone.now()
    whole = [{**_defaults(), "created_at": now, "updated_at": now, **row} for row in rows]
    columns = ", ".join(_FIELDS)
    for batch in _batches(whole):
        _run(
            f"INSERT INTO {_ENTRY} ({columns}) SELECT {columns} "  # noqa: S608 - names of ours
            f"FROM jsonb_populate_recordset(NULL::{_ENTRY}, %s)",
            batch,
        )
    return [row["id"] for row in whole]


def update(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    """Give entries new values of these columns; each row has its ``id``."""
    sets = ", ".join(f"{name} = new.{name}" for name in columns)
    for batch in _batches(rows):
        _run(
            f"UPDATE {_ENTRY} entry SET {sets}, updated_at = now() "  # noqa: S608 - names of ours
            f"FROM jsonb_populate_recordset(NULL::{_ENTRY}, %s) new WHERE entry.id = new.id",
            batch,
        )


def write_down(
    ids: Sequence[UUID],
    *,
    act: str,
    officer_id: UUID,
    at: datetime,
    version_id: UUID | None = None,
    reason: str = "",
) -> None:
    """One revision for each of these entries as it now stands."""
    state = ", ".join(f"entry.{name}" for name in _KEPT)
    _run(
        f"INSERT INTO {_REVISION} (id, entry_id, number, act, state, version_id, officer_id, at, "  # noqa: S608
        "reason) SELECT gen_random_uuid(), entry.id, entry.revision, %s, "
        f"(SELECT to_jsonb(kept) FROM (SELECT {state}) kept), %s, %s, %s, %s "
        f"FROM {_ENTRY} entry WHERE entry.id = ANY (%s)",
        act,
        version_id,
        officer_id,
        at,
        reason,
        list(ids),
    )


def put_back(version_id: UUID, number: int) -> None:
    """Give every entry that a version was the last to touch the state it had before.

    Entries that the version brought in are left as they are; see :func:`brought_in`.

    Args:
        version_id: the version.
        number: of the change that this is part of.
    """
    sets = ", ".join(f"{name} = old.{name}" for name in _KEPT)
    _run(
        f"UPDATE {_ENTRY} entry SET {sets}, change = %s, updated_at = now() FROM ("  # noqa: S608
        "SELECT DISTINCT ON (earlier.entry_id) earlier.entry_id, earlier.state "
        f"FROM {_REVISION} earlier JOIN {_REVISION} touched ON touched.entry_id = earlier.entry_id "
        "WHERE touched.version_id = %s AND touched.undone_at IS NULL "
        "AND earlier.version_id IS DISTINCT FROM %s AND earlier.undone_at IS NULL "
        "AND earlier.number < touched.number ORDER BY earlier.entry_id, earlier.number DESC"
        f") before, LATERAL jsonb_populate_record(NULL::{_ENTRY}, before.state) old "
        f"WHERE entry.id = before.entry_id AND entry.revision = ("
        f"SELECT max(number) FROM {_REVISION} last WHERE last.entry_id = entry.id "
        "AND last.version_id = %s AND last.undone_at IS NULL)",
        number,
        version_id,
        version_id,
        version_id,
    )


def _defaults() -> dict[str, Any]:
    return {column: field.get_default() for column, field in _FIELDS.items()}


def _batches(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    for start in range(0, len(rows), _BATCH):
        yield json.dumps(rows[start : start + _BATCH], default=str, ensure_ascii=False)


def _run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
