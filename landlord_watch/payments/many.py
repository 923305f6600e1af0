"""Payments, many at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.infra.database import Within
from landlord_watch.infra.many import Written, insert_many, rows_among
from landlord_watch.kernel.ids import new_id
from landlord_watch.kernel.money import Money
from landlord_watch.landlords.models import AccountKind
from landlord_watch.payments.errors import PaymentRecordedAlready
from landlord_watch.payments.models import Payment
from landlord_watch.payments.rules import Linked


@dataclass(frozen=True, slots=True)
class KnownPayment:
    """A payment that is here."""

    id: UUID
    reference: str
    household_id: UUID
    person_id: UUID
    amount: Money
    paid_on: date
    concerns_on: date


def find_payments(
    session: Session, *, source: str, references: Collection[str], within: Within
) -> dict[str, KnownPayment]:
    """The payments of a system with these numbers, of households within reach, by number."""
    query = select(
        Payment.id,
        Payment.reference,
        Payment.household_id,
        Payment.person_id,
        Payment.amount,
        Payment.paid_on,
        Payment.concerns_on,
    ).where(Payment.source == source, within(Payment.household_id))
    rows = rows_among(session, query, Payment.reference, references)
    return {row.reference: KnownPayment(*row) for row in rows}


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """A payment as a list tells it, and the contract it was for."""

    reference: str
    household_id: UUID
    person_id: UUID
    amount: Money
    paid_on: date
    concerns_on: date
    is_month_said: bool
    account: tuple[AccountKind, str] | None
    linked: Linked


def record_payments(
    session: Session,
    *,
    source: str,
    payments: Sequence[PaymentFacts],
    actor_id: UUID,
    at: datetime,
) -> list[Written]:
    """
    Record payments, in the order given.

    Raises: `PaymentRecordedAlready`.
    """
    rows = [_row(one, source, at) for one in payments]
    try:
        written = insert_many(session, Payment, rows)
    except IntegrityError as error:
        raise PaymentRecordedAlready from error
    ids = dict.fromkeys(one.household_id for one in payments)
    audit.record_many(session, actor_id=actor_id, action="payment.recorded", subject_ids=ids, at=at)
    return written


def _row(one: PaymentFacts, source: str, at: datetime) -> dict[str, Any]:
    kind, number = one.account or (None, "")
    contract = one.linked.contract
    return {
        "id": new_id(),
        "source": source,
        "reference": one.reference,
        "household_id": one.household_id,
        "person_id": one.person_id,
        "tenancy_id": contract.id if contract else None,
        "link": one.linked.link,
        "amount_ore": one.amount,
        "paid_on": one.paid_on,
        "concerns_on": one.concerns_on,
        "is_month_said": one.is_month_said,
        "account_kind": kind,
        "account_number": number,
        "recorded_at": at,
    }
