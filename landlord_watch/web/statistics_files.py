"""Counts that leave the house as files: the same edition gives the same bytes."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response
from flask_babel import gettext

from landlord_watch.audit import services as audit
from landlord_watch.infra import clock
from landlord_watch.web import statistics_words as words
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, as_csv
from landlord_watch.web.guard import actor_id


def as_json(document: Mapping[str, Any]) -> bytes:
    """The document as it is kept, with the words of its codes."""
    whole = {**document, "dictionary": words.dictionary()}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True).encode()


def as_table(document: Mapping[str, Any], name: str) -> bytes:
    """Every cell a row; what is hidden says so."""
    about: list[Cell] = [document["starts_on"], document["ends_on"], document["made_on"]]
    rows = [[*about, document["purpose"], *row] for row in _cells(document)]
    return as_csv(Sheet(name, _columns(), rows))


def _columns() -> list[str]:
    return [
        gettext("Från och med"),
        gettext("Till (första dagen efter)"),
        gettext("Gjord"),
        gettext("Ändamål"),
        gettext("Tabell"),
        gettext("Kod för tabellen"),
        gettext("Rad"),
        gettext("Kod för raden"),
        gettext("Kolumn"),
        gettext("Kod för kolumnen"),
        gettext("Värde"),
        gettext("Enhet"),
        gettext("Dold"),
    ]


def _cells(document: Mapping[str, Any]) -> Iterator[list[Cell]]:
    for name, part in document["populations"].items():
        unit = str(words.POPULATIONS[name])
        total = part["total"]
        yield [gettext("Alla"), "total", "", "", "", "", total, unit, _hidden(total)]
        for table in (*part["tables"], *part["crossed"]):
            yield from table_rows(table, unit)
    for median in document["medians"]:
        title, value = str(words.MEDIANS[median["code"]]), median["value"]
        code = median["code"]
        yield [title, code, "", "", "", "", value, median["unit"], _hidden(value)]


def table_rows(table: Mapping[str, Any], unit: str) -> Iterator[list[Cell]]:
    """The cells of a table by one or two things."""
    title, code = words.title_of(table["code"]), table["code"]
    for cell in table["cells"]:
        if "code" in cell:
            row, column = words.cell_of(code, cell["code"]), ""
            codes: list[Cell] = [row, cell["code"], column, ""]
        else:
            row = words.cell_of(table["row"], cell["row"])
            column = words.cell_of(table["column"], cell["column"])
            codes = [row, cell["row"], column, cell["column"]]
        yield [title, code, *codes, cell["count"], unit, _hidden(cell["count"])]


def _hidden(count: int | None) -> str:
    return gettext("ja") if count is None else gettext("nej")


def answer_file(content: bytes, mimetype: str, name: str) -> Response:
    """A file of counts, noted in the log."""
    audit.record(
        db(),
        actor_id=actor_id(),
        action="statistics.taken_out",
        subject_id=None,
        at=clock.utc_now(),
    )
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=mimetype, headers=headers)
