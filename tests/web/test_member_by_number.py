"""Adding somebody by number tells nothing of a case that is not within reach."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import households as made
from factories import reach
from factories.people import staff_member
from factories.visitors import Page, Visitor
from landlord_watch.households.models import Household, Person
from landlord_watch.identity.rules import Role

VisitorAs = Callable[..., Visitor]

THEIRS = made.official_number(made.date(1990, 1, 1))
NOBODYS = made.official_number(made.date(1992, 1, 1))


@pytest.fixture
def caseworker(visitor_as: VisitorAs) -> Visitor:
    return visitor_as(Role.CASEWORKER)


@pytest.fixture
def own(session: Session, caseworker: Visitor) -> Household:
    home = made.household(session)
    reach.assigned(session, home, caseworker.staff_id)
    session.commit()
    return home


@pytest.fixture
def theirs(session: Session) -> Household:
    """Eva's, which another has."""
    home = made.household(session, case_number="EB-2026-00099", adults=0)
    made.member(session, home, made.person(session, given_name="Eva", number=THEIRS))
    other = staff_member(session, Role.CASEWORKER, username="other")
    reach.assigned(session, home, other.id)
    session.commit()
    return home


def add(somebody: Visitor, home: Household, number: str, **typed: str) -> Page:
    form = somebody.get(f"/office/households/{home.id}/members/new")
    return somebody.submit(
        form, "members/new", number=number, role="adult", starts_on="2026-02-01", **typed
    )


NAMED = {"given_name": "Eva", "family_name": "Påhittad"}


def test_a_number_alone_is_answered_as_one_that_nobody_has(
    caseworker: Visitor, own: Household, theirs: Household
) -> None:
    known, unknown = add(caseworker, own, THEIRS), add(caseworker, own, NOBODYS)

    assert theirs.id
    assert known.status == unknown.status == 422
    assert known.errors_at("given_name") == unknown.errors_at("given_name") != ""


@pytest.mark.parametrize("typed", [NAMED, {**NAMED, "given_name": "Någon"}])
def test_neither_the_case_nor_the_name_is_told(
    caseworker: Visitor, own: Household, theirs: Household, session: Session, typed: dict[str, str]
) -> None:
    page = add(caseworker, own, THEIRS, **typed)

    assert "be sedan en arbetsledare lägga in personen" in page.errors_at("number")
    assert theirs.case_number not in page.words
    assert session.scalar(select(func.count(Person.id))) == 2


def test_who_reaches_both_adds_them(
    visitor_as: VisitorAs, own: Household, theirs: Household, session: Session
) -> None:
    manager = visitor_as(Role.CASE_MANAGER)
    reach.assigned(session, own, manager.staff_id)
    session.commit()
    page = add(manager, own, THEIRS, share_percent="50")

    assert theirs.id
    assert "Eva Påhittad" in page.words


def test_a_case_within_reach_is_named_as_before(
    caseworker: Visitor, own: Household, theirs: Household, session: Session
) -> None:
    reach.assigned(session, theirs, caseworker.staff_id)
    session.commit()
    page = add(caseworker, own, THEIRS)

    assert theirs.case_number in page.errors_at("number")


def test_a_new_household_tells_as_little(caseworker: Visitor, theirs: Household) -> None:
    form = caseworker.get("/office/households/new")
    page = caseworker.submit(form, "new", number=THEIRS, starts_on="2026-02-01", **NAMED)

    assert theirs.case_number not in page.words
    assert "arbetsledare" in page.errors_at("number")
