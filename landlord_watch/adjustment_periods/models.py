"""The table of adjustment periods."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.adjustment_periods.rules import AdjustmentOutcome
from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import EncryptedText
from landlord_watch.infra.field_keys import Purpose
from landlord_watch.kernel.money import Money
from landlord_watch.tenancies.models import Tenancy

STANDING = text("withdrawn_at IS NULL")


class AdjustmentPeriod(Keyed, Base):
    """
    Rådrum: months in which the rent is granted while the household looks for another home.

    Never edited: an extension is a decision of its own that points back, and a wrong one is
    taken back and stays to be seen.
    """

    __tablename__ = "adjustment_period"
    __table_args__ = (
        Index(
            "uq_adjustment_period_extends",  # of those that stand, one extends another
            "extends_id",
            unique=True,
            postgresql_where=STANDING,
            sqlite_where=STANDING,
        ),
        CheckConstraint("months > 0", name="months_positive"),
        CheckConstraint("monthly_amount_ore >= 0", name="not_negative"),
    )

    tenancy_id: Mapped[UUID] = mapped_column(ForeignKey("tenancy.id"), index=True)
    decided_on: Mapped[date]
    #: Who decided and where it stands, as § 12; empty: not noted.
    decision_reference: Mapped[str] = mapped_column(String(120), default="")
    starts_on: Mapped[date]
    months: Mapped[int]
    #: By `rules.last_day`, kept as it was told to the household.
    last_on: Mapped[date] = mapped_column(index=True)
    #: What is granted for housing each month meanwhile.
    monthly_amount: Mapped[Money] = mapped_column("monthly_amount_ore")
    #: What the household was told, and what it is to do; empty: not noted.
    told: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    #: The decision this one extends; None: the first.
    extends_id: Mapped[UUID | None] = mapped_column(ForeignKey("adjustment_period.id"))
    #: None: not followed up.
    outcome: Mapped[AdjustmentOutcome | None] = mapped_column(WordColumn(AdjustmentOutcome))
    followed_up_at: Mapped[datetime | None]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]

    tenancy: Mapped[Tenancy] = relationship(lazy="raise_on_sql")
