"""Rents that change afterwards, what was known when, months, and what stands beside a rent."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from factories import households as people
from factories import rents as made
from factories.dwellings import dwelling
from factories.people import staff_member
from factories.tenancies import tenancy
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.money import Money
from landlord_watch.rents import queries, services
from landlord_watch.rents.errors import (
    AsideInvalid,
    NoNormInForce,
    NoRentOnDay,
    RentStartsTooEarly,
    RentUnusual,
)
from landlord_watch.rents.models import AsideKind, PriceUnit, Rent, RentBasis, RentCause
from landlord_watch.rents.queries import MonthRead
from landlord_watch.rents.rules.findings import Flag, Verdict
from landlord_watch.rents.rules.inclusions import NOT_THERE, Inclusion, Inclusions
from landlord_watch.rents.rules.sublet import LettingRule, SubletVerdict
from landlord_watch.rents.services import AsideAsTold, RentAsTold
from landlord_watch.tenancies.models import ContractKind, Tenancy

AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(days=60)
NOTHING_ELSE = Inclusions(dict.fromkeys(Inclusion, NOT_THERE))


@pytest.fixture
def actor_id(session: Session) -> UUID:
    return staff_member(session, Role.CASEWORKER).id


@pytest.fixture
def family(session: Session) -> Household:
    return people.household(session, adults=2, children=1)


@pytest.fixture
def lease(session: Session, family: Household) -> Tenancy:
    """The family's home, held against a norm of 7 600 kronor."""
    made.norm_set(session)
    return tenancy(session, tenant=family)


def record(
    session: Session,
    lease: Tenancy,
    kronor: int,
    starts_on: date,
    *,
    at: datetime = AT,
    **more: Any,
) -> Rent:
    told = RentAsTold(Money.kronor(kronor), starts_on, RentBasis.CONTRACT, NOTHING_ELSE, **more)
    return services.record_rent(session, tenancy_id=lease.id, rent=told, actor_id=lease.id, at=at)


def check(session: Session, lease: Tenancy, actor_id: UUID, on: date, *, at: datetime) -> UUID:
    made_check = services.check_tenancy(
        session, tenancy_id=lease.id, on=on, norm_set_id=None, actor_id=actor_id, at=at
    )
    return made_check.id


def standing_on(session: Session, lease: Tenancy, on: date) -> int:
    found = queries.find_rent_on(session, lease.id, on=on)
    return 0 if found is None else int(found.monthly_rent.in_kronor)


def test_a_rise_told_afterwards_holds_until_the_next_rent(session: Session, lease: Tenancy) -> None:
    record(session, lease, 7_000, date(2026, 1, 1))
    record(session, lease, 7_800, date(2026, 4, 1))
    record(session, lease, 7_400, date(2026, 2, 1), cause=RentCause.RAISED_AFTERWARDS)

    assert [standing_on(session, lease, date(2026, month, 1)) for month in (1, 2, 3, 4)] == [
        7_000,
        7_400,
        7_400,
        7_800,
    ]


def test_without_a_reason_the_day_may_not_lie_before(session: Session, lease: Tenancy) -> None:
    record(session, lease, 7_800, date(2026, 4, 1))

    with pytest.raises(RentStartsTooEarly):
        record(session, lease, 7_400, date(2026, 2, 1))


def test_a_lowered_rent_takes_the_place_of_the_one_of_its_day_which_stays(
    session: Session, lease: Tenancy
) -> None:
    first = record(session, lease, 9_000, date(2026, 1, 1))
    lowered = record(
        session,
        lease,
        7_500,
        date(2026, 1, 1),
        cause=RentCause.LOWERED_BY_TRIBUNAL,
        at=LATER,
    )

    assert (first.withdrawn_at, first.replaced_by_id) == (LATER, lowered.id)
    assert standing_on(session, lease, date(2026, 2, 1)) == 7_500
    assert len(queries.list_rents(session, [lease.id])) == 2


def test_the_same_correction_twice_is_once(session: Session, lease: Tenancy) -> None:
    record(session, lease, 9_000, date(2026, 1, 1))
    first = record(session, lease, 7_500, date(2026, 1, 1), cause=RentCause.CORRECTION)
    second = record(session, lease, 7_500, date(2026, 1, 1), cause=RentCause.CORRECTION)

    assert first is second


def test_what_was_known_when_deciding_is_told_from_what_is_known_now(
    session: Session, lease: Tenancy
) -> None:
    record(session, lease, 9_000, date(2026, 1, 1))
    record(
        session,
        lease,
        7_500,
        date(2026, 1, 1),
        cause=RentCause.LOWERED_BY_TRIBUNAL,
        at=LATER,
    )
    found = queries.rents_then_and_now(session, lease.id, then=AT, now=LATER)

    assert [rent.monthly_rent for rent in found.then] == [Money.kronor(9_000)]
    assert [rent.monthly_rent for rent in found.now] == [Money.kronor(7_500)]


