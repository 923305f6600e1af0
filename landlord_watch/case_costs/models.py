"""The tables of what cases cost, what was claimed, and what came."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.case_costs.rules import Answer, ClaimGround, CostKind
from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import EncryptedText
from landlord_watch.infra.field_keys import Purpose
from landlord_watch.kernel.money import Money

STANDING = text("withdrawn_at IS NULL")


class CaseCost(Keyed, Base):
    """What a month of a case cost, of a kind; taken back, never changed."""

    __tablename__ = "case_cost"
    __table_args__ = (
        Index(
            "uq_case_cost_standing",  # of a kind and a month one stands
            "case_id",
            "kind",
            "month_on",
            unique=True,
            postgresql_where=STANDING,
            sqlite_where=STANDING,
        ),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("relocation_case.id"), index=True)
    kind: Mapped[CostKind] = mapped_column(WordColumn(CostKind))
    #: The first day of the month.
    month_on: Mapped[date]
    amount: Mapped[Money] = mapped_column("amount_ore")
    note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]


class CaseClaim(Keyed, Base):
    """What was claimed of another municipality, and what it answered."""

    __tablename__ = "case_claim"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("relocation_case.id"), index=True)
    #: Four digits; of whom it is claimed.
    municipality_code: Mapped[str] = mapped_column(String(4))
    ground: Mapped[ClaimGround] = mapped_column(WordColumn(ClaimGround))
    amount: Mapped[Money] = mapped_column("amount_ore")
    claimed_on: Mapped[date]
    note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    #: None: not answered.
    answer: Mapped[Answer | None] = mapped_column(WordColumn(Answer))
    answered_on: Mapped[date | None]
    #: What they agreed to pay; None: not answered.
    agreed: Mapped[Money | None] = mapped_column("agreed_ore")
    answer_words: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    answer_noted_at: Mapped[datetime | None]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]

    payments: Mapped[list["CaseRecovery"]] = relationship(
        lazy="raise_on_sql", order_by="CaseRecovery.paid_on"
    )


class CaseRecovery(Keyed, Base):
    """What came of a claim, and when; taken back, never changed."""

    __tablename__ = "case_recovery"

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("case_claim.id"), index=True)
    amount: Mapped[Money] = mapped_column("amount_ore")
    paid_on: Mapped[date]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]
