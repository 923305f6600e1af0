"""Where a list begins and ends, and which of its columns say what."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from landlord_watch.imports.rules.cells import Unread, as_text, is_filled
from landlord_watch.imports.rules.kind import Field, Kind

#: A heading further down than this is asked for.
MOST_PREAMBLE: Final = 40
SAMPLE: Final = 60
LEAST_OF_A_FORM: Final = 0.8
LEAST_SAMPLE: Final = 3
SIGNS = re.compile(r"[^0-9a-zåäöéü²]+")
#: How rows begin that are about the list and not of it.
FOOTERS: Final = (
    *("summa", "totalt", "total", "delsumma", "antal rader", "antal objekt", "källa", "utskriven"),
    *("utskrift", "sida ", "anm", "not:", "noter", "* ", "hyror exkl", "avser uttag"),
)
FEW: Final = 2


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A row of a file; `number` counts from 1 in the file itself."""

    number: int
    cells: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """
    How a file is laid out.

    `header_row`: the number of the row with headings; 0: there is none. `skipped`: the numbers of
    rows after it that are about the list, or its headings once more.
    """

    header_row: int
    headers: tuple[str, ...]
    body: tuple[NumberedRow, ...]
    skipped: tuple[int, ...]


def plain_header(header: str) -> str:
    """A heading as it is compared: letters and digits only."""
    return SIGNS.sub("", header.casefold())


def known_headers(kind: Kind) -> dict[str, str]:
    """Every heading there is a word for, to the field; the field's own name before synonyms."""
    known: dict[str, str] = {}
    for field in kind.fields:
        for word in (field.header, field.name):
            known.setdefault(plain_header(word), field.name)
    for field in kind.fields:
        for word in field.synonyms:
            known.setdefault(plain_header(word), field.name)
    return known


def lay_out(
    kind: Kind,
    rows: Sequence[NumberedRow],
    *,
    header_row: int = 0,
    saved: Iterable[str] = (),
) -> Layout:
    """
    Find heading, list and what lies around it.

    `header_row` 0: it is looked for; `saved`: headings that a list from here had before.
    """
    known = {*known_headers(kind), *map(plain_header, saved)}
    at = _place_of(rows, header_row) if header_row else _best_header(rows, known)
    if at is None:
        return Layout(0, (), tuple(rows), ())
    header = rows[at]
    body, skipped = _without_footers(rows[at + 1 :], header.cells)
    return Layout(header.number, tuple(map(as_text, header.cells)), body, skipped)


def _place_of(rows: Sequence[NumberedRow], number: int) -> int | None:
    return next((place for place, row in enumerate(rows) if row.number == number), None)


def _best_header(rows: Sequence[NumberedRow], known: Iterable[str]) -> int | None:
    """Where most cells are words for something; at least two, or all of a narrow list."""
    words = set(known)
    scores = [
        len({plain_header(as_text(cell)) for cell in row.cells} & words)
        for row in rows[:MOST_PREAMBLE]
    ]
    best = max(scores, default=0)
    return scores.index(best) if best >= FEW else None


def _without_footers(
    rows: Sequence[NumberedRow], header: Sequence[Any]
) -> tuple[tuple[NumberedRow, ...], tuple[int, ...]]:
    written = [as_text(cell).casefold() for cell in header]
    body: list[NumberedRow] = []
    skipped: list[NumberedRow] = []
    for row in rows:
        is_kept = not _is_about_the_list(row.cells, written)
        (body if is_kept else skipped).append(row)
    while body and len(written) > FEW and _count(body[-1].cells) < FEW:
        skipped.append(body.pop())
    return tuple(body), tuple(sorted(row.number for row in skipped))


def _is_about_the_list(cells: Sequence[Any], header: Sequence[str]) -> bool:
    first = next((as_text(cell).casefold() for cell in cells if as_text(cell)), "")
    if first.startswith(FOOTERS):
        return True
    return first in header and [as_text(cell).casefold() for cell in cells] == list(header)


def _count(cells: Sequence[Any]) -> int:
    return sum(is_filled(cell) for cell in cells)


def suggest(kind: Kind, layout: Layout, *, on: date) -> dict[int, str]:
    """
    Which column says what, from 0: by its heading, else by the form of what stands in it.

    Each field once; a column nobody knows is left out.
    """
    known, found = known_headers(kind), dict[int, str]()
    for column, header in enumerate(layout.headers):
        name = known.get(plain_header(header))
        if name is not None and name not in found.values():
            found[column] = name
    for field in kind.fields:
        if field.is_shaped and field.name not in found.values():
            column_of_form = _column_of_form(field, layout, found, on)
            if column_of_form is not None:
                found[column_of_form] = field.name
    return dict(sorted(found.items()))


def _column_of_form(field: Field, layout: Layout, taken: Mapping[int, str], on: date) -> int | None:
    for column in range(len(layout.headers)):
        if column in taken:
            continue
        cells = [row.cells[column] for row in layout.body[:SAMPLE] if column < len(row.cells)]
        filled = [cell for cell in cells if is_filled(cell)]
        if len(filled) < LEAST_SAMPLE:
            continue
        if sum(_reads(field, cell, on) for cell in filled) >= LEAST_OF_A_FORM * len(filled):
            return column
    return None


def _reads(field: Field, cell: Any, on: date) -> bool:
    try:
        return not field.read(cell, on)[1]
    except Unread:
        return False


@dataclass(frozen=True, slots=True)
class Drift:
    """How a list's headings differ from the last time it came from here."""

    gone: tuple[str, ...]
    new: tuple[str, ...]
    #: Still there, in another place.
    moved: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.gone or self.new or self.moved)


def drift(before: Sequence[str], now: Sequence[str]) -> Drift:
    """What became of the headings."""
    was, is_ = [plain_header(each) for each in before], [plain_header(each) for each in now]
    gone = tuple(each for each in before if each and plain_header(each) not in is_)
    new = tuple(each for each in now if each and plain_header(each) not in was)
    kept_before = [each for each in was if each in is_]
    kept_now = [each for each in is_ if each in was]
    moved = tuple(
        now[is_.index(each)]
        for one, each in zip(kept_before, kept_now, strict=False)
        if one != each
    )
    return Drift(gone, new, moved)


def carried_over(columns: Mapping[str, str], headers: Sequence[str]) -> dict[int, str]:
    """Which column says what, by what was said of these headings before."""
    said = {plain_header(header): name for header, name in columns.items()}
    found: dict[int, str] = {}
    for column, header in enumerate(headers):
        name = said.get(plain_header(header))
        if name and name not in found.values():
            found[column] = name
    return found
