"""Finding homes like one, by building, landlord and postal code."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from factories.dwellings import dwelling, offered_rent, property_of_land
from factories.landlords import landlord, role
from factories.people import NOW
from factories.tenancies import tenancy
from landlord_watch.dwellings.models import Dwelling, Property
from landlord_watch.rents.queries import comparing
from landlord_watch.rents.queries.comparing import compare_tenancy
from landlord_watch.rents.rules.comparing import Nearness
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.tenancies.queries import get_tenancy

ON = date(2026, 3, 12)


@pytest.fixture
def lease(session: Session) -> Tenancy:
    home = dwelling(session, located_on=property_of_land(session))
    return get_tenancy(session, tenancy(session, home=home, lessor=landlord(session)).id)


def counts(session: Session, lease: Tenancy) -> dict[Nearness, int]:
    return {each.nearness: each.n for each in compare_tenancy(session, lease, on=ON).others}


def near(session: Session, **how: object) -> Dwelling:
    return dwelling(session, street_address="Annangatan 1", **how)  # type: ignore[arg-type]


def test_each_nearness_finds_its_own(session: Session, lease: Tenancy) -> None:
    land = session.get(Property, lease.dwelling.property_id)
    in_building = near(session, located_on=land, postal_code="66631")
    of_landlord = near(session, postal_code="66632")
    role(session, lease.landlord, of_landlord)
    in_area = near(session)
    elsewhere = near(session, postal_code="66633")
    for home in (in_building, of_landlord, in_area, elsewhere, lease.dwelling):
        offered_rent(session, home)

    assert counts(session, lease) == {
        Nearness.BUILDING: 1,
        Nearness.LANDLORD: 1,
        Nearness.AREA: 1,
    }


def test_of_a_landlord_with_very_many_homes_those_recorded_last_are_compared(
    session: Session, lease: Tenancy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MOST_HOMES", 2)
    for kronor in (5_000, 6_000, 7_000):
        home = near(session, postal_code="66632")
        role(session, lease.landlord, home)
        offered_rent(session, home, kronor=kronor)
    offers = comparing.compare_tenancy(session, lease, on=ON).others

    assert {each.nearness: each.n for each in offers}[Nearness.LANDLORD] == 2


def test_a_home_that_is_on_no_known_property_has_no_building(session: Session) -> None:
    lease = get_tenancy(session, tenancy(session).id)

    assert Nearness.BUILDING not in counts(session, lease)


def test_what_is_old_future_withdrawn_or_of_another_size_is_left_out(
    session: Session, lease: Tenancy
) -> None:
    offered_rent(session, near(session), starts_on=date(2025, 3, 12))
    offered_rent(session, near(session), starts_on=date(2026, 3, 13))
    offered_rent(session, near(session)).withdrawn_at = NOW
    offered_rent(session, near(session, rooms=2))
    offered_rent(session, near(session), starts_on=date(2025, 3, 13))

    assert counts(session, lease)[Nearness.AREA] == 1


def test_a_home_offered_twice_is_counted_once_by_its_newest(
    session: Session, lease: Tenancy
) -> None:
    for _ in range(3):
        home = near(session)
        offered_rent(session, home, kronor=5000, starts_on=date(2025, 6, 1))
        offered_rent(session, home, kronor=9000, starts_on=date(2026, 2, 1))
    area = compare_tenancy(session, lease, on=ON).others[-1]

    assert area.n == 3
    assert area.middle is not None
    assert area.middle.in_kronor == 9000


def test_where_the_rooms_are_not_known_all_sizes_are_compared(session: Session) -> None:
    home = dwelling(session, rooms=None)
    lease = get_tenancy(session, tenancy(session, home=home).id)
    offered_rent(session, near(session, rooms=1))
    offered_rent(session, near(session, rooms=None))

    assert counts(session, lease)[Nearness.AREA] == 2


def test_the_homes_own_offers_are_told_over_time(session: Session, lease: Tenancy) -> None:
    offered_rent(session, lease.dwelling, kronor=8000, starts_on=date(2024, 1, 1))
    offered_rent(session, lease.dwelling, kronor=8820, starts_on=date(2026, 1, 1))
    found = compare_tenancy(session, lease, on=ON)

    assert [each.monthly_rent.in_kronor for each in found.own] == [8820, 8000]
    assert found.yearly_change == pytest.approx(5.0, abs=0.01)


@pytest.mark.parametrize("on", [date(2028, 2, 29), date(2026, 3, 12)])
def test_any_day_can_be_asked_for(session: Session, lease: Tenancy, on: date) -> None:
    assert compare_tenancy(session, lease, on=on).own == []
