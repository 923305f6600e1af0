"""Checking a tenancy's rent against a norm, and keeping the check as it was made."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from factories import households as people
from factories import rents as made
from factories.people import staff_member
from factories.tenancies import tenancy
from landlord_watch.households.models import Household, MemberRole
from landlord_watch.households.queries import list_members_on
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.money import Money
from landlord_watch.rents import queries, services
from landlord_watch.rents.errors import NobodyInHousehold, NoNormInForce, NoRentOnDay
from landlord_watch.rents.models import RentCheckRecord, Verdict
from landlord_watch.rents.rules.household import Why
from landlord_watch.rents.rules.rent_check import replay
from landlord_watch.tenancies.models import Tenancy

AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
DAY = date(2026, 3, 1)


@pytest.fixture
def actor_id(session: Session) -> UUID:
    return staff_member(session, Role.CASEWORKER).id


@pytest.fixture
def family(session: Session) -> Household:
    """Two adults and a child."""
    return people.household(session, adults=2, children=1)


@pytest.fixture
def contract(session: Session, family: Household) -> Tenancy:
    """The family's home at 8 450 kronor, held against a norm of 7 600."""
    made.norm_set(session)
    lease = tenancy(session, tenant=family)
    made.rent(session, lease, kronor=8_450)
    return lease


def check(
    session: Session,
    contract: Tenancy,
    actor_id: UUID,
    *,
    on: date = DAY,
    norm_set_id: UUID | None = None,
    at: datetime = AT,
) -> RentCheckRecord:
    return services.check_tenancy(
        session,
        tenancy_id=contract.id,
        on=on,
        norm_set_id=norm_set_id,
        actor_id=actor_id,
        at=at,
    )


def test_a_rent_over_the_norm_is_found_to_be_so(
    session: Session, contract: Tenancy, actor_id: UUID
) -> None:
    record = check(session, contract, actor_id)
    session.expire_all()
    found = queries.read_check(record)

    assert record.verdict is Verdict.OVER
    assert found.excess is not None
    assert found.excess.low == found.excess.high == Money.kronor(850)
    assert found.excess.percent_low == 11


def test_a_recorded_check_replays_to_the_same(
    session: Session, contract: Tenancy, actor_id: UUID
) -> None:
    found = queries.read_check(check(session, contract, actor_id))

    assert replay(found) == found
    assert replay(found).steps == found.steps


def test_no_name_and_no_number_is_in_a_trace(
    session: Session, contract: Tenancy, actor_id: UUID
) -> None:
    trace = str(check(session, contract, actor_id).trace)

    assert "Amina" not in trace
    assert "T2020" not in trace
    assert "adult-1" in trace


def test_a_check_says_who_was_counted(
    session: Session, contract: Tenancy, family: Household, actor_id: UUID
) -> None:
    record = check(session, contract, actor_id)
    counted = queries.people_of(record)

    assert list(counted) == ["adult-1", "adult-2", "child-1"]
    assert set(counted.values()) == {
        member.person_id for member in list_members_on(session, household_id=family.id, on=DAY)
    }


def test_the_same_check_once_more_is_nothing_new(
    session: Session, contract: Tenancy, actor_id: UUID
) -> None:
    first = check(session, contract, actor_id)
    second = check(session, contract, actor_id, at=AT + timedelta(days=1))

    assert second.id == first.id


def test_a_new_fact_makes_a_new_check_that_points_to_the_old_one(
    session: Session, contract: Tenancy, actor_id: UUID
) -> None:
    first = check(session, contract, actor_id)
    trace = dict(first.trace)
    made.rent(session, contract, kronor=9_000, starts_on=date(2026, 2, 1))
    second = check(session, contract, actor_id, at=AT + timedelta(days=1))

    assert second.previous_id == first.id
    assert first.trace == trace
    assert queries.latest_checks(session, [contract.id])[contract.id].id == second.id


def test_the_household_is_counted_as_it_was_on_the_day(
    session: Session, contract: Tenancy, family: Household, actor_id: UUID
) -> None:
    newborn = people.person(session, born_on=date(2026, 3, 10))
    people.member(session, family, newborn, role=MemberRole.CHILD, starts_on=date(2026, 3, 10))
    before = queries.read_check(check(session, contract, actor_id))
    after = queries.read_check(check(session, contract, actor_id, on=date(2026, 3, 10)))

    assert (before.outcome.household.children, after.outcome.household.children) == (1, 2)


