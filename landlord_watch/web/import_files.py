"""Workbooks of lists: to fill in, and to put right."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext

from landlord_watch.imports.models import ImportBatch
from landlord_watch.imports.rules.cells import as_text
from landlord_watch.imports.rules.kind import Kind
from landlord_watch.web import import_words
from landlord_watch.web.workbooks import workbook


def template_file(kind: Kind) -> bytes:
    """A sheet to fill in, and one that says what each column is, with an example."""
    explained = [
        (
            field.header,
            gettext("Måste finnas") if field.is_required else gettext("Frivillig"),
            field.example,
            ", ".join(field.synonyms),
        )
        for field in kind.fields
    ]
    head = (gettext("Kolumn"), gettext("Krav"), gettext("Exempel"), gettext("Heter också"))
    return workbook(
        {
            gettext("Lista"): [[field.header for field in kind.fields]],
            gettext("Kolumner"): [head, *explained],
        }
    )


def errors_file(batch: ImportBatch, failed: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows that failed, as they stood, with what is wrong last; to be put right and brought."""
    headers = batch.layout["headers"]
    rows = [[*_padded(row["cells"], len(headers)), _wrong(row)] for row in failed]
    return workbook({gettext("Att rätta"): [[*headers, gettext("Fel på raden")], *rows]})


def _padded(cells: Sequence[Any], width: int) -> list[Any]:
    plain = [cell if isinstance(cell, int | float) else as_text(cell) for cell in cells[:width]]
    return plain + [""] * (width - len(plain))


def _wrong(row: Mapping[str, Any]) -> str:
    return " ".join(_sentences(row)) or gettext("Raden kan vara flera: välj i programmet.")


def _sentences(row: Mapping[str, Any]) -> Iterator[str]:
    for code, name, value, is_stop in row.get("problems", ()):
        if is_stop:
            where = f"{import_words.FIELDS[name]}: " if name else ""
            yield f"{where}{import_words.problem(code, value)}"
