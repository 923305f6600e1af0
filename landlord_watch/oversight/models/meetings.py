"""Meetings with landlords: what is to be taken up, by whom, and that it was."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.infra.database import Base, Keyed
from landlord_watch.infra.encryption import EncryptedText
from landlord_watch.infra.field_keys import Purpose
from landlord_watch.landlords.models import LandlordContact, Party


class LandlordMeeting(Keyed, Base):
    """
    A meeting that is planned with a landlord; held, it is a contact of the dialogue.

    Purpose: the board's dialogue with landlords; about no tenant. Kept with the dialogue.
    """

    __tablename__ = "landlord_meeting"

    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    planned_on: Mapped[date] = mapped_column(index=True)
    #: Who is to be there, of theirs and ours, in own words.
    attending: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: The contact it became; None: it has not been held.
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("landlord_contact.id"))
    #: None: it stands.
    cancelled_at: Mapped[datetime | None]
    cancelled_reason: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    cancelled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))

    party: Mapped[Party] = relationship(lazy="raise_on_sql")
    contact: Mapped[LandlordContact | None] = relationship(lazy="raise_on_sql")
    items: Mapped[list["MeetingItem"]] = relationship(
        lazy="raise_on_sql", order_by="MeetingItem.id"
    )

    @property
    def standing_items(self) -> list["MeetingItem"]:
        """What is to be taken up, in the order it was put there."""
        return [each for each in self.items if each.taken_out_at is None]


class MeetingItem(Keyed, Base):
    """Something to be taken up: in own words, a number of an edition, or both."""

    __tablename__ = "meeting_item"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("landlord_meeting.id"), index=True)
    words: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    #: A number as an edition told it (`rules.meetings.NumberTaken`); None: own words alone.
    number: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it is to be taken up.
    taken_out_at: Mapped[datetime | None]
