"""Recording what a tenancy costs, and taking back what was wrong."""

from datetime import UTC, date, datetime
from fractions import Fraction
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from factories import rents as made
from factories.dwellings import dwelling
from factories.tenancies import tenancy
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.money import Money
from landlord_watch.rents import queries, services
from landlord_watch.rents.errors import RentOutsideTenancy, RentStartsTooEarly, RentUnusual
from landlord_watch.rents.models import Rent, RentBasis
from landlord_watch.rents.rules.inclusions import (
    NOT_THERE,
    Included,
    Inclusion,
    Inclusions,
    Says,
)
from landlord_watch.rents.services import RentAsTold
from landlord_watch.tenancies.models import ContractKind, Tenancy

ACTOR = uuid4()
AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
INCLUSIONS = Inclusions(
    {
        Inclusion.HEATING: Included(Says.YES),
        Inclusion.PARKING: Included(Says.YES, Money.kronor(300)),
        Inclusion.FURNITURE: NOT_THERE,
    }
)


def record(
    session: Session,
    contract: Tenancy,
    starts_on: date = date(2026, 1, 1),
    *,
    kronor: int = 8_450,
    is_confirmed: bool = False,
) -> Rent:
    return services.record_rent(
        session,
        tenancy_id=contract.id,
        rent=RentAsTold(
            Money.kronor(kronor), starts_on, RentBasis.CONTRACT, INCLUSIONS, is_confirmed
        ),
        actor_id=ACTOR,
        at=AT,
    )


def withdraw(session: Session, rent: Rent) -> Rent:
    return services.withdraw_rent(
        session, tenancy_id=rent.tenancy_id, rent_id=rent.id, actor_id=ACTOR, at=AT
    )


def test_a_rent_is_read_back_with_what_it_includes(session: Session) -> None:
    rent = record(session, tenancy(session))
    session.flush()
    session.expire_all()

    assert rent.monthly_rent == Money.kronor(8_450)
    assert queries.inclusions_of(rent) == INCLUSIONS


def test_a_rent_that_starts_on_or_before_the_latest_is_refused(session: Session) -> None:
    contract = tenancy(session)
    record(session, contract, date(2026, 2, 1))

    for day in (date(2026, 2, 1), date(2026, 1, 1)):
        with pytest.raises(RentStartsTooEarly):
            record(session, contract, day)


def test_a_rent_may_be_recorded_anew_for_a_day_whose_rent_was_withdrawn(
    session: Session,
) -> None:
    contract = tenancy(session)
    wrong = record(session, contract)
    withdraw(session, wrong)
    right = record(session, contract, kronor=7_450)

    assert queries.find_rent_on(session, contract.id, on=date(2026, 3, 1)) is right
    assert {rent.id for rent in queries.list_rents(session, [contract.id])} == {wrong.id, right.id}


def test_a_rent_is_withdrawn_once(session: Session) -> None:
    rent = record(session, tenancy(session))
    withdraw(session, rent)
    later = services.withdraw_rent(
        session,
        tenancy_id=rent.tenancy_id,
        rent_id=rent.id,
        actor_id=ACTOR,
        at=datetime(2026, 4, 1, tzinfo=UTC),
    )

    assert later.withdrawn_at == AT


def test_a_rent_is_withdrawn_only_through_its_own_contract(session: Session) -> None:
    rent = record(session, tenancy(session))

    with pytest.raises(NotFound):
        queries.get_rent(session, tenancy_id=tenancy(session).id, rent_id=rent.id)


@pytest.mark.parametrize("day", [date(2025, 8, 31), date(2026, 6, 1)], ids=["before", "after"])
def test_a_rent_outside_its_contract_is_refused(session: Session, day: date) -> None:
    contract = tenancy(session, starts_on=date(2025, 9, 1), ends_on=date(2026, 6, 1))

    with pytest.raises(RentOutsideTenancy):
        record(session, contract, day)


@pytest.mark.parametrize("kronor", [0, 499, 40_001])
def test_an_unusual_rent_is_recorded_only_when_somebody_says_that_it_is_right(
    session: Session, kronor: int
) -> None:
    contract = tenancy(session)
    with pytest.raises(RentUnusual):
        record(session, contract, kronor=kronor)

    assert record(session, contract, kronor=kronor, is_confirmed=True).monthly_rent == (
        Money.kronor(kronor)
    )


@pytest.mark.parametrize("kronor", [500, 40_000])
def test_a_rent_at_the_bounds_of_the_usual_needs_no_confirmation(
    session: Session, kronor: int
) -> None:
    assert record(session, tenancy(session), kronor=kronor).id is not None


def test_the_rent_of_a_day_is_the_latest_that_has_started(session: Session) -> None:
    contract = tenancy(session)
    first = record(session, contract, date(2026, 1, 1))
    second = record(session, contract, date(2026, 2, 1))

    def on(day: date) -> Rent | None:
        return queries.find_rent_on(session, contract.id, on=day)

    assert on(date(2025, 12, 31)) is None
    assert on(date(2026, 1, 31)) is first
    assert on(date(2026, 2, 1)) is second


def test_the_facts_of_a_rent_come_from_contract_and_home(session: Session) -> None:
    contract = tenancy(
        session,
        home=dwelling(session, rooms=2, area_m2=54.5),
        contract_kind=ContractKind.SUBLEASE,
        share_permille=333,
        is_contract_seen=False,
    )
    rent = made.rent(session, contract)
    session.refresh(contract, ["dwelling"])
    facts = queries.facts_of(rent, contract)

    assert (facts.rooms, facts.area_m2, facts.is_sublet) == (2, 54.5, True)
    assert (facts.contract_share, facts.is_contract_seen) == (Fraction(333, 1000), False)
