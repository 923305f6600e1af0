"""Cases that were opened outside one's assignment."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import EncryptedText
from landlord_watch.infra.field_keys import Purpose


class OpeningCategory(StrEnum):
    """Why a case had to be opened at once."""

    ACUTE = "acute"
    COVERING = "covering"
    CONTACTED = "contacted"
    SUPERVISION = "supervision"
    OTHER = "other"


class OpeningVerdict(StrEnum):
    """What was found when an opening was looked into."""

    JUSTIFIED = "justified"
    UNJUSTIFIED = "unjustified"


class Opening(Keyed, Base):
    """
    That somebody asked to read one case outside their assignment, and was let in for an hour.

    Purpose: that nobody in need waits for an assignment, and that it is seen; kept five years.
    """

    __tablename__ = "opening"
    __table_args__ = (Index("ix_opening_reader", "staff_id", "household_id"),)

    #: None: nothing was found by what was typed.
    household_id: Mapped[UUID | None] = mapped_column(ForeignKey("household.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    category: Mapped[OpeningCategory] = mapped_column(WordColumn(OpeningCategory))
    reason: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    asked_at: Mapped[datetime]
    #: None: nobody was let in; somebody in the case is protected and no second person has agreed.
    opened_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    #: The second person; None: none was needed, or none has agreed.
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    #: None: nobody has looked into it.
    reviewed_at: Mapped[datetime | None]
    reviewed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    verdict: Mapped[OpeningVerdict | None] = mapped_column(WordColumn(OpeningVerdict))
    note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
