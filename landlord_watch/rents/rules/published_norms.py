"""
Norm tables from CSV: those that come with the program, and a municipality's own.

One row of the file is one row of a table; rows of the same municipality, year and first
day make a set. The tables that come with the program were read on the publishers' pages,
each named in its row (B); the decisions behind them were not seen.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from io import StringIO
from itertools import groupby, pairwise
from uuid import NAMESPACE_URL, uuid5

from landlord_watch.kernel.errors import DomainError
from landlord_watch.kernel.money import Money
from landlord_watch.kernel.municipalities import MunicipalityUnknown, municipality_named
from landlord_watch.rents.errors import NormFileProblem, NormFileRefused
from landlord_watch.rents.rules.inclusions import Inclusion, Says
from landlord_watch.rents.rules.norm_text import Increment, read_label
from landlord_watch.rents.rules.norms import NormKind, NormRow, NormSet

MUNICIPALITY, YEAR, LABEL = "municipality", "year", "household_size_or_type"
AMOUNT, SOURCE = "max_rent_sek_month", "source"
STARTS_ON, DECISION = "starts_on", "decision_reference"
REQUIRED = (MUNICIPALITY, YEAR, LABEL, AMOUNT, SOURCE)

SAYS = {"ja": Says.YES, "nej": Says.NO, "": Says.UNKNOWN, "okänt": Says.UNKNOWN}
#: "Halmstad (HFAB)": a landlord's statement about what holds in a municipality.
LANDLORD = re.compile(r"(?P<municipality>[^(]+?) \((?P<landlord>[^)]+)\)")
FROM_DAY = re.compile(r"från (\d{4}-\d{2}-\d{2})")

#: Household electricity is a cost of its own beside housing, so no rent norm includes it.
#: Source: SoL (2025:400) 12:7, before it SoL (2001:453) 4:3. A.
STATUTORY = {Inclusion.HOUSEHOLD_ELECTRICITY: Says.NO}
#: What the publishers say that their amounts include; the others say nothing.
#: Source: Uddevalla's page of 2020 and HFAB's page, B.
PROFILES: Mapping[str, Mapping[Inclusion, Says]] = {
    "Uddevalla": {Inclusion.HEATING: Says.YES, Inclusion.PARKING: Says.NO},
    "HFAB": {Inclusion.HEATING: Says.YES, Inclusion.HOT_WATER: Says.YES},
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the file, read."""

    number: int
    municipality: str
    starts_on: date | None
    is_start_assumed: bool
    row: NormRow | Increment
    source: str
    decision_reference: str
    includes: Mapping[Inclusion, Says]


class _CellRefused(Exception):
    """A cell that cannot be read; it never leaves this module."""

    def __init__(self, column: str, code: str) -> None:
        super().__init__(code)
        self.column = column
        self.code = code


@cache
def published_norms() -> tuple[NormSet, ...]:
    """The published tables that come with the program, publisher by publisher, oldest first."""
    path = files("landlord_watch.rents").joinpath("data/published_norms.csv")
    return read_norm_csv(path.read_text(encoding="utf-8"))


def read_norm_csv(text: str) -> tuple[NormSet, ...]:
    """
    Norm sets from CSV with comma or semicolon; the columns stand in `REQUIRED`.

    Optional columns: `starts_on`, `decision_reference` and `includes_heating` and so on
    with ja, nej, okänt or nothing. A set ends when the same publisher's next begins.

    Raises: `NormFileRefused` with every problem and its line.
    """
    lines: list[_Line] = []
    problems: list[NormFileProblem] = []
    for number, cells in _cells(text):
        try:
            lines.append(_read_line(number, cells))
        except _CellRefused as refusal:
            value = cells.get(refusal.column, "")
            problems.append(NormFileProblem(number, refusal.column, refusal.code, value))
    sets = list(_sets(lines, problems))
    if problems:
        raise NormFileRefused(tuple(sorted(problems, key=lambda problem: problem.line)))
    return tuple(_ended(sets))


