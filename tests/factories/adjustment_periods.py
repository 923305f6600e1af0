"""Invented adjustment periods."""

from datetime import date
from uuid import uuid4

from sqlalchemy.orm import Session

from factories.people import NOW, staff_member
from factories.tenancies import tenancy
from landlord_watch.adjustment_periods.models import AdjustmentPeriod
from landlord_watch.adjustment_periods.rules import last_day
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.money import Money
from landlord_watch.tenancies.models import Tenancy


def adjustment_period(
    session: Session,
    *,
    lease: Tenancy | None = None,
    starts_on: date = date(2026, 3, 1),
    months: int = 3,
    extends: AdjustmentPeriod | None = None,
) -> AdjustmentPeriod:
    """Three months from March 2026 with 8 450 kr each; who and what is not given is made."""
    given = AdjustmentPeriod(
        tenancy_id=(lease or tenancy(session)).id,
        decided_on=starts_on,
        starts_on=starts_on,
        months=months,
        last_on=last_day(starts_on, months=months),
        monthly_amount=Money.kronor(8450),
        told="Sök billigare boende och visa vad du har sökt.",
        extends_id=None if extends is None else extends.id,
        recorded_by_id=staff_member(session, Role.CASEWORKER, username=uuid4().hex).id,
        recorded_at=NOW,
    )
    session.add(given)
    session.flush()  # who asked wants its id
    return given
