"""Opening households, and recording who is in them, their aid and where they came from."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from factories import households as made
from landlord_watch.audit.queries import list_accesses
from landlord_watch.households import queries, services
from landlord_watch.households.errors import (
    AidPeriodsOverlap,
    ArrivalFormsUnknown,
    ArrivalFromHere,
    ArrivalRecordedAlready,
    BornLater,
    EndedAlready,
    EndsBeforeStart,
    PersonInHouseholdAlready,
    PersonInOtherHousehold,
    PersonNamedDifferently,
    PersonUnknown,
)
from landlord_watch.households.models import (
    Household,
    HouseholdMember,
    MemberRole,
    OwnWish,
    Person,
)
from landlord_watch.households.services import ArrivalAsTold, Membership, PersonAsTold
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.identifiers import (
    PersonNumber,
    PersonNumberKind,
    read_person_number,
)
from landlord_watch.kernel.money import Money
from landlord_watch.kernel.municipalities import MunicipalityUnknown

ACTOR = uuid4()
AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
BORN = date(1990, 1, 1)
ADULT = Membership(MemberRole.ADULT, date(2026, 3, 1))


def opened(session: Session, at: datetime = AT) -> Household:
    return services.open_household(
        session, language="ar", is_interpreter_needed=True, actor_id=ACTOR, at=at
    )


def told(number: str = "", given: str = "Eva", family: str = "Påhittad") -> PersonAsTold:
    read = read_person_number(number, on=AT.date()) if number else None
    return PersonAsTold(read, given, family, BORN)


def added(
    session: Session, household: Household, person: PersonAsTold, membership: Membership = ADULT
) -> HouseholdMember:
    return services.add_member(
        session,
        household_id=household.id,
        person=person,
        membership=membership,
        actor_id=ACTOR,
        at=AT,
    )


def test_households_get_the_next_case_number_of_their_year(session: Session) -> None:
    numbers = [opened(session).case_number for _ in range(2)]
    next_year = opened(session, datetime(2027, 1, 1, tzinfo=UTC)).case_number

    assert numbers == ["EB-2026-00001", "EB-2026-00002"]
    assert next_year == "EB-2027-00001"


def test_the_year_of_a_case_number_is_the_swedish_one(session: Session) -> None:
    just_after_midnight_here = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    assert opened(session, just_after_midnight_here).case_number == "EB-2027-00001"


def test_two_who_open_households_at_once_get_two_numbers(engine: Engine) -> None:
    def open_one(_: int) -> str:
        with Session(engine) as own, own.begin():
            return opened(own).case_number

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(open_one, range(12)))

    assert sorted(numbers) == [f"EB-2026-{number:05d}" for number in range(1, 13)]


def test_who_has_no_number_gets_a_temporary_one_of_ours(session: Session) -> None:
    household = opened(session)
    first = added(session, household, told(given="Eva"))
    second = added(session, household, told(given="Bo"))

    people = [session.get_one(Person, member.person_id) for member in (first, second)]
    assert [person.number for person in people] == ["T2026-00001", "T2026-00002"]
    assert {person.number_kind for person in people} == {PersonNumberKind.TEMPORARY}


def test_somebody_recorded_is_found_by_number_and_not_recorded_twice(session: Session) -> None:
    number = made.official_number(BORN)
    known = made.person(session, number=number, given_name="Eva", family_name="Påhittad")
    member = added(session, opened(session), told(number, "eva ", "PÅHITTAD"))

    assert member.person_id == known.id
    assert session.scalar(select(func.count()).select_from(Person)) == 1


def test_somebody_recorded_may_be_named_by_the_number_alone(session: Session) -> None:
    number = made.official_number(BORN)
    known = made.person(session, number=number)

    assert added(session, opened(session), told(number, "", "")).person_id == known.id


def test_a_number_of_somebody_with_another_name_is_refused(session: Session) -> None:
    number = made.official_number(BORN)
    made.person(session, number=number, given_name="Bo")

    with pytest.raises(PersonNamedDifferently):
        added(session, opened(session), told(number))


@pytest.mark.parametrize("number", ["", made.official_number(BORN)], ids=["none", "unknown"])
def test_a_new_person_needs_both_names(session: Session, number: str) -> None:
    with pytest.raises(PersonUnknown):
        added(session, opened(session), told(number, "Eva", ""))


def test_a_temporary_number_that_was_never_given_is_nobodys(session: Session) -> None:
    with pytest.raises(PersonUnknown):
        added(session, opened(session), told("T2026-09999"))


def test_nobody_is_born_tomorrow(session: Session) -> None:
    unborn = PersonAsTold(None, "Eva", "Påhittad", date(2026, 3, 13))

    with pytest.raises(BornLater):
        added(session, opened(session), unborn)


def test_nobody_lives_in_two_households_all_the_time(session: Session) -> None:
    number = made.official_number(BORN)
    first = opened(session)
    added(session, first, told(number))

    with pytest.raises(PersonInOtherHousehold) as refusal:
        added(session, opened(session), told(number))

    assert refusal.value.context == {
        "case_number": first.case_number,
        "starts_on": ADULT.starts_on,
    }


def test_a_child_may_live_in_two_households_half_of_the_time(session: Session) -> None:
    number = made.official_number(date(2018, 1, 1))
    half = Membership(MemberRole.CHILD, date(2026, 3, 1), share_permille=500)
    first, second = opened(session), opened(session)
    added(session, first, told(number), half)
    member = added(session, second, told(number), half)

    assert member.household_id == second.id


def test_who_has_left_one_household_may_join_another_the_same_day(session: Session) -> None:
    number = made.official_number(BORN)
    first, second = opened(session), opened(session)
    left = added(session, first, told(number), Membership(MemberRole.ADULT, date(2025, 1, 1)))
    services.end_membership(
        session,
        household_id=first.id,
        member_id=left.id,
        ends_on=ADULT.starts_on,
        actor_id=ACTOR,
        at=AT,
    )
    member = added(session, second, told(number))

    assert member.household_id == second.id


def test_the_same_person_twice_in_a_household_is_refused(session: Session) -> None:
    number = made.official_number(BORN)
    household = opened(session)
    added(session, household, told(number))

    with pytest.raises(PersonInHouseholdAlready):
        added(session, household, told(number))


def test_a_member_of_no_household_is_not_found(session: Session) -> None:
    stranger = made.household(session)
    member = stranger_member(session, stranger)

    with pytest.raises(NotFound):
        queries.get_member(session, household_id=opened(session).id, member_id=member.id)


def stranger_member(session: Session, household: Household) -> HouseholdMember:
    return session.scalars(
        select(HouseholdMember).where(HouseholdMember.household_id == household.id)
    ).one()


def test_a_membership_ends_once_and_the_second_click_is_nothing(session: Session) -> None:
    household = opened(session)
    member = added(session, household, told())

    def end(day: date) -> HouseholdMember:
        return services.end_membership(
            session,
            household_id=household.id,
            member_id=member.id,
            ends_on=day,
            actor_id=ACTOR,
            at=AT,
        )

    end(date(2026, 5, 1))
    assert end(date(2026, 5, 1)).ends_on == date(2026, 5, 1)
    with pytest.raises(EndedAlready):
        end(date(2026, 6, 1))
    with pytest.raises(EndsBeforeStart):
        end(ADULT.starts_on)


def record_aid(session: Session, household: Household, start: date, end: date | None) -> None:
    services.record_aid_period(
        session,
        household_id=household.id,
        starts_on=start,
        ends_on=end,
        granted_housing_cost=Money.kronor(6_000),
        actor_id=ACTOR,
        at=AT,
    )


def test_aid_periods_follow_on_each_other_and_do_not_overlap(session: Session) -> None:
    household = opened(session)
    record_aid(session, household, date(2026, 1, 1), date(2026, 4, 1))
    record_aid(session, household, date(2026, 4, 1), None)

    with pytest.raises(AidPeriodsOverlap):
        record_aid(session, household, date(2026, 3, 31), date(2026, 4, 1))

    periods = queries.list_aid_periods(session, household.id)
    assert [period.starts_on for period in periods] == [date(2026, 4, 1), date(2026, 1, 1)]


def test_aid_that_ends_before_it_starts_is_refused(session: Session) -> None:
    with pytest.raises(EndsBeforeStart):
        record_aid(session, opened(session), date(2026, 4, 1), date(2026, 4, 1))


def test_aid_is_ended_only_through_its_own_household(session: Session) -> None:
    aid = made.aid_period(session, made.household(session))

    with pytest.raises(NotFound):
        services.end_aid(
            session,
            household_id=opened(session).id,
            aid_period_id=aid.id,
            ends_on=date(2026, 5, 1),
            actor_id=ACTOR,
            at=AT,
        )


def arrive(session: Session, household: Household, code: str, *forms: str) -> list[str]:
    return services.record_arrival(
        session,
        household_id=household.id,
        told=ArrivalAsTold(
            from_municipality_code=code,
            arrived_on=date(2026, 2, 1),
            own_wish=OwnWish.NO,
            forms=forms,
            account="De sa att jag skulle flytta.",
        ),
        own_municipality_code="1460",
        actor_id=ACTOR,
        at=AT,
    ).forms


def test_an_arrival_keeps_its_forms_once_and_in_the_order_of_the_list(session: Session) -> None:
    forms = ("referred_to_landlord", "contract_terminated", "referred_to_landlord")

    assert arrive(session, opened(session), "1480", *forms) == [
        "contract_terminated",
        "referred_to_landlord",
    ]


@pytest.mark.parametrize(
    ("code", "form", "refusal"),
    [
        ("1460", "other", ArrivalFromHere),
        ("9999", "other", MunicipalityUnknown),
        ("1480", "bribed", ArrivalFormsUnknown),
    ],
)
def test_an_arrival_that_cannot_be_is_refused(
    session: Session, code: str, form: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        arrive(session, opened(session), code, form)


def test_the_same_arrival_is_not_recorded_twice(session: Session) -> None:
    household = opened(session)
    arrive(session, household, "1480")

    with pytest.raises(ArrivalRecordedAlready):
        arrive(session, household, "1480")


def test_a_number_that_was_shown_whole_stands_in_the_trail_by_the_person(
    session: Session,
) -> None:
    number = made.official_number(BORN)
    household = made.household(session, adults=0)
    somebody = made.person(session, number=number)
    member = made.member(session, household, somebody)
    shown = services.reveal_number(
        session, household_id=household.id, member_id=member.id, actor_id=ACTOR, at=AT
    )
    logged = list_accesses(session, before_seq=None, limit=1, subject_id=somebody.id)

    assert shown == PersonNumber(PersonNumberKind.PERSONNUMMER, number)
    assert [access.action for access in logged] == ["person.number_revealed"]
