"""Reads a list that people keep in a spreadsheet, in Seawall's own template.

One row is one entry. Several values in a cell stand between semicolons. The file may come from
any spreadsheet: separated by commas, semicolons or tabs; UTF-8 with or without a byte order mark,
UTF-16 with one, or Windows-1252. Text that a spreadsheet would run as a formula stays text.

Unlike a list that a machine wrote, a row or cell that cannot be read does not stop the reading:
the account names it, so that its author can mend it before the list takes effect.
"""

import csv
import io
from collections.abc import Mapping

from seawall.engines.lists.account import Account
from seawall.engines.lists.building import Building
from seawall.engines.lists.csv_columns import BY_NAME, COLUMNS, ENTRY_KINDS, NUMBERS, Column
from seawall.engines.lists.drafts import EntryDraft, ListReading, NameDraft
from seawall.engines.lists.errors import ListError
from seawall.engines.lists.inputs import Files, csv_rows, take, text_of
from seawall.engines.lists.scripts import script_of

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_FORMULA = ("=", "+", "-", "@")


def read(files: Files, *, max_bytes: int) -> ListReading:
    """Read the list.

    Args:
        files: one file, under any name.
        max_bytes: the most that it may hold.

    Raises:
        ListError: it is too large or no text, its head is not that of the template, a quotation
            mark is never closed, or not one row could be read.
    """
    taken = list(take(files, max_bytes=max_bytes).items())
    if len(taken) != 1:
        raise ListError("file_unknown" if taken else "file_missing", taken[1][0] if taken else None)
    file, content = taken[0]
    utf16 = content.startswith(_UTF16)
    text = text_of(file, content, ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"))
    rows = csv_rows(file, text, _delimiter(text))
    heads = _heads(file, next(rows, (1, []))[1])
    account = Account()
    entries: dict[str, Building] = {}
    for line, cells in rows:
        account.found(file, "line")
        reason = _read_row(entries, heads, cells, account=account, file=file, line=line)
        if reason is None:
            account.use(file, "line")
            continue
        said = " | ".join(filter(None, (cell.strip() for cell in cells)))
        account.leave(file, "line", reason, line=line, text=said)
    if not entries:
        raise ListError("no_entries", file)
    return ListReading(tuple(entry.draft() for entry in entries.values()), account)


def entry_of(cells: Mapping[str, str]) -> tuple[EntryDraft | None, list[str]]:
    """The entry that one row gives, and the columns whose cells could not be read.

    Args:
        cells: text by name of the column, ``key`` and ``kind`` among them.
    """
    entry, _ = _begin({}, cells)
    if entry is None:
        return None, []
    unread = [name for name, cell in cells.items() if not _read_cell(entry, BY_NAME[name], cell)]
    return entry.draft(), unread


def template() -> str:
    """The template as a file: its head and one row that shows how cells are filled."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.name for column in COLUMNS)
    writer.writerow(column.example for column in COLUMNS)
    return out.getvalue()


def _delimiter(text: str) -> str:
    """The separator that finds most columns of the template in the first line."""
    head = text[:4096].partition("\n")[0]
    return max(",;\t", key=lambda mark: sum(_head(h) in BY_NAME for h in head.split(mark)))


def _head(text: str) -> str:
    return text.strip().strip('"').strip().lower().replace(" ", "_").replace("-", "_")


def _heads(file: str, cells: list[str]) -> list[str | None]:
    """The column of each cell; a column without a head must stay empty."""
    heads = [_head(cell) or None for cell in cells]
    known = [head for head in heads if head is not None]
    if not known or all(head not in BY_NAME for head in known):
        raise ListError("columns_missing", file, line=1)
    if any(head not in BY_NAME for head in known):
        raise ListError("columns_unknown", file, line=1)
    if len(set(known)) != len(known):
        raise ListError("columns_twice", file, line=1)
    if any(column.required and column.name not in known for column in COLUMNS):
        raise ListError("columns_missing", file, line=1)
    return heads


def _read_row(
    entries: dict[str, Building],
    heads: list[str | None],
    cells: list[str],
    *,
    account: Account,
    file: str,
    line: int,
) -> str | None:
    """None where the row became an entry, and otherwise why not."""
    filled = [(i, _unguarded(cell)) for i, cell in enumerate(cells) if cell.strip()]
    if not filled:
        return "blank"
    account.found(file, "cell", len(filled))
    said = {heads[i] or "": cell for i, cell in filled if i < len(heads)}
    entry, reason = _begin(entries, said)
    if entry is None:
        for _, cell in filled:
            account.leave(file, "cell", "row_refused", line=line, text=cell)
        return reason
    entries[entry.key] = entry
    for i, cell in filled:
        head = heads[i] if i < len(heads) else None
        if head is not None and _read_cell(entry, BY_NAME[head], cell):
            account.use(file, "cell")
        else:
            why = "unreadable" if head is not None else "unknown_kind"
            account.leave(file, "cell", why, line=line, text=f"{head or ''}: {cell}")
    return None


def _begin(entries: Mapping[str, Building], said: Mapping[str, str]) -> tuple[Building | None, str]:
    """The entry that a row begins, or why it begins none."""
    key, kind = said.get("key", ""), ENTRY_KINDS.get(said.get("kind", "").lower())
    if key.startswith("#"):
        return None, "comment"
    if key in entries:
        return None, "repeated"
    if not key or kind is None:
        return None, "unreadable"
    named = any(said.get(name) for name in ("name", "surname", "given_names"))
    if not named and (kind == "person" or not any(said.get(name) for name in NUMBERS)):
        return None, "unnamed"
    entry = Building(key, kind)
    _add_name_in_parts(entry, said.get("surname"), said.get("given_names"))
    return entry, ""


def _add_name_in_parts(entry: Building, surname: str | None, given: str | None) -> None:
    full = " ".join(filter(None, (given, surname)))
    if full:
        entry.add_name(NameDraft(full, surname=surname, given=given, script=script_of(full)))


def _unguarded(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from running a cell."""
    cell = " ".join(cell.split())
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell


def _read_cell(entry: Building, column: Column, cell: str) -> bool:
    """Whether every value of the cell could be read."""
    values = [v for v in map(str.strip, cell.split(";")) if v] if column.many else [cell]
    understood = [column.read(entry, value) for value in values]
    return all(understood)
