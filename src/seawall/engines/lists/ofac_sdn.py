"""Reads the Specially Designated Nationals list of OFAC in its legacy comma-separated layout.

The layout has no head row and writes ``-0-`` for nothing: ``sdn.csv`` holds the entries,
``alt.csv`` their aliases, ``add.csv`` their addresses, and ``sdn_comments.csv`` what did not fit
into the 1,000 characters of a remark. Each file ends with a line of Ctrl-Z, which tells a whole
file from one cut off. Aliases in quotation marks within remarks are those OFAC calls weak.
(OFAC, "SDN list data formats: data specification".)
"""

from collections.abc import Callable
from typing import Literal

from seawall.engines.lists.account import Account
from seawall.engines.lists.building import Building, country, read_order
from seawall.engines.lists.drafts import AddressDraft, Kind, ListReading, NameDraft
from seawall.engines.lists.errors import ListError
from seawall.engines.lists.inputs import Files, csv_rows, take, text_of
from seawall.engines.lists.ofac_remarks import read_remark

_NULL = "-0-"
_END = "\x1a"
_REMARK_LIMIT = 1000
_COLUMNS = {"sdn.csv": 12, "alt.csv": 5, "add.csv": 6, "sdn_comments.csv": 2}
_KINDS: dict[str, Kind] = {
    "individual": "person",
    "vessel": "vessel",
    "aircraft": "aircraft",
    _NULL: "organisation",
}
Role = Literal["primary", "alias", "former"]
_ALIAS_ROLES: dict[str, Role] = {"aka": "alias", "fka": "former", "nka": "alias"}

Row = tuple[int, list[str]]


def read(files: Files, *, max_bytes: int) -> ListReading:
    """Read the list whole.

    Args:
        files: ``sdn.csv``, and ``alt.csv``, ``add.csv``, ``sdn_comments.csv`` where there are
            any; letter case and leading folders of the names make no difference.
        max_bytes: the most that the files may hold together.

    Raises:
        ListError: a file is missing, unknown, too large, no text, or cut off, or one of its
            lines does not have the shape of its file.
    """
    tables = {}
    for name, content in take(_named(files), max_bytes=max_bytes).items():
        tables[name] = text_of(name, content, ("utf-8-sig", "cp1252"))
    if "sdn.csv" not in tables:
        raise ListError("file_missing", "sdn.csv")
    account = Account()
    rows = {name: _rows(name, text, account) for name, text in tables.items()}
    more = _continued(rows.get("sdn_comments.csv", []))
    entries = _entries(rows["sdn.csv"], more, account)
    _each(rows, "sdn_comments.csv", entries, account, _continuation)
    _each(rows, "alt.csv", entries, account, _alias)
    _each(rows, "add.csv", entries, account, _address)
    return ListReading(tuple(entry.draft() for entry in entries.values()), account)


def _named(files: Files) -> Files:
    named = {}
    for given, content in files.items():
        name = given.replace("\\", "/").rpartition("/")[2].lower()
        if name not in _COLUMNS:
            raise ListError("file_unknown", given)
        named[name] = content
    return named


def _rows(name: str, text: str, account: Account) -> list[Row]:
    """Rows of the right width; the end mark must be the last line.

    Raises:
        ListError: ``line_malformed`` where a row has another width or the end is missing.
    """
    rows: list[Row] = []
    ended = False
    for line, row in csv_rows(name, text):
        account.found(name, "line")
        if row == [_END]:
            account.leave(name, "line", "end_mark", line=line)
            ended = True
        elif not row or row == [""]:
            account.leave(name, "line", "blank", line=line)
        elif ended or len(row) != _COLUMNS[name] or not row[0].strip().isdecimal():
            raise ListError("line_malformed", name, line=line)
        else:
            cells = [_cell(cell) for cell in row]
            account.found(name, "field", sum(map(bool, cells)))
            rows.append((line, cells))
    if not ended:
        raise ListError("line_malformed", name, line=text.count("\n") + 1, offset=None)
    return rows


def _cell(text: str) -> str:
    text = text.strip()
    return "" if text == _NULL else text


def _continued(rows: list[Row]) -> dict[str, str]:
    more: dict[str, list[str]] = {}
    for _, (key, text) in rows:
        more.setdefault(key, []).append(text)
    return {key: "".join(texts) for key, texts in more.items()}


