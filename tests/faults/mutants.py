"""Bugs of the receiving end that are planted one by one; the oracle must find each."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from io import FileIO
from itertools import count
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.orm import Session

from faults import mutants_tablet as tablets
from faults.campaign import Mutant
from faults.danger import replaced
from landlord_watch.infra.database import Transaction, begin_reading
from landlord_watch.infra.storage import FolderStore, _alone_with
from landlord_watch.infra.together import Together
from landlord_watch.sync.models import Parcel, ParcelState, ParcelVariant
from landlord_watch.sync.ports import PrivateKeys
from landlord_watch.sync.queries.concerns import Order
from landlord_watch.sync.queries.receipts import HeldParcel
from landlord_watch.sync.services import catching_up, interpreting, receiving
from landlord_watch.sync.services.blobs import Piece
from landlord_watch.sync.services.history import Place, epoch_of
from landlord_watch.sync.services.receiving import Delivery, Outcome, Reception, receive_parcel
from landlord_watch.visits.models import Concern
from landlord_watch.visits.shapes import ConcernContent
from landlord_watch.web.db import db
from landlord_watch.web.tablet import api, delivering
from landlord_watch.web.tablet.credential import Tablet, tablet_in_use
from landlord_watch.web.tablet.history import HistoryLook

Planted = AbstractContextManager[object]


class _Undone(Exception):
    """What takes back all that was done in a transaction."""


def acknowledged_without_commit() -> Planted:
    """What comes together is done, and nothing of it is committed."""

    def commit(self: Together, work: Callable[[Transaction], Any]) -> Any:
        done = None
        with suppress(_Undone), self._transaction() as transaction:
            done = work(transaction)
            raise _Undone
        return done

    return replaced(Together, commit=commit)


def _received(change: Callable[[Connection, Delivery, Reception], Reception]) -> Planted:
    """Have something done with what was received before it is answered."""

    def receive(transaction: Transaction, *, delivery: Delivery, **said: Any) -> Reception:
        reception = receive_parcel(transaction, delivery=delivery, **said)
        return change(transaction.connection(), delivery, reception)

    return replaced(delivering, receive_parcel=receive)


def skipped_below_the_highest_number() -> Planted:
    def receive(transaction: Transaction, *, delivery: Delivery, **said: Any) -> Reception:
        header = delivery.header
        connection = transaction.connection()
        of_tablet = select(func.max(Parcel.device_seq)).where(Parcel.device_id == header.device_id)
        same = select(Parcel.seq).where(Parcel.revision_id == header.revision_id)
        highest = connection.scalar(of_tablet) or 0
        is_here = connection.scalar(same) is not None
        if is_here or header.device_seq > highest:
            return receive_parcel(transaction, delivery=delivery, **said)
        held = HeldParcel.of_header(
            header, sha256=delivery.sha256, seq=0, received_at=said["at"], is_conflicting=False
        )
        return Reception(Outcome.SAME, epoch_of(transaction), held, frozenset())

    return replaced(delivering, receive_parcel=receive)


def other_bytes_written_over_the_first() -> Planted:
    def overwrite(connection: Connection, delivery: Delivery, reception: Reception) -> Reception:
        if reception.outcome is not Outcome.OTHER_BYTES:
            return reception
        own = Parcel.revision_id == delivery.header.revision_id
        said = {"raw": delivery.raw, "sha256": delivery.sha256}
        connection.execute(update(Parcel).where(own).values(**said))
        held = replace(reception.held, sha256=delivery.sha256)
        return replace(reception, outcome=Outcome.SAME, held=held)

    return _received(overwrite)


def other_bytes_not_kept() -> Planted:
    def drop(connection: Connection, delivery: Delivery, reception: Reception) -> Reception:
        own = ParcelVariant.revision_id == delivery.header.revision_id
        connection.execute(delete(ParcelVariant).where(own))
        return reception

    return _received(drop)


def other_bytes_called_the_same() -> Planted:
    first_of = receiving._first_of  # noqa: SLF001 -- what is planted lies inside

    def same(own: Transaction, delivery: Delivery, at: datetime) -> tuple[HeldParcel, Outcome]:
        return first_of(own, delivery, at)[0], Outcome.SAME

    return replaced(receiving, _first_of=same)


def rival_written_over() -> Planted:
    def overwrite(connection: Connection, delivery: Delivery, reception: Reception) -> Reception:
        header = delivery.header
        if reception.outcome is Outcome.NEW and reception.held.is_conflicting:
            connection.execute(
                delete(Parcel).where(
                    Parcel.visit_id == header.visit_id,
                    Parcel.kind == header.kind,
                    Parcel.base_revision_id.is_not_distinct_from(header.base_revision_id),
                    Parcel.revision_id != header.revision_id,
                )
            )
        return reception

    return _received(overwrite)


def receipt_made_anew() -> Planted:
    first_of = receiving._first_of  # noqa: SLF001 -- what is planted lies inside

    def anew(own: Transaction, delivery: Delivery, at: datetime) -> tuple[HeldParcel, Outcome]:
        held, outcome = first_of(own, delivery, at)
        return replace(held, received_at=at), outcome

    return replaced(receiving, _first_of=anew)


def numbers_kept_in_memory() -> Planted:
    numbers: WeakKeyDictionary[object, Iterator[int]] = WeakKeyDictionary()

    def take(transaction: Transaction) -> Place:
        pool = transaction.connection().engine.pool  # as old as the server
        number = next(numbers.setdefault(pool, count(1_000_000)))
        return Place(epoch_of(transaction), number)

    return replaced(receiving, take_place=take, give_back_place=lambda _transaction: None)


def erased_visit_taken_anew() -> Planted:
    return replaced(receiving, is_erased=lambda _transaction, *, visit_id: not visit_id)


def revoked_tablet_turned_away() -> Planted:
    def in_use() -> Tablet:
        begin_reading(db())
        found = tablet_in_use()
        db().rollback()
        return found

    return replaced(api, tablet_that_delivers=in_use)


class _Eager(Piece):
    """A piece that counts as the last as soon as it is kept."""

    def keep_in(self, store: Any) -> None:
        super().keep_in(store)
        object.__setattr__(self, "is_kept", True)

    @property
    def is_last(self) -> bool:
        return getattr(self, "is_kept", False) or self.end == self.length


def photo_acknowledged_before_all_of_it() -> Planted:
    return replaced(api, Piece=_Eager)


def piece_taken_at_any_offset() -> Planted:
    @contextmanager
    def anywhere(
        self: FolderStore, sender: UUID, name: str, *, offset: int, length: int
    ) -> Iterator[FileIO]:
        del offset
        with _alone_with(self._desk(sender) / f"{name}-{length}") as file:
            file.seek(0, 2)
            yield file

    return replaced(FolderStore, _under_way=anywhere)


def photo_made_whole_in_two_steps() -> Planted:
    """As it once was: killed between, all of it lay under way, and nobody sent the rest."""

    def finish(
        self: FolderStore, sender: UUID, name: str, *, offset: int, length: int, piece: bytes
    ) -> None:
        self.append_at(sender, name, offset=offset, length=length, piece=piece)
        self.write_named(name, (self._desk(sender) / f"{name}-{length}").read_bytes())
        self.forget_partial(sender, name)

    return replaced(FolderStore, finish_partial=finish)


def concern_merged_into_another() -> Planted:
    own = interpreting.record_concern

    def merge(session: Session, *, content: ConcernContent, **said: Any) -> Concern:
        held = session.scalars(select(Concern).where(Concern.visit_id == content.visit_id)).first()
        if held is None:
            return own(session, content=content, **said)
        held.content = content.model_dump(mode="json")
        return held

    return replaced(interpreting, record_concern=merge)


def earlier_word_left_standing() -> Planted:
    """As it once was: what was added counted only if the word just before it stood."""

    def order(session: Session, *, visit_id: UUID, revision_id: UUID) -> object:
        own = session.get_one(Parcel, revision_id)
        rows = select(Parcel.revision_id).where(
            Parcel.visit_id == visit_id, Parcel.base_revision_id == revision_id
        )
        standing = {
            UUID(row.content["revision_id"])
            for row in session.scalars(select(Concern).where(Concern.visit_id == visit_id))
        }
        is_followed = session.scalar(rows.limit(1)) is not None
        before = frozenset([own.base_revision_id] if own.base_revision_id else [])
        after = frozenset(standing) if is_followed and standing else frozenset[UUID]()
        return Order(before=before, after=after)

    return replaced(interpreting, order_of_concern=order)


def _interpreted(change: Callable[[Session, Parcel], None]) -> Planted:
    """Have something done with a parcel that was just looked into."""
    own = interpreting._interpret_alone  # noqa: SLF001 -- what is planted lies inside

    def interpret(session: Session, parcel: Parcel, keys: PrivateKeys, at: datetime) -> None:
        own(session, parcel, keys, at)
        change(session, parcel)

    return replaced(interpreting, _interpret_alone=interpret)


def parked_thrown_away() -> Planted:
    def throw_away(session: Session, parcel: Parcel) -> None:
        if parcel.state is ParcelState.PARKED:
            session.delete(parcel)

    return _interpreted(throw_away)


def understood_twice() -> Planted:
    once = set[UUID]()

    def again(_session: Session, parcel: Parcel) -> None:
        if parcel.revision_id not in once:
            once.add(parcel.revision_id)
            parcel.state = ParcelState.RECEIVED

    return _interpreted(again)


def ticked_off_before_it_is_understood() -> Planted:
    def interpret(session: Session, *, keys: PrivateKeys, limit: int, at: datetime) -> int:
        waiting = select(Parcel.revision_id).where(Parcel.state == ParcelState.RECEIVED)
        with Session(session.get_bind()) as first, first.begin():
            ids = first.scalars(waiting.limit(limit)).all()
            done = update(Parcel).where(Parcel.revision_id.in_(ids))
            first.execute(done.values(state=ParcelState.INTERPRETED))
        for parcel in session.scalars(select(Parcel).where(Parcel.revision_id.in_(ids))):
            interpreting._interpret_alone(session, parcel, keys, at)  # noqa: SLF001 -- as it does
        return len(ids)

    return replaced(catching_up, interpret_waiting=interpret)


OFFICE: tuple[Callable[[], Planted], ...] = (
    acknowledged_without_commit,
    skipped_below_the_highest_number,
    other_bytes_written_over_the_first,
    other_bytes_not_kept,
    other_bytes_called_the_same,
    rival_written_over,
    receipt_made_anew,
    numbers_kept_in_memory,
    erased_visit_taken_anew,
    revoked_tablet_turned_away,
    photo_acknowledged_before_all_of_it,
    piece_taken_at_any_offset,
    photo_made_whole_in_two_steps,
    concern_merged_into_another,
    earlier_word_left_standing,
    parked_thrown_away,
    understood_twice,
    ticked_off_before_it_is_understood,
)
RESTORES = {
    "a restore that brings back what was erased": "erases_again",
    "a restore without the photos": "puts_blobs_back",
}
TABLETS = (
    tablets.DropsOnError,
    tablets.BelievesAnyAnswer,
    tablets.BelievesAnyReceipt,
    tablets.BelievesTheUnsigned,
    tablets.KeepsOldReceipts,
    tablets.ForgetsWhatItSent,
    tablets.HoldsWhatItSent,
    tablets.KeepsNoCopy,
    tablets.StopsAtTheFirstTrouble,
)


def _not_looked_at() -> Planted:
    """No server sees by itself that its database was set back."""
    return replaced(HistoryLook, _look=lambda _self: None)


UNSEEN = Mutant(
    "a restore that keeps the epoch", planted=_not_looked_at, office={"begins_new_epoch": False}
)

MUTANTS = (
    UNSEEN,
    *(Mutant(each.__name__.replace("_", " "), planted=each) for each in OFFICE),
    *(Mutant(name, office={what: False}) for name, what in RESTORES.items()),
    *(Mutant(each.__name__, program=each) for each in TABLETS),
    Mutant(tablets.NewIdOnRetry.__name__, program=tablets.NewIdOnRetry, promise="twice"),
    Mutant(tablets.NumbersTwice.__name__, store=tablets.NumbersTwice),
)