def _cells(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines below the header, by column; empty lines are passed over."""
    text = text.removeprefix("\ufeff")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter, restval="")
    missing = [name for name in REQUIRED if name not in (reader.fieldnames or ())]
    if missing:
        raise NormFileRefused(
            tuple(NormFileProblem(1, name, "column_missing", "") for name in missing)
        )
    for cells in reader:
        kept = {key: value.strip() for key, value in cells.items() if isinstance(value, str)}
        if any(kept.values()):
            yield reader.line_num, kept


def _read_line(number: int, cells: Mapping[str, str]) -> _Line:
    """One line, or the first cell of it that cannot be read."""
    starts_on, is_assumed = _start(cells)
    if not cells[MUNICIPALITY]:
        raise _CellRefused(MUNICIPALITY, "empty")
    return _Line(
        number=number,
        municipality=cells[MUNICIPALITY],
        starts_on=starts_on,
        is_start_assumed=is_assumed,
        row=_row(cells),
        source=cells[SOURCE],
        decision_reference=cells.get(DECISION, ""),
        includes=_includes(cells),
    )


def _row(cells: Mapping[str, str]) -> NormRow | Increment:
    """The row by its label and amount."""
    try:
        return read_label(cells[LABEL], _amount(cells[AMOUNT]))
    except DomainError as refusal:
        raise _CellRefused(LABEL, refusal.code) from refusal


def _amount(written: str) -> Money:
    """Kronor as Swedes write them: `6 300`, `6300,50`."""
    plain = re.sub(r"\s", "", written).replace(",", ".")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        raise _CellRefused(AMOUNT, "not_an_amount") from None
    if not amount.is_finite() or not 0 < amount < 1_000_000:  # noqa: PLR2004 # no norm is a million
        raise _CellRefused(AMOUNT, "not_an_amount")
    return Money.kronor(amount)


def _start(cells: Mapping[str, str]) -> tuple[date | None, bool]:
    """The first day, as stated or else the year's first, and whether that is assumed."""
    said = FROM_DAY.search(cells[SOURCE])
    stated = cells.get(STARTS_ON) or (said[1] if said else "")
    column, text = (STARTS_ON, stated) if stated else (YEAR, f"{cells[YEAR]}-01-01")
    if not stated and not cells[YEAR]:
        return None, False
    try:
        return date.fromisoformat(text), not stated
    except ValueError:
        raise _CellRefused(column, "not_a_day" if stated else "not_a_year") from None


def _includes(cells: Mapping[str, str]) -> dict[Inclusion, Says]:
    """What the line says that the norm includes."""
    said: dict[Inclusion, Says] = {}
    for inclusion in Inclusion:
        column = f"includes_{inclusion.value}"
        answer = SAYS.get(cells.get(column, "").casefold())
        if answer is None:
            raise _CellRefused(column, "not_yes_or_no")
        if answer is not Says.UNKNOWN:
            said[inclusion] = answer
    return said


def _sets(lines: list[_Line], problems: list[NormFileProblem]) -> Iterator[NormSet]:
    """The sets that the lines make; those that cannot be made are reported."""
    ordered = sorted(lines, key=lambda line: (line.municipality, line.starts_on or date.min))
    for _, group in groupby(ordered, key=lambda line: (line.municipality, line.starts_on)):
        found = tuple(group)
        try:
            yield _set(found)
        except MunicipalityUnknown as refusal:
            first = found[0]
            problem = (first.number, MUNICIPALITY, refusal.code, first.municipality)
            problems.append(NormFileProblem(*problem))
        except _LineRefused as refusal:
            problems.append(refusal.problem)


class _LineRefused(Exception):
    """A line that does not fit with the others of its set; it never leaves this module."""

    def __init__(self, problem: NormFileProblem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def _set(lines: tuple[_Line, ...]) -> NormSet:
    """One set from its lines."""
    first = lines[0]
    landlord = LANDLORD.fullmatch(first.municipality)
    municipality = municipality_named(landlord["municipality"] if landlord else first.municipality)
    publisher = landlord["landlord"] if landlord else municipality.name
    days = first.starts_on.isoformat() if first.starts_on else "utan datum"
    return NormSet(
        id=uuid5(NAMESPACE_URL, f"{first.source}#{publisher}#{days}"),
        municipality_code=municipality.code,
        publisher=publisher,
        name=f"{publisher} {first.starts_on.year if first.starts_on else days}",
        kind=NormKind.LANDLORD_STATEMENT if landlord else _kind(first),
        starts_on=first.starts_on,
        ends_on=None,
        decision_reference=first.decision_reference,
        source=first.source,
        includes={**STATUTORY, **PROFILES.get(publisher, {}), **first.includes},
        rows=_extended(lines),
        is_start_assumed=first.is_start_assumed,
    )


def _kind(line: _Line) -> NormKind:
    """A decision when the file names it."""
    return NormKind.MUNICIPAL_DECISION if line.decision_reference else NormKind.PUBLISHED_PAGE


def _extended(lines: tuple[_Line, ...]) -> tuple[NormRow, ...]:
    """The rows of a set, with its increments on the rows they extend."""
    rows = [line.row for line in lines if isinstance(line.row, NormRow)]
    for line in lines:
        if isinstance(line.row, Increment):
            rows = _with_increment(rows, line.row, line.number)
    return tuple(rows)


def _with_increment(rows: list[NormRow], increment: Increment, number: int) -> list[NormRow]:
    """
    The rows, where those of exactly as many children as the increment counts over go on.

    An increment over nothing that the table names is refused.
    """
    most = max((row.children_min for row in rows), default=0)
    over = most if increment.over is None else increment.over
    extended = [
        replace(row, children_max=None, per_extra_child=increment.amount)
        if row.children_min == row.children_max == over
        else row
        for row in rows
    ]
    if extended == rows:
        problem = (number, LABEL, "increment_extends_no_row", increment.label)
        raise _LineRefused(NormFileProblem(*problem))
    return extended


def _ended(sets: Iterable[NormSet]) -> Iterator[NormSet]:
    """The sets, each ending where the same publisher's next begins."""
    for _, group in groupby(sets, key=lambda norm_set: norm_set.publisher):
        ordered = list(group)
        for norm_set, following in pairwise(ordered):
            yield replace(norm_set, ends_on=following.starts_on)
        yield ordered[-1]
