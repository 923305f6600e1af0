"""A version of the answer to what an authority asks, on paper and as rows."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from landlord_watch.web import format as written
from landlord_watch.web import statistics_words as words
from landlord_watch.web.exporting import Cell, Sheet, as_csv
from landlord_watch.web.papers import Paper, Section
from landlord_watch.web.statistics_files import table_rows


def _day(text: str | None) -> str:
    return written.day(date.fromisoformat(text)) if text else "–"


def reply_paper(document: Mapping[str, Any], *, office: str, made_at: datetime) -> Paper:
    """Each question with its answer; how the tables are to be read stands last."""
    return Paper(
        title=gettext("Svar till %(asker)s", asker=document["asker"]),
        office=office,
        made_at=made_at,
        lead=[document["asked_for"]],
        sections=[
            Section(
                gettext("Förfrågan"),
                [
                    [gettext("Deras diarienummer"), document["record_number"] or "–"],
                    [gettext("Vårt diarienummer"), document["own_record_number"] or "–"],
                    [gettext("Kom in"), _day(document["received_on"])],
                    [gettext("Ska vara besvarad"), _day(document["due_on"])],
                ],
            ),
            *(_answered(each) for each in document["answers"]),
            Section(gettext("Så läses tabellerna"), lines=words.rules()),
        ],
    )


def _answered(answer: Mapping[str, Any]) -> Section:
    lines = [answer["words"]] if answer["words"] else []
    table = answer["table"]
    if table is None:
        return Section(answer["question"], lines=lines)
    period = gettext(
        "Ärenden som öppnades från %(first)s och före %(last)s.",
        first=_day(answer["starts_on"]),
        last=_day(answer["ends_on"]),
    )
    columns, rows = _set(table)
    return Section(answer["question"], columns=columns, rows=rows, lines=[*lines, period])


def _set(table: Mapping[str, Any]) -> tuple[list[str], list[list[str]]]:
    """The columns and rows of a table by one or two things."""
    code = table["code"]
    if "rows" not in table:
        cells = [[words.cell_of(code, e["code"]), _shown(e["count"])] for e in table["cells"]]
        return [words.title_of(code), gettext("Antal")], cells
    counts = {(each["row"], each["column"]): each["count"] for each in table["cells"]}
    columns = [words.cell_of(table["column"], each) for each in table["columns"]]
    rows = [
        [words.cell_of(table["row"], row), *(_shown(counts[row, c]) for c in table["columns"])]
        for row in table["rows"]
    ]
    return [words.title_of(table["row"]), *columns], rows


def _shown(count: int | None) -> str:
    return gettext("dold") if count is None else written.number(count)


def as_table(document: Mapping[str, Any]) -> bytes:
    """A row a cell, with the question it answers; an answer in words is a row of its own."""
    columns = [
        gettext("Fråga"),
        gettext("Svar med egna ord"),
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
    return as_csv(Sheet("svar", columns, list(_rows(document))))


def _rows(document: Mapping[str, Any]) -> Iterator[list[Cell]]:
    for answer in document["answers"]:
        said: list[Cell] = [answer["question"], answer["words"]]
        if answer["table"] is None:
            yield [*said, "", "", "", "", "", "", None, "", ""]
            continue
        for row in table_rows(answer["table"], gettext("antal")):
            yield [*said, *row]
