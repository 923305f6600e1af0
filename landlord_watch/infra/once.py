"""Rows that may be written by several at the same time, and are there once all the same."""

from functools import cache
from typing import Any

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Session

from landlord_watch.kernel.errors import Conflict


def table_of(model: type[DeclarativeBase]) -> Table:
    """The table under a model, for statements that need no objects."""
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} stands on no table of its own")
    return table


def flush_once(session: Session) -> None:
    """
    Write now; who wrote the same at the same time, and was second, is told so.

    Raises: `Conflict`.
    """
    try:
        session.flush()  # the database's constraint decides who was second
    except IntegrityError as error:
        raise Conflict from error


def insert_once(session: Session, table: Table, values: dict[str, Any]) -> bool:
    """Insert a row unless one with its keys is there; True: it is ours. A constraint decides."""
    connection = session.connection()
    statement = _insert_once(table, connection.dialect.name)
    return connection.execute(statement, values).rowcount == 1


@cache
def _insert_once(table: Table, dialect: str) -> Insert:
    """The statement of a table; built once, for building it takes longer than running it."""
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = insert(table).on_conflict_do_nothing()
    # else a driver's count is gone with its cursor
    return statement.execution_options(preserve_rowcount=True)
