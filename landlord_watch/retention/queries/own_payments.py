"""What was paid out in a person's own name, for their own file."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.payments.models import Payment
from landlord_watch.retention.shapes import OwnPayment


def own_payments(
    session: Session, *, household_id: UUID, person_id: UUID
) -> tuple[OwnPayment, ...]:
    """The payments in a case that name this person, the oldest first."""
    rows = session.scalars(
        select(Payment)
        .where(Payment.household_id == household_id, Payment.person_id == person_id)
        .order_by(Payment.paid_on, Payment.id)
    )
    return tuple(
        OwnPayment(
            paid_on=each.paid_on,
            amount_ore=each.amount.ore,
            concerns_on=each.concerns_on,
            source=each.source,
        )
        for each in rows
    )
