"""A case against the municipality a household came from: opened, read, filled, and closed."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from factories import cases as made
from factories.visitors import Visitor
from landlord_watch.cases.models import Case
from landlord_watch.cases.rules.tracks import Step
from landlord_watch.identity.rules import Role

VisitorAs = Callable[..., Visitor]


@pytest.fixture
def case(session: Session) -> Case:
    opened = made.opened(session)
    session.commit()
    return opened


def test_a_case_shows_what_was_told_checked_and_asked(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    made.confirmed_account(session, case)
    made.may_go_out(session, case)
    made.track(session, case, (Step.SENT, made.OPENED), (Step.RECEIVED, made.OPENED))
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(f"/office/cases/{case.id}")

    assert "Kommun Uddevalla" in page.words
    assert "Jag vågade inte säga nej." in page.words
    assert "Grund Samtycke" in page.words
    assert "Sista dag 2 mars 2026" in page.words


@pytest.mark.parametrize("role", [Role.FIELD_OFFICER, Role.ANALYST, Role.ADMINISTRATOR])
def test_who_may_not_read_cases_is_sent_away(visitor_as: VisitorAs, case: Case, role: Role) -> None:
    assert visitor_as(role).get(f"/office/cases/{case.id}").status == 403
