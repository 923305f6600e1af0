"""The table of what was found to be best for children."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.best_interests.rules import AboutKind, Follows, Heard
from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import EncryptedText
from landlord_watch.infra.field_keys import Purpose

STANDING = text("withdrawn_at IS NULL")


class BestInterest(Keyed, Base):
    """
    What somebody found to be best for a child, and how they came to it.

    Never changed: a better one says which it corrects. Purpose: SoL 3 kap. 1 § and 14 kap. 3 §;
    kept with the household's file.
    """

    __tablename__ = "best_interest"
    __table_args__ = (
        Index(
            "uq_best_interest_corrects",  # of those that stand, one corrects another
            "corrects_id",
            unique=True,
            postgresql_where=STANDING,
            sqlite_where=STANDING,
        ),
    )

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    child_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    about: Mapped[AboutKind] = mapped_column(WordColumn(AboutKind))
    #: What of that kind, in a room above; None: nothing but the household.
    about_id: Mapped[UUID | None] = mapped_column(index=True)
    question: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    heard: Mapped[Heard] = mapped_column(WordColumn(Heard))
    #: The child's own view; nobody's but the child's in a copy of a file. Empty: not heard.
    childs_view: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    #: Empty: the child was heard.
    not_heard_because: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    facts: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    weighing: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    conclusion: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    follows: Mapped[Follows] = mapped_column(WordColumn(Follows))
    #: What was decided, and why it deviates where it does; empty: nothing yet.
    outcome_words: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    decided_on: Mapped[date]
    #: When it is to be looked at again; None: it is not.
    follow_up_on: Mapped[date | None]
    #: None: it has not been.
    followed_up_on: Mapped[date | None]
    follow_up_words: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    followed_up_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    follow_up_noted_at: Mapped[datetime | None]
    #: The one that this is a better one of; None: the first.
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("best_interest.id"))
    decided_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]
