"""The one row that says which history this is: its epoch, and the last number given."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from landlord_watch.infra.database import Transaction
from landlord_watch.infra.once import insert_once, table_of
from landlord_watch.infra.prepared import Prepared
from landlord_watch.sync.models import SyncState

STATE = table_of(SyncState)
_OURS = STATE.c.id == 1
_EPOCH = select(STATE.c.epoch).where(_OURS)
_TAKE = Prepared(
    update(STATE)
    .where(_OURS)
    .values(last_seq=STATE.c.last_seq + 1)
    .returning(STATE.c.epoch, STATE.c.last_seq)
)
_STANDING = select(STATE.c.epoch, STATE.c.last_seq).where(_OURS)
_GIVE_BACK = Prepared(update(STATE).where(_OURS).values(last_seq=STATE.c.last_seq - 1))
_IN_LINE = Prepared(select(STATE.c.id).where(_OURS).with_for_update())
_BEGIN = update(STATE).where(_OURS).values(epoch=bindparam("new_epoch"))


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the office's history: which history, and the number in it."""

    epoch: UUID
    seq: int


def take_place(transaction: Transaction) -> Place:
    """
    The next place. Nobody else gets one until the transaction ends, so that who reads by
    number never passes over what was committed late; a new office begins its history.
    """
    connection = transaction.connection()
    taken = _TAKE.first(connection, {})
    if taken is None:
        insert_once(transaction, STATE, {"id": 1, "epoch": uuid4(), "last_seq": 0})
        taken = _TAKE.first(connection, {})
    if taken is None:
        raise RuntimeError("an office has one history")
    return Place(*taken)


def give_back_place(transaction: Transaction) -> None:
    """Give back the place taken last in this transaction; it was not needed."""
    _GIVE_BACK.run(transaction.connection(), {})


def stand_in_line(transaction: Transaction) -> None:
    """Nobody gets a place, or erases what was sent, until the transaction ends."""
    connection = transaction.connection()
    if connection.dialect.name != "sqlite":  # there who writes is alone
        _IN_LINE.first(connection, {})


def epoch_of(transaction: Transaction) -> UUID:
    """Which history this is; a new office begins its own."""
    found: UUID | None = transaction.connection().execute(_EPOCH).scalar()
    if found is not None:
        return found
    epoch = take_place(transaction).epoch
    give_back_place(transaction)
    return epoch


def standing_at(session: Session) -> Place:
    """Which history this is, and the last number given in it; a new office begins its own."""
    epoch_of(session)
    row = session.connection().execute(_STANDING).one()
    return Place(row.epoch, row.last_seq)


def begin_new_epoch(session: Session) -> UUID:
    """After a restore: another history, so that every tablet offers again what it still holds."""
    epoch_of(session)
    epoch = uuid4()
    session.connection().execute(_BEGIN, {"new_epoch": epoch})
    return epoch
