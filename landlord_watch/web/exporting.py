"""
Lists as files: a workbook, or text with semicolons that a Swedish spreadsheet opens as it is.

What people wrote stays text: no cell is a formula, whatever it begins with. That a list leaves is
in the log, with every id that was in it.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

from flask import Response, request
from xlsxwriter import Workbook

from landlord_watch.audit import services as audit
from landlord_watch.infra import clock
from landlord_watch.kernel.money import Money
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id

Cell = str | int | float | Decimal | date | Money | None

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A spreadsheet takes what begins so for a formula. Source: OWASP, CSV injection. B.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 50


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be written: what it is called, its columns and its rows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def local_time(at: datetime | None) -> str | None:
    """`2026-03-12 10:42`, Swedish time, as a spreadsheet sorts it."""
    return None if at is None else at.astimezone(clock.LOCAL).strftime("%Y-%m-%d %H:%M")


def answer_sheet(sheet: Sheet) -> Response:
    """The file that was asked for by `as`, logged; a workbook unless it is `csv`."""
    audit.record(
        db(), actor_id=actor_id(), action="list.exported", subject_id=None, at=clock.utc_now()
    )
    is_csv = request.args.get("as") == "csv"
    content, mimetype = (as_csv(sheet), "text/csv") if is_csv else (as_xlsx(sheet), XLSX)
    name = f"{sheet.name}-{clock.today():%Y-%m-%d}.{'csv' if is_csv else 'xlsx'}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=mimetype, headers=headers)


def as_csv(sheet: Sheet) -> bytes:
    """Semicolons, decimal commas and a mark that says UTF-8."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([_harmless(words) for words in sheet.columns])
    writer.writerows([_typed(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _typed(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return _harmless(cell)
        case Money():
            return f"{cell.in_kronor:.2f}".replace(".", ",")
        case date():
            return cell.isoformat()
        case _:
            return str(cell).replace(".", ",")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def as_xlsx(sheet: Sheet) -> bytes:
    """One sheet with its words above, kept in sight; days are days and sums are numbers."""
    out = BytesIO()
    book = Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page = book.add_worksheet(sheet.name[:31])
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    kronor = book.add_format({"num_format": "#,##0.00"})
    page.freeze_panes(1, 0)
    for column, words in enumerate(sheet.columns):
        page.write_string(0, column, words, bold)
        page.set_column(column, column, _width(sheet, column))
    for line, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            match cell:
                case None:
                    pass
                case str():
                    page.write_string(line, column, cell)
                case Money():
                    page.write_number(line, column, float(cell.in_kronor), kronor)
                case date():
                    page.write_datetime(line, column, cell, day)
                case _:
                    page.write_number(line, column, float(cell))
    book.close()
    return out.getvalue()


def _width(sheet: Sheet, column: int) -> int:
    longest = max((len(_typed(row[column])) for row in sheet.rows[:200]), default=0)
    return min(max(longest, len(sheet.columns[column])) + 2, WIDEST)
