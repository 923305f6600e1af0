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

from landlord_watch.audit.errors import LogUnwritable
from landlord_watch.audit.models import AccessChain, AccessLogEntry
from landlord_watch.audit.rules import BEGINNING, ChainedRow
from landlord_watch.infra.database import Transaction
from landlord_watch.infra.field_keys import FieldKeysMissing, field_keys_at
from landlord_watch.infra.key_files import KeyFile, KeyFileUnusable
from landlord_watch.infra.once import table_of
from landlord_watch.infra.prepared import Prepared

ONLY_CHAIN: Final = 1
#: Where a session keeps the end of its chain.
CHAIN_END: Final = "access_chain_end"

_LOG = table_of(AccessLogEntry)
_CHAIN = table_of(AccessChain)
_NAMES = tuple(field.name for field in fields(ChainedRow))
_ADD = Prepared(insert(_LOG).inline())  # nobody asks for the row's number
_LAST = Prepared(select(_LOG.c.number, _LOG.c.code).order_by(_LOG.c.seq.desc()).limit(1))
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


def add_rows(transaction: Transaction, *, rows: Iterable[Mapping[str, Any]]) -> None:
    """
    Add rows, in this order, to a chain that is ours until the transaction ends. They say all
    that a `ChainedRow` does but where in the chain they are.

    Raises: `LogUnwritable`.
    """
    try:
        _add(transaction, rows)
    except (SQLAlchemyError, FieldKeysMissing, KeyFileUnusable) as error:
        # a database's own words: what it was given stays out of the server's log
        raise LogUnwritable(str(getattr(error, "orig", error))) from error


def _add(transaction: Transaction, rows: Iterable[Mapping[str, Any]]) -> None:
    connection = transaction.connection()
    secret = field_keys_at(connection).files.secret(KeyFile.LOG)
    end = _end(transaction.info, connection)
    written = []
    for row in rows:
        placed = ChainedRow(chain=end.chain, number=end.number + 1, **row)
        end = ChainEnd(end.chain, placed.number, placed.code(after=end.code, secret=secret))
        written.append({name: getattr(placed, name) for name in _NAMES} | {"code": end.code})
    if written:
        _ADD.run_each(connection, written)
        _leave(connection, end)
        transaction.info[CHAIN_END] = (_innermost(connection), end)


def _end(info: dict[Any, Any], connection: Connection) -> ChainEnd:
    """
    Where to go on. It is known within a transaction; a savepoint may be undone and give up the
    chain it took, so each looks for itself.
    """
    within, end = info.get(CHAIN_END, (None, None))
    if within is _innermost(connection):
        return cast("ChainEnd", end)  # what `_add` put there
    if connection.dialect.name != "sqlite":
        return _take_chain(connection)
    return ChainEnd(ONLY_CHAIN, *(_LAST.first(connection, {}) or (0, BEGINNING)))


def _innermost(connection: Connection) -> object:
    return connection.get_nested_transaction() or connection.get_transaction()


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
