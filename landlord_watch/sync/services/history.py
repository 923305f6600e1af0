"""The one row that says which history this is: its epoch, and the last number given."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from landlord_watch.infra.once import insert_once, table_of
from landlord_watch.sync.models import SyncState

STATE = table_of(SyncState)
_OURS = STATE.c.id == 1
_EPOCH = select(STATE.c.epoch).where(_OURS)
_TAKE = (
    update(STATE)
    .where(_OURS)
    .values(last_seq=STATE.c.last_seq + 1)
    .returning(STATE.c.epoch, STATE.c.last_seq)
)
_STANDING = select(STATE.c.epoch, STATE.c.last_seq).where(_OURS)
_GIVE_BACK = update(STATE).where(_OURS).values(last_seq=STATE.c.last_seq - 1)
_IN_LINE = select(STATE.c.id).where(_OURS).with_for_update()
_BEGIN = update(STATE).where(_OURS).values(epoch=bindparam("new_epoch"))


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the office's history: which history, and the number in it."""

    epoch: UUID
    seq: int


def take_place(session: Session) -> Place:
    """
    The next place. Nobody else gets one until the transaction ends, so that who reads by
    number never passes over what was committed late; a new office begins its history.
    """
    connection = session.connection()
    row = connection.execute(_TAKE).one_or_none()
    if row is None:
        insert_once(session, STATE, {"id": 1, "epoch": uuid4(), "last_seq": 0})
        row = connection.execute(_TAKE).one()
    return Place(row.epoch, row.last_seq)


def give_back_place(session: Session) -> None:
    """Give back the place taken last in this transaction; it was not needed."""
    session.connection().execute(_GIVE_BACK)


def stand_in_line(session: Session) -> None:
    """Nobody gets a place, or erases what was sent, until the transaction ends."""
    if session.connection().dialect.name != "sqlite":  # there who writes is alone
        session.connection().execute(_IN_LINE)


def epoch_of(session: Session) -> UUID:
    """Which history this is; a new office begins its own."""
    found: UUID | None = session.connection().execute(_EPOCH).scalar()
    if found is not None:
        return found
    epoch = take_place(session).epoch
    give_back_place(session)
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
