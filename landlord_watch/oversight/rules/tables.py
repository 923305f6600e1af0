"""
Tables of counts that leave the house, from which no hidden count can be worked out.

All tables of an edition divide the same cases, so that they have one total. In a table by one
thing those under five are hidden, and more are hidden until at least two are, which together are
five or more: then nothing is known of a hidden one but that it lies between none and that sum.
A table by two things has the outcome on its rows in every case (tables that meet in one thing
tell nothing of each other beyond it), has what is hidden in either of its margins put together,
and hides whole rows until each hidden cell may be at least five different numbers.

Of an edition that is held against an earlier one (`rules.beside`), what was hidden stays hidden,
what moved by fewer than five is hidden too, and more until no sum that both tell moved by so few.
Were what was hidden told now, who knows the method could tell what moved beside it.

What is hidden bears one mark, whether it is small or hidden for another's sake.
Source: common practice for small counts in official statistics (threshold and complementary
suppression); the threshold, and the method, are ours. own. That it holds is tried by brute force
in tests/unit/oversight and by tests/figures/cases_statistics.py.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from landlord_watch.oversight.rules.beside import Atom, moved_since
from landlord_watch.oversight.rules.earlier import (
    cross_in,
    hidden_before,
    members_of,
    rows_before,
    rows_hidden_before,
    told_before,
)
from landlord_watch.oversight.rules.shown import (
    TOGETHER,
    Counted,
    Crossed,
    ShownCross,
    ShownTable,
    ShownTables,
)
from landlord_watch.oversight.rules.thresholds import LEAST_SHOWN

__all__ = [
    "TOGETHER",
    "Counted",
    "Crossed",
    "Held",
    "ShownCross",
    "ShownTable",
    "ShownTables",
    "shown_tables",
]


@dataclass(frozen=True, slots=True)
class Held:
    """
    What else is to be hidden, and what was told before.

    `codes`: by table, what is hidden for a reason of its own (one landlord carries it).
    `earlier`: what was told of the same in editions before; none of them may be taken from it.
    `beside`: the same of what tells more or less of the same people, and may tell what this hides.
    `free_from`: by table, from which count a small move is nobody's; not there: never.
    """

    codes: Mapping[str, Collection[str]] = field(default_factory=dict)
    earlier: Sequence[ShownTables] = ()
    beside: Sequence[ShownTables] = ()
    free_from: Mapping[str, int] = field(default_factory=dict)

    @property
    def told(self) -> tuple[ShownTables, ...]:
        """All that was told, and that nothing may be taken from."""
        return (*self.earlier, *self.beside)


def shown_tables(
    *,
    total: int,
    tables: Sequence[Counted],
    crossed: Sequence[Crossed] = (),
    held: Held | None = None,
) -> ShownTables:
    """What may be given out of cases that are divided in several ways."""
    if total < LEAST_SHOWN:
        nothing = tuple(ShownTable(each.code, dict.fromkeys(each.counts)) for each in tables)
        return ShownTables(None, nothing, ())
    held = held or Held()
    shown = {each.code: _table(each, held) for each in tables}
    pairs = (_cross(each, shown[each.row], shown[each.column], held) for each in crossed)
    return ShownTables(total, tuple(shown.values()), tuple(each for each in pairs if each))


def _table(counted: Counted, held: Held) -> ShownTable:
    before = [tuple(told_before(counted.code, each)) for each in held.told]
    kept = [hidden_before(counted.code, each) for each in held.earlier]
    hidden = _hidden(
        counted.counts,
        set(held.codes.get(counted.code, ())).union(*kept),
        before,
        free_from=held.free_from.get(counted.code),
    )
    cells = {code: None if code in hidden else n for code, n in counted.counts.items()}
    return ShownTable(counted.code, cells)


def _hidden(
    counts: Mapping[str, int],
    held: Collection[str] = (),
    before: Sequence[Sequence[Atom]] = (),
    *,
    free_from: int | None = None,
) -> set[str]:
    """The codes to hide, where the total is told: the small ones, and the next until it is safe."""

    def moved(hidden: Collection[str]) -> set[str]:
        return moved_since(before, _atoms(counts, hidden), free_from=free_from)

    hidden = {code for code, count in counts.items() if count < LEAST_SHOWN or code in held}
    hidden |= moved(hidden) & counts.keys()
    more = _next_first(list(counts), hidden)
    while more and (_gives_away([counts[code] for code in hidden]) or moved(hidden)):
        hidden.add(more.pop(0))
    return hidden


def _atoms(counts: Mapping[str, int], hidden: Collection[str]) -> list[Atom]:
    """What a table tells: each that is not hidden, and what is hidden together."""
    told = [Atom(frozenset({code}), (n,)) for code, n in counts.items() if code not in hidden]
    rest = Atom(frozenset(hidden), (sum(counts[code] for code in hidden),))
    return [*told, rest] if hidden else told


def _gives_away(hidden: Sequence[int]) -> bool:
    """
    Whether the sum of what is hidden tells of a part of it.

    Also of who knows how it is hidden: were all of them small, they would all be nearly five.
    """
    if not hidden:
        return False
    most = len(hidden) * (LEAST_SHOWN - 1)
    return len(hidden) == 1 or not sum(hidden) >= LEAST_SHOWN or most - 2 < sum(hidden) <= most


def _next_first(codes: Sequence[str], hidden: Collection[str]) -> list[str]:
    """
    What is not hidden, from the first that is on, and round to the beginning.

    Not the smallest first: that one was the smallest would tell of it.
    """
    start = min((at for at, code in enumerate(codes) if code in hidden), default=0)
    return [code for code in (*codes[start:], *codes[:start]) if code not in hidden]


def _cross(crossed: Crossed, row: ShownTable, column: ShownTable, held: Held) -> ShownCross | None:
    """A table by two things; None: there would be one row or one column, or others than before."""
    rows, columns = _merged(row), _merged(column)
    before = filter(None, (cross_in(each, crossed.code) for each in held.told))
    has_others = any(each.columns != columns for each in before)
    if len(rows) == 1 or len(columns) == 1 or has_others:
        return None
    counts = _put_together(crossed.counts, row, column)
    counts = {(r, c): counts.get((r, c), 0) for r in rows for c in columns}
    hidden = _hidden_rows(
        counts,
        rows,
        columns,
        _RowsBefore(
            members_of(row),
            [tuple(rows_before(crossed.code, each)) for each in held.told],
            frozenset().union(*(rows_hidden_before(crossed.code, each) for each in held.earlier)),
            held.free_from.get(crossed.code),
        ),
    )
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


@dataclass(frozen=True, slots=True)
class _RowsBefore:
    """Which codes a row stands for, and what was told of rows before."""

    members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    atoms: Sequence[Sequence[Atom]] = ()
    hidden: frozenset[str] = frozenset()
    free_from: int | None = None


def _hidden_rows(
    counts: Mapping[tuple[str, str], int],
    rows: Sequence[str],
    columns: Sequence[str],
    before: _RowsBefore,
) -> set[str]:
    """
    Rows to hide whole: those with a small cell, and the next until each cell may be five numbers.

    Of whole rows with known sums each way, a cell of row r and column c lies between what is left
    of the column when the other rows are full and the lesser of the two sums, and may be any
    number there; it is `_width` numbers wide.
    """
    sums = {r: tuple(counts[r, c] for c in columns) for r in rows}

    def moved(hidden: Collection[str]) -> set[str]:
        now = _row_atoms(sums, hidden, before.members)
        return moved_since(before.atoms, now, free_from=before.free_from)

    hidden = {r for r in rows if any(each < LEAST_SHOWN for each in sums[r])}
    codes = moved(hidden) | before.hidden
    hidden |= {r for r in rows if before.members[r] & codes}
    more = _next_first(rows, hidden)
    while more and ((hidden and _width(counts, hidden, columns) < LEAST_SHOWN) or moved(hidden)):
        hidden.add(more.pop(0))
    return hidden


def _row_atoms(
    sums: Mapping[str, tuple[int, ...]],
    hidden: Collection[str],
    members: Mapping[str, frozenset[str]],
) -> list[Atom]:
    """What a table by two things tells of its rows: each, and those that are hidden together."""
    told = [Atom(members[r], each) for r, each in sums.items() if r not in hidden]
    if not hidden:
        return told
    codes = frozenset[str]().union(*(members[r] for r in hidden))
    rest = tuple(map(sum, zip(*(sums[r] for r in hidden), strict=True)))
    return [*told, Atom(codes, rest)]


def _width(counts: Mapping[tuple[str, str], int], hidden: set[str], columns: Sequence[str]) -> int:
    """By how much the least certain of the hidden cells may differ from itself."""
    of_rows = [sum(counts[r, c] for c in columns) for r in hidden]
    of_columns = [sum(counts[r, c] for r in hidden) for c in columns]
    total = sum(of_rows)
    return min(min(each, total - each) for each in (*of_rows, *of_columns))
