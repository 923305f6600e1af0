"""A month of a household's rents, and what was known of them at an hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.kernel.money import Money
from landlord_watch.rents.errors import NoNormInForce, NoRentOnDay
from landlord_watch.rents.models import Rent, RentCheckRecord
from landlord_watch.rents.queries.checks import list_checks
from landlord_watch.rents.queries.counting import count_household_on
from landlord_watch.rents.queries.norms import as_rule_set, find_norm_set_in_force
from landlord_watch.rents.queries.rents import (
    as_aside,
    known_rent,
    list_asides,
    list_rents,
    segments_of,
)
from landlord_watch.rents.rules.asides import free_days, spread_in_month
from landlord_watch.rents.rules.known import MadeCheck, overtaken, rents_known
from landlord_watch.rents.rules.month_check import MonthCheck, check_month
from landlord_watch.rents.rules.month_rent import RentSegment, days_of_month
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.tenancies.queries import list_tenancies_of_household


@dataclass(frozen=True, slots=True)
class MonthRead:
    """
    A household's month: every rent with days in it, of every home.

    `spread` is what somebody has chosen to spread over months; it is not in the check.
    """

    segments: list[tuple[Tenancy, RentSegment]]
    check: MonthCheck
    spread: Money
    free_days: int


def read_month(session: Session, *, household_id: UUID, month: date) -> MonthRead:
    """
    What the month that a day lies in cost a household, against its own municipality's norm.

    Who is counted is as on the month's last day.

    Raises: `NoRentOnDay`, `NobodyInHousehold`, `NoNormInForce`, `SeveralNormsInForce`.
    """
    days = days_of_month(month)
    tenancies = list_tenancies_of_household(session, household_id)
    segments = [
        (tenancy, segment)
        for tenancy, segment in _segments(session, tenancies)
        if any(day in segment.period for day in days)
    ]
    if not segments:
        raise NoRentOnDay(on=days[0])
    norm_set = find_norm_set_in_force(session, on=days[0])
    if norm_set is None:
        raise NoNormInForce(on=days[0])
    household = count_household_on(session, household_id=household_id, on=days[-1])
    check = check_month(
        [segment for _, segment in segments], household.count, as_rule_set(norm_set), month=month
    )
    stored = list_asides(session, [tenancy.id for tenancy in tenancies])
    asides = [as_aside(one) for one in stored if one.withdrawn_at is None]
    return MonthRead(
        segments, check, spread_in_month(asides, month=month), free_days(asides, days=days)
    )


def _segments(session: Session, tenancies: Sequence[Tenancy]) -> list[tuple[Tenancy, RentSegment]]:
    """Every standing rent of these tenancies as the days it holds for, the earliest home first."""
    rents = list_rents(session, [tenancy.id for tenancy in tenancies])
    return [
        (tenancy, segment)
        for tenancy in sorted(tenancies, key=lambda one: one.starts_on)
        for segment in segments_of(
            (rent for rent in rents if rent.tenancy_id == tenancy.id), tenancy
        )
    ]


@dataclass(frozen=True, slots=True)
class RentsThenAndNow:
    """The rents of a tenancy as they were held to be right at an hour, and as they are now."""

    then: list[Rent]
    now: list[Rent]


def rents_then_and_now(
    session: Session, tenancy_id: UUID, *, then: datetime, now: datetime
) -> RentsThenAndNow:
    """What was known when something was decided, and what is known now; the earliest first."""
    rents = {rent.id: rent for rent in list_rents(session, [tenancy_id])}
    known = [known_rent(rent) for rent in rents.values()]
    return RentsThenAndNow(
        [rents[one.id] for one in rents_known(known, at=then)],
        [rents[one.id] for one in rents_known(known, at=now)],
    )


def checks_overtaken(session: Session, tenancy_id: UUID, *, now: datetime) -> set[UUID]:
    """The checks of a tenancy whose day has another rent now than they were made by."""
    checks = [_made(check) for check in list_checks(session, [tenancy_id])]
    rents = [known_rent(rent) for rent in list_rents(session, [tenancy_id])]
    return {check.id for check in overtaken(checks, rents, at=now)}


def _made(check: RentCheckRecord) -> MadeCheck:
    return MadeCheck(check.id, check.checked_on, check.rent_id, check.recorded_at)
