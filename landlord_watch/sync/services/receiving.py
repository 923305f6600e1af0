"""
Taking parcels in: journalled as they came, and understood afterwards.

One transaction, few statements, no objects: this is the path that a field day ends on.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from sqlalchemy import bindparam, exists, or_, select, update

from landlord_watch.identity.models import Device
from landlord_watch.infra.database import Transaction
from landlord_watch.infra.once import insert_once, table_of
from landlord_watch.infra.prepared import Prepared
from landlord_watch.sync.errors import IdsDiffer
from landlord_watch.sync.models import Parcel, ParcelState, ParcelVariant
from landlord_watch.sync.queries.receipts import HeldBlobs, HeldParcel, held_blobs_of
from landlord_watch.sync.rules import check_digest, decode_revision
from landlord_watch.sync.services.erasing import is_erased, shut_away
from landlord_watch.sync.services.history import give_back_place, take_place
from landlord_watch.sync.shapes import Receipt, RevisionHeader
from landlord_watch.visits.models import VisitRevision

PARCEL = table_of(Parcel)
VARIANT = table_of(ParcelVariant)
DEVICE = table_of(Device)
REVISION = table_of(VisitRevision)

_KNOWN_DEVICE = Prepared(select(DEVICE.c.id).where(DEVICE.c.id == bindparam("device")))
_FIRST = select(*HeldParcel.COLUMNS).where(PARCEL.c.revision_id == bindparam("own_id"))
_SAME_BASE = (
    PARCEL.c.visit_id == bindparam("visit"),
    PARCEL.c.kind == bindparam("kind_"),
    PARCEL.c.base_revision_id.is_not_distinct_from(bindparam("base")),
)
_SIBLING = exists().where(*_SAME_BASE, PARCEL.c.revision_id != bindparam("own_id"))
#: What the office held together of the base and another stands beside too, and is no parcel.
_MERGED = exists().where(
    bindparam("kind_") == "visit",
    REVISION.c.visit_id == bindparam("visit"),
    REVISION.c.merged_revision_id.is_not(None),
    or_(
        REVISION.c.base_revision_id == bindparam("base"),
        REVISION.c.merged_revision_id == bindparam("base"),
    ),
)
_BESIDE = Prepared(select(or_(_SIBLING, _MERGED)))
_MARK = Prepared(update(PARCEL).where(*_SAME_BASE).values(is_conflicting=True))


class Outcome(StrEnum):
    """What a delivery came to."""

    NEW = "new"
    #: The same bytes again.
    SAME = "same"
    #: Other bytes under an id already taken; both are kept.
    OTHER_BYTES = "other_bytes"
    #: Of a visit that was erased: shut away, and there is no receipt for it.
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A parcel as it came, with its clear header read."""

    raw: bytes
    sha256: str
    header: RevisionHeader

    @classmethod
    def read(
        cls, raw: bytes, *, content_digest: str, visit_id: UUID, revision_id: UUID
    ) -> "Delivery":
        """
        A parcel sent to an address, looked at without asking the database.

        Raises: `DigestMismatch`, `ParcelMalformed`, `IdsDiffer`.
        """
        name = sha256(raw).hexdigest()
        check_digest(content_digest, sha256_hex=name)
        return cls._of(raw, name, visit_id, revision_id)

    @classmethod
    def of(cls, raw: bytes, *, visit_id: UUID, revision_id: UUID) -> "Delivery":
        """
        A parcel that was carried here, whose bytes are known to be whole.

        Raises: `ParcelMalformed`, `IdsDiffer`.
        """
        return cls._of(raw, sha256(raw).hexdigest(), visit_id, revision_id)

    @classmethod
    def _of(cls, raw: bytes, name: str, visit_id: UUID, revision_id: UUID) -> "Delivery":
        header = decode_revision(raw)
        if (header.visit_id, header.revision_id) != (visit_id, revision_id):
            raise IdsDiffer
        return cls(raw, name, header)


