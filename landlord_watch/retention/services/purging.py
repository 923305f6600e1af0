"""
Carrying out what two persons agreed to: a file at a time, each in a transaction of its own.

Stopped half-way it goes on where it was. A file that is held by then, or no longer due, is left.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.audit.services.erasing import close_log, erase_closed
from landlord_watch.cases.models import CaseAnnex
from landlord_watch.files.models import Rendition, StoredFile
from landlord_watch.households.models import Household
from landlord_watch.infra.clock import LOCAL
from landlord_watch.infra.once import insert_once
from landlord_watch.infra.storage import BlobStore
from landlord_watch.kernel.municipalities import Municipality
from landlord_watch.retention import queries
from landlord_watch.retention.models import ErasedBlob, Purge, PurgeItem
from landlord_watch.retention.rules import CaseFile, Fate, decide
from landlord_watch.retention.services.erasing import ERASED_BLOB, Erased, erase_file
from landlord_watch.retention.services.forgetting import erase_visits_received
from landlord_watch.retention.services.ledger import Ledger
from landlord_watch.sync.models import LateParcel, Parcel, ReceivedBlob

HOUSEHOLD, VISIT = "household", "visit"
ERASED_ROWS = "access_log_entry"
#: What came of an erased visit lies so long, that it can be told that it came.
LATE_KEPT = timedelta(days=30)
#: A photo that has stopped half-way is kept so long; see `clear_half_sent`.
HALF_SENT_KEPT = timedelta(days=30)
AT_A_TIME = 100


class Step(Enum):
    """What became of the file that a purge came to."""

    ERASED = auto()
    LEFT = auto()
    #: It was some of the access log.
    LOG = auto()


@dataclass(slots=True)
class Reapplied:
    """What a restore had brought back: households taken away again, and those on hold, left."""

    erased: int = 0
    held: list[UUID] = field(default_factory=list)
    visits: int = 0


@dataclass(frozen=True, slots=True)
class Purging:
    """
    One who takes files away. `actor_id` None: from the command line.

    `transaction` opens a session that its door commits at the end, or not at all.
    """

    transaction: Callable[[], AbstractContextManager[Session]]
    store: BlobStore
    ledger: Ledger
    place: Municipality
    now: Callable[[], datetime]
    actor_id: UUID | None = None

    def carry_out(self, purge_id: UUID) -> Iterator[Step]:
        """Take away the files of an approved proposal one by one, and let go of their bytes."""
        while (step := self._next(purge_id)) is not None:
            self.let_go()
            yield step

    def _next(self, purge_id: UUID) -> Step | None:
        """The next file of a proposal; None: there is none, and it is done."""
        at = self.now()
        with self.transaction() as session:
            purge = session.get(Purge, purge_id, with_for_update=True)
            if purge is None or not purge.is_approved or purge.done_at is not None:
                return None
            household_id = session.scalar(
                select(PurgeItem.household_id).where(PurgeItem.purge_id == purge_id).limit(1)
            )
            if household_id is not None:
                return self._take(session, purge, household_id, at)
            if purge.log_kept_from_at is not None and self._erase_log(session, purge, at):
                return Step.LOG
            purge.done_at = at
            self._note(session, "purge.done", purge_id, at)
            return None

    def _erase_log(self, session: Session, purge: Purge, at: datetime) -> bool:
        """Erase some of the log; whether there was any left."""
        if purge.log_kept_from_at is not None:
            close_log(session, before=purge.log_kept_from_at, at=at)
        count = erase_closed(session)
        purge.counts = dict(Counter(purge.counts) + Counter({ERASED_ROWS: count}))
        return count > 0

    def _take(self, session: Session, purge: Purge, household_id: UUID, at: datetime) -> Step:
        file = _locked(session, household_id, at)
        if file is None or not self._is_to_go(session, purge, file, at):
            ids = {household_id} if file is None else file.household_ids
            session.execute(
                delete(PurgeItem).where(
                    PurgeItem.purge_id == purge.id, PurgeItem.household_id.in_(ids)
                )
            )
            purge.left_files += 1
            return Step.LEFT
        erased = self._erase(session, file.household_ids, at)
        purge.erased_files += 1
        purge.counts = dict(Counter(purge.counts) + erased.counts)
        return Step.ERASED

    def _is_to_go(self, session: Session, purge: Purge, file: CaseFile, at: datetime) -> bool:
        """Whether a file is as it was agreed to: due, not held, and of these households alone."""
        on = at.astimezone(LOCAL).date()
        if file.is_held or decide(file, place=self.place, on=on).fate is not Fate.DUE:
            return False
        agreed = session.scalars(
            select(PurgeItem.household_id).where(PurgeItem.purge_id == purge.id)
        )
        return file.household_ids <= set(agreed)

    def _erase(self, session: Session, household_ids: frozenset[UUID], at: datetime) -> Erased:
        erased = erase_file(session, household_ids=household_ids, at=at)
        self._forget_under_way(erased.visit_ids)
        for household_id in household_ids:
            self._note(session, "household.erased", household_id, at)
        session.flush()  # what would be refused is refused before the ledger says it is gone
        on = at.astimezone(LOCAL).date()
        self.ledger.append(HOUSEHOLD, erased.household_ids, on=on)
        self.ledger.append(VISIT, erased.visit_ids, on=on)
        return erased

    def _forget_under_way(self, visit_ids: Iterable[UUID]) -> None:
        """
        Drop what there is of photos that never came whole. If nothing else comes of this, they
        are sent anew from the beginning.
        """
        for visit_id in visit_ids:
            self.store.forget_sender(visit_id)

    def _note(self, session: Session, action: str, subject_id: UUID, at: datetime) -> None:
        audit.record(session, actor_id=self.actor_id, action=action, subject_id=subject_id, at=at)

    def let_go(self) -> int:
        """Delete the bytes whose rows are gone, unless another row needs them; how many went."""
        gone = 0
        while names := self._bytes_to_go():
            for name in names:
                with self.transaction() as session:
                    if not _is_needed(session, name):
                        self.store.delete(name)
                        gone += 1
                    session.execute(delete(ErasedBlob).where(ErasedBlob.sha256 == name))
        return gone

    def _bytes_to_go(self) -> list[str]:
        with self.transaction() as session:
            query = select(ErasedBlob.sha256).order_by(ErasedBlob.sha256).limit(AT_A_TIME)
            return list(session.scalars(query))

    def reapply(self) -> Reapplied:
        """
        After a restore: take away again what a backup brought back. Safe to repeat.

        A household that is held in what was restored is left and named.
        """
        done = Reapplied()
        codes = self.ledger.read(HOUSEHOLD)
        for household_id in self._known(HOUSEHOLD, codes):
            self._reapply_one(household_id, done)
        self._forget_visits(done)
        self.let_go()
        return done

    def _known(self, kind: str, codes: frozenset[str]) -> list[UUID]:
        columns = {HOUSEHOLD: (Household.id,), VISIT: (Parcel.visit_id, ReceivedBlob.visit_id)}
        with self.transaction() as session:
            there = {id_ for each in columns[kind] for id_ in session.scalars(select(each))}
        return sorted(each for each in there if self.ledger.code(kind, each) in codes)

    def _reapply_one(self, household_id: UUID, done: Reapplied) -> None:
        at = self.now()
        with self.transaction() as session:
            file = _locked(session, household_id, at)
            if file is None:
                return
            if file.is_held:
                done.held.append(household_id)
                return
            self._erase(session, frozenset({household_id}), at)
            done.erased += 1

    def _forget_visits(self, done: Reapplied) -> None:
        """What a tablet has sent again of visits whose household is not even in the backup."""
        for visit_id in self._known(VISIT, self.ledger.read(VISIT)):
            at = self.now()
            with self.transaction() as session:
                ids = [visit_id]
                blobs = erase_visits_received(session, visit_ids=ids, concern_ids=(), at=at)
                for name in blobs:
                    insert_once(session, ERASED_BLOB, {"sha256": name})
                self._forget_under_way(ids)
                done.visits += 1

    def clear_late(self) -> int:
        """Take away what came of erased visits and has lain its time; how many parcels."""
        with self.transaction() as session:
            before = self.now() - LATE_KEPT
            late = session.scalars(
                select(LateParcel.id).where(LateParcel.received_at < before)
            ).all()
            session.execute(delete(LateParcel).where(LateParcel.id.in_(late)))
            return len(late)

    def clear_half_sent(self) -> int:
        """
        Drop what there is of photos that nothing has been added to for thirty days; how many.

        Nothing is lost: a tablet keeps a photo until it knows that all of it is here. It asks how
        much is, and offers it again from the beginning.
        """
        return self.store.forget_partials(before=self.now() - HALF_SENT_KEPT)


def _locked(session: Session, household_id: UUID, at: datetime) -> CaseFile | None:
    """A file as it stands, and stays until the transaction ends; None: it is gone."""
    on = at.astimezone(LOCAL).date()
    seen = queries.find_file(session, household_id=household_id, on=on)
    if seen is None:
        return None
    ids = sorted(seen.household_ids)
    lock = select(Household.id).where(Household.id.in_(ids)).order_by(Household.id)
    session.execute(lock.with_for_update())
    return queries.find_file(session, household_id=household_id, on=on)


def _is_needed(session: Session, name: str) -> bool:
    """Whether a row that stands points at these bytes."""
    places = (ReceivedBlob.sha256, StoredFile.sha256, Rendition.sha256, CaseAnnex.file_sha256)
    return any(
        session.scalar(select(place).where(place == name).limit(1)) is not None for place in places
    )
