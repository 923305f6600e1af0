"""What of a case against another municipality counts as the last note of a file."""

from datetime import date

import pytest
from sqlalchemy import update

from factories import cases as made
from factories.households import household
from factories.reach import everything
from landlord_watch.cases.models import Case, CaseAccount, CaseAssessment, CaseStep
from landlord_watch.retention.queries.noting import last_notes

LATE = date(2027, 5, 4)


@pytest.mark.parametrize(
    "column",
    [
        Case.opened_on,
        Case.closed_on,
        CaseAccount.told_on,
        CaseAccount.read_back_on,
        CaseAssessment.decided_on,
        CaseStep.happened_on,
    ],
    ids=str,
)
def test_what_happens_in_a_case_is_a_note_of_its_household(session, column):
    home = household(session)
    case = made.opened(session, home)
    made.confirmed_account(session, case)
    made.form_found(session, case)
    made.judged(session, case)
    made.track(session, case)
    session.execute(update(column.class_).values({column.key: LATE}))

    assert (home.id, LATE) in set(last_notes(session, everything))
