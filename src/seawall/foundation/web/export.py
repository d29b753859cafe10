"""Tables as CSV and Excel files, in constant memory, safe to open in a spreadsheet.

Text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage
return) gets an apostrophe in front in CSV; in Excel files cells are written as text by type. An
export discloses: the page that calls this writes the audit entry.
"""

import csv
import io
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import xlsxwriter
from asgiref.sync import sync_to_async
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from seawall.foundation.errors import TooLarge

Cell = str | float | int | Decimal

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
IN_MEMORY_BYTES = 1 << 20
EXCEL_ROWS = 1_048_576  # limit of the format, head included
EXCEL_CELL = 32_767  # characters
WORKBOOK = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Download(FileResponse):
    """A file sent piece by piece under ASGI too, where Django alone would read all of it first."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if self.file_to_stream is None:
            return
        read = sync_to_async(self.file_to_stream.read)
        while piece := await read(self.block_size):
            yield piece


def download(kind: str, name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Download:
    """A file to download. All rows are read before this returns.

    Rows are read inside the caller's transaction: what row-level security lets through depends on
    it, and a response that reads later would be outside.

    Args:
        kind: ``csv`` or ``xlsx``.
        name: of the file, without its ending.
        head: names of the columns.
        rows: values by column: None, text, numbers, dates, UTC datetimes.

    Raises:
        TooLarge: more rows than an Excel sheet holds.
    """
    # The response closes it once it is sent.
    file = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115
    WRITERS[kind](file, head, rows)
    file.seek(0)
    response = Download(
        file, as_attachment=True, filename=f"{name}.{kind}", content_type=KINDS[kind]
    )
    response["Cache-Control"] = "no-store"
    return response


def write_csv(file: IO[bytes], head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write UTF-8 CSV with a byte-order mark (Excel needs it) and CRLF ends (RFC 4180)."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([harmless(cell) for cell in head])
    for row in rows:
        writer.writerow([harmless(plain(cell)) for cell in row])
    text.flush()
    text.detach()


def write_xlsx(file: IO[bytes], head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write one sheet, its head frozen; text is never read as formula, number or link.

    Raises:
        TooLarge: more rows than a sheet holds.
    """
    # Leaving the block closes the workbook's own temporary files, whatever happened in it.
    with xlsxwriter.Workbook(file, WORKBOOK) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        for column, label in enumerate(head):
            sheet.write_string(0, column, label, bold)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            if number >= EXCEL_ROWS:
                raise TooLarge(
                    "web.export.too_many_rows",
                    _("An Excel sheet holds 1,048,576 rows. Narrow the list or export CSV."),
                )
            for column, value in enumerate(row):
                _write_cell(sheet, number, column, plain(value))


WRITERS = {"csv": write_csv, "xlsx": write_xlsx}


def _write_cell(sheet: Any, row: int, column: int, value: Cell) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value[:EXCEL_CELL])
    else:
        sheet.write_number(row, column, value)


def plain(value: Any) -> Cell:
    """A value as a cell: numbers stay numbers, times are ISO 8601 in UTC, unknown is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, datetime):
        utc = timezone.localtime(value, timezone.get_fixed_timezone(0))
        return utc.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def harmless(cell: Cell) -> Cell:
    """Text that no spreadsheet takes for a formula; numbers as they are."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
