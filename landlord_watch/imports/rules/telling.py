"""Rows of a file, told as a kind of list says them; what cannot be told is said, row by row."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from landlord_watch.imports.rules.cells import Problem, Unread, as_text, is_filled
from landlord_watch.imports.rules.headings import NumberedRow
from landlord_watch.imports.rules.kind import Field, Kind, Setting

#: So many rows of a group are shown.
SHOWN: Final = 5
LONGEST_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A row of a file, its cells as they stood, what it says and what is wrong with it."""

    number: int
    cells: tuple[Any, ...]
    told: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()

    @property
    def is_stopped(self) -> bool:
        return any(problem.is_stop for problem in self.problems)


def tell(
    kind: Kind, rows: Iterable[NumberedRow], columns: Mapping[int, str], setting: Setting
) -> Iterator[ToldRow]:
    """What each row says; `columns`: which of them, from 0, says which field."""
    fields = [(column, kind.field(name)) for column, name in columns.items()]
    required = [field.name for field in kind.fields if field.is_required]
    for row in rows:
        told, problems = _read(fields, row.cells, setting)
        unread = {problem.field for problem in problems}
        problems += [
            Problem("value_missing", name)
            for name in required
            if told.get(name) is None and name not in unread
        ]
        if not unread:
            problems += kind.check(told, setting)
        yield ToldRow(row.number, tuple(row.cells), told, tuple(problems))


def _read(
    fields: Sequence[tuple[int, Field]], cells: Sequence[Any], setting: Setting
) -> tuple[dict[str, Any], list[Problem]]:
    told: dict[str, Any] = {}
    problems: list[Problem] = []
    for column, field in fields:
        cell = cells[column] if column < len(cells) else None
        if not is_filled(cell):
            continue
        try:
            value, warning = field.read(cell, setting.today)
        except Unread as unread:
            problems.append(Problem(unread.code, field.name, _shown(field, cell)))
            continue
        if value is not None and value != "":
            told[field.name] = value
        if warning:
            problems.append(Problem(warning, field.name, _shown(field, cell), is_stop=False))
    return told, problems


def _shown(field: Field, cell: Any) -> str:
    """A cell as it may be shown; of what tells who somebody is, the end is not."""
    return masked(as_text(cell)) if field.is_masked else as_text(cell)[:LONGEST_SHOWN]


def masked(text: str) -> str:
    """A number without its last four signs."""
    return f"{text[:-4]}••••" if len(text) > len("••••") else "••••"


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """The rows with the same thing wrong: how many, and the first of them."""

    code: str
    field: str
    is_stop: bool
    count: int
    #: Number of the row, and what stood there.
    first: tuple[tuple[int, str], ...]


def grouped(rows: Iterable[tuple[int, Sequence[Problem]]]) -> list[ProblemGroup]:
    """What is wrong, the same things together: what stops before what warns, most rows first."""
    counts: Counter[tuple[bool, str, str]] = Counter()
    first: dict[tuple[bool, str, str], list[tuple[int, str]]] = {}
    for number, problems in rows:
        for problem in problems:
            key = (problem.is_stop, problem.code, problem.field)
            counts[key] += 1
            shown = first.setdefault(key, [])
            if len(shown) < SHOWN:
                shown.append((number, problem.value))
    order = sorted(counts, key=lambda key: (not key[0], -counts[key], key[1:]))
    return [
        ProblemGroup(code, field, is_stop, counts[is_stop, code, field], tuple(first[key]))
        for key in order
        for is_stop, code, field in [key]
    ]