def test_a_check_by_a_rent_that_is_another_now_is_to_be_made_anew(
    session: Session, lease: Tenancy, actor_id: UUID
) -> None:
    record(session, lease, 9_000, date(2026, 1, 1))
    first = check(session, lease, actor_id, date(2026, 2, 1), at=AT)
    assert queries.checks_overtaken(session, lease.id, now=LATER) == set()
    record(
        session,
        lease,
        7_500,
        date(2026, 1, 1),
        cause=RentCause.LOWERED_BY_TRIBUNAL,
        at=LATER,
    )
    overtaken = queries.checks_overtaken(session, lease.id, now=LATER)
    check(session, lease, actor_id, date(2026, 2, 1), at=LATER)

    assert overtaken == {first}
    assert queries.checks_overtaken(session, lease.id, now=LATER) == set()


def test_a_price_for_a_night_is_kept_as_written_and_as_a_month(
    session: Session, lease: Tenancy
) -> None:
    rent = record(session, lease, 500, date(2026, 1, 1), unit=PriceUnit.NIGHT)
    facts = queries.facts_of(rent, queries_tenancy(session, lease))

    assert (rent.unit_price, rent.monthly_rent.ore) == (Money.kronor(500), 1_520_833)
    assert (facts.price, facts.unit) == (Money.kronor(500), PriceUnit.NIGHT)


def queries_tenancy(session: Session, lease: Tenancy) -> Tenancy:
    session.refresh(lease, ["dwelling", "landlord"])
    return lease


def test_a_night_is_unusual_by_what_it_comes_to_in_a_month(
    session: Session, lease: Tenancy
) -> None:
    with pytest.raises(RentUnusual):
        record(session, lease, 2_000, date(2026, 1, 1), unit=PriceUnit.NIGHT)
    rent = record(session, lease, 100, date(2026, 1, 1), unit=PriceUnit.NIGHT)

    assert not rent.is_confirmed


def test_an_unusual_rent_that_was_confirmed_raises_no_flag(
    session: Session, lease: Tenancy
) -> None:
    record(session, lease, 45_000, date(2026, 1, 1), is_confirmed=True)
    preview = queries.preview_check(
        session, queries_tenancy(session, lease), on=date(2026, 2, 1), norm_set_id=None
    )

    assert Flag.RENT_NEEDS_CONFIRMATION not in preview.check.flags


def test_what_the_contract_says_stands_in_for_what_the_register_lacks(session: Session) -> None:
    lease = tenancy(session, home=dwelling(session, rooms=None, area_m2=None))
    rent = record(session, lease, 7_000, date(2026, 1, 1), contract_rooms=2, contract_area_m2=58.0)
    facts = queries.facts_of(rent, queries_tenancy(session, lease))

    assert (facts.rooms, facts.area_m2) == (2, 58.0)


def test_what_a_lodger_pays_is_taken_off_the_checked_rent(session: Session, lease: Tenancy) -> None:
    record(session, lease, 8_450, date(2026, 1, 1), lodger_pays=Money.kronor(2_000))
    preview = queries.preview_check(
        session, queries_tenancy(session, lease), on=date(2026, 2, 1), norm_set_id=None
    )

    assert preview.check.comparable.low == Money.kronor(6_450)
    assert preview.check.verdict is Verdict.WITHIN


@pytest.mark.parametrize(
    ("kind", "rule", "verdict"),
    [
        (ContractKind.PRIMARY_LEASE, LettingRule.UTILITY_VALUE, SubletVerdict.NO_CEILING),
        (ContractKind.SOCIAL_LEASE, LettingRule.UTILITY_VALUE, SubletVerdict.NO_CEILING),
        (ContractKind.SUBLEASE, LettingRule.SUBLET, SubletVerdict.ABOVE),
        (ContractKind.LODGER, LettingRule.PART_OF_FLAT, SubletVerdict.ABOVE),
        (ContractKind.PRIVATE_LET, LettingRule.PRIVATE_HOME, SubletVerdict.NO_CEILING),
    ],
)
def test_a_check_keeps_what_may_be_asked_beside_the_norm(
    session: Session,
    family: Household,
    actor_id: UUID,
    kind: ContractKind,
    rule: LettingRule,
    verdict: SubletVerdict,
) -> None:
    made.norm_set(session)
    lease = tenancy(session, tenant=family, contract_kind=kind)
    record(
        session,
        lease,
        7_000,
        date(2026, 1, 1),
        sublessor_rent=Money.kronor(6_000),
        sublessor_extras=Money.kronor(0),
        let_part_permille=500 if kind is ContractKind.LODGER else None,
    )
    check_id = check(session, lease, actor_id, date(2026, 2, 1), at=AT)
    record_kept = queries.get_check(session, check_id)
    found = queries.read_sublet(record_kept)

    assert found is not None
    assert (found.rule, found.verdict) == (rule, verdict)
    assert record_kept.verdict is Verdict.WITHIN


