"""Tables of log reviews."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import EncryptedText
from landlord_watch.infra.field_keys import Purpose


class LogReview(Keyed, Base):
    """The review of one month."""

    __tablename__ = "log_review"

    #: The first of the month.
    month_on: Mapped[date] = mapped_column(unique=True)
    #: All look-ups of the month, of which some are looked into.
    look_ups: Mapped[int]
    due_on: Mapped[date]
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))


class ReviewVerdict(StrEnum):
    """What was found of a look-up."""

    #: It belonged to the work.
    IN_ORDER = "in_order"
    #: It could not be explained, and led to nothing more.
    UNEXPLAINED = "unexplained"
    #: It did not belong to the work; taken further.
    TAKEN_FURTHER = "taken_further"


class ReviewedLookUp(Keyed, Base):
    """
    A look-up that was drawn or stood out, and what was found of it.

    Purpose: that access to people's files is checked (lag 2001:454 10 §); kept five years.
    """

    __tablename__ = "reviewed_look_up"
    __table_args__ = (UniqueConstraint("review_id", "staff_id", "household_id", "looked_on"),)

    review_id: Mapped[UUID] = mapped_column(ForeignKey("log_review.id"))
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"))
    looked_on: Mapped[date]
    reads: Mapped[int]
    #: `rules.Reason`, by their values.
    reasons: Mapped[list[str]] = mapped_column(JSON)
    #: None: not decided.
    verdict: Mapped[ReviewVerdict | None] = mapped_column(WordColumn(ReviewVerdict))
    note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