@dataclass(frozen=True, slots=True)
class Reception:
    """What became of a delivery. The receipt is made of it when it has been committed."""

    outcome: Outcome
    epoch: UUID
    held: HeldParcel
    blobs: HeldBlobs

    def receipt(self, *, credential: str) -> Receipt:
        """The receipt, signed for the tablet with this credential."""
        return self.held.receipt(epoch=self.epoch, blobs=self.blobs, credential=credential)


def receive_parcel(
    transaction: Transaction, *, delivery: Delivery, device_id: UUID | None, at: datetime
) -> Reception:
    """
    Keep a delivery, once, whoever sends it how many times at once.

    `device_id` is of the tablet whose credential it came with; None: it was carried here. A
    parcel made on another tablet the office knows is attributed to that one; what does not fit
    is kept all the same, and parked when it is looked into.
    """
    place = take_place(transaction)
    row = _row(transaction, delivery, seq=place.seq, device_id=device_id, at=at)
    held = HeldParcel.of_header(
        delivery.header, sha256=delivery.sha256, seq=place.seq, received_at=at, is_conflicting=False
    )
    outcome = Outcome.NEW
    if is_erased(transaction, visit_id=delivery.header.visit_id):
        give_back_place(transaction)
        shut_away(transaction, row=row)
        outcome = Outcome.TOO_LATE
    elif insert_once(transaction, PARCEL, row):
        held = replace(held, is_conflicting=_mark_conflicts(transaction, delivery.header))
    else:
        give_back_place(transaction)
        held, outcome = _first_of(transaction, delivery, at)
    return Reception(outcome, place.epoch, held, held_blobs_of(transaction, held=held))


def _row(
    transaction: Transaction, delivery: Delivery, *, seq: int, device_id: UUID | None, at: datetime
) -> dict[str, object]:
    header = delivery.header
    is_known = header.device_id == device_id or _is_device(transaction, header.device_id)
    return {
        "revision_id": header.revision_id,
        "visit_id": header.visit_id,
        "kind": header.kind,
        "base_revision_id": header.base_revision_id,
        "author_id": header.author_id,
        "device_id": header.device_id if is_known else device_id,
        # a number of a tablet nobody knows says nothing of the one that brought it
        "device_seq": header.device_seq if is_known else 0,
        "brought_by_id": device_id,
        "seq": seq,
        "sha256": delivery.sha256,
        "raw": delivery.raw,
        "manifest": [blob.model_dump() for blob in header.blobs],
        "received_at": at,
        "state": ParcelState.RECEIVED,
    }


def _is_device(transaction: Transaction, device_id: UUID) -> bool:
    return _KNOWN_DEVICE.first(transaction.connection(), {"device": device_id}) is not None


def _mark_conflicts(transaction: Transaction, header: RevisionHeader) -> bool:
    """
    Mark everything made from the same base, this one too if there is anything. What the office
    held together was made from its base too.

    Concerns that begin anew are chains of their own, and no conflict.
    """
    if header.kind == "concern" and header.base_revision_id is None:
        return False
    same = {
        "own_id": header.revision_id,
        "visit": header.visit_id,
        "kind_": header.kind,
        "base": header.base_revision_id,
    }
    connection = transaction.connection()
    if not any(_BESIDE.first(connection, same) or ()):
        return False
    del same["own_id"]
    _MARK.run(connection, same)
    return True


def _first_of(
    transaction: Transaction, delivery: Delivery, at: datetime
) -> tuple[HeldParcel, Outcome]:
    """What came first under an id; other bytes are laid beside it."""
    held = HeldParcel.of_row(
        transaction.connection().execute(_FIRST, {"own_id": delivery.header.revision_id}).one()
    )
    if held.sha256 == delivery.sha256:
        return held, Outcome.SAME
    beside = {
        "revision_id": held.revision_id,
        "sha256": delivery.sha256,
        "raw": delivery.raw,
        "received_at": at,
    }
    insert_once(transaction, VARIANT, beside)
    return held, Outcome.OTHER_BYTES
