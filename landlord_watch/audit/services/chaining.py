"""
Adding rows to the end of a chain, in the transaction of what they tell of.

SQLite has one writer at a time, and so one chain, whose end is the last row there is. On
PostgreSQL each writer takes a chain that nobody holds, and holds it until its transaction ends:
nobody waits for another. Every page and every delivery goes this way: few statements, built once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, cast

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from landlord_watch.audit.errors import LogUnwritable
from landlord_watch.audit.models import AccessChain, AccessLogEntry
from landlord_watch.audit.rules import BEGINNING, ChainedRow
from landlord_watch.infra.field_keys import FieldKeysMissing, field_keys_of
from landlord_watch.infra.key_files import KeyFile, KeyFileUnusable
from landlord_watch.infra.once import table_of

ONLY_CHAIN: Final = 1
#: Where a session keeps the end of its chain.
CHAIN_END: Final = "access_chain_end"

_LOG = table_of(AccessLogEntry)
_CHAIN = table_of(AccessChain)
_NAMES = tuple(field.name for field in fields(ChainedRow))
_ADD = insert(_LOG).inline()  # nobody asks for the row's number
#: As text: it is asked before every row, and building a result around it takes longer than it.
_LAST = "SELECT number, code FROM access_log_entry ORDER BY seq DESC LIMIT 1"
_FREE = (
    select(_CHAIN.c.id, _CHAIN.c.number, _CHAIN.c.code)
    .order_by(_CHAIN.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_NEW = insert(_CHAIN).returning(_CHAIN.c.id)
_LEAVE = (
    update(_CHAIN)
    .where(_CHAIN.c.id == bindparam("of"))
    .values(number=bindparam("last"), code=bindparam("last_code"))
)


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """The last row of a chain; 0 and `BEGINNING` of one without any."""

    chain: int
    number: int
    code: bytes


def add_rows(session: Session, *, rows: Iterable[Mapping[str, Any]]) -> None:
    """
    Add rows, in this order, to a chain that is ours until the transaction ends. They say all
    that a `ChainedRow` does but where in the chain they are.

    Raises: `LogUnwritable`.
    """
    try:
        _add(session, rows)
    except (SQLAlchemyError, FieldKeysMissing, KeyFileUnusable) as error:
        # a database's own words: what it was given stays out of the server's log
        raise LogUnwritable(str(getattr(error, "orig", error))) from error


def _add(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    secret = field_keys_of(session).files.secret(KeyFile.LOG)
    connection = session.connection()
    end = _end(session, connection)
    written = []
    for row in rows:
        placed = ChainedRow(chain=end.chain, number=end.number + 1, **row)
        end = ChainEnd(end.chain, placed.number, placed.code(after=end.code, secret=secret))
        written.append({name: getattr(placed, name) for name in _NAMES} | {"code": end.code})
    if written:
        connection.execute(_ADD, written if len(written) > 1 else written[0])
        _leave(connection, end)
        session.info[CHAIN_END] = (_transaction(session), end)


def _end(session: Session, connection: Connection) -> ChainEnd:
    """
    Where to go on. It is known within a transaction; a savepoint may be undone and give up the
    chain it took, so each looks for itself.
    """
    within, end = session.info.get(CHAIN_END, (None, None))
    if within is _transaction(session):
        return cast("ChainEnd", end)  # what `_add` put there
    if connection.dialect.name != "sqlite":
        return _take_chain(connection)
    last = connection.exec_driver_sql(_LAST).first()
    return ChainEnd(ONLY_CHAIN, *(last or (0, BEGINNING)))


def _transaction(session: Session) -> object:
    return session.get_nested_transaction() or session.get_transaction()


def _take_chain(connection: Connection) -> ChainEnd:
    """The end of a chain that nobody holds; a new one if there is none."""
    free = connection.execute(_FREE).one_or_none()
    if free is not None:
        return ChainEnd(free.id, free.number, free.code)
    return ChainEnd(connection.execute(_NEW, {}).scalar_one(), 0, BEGINNING)


def _leave(connection: Connection, end: ChainEnd) -> None:
    """Say where the chain ends, for who takes it next."""
    if connection.dialect.name != "sqlite":
        said = {"of": end.chain, "last": end.number, "last_code": end.code}
        connection.execute(_LEAVE, said)
