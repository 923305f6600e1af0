"""
Adding rows to the end of a chain, in the transaction of what they tell of.

SQLite has one writer at a time, and so one chain. On PostgreSQL each writer takes a chain that
nobody holds, and holds it until its transaction ends: nobody waits for another.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Final, cast

from sqlalchemy import Connection, bindparam, insert, select
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

_NAMES = tuple(field.name for field in fields(ChainedRow))
_LOG = table_of(AccessLogEntry)
_CHAIN = table_of(AccessChain)
# Built once: every page and every delivery writes a row.
_ADD = insert(_LOG)
_LAST = (
    select(_LOG.c.number, _LOG.c.code)
    .where(_LOG.c.chain == bindparam("of"))
    .order_by(_LOG.c.number.desc())
    .limit(1)
)
_FREE = select(_CHAIN.c.id).order_by(_CHAIN.c.id).limit(1).with_for_update(skip_locked=True)
_NEW = insert(_CHAIN).returning(_CHAIN.c.id)


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """The last row of a chain; 0 and `BEGINNING` of one without any."""

    chain: int
    number: int
    code: bytes


def add_rows(session: Session, rows: Iterable[ChainedRow]) -> None:
    """
    Add rows, in this order, to a chain that is ours until the transaction ends; where in it is
    found out here.

    Raises: `LogUnwritable`.
    """
    try:
        _add(session, rows)
    except (SQLAlchemyError, FieldKeysMissing, KeyFileUnusable) as error:
        raise LogUnwritable(str(error)) from error


def _add(session: Session, rows: Iterable[ChainedRow]) -> None:
    secret = field_keys_of(session).files.secret(KeyFile.LOG)
    connection = session.connection()
    end = _end(session, connection)
    written = []
    for row in rows:
        placed = replace(row, chain=end.chain, number=end.number + 1)
        end = ChainEnd(end.chain, placed.number, placed.code(after=end.code, secret=secret))
        written.append({name: getattr(placed, name) for name in _NAMES} | {"code": end.code})
    if written:
        connection.execute(_ADD, written)
        session.info[CHAIN_END] = (_transaction(session), end)


def _end(session: Session, connection: Connection) -> ChainEnd:
    """
    Where to go on. It is known within a transaction; a savepoint may be undone and give up the
    chain it took, so each looks for itself.
    """
    within, end = session.info.get(CHAIN_END, (None, None))
    if within is _transaction(session):
        return cast("ChainEnd", end)  # what `_add` put there
    chain = ONLY_CHAIN if connection.dialect.name == "sqlite" else _take_chain(connection)
    last = connection.execute(_LAST, {"of": chain}).one_or_none()
    if last is None:
        return ChainEnd(chain, 0, BEGINNING)
    return ChainEnd(chain, last.number, last.code)


def _transaction(session: Session) -> object:
    return session.get_nested_transaction() or session.get_transaction()


def _take_chain(connection: Connection) -> int:
    """A chain that nobody holds; a new one if there is none."""
    free: int | None = connection.execute(_FREE).scalar()
    return connection.execute(_NEW, {}).scalar_one() if free is None else free
