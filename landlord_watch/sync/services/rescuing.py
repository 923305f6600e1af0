"""
Taking in what a tablet could not send: by the same services as over the wire, a parcel at a time.

Each parcel is taken whole, with its receipt, or not at all; one that cannot be holds up no other.
The same file again changes nothing.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.infra.storage import BlobStore
from landlord_watch.kernel.errors import DomainError
from landlord_watch.sync.errors import IdsDiffer, ParcelMalformed, VisitErased
from landlord_watch.sync.rules import decode_parcel, receipt_number
from landlord_watch.sync.services.blobs import Piece, let_go_late, note_blob
from landlord_watch.sync.services.erasing import check_not_erased
from landlord_watch.sync.services.receiving import Delivery, Outcome, receive_parcel
from landlord_watch.sync.services.rescue_file import RescueFile
from landlord_watch.sync.shapes import RescuedParcel


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A parcel that is here now; `receipt` None: it is a blob, which has none of its own."""

    parcel: RescuedParcel
    outcome: Outcome
    receipt: str | None


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A parcel that was not taken in, and why."""

    parcel: RescuedParcel
    refusal: DomainError


@dataclass(slots=True)
class RescueReport:
    """What became of each parcel of a file; `unlisted`: how many its list does not name."""

    unlisted: int = 0
    received: list[TakenIn] = field(default_factory=list)
    known: list[TakenIn] = field(default_factory=list)
    #: Other bytes than those here, under the same id; both are kept.
    differing: list[TakenIn] = field(default_factory=list)
    refused: list[NotTaken] = field(default_factory=list)

    def add(self, taken: TakenIn) -> None:
        """Put a parcel where it belongs."""
        places = {
            Outcome.NEW: self.received,
            Outcome.SAME: self.known,
            Outcome.OTHER_BYTES: self.differing,
        }
        places[taken.outcome].append(taken)


@dataclass(frozen=True, slots=True)
class Rescuing:
    """
    One who reads rescue files. `actor_id` None: from the command line.

    `transaction` opens a session that its door commits at the end, or not at all.
    """

    transaction: Callable[[], AbstractContextManager[Session]]
    store: BlobStore
    now: Callable[[], datetime]
    actor_id: UUID | None

    def read(self, file: BinaryIO) -> RescueReport:
        """
        Take in every parcel of a file that can be.

        Raises: `RescueFileMalformed`, `RescueFileTooLarge`; then nothing was.
        """
        with RescueFile.opened(file) as rescue:
            report = RescueReport(unlisted=rescue.unlisted)
            for parcel in rescue.manifest.parcels:
                try:
                    report.add(self._take(parcel, rescue.read(parcel)))
                except DomainError as refusal:
                    report.refused.append(NotTaken(parcel, refusal))
        return report

    def _take(self, parcel: RescuedParcel, raw: bytes) -> TakenIn:
        return (
            self._take_blob(parcel, raw)
            if parcel.kind == "blob"
            else self._take_revision(parcel, raw)
        )

    def _take_revision(self, parcel: RescuedParcel, raw: bytes) -> TakenIn:
        if parcel.revision_id is None:
            raise IdsDiffer
        delivery = Delivery.of(raw, visit_id=parcel.visit_id, revision_id=parcel.revision_id)
        with self.transaction() as session:
            taken = receive_parcel(session, delivery=delivery, device_id=None, at=self.now())
            self._note(session, parcel)
        if taken.outcome is Outcome.TOO_LATE:
            raise VisitErased
        number = receipt_number(epoch=taken.epoch, seq=taken.held.seq)
        return TakenIn(parcel, taken.outcome, number)

    def _take_blob(self, parcel: RescuedParcel, raw: bytes) -> TakenIn:
        header = decode_parcel(raw).header
        if header.kind != "blob":
            raise ParcelMalformed
        if header.visit_id != parcel.visit_id:
            raise IdsDiffer
        with self.transaction() as session:
            check_not_erased(session, visit_id=parcel.visit_id)
        size, name = len(raw), sha256(raw).hexdigest()
        Piece(parcel.visit_id, name, 0, size, raw).keep_in(self.store)
        with self.transaction() as session:
            outcome = note_blob(
                session,
                visit_id=parcel.visit_id,
                name=name,
                size=size,
                device_id=None,
                at=self.now(),
            )
            self._note(session, parcel)
            if outcome is Outcome.TOO_LATE:
                let_go_late(session, store=self.store, name=name)
        if outcome is Outcome.TOO_LATE:
            raise VisitErased
        return TakenIn(parcel, outcome, None)

    def _note(self, session: Session, parcel: RescuedParcel) -> None:
        audit.record(
            session,
            actor_id=self.actor_id,
            action="parcel.rescued",
            subject_id=parcel.visit_id,
            at=self.now(),
        )
