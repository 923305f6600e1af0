"""Recording contracts, rents and aid, and checking rents against the norm."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.adjustment_periods.errors import AdjustmentGivenAlready
from landlord_watch.adjustment_periods.services import (
    AdjustmentDecision,
    give_adjustment_period,
)
from landlord_watch.cli.demo.aid import aid_of
from landlord_watch.cli.demo.contracts import TenancyPlan
from landlord_watch.cli.demo.rents import rents_of
from landlord_watch.cli.demo.setting import Setting, at, first_of_month
from landlord_watch.households.services import record_aid_period
from landlord_watch.kernel.money import Money
from landlord_watch.rents.models import AsideKind, Verdict
from landlord_watch.rents.services import (
    AsideAsTold,
    check_tenancy,
    record_aside,
    record_rent,
)
from landlord_watch.tenancies.models import ContractKind
from landlord_watch.tenancies.services import ContractTerms, record_tenancy

#: Checks made when a household applied, and followed by a later one.
FIRST_CHECKS = 120
#: Checks of households that no longer have aid.
EARLIER_CHECKS = 20
#: The latest check of a household was made in one of so many months.
CHECKED_WITHIN = 5
#: One in so many of those whose rent is over the norm has been given time.
GIVEN_TIME = 3


def record_contract(
    session: Session,
    *,
    tenancy: TenancyPlan,
    setting: Setting,
    household_id: UUID,
    dwelling_id: UUID,
    landlord_id: UUID,
    actor_id: UUID,
) -> UUID:
    """Record a contract and what it costs, and give its id."""
    recorded_at = at(tenancy.household.opened_on, time(11, tenancy.household.place % 60))
    recorded = record_tenancy(
        session,
        household_id=household_id,
        dwelling_id=dwelling_id,
        landlord_id=landlord_id,
        terms=ContractTerms(
            kind=tenancy.kind,
            starts_on=tenancy.starts_on,
            ends_on=tenancy.ends_on,
            share_permille=tenancy.share_permille,
            is_seen=tenancy.is_seen,
        ),
        actor_id=actor_id,
        at=recorded_at,
    )
    for rent in rents_of(tenancy, setting):
        told_at = max(recorded_at, at(rent.starts_on, time(13, 0)))
        record_rent(session, tenancy_id=recorded.id, rent=rent, actor_id=actor_id, at=told_at)
    if tenancy.kind is ContractKind.SUBLEASE:
        _record_deposit(session, recorded.id, tenancy, actor_id=actor_id, at=recorded_at)
    return recorded.id


def _record_deposit(
    session: Session, tenancy_id: UUID, tenancy: TenancyPlan, *, actor_id: UUID, at: datetime
) -> None:
    """Who rents at second hand has paid a deposit, which is no rent."""
    amount = Money.kronor(tenancy.home.rent)
    record_aside(
        session,
        tenancy_id=tenancy_id,
        aside=AsideAsTold(AsideKind.DEPOSIT, tenancy.starts_on, amount),
        actor_id=actor_id,
        at=at,
    )


def record_aid(
    session: Session,
    *,
    tenancy: TenancyPlan,
    setting: Setting,
    household_id: UUID,
    actor_id: UUID,
) -> None:
    """Record when a household has had aid."""
    for aid in aid_of(tenancy, setting):
        record_aid_period(
            session,
            household_id=household_id,
            starts_on=aid.starts_on,
            ends_on=aid.ends_on,
            granted_housing_cost=aid.granted,
            actor_id=actor_id,
            at=at(max(aid.starts_on, tenancy.household.opened_on), time(14, 0)),
        )


Check = tuple[TenancyPlan, date]


def draw_checks(tenancies: Sequence[TenancyPlan], setting: Setting) -> list[Check]:
    """Which tenancies were checked on which day, in the order it was done."""
    chance = setting.chance("checks")
    aided = [each for each in tenancies if each.is_current and each.household.is_aided]
    latest = [(each, _lately(each, setting, chance.randrange(CHECKED_WITHIN))) for each in aided]
    long_since = [each for each, on in latest if each.household.opened_on < on - timedelta(60)]
    first = chance.sample(long_since, min(FIRST_CHECKS, len(long_since)))
    ended = [each for each in tenancies if _had_aid(each)]
    earlier = chance.sample(ended, min(EARLIER_CHECKS, len(ended)))
    applied = [(each, each.household.opened_on) for each in (*first, *earlier)]
    return sorted([*latest, *applied], key=lambda check: (check[1], check[0].home.place))


def _lately(tenancy: TenancyPlan, setting: Setting, months: int) -> date:
    day = first_of_month(setting.days_ago(30 * months))
    return max(day, tenancy.household.opened_on)


def _had_aid(tenancy: TenancyPlan) -> bool:
    plan = tenancy.household
    lives_there = tenancy.is_current and tenancy.starts_on <= plan.opened_on
    return lives_there and not plan.is_aided and plan.aid_starts_on is not None


def record_check(
    session: Session,
    *,
    check: Check,
    tenancy_ids: Mapping[int, UUID],
    actor_id: UUID,
) -> None:
    """Check a tenancy's rent on a day, by the norm of that day; some that are over get time."""
    tenancy, on = check
    record = check_tenancy(
        session,
        tenancy_id=tenancy_ids[tenancy.home.place],
        on=on,
        norm_set_id=None,
        actor_id=actor_id,
        at=at(on, time(15, tenancy.home.place % 60)),
    )
    is_long = tenancy.ends_on is None and on.day == 1
    if is_long and record.verdict is Verdict.OVER and tenancy.home.place % GIVEN_TIME == 0:
        _give_time(session, record.tenancy_id, tenancy, on, actor_id)


def _give_time(
    session: Session, tenancy_id: UUID, tenancy: TenancyPlan, on: date, actor_id: UUID
) -> None:
    decision = AdjustmentDecision(
        decided_on=on,
        starts_on=on,
        months=4,
        monthly_amount=Money.kronor(tenancy.home.rent),
        reference="Delegationsbeslut",
        told="Sök billigare boende och visa varje månad vad du har sökt.",
    )
    with suppress(AdjustmentGivenAlready):  # time given at the first check may not be over
        give_adjustment_period(
            session,
            tenancy_id=tenancy_id,
            decision=decision,
            actor_id=actor_id,
            at=at(on, time(16, tenancy.home.place % 60)),
        )
