"""Rows that may be written by several at the same time, and are there once all the same."""

from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Session

from landlord_watch.infra.database import Transaction
from landlord_watch.infra.prepared import Prepared
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


def insert_once(transaction: Transaction, table: Table, values: dict[str, Any]) -> bool:
    """Insert a row unless one with its keys is there; True: it is ours. A constraint decides."""
    connection = transaction.connection()
    return _insert_once(table, connection.dialect.name).run(connection, values) == 1


@cache
def _insert_once(table: Table, dialect: str) -> Prepared:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return Prepared(insert(table).on_conflict_do_nothing())
