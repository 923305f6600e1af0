"""Protected persons: out of sight of all but those named, everywhere; and where it had gone."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from factories import households as made
from factories import reach
from factories.people import NOW, staff_member
from factories.visitors import Page, Visitor
from factories.visits import concern_content, field_officer, visit
from landlord_watch.audit import services as audit
from landlord_watch.households.models import Household, HouseholdMember, Person
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.reach.errors import OutwardContactBlocked
from landlord_watch.reach.models import Named, ProtectedDetails, Protection
from landlord_watch.reach.queries import check_outward_contact
from landlord_watch.sync.queries.plans import list_plans
from landlord_watch.visits.models import Concern, Visit

VisitorAs = Callable[..., Visitor]

NUMBER = made.official_number(made.date(1990, 1, 1))
TYPED = {**reach.WHEREABOUTS, "level": "marked", "decided_on": "2026-03-01"}


@pytest.fixture
def household(session: Session) -> Household:
    home = made.household(session, case_number="EB-2026-00007", adults=0)
    somebody = made.person(session, given_name="Hemma", family_name="Gömd", number=NUMBER)
    made.member(session, home, somebody)
    session.commit()
    return home


def member_id(session: Session, household: Household) -> UUID:
    query = select(HouseholdMember.id).where(HouseholdMember.household_id == household.id)
    found = session.scalars(query).one()
    session.commit()
    return found


def protect(session: Session, somebody: Visitor, household: Household, **typed: object) -> Page:
    path = f"/office/protections/{household.id}/members/{member_id(session, household)}"
    return somebody.submit(somebody.get(path), **(TYPED | typed))


def test_a_protected_person_is_seen_by_those_named_alone(
    session: Session, visitor_as: VisitorAs, household: Household
) -> None:
    manager, other = visitor_as(Role.CASE_MANAGER), visitor_as(Role.CASEWORKER)
    before = other.get(f"/office/households/{household.id}")
    page = protect(session, manager, household)
    named, hidden = (who.get(f"/office/households/{household.id}") for who in (manager, other))

    assert "Personen är skyddad" in page.words
    assert before.status == 200
    assert "Skyddad person" in named.words
    assert "Gömd" not in named.text
    assert hidden.status == 404


def test_those_named_read_what_is_sealed(
    session: Session, visitor_as: VisitorAs, household: Household
) -> None:
    manager = visitor_as(Role.CASE_MANAGER)
    protect(session, manager, household)
    page = manager.get(f"/office/protections/{household.id}")

    assert "Hemma Gömd" in page.words
    assert all(value in page.words for value in reach.WHEREABOUTS.values())


@pytest.mark.parametrize("typed", [NUMBER, "Hemma Gömd", "Gömd", "Skyddad person"])
def test_no_search_finds_a_protected_person(
    session: Session, visitor_as: VisitorAs, household: Household, typed: str
) -> None:
    manager = visitor_as(Role.CASE_MANAGER)
    protect(session, manager, household)
    page = manager.submit(manager.get("/office/households/"), typed=typed)

    assert "Ingen träff" in page.words


def test_what_is_sealed_stands_nowhere_in_the_database(
    session: Session, visitor_as: VisitorAs, household: Household
) -> None:
    protect(session, visitor_as(Role.CASE_MANAGER), household)
    kept = session.execute(text("SELECT document FROM protected_details")).scalar_one()
    people = session.execute(text("SELECT given_name, family_name, name_key FROM person")).all()

    assert not any(value in kept for value in (*reach.WHEREABOUTS.values(), "Gömd", NUMBER))
    assert "Gömd" not in str(people)


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("level", None, "Välj hur"),
        ("decided_on", "", "Skriv vilken dag"),
        ("staff_ids", [], "Välj minst en"),
        ("phone", "0" * 41, "40"),
    ],
)
def test_what_lacks_is_said_at_its_field(
    session: Session,
    visitor_as: VisitorAs,
    household: Household,
    field: str,
    typed: object,
    says: str,
) -> None:
    page = protect(session, visitor_as(Role.CASE_MANAGER), household, **{field: typed})

    assert page.status == 422
    assert says in page.errors_at(field)
    assert session.scalars(select(Protection)).all() == []


def test_a_person_is_protected_once(
    session: Session, visitor_as: VisitorAs, household: Household
) -> None:
    manager = visitor_as(Role.CASE_MANAGER)
    path = f"/office/protections/{household.id}/members/{member_id(session, household)}"
    form = manager.get(path)
    manager.submit(form, **TYPED)
    again = manager.submit(form, **TYPED)

    assert again.status == 422
    assert "redan skyddad" in again.errors_at("level")


def path_of(session: Session, household: Household, more: str) -> str:
    found = session.scalars(select(Protection.id)).one()
    session.commit()
    return f"/office/protections/{household.id}/{found}{more}"


def test_the_list_is_changed_and_who_leaves_it_sees_nothing(
    session: Session, visitor_as: VisitorAs, household: Household
) -> None:
    manager = visitor_as(Role.CASE_MANAGER)
    other = visitor_as(Role.CASEWORKER)
    protect(session, manager, household)
    form = manager.get(path_of(session, household, "/named"))
    manager.submit(form, staff_ids=[str(other.staff_id)])

    assert manager.get(f"/office/households/{household.id}").status == 404
    assert other.get(f"/office/households/{household.id}").status == 200
    assert session.scalars(select(Named.staff_id)).all() == [other.staff_id]


def test_what_is_known_of_where_somebody_is_is_corrected(
    session: Session, visitor_as: VisitorAs, household: Household
) -> None:
    manager = visitor_as(Role.CASE_MANAGER)
    protect(session, manager, household)
    form = manager.get(path_of(session, household, ""))
    page = manager.submit(form, phone="070-174 06 05")

    assert "070-174 06 05" in page.words
    assert reach.WHEREABOUTS["address"] in page.words


def test_when_the_protection_ends_the_name_is_back_and_the_rest_erased(
    session: Session, visitor_as: VisitorAs, household: Household
) -> None:
    manager, other = visitor_as(Role.CASE_MANAGER), visitor_as(Role.CASEWORKER)
    protect(session, manager, household)
    manager.submit(manager.get(path_of(session, household, "/end")))
    page = other.submit(other.get("/office/households/"), typed=NUMBER)

    assert "Hemma Gömd" in page.words
    assert session.scalars(select(ProtectedDetails)).all() == []
    assert session.scalars(select(Person.number)).all() != []


def test_after_thirty_openings_the_list_of_where_it_went_is_whole(
    session: Session, visitor_as: VisitorAs, household: Household
) -> None:
    manager = visitor_as(Role.CASE_MANAGER)
    planned = visit(session)
    planned.household_id = household.id
    readers = [
        staff_member(
            session, Role.CASEWORKER, username=f"läste{number}", full_name=f"Läsare {number}"
        )
        for number in range(30)
    ]
    for number, reader in enumerate(readers):
        audit.record(
            session,
            actor_id=reader.id,
            action="households.read" if number % 2 else "visits.read",
            subject_id=household.id if number % 2 else planned.id,
            at=clock.utc_now() - timedelta(days=number + 1),
        )
    session.commit()
    page = protect(session, manager, household)

    assert page.h1 == "Vart uppgifterna har gått"
    assert sum(f"Läsare {number} " in page.words for number in range(30)) == 30


def test_a_planned_visit_leaves_the_tablet_of_who_is_not_named(session: Session) -> None:
    officer = field_officer(session)
    planned = visit(session, officer=officer)
    home = session.get_one(Household, planned.household_id)
    on = planned.planned_at.date()

    def has() -> bool:
        found = list_plans(session, visit_ids=[planned.id], reader_id=officer.id, on=on)
        return planned.id in found

    before = has()
    protection = reach.protected(session, home, named=[])
    hidden = has()
    session.add(
        Named(
            protection_id=protection.id, staff_id=officer.id, named_at=NOW, named_by_id=officer.id
        )
    )
    session.flush()

    assert (before, hidden, has()) == (True, False, True)


def test_nobody_outside_is_asked_of_a_protected_household(
    session: Session, household: Household
) -> None:
    check_outward_contact(session, household_id=household.id, on=clock.today())
    reach.protected(session, household, named=[])

    with pytest.raises(OutwardContactBlocked):
        check_outward_contact(session, household_id=household.id, on=clock.today())


def raise_concern(session: Session, planned: Visit) -> Concern:
    content = concern_content(planned.id)
    concern = Concern(
        visit_id=planned.id,
        author_id=planned.assigned_to_id,
        content=content.model_dump(mode="json"),
        is_immediate_danger=True,
        raised_at=NOW,
        received_at=NOW,
    )
    session.add(concern)
    session.flush()
    return concern


def test_a_worry_for_a_protected_child_is_read_and_its_place_is_not(
    session: Session, visitor_as: VisitorAs
) -> None:
    planned = visit(session)
    concern = raise_concern(session, planned)
    home = session.get_one(Household, planned.household_id)
    reach.protected(session, home, named=[])
    session.commit()
    duty = visitor_as(Role.DUTY_OFFICER)
    listed, page = duty.get("/office/concerns/"), duty.get(f"/office/concerns/{concern.id}")

    assert "Skyddad" in listed.words
    assert page.status == 200
    assert "trasigt element" in page.words
    assert home.case_number not in listed.text + page.text
