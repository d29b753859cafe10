"""Files to download: nothing in them runs, nothing in them is lost."""

import asyncio
import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.foundation.errors import TooLarge
from seawall.foundation.web import export

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(A1)"]


def csv_of(rows: list[list[object]]) -> list[list[str]]:
    file = io.BytesIO()
    export.write_csv(file, ["a"], rows)
    text = file.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))[1:]


def xlsx_of(rows: list[list[object]]) -> list[tuple[object, ...]]:
    file = io.BytesIO()
    export.write_xlsx(file, ["a"], rows)
    sheet = openpyxl.load_workbook(io.BytesIO(file.getvalue())).active
    assert sheet is not None
    return list(sheet.iter_rows(min_row=2, values_only=True))


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_cell_that_could_be_a_formula_is_text_in_csv(text: str) -> None:
    assert csv_of([[text]]) == [[f"'{text}"]]


@given(st.text(max_size=40))
def test_no_text_begins_like_a_formula_and_none_is_lost(text: str) -> None:
    cell = export.harmless(text)
    assert isinstance(cell, str)
    assert not cell.startswith(export.FORMULA_STARTS)
    assert cell in {text, f"'{text}"}


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "https://x.example", "007"])
def test_excel_reads_text_as_text(text: str) -> None:
    file = io.BytesIO()
    export.write_xlsx(file, ["=head"], [[text]])
    sheet = openpyxl.load_workbook(io.BytesIO(file.getvalue())).active
    assert sheet is not None
    for row in (1, 2):
        cell = sheet.cell(row, 1)
        assert cell.data_type == "s"
        assert cell.hyperlink is None
    assert sheet.cell(2, 1).value == text


def test_numbers_stay_numbers_and_negative_ones_are_no_formula() -> None:
    assert csv_of([[-5, Decimal("-0.40"), 1.5]]) == [["-5", "-0.40", "1.5"]]
    assert xlsx_of([[-5, Decimal("-0.40"), 1.5]]) == [(-5, -0.4, 1.5)]


def test_times_are_utc_and_unknown_is_empty() -> None:
    at = datetime(2026, 11, 24, 14, 22, 41, tzinfo=UTC)
    assert csv_of([[at, date(1979, 3, 14), None, True]]) == [
        ["2026-11-24T14:22:41Z", "1979-03-14", "", "yes"]
    ]


def test_a_sheet_that_would_lose_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "EXCEL_ROWS", 3)
    assert len(xlsx_of([[1], [2]])) == 2
    with pytest.raises(TooLarge):
        export.write_xlsx(io.BytesIO(), ["a"], [[1], [2], [3]])


def test_a_download_reads_all_rows_before_it_returns() -> None:
    read: list[int] = []

    def rows() -> object:
        for number in range(3):
            read.append(number)
            yield [number]

    response = export.download("csv", "voyages", ["a"], rows())  # type: ignore[arg-type]
    assert read == [0, 1, 2]
    assert response["Content-Disposition"] == 'attachment; filename="voyages.csv"'
    assert response["Cache-Control"] == "no-store"
    response.close()


def test_a_download_is_sent_piece_by_piece_under_asgi() -> None:
    rows = [["x" * 100] for _ in range(1000)]
    response = export.download("csv", "voyages", ["a"], rows)

    async def pieces() -> list[bytes]:
        return [piece async for piece in response]

    sent = asyncio.run(pieces())
    assert len(sent) > 10
    assert b"".join(sent).count(b"\r\n") == 1001
    response.close()
