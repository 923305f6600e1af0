"""Rows that may be written by several at the same time, and are there once all the same."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session


def table_of(model: type[DeclarativeBase]) -> Table:
    """The table under a model, for statements that need no objects."""
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} stands on no table of its own")
    return table


def insert_once(session: Session, table: Table, values: dict[str, Any]) -> bool:
    """Insert a row unless one with its keys is there; True: it is ours. A constraint decides."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    statement = (
        sqlite.insert(table).values(values).on_conflict_do_nothing()
        if is_sqlite
        else postgresql.insert(table).values(values).on_conflict_do_nothing()
    )
    counted = {"preserve_rowcount": True}
    return session.connection().execute(statement, execution_options=counted).rowcount == 1
