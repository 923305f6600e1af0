"""Tables of letters."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.documents.rules import Audience, needs_approval, written_number
from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import EncryptedDocument, EncryptedText
from landlord_watch.infra.field_keys import Purpose


class LetterWording(Keyed, Base):
    """The municipality's own wording of a template; never changed once here. About nobody."""

    __tablename__ = "letter_wording"
    __table_args__ = (UniqueConstraint("template_key", "version"),)

    template_key: Mapped[str] = mapped_column(String(60))
    #: From 1; the program's own wording counts as 0.
    version: Mapped[int]
    subject: Mapped[str] = mapped_column(String(160))
    body: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]


class SentBy(StrEnum):
    """How a letter left."""

    POST = "post"
    EMAIL = "email"
    HANDED_OVER = "handed_over"


class Letter(Keyed, Base):
    """
    A letter as it was made: what it says, to whom, by whom. What became of it is added.

    To whom it is besides its address, and what it is about, is the business of other rooms.
    """

    __tablename__ = "letter"
    __table_args__ = (UniqueConstraint("year", "serial"),)

    year: Mapped[int]
    #: From 1 every year.
    serial: Mapped[int]
    audience: Mapped[Audience] = mapped_column(WordColumn(Audience))
    template_key: Mapped[str] = mapped_column(String(60))
    template_version: Mapped[int]
    is_payment_question: Mapped[bool]
    #: The municipality's record number (diarienummer); empty: none.
    reference: Mapped[str] = mapped_column(String(60))
    #: `services.LetterText`: to whom, subject and body.
    content: Mapped[dict[str, Any]] = mapped_column(EncryptedDocument(Purpose.CASE_TEXT))
    made_on: Mapped[date]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    made_at: Mapped[datetime]
    #: None: nobody has approved it; not every letter needs it.
    approved_on: Mapped[date | None]
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    #: None: it has not been sent.
    sent_on: Mapped[date | None]
    sent_by: Mapped[SentBy | None] = mapped_column(WordColumn(SentBy))
    sent_noted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    sent_noted_at: Mapped[datetime | None]
    #: None: nobody knows that it came.
    received_on: Mapped[date | None]
    #: None: it stands. One that was sent is never discarded.
    discarded_at: Mapped[datetime | None]
    discarded_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    discard_reason: Mapped[str | None] = mapped_column(EncryptedText(Purpose.CASE_TEXT))

    @property
    def number(self) -> str:
        """How it is called: `B2026-0001`."""
        return written_number(self.year, self.serial)

    @property
    def waits_for_approval(self) -> bool:
        """Whether somebody has to approve it before it may leave."""
        return needs_approval(self.template_key) and self.approved_on is None
