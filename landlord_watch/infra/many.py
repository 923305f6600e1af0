"""
Rows by the thousand: asked for, written and taken back in sets, with no query for each.

Rooms write their own tables by these, in their `many` modules; what was written comes back as
`Written`, so that whoever asked can tell it, and take it back.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import blake2b
from itertools import islice
from types import NoneType
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import (
    Column,
    Select,
    SQLColumnExpression,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from landlord_watch.infra.database import InstantColumn, MoneyColumn, WordColumn
from landlord_watch.infra.encryption import Sealed, sealed_row
from landlord_watch.infra.once import table_of
from landlord_watch.kernel.money import Money

#: Fewer than the bound values any database takes in one statement.
AT_A_TIME: Final = 5_000
CODE_BYTES: Final = 8
#: What is JSON as it is, and most of all that there is.
PLAIN: Final = frozenset({NoneType, bool, int, float, str, dict, list})

#: Made once: `json.dumps` makes another for each row.
_written = json.JSONEncoder(ensure_ascii=False).encode

ItemT = TypeVar("ItemT")
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """A row that was written, by its columns; `was` None: it is new, and `now` is all of it."""

    table: str
    id: UUID
    was: Values | None
    now: Values


@dataclass(frozen=True, slots=True)
class Referrer:
    """A row of another table that points at one of ours."""

    table: str
    column: str
    id: UUID
    referred_id: UUID


def pieces(items: Iterable[ItemT], size: int = AT_A_TIME) -> Iterator[list[ItemT]]:
    """The items in their order, so many at a time."""
    rest = iter(items)
    while piece := list(islice(rest, size)):
        yield piece


def rows_among(
    session: Session,
    query: Select[*tuple[Any, ...]],
    column: SQLColumnExpression[Any],
    values: Iterable[Any],
) -> Iterator[Any]:
    """The rows of a query whose column holds one of these values; each value asked for once."""
    for piece in pieces(dict.fromkeys(values)):
        yield from session.execute(query.where(column.in_(piece)))


def insert_many(
    session: Session, model: type[DeclarativeBase], rows: Sequence[dict[str, Any]]
) -> list[Written]:
    """
    Insert rows, each with its id, in one statement; sealed where told. All of them name the same
    columns; one that none names is what it is by default.
    """
    table = table_of(model)
    unsaid = _defaults(table, rows[0]) if rows else {}
    lie = [sealed_row(session, model, {**unsaid, **row} if unsaid else row) for row in rows]
    if lie:
        session.connection().execute(insert(table).inline(), lie)
    return [Written(table.name, row["id"], None, row) for row in lie]


def _defaults(table: Table, row: Values) -> dict[str, Any]:
    said = {column.name: column.default for column in table.columns if column.name not in row}
    return {
        name: default.arg if isinstance(default, ScalarElementColumnDefault) else None
        for name, default in said.items()
    }


def change_many(
    session: Session, model: type[DeclarativeBase], changes: Mapping[UUID, tuple[Values, Values]]
) -> list[Written]:
    """Write what each row is to be, given what it was; both name the same columns."""
    table = table_of(model)
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row_id, (_, now) in changes.items():
        by_columns.setdefault(tuple(sorted(now)), []).append({"of": row_id, **_renamed(now)})
    for columns, rows in by_columns.items():
        _change(session, table, columns, rows)
    return [Written(table.name, row_id, was, now) for row_id, (was, now) in changes.items()]


def _renamed(values: Values) -> dict[str, Any]:
    return {f"to_{name}": value for name, value in values.items()}


def _change(
    session: Session, table: Table, columns: Sequence[str], rows: list[dict[str, Any]]
) -> None:
    values = {name: bindparam(f"to_{name}", type_=table.c[name].type) for name in columns}
    statement = update(table).where(table.c.id == bindparam("of")).values(values)
    session.connection().execute(statement, rows)


def delete_many(session: Session, table: Table, ids: Iterable[UUID]) -> None:
    """Delete the rows with these ids."""
    for piece in pieces(ids):
        session.connection().execute(delete(table).where(table.c.id.in_(piece)))


def referrers(
    session: Session, table: Table, ids: Iterable[UUID], *, besides: frozenset[str]
) -> Iterator[Referrer]:
    """The rows anywhere that point at one of these, but those of the tables named in `besides`."""
    wanted = list(ids)
    for other in table.metadata.sorted_tables:
        if other.name in besides or "id" not in other.c:
            continue
        for column in other.columns:
            if any(key.column is table.c.id for key in column.foreign_keys):
                query = select(other.c.id, column)
                for row in rows_among(session, query, column, wanted):
                    yield Referrer(other.name, column.name, row[0], row[1])


def rows_by_id(session: Session, table: Table, ids: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """The rows with these ids, by id, as they are now."""
    found = rows_among(session, select(table), table.c.id, ids)
    return {row.id: dict(row._mapping) for row in found}  # noqa: SLF001 -- SQLAlchemy's public name


def code_of(values: Values) -> bytes:
    """
    What a row's values are known by again; the same for what was written and what is read.

    What lies sealed is left out: it is sealed anew when keys change, and its index is there.
    """
    plain = [
        as_json(value)
        for value in (values[name] for name in sorted(values))
        if not isinstance(value, Sealed)
    ]
    return blake2b(_written(plain).encode(), digest_size=CODE_BYTES).digest()


def as_values(values: Values) -> dict[str, Any]:
    """A row's values as JSON."""
    return {name: as_json(value) for name, value in values.items()}


def as_json(value: Any) -> Any:
    """A column's value as JSON: ids, words, days, instants and amounts as text and numbers."""
    if type(value) in PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool | int | float | str | dict | list):
        return value
    if isinstance(value, Money):
        return value.ore
    return _as_text(value)


def _as_text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def from_json(column: Column[Any], value: Any) -> Any:
    """A column's value out of what `as_json` made of it."""
    kind = column.type
    if value is None:
        return None
    if isinstance(kind, MoneyColumn):
        return Money(value)
    if isinstance(kind, InstantColumn):
        return datetime.fromisoformat(value)
    if isinstance(kind, WordColumn):
        return kind.words(value)
    return _read_as(kind.python_type, value)


def _read_as(kind: type, value: Any) -> Any:
    if kind is date:
        return date.fromisoformat(value)
    return UUID(value) if kind is UUID else value