def read_month(session: Session, family: Household, on: date) -> MonthRead:
    return queries.read_month(session, household_id=family.id, month=on)


def test_a_month_with_a_move_counts_both_homes_by_days(
    session: Session, family: Household, lease: Tenancy
) -> None:
    record(session, lease, 6_000, date(2025, 9, 1))
    lease.ends_on = date(2026, 5, 1)
    after = tenancy(session, tenant=family, starts_on=date(2026, 4, 21))
    record(session, after, 7_500, date(2026, 4, 21))
    found = read_month(session, family, date(2026, 4, 30))

    assert [(one.id, segment.period.starts_on) for one, segment in found.segments] == [
        (lease.id, date(2025, 9, 1)),
        (after.id, date(2026, 4, 21)),
    ]
    assert found.check.month.days_doubled == 10
    assert found.check.outcome.verdict is Verdict.OVER


def test_a_month_says_what_is_spread_over_it_and_how_many_days_are_free(
    session: Session, family: Household, lease: Tenancy
) -> None:
    record(session, lease, 7_000, date(2025, 9, 1))
    made.aside(
        session,
        lease,
        kind=AsideKind.MOVE_IN_FEE,
        kronor=6_000,
        starts_on=date(2026, 4, 1),
        spread_months=12,
    )
    made.aside(
        session,
        lease,
        kind=AsideKind.RENT_FREE,
        kronor=None,
        starts_on=date(2026, 4, 1),
        ends_on=date(2026, 4, 11),
    )
    made.aside(session, lease, kronor=9_000, spread_months=3).withdrawn_at = AT
    found = read_month(session, family, date(2026, 4, 1))

    assert (found.spread, found.free_days) == (Money.kronor(500), 10)
    assert found.check.month.comparable.low == Money.kronor(7_000)


def test_a_month_without_a_rent_or_a_norm_cannot_be_read(
    session: Session, family: Household, lease: Tenancy
) -> None:
    with pytest.raises(NoRentOnDay):
        read_month(session, family, date(2026, 4, 1))
    record(session, lease, 7_000, date(2025, 9, 1))
    queries.list_own_norm_sets(session)[0].is_own = False
    with pytest.raises(NoNormInForce):
        read_month(session, family, date(2026, 4, 1))


def tell(session: Session, lease: Tenancy, aside: AsideAsTold) -> UUID:
    return services.record_aside(
        session, tenancy_id=lease.id, aside=aside, actor_id=lease.id, at=AT
    ).id


DEPOSIT = AsideAsTold(AsideKind.DEPOSIT, date(2026, 1, 1), Money.kronor(8_000))


def test_something_beside_the_rent_is_recorded_once_and_may_be_taken_back(
    session: Session, lease: Tenancy
) -> None:
    first, second = tell(session, lease, DEPOSIT), tell(session, lease, DEPOSIT)
    for _ in range(2):
        services.withdraw_aside(
            session, tenancy_id=lease.id, aside_id=first, actor_id=lease.id, at=AT
        )
    again = tell(session, lease, DEPOSIT)

    assert first == second != again
    assert len(queries.list_asides(session, [lease.id])) == 2


@pytest.mark.parametrize(
    "aside",
    [
        AsideAsTold(AsideKind.DEPOSIT, date(2026, 1, 1)),
        AsideAsTold(AsideKind.DEPOSIT, date(2026, 1, 1), Money(0)),
        AsideAsTold(AsideKind.DEPOSIT, date(2026, 1, 1), Money(1), date(2026, 2, 1)),
        AsideAsTold(AsideKind.MOVE_IN_FEE, date(2026, 1, 1), Money(1), None, 0),
        AsideAsTold(AsideKind.RENT_FREE, date(2026, 1, 1)),
        AsideAsTold(AsideKind.RENT_FREE, date(2026, 1, 1), None, date(2026, 1, 1)),
        AsideAsTold(AsideKind.RENT_FREE, date(2026, 1, 1), Money(1), date(2026, 2, 1)),
        AsideAsTold(AsideKind.RENT_FREE, date(2026, 1, 1), None, date(2026, 2, 1), 2),
    ],
)
def test_what_lacks_what_its_kind_has_is_refused(
    session: Session, lease: Tenancy, aside: AsideAsTold
) -> None:
    with pytest.raises(AsideInvalid):
        tell(session, lease, aside)


def test_what_stands_beside_another_contracts_rent_is_not_found(
    session: Session, lease: Tenancy
) -> None:
    other = made.aside(session, tenancy(session))

    with pytest.raises(NotFound):
        queries.get_aside(session, tenancy_id=lease.id, aside_id=other.id)
