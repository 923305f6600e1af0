"""
The base that tables stand on, and how each database is opened.

Rooms write their models on `Base` and are handed a `Session`; they do not know
who opened it. SQLite is opened so that what is committed survives a power cut.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    SQLColumnExpression,
    String,
    Uuid,
    event,
    true,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from landlord_watch.infra.turns import Turns, connections_in_turn
from landlord_watch.kernel.ids import new_id
from landlord_watch.kernel.money import Money

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

#: How long a writer waits for the one before it.
SQLITE_BUSY_MS = 15_000

READS_ONLY: Final = "reads_only"

WordT = TypeVar("WordT", bound=StrEnum)

#: A condition on an id, made by who knows who asks, and handed to a query that does not.
Within = Callable[[SQLColumnExpression[UUID]], ColumnElement[bool]]


def everywhere(_id: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    """The condition of the program itself, which reaches everything."""
    return true()


class MoneyColumn(TypeDecorator[Money]):
    """Money as whole öre."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        del dialect
        return None if value is None else value.ore

    def process_result_value(self, value: int | None, dialect: Dialect) -> Money | None:
        del dialect
        return None if value is None else Money(value)


class InstantColumn(TypeDecorator[datetime]):
    """An aware instant, kept in UTC; SQLite keeps no zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant has a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class WordColumn(TypeDecorator[WordT]):
    """A StrEnum kept as its value, as text; which words there are is the code's business."""

    impl = String(40)
    cache_ok = True

    def __init__(self, words: type[WordT]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: WordT | None, dialect: Dialect) -> str | None:
        del dialect
        if value is None:
            return None
        # looking a word up costs more than all else of a row, and mostly it is one already
        return value.value if isinstance(value, self.words) else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> WordT | None:
        del dialect
        return None if value is None else self.words(value)


class Base(DeclarativeBase):
    """Every table of the house; the key is a UUIDv7, so that a tablet can mint it."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 -- SQLAlchemy reads it from the class
        Money: MoneyColumn,
        datetime: InstantColumn,
        UUID: Uuid(),
    }


class Keyed:
    """A table whose rows have an id of their own."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)


def is_sqlite(url: str) -> bool:
    """Whether a database address names SQLite."""
    return url.startswith("sqlite")


def _lowered(text: str | None) -> str | None:
    return None if text is None else text.lower()


class Transaction(Protocol):
    """What statements are run in: that of a session, or one without."""

    @property
    def info(self) -> dict[Any, Any]:
        """What doors and services note for each other; it ends with the transaction's owner."""

    def connection(self) -> Connection:
        """The connection, on which the transaction has been begun."""


@dataclass(frozen=True, slots=True)
class _Writing:
    """A transaction without a session."""

    begun: Connection
    info: dict[Any, Any] = field(default_factory=dict)

    def connection(self) -> Connection:
        return self.begun


def own_transactions(engine: Engine) -> Callable[[], AbstractContextManager[Session]]:
    """Opens a session of its own each time; committed at the end, or not at all."""

    @contextmanager
    def own_transaction() -> Iterator[Session]:
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    return own_transaction


def own_writings(engine: Engine) -> Callable[[], AbstractContextManager[Transaction]]:
    """The same for works of few statements, which cost less than a session does."""

    @contextmanager
    def own_writing() -> Iterator[Transaction]:
        with engine.begin() as connection:
            yield _Writing(connection)

    return own_writing


def begin_reading(session: Session) -> None:
    """Begin a transaction that only reads, and so waits for no writer; the next one is as usual."""
    session.connection(execution_options={READS_ONLY: True})


def open_well(engine: Engine) -> None:
    """
    Open each SQLite connection durable and honest; other databases are left as they are.

    Transactions begin IMMEDIATE: every page writes its trail, and a reader that
    turns writer half-way could be refused for having read an old snapshot.
    """
    if engine.dialect.name != "sqlite":
        return

    def on_connect(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # SQLAlchemy begins, not the driver
        # its own knows the letters a to z only, and searches lower both sides
        connection.create_function("lower", 1, _lowered, deterministic=True)
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_MS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()

    def on_begin(connection: Any) -> None:
        if connection.get_execution_options().get(READS_ONLY):
            connection.exec_driver_sql("BEGIN")
            return
        connection.connection.driver_connection.take_turn()
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    in_turn = connections_in_turn(Turns(Path(str(engine.url.database))))

    def on_do_connect(_dialect: Any, _entry: Any, _words: Any, options: dict[str, Any]) -> None:
        options["factory"] = in_turn

    event.listen(engine, "do_connect", on_do_connect)
    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
