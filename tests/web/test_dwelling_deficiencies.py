"""What has been found in a home, on the home's own page and about nobody in it."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.visitors import Visitor
from factories.visits import visit
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role
from landlord_watch.visits.models import Deficiency, DeficiencyState
from landlord_watch.visits.rules import items_of, newest_checklist
from landlord_watch.visits.shapes import Level

VisitorAs = Callable[..., Visitor]


def found_deficiency(session: Session) -> Deficiency:
    """A deficiency of the first item of the newest checklist."""
    made = visit(session)
    checklist = newest_checklist()
    deficiency = Deficiency(
        dwelling_id=made.dwelling_id,
        visit_id=made.id,
        item_id=items_of(checklist)[0][1].id,
        checklist_version=checklist.checklist.version,
        level=next(iter(Level)),
        responsible="landlord",
        found_on=date(2026, 3, 12),
        due_on=date(2026, 4, 12),
        state=DeficiencyState.REPORTED,
    )
    session.add(deficiency)
    session.commit()
    return deficiency


def test_a_deficiency_is_shown_in_words_with_its_days_and_no_household(
    visitor_as: VisitorAs, session: Session
) -> None:
    deficiency = found_deficiency(session)
    household = session.scalars(select(Household)).one()
    page = visitor_as(Role.CASEWORKER).get(f"/office/dwellings/{deficiency.dwelling_id}")
    question = items_of(newest_checklist())[0][1].sv

    assert question in page.words
    assert "12 mars 2026 12 april 2026 Hyresvärd, förening eller ägare Anmäld" in page.words
    assert household.case_number not in page.words
    assert page.soup.find("a", href=f"/office/deficiencies/{deficiency.id}")


def test_that_it_was_shown_is_in_the_log(visitor_as: VisitorAs, session: Session) -> None:
    deficiency = found_deficiency(session)
    visitor_as(Role.CASEWORKER).get(f"/office/dwellings/{deficiency.dwelling_id}")
    officer = visitor_as(Role.DATA_PROTECTION_OFFICER)
    page = officer.get(f"/office/access-log/?thing={deficiency.id}")

    assert len(page.soup.select("tbody tr")) == 1


@pytest.mark.parametrize("role", [Role.ANALYST, Role.FIELD_OFFICER, Role.ADMINISTRATOR])
def test_who_may_not_read_of_deficiencies_sees_no_trace_of_them(
    visitor_as: VisitorAs, session: Session, role: Role
) -> None:
    deficiency = found_deficiency(session)
    page = visitor_as(role, username="reader").get(f"/office/dwellings/{deficiency.dwelling_id}")

    assert page.status == 200
    assert "Brist" not in page.words


def test_a_home_nothing_was_found_in_says_so(visitor_as: VisitorAs, session: Session) -> None:
    found_deficiency(session)
    home: UUID = dwelling(session).id
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get(f"/office/dwellings/{home}")

    assert "Inga brister är antecknade." in page.words
