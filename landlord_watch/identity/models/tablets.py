"""Tables of tablets, and the codes that bind them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.identity.models.staff import StaffMember
from landlord_watch.infra.database import Base, Keyed

DIGEST = LargeBinary(32)


class Device(Keyed, Base):
    """A tablet, bound to the one who carries it."""

    __tablename__ = "device"

    name: Mapped[str] = mapped_column(String(80))
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    credential_digest: Mapped[bytes] = mapped_column(DIGEST, unique=True)
    enrolled_at: Mapped[datetime]
    #: None: has not been heard from since it was enrolled.
    last_contact_at: Mapped[datetime | None]
    app_version: Mapped[str] = mapped_column(String(40), default="")
    #: What the tablet said at its last contact.
    said_seq: Mapped[int] = mapped_column(default=0)
    said_unsent: Mapped[int] = mapped_column(default=0)
    oldest_unsent_at: Mapped[datetime | None]
    #: What it has said that it holds and that had not come then: the visit's id by its number.
    said_waiting: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    is_storage_persistent: Mapped[bool] = mapped_column(default=False)
    #: Bytes, as its browser reckons them. None: it has not said.
    storage_used: Mapped[int | None] = mapped_column(BigInteger)
    storage_quota: Mapped[int | None] = mapped_column(BigInteger)
    #: The tablet's clock less ours, when it was heard. None: not heard since this is asked.
    clock_offset_seconds: Mapped[int | None] = mapped_column(BigInteger)
    #: Worries for children among what it says it has not sent.
    said_concerns: Mapped[int] = mapped_column(default=0)
    is_locked: Mapped[bool] = mapped_column(default=False)
    #: What is written on it is practice: its storage may be taken, or it is a demo's.
    is_practice: Mapped[bool] = mapped_column(default=False)
    #: The highest number it ever said, or that had come from it; should never exceed `said_seq`.
    highest_seq: Mapped[int] = mapped_column(default=0)
    #: Things it put back from its other journal, and things it could not, since it was enrolled.
    repaired_count: Mapped[int] = mapped_column(BigInteger, default=0)
    lost_count: Mapped[int] = mapped_column(BigInteger, default=0)
    #: Things on it now that it cannot read.
    unreadable_count: Mapped[int] = mapped_column(default=0)
    #: None: in use. What a revoked tablet delivers is set aside.
    revoked_at: Mapped[datetime | None]
    #: What it delivers from then on is set aside, until this is lifted. None: it is let in.
    quarantined_at: Mapped[datetime | None]
    #: When it was ordered to destroy what it has fetched; None: never, or taken back.
    shred_ordered_at: Mapped[datetime | None]
    #: When it was told so; None: not heard from since.
    shred_told_at: Mapped[datetime | None]
    #: When it had done so, as far as it can say.
    shred_done_at: Mapped[datetime | None]

    staff: Mapped[StaffMember] = relationship(lazy="raise_on_sql")


class EnrolmentCode(Keyed, Base):
    """A code, good once and for a short time, that binds a tablet to one member of staff."""

    __tablename__ = "enrolment_code"

    code_digest: Mapped[bytes] = mapped_column(DIGEST, unique=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    issued_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    #: None: not used yet.
    used_at: Mapped[datetime | None]
