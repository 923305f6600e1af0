"""
Which editions may stand beside each other, so that none can be taken from another.

An edition covers whole months that are over. Of two that share a month, only the same period may
be made again, and then each count that both tell is the same, or five or more apart.
Source: own; taking one edition from another tells of those who came between (differencing).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from landlord_watch.oversight.errors import EditionsTooAlike, PeriodNotWhole, PeriodsOverlap
from landlord_watch.oversight.rules.shown import ShownCross, ShownTable, ShownTables
from landlord_watch.oversight.rules.thresholds import LEAST_SHOWN

#: The most months an edition covers.
MOST_MONTHS = 120


def check_period(starts_on: date, ends_on: date, *, today: date) -> None:
    """
    Refuse what is not whole months that are over; `ends_on` is the first day after.

    Raises: `PeriodNotWhole`.
    """
    months = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month
    is_whole = starts_on.day == ends_on.day == 1 and 0 < months <= MOST_MONTHS
    if not is_whole or ends_on > today:
        raise PeriodNotWhole(today=today)


def check_beside(starts_on: date, ends_on: date, others: Iterable[tuple[date, date]]) -> None:
    """
    Refuse a period that shares a part with an earlier edition's, and is not the same.

    Raises: `PeriodsOverlap`.
    """
    for start, end in others:
        is_same = (start, end) == (starts_on, ends_on)
        if not is_same and start < ends_on and starts_on < end:
            raise PeriodsOverlap(starts_on=start, ends_on=end)


def check_again(document: Mapping[str, Any], earlier: Mapping[str, Any]) -> None:
    """
    Refuse an edition of the same period from which an earlier one tells of fewer than five.

    Raises: `EditionsTooAlike`.
    """
    old = dict(told_counts(earlier))
    for key, count in told_counts(document):
        before = old.get(key)
        if before is not None and 0 < abs(count - before) < LEAST_SHOWN:
            raise EditionsTooAlike


def told_counts(document: Mapping[str, Any]) -> Iterable[tuple[tuple[str, ...], int]]:
    """Every count that a document tells, by what it is called in it."""
    for name, part in document["populations"].items():
        if part["total"] is not None:
            yield (name,), part["total"]
        for table in (*part["tables"], *part["crossed"]):
            for cell in table["cells"]:
                if cell["count"] is not None:
                    key = cell.get("code") or f"{cell['row']}/{cell['column']}"
                    yield (name, table["code"], key), cell["count"]


def as_document(shown: ShownTables) -> dict[str, Any]:
    """What is shown as it is kept and given out; a count of None is hidden."""
    return {
        "total": shown.total,
        "tables": [
            {
                "code": table.code,
                "cells": [{"code": code, "count": count} for code, count in table.cells.items()],
            }
            for table in shown.tables
        ],
        "crossed": [
            {
                "code": cross.code,
                "row": cross.row,
                "column": cross.column,
                "rows": list(cross.rows),
                "columns": list(cross.columns),
                "cells": [
                    {"row": row, "column": column, "count": cross.cells[row, column]}
                    for row in cross.rows
                    for column in cross.columns
                ],
            }
            for cross in shown.crossed
        ],
    }


def as_shown(part: Mapping[str, Any]) -> ShownTables:
    """What was told, read back from what `as_document` wrote."""
    tables = tuple(
        ShownTable(each["code"], {cell["code"]: cell["count"] for cell in each["cells"]})
        for each in part["tables"]
    )
    crossed = tuple(
        ShownCross(
            each["code"],
            each["row"],
            each["column"],
            tuple(each["rows"]),
            tuple(each["columns"]),
            {(cell["row"], cell["column"]): cell["count"] for cell in each["cells"]},
        )
        for each in part["crossed"]
    )
    return ShownTables(part["total"], tables, crossed)


def find_table(document: Mapping[str, Any], table_code: str) -> dict[str, Any] | None:
    """A table of an edition's document; None: it has none by that code."""
    for part in document["populations"].values():
        for table in (*part["tables"], *part["crossed"]):
            if table["code"] == table_code:
                return dict(table)
    return None