@pytest.mark.parametrize(
    ("permille", "why", "counted"),
    [(500, Why.UNDER_18, 1), (499, Why.SHARE_BELOW, 0)],
)
def test_a_child_who_stays_half_of_the_time_counts_and_less_does_not(
    session: Session, permille: int, why: Why, counted: int
) -> None:
    household = people.household(session)
    child = people.person(session, born_on=date(2018, 1, 1))
    people.member(session, household, child, role=MemberRole.CHILD, share_permille=permille)
    found = queries.count_household_on(session, household_id=household.id, on=DAY).count

    assert found.household.children == counted
    assert found.persons[-1].why is why


@pytest.mark.parametrize(
    ("in_school", "on", "counted"),
    [
        (True, date(2026, 3, 1), 1),
        (False, date(2026, 3, 1), 0),
        (True, date(2027, 6, 15), 0),
    ],
    ids=["19 in school", "19 not in school", "21 in school"],
)
def test_a_grown_child_counts_as_a_child_in_school_until_21(
    session: Session, in_school: bool, on: date, counted: int
) -> None:
    household = people.household(session)
    child = people.person(session, born_on=date(2006, 6, 15))
    people.member(session, household, child, role=MemberRole.CHILD, is_in_school=in_school)
    found = queries.count_household_on(session, household_id=household.id, on=on).count

    assert found.household.children == counted


def test_a_part_of_a_shared_contract_is_held_against_the_norm(
    session: Session, actor_id: UUID
) -> None:
    made.norm_set(session)
    lease = tenancy(session, share_permille=500)
    made.rent(session, lease, kronor=9_000)
    found = queries.read_check(check(session, lease, actor_id))

    assert found.comparable.low == Money.kronor(4_500)
    assert found.verdict.value == "within"


def test_what_is_not_known_of_a_rent_leaves_it_undecided(session: Session, actor_id: UUID) -> None:
    made.norm_set(session)
    lease = tenancy(session)
    made.rent(session, lease, kronor=5_500, inclusions={})
    record = check(session, lease, actor_id)

    assert record.verdict is Verdict.UNDECIDED
    assert "heating.in_rent" in queries.read_check(record).unknowns


def test_another_norm_may_be_chosen(session: Session, contract: Tenancy, actor_id: UUID) -> None:
    other = made.norm_set(
        session,
        is_own=False,
        name="Högre",
        rows=(("alla", 1, None, 0, None, 9_000),),
    )
    record = check(session, contract, actor_id, norm_set_id=other.id)

    assert (record.verdict, record.norm_set_id) == (Verdict.WITHIN, other.id)


def test_a_day_without_rent_cannot_be_checked(
    session: Session, contract: Tenancy, actor_id: UUID
) -> None:
    with pytest.raises(NoRentOnDay):
        check(session, contract, actor_id, on=date(2025, 8, 31))


def test_a_day_after_the_contract_cannot_be_checked(session: Session, actor_id: UUID) -> None:
    made.norm_set(session)
    lease = tenancy(session, ends_on=date(2026, 2, 1))
    made.rent(session, lease)

    with pytest.raises(NoRentOnDay):
        check(session, lease, actor_id)


def test_a_withdrawn_rent_is_not_checked(
    session: Session, contract: Tenancy, actor_id: UUID
) -> None:
    rent = queries.find_latest_rent(session, contract.id)
    assert rent is not None
    rent.withdrawn_at = AT
    session.flush()

    with pytest.raises(NoRentOnDay):
        check(session, contract, actor_id)


def test_without_an_own_norm_there_is_nothing_to_check_against(
    session: Session, actor_id: UUID
) -> None:
    made.norm_set(session, is_own=False)
    lease = tenancy(session)
    made.rent(session, lease)

    with pytest.raises(NoNormInForce):
        check(session, lease, actor_id)


def test_nobody_cannot_be_counted(session: Session, actor_id: UUID) -> None:
    made.norm_set(session)
    lease = tenancy(session, tenant=people.household(session, adults=0))
    made.rent(session, lease)

    with pytest.raises(NobodyInHousehold):
        check(session, lease, actor_id)


def test_a_tenancy_that_is_not_there_cannot_be_checked(session: Session, actor_id: UUID) -> None:
    with pytest.raises(NotFound):
        services.check_tenancy(
            session,
            tenancy_id=UUID(int=1),
            on=DAY,
            norm_set_id=None,
            actor_id=actor_id,
            at=AT,
        )


def test_the_norm_of_the_first_of_the_month_counts(session: Session, actor_id: UUID) -> None:
    first = made.norm_set(session, name="Förra", ends_on=date(2026, 3, 15))
    made.norm_set(session, name="Nya", starts_on=date(2026, 3, 15))
    lease = tenancy(session)
    made.rent(session, lease)
    record = check(session, lease, actor_id, on=date(2026, 3, 20))

    assert record.norm_set_id == first.id
