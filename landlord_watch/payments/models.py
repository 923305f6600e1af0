"""The table of payments."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.kernel.money import Money
from landlord_watch.landlords.models import AccountKind
from landlord_watch.payments.rules import Link


class Payment(Keyed, Base):
    """
    Aid for housing that was paid out, as the case or economy system says.

    Purpose: to follow what aid pays for housing (lag 2001:454 6 §); kept by SoL 16 kap., with the
    household's file.
    """

    __tablename__ = "payment"
    __table_args__ = (UniqueConstraint("source", "reference"),)

    #: The system it comes from, as the list was named.
    source: Mapped[str] = mapped_column(String(80))
    #: The system's own number; a code of what the row says where there is none.
    reference: Mapped[str] = mapped_column(String(80))
    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    #: Derived; None: it cannot be told.
    tenancy_id: Mapped[UUID | None] = mapped_column(ForeignKey("tenancy.id"), index=True)
    link: Mapped[Link] = mapped_column(WordColumn(Link))
    #: Below zero: paid back.
    amount: Mapped[Money] = mapped_column("amount_ore")
    paid_on: Mapped[date]
    #: The first day of the month it is for.
    concerns_on: Mapped[date]
    #: Whether the list named the month, or it was taken from the day of payment.
    is_month_said: Mapped[bool]
    #: None: the list names no account.
    account_kind: Mapped[AccountKind | None] = mapped_column(WordColumn(AccountKind))
    account_number: Mapped[str] = mapped_column(String(8), default="")
    recorded_at: Mapped[datetime]
