"""Tables of an edition, as pages, prints and PDFs show them, and how a cell is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext

from landlord_watch.oversight.shapes import EditionTold, NumberTold
from landlord_watch.web import edition_words as words
from landlord_watch.web import format as written


@dataclass(frozen=True, slots=True)
class Row:
    """What it is of, and its cells; `code`: the landlord's, who has a page of their own."""

    name: str
    cells: Sequence[str]
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is shown; `numeric`: which columns hold numbers, from 1."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Row]
    numeric: Sequence[int] = ()
    note: str = ""
    #: Of whom nothing may be told, by name.
    hidden: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an edition; `code` says which chart is drawn for it, if any."""

    code: str
    heading: str
    lead: Sequence[str] = ()
    tables: Sequence[Table] = field(default_factory=tuple)


def filled(columns: Sequence[str], rows: Sequence[Row]) -> tuple[Sequence[str], Sequence[Row]]:
    """The same without a last column that nothing stands in."""
    if not rows or any(row.cells[-1] != written.DASH for row in rows):
        return columns, rows
    return columns[:-1], [Row(row.name, row.cells[:-1], row.code) for row in rows]


def signal(number: NumberTold) -> str:
    """`◆ granska`; a dash for none."""
    if number.signal is None:
        return written.DASH
    return f"{words.SIGNS[number.signal]} {words.signal_words(number.signal)}"


def last_told(number: NumberTold, edition: EditionTold) -> str:
    """Until when the number counts, where it is not this edition's own; a dash otherwise."""
    if number.told_for is None or number.told_for >= edition.ends_on:
        return written.DASH
    return gettext("till %(day)s", day=written.day(words.last_day(number.told_for)))


def compact(code: str, number: NumberTold) -> str:
    """`33 % (29–38 %), 138 av 418`."""
    if not number.is_told:
        return str(words.HIDDEN)
    value = words.with_interval(code, number)
    counts = words.count_words(number, words.KINDS[code])
    return f"{value}, {counts}" if number.count is not None else value
