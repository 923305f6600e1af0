"""Tables of what tablets sent and what they are to be told."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.infra.database import Base, Keyed, WordColumn


class SyncState(Base):
    """The one row that says which history this is, and how far it has come."""

    __tablename__ = "sync_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: Changed by every restore.
    epoch: Mapped[UUID]
    #: The last number given; taken under a lock, so that numbers follow commits.
    last_seq: Mapped[int] = mapped_column(BigInteger)


class ParcelState(StrEnum):
    """What has been done with a received parcel."""

    RECEIVED = "received"
    INTERPRETED = "interpreted"
    #: Could not be opened or understood; waits for a person.
    PARKED = "parked"


class Parcel(Base):
    """A revision or concern as its raw bytes; acknowledged when this row is committed."""

    __tablename__ = "parcel"
    __table_args__ = (
        Index("ix_parcel_device", "device_id", "device_seq"),
        Index("ix_parcel_state", "state", "seq"),
    )

    #: Minted by the tablet.
    revision_id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(10))
    base_revision_id: Mapped[UUID | None]
    author_id: Mapped[UUID]
    #: The tablet it was made on; None: the office does not know it, and no tablet brought it.
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"))
    device_seq: Mapped[int]
    #: The tablet whose credential it came with; None: it was read from a rescue file.
    brought_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"))
    seq: Mapped[int] = mapped_column(BigInteger, unique=True)
    sha256: Mapped[str] = mapped_column(String(64))
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    #: `[{"sha256", "size"}]` of the header.
    manifest: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    received_at: Mapped[datetime]
    state: Mapped[ParcelState] = mapped_column(WordColumn(ParcelState))
    #: A code; empty unless parked.
    parked_because: Mapped[str] = mapped_column(String(60), default="")
    #: When a person let it in although its tablet is revoked; None: nobody has.
    let_in_at: Mapped[datetime | None]
    #: Another parcel was made from the same base, or the base was not the head.
    is_conflicting: Mapped[bool] = mapped_column(default=False)


class ParcelVariant(Keyed, Base):
    """Other bytes that came under an id already taken; kept for a person to compare."""

    __tablename__ = "parcel_variant"
    __table_args__ = (UniqueConstraint("revision_id", "sha256"),)

    revision_id: Mapped[UUID] = mapped_column(ForeignKey("parcel.revision_id"))
    sha256: Mapped[str] = mapped_column(String(64))
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[datetime]


class ErasedVisit(Base):
    """A visit that was erased: only its id is left, so that nothing sent late brings it back."""

    __tablename__ = "erased_visit"

    visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    erased_at: Mapped[datetime]


class LateParcel(Keyed, Base):
    """What came of a visit after it was erased: shut away as it came, read by nobody."""

    __tablename__ = "late_parcel"
    __table_args__ = (UniqueConstraint("revision_id", "sha256"),)

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("erased_visit.visit_id"), index=True)
    revision_id: Mapped[UUID]
    sha256: Mapped[str] = mapped_column(String(64))
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    #: The tablet whose credential it came with; None: it was read from a rescue file.
    brought_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"))
    received_at: Mapped[datetime]


class ReceivedRead(Base):
    """
    That a tablet told of something opened on it, so that what it tells twice is logged once.

    What was opened, by whom and when is a row of the access log.
    """

    __tablename__ = "received_read"

    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"), primary_key=True)
    #: Minted by the tablet.
    id: Mapped[UUID] = mapped_column(primary_key=True)
    received_at: Mapped[datetime]


class ReceivedBlob(Keyed, Base):
    """A blob parcel held whole; its bytes lie in the blob store under the hash."""

    __tablename__ = "received_blob"
    __table_args__ = (UniqueConstraint("visit_id", "sha256"),)

    visit_id: Mapped[UUID]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    #: The tablet whose credential it came with; None: it was read from a rescue file.
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"))
    received_at: Mapped[datetime]
    #: None: not looked into yet.
    opened_at: Mapped[datetime | None]


class ChangeKind(StrEnum):
    """What a tablet is told of."""

    VISIT = "visit"
    NORM_SET = "norm_set"
    CHECKLIST = "checklist"
    CONSENT_TEXT = "consent_text"
    DIRECTORY = "directory"
    CONCERN_ACKNOWLEDGED = "concern_acknowledged"
    OFFICE_KEY = "office_key"


class ChangeEntry(Base):
    """That something changed; what it is now is read when the tablet asks."""

    __tablename__ = "change_entry"
    __table_args__ = (Index("ix_change_entry_reader", "reader_id", "seq"),)

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[ChangeKind] = mapped_column(WordColumn(ChangeKind))
    #: An id, or `id@version` of a text.
    subject: Mapped[str] = mapped_column(String(120))
    #: For whom; None: every tablet.
    reader_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
