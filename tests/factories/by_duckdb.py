"""The statements of an edition once more, by DuckDB over a copy of the same tables."""

import csv
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from uuid import UUID

import duckdb
from sqlalchemy import Executable, Table, event
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session
from sqlalchemy.sql import visitors

from landlord_watch.kernel.money import Money

#: What is sealed is read by no statement of an edition.
LEFT_OUT = {"TEXT", "BLOB"}
TYPES = {
    "JSON": "JSON",
    "DATE": "DATE",
    "DATETIME": "TIMESTAMP",
    "BIGINT": "BIGINT",
    "INTEGER": "BIGINT",
}


def asked(session: Session, work: Callable[[], object]) -> list[Executable]:
    """The statements that a piece of work sends to the database."""
    found: list[Executable] = []

    def keep(state):
        found.append(state.statement)

    event.listen(session, "do_orm_execute", keep)
    try:
        work()
    finally:
        event.remove(session, "do_orm_execute", keep)
    return found


def tables_of(statements: Sequence[Executable]) -> list[str]:
    """Which tables they read."""
    every = (each for one in statements for each in visitors.iterate(one))
    return sorted({each.name for each in every if isinstance(each, Table)})


def as_sql(statement: Executable) -> str:
    """A statement with its values in it, as PostgreSQL and DuckDB read it."""
    compiled = statement.compile(
        dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True}
    )
    # ids are kept as text in SQLite, and so in the copy; a path into JSON is written otherwise
    written = re.sub(r"::(UUID|JSON)\b", "", str(compiled))
    return re.sub(r"#>> '\{([^}]*)\}'", lambda path: f"->> '$.{_dotted(path[1])}'", written)


def _dotted(path: str) -> str:
    return ".".join(each.strip() for each in path.split(","))


def copied(path: Path, tables: Sequence[str], folder: Path) -> duckdb.DuckDBPyConnection:
    """A database of DuckDB's own with the tables of an office, read into its memory; one thread."""
    connection = duckdb.connect()
    connection.execute("SET threads TO 1")
    office = sqlite3.connect(path)
    for name in tables:
        columns = dict(_columns(office, name))
        file = folder / f"{name}.csv"
        with file.open("w", newline="", encoding="utf-8") as written:
            rows = office.execute(f"SELECT {', '.join(columns)} FROM {name}")  # noqa: S608 -- ours
            csv.writer(written).writerows(rows)
        read = "read_csv($file, columns = $columns, auto_detect = false)"
        connection.execute(
            f"CREATE TABLE {name} AS SELECT * FROM {read}",  # noqa: S608 -- ours
            {"file": str(file), "columns": columns},
        )
        file.unlink()
    office.close()
    return connection


def same_rows(ours: Sequence[Sequence[object]], theirs: Sequence[Sequence[object]]) -> bool:
    """Whether both say the same, in whatever order."""
    return Counter(map(_plain, ours)) == Counter(map(_plain, theirs))


def _plain(row: Sequence[object]) -> tuple[object, ...]:
    return tuple(_value(each) for each in row)


def _value(value: object) -> object:
    """As both have it: ids and words as text, money in öre, instants without their zone."""
    if isinstance(value, Money):
        return value.ore
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return int(value) if isinstance(value, Decimal) else value


def _columns(office: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    for _, name, kind, *_ in office.execute(f"PRAGMA table_info({table})"):
        if kind not in LEFT_OUT:
            yield name, TYPES.get(kind, "VARCHAR")