def _entries(rows: list[Row], more: dict[str, str], account: Account) -> dict[str, Building]:
    entries: dict[str, Building] = {}
    for line, cells in rows:
        key = cells[0]
        if key in entries:
            raise ListError("key_twice", "sdn.csv", line=line)
        kind = _KINDS.get(cells[2] or _NULL)
        if kind is None:
            raise ListError("line_malformed", "sdn.csv", line=line)
        entry = entries[key] = Building(key, kind)
        if not entry.add_name(_name(kind, cells[1])):
            raise ListError("line_malformed", "sdn.csv", line=line)
        account.use("sdn.csv", "line")
        _main_fields(entry, line, cells, account)
        cut = len(cells[11]) >= _REMARK_LIMIT and key not in more
        remark = cells[11] + more.get(key, "")
        if remark:
            entry.remarks[remark] = None
            read_remark(entry, remark, account, file="sdn.csv", line=line, cut_off=cut)
    if not entries:
        raise ListError("no_entries", "sdn.csv")
    return entries


def _main_fields(entry: Building, line: int, cells: list[str], account: Account) -> None:
    if entry.kind == "aircraft":
        entry.add_identifier("registration", cells[1])
    for column, add in _MAIN_FIELDS.items():
        if cells[column]:
            add(entry, cells[column])
    for column, label in _LABELS.items():
        if cells[column]:
            entry.remarks[f"{label}: {cells[column]}"] = None
    for column in _NOT_SCREENED:
        if cells[column]:
            said = f"{_LABELS[column]}: {cells[column]}"
            account.leave("sdn.csv", "field", "not_screened", line=line, text=said)
    used = [cell for column, cell in enumerate(cells) if column not in _NOT_SCREENED]
    account.use("sdn.csv", "field", sum(map(bool, used)))


def _programmes(entry: Building, text: str) -> None:
    for programme in text.split("] ["):
        entry.programmes[programme.strip("[] ")] = None


def _title(entry: Building, text: str) -> None:
    entry.titles[text] = None


def _call_sign(entry: Building, text: str) -> None:
    entry.add_identifier("call_sign", text)


def _flag(entry: Building, text: str) -> None:
    if text.lower() != "none identified":
        entry.flags[country(text)] = None


_MAIN_FIELDS = {3: _programmes, 4: _title, 5: _call_sign, 9: _flag}
_LABELS = {6: "Type", 7: "Tonnage", 8: "Gross tonnage", 10: "Owner"}
_NOT_SCREENED = (6, 7, 8)


def _name(kind: Kind, text: str, role: Role = "primary") -> NameDraft:
    """``DOE, John`` of a person is the surname and the given names; nobody else has any."""
    if kind != "person":
        return NameDraft(full=text, role=role)
    full, surname, given = read_order(text)
    return NameDraft(
        full=full,
        role=role,
        surname=surname,
        given=given,
        original=text if text != full else None,
    )


def _continuation(_entry: Building, _cells: list[str]) -> str | None:
    """Read with the remark that it continues."""
    return None


def _alias(entry: Building, cells: list[str]) -> str | None:
    role = _ALIAS_ROLES.get(cells[2].lower())
    if role is None:
        return "unknown_kind"
    if not entry.add_name(_name(entry.kind, cells[3], role)):
        return "unreadable"
    if cells[4]:
        entry.remarks[f"{cells[3]}: {cells[4]}"] = None
    return None


def _address(entry: Building, cells: list[str]) -> str | None:
    parts = [part for part in (cells[2], cells[3], cells[4]) if part]
    if not parts and not cells[5]:
        return "blank"
    where = country(cells[4]) if cells[4] else None
    entry.addresses[AddressDraft(", ".join(parts), where, cells[5] or None)] = None
    return None


def _each(
    rows: dict[str, list[Row]],
    name: str,
    entries: dict[str, Building],
    account: Account,
    add: Callable[[Building, list[str]], str | None],
) -> None:
    """Add each row to its entry; ``add`` says why a row could not be used."""
    for line, cells in rows.get(name, []):
        entry = entries.get(cells[0])
        reason = "orphan" if entry is None else add(entry, cells)
        if reason is None:
            account.use(name, "line")
            account.use(name, "field", sum(map(bool, cells)))
            continue
        account.leave(name, "line", reason, line=line, text=" | ".join(filter(None, cells)))
        for cell in filter(None, cells):
            account.leave(name, "field", "row_refused", line=line, text=cell)
