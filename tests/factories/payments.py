"""Invented payments of aid for housing."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.people import NOW
from landlord_watch.households.models import HouseholdMember
from landlord_watch.kernel.ids import new_id
from landlord_watch.kernel.money import Money
from landlord_watch.payments.models import Payment
from landlord_watch.payments.rules import Link
from landlord_watch.tenancies.models import Tenancy


def payment(
    session: Session,
    contract: Tenancy,
    *,
    paid_on: date = date(2025, 10, 27),
    kronor: int = 8_450,
    link: Link = Link.CERTAIN,
) -> Payment:
    """The rent of a contract paid for the month after, to one of who lives there."""
    member = select(HouseholdMember.person_id).where(
        HouseholdMember.household_id == contract.household_id
    )
    following = date(paid_on.year + paid_on.month // 12, paid_on.month % 12 + 1, 1)
    paid = Payment(
        source="Verksamhetssystemet",
        reference=new_id().hex,
        household_id=contract.household_id,
        person_id=session.scalars(member.limit(1)).one(),
        tenancy_id=contract.id,
        link=link,
        amount=Money.kronor(kronor),
        paid_on=paid_on,
        concerns_on=following,
        is_month_said=True,
        recorded_at=NOW,
    )
    session.add(paid)
    session.flush()  # who asked wants its id
    return paid
