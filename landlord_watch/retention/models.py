"""Tables of what decides how long a file is kept, of taking files away, and of copies given out."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import EncryptedText
from landlord_watch.infra.field_keys import Purpose
from landlord_watch.retention.rules import Ground

STANDING = text("withdrawn_at IS NULL")


class PersonGround(Keyed, Base):
    """
    Something about a person that decides how long the file is kept.

    Purpose: SoL (2025:400) 16 kap. 2–3 §§; kept with the file.
    """

    __tablename__ = "person_ground"
    __table_args__ = (
        Index(
            "uq_person_ground_standing",  # of those that stand, one of a kind for a person
            "person_id",
            "ground",
            unique=True,
            postgresql_where=STANDING,
            sqlite_where=STANDING,
        ),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    ground: Mapped[Ground] = mapped_column(WordColumn(Ground))
    #: The day of the decision, or of the agreement.
    decided_on: Mapped[date]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands. It was recorded by mistake.
    withdrawn_at: Mapped[datetime | None]


class LegalHold(Keyed, Base):
    """
    That a household's file is not to be taken away, however due it is: a dispute, an audit.

    Purpose: that nothing is lost that a court or an authority has asked for; kept with the file.
    """

    __tablename__ = "legal_hold"

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    reason: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    placed_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    placed_at: Mapped[datetime]
    #: The first day it no longer holds; None: until somebody lifts it.
    ends_on: Mapped[date | None]
    #: None: nobody has lifted it.
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))


class Purge(Keyed, Base):
    """
    A proposal to take files away, or the oldest of the access log; what became of it, and the
    record of it: no personal data.

    What is left when it is done is numbers, days and who decided.
    """

    __tablename__ = "purge"

    proposed_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    proposed_at: Mapped[datetime]
    #: How many files were proposed.
    proposed_files: Mapped[int]
    #: What of the access log is older goes, and no files; None: it is about files.
    log_kept_from_at: Mapped[datetime | None]
    #: None: nobody has decided.
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    is_approved: Mapped[bool] = mapped_column(default=False)
    #: When the last file was taken away or left; None: not all are.
    done_at: Mapped[datetime | None]
    erased_files: Mapped[int] = mapped_column(default=0)
    #: Held, or no longer due when it came to it.
    left_files: Mapped[int] = mapped_column(default=0)
    #: How many rows of each table, and how many files of the blob store (`blob`).
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)


class PurgeItem(Keyed, Base):
    """A household of a proposal that waits for it; gone when it has been taken away, or left."""

    __tablename__ = "purge_item"
    __table_args__ = (Index("uq_purge_item_household", "household_id", unique=True),)

    purge_id: Mapped[UUID] = mapped_column(ForeignKey("purge.id"), index=True)
    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"))


class ErasedBlob(Base):
    """Bytes whose rows are gone and that are to go; the row goes after them."""

    __tablename__ = "erased_blob"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)


class CopyState(StrEnum):
    """How far a copy of somebody's own file has come."""

    PREPARED = "prepared"
    RELEASED = "released"
    DECLINED = "declined"


class FileCopy(Keyed, Base):
    """
    That a person's own file is to be given out to them, and that a second person looked it through.

    Purpose: GDPR art. 15; förvaltningslagen 10 §. What it holds is not kept beside the file: it is
    read anew, and given out only while it is what was looked through. Kept with the file.
    """

    __tablename__ = "file_copy"

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    asked_on: Mapped[date]
    state: Mapped[CopyState] = mapped_column(WordColumn(CopyState))
    prepared_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    prepared_at: Mapped[datetime]
    #: None: nobody has.
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    decided_at: Mapped[datetime | None]
    #: Of what was looked through; empty: nobody has.
    sha256: Mapped[str] = mapped_column(String(64), default="")
    #: What the second person said; empty: nothing.
    note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
