"""Long lists, a page at a time: two queries, however many rows there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, TypeVarTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

PAGE_ROWS = 50

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


def scalar_page(session: Session, query: Select[RowT], *, number: int) -> Page[RowT]:
    """The rows of page `number` of a query of one thing a row; the query states its order."""
    rows = session.scalars(_cut(query, number)).unique().all()
    return Page(rows, number, _total(session, query))


def row_page(session: Session, query: Select[*tuple[Any, ...]], *, number: int) -> Page[Any]:
    """The rows of page `number` of a query of several columns; the query states its order."""
    rows = session.execute(_cut(query, number)).unique().all()
    return Page(rows, number, _total(session, query))


def _cut(query: Select[*Ts], number: int) -> Select[*Ts]:
    return query.limit(PAGE_ROWS).offset((max(number, 1) - 1) * PAGE_ROWS)


def _total(session: Session, query: Select[*tuple[Any, ...]]) -> int:
    counted = select(func.count()).select_from(query.order_by(None).subquery())
    return session.scalar(counted) or 0
