"""Workbooks to download: text is written as text, so that nothing in them is a formula."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from flask import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 18


def workbook(sheets: Mapping[str, Iterable[Sequence[Any]]]) -> bytes:
    """A workbook of sheets by their names; the first row of each is its heading."""
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False})
    bold = book.add_format({"bold": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell, None if number else bold)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(sheets), WIDTH)
    book.close()
    return written.getvalue()


def _write(sheet: Any, number: int, column: int, cell: Any, style: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(number, column, cell, style)
    else:
        sheet.write_string(number, column, str(cell), style)


def download(content: bytes, name: str) -> Response:
    """An answer that is saved as a file."""
    answer = Response(content, mimetype=XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
