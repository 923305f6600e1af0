"""
Tables of counts that leave the house, from which no hidden count can be worked out.

All tables of an edition divide the same cases, so that they have one total. In a table by one
thing those under five are hidden, and more are hidden until at least two are, which together are
five or more: then nothing is known of a hidden one but that it lies between none and that sum.
A table by two things has the outcome on its rows in every case (tables that meet in one thing
tell nothing of each other beyond it), has what is hidden in either of its margins put together,
and hides whole rows until each hidden cell may be at least five different numbers.

What is hidden bears one mark, whether it is small or hidden for another's sake.
Source: common practice for small counts in official statistics (threshold and complementary
suppression); the threshold, and the method, are ours. own. That it holds is tried by brute force
in tests/unit/oversight and by tests/figures/cases_statistics.py.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from landlord_watch.oversight.rules.counts import LEAST_SHOWN

#: Under which what is hidden in a margin is put together, in a table by two things.
TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Counted:
    """How cases divide by one thing: each is counted once, under one of at least two codes."""

    code: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Crossed:
    """How cases divide by two things at once; `row` and `column` are codes of tables by one."""

    code: str
    row: str
    column: str
    #: By the codes of row and column; what is not there is none.
    counts: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table by one thing as it is given out; a cell of None is hidden."""

    code: str
    cells: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class ShownCross:
    """A table by two things as it is given out; a cell of None is hidden."""

    code: str
    row: str
    column: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], int | None]


@dataclass(frozen=True, slots=True)
class ShownTables:
    """All that is given out of a set of cases. `total` None: under five, and nothing is told."""

    total: int | None
    tables: tuple[ShownTable, ...]
    crossed: tuple[ShownCross, ...]


def shown_tables(
    *, total: int, tables: Sequence[Counted], crossed: Sequence[Crossed] = ()
) -> ShownTables:
    """What may be given out of cases that are divided in several ways."""
    if total < LEAST_SHOWN:
        nothing = tuple(ShownTable(each.code, dict.fromkeys(each.counts)) for each in tables)
        return ShownTables(None, nothing, ())
    shown = {each.code: _table(each) for each in tables}
    pairs = (_cross(each, shown[each.row], shown[each.column]) for each in crossed)
    return ShownTables(total, tuple(shown.values()), tuple(each for each in pairs if each))


def _table(counted: Counted) -> ShownTable:
    hidden = _hidden(counted.counts)
    cells = {code: None if code in hidden else n for code, n in counted.counts.items()}
    return ShownTable(counted.code, cells)


def _hidden(counts: Mapping[str, int]) -> set[str]:
    """The codes to hide, where the total is told: the small ones, and the next until it is safe."""
    hidden = {code for code, count in counts.items() if count < LEAST_SHOWN}
    more = _next_first(list(counts), hidden)
    while hidden and more and _gives_away([counts[code] for code in hidden]):
        hidden.add(more.pop(0))
    return hidden


def _gives_away(hidden: Sequence[int]) -> bool:
    """
    Whether the sum of what is hidden tells of a part of it.

    Also of who knows how it is hidden: were all of them small, they would all be nearly five.
    """
    most = len(hidden) * (LEAST_SHOWN - 1)
    return len(hidden) == 1 or not sum(hidden) >= LEAST_SHOWN or most - 2 < sum(hidden) <= most


def _next_first(codes: Sequence[str], hidden: Collection[str]) -> list[str]:
    """
    What is not hidden, from the first that is on, and round to the beginning.

    Not the smallest first: that one was the smallest would tell of it.
    """
    start = min((at for at, code in enumerate(codes) if code in hidden), default=0)
    return [code for code in (*codes[start:], *codes[:start]) if code not in hidden]


def _cross(crossed: Crossed, row: ShownTable, column: ShownTable) -> ShownCross | None:
    """A table by two things; None: there would be one row or one column."""
    rows, columns = _merged(row), _merged(column)
    if len(rows) == 1 or len(columns) == 1:
        return None
    counts = _put_together(crossed.counts, row, column)
    counts = {(r, c): counts.get((r, c), 0) for r in rows for c in columns}
    hidden = _hidden_rows(counts, rows, columns)
    cells = {key: None if key[0] in hidden else count for key, count in counts.items()}
    return ShownCross(crossed.code, crossed.row, crossed.column, rows, columns, cells)


def _merged(shown: ShownTable) -> tuple[str, ...]:
    """The codes that are told, in their order, and what is hidden put together."""
    told = tuple(code for code, count in shown.cells.items() if count is not None)
    return told if len(told) == len(shown.cells) else (*told, TOGETHER)


def _put_together(
    counts: Mapping[tuple[str, str], int], row: ShownTable, column: ShownTable
) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for (of_row, of_column), count in counts.items():
        key = (
            TOGETHER if row.cells[of_row] is None else of_row,
            TOGETHER if column.cells[of_column] is None else of_column,
        )
        found[key] = found.get(key, 0) + count
    return found


def _hidden_rows(
    counts: Mapping[tuple[str, str], int], rows: Sequence[str], columns: Sequence[str]
) -> set[str]:
    """
    Rows to hide whole: those with a small cell, and the next until each cell may be five numbers.

    Of whole rows with known sums each way, a cell of row r and column c lies between what is left
    of the column when the other rows are full and the lesser of the two sums, and may be any
    number there; it is `_width` numbers wide.
    """
    hidden = {r for r in rows if any(counts[r, c] < LEAST_SHOWN for c in columns)}
    more = _next_first(rows, hidden)
    while hidden and more and _width(counts, hidden, columns) < LEAST_SHOWN:
        hidden.add(more.pop(0))
    return hidden


def _width(counts: Mapping[tuple[str, str], int], hidden: set[str], columns: Sequence[str]) -> int:
    """By how much the least certain of the hidden cells may differ from itself."""
    of_rows = [sum(counts[r, c] for c in columns) for r in hidden]
    of_columns = [sum(counts[r, c] for r in hidden) for c in columns]
    total = sum(of_rows)
    return min(min(each, total - each) for each in (*of_rows, *of_columns))
