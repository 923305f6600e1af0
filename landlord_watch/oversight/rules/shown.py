"""Tables of counts, as they are and as they are given out."""

from collections.abc import Mapping
from dataclasses import dataclass

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
