"""What earlier editions told and hid of a table, for a later one to be held against."""

from collections.abc import Iterator

from landlord_watch.oversight.rules.beside import Atom
from landlord_watch.oversight.rules.shown import TOGETHER, ShownCross, ShownTable, ShownTables


def told_before(code: str, earlier: ShownTables) -> Iterator[Atom]:
    """What an earlier table told, and what was left of its total."""
    table = next((each for each in earlier.tables if each.code == code), None)
    if table is None or earlier.total is None:
        return
    told = {each: count for each, count in table.cells.items() if count is not None}
    yield from (Atom(frozenset({each}), (count,)) for each, count in told.items())
    if rest := frozenset(table.cells.keys() - told.keys()):
        yield Atom(rest, (earlier.total - sum(told.values()),))


def hidden_before(code: str, earlier: ShownTables) -> set[str]:
    """What an earlier table hid; nothing where nothing was told at all."""
    cells = [each.cells for each in earlier.tables if each.code == code and earlier.total]
    return {key for each in cells for key, count in each.items() if count is None}


def rows_before(code: str, earlier: ShownTables) -> Iterator[Atom]:
    """What an earlier table by two things told of its rows; of those hidden, what was left."""
    before = cross_in(earlier, code)
    if before is None:
        return
    by_code = {each.code: each for each in earlier.tables}
    members = members_of(by_code[before.row])
    left = [_column_sum(each, by_code[before.column], earlier) for each in before.columns]
    hidden: frozenset[str] = frozenset()
    for row in before.rows:
        cells = [before.cells[row, column] for column in before.columns]
        told = tuple(each for each in cells if each is not None)
        if len(told) == len(cells):
            yield Atom(members[row], told)
            left = [most - each for most, each in zip(left, told, strict=True)]
        else:
            hidden |= members[row]
    if hidden:
        yield Atom(hidden, tuple(left))


def rows_hidden_before(code: str, earlier: ShownTables) -> frozenset[str]:
    """Which codes the rows stand for that an earlier table by two things hid."""
    cross = cross_in(earlier, code)
    if cross is None:
        return frozenset()
    (row,) = (each for each in earlier.tables if each.code == cross.row)
    members = members_of(row)
    gone = {of_row for (of_row, _), count in cross.cells.items() if count is None}
    return frozenset[str]().union(*(members[each] for each in gone))


def members_of(shown: ShownTable) -> dict[str, frozenset[str]]:
    """Which codes of a table by one thing each row stands for."""
    members = {code: frozenset({code}) for code, count in shown.cells.items() if count is not None}
    rest = frozenset(shown.cells.keys() - members.keys())
    return members | ({TOGETHER: rest} if rest else {})


def cross_in(earlier: ShownTables, code: str) -> ShownCross | None:
    """The table by two things of that code; None: it was not told."""
    return next((each for each in earlier.crossed if each.code == code), None)


def _column_sum(column: str, table: ShownTable, earlier: ShownTables) -> int:
    """What a column added up to, as the table by one thing told; of what is together, the rest."""
    told = sum(count for count in table.cells.values() if count is not None)
    return (table.cells.get(column) or 0) if column != TOGETHER else (earlier.total or 0) - told
