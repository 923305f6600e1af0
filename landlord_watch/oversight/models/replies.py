"""The facts a landlord was given to answer, what it answered, and what was decided."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.documents.models import SentBy
from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import EncryptedDocument, EncryptedText
from landlord_watch.infra.field_keys import Purpose
from landlord_watch.landlords.models import Party
from landlord_watch.oversight.rules.replies import (
    CorrectionAnswer,
    FileDays,
    FileOutcome,
    FileState,
    state_of,
)

STANDS = text("taken_back_at IS NULL")


class FactFile(Keyed, Base):
    """
    What an edition tells of one landlord, as it is given to it to answer; never changed.

    Purpose: that who is written about may answer (landlords 2.4). Sealed, since a landlord may be
    a human being; kept with the edition it is of.
    """

    __tablename__ = "fact_file"
    __table_args__ = (
        Index(
            "uq_fact_file_standing",  # one of an edition to a landlord
            "edition_id",
            "party_id",
            unique=True,
            postgresql_where=STANDS,
            sqlite_where=STANDS,
        ),
    )

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("landlord_edition.id"))
    #: To whom it goes; of a group that an edition tells together, one of them.
    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    #: The first day after the edition's period.
    edition_ends_on: Mapped[date]
    #: `rules.fact_file.FactsTold`, as it was told.
    document: Mapped[dict[str, Any]] = mapped_column(EncryptedDocument(Purpose.CASE_TEXT))
    #: Every party of the row it tells of, so that a reply stands beside the number of each.
    told_of: Mapped[list["FactFileParty"]] = relationship(lazy="raise_on_sql")
    made_on: Mapped[date]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: How far it has come, kept so that lists find it.
    state: Mapped[FileState] = mapped_column(WordColumn(FileState))
    #: What a caseworker looked over before it was sent; empty: nobody has.
    checked_note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    checked_on: Mapped[date | None]
    checked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    sent_on: Mapped[date | None]
    sent_how: Mapped[SentBy | None] = mapped_column(WordColumn(SentBy))
    sent_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    reply_due_on: Mapped[date | None] = mapped_column(index=True)
    #: Of the newest decision; None: none yet.
    outcome: Mapped[FileOutcome | None] = mapped_column(WordColumn(FileOutcome))
    #: The first day on which it no longer stands.
    expires_on: Mapped[date | None] = mapped_column(index=True)
    #: By when the oldest fact said to be wrong is to be answered; None: there is none.
    correction_due_on: Mapped[date | None]
    taken_back_at: Mapped[datetime | None]
    taken_back_reason: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    taken_back_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))

    party: Mapped[Party] = relationship(lazy="raise_on_sql")
    replies: Mapped[list["FactFileReply"]] = relationship(
        lazy="raise_on_sql",
        order_by="(FactFileReply.received_on, FactFileReply.recorded_at, FactFileReply.id)",
    )
    corrections: Mapped[list["FactFileCorrection"]] = relationship(
        lazy="raise_on_sql",
        order_by="(FactFileCorrection.claimed_on, FactFileCorrection.id)",
    )
    decisions: Mapped[list["FactFileDecision"]] = relationship(
        lazy="raise_on_sql", order_by="FactFileDecision.id"
    )

    @property
    def days(self) -> FileDays:
        """What its standing follows from."""
        return FileDays(
            state=self.state,
            reply_due_on=self.reply_due_on,
            outcome=self.outcome,
            expires_on=self.expires_on,
            correction_due_on=self.correction_due_on,
        )

    def settle(self) -> None:
        """Keep how far it has come, by all that has happened; what hangs on it is loaded."""
        unanswered = [each.due_on for each in self.corrections if each.answer is None]
        self.correction_due_on = min(unanswered, default=None)
        self.state = state_of(
            is_checked=self.checked_on is not None,
            is_sent=self.sent_on is not None,
            has_reply=any(each.taken_back_at is None for each in self.replies),
            is_decided=self.outcome is not None,
            is_taken_back=self.taken_back_at is not None,
        )


class FactFileParty(Base):
    """A landlord that the facts are of; of a group that is told together there are several."""

    __tablename__ = "fact_file_party"

    fact_file_id: Mapped[UUID] = mapped_column(ForeignKey("fact_file.id"), primary_key=True)
    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), primary_key=True, index=True)


class FactFileReply(Keyed, Base):
    """What a landlord answered, word for word; never edited, and taken back only if wrong."""

    __tablename__ = "fact_file_reply"

    fact_file_id: Mapped[UUID] = mapped_column(ForeignKey("fact_file.id"), index=True)
    received_on: Mapped[date]
    #: Who gave it, for the landlord.
    given_by: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    words: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]
    taken_back_reason: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    taken_back_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))


class FactFileCorrection(Keyed, Base):
    """A fact that a landlord says is wrong, and what became of it."""

    __tablename__ = "fact_file_correction"

    fact_file_id: Mapped[UUID] = mapped_column(ForeignKey("fact_file.id"), index=True)
    #: The code of an indicator, or a word of `rules.replies.OTHER_FACTS`.
    fact: Mapped[str] = mapped_column(String(20))
    #: What the landlord says is right instead.
    claim: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    claimed_on: Mapped[date]
    due_on: Mapped[date]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: not answered yet.
    answer: Mapped[CorrectionAnswer | None] = mapped_column(WordColumn(CorrectionAnswer))
    #: What was changed in the register; or why it was not.
    answer_words: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    answered_on: Mapped[date | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))


class FactFileDecision(Keyed, Base):
    """What was decided of what was found and answered, or that it stands for longer; added to."""

    __tablename__ = "fact_file_decision"

    fact_file_id: Mapped[UUID] = mapped_column(ForeignKey("fact_file.id"), index=True)
    outcome: Mapped[FileOutcome] = mapped_column(WordColumn(FileOutcome))
    #: It was decided on before, and stands for longer.
    is_renewal: Mapped[bool]
    reason: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    decided_on: Mapped[date]
    expires_on: Mapped[date]
    decided_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]


class NamingDecision(Keyed, Base):
    """
    That a landlord who is a human being may be named to the board, by a decision of its own.

    Purpose: that nobody is named without one (landlords 2.3); kept as long as the landlord.
    """

    __tablename__ = "naming_decision"

    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    #: The decision, as the municipality calls it: board, paragraph, record number.
    reference: Mapped[str] = mapped_column(String(160))
    decided_on: Mapped[date]
    reason: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: The first day on which it no longer holds; None: it holds.
    taken_back_on: Mapped[date | None]
    taken_back_reason: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    taken_back_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
