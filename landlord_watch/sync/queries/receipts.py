"""What the office holds of what tablets sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Literal, cast
from uuid import UUID

from sqlalchemy import Column, Row, bindparam, func, select
from sqlalchemy.orm import Session

from landlord_watch.infra.database import Transaction
from landlord_watch.infra.once import table_of
from landlord_watch.infra.prepared import Prepared
from landlord_watch.sync.models import Parcel, ReceivedBlob
from landlord_watch.sync.rules import receipt_number, sign_receipt
from landlord_watch.sync.shapes import (
    HeldBlob,
    ManifestBlob,
    Receipt,
    ReceiptList,
    RevisionHeader,
    UnsignedReceipt,
)

PARCEL = table_of(Parcel)
BLOB = table_of(ReceivedBlob)

# Built once: building a statement takes longer than running it.
_BLOBS_OF = select(BLOB.c.visit_id, BLOB.c.sha256).where(
    BLOB.c.visit_id.in_(bindparam("visits", expanding=True))
)
_NAMES_OF = Prepared(select(BLOB.c.sha256).where(BLOB.c.visit_id == bindparam("visit")))
_SIZE = select(BLOB.c.size).where(
    BLOB.c.visit_id == bindparam("visit"), BLOB.c.sha256 == bindparam("name")
)

#: Visit and name of blobs that are here.
HeldBlobs = frozenset[tuple[UUID, str]]


@dataclass(frozen=True, slots=True)
class HeldParcel:
    """A parcel as a receipt tells of it, without its bytes."""

    COLUMNS: ClassVar[tuple[Column[Any], ...]] = (
        PARCEL.c.revision_id,
        PARCEL.c.visit_id,
        PARCEL.c.kind,
        PARCEL.c.seq,
        PARCEL.c.sha256,
        PARCEL.c.manifest,
        PARCEL.c.received_at,
        PARCEL.c.is_conflicting,
    )

    revision_id: UUID
    visit_id: UUID
    kind: Literal["visit", "concern"]
    seq: int
    sha256: str
    manifest: tuple[ManifestBlob, ...]
    received_at: datetime
    is_conflicting: bool

    @classmethod
    def of_header(
        cls,
        header: RevisionHeader,
        *,
        sha256: str,
        seq: int,
        received_at: datetime,
        is_conflicting: bool,
    ) -> "HeldParcel":
        """What has just been written, without reading it back."""
        return cls(
            header.revision_id,
            header.visit_id,
            header.kind,
            seq,
            sha256,
            tuple(header.blobs),
            received_at,
            is_conflicting,
        )

    @classmethod
    def of_row(cls, row: Row[Any]) -> "HeldParcel":
        """A row of `COLUMNS`."""
        return cls(
            row.revision_id,
            row.visit_id,
            cast("Literal['visit', 'concern']", row.kind),  # from a header that allowed no other
            row.seq,
            row.sha256,
            tuple(ManifestBlob(**blob) for blob in row.manifest),
            row.received_at,
            row.is_conflicting,
        )

    def receipt(self, *, epoch: UUID, blobs: HeldBlobs, credential: str) -> Receipt:
        """
        The receipt, signed for the tablet with this credential; `blobs` are the names the office
        holds, of this visit.
        """
        return sign_receipt(self._unsigned(epoch=epoch, blobs=blobs), credential=credential)

    def _unsigned(self, *, epoch: UUID, blobs: HeldBlobs) -> UnsignedReceipt:
        held = [
            HeldBlob(
                sha256=blob.sha256,
                size=blob.size,
                is_held=(self.visit_id, blob.sha256) in blobs,
            )
            for blob in self.manifest
        ]
        return UnsignedReceipt(
            number=receipt_number(epoch=epoch, seq=self.seq),
            epoch=epoch,
            kind=self.kind,
            visit_id=self.visit_id,
            revision_id=self.revision_id,
            sha256=self.sha256,
            seq=self.seq,
            received_at=self.received_at,
            state="complete" if all(blob.is_held for blob in held) else "blobs_missing",
            blobs=held,
            is_conflicting=self.is_conflicting,
        )


def held_blobs(session: Session, *, held: Iterable[HeldParcel]) -> HeldBlobs:
    """The blobs of these parcels' visits that are here, whole and durable."""
    visit_ids = {each.visit_id for each in held if each.manifest}
    if not visit_ids:
        return frozenset()
    rows = session.connection().execute(_BLOBS_OF, {"visits": list(visit_ids)})
    return frozenset((row.visit_id, row.sha256) for row in rows)


def held_blobs_of(transaction: Transaction, *, held: HeldParcel) -> HeldBlobs:
    """The same of one parcel's visit."""
    if not held.manifest:
        return frozenset()
    visit_id = held.visit_id
    rows = _NAMES_OF.all(transaction.connection(), {"visit": visit_id})
    return frozenset((visit_id, name) for (name,) in rows)


def find_held_size(session: Session, *, visit_id: UUID, name: str) -> int | None:
    """The size of a blob that is here, whole; None: it is not."""
    asked = {"visit": visit_id, "name": name}
    size: int | None = session.connection().execute(_SIZE, asked).scalar()
    return size


def list_receipts(
    session: Session, *, epoch: UUID, revision_ids: Sequence[UUID], credential: str
) -> ReceiptList:
    """
    The receipts of what is held of these, in the order asked, and what was never seen.

    They are signed for the tablet with this credential.
    """
    rows = session.connection().execute(
        select(*HeldParcel.COLUMNS).where(PARCEL.c.revision_id.in_(revision_ids))
    )
    by_id = {row.revision_id: HeldParcel.of_row(row) for row in rows}
    found = [by_id[each] for each in dict.fromkeys(revision_ids) if each in by_id]
    blobs = held_blobs(session, held=found)
    return ReceiptList(
        epoch=epoch,
        receipts=[each.receipt(epoch=epoch, blobs=blobs, credential=credential) for each in found],
        unknown=[each for each in dict.fromkeys(revision_ids) if each not in by_id],
    )


def highest_held_sequence(session: Session, *, device_id: UUID) -> int:
    """The number up to which nothing of a tablet is missing; 0: its first is."""
    after = PARCEL.alias()
    follows = select(after.c.device_seq).where(
        after.c.device_id == device_id, after.c.device_seq == PARCEL.c.device_seq + 1
    )
    own = (PARCEL.c.device_id == device_id, PARCEL.c.device_seq > 0)
    connection = session.connection()
    first = connection.execute(select(func.min(PARCEL.c.device_seq)).where(*own)).scalar()
    if first != 1:
        return 0
    last: int | None = connection.execute(
        select(PARCEL.c.device_seq)
        .where(*own, ~follows.exists())
        .order_by(PARCEL.c.device_seq)
        .limit(1)
    ).scalar()
    return last or 0
