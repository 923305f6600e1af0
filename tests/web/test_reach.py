"""Whose case it is decides who sees it; units, assignments, and taking a case."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import households as made
from factories import reach
from factories.people import staff_member
from factories.visitors import Visitor
from factories.visits import field_officer, visit
from landlord_watch.audit.queries import list_accesses
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.reach.models import Assignment, Placement, Unit

VisitorAs = Callable[..., Visitor]


def path_of(household: Household, more: str = "") -> str:
    return f"/office/households/{household.id}{more}"


@pytest.fixture
def household(session: Session) -> Household:
    found = made.household(session, case_number="EB-2026-00007")
    session.commit()
    return found


def give(session: Session, household: Household, *staff_ids: UUID | None) -> None:
    reach.assigned(session, household, *(each for each in staff_ids if each))
    session.commit()


@pytest.fixture
def other(session: Session) -> UUID:
    """A caseworker of another unit."""
    somebody = staff_member(session, Role.CASEWORKER, username="annan", full_name="Agda Annan")
    reach.unit(session, somebody.id, name="Vuxen")
    session.commit()
    return somebody.id


def test_a_case_of_ones_own_opens(
    session: Session, visitor_as: VisitorAs, household: Household
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    give(session, household, somebody.staff_id)

    assert somebody.get(path_of(household)).status == 200


@pytest.mark.parametrize("more", ["", "/members/new", "/aid/new", "/arrivals/new"])
def test_the_case_of_another_is_not_there(
    session: Session, visitor_as: VisitorAs, household: Household, other: UUID, more: str
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    give(session, household, other)
    hidden, missing = (
        somebody.get(path_of(household, more)),
        somebody.get(f"/office/households/{uuid4()}{more}"),
    )

    assert hidden.status == missing.status == 404
    assert hidden.words == missing.words


def test_who_leads_a_unit_sees_its_cases_and_no_others(
    session: Session, visitor_as: VisitorAs, household: Household, other: UUID
) -> None:
    give(session, household, other)
    leads_it, leads_another = (
        visitor_as(Role.CASE_MANAGER),
        visitor_as(Role.CASE_MANAGER, username="chef2"),
    )
    unit = session.scalars(select(Unit)).one()
    session.add(Placement(staff_id=leads_it.staff_id, unit_id=unit.id, placed_at=unit.created_at))
    session.commit()

    assert leads_it.get(path_of(household)).status == 200
    assert leads_another.get(path_of(household)).status == 404


def test_a_search_finds_what_is_within_reach_alone(
    session: Session, visitor_as: VisitorAs, household: Household, other: UUID
) -> None:
    give(session, household, other)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get("/office/households/")
    hidden = somebody.submit(form, typed=household.case_number)
    missing = somebody.submit(form, typed="EB-2019-99999")

    assert hidden.words.replace(household.case_number, "") == missing.words.replace(
        "EB-2019-99999", ""
    )


def test_lists_show_what_is_within_reach_alone(
    session: Session, visitor_as: VisitorAs, other: UUID
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    officer = field_officer(session)
    mine, theirs = visit(session, officer=officer), visit(session, officer=officer)
    for each, who in ((mine, somebody.staff_id), (theirs, other)):
        give(session, session.get(Household, each.household_id), who)
    page = somebody.get("/office/visits/")

    assert str(mine.id) in page.text
    assert str(theirs.id) not in page.text


def test_what_is_denied_for_want_of_reach_is_in_the_log(
    session: Session, visitor_as: VisitorAs, household: Household, other: UUID
) -> None:
    give(session, household, other)
    visitor_as(Role.CASEWORKER).get(path_of(household))
    newest = list_accesses(session, before_seq=None, limit=1)[0]

    assert (newest.action, newest.is_denied) == ("households.read", True)
    assert newest.subject_id == household.id


def test_a_case_that_nobody_has_is_taken_once(
    session: Session, visitor_as: VisitorAs, household: Household
) -> None:
    first, second = visitor_as(Role.CASEWORKER), visitor_as(Role.CASEWORKER, username="två")
    page = first.get("/office/assignments/")
    late = second.get(path_of(household))
    taken = first.submit(page, "/take")
    refused = second.submit(late, "/take")

    assert "Ärendet är ditt" in taken.words
    assert refused.status == 404
    assert session.scalars(select(Assignment.staff_id)).all() == [first.staff_id]


def test_who_leads_gives_a_case_to_others(
    session: Session, visitor_as: VisitorAs, household: Household
) -> None:
    manager = visitor_as(Role.CASE_MANAGER)
    first = staff_member(session, Role.CASEWORKER, username="en")
    second = staff_member(session, Role.CASEWORKER, username="två")
    give(session, household, first.id)
    form = manager.get(f"/office/assignments/{household.id}")
    manager.submit(form, staff_ids=[str(second.id)])
    session.rollback()
    rows = session.scalars(select(Assignment)).all()

    assert {row.staff_id: row.ended_at is None for row in rows} == {
        first.id: False,
        second.id: True,
    }


def test_a_case_is_not_left_with_nobody(
    session: Session, visitor_as: VisitorAs, household: Household
) -> None:
    manager = visitor_as(Role.CASE_MANAGER)
    give(session, household, manager.staff_id)
    page = manager.submit(manager.get(f"/office/assignments/{household.id}"), staff_ids=[])

    assert page.status == 422
    assert "Välj minst en" in page.errors_at("staff_ids")


def test_a_unit_is_added_and_somebody_placed_in_it(session: Session, visitor_as: VisitorAs) -> None:
    admin = visitor_as(Role.ADMINISTRATOR)
    admin.submit(admin.get("/office/units/new"), name="Försörjningsstöd")
    unit_id = session.scalars(select(Unit.id)).one()
    session.rollback()  # on SQLite a session that has begun lets nobody else write
    form = admin.get(f"/office/units/staff/{admin.staff_id}")
    page = admin.submit(form, unit_id=str(unit_id))

    assert "Enheten är sparad" in page.words
    assert session.scalars(select(Placement.staff_id)).all() == [admin.staff_id]


@pytest.mark.usefixtures("other")
@pytest.mark.parametrize(("name", "says"), [("", "Skriv namnet"), ("Vuxen", "redan en enhet")])
def test_a_unit_needs_a_name_of_its_own(visitor_as: VisitorAs, name: str, says: str) -> None:
    admin = visitor_as(Role.ADMINISTRATOR)
    page = admin.submit(admin.get("/office/units/new"), name=name)

    assert page.status == 422
    assert says in page.errors_at("name")


def test_who_opens_a_household_has_it(session: Session, visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    somebody.submit(
        somebody.get("/office/households/new"),
        given_name="Eva",
        family_name="Öberg",
        starts_on="2026-03-01",
    )

    assert session.scalars(select(Assignment.staff_id)).all() == [somebody.staff_id]


def test_what_is_open_for_an_hour_is_read_and_not_written(
    session: Session, visitor_as: VisitorAs, household: Household, other: UUID
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    give(session, household, other)
    reach.opening(session, household, somebody.staff_id, opened_at=clock.utc_now())
    session.commit()
    page = somebody.get(path_of(household))

    assert page.status == 200
    assert "utanför ditt uppdrag" in page.words
    assert "Lägg till person" not in page.words
    assert somebody.get(path_of(household, "/members/new")).status == 404


def test_after_the_hour_it_is_closed(
    session: Session, visitor_as: VisitorAs, household: Household, other: UUID
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    give(session, household, other)
    opened_at = clock.utc_now() - timedelta(minutes=61)
    reach.opening(session, household, somebody.staff_id, opened_at=opened_at)
    session.commit()

    assert somebody.get(path_of(household)).status == 404


def test_a_name_beside_a_protected_one_leads_nowhere(
    session: Session, visitor_as: VisitorAs
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    home = made.household(session)
    made.member(session, home, made.person(session, given_name="Berit", family_name="Bredvid"))
    give(session, home, somebody.staff_id)
    reach.protected(session, home, named=[])
    session.commit()
    page = somebody.submit(somebody.get("/office/households/"), typed="Berit Bredvid")

    assert "Ingen träff" in page.words
    assert home.case_number not in page.words
