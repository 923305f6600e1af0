"""Recording dwellings, properties and offered rents, and finding them again."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from factories.dwellings import dwelling, offered_rent, property_of_land
from factories.people import NOW
from landlord_watch.audit.queries import list_accesses
from landlord_watch.dwellings import queries, services
from landlord_watch.dwellings.errors import (
    AddressTaken,
    DesignationMalformed,
    OfferedRentNotPositive,
    OfferedRentStands,
    OfferedRentWithdrawn,
)
from landlord_watch.dwellings.models import Dwelling, DwellingKind, OfferedRent, RentSource
from landlord_watch.dwellings.rules import Address
from landlord_watch.kernel.errors import Conflict, NotFound
from landlord_watch.kernel.money import Money

ACTOR = uuid4()


def facts(
    street: str = "Åvägen 9", number: str = "1102", designation: str = ""
) -> services.DwellingFacts:
    return services.DwellingFacts(
        address=Address(street, "66630", "Bengtsfors", number),
        kind=DwellingKind.FLAT,
        municipality_code="1460",
        designation=designation,
    )


def record(session: Session, stated: services.DwellingFacts) -> Dwelling:
    return services.record_dwelling(session, facts=stated, actor_id=ACTOR, at=NOW)


def offer(session: Session, home: Dwelling, *, kronor: int, starts_on: date) -> OfferedRent:
    return services.record_offered_rent(
        session,
        dwelling_id=home.id,
        monthly_rent=Money.kronor(kronor),
        starts_on=starts_on,
        source=RentSource.LANDLORD,
        inclusions={"heating": "yes", "parking": "unknown"},
        actor_id=ACTOR,
        at=NOW,
    )


def test_an_address_is_one_dwelling_however_it_is_typed(session: Session) -> None:
    home = record(session, facts())

    with pytest.raises(AddressTaken) as refusal:
        record(session, facts(street=" ÅVÄGEN   9"))

    assert refusal.value.context == {"dwelling_id": home.id}


def test_another_number_or_postal_code_is_another_dwelling(session: Session) -> None:
    record(session, facts())
    record(session, facts(number="1103"))
    record(session, facts(number=""))

    assert session.scalar(select(func.count(Dwelling.id))) == 3


def test_the_database_holds_an_address_once(session: Session) -> None:
    dwelling(session, dwelling_number="1102")

    with pytest.raises(IntegrityError):
        dwelling(session, dwelling_number="1102")

    assert not session.is_active


def test_two_dwellings_share_the_property_they_stand_on(session: Session) -> None:
    first = record(session, facts(designation="Åsen 1:2"))
    second = record(session, facts(number="1103", designation="åsen  1:2"))

    assert first.property_id == second.property_id


def test_a_designation_of_another_municipality_is_another_property(session: Session) -> None:
    elsewhere = property_of_land(session, designation="Åsen 1:2", municipality_code="1438")

    assert record(session, facts(designation="Åsen 1:2")).property_id != elsewhere.id


def test_a_malformed_designation_records_nothing(session: Session) -> None:
    with pytest.raises(DesignationMalformed):
        record(session, facts(designation="Åsen"))

    assert session.scalar(select(func.count(Dwelling.id))) == 0


def test_a_correction_may_keep_the_address_and_leave_the_property(session: Session) -> None:
    home = record(session, facts(designation="Åsen 1:2"))
    services.correct_dwelling(
        session, dwelling_id=home.id, facts=facts(street="Åvägen 9"), actor_id=ACTOR, at=NOW
    )

    assert home.property_id is None
    assert home.rooms is None


def test_what_was_done_is_in_the_trail(session: Session) -> None:
    home = record(session, facts())
    offered = offer(session, home, kronor=7_600, starts_on=date(2026, 1, 1))
    services.withdraw_offered_rent(session, offered_rent_id=offered.id, actor_id=ACTOR, at=NOW)
    session.flush()
    rows = list_accesses(session, before_seq=None, limit=10, subject_id=home.id)

    assert [row.action for row in rows] == [
        "offered_rent.withdrawn",
        "offered_rent.recorded",
        "dwelling.recorded",
    ]
    assert {row.actor_id for row in rows} == {ACTOR}


def test_what_nobody_knows_of_a_rent_is_not_kept(session: Session) -> None:
    offered = offer(session, dwelling(session), kronor=7_600, starts_on=date(2026, 1, 1))

    assert offered.inclusions == {"heating": "yes"}


def test_one_rent_stands_for_a_day(session: Session) -> None:
    home, other = dwelling(session), dwelling(session)
    offer(session, home, kronor=7_600, starts_on=date(2026, 1, 1))
    offer(session, other, kronor=7_600, starts_on=date(2026, 1, 1))

    with pytest.raises(OfferedRentStands) as refusal:
        offer(session, home, kronor=7_700, starts_on=date(2026, 1, 1))

    assert refusal.value.context == {"starts_on": date(2026, 1, 1)}


def test_who_was_second_at_the_same_time_is_told_so(session: Session) -> None:
    home = dwelling(session)
    day = date(2026, 1, 1)
    theirs = OfferedRent(
        dwelling_id=home.id,
        monthly_rent=Money.kronor(7_600),
        starts_on=day,
        source=RentSource.LANDLORD,
        inclusions={},
        recorded_at=NOW,
    )

    with session.no_autoflush:  # theirs is not seen yet when this one looks
        session.add(theirs)
        with pytest.raises(Conflict) as refusal:
            offer(session, home, kronor=7_700, starts_on=day)

    assert refusal.value.code == "conflict"


def test_a_dwelling_is_not_offered_for_nothing(session: Session) -> None:
    with pytest.raises(OfferedRentNotPositive) as refusal:
        offer(session, dwelling(session), kronor=0, starts_on=date(2026, 1, 1))

    assert refusal.value.code == "offered_rent_not_positive"


def test_a_withdrawn_rent_is_not_withdrawn_again(session: Session) -> None:
    offered = offered_rent(session, dwelling(session))
    services.withdraw_offered_rent(session, offered_rent_id=offered.id, actor_id=ACTOR, at=NOW)

    with pytest.raises(OfferedRentWithdrawn):
        services.withdraw_offered_rent(session, offered_rent_id=offered.id, actor_id=ACTOR, at=NOW)

    assert offered.withdrawn_at == NOW


@pytest.mark.parametrize(
    ("on", "kronor"),
    [
        (date(2025, 12, 31), 7_000),
        (date(2026, 1, 1), 7_600),
        (date(2026, 6, 30), 7_600),
        (date(2026, 7, 1), 8_000),
    ],
    ids=["the day before", "the day itself", "the last day", "the next one's day"],
)
def test_the_rent_of_a_day_is_the_latest_that_stands(
    session: Session, on: date, kronor: int
) -> None:
    home = dwelling(session)
    for amount, starts_on in ((7_000, date(2025, 1, 1)), (7_600, date(2026, 1, 1))):
        offered_rent(session, home, kronor=amount, starts_on=starts_on)
    offered_rent(session, home, kronor=8_000, starts_on=date(2026, 7, 1))
    wrong = offered_rent(session, home, kronor=99_000, starts_on=date(2025, 12, 1))
    wrong.withdrawn_at = NOW
    found = queries.offered_rents_on(session, [home.id], on=on)

    assert found[home.id].monthly_rent == Money.kronor(kronor)


def test_a_home_without_an_offer_has_none(session: Session) -> None:
    home = dwelling(session)
    offered_rent(session, dwelling(session))

    assert queries.offered_rents_on(session, [home.id], on=date(2026, 3, 1)) == {}


def test_a_percent_sign_is_searched_for_and_finds_only_itself(session: Session) -> None:
    dwelling(session)

    assert queries.list_dwellings(session, queries.DwellingSearch("%"), number=1).total == 0


@pytest.mark.parametrize(
    "ask",
    [
        lambda session: queries.get_dwelling(session, uuid4()),
        lambda session: queries.get_offered_rent(session, uuid4()),
    ],
    ids=["dwelling", "offered rent"],
)
def test_what_is_not_there_is_not_found(session: Session, ask) -> None:
    with pytest.raises(NotFound) as refusal:
        ask(session)

    assert refusal.value.code == "not_found"
