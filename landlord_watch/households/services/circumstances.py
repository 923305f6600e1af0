"""A household's aid, and from where it came."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.households import queries, rules
from landlord_watch.households.errors import (
    AidPeriodsOverlap,
    ArrivalFormsUnknown,
    ArrivalFromHere,
    ArrivalRecordedAlready,
    EndsBeforeStart,
)
from landlord_watch.households.models import AidPeriod, Arrival, OwnWish
from landlord_watch.households.rules import is_to_end
from landlord_watch.kernel.money import Money
from landlord_watch.kernel.municipalities import municipality
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


def record_arrival(
    session: Session,
    *,
    household_id: UUID,
    from_municipality_code: str,
    own_municipality_code: str,
    arrived_on: date,
    own_wish: OwnWish,
    forms: Iterable[str],
    account: str,
    actor_id: UUID,
    at: datetime,
) -> Arrival:
    """
    Record from which municipality a household came, and how, by its own account.

    Raises: `NotFound`, `MunicipalityUnknown`, `ArrivalFromHere`, `ArrivalFormsUnknown`,
    `ArrivalRecordedAlready`.
    """
    queries.get_household_itself(session, household_id)
    origin = municipality(from_municipality_code).code
    if origin == own_municipality_code:
        raise ArrivalFromHere
    arrival = Arrival(
        household_id=household_id,
        from_municipality_code=origin,
        arrived_on=arrived_on,
        own_wish=own_wish,
        forms=_known_forms(forms),
        account=account,
        recorded_at=at,
    )
    for known in queries.list_arrivals(session, household_id):
        if (known.from_municipality_code, known.arrived_on) == (origin, arrived_on):
            raise ArrivalRecordedAlready
    session.add(arrival)
    session.flush()  # the trail below needs arrival.id
    _note(session, actor_id, "household.arrival_recorded", arrival.id, at)
    return arrival


def _known_forms(forms: Iterable[str]) -> list[str]:
    """The forms in the order of the list, each once."""
    chosen = set(forms)
    known: list[str] = [form.value for form in rules.ArrivalForm if form.value in chosen]
    if len(known) != len(chosen):
        raise ArrivalFormsUnknown
    return known


def _note(session: Session, actor_id: UUID, action: str, subject_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=subject_id, at=at)
