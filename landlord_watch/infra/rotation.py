"""
Sealing every field anew under new keys, beside people who go on working.

First each purpose gets a new current key under a new master: from then on nobody writes under
the one before (see `field_keys`). Then what lies under it is rewritten, a batch a transaction,
each field only if it is still what was read. At last nothing is left, and the old keys go. What
was stopped half-way is taken up where it was: what lies under a current key is passed over.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Table,
    Text,
    bindparam,
    delete,
    func,
    select,
    type_coerce,
    update,
)
from sqlalchemy.orm import Session

from landlord_watch.infra.database import Base
from landlord_watch.infra.encryption import SealedColumn, sealed_columns
from landlord_watch.infra.field_keys import (
    KEY,
    Purpose,
    WrappedKey,
    add_keys,
    field_keys_of,
)
from landlord_watch.infra.sealed_text import beginning_of, key_named_in

AT_A_TIME: Final = 1_000
#: SQLite's writers look whether it is their turn at most this often; others need no pause.
GIVE_WAY_SECONDS: Final = 0.1

Transaction = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True, slots=True)
class SealedPlace:
    """A sealed column with the table it stands in."""

    table: Table
    column: SealedColumn

    @property
    def lies(self) -> ColumnElement[str]:
        """What lies there, unopened."""
        return type_coerce(self.table.c[self.column.column], Text)

    def is_not_under(self, name: str) -> ColumnElement[bool]:
        """That something lies there which this key did not seal."""
        beginning = beginning_of(name)
        return (self.lies != "") & (func.substr(self.lies, 1, len(beginning)) != beginning)


def sealed_places() -> list[SealedPlace]:
    """Every sealed column of the house."""
    return [
        SealedPlace(mapper.local_table, column)
        for mapper in sorted(Base.registry.mappers, key=lambda each: each.class_.__name__)
        for column in sealed_columns(mapper)
        if isinstance(mapper.local_table, Table)
    ]


def turn_keys(transaction: Transaction, *, at: datetime) -> None:
    """
    Make a new key the current one of each purpose, under a new master.

    Each purpose in a transaction of its own, which waits for those who write under the key
    before. After a stop it goes on under the master that was begun with.
    Raises: `KeyFileUnusable`, `KeyFolderUnwritable`.
    """
    with transaction() as session:
        keys = session.scalars(select(WrappedKey).order_by(WrappedKey.id)).all()
        is_begun = any(each.retired_at is not None for each in keys)
        files = field_keys_of(session).files
        master = key_named_in(keys[-1].wrapped) if is_begun else files.make_master()
        turned = {each.purpose for each in keys if key_named_in(each.wrapped) == master}
    for purpose in Purpose:
        if purpose not in turned:
            _turn(transaction, purpose, master, at)


def _turn(transaction: Transaction, purpose: Purpose, master: str, at: datetime) -> None:
    is_current = (WrappedKey.purpose == purpose) & WrappedKey.retired_at.is_(None)
    with transaction() as session:
        session.execute(update(WrappedKey).where(is_current).values(retired_at=at))
        add_keys(session, [purpose], master=master, at=at)


def count_left(session: Session, place: SealedPlace) -> int:
    """How many fields of a column the current key has not sealed."""
    name = field_keys_of(session).current(session, place.column.type.purpose).name
    left = select(func.count()).select_from(place.table).where(place.is_not_under(name))
    return session.execute(left).scalar_one()


def rewrite(transaction: Transaction, place: SealedPlace) -> Iterator[int]:
    """
    Seal anew what the current key of a column has not sealed; how many, after each batch.

    Raises: `FieldUnreadable`, `FieldKeysMissing`, `KeyFileUnusable`.
    """
    after: UUID | None = None
    while True:
        with transaction() as session:
            rows = _next(session, place, after)
            _write(session, place, rows)
            is_one_writer = session.get_bind().dialect.name == "sqlite"
        if not rows:
            return
        if is_one_writer:
            time.sleep(GIVE_WAY_SECONDS)
        after = rows[-1]["row_id"]
        yield len(rows)


def _next(session: Session, place: SealedPlace, after: UUID | None) -> list[dict[str, Any]]:
    """The next fields, each as it lies and as it is to lie."""
    column, key_id = place.column, place.table.c.id
    name = field_keys_of(session).current(session, column.type.purpose).name
    query = select(key_id, place.lies.label("lies")).where(place.is_not_under(name))
    if after is not None:
        query = query.where(key_id > after)
    found = session.execute(query.order_by(key_id).limit(AT_A_TIME)).all()
    return [
        {"row_id": row.id, "was": row.lies, "is": _anew(session, column, row.lies, row.id)}
        for row in found
    ]


def _anew(session: Session, column: SealedColumn, lies: str, row_id: UUID) -> str:
    opened = column.open(session, lies, row_id=row_id)
    return str(column.seal(session, opened, row_id=row_id))


def _write(session: Session, place: SealedPlace, rows: list[dict[str, Any]]) -> None:
    """Each, if it is still what was read: what somebody wrote meanwhile is under the new key."""
    if not rows:
        return
    column = place.table.c[place.column.column]
    session.connection().execute(
        update(place.table)
        .where(place.table.c.id == bindparam("row_id"), place.lies == bindparam("was", type_=Text))
        .values({column: bindparam("is", type_=Text)}),
        rows,
    )


def drop_retired(session: Session) -> int:
    """
    Let the retired keys go; how many fields still lie under them, and then none goes.

    The old master's file stays: backups taken before need it.
    """
    left = sum(count_left(session, place) for place in sealed_places())
    if not left:
        session.execute(delete(KEY).where(KEY.c.retired_at.is_not(None)))
    return left
