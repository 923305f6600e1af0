"""The tables of own outward moves. What was noted is added to; what was wrong is taken back."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.cases.models import FindingKind
from landlord_watch.cases.rules.findings import ClearOwnWish, Evidence
from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import EncryptedText
from landlord_watch.infra.field_keys import Purpose
from landlord_watch.kernel.money import Money
from landlord_watch.outward_moves.rules import OutwardOutcome, PaidKind, ReceivingContact

STANDING = text("withdrawn_at IS NULL")


class OutwardMove(Keyed, Base):
    """
    That a household on aid moved to another municipality, and how it came about.

    Purpose: to see whether the municipality does what it holds against others (lag 2001:454
    6 §); kept by SoL 16 kap., with the household's file.
    """

    __tablename__ = "outward_move"
    __table_args__ = (
        Index(
            "uq_outward_move_standing",  # of those that stand, one a household and day
            "household_id",
            "moved_on",
            unique=True,
            postgresql_where=STANDING,
            sqlite_where=STANDING,
        ),
    )

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    #: Four digits; None: not known, or not to be written, for somebody is protected.
    municipality_code: Mapped[str | None] = mapped_column(String(4))
    moved_on: Mapped[date]
    own_wish: Mapped[ClearOwnWish] = mapped_column(WordColumn(ClearOwnWish))
    #: In short, in their own words; empty: they were not asked.
    account: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    #: Codes of `cases.rules.findings.TargetGroup`.
    target_groups: Mapped[list[str]] = mapped_column(JSON, default=list)
    #: What was under way with us, to what became of it: `OngoingMatter` to `rules.Handover`.
    matters: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    contact: Mapped[ReceivingContact] = mapped_column(WordColumn(ReceivingContact))
    #: None: not known when, or not contacted.
    contacted_on: Mapped[date | None]
    #: What was said; of the other municipality's staff the post, and no name.
    contact_note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]


class OutwardFinding(Keyed, Base):
    """Something that speaks for, or against, that we had a hand in a move."""

    __tablename__ = "outward_finding"

    move_id: Mapped[UUID] = mapped_column(ForeignKey("outward_move.id"), index=True)
    kind: Mapped[FindingKind] = mapped_column(WordColumn(FindingKind))
    #: Of `households.rules.ArrivalForm`, or of `cases.rules.findings.CounterIndicator`.
    code: Mapped[str] = mapped_column(String(40))
    evidence: Mapped[Evidence] = mapped_column(WordColumn(Evidence))
    note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]


class OutwardPayment(Keyed, Base):
    """What was paid out for a move, and if it was decided after an individual assessment."""

    __tablename__ = "outward_payment"

    move_id: Mapped[UUID] = mapped_column(ForeignKey("outward_move.id"), index=True)
    kind: Mapped[PaidKind] = mapped_column(WordColumn(PaidKind))
    amount: Mapped[Money] = mapped_column("amount_ore")
    paid_on: Mapped[date]
    is_assessed: Mapped[bool]
    note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]


class OutwardAssessment(Keyed, Base):
    """What a person judged a move to be, with reasons; a later one stands before an earlier."""

    __tablename__ = "outward_assessment"

    move_id: Mapped[UUID] = mapped_column(ForeignKey("outward_move.id"), index=True)
    outcome: Mapped[OutwardOutcome] = mapped_column(WordColumn(OutwardOutcome))
    reasons: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    decided_on: Mapped[date]
    decided_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]
