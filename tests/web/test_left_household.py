"""The household that a protected person has left: open to its own caseworker, without her."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from factories import households as made
from factories import reach
from factories.people import NOW
from factories.visitors import Visitor
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role
from landlord_watch.reach.models import Protection
from landlord_watch.retention.models import CopyState, FileCopy

VisitorAs = Callable[..., Visitor]

FLED_ON = date(2026, 2, 1)


@pytest.fixture
def caseworker(visitor_as: VisitorAs) -> Visitor:
    return visitor_as(Role.CASEWORKER)


@pytest.fixture
def left(session: Session, caseworker: Visitor) -> Household:
    """Of the caseworker, with somebody in it still."""
    home = made.household(session)
    reach.assigned(session, home, caseworker.staff_id)
    session.commit()
    return home


@pytest.fixture
def manager(visitor_as: VisitorAs) -> Visitor:
    return visitor_as(Role.CASE_MANAGER)


@pytest.fixture
def protection(session: Session, left: Household, manager: Visitor) -> Protection:
    """Of Hemma Gömd, who lives elsewhere now; the manager alone is named."""
    hers = made.household(session, adults=0)
    her = made.person(session, given_name="Hemma", family_name="Gömd")
    made.member(session, hers, her, starts_on=FLED_ON)
    made.member(session, left, her, ends_on=FLED_ON)
    found = reach.protected(session, hers, named=[manager.staff_id])
    her.given_name, her.family_name, her.name_key = "Skyddad", "person", ""
    session.commit()
    return found


def test_nothing_sealed_is_shown_there(
    caseworker: Visitor, left: Household, protection: Protection
) -> None:
    page = caseworker.get(f"/office/protections/{left.id}")

    assert protection.id
    assert page.status == 200
    for hidden in ("Gömd", *reach.WHEREABOUTS.values()):
        assert hidden not in page.words


@pytest.mark.parametrize("door", ["", "/traces", "/named", "/end"])
def test_a_protection_is_not_reached_from_there(
    visitor_as: VisitorAs, left: Household, protection: Protection, session: Session, door: str
) -> None:
    other = visitor_as(Role.CASE_MANAGER, username="another")
    reach.assigned(session, left, other.staff_id)
    session.commit()

    assert other.get(f"/office/protections/{left.id}/{protection.id}{door}").status == 404


def test_who_is_named_finds_her_there_too(
    manager: Visitor, left: Household, protection: Protection
) -> None:
    page = manager.get(f"/office/protections/{left.id}")

    assert protection.id
    assert reach.WHEREABOUTS["address"] in page.words


def copy_of(session: Session, home_id: UUID, person_id: UUID, by: Visitor) -> FileCopy:
    copy = FileCopy(
        household_id=home_id,
        person_id=person_id,
        asked_on=NOW.date(),
        state=CopyState.PREPARED,
        prepared_by_id=by.staff_id,
        prepared_at=NOW,
    )
    session.add(copy)
    session.commit()
    return copy


def test_a_copy_of_her_file_there_does_not_name_her(
    session: Session, caseworker: Visitor, left: Household, protection: Protection
) -> None:
    copy = copy_of(session, left.id, protection.person_id, caseworker)
    page = caseworker.get(f"/office/file-copies/{left.id}/{copy.id}")

    assert "Skyddad person" in page.words
    assert "Gömd" not in page.words
