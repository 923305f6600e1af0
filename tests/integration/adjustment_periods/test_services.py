"""Giving time to find another home: by decision, in whole months, one after the other."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import adjustment_periods as made
from factories.people import NOW, staff_member
from factories.tenancies import tenancy
from landlord_watch.adjustment_periods import queries, services
from landlord_watch.adjustment_periods.errors import (
    AdjustmentBeforeDecision,
    AdjustmentGivenAlready,
    AdjustmentOutsideTenancy,
    AdjustmentSettled,
)
from landlord_watch.adjustment_periods.models import AdjustmentPeriod
from landlord_watch.adjustment_periods.rules import AdjustmentOutcome
from landlord_watch.adjustment_periods.services import AdjustmentDecision
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.money import Money
from landlord_watch.tenancies.models import Tenancy

DECISION = AdjustmentDecision(
    decided_on=date(2026, 2, 20),
    starts_on=date(2026, 3, 1),
    months=3,
    monthly_amount=Money.kronor(8450),
    reference=" § 12 ",
    told="Sök billigare boende.",
)


@pytest.fixture
def lease(session: Session) -> Tenancy:
    return tenancy(session, starts_on=date(2025, 9, 1), ends_on=date(2027, 1, 1))


def give(
    session: Session, lease: Tenancy, decision: AdjustmentDecision = DECISION
) -> AdjustmentPeriod:
    return services.give_adjustment_period(
        session,
        tenancy_id=lease.id,
        decision=decision,
        actor_id=staff_member(session, Role.CASEWORKER, username=uuid4().hex).id,
        at=NOW,
    )


def extend(session: Session, before: AdjustmentPeriod) -> AdjustmentPeriod:
    return services.extend_adjustment_period(
        session,
        period_id=before.id,
        decision=DECISION,
        actor_id=before.recorded_by_id,
        at=NOW,
    )


def test_the_last_day_is_kept_with_the_decision(session: Session, lease: Tenancy) -> None:
    given = give(session, lease)
    session.expire_all()
    found = queries.get_adjustment_period(session, given.id)

    assert (found.starts_on, found.last_on) == (date(2026, 3, 1), date(2026, 5, 31))
    assert (found.decision_reference, found.told) == ("§ 12", "Sök billigare boende.")
    assert found.tenancy.landlord.name


def test_what_the_household_was_told_lies_sealed(session: Session, lease: Tenancy) -> None:
    give(session, lease)
    raw = session.connection().exec_driver_sql("SELECT told FROM adjustment_period").scalar_one()

    assert "billigare" not in str(raw)


@pytest.mark.parametrize("starts_on", [date(2025, 8, 31), date(2027, 1, 1)])
def test_it_begins_while_the_contract_holds(
    session: Session, lease: Tenancy, starts_on: date
) -> None:
    decision = AdjustmentDecision(date(2025, 8, 1), starts_on, 1, Money(0))

    with pytest.raises(AdjustmentOutsideTenancy):
        give(session, lease, decision)


def test_it_is_not_over_before_it_is_decided(session: Session, lease: Tenancy) -> None:
    decision = AdjustmentDecision(date(2026, 6, 1), date(2026, 3, 1), 3, Money(0))

    with pytest.raises(AdjustmentBeforeDecision):
        give(session, lease, decision)


def test_a_second_one_on_the_same_days_is_an_extension_instead(
    session: Session, lease: Tenancy
) -> None:
    give(session, lease)
    decision = AdjustmentDecision(date(2026, 5, 1), date(2026, 5, 31), 1, Money(0))

    with pytest.raises(AdjustmentGivenAlready):
        give(session, lease, decision)


def test_an_extension_begins_the_day_after_and_closes_the_one_before(
    session: Session, lease: Tenancy
) -> None:
    first = give(session, lease)
    second = extend(session, first)

    assert (second.starts_on, second.last_on) == (date(2026, 6, 1), date(2026, 8, 31))
    assert second.extends_id == first.id
    with pytest.raises(AdjustmentSettled):
        extend(session, first)


def test_one_that_was_extended_is_not_taken_back_before_its_extension(
    session: Session, lease: Tenancy
) -> None:
    first = give(session, lease)
    second = extend(session, first)
    with pytest.raises(AdjustmentSettled):
        withdraw(session, first)
    withdraw(session, second)
    third = extend(session, first)

    assert third.extends_id == first.id


def withdraw(session: Session, period: AdjustmentPeriod) -> AdjustmentPeriod:
    return services.withdraw_adjustment_period(
        session, period_id=period.id, actor_id=period.recorded_by_id, at=NOW
    )


def test_taken_back_it_stays_to_be_seen_and_its_days_are_free(
    session: Session, lease: Tenancy
) -> None:
    first = give(session, lease)
    withdraw(session, withdraw(session, first))
    second = give(session, lease)
    listed = queries.list_adjustment_periods(session, [lease.id])

    assert {each.id for each in listed} == {first.id, second.id}


def test_what_followed_is_noted_once(session: Session, lease: Tenancy) -> None:
    given = give(session, lease)
    follow_up(session, given)

    assert given.outcome is AdjustmentOutcome.MOVED
    with pytest.raises(AdjustmentSettled):
        follow_up(session, given)
    with pytest.raises(AdjustmentSettled):
        extend(session, given)


def follow_up(session: Session, period: AdjustmentPeriod) -> None:
    services.follow_up_adjustment_period(
        session,
        period_id=period.id,
        outcome=AdjustmentOutcome.MOVED,
        actor_id=period.recorded_by_id,
        at=NOW,
    )


def test_of_what_is_not_there_nothing_is_given(session: Session) -> None:
    with pytest.raises(NotFound):
        services.give_adjustment_period(
            session, tenancy_id=uuid4(), decision=DECISION, actor_id=uuid4(), at=NOW
        )
    with pytest.raises(NotFound):
        queries.get_adjustment_period(session, uuid4())


def test_those_that_end_soon_are_listed_and_no_others(session: Session) -> None:
    ends_soon = made.adjustment_period(session, starts_on=date(2026, 3, 1))
    ended = made.adjustment_period(session, starts_on=date(2025, 9, 1))
    late = made.adjustment_period(session, starts_on=date(2026, 4, 2))
    taken_back = made.adjustment_period(session, starts_on=date(2026, 3, 1))
    withdraw(session, taken_back)
    followed_up = made.adjustment_period(session, starts_on=date(2026, 3, 1))
    follow_up(session, followed_up)
    extended = made.adjustment_period(session, starts_on=date(2026, 3, 1))
    extension = made.adjustment_period(
        session, starts_on=date(2026, 6, 1), months=1, extends=extended
    )
    rows = queries.list_ending(
        session, on=date(2026, 5, 1), within=lambda column: column.is_not(None), limit=50
    )

    assert [row.period.id for row in rows] == [ended.id, ends_soon.id, extension.id]
    assert late.id not in {row.period.id for row in rows}


def test_those_out_of_reach_are_not_listed(session: Session) -> None:
    made.adjustment_period(session)
    rows = queries.list_ending(
        session, on=date(2026, 5, 2), within=lambda column: column.in_([]), limit=50
    )

    assert rows == []
    assert session.scalars(select(AdjustmentPeriod)).one()
