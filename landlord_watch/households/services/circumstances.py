"""The aid a household has."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.households import queries
from landlord_watch.households.errors import AidPeriodsOverlap, EndsBeforeStart
from landlord_watch.households.models import AidPeriod
from landlord_watch.households.rules import is_to_end
from landlord_watch.kernel.money import Money
from landlord_watch.kernel.period import Period


def record_aid_period(
    session: Session,
    *,
    household_id: UUID,
    starts_on: date,
    ends_on: date | None,
    granted_housing_cost: Money | None,
    actor_id: UUID,
    at: datetime,
) -> AidPeriod:
    """
    Record from when a household has aid, and what was granted for housing in a month.

    Raises: `NotFound`, `EndsBeforeStart`, `AidPeriodsOverlap`.
    """
    queries.get_household_itself(session, household_id)
    if ends_on is not None and ends_on <= starts_on:
        raise EndsBeforeStart(starts_on=starts_on)
    wanted = Period(starts_on, ends_on)
    for known in queries.list_aid_periods(session, household_id):
        if wanted.overlaps(Period(known.starts_on, known.ends_on)):
            raise AidPeriodsOverlap(starts_on=known.starts_on)
    aid = AidPeriod(
        household_id=household_id,
        starts_on=starts_on,
        ends_on=ends_on,
        granted_housing_cost=granted_housing_cost,
        recorded_at=at,
    )
    session.add(aid)
    session.flush()  # the trail below needs aid.id
    _note(session, actor_id, "household.aid_recorded", aid.id, at)
    return aid


def end_aid(
    session: Session,
    *,
    household_id: UUID,
    aid_period_id: UUID,
    ends_on: date,
    actor_id: UUID,
    at: datetime,
) -> AidPeriod:
    """
    Note the first day without aid; the same day again is nothing.

    Raises: `NotFound`, `EndsBeforeStart`, `EndedAlready`.
    """
    aid = queries.get_aid_period(session, household_id=household_id, aid_period_id=aid_period_id)
    if is_to_end(Period(aid.starts_on, aid.ends_on), ends_on=ends_on):
        aid.ends_on = ends_on
        _note(session, actor_id, "household.aid_ended", aid.id, at)
    return aid


def _note(session: Session, actor_id: UUID, action: str, subject_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=subject_id, at=at)
