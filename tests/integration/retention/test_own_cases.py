"""What of a case against another municipality stands in a person's own file."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import cases, reach
from factories.retention import copy_of, person
from landlord_watch.cases.models import Case
from landlord_watch.cases.rules.findings import CounterIndicator, Evidence
from landlord_watch.households.models import Household, HouseholdMember, MemberRole
from landlord_watch.retention.rules import MASK


@pytest.fixture
def case(session: Session, home: Household) -> Case:
    """Where Amina and Farid have both told of the move, with what it stands on and a step."""
    opened = cases.opened(session, home)
    cases.form_found(session, opened, note="Farid sades upp.")
    cases.form_found(session, opened, Evidence.ACCOUNT, "Jag fick inget val.")
    for name, words in (("Amina", "Jag ville stanna."), ("Farid", "Jag tänkte mitt.")):
        cases.account(session, opened, words=words).person_id = person(session, name).id
    cases.counter_found(session, opened, CounterIndicator.PROTECTION)
    cases.judged(session, opened, reasons="Farid och Amina hade inget val.")
    cases.track(session, opened)
    opened.ongoing_matters = ["violence"]
    return opened


def test_a_case_is_in_it_with_what_the_person_told(session, home, case):
    text = copy_of(session, home)

    for own in (case.number, "1485", "Jag ville stanna.", "suspected", "sades upp", "started"):
        assert own in text
    assert f"{MASK} och Amina hade inget val." in text


@pytest.mark.usefixtures("case")
def test_what_another_told_of_the_move_is_not_in_it(session, home):
    text = copy_of(session, home)

    for theirs in ("Jag tänkte mitt", "Jag fick inget val", "Farid"):
        assert theirs not in text


@pytest.mark.usefixtures("case")
def test_what_may_be_of_another_in_a_case_is_for_an_only_adult(session, home):
    beside_another = copy_of(session, home)
    farid = session.scalars(
        select(HouseholdMember).where(HouseholdMember.person_id == person(session, "Farid").id)
    ).one()
    farid.role = MemberRole.CHILD
    alone = copy_of(session, home)

    for word in ('"violence"', '"protection"'):
        assert (word in beside_another, word in alone) == (False, True)


def test_letters_of_a_case_are_in_it_for_an_only_adult(session, home, case):
    letter = cases.first_letter(session, case)
    beside_another = copy_of(session, home)
    farid = session.scalars(
        select(HouseholdMember).where(HouseholdMember.person_id == person(session, "Farid").id)
    ).one()
    farid.role = MemberRole.CHILD
    alone = copy_of(session, home)

    assert (letter.number in beside_another, letter.number in alone) == (False, True)
    assert "Vi vill gärna träffa er." in alone


@pytest.mark.usefixtures("case")
def test_of_a_case_where_somebody_protected_lives_nothing_is_told(session, home, caseworker):
    reach.protected(session, home, named=[caseworker.id])

    assert '"cases": []' in copy_of(session, home)


@pytest.mark.usefixtures("case")
def test_a_case_of_after_the_persons_time_is_theirs_by_what_they_told(session, home):
    for name in ("Amina", "Elin"):
        left = session.scalars(
            select(HouseholdMember).where(HouseholdMember.person_id == person(session, name).id)
        ).one()
        left.ends_on = date(2026, 1, 15)

    assert "Jag ville stanna." in copy_of(session, home)
    assert "suspected" not in copy_of(session, home)
    assert '"cases": []' in copy_of(session, home, "Elin")
