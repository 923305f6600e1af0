"""Giving a household time to find another home, extending it, taking it back, following it up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.adjustment_periods import queries
from landlord_watch.adjustment_periods.errors import (
    AdjustmentBeforeDecision,
    AdjustmentGivenAlready,
    AdjustmentOutsideTenancy,
    AdjustmentSettled,
)
from landlord_watch.adjustment_periods.models import AdjustmentPeriod
from landlord_watch.adjustment_periods.rules import AdjustmentOutcome, last_day
from landlord_watch.audit import services as audit
from landlord_watch.kernel.money import Money
from landlord_watch.kernel.period import Period
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.tenancies.queries import get_tenancy


@dataclass(frozen=True, slots=True)
class AdjustmentDecision:
    """
    What was decided: whole months from a day, and what is granted for housing each month.

    `reference`: who decided and where it stands; `told`: what the household was told.
    """

    decided_on: date
    starts_on: date
    months: int
    monthly_amount: Money
    reference: str = ""
    told: str = ""


def give_adjustment_period(
    session: Session,
    *,
    tenancy_id: UUID,
    decision: AdjustmentDecision,
    actor_id: UUID,
    at: datetime,
) -> AdjustmentPeriod:
    """
    Record that a household is given time to find another home.

    Raises: `NotFound`, `AdjustmentOutsideTenancy`, `AdjustmentBeforeDecision`,
    `AdjustmentGivenAlready`.
    """
    tenancy = _hold_tenancy(session, tenancy_id)
    given = _made(session, tenancy, decision, actor_id, at)
    _record(session, "adjustment.given", given, actor_id, at)
    return given


def extend_adjustment_period(
    session: Session,
    *,
    period_id: UUID,
    decision: AdjustmentDecision,
    actor_id: UUID,
    at: datetime,
) -> AdjustmentPeriod:
    """
    Record a new decision that goes on where another ends, whatever day it says it starts.

    Raises: `NotFound`, `AdjustmentSettled`, `AdjustmentOutsideTenancy`,
    `AdjustmentBeforeDecision`, `AdjustmentGivenAlready`.
    """
    before = _hold_standing(session, period_id)
    follows = AdjustmentDecision(
        decided_on=decision.decided_on,
        starts_on=before.last_on + timedelta(days=1),
        months=decision.months,
        monthly_amount=decision.monthly_amount,
        reference=decision.reference,
        told=decision.told,
    )
    extension = _made(session, before.tenancy, follows, actor_id, at)
    extension.extends_id = before.id
    _record(session, "adjustment.extended", extension, actor_id, at)
    return extension


def follow_up_adjustment_period(
    session: Session,
    *,
    period_id: UUID,
    outcome: AdjustmentOutcome,
    actor_id: UUID,
    at: datetime,
) -> AdjustmentPeriod:
    """
    Note what followed; it is no longer among those to look at.

    Raises: `NotFound`, `AdjustmentSettled`.
    """
    period = _hold_standing(session, period_id)
    period.outcome, period.followed_up_at = outcome, at
    _record(session, "adjustment.followed_up", period, actor_id, at)
    return period


def withdraw_adjustment_period(
    session: Session, *, period_id: UUID, actor_id: UUID, at: datetime
) -> AdjustmentPeriod:
    """
    Take back what was recorded wrongly; it stays to be seen, and once more is nothing.

    Raises: `NotFound`, `AdjustmentSettled` when another decision extends it.
    """
    period = queries.get_adjustment_period(session, period_id)
    _hold_tenancy(session, period.tenancy_id)
    session.refresh(period, ["withdrawn_at"])
    if queries.find_extension(session, period.id) is not None:
        raise AdjustmentSettled
    if period.withdrawn_at is None:
        period.withdrawn_at = at
        _record(session, "adjustment.withdrawn", period, actor_id, at)
    return period


def _hold_tenancy(session: Session, tenancy_id: UUID) -> Tenancy:
    """The tenancy, held until the end, so that a second click sees what the first one made."""
    tenancy = get_tenancy(session, tenancy_id)
    session.execute(select(Tenancy.id).where(Tenancy.id == tenancy.id).with_for_update())
    return tenancy


def _hold_standing(session: Session, period_id: UUID) -> AdjustmentPeriod:
    period = queries.get_adjustment_period(session, period_id)
    _hold_tenancy(session, period.tenancy_id)
    session.refresh(period, ["withdrawn_at", "followed_up_at"])
    is_settled = period.withdrawn_at is not None or period.followed_up_at is not None
    if is_settled or queries.find_extension(session, period.id) is not None:
        raise AdjustmentSettled
    return period


def _made(
    session: Session,
    tenancy: Tenancy,
    decision: AdjustmentDecision,
    actor_id: UUID,
    at: datetime,
) -> AdjustmentPeriod:
    last_on = last_day(decision.starts_on, months=decision.months)
    if decision.starts_on not in Period(tenancy.starts_on, tenancy.ends_on):
        raise AdjustmentOutsideTenancy(starts_on=tenancy.starts_on)
    if last_on < decision.decided_on:
        raise AdjustmentBeforeDecision(last_on=last_on)
    other = queries.find_standing_on(
        session, tenancy_id=tenancy.id, first_on=decision.starts_on, last_on=last_on
    )
    if other is not None:
        raise AdjustmentGivenAlready(last_on=other.last_on)
    made = AdjustmentPeriod(
        tenancy_id=tenancy.id,
        decided_on=decision.decided_on,
        decision_reference=decision.reference.strip(),
        starts_on=decision.starts_on,
        months=decision.months,
        last_on=last_on,
        monthly_amount=decision.monthly_amount,
        told=decision.told.strip(),
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(made)
    session.flush()  # the trail needs its id
    return made


def _record(
    session: Session, action: str, period: AdjustmentPeriod, actor_id: UUID, at: datetime
) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=period.id, at=at)
