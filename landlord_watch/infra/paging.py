"""Long lists, a page at a time: two queries, however many rows there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, TypeVarTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

PAGE_ROWS = 50
#: More rows than this are no list to read; a file of them is cut, and says so.
MOST_IN_A_FILE = 100_000

RowT = TypeVar("RowT")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, slots=True)
class Page(Generic[RowT]):
    """Rows of one page. `number` counts from 1; `total` is of all pages."""

    rows: Sequence[RowT]
    number: int
    total: int

    @property
    def count(self) -> int:
        return max(1, -(-self.total // PAGE_ROWS))


def scalar_page(session: Session, query: Select[RowT], *, number: int | None) -> Page[RowT]:
    """
    The rows of page `number` of a query of one thing a row; the query states its order.

    `number` None: all of them, for a file.
    """
    rows = session.scalars(_cut(query, number)).unique().all()
    return Page(rows, number or 1, _total(session, query))


def row_page(session: Session, query: Select[*tuple[Any, ...]], *, number: int | None) -> Page[Any]:
    """
    The rows of page `number` of a query of several columns; the query states its order.

    `number` None: all of them, for a file.
    """
    rows = session.execute(_cut(query, number)).unique().all()
    return Page(rows, number or 1, _total(session, query))


def _cut(query: Select[*Ts], number: int | None) -> Select[*Ts]:
    if number is None:
        return query.limit(MOST_IN_A_FILE)
    return query.limit(PAGE_ROWS).offset((max(number, 1) - 1) * PAGE_ROWS)


def _total(session: Session, query: Select[*tuple[Any, ...]]) -> int:
    counted = select(func.count()).select_from(query.order_by(None).subquery())
    return session.scalar(counted) or 0
