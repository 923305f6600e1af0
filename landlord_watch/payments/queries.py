"""Reading what was paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.households.models import Household
from landlord_watch.infra.database import Within
from landlord_watch.infra.paging import Page, row_page
from landlord_watch.payments.models import Payment
from landlord_watch.payments.rules import Link
from landlord_watch.tenancies.models import Tenancy


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment with its case; `dwelling` None: for which contract it was cannot be told."""

    payment: Payment
    case_number: str
    dwelling: Dwelling | None


def list_payments(
    session: Session, *, link: Link | None, within: Within, number: int | None
) -> Page[PaymentRow]:
    """
    What was paid for housing, the latest first, a page at a time; `number` None: all of it.

    `link` None: however sure it is which contract it was for.
    """
    query = (
        select(Payment, Household.case_number, Dwelling)
        .join(Household, Household.id == Payment.household_id)
        .outerjoin(Tenancy, Tenancy.id == Payment.tenancy_id)
        .outerjoin(Dwelling, Dwelling.id == Tenancy.dwelling_id)
        .where(within(Payment.household_id))
        .order_by(Payment.paid_on.desc(), Payment.id)
    )
    if link is not None:
        query = query.where(Payment.link == link)
    page = row_page(session, query, number=number)
    return Page([PaymentRow(*row) for row in page.rows], page.number, page.total)


def list_payments_of_household(session: Session, household_id: UUID) -> Sequence[Payment]:
    """What was paid for a household's housing, the latest first."""
    return session.scalars(
        select(Payment)
        .where(Payment.household_id == household_id)
        .order_by(Payment.paid_on.desc(), Payment.id)
    ).all()
