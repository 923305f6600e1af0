"""The one row that says which history this is: its epoch, and the last number given."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from landlord_watch.infra.once import insert_once, table_of
from landlord_watch.sync.models import SyncState

STATE = table_of(SyncState)
#: Held until the transaction ends, so that numbers are given in the order they are committed.
_LOCKED = select(STATE.c.epoch, STATE.c.last_seq).where(STATE.c.id == 1).with_for_update()


@dataclass(frozen=True, slots=True)
class History:
    """The epoch, and the last number given before this transaction."""

    epoch: UUID
    last_seq: int


def lock_history(session: Session) -> History:
    """Be the one who gives numbers until the transaction ends; a new office begins its history."""
    connection = session.connection()
    row = connection.execute(_LOCKED).one_or_none()
    if row is None:
        insert_once(session, STATE, {"id": 1, "epoch": uuid4(), "last_seq": 0})
        row = connection.execute(_LOCKED).one()
    return History(row.epoch, row.last_seq)


def epoch_of(session: Session) -> UUID:
    """Which history this is; a new office begins its own."""
    found: UUID | None = session.connection().execute(select(STATE.c.epoch)).scalar()
    return found or lock_history(session).epoch


def note_last_seq(session: Session, *, seq: int) -> None:
    """Note the number that was given last; only who holds the lock calls this."""
    session.connection().execute(update(STATE).where(STATE.c.id == 1).values(last_seq=seq))


def begin_new_epoch(session: Session) -> UUID:
    """After a restore: another history, so that every tablet offers again what it still holds."""
    lock_history(session)
    epoch = uuid4()
    session.execute(update(STATE).where(STATE.c.id == 1).values(epoch=epoch))
    return epoch
