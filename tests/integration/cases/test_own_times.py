"""Times of our own in a case: begun, done, taken back, and what must not wait."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from factories import cases as made
from factories.cases import OPENED, TODAY, UDDEVALLA
from factories.households import household
from factories.people import NOW
from factories.reach import everything
from landlord_watch.cases import queries, services
from landlord_watch.cases.errors import (
    CaseClosed,
    CaseTimeInTheFuture,
    CaseTimeOver,
    CaseTimeRuns,
    CaseTimesUnderWay,
    TimeEndsBeforeItBegan,
    TimeNotRuled,
)
from landlord_watch.cases.models import Case, CaseOrigin
from landlord_watch.cases.rules.findings import OngoingMatter
from landlord_watch.cases.rules.times import TimeEvent, TimeKind
from landlord_watch.cases.services import CaseFacts, Sent
from landlord_watch.documents.models import SentBy
from landlord_watch.kernel.errors import NotFound

DAY = timedelta(days=1)
MARKED = CaseFacts(
    CaseOrigin.HOUSEHOLD,
    opened_on=OPENED,
    municipality_code=UDDEVALLA,
    ongoing_matters=[OngoingMatter.CHILD],
)


@pytest.fixture
def case(session: Session) -> Case:
    return made.opened(session)


def by(session: Session) -> dict[str, object]:
    return {"actor_id": made.worker(session), "at": NOW}


def begin(session: Session, case: Case, event: TimeEvent, on: date = OPENED):
    return services.begin_times(
        session, case_id=case.id, event=event, happened_on=on, today=TODAY, **by(session)
    )


def end(session: Session, case: Case, time, on: date = TODAY):
    return services.end_time(
        session, case_id=case.id, time_id=time.id, ended_on=on, today=TODAY, **by(session)
    )


def marked(session: Session) -> Case:
    return services.open_case(
        session, household_id=household(session).id, facts=MARKED, today=TODAY, **by(session)
    )


def running(session: Session, case: Case) -> set[TimeKind]:
    return {each.kind for each in queries.list_own_times(session, case.id) if each.ended_on is None}


def test_a_concern_begins_two_times_and_each_is_done_by_itself(session, case):
    both = begin(session, case, TimeEvent.CONCERN_RECEIVED)
    end(session, case, both[0], OPENED)

    assert [each.kind for each in both] == [
        TimeKind.PROTECTION_ASSESSMENT,
        TimeKind.PRELIMINARY_ASSESSMENT,
    ]
    assert running(session, case) == {TimeKind.PRELIMINARY_ASSESSMENT}


def test_another_concern_begins_what_does_not_run_already(session, case):
    end(session, case, begin(session, case, TimeEvent.CONCERN_RECEIVED)[0], OPENED)
    again = begin(session, case, TimeEvent.CONCERN_RECEIVED, OPENED + DAY)

    assert [each.kind for each in again] == [TimeKind.PROTECTION_ASSESSMENT]


def test_what_runs_is_not_begun_again(session, case):
    begin(session, case, TimeEvent.INVESTIGATION_OPENED)

    with pytest.raises(CaseTimeRuns):
        begin(session, case, TimeEvent.INVESTIGATION_OPENED)


def test_it_does_not_begin_or_end_in_the_future(session, case):
    time = begin(session, case, TimeEvent.INVESTIGATION_OPENED)[0]

    with pytest.raises(CaseTimeInTheFuture):
        begin(session, case, TimeEvent.APPLICATION_RECEIVED, TODAY + DAY)
    with pytest.raises(CaseTimeInTheFuture):
        end(session, case, time, TODAY + DAY)


def test_it_does_not_end_before_it_began(session, case):
    time = begin(session, case, TimeEvent.INVESTIGATION_OPENED)[0]

    with pytest.raises(TimeEndsBeforeItBegan):
        end(session, case, time, OPENED - DAY)
    assert end(session, case, time, OPENED).ended_on == OPENED


def test_it_is_done_once(session, case):
    time = begin(session, case, TimeEvent.INVESTIGATION_OPENED)[0]
    end(session, case, time)

    with pytest.raises(CaseTimeOver):
        end(session, case, time)


def test_before_there_was_a_rule_nothing_begins(session, case):
    with pytest.raises(TimeNotRuled):
        begin(session, case, TimeEvent.FEEDBACK_DECIDED, date(2025, 6, 30))


def test_what_is_taken_back_runs_no_more_and_may_be_noted_anew(session, case):
    time = begin(session, case, TimeEvent.INVESTIGATION_OPENED)[0]
    services.withdraw_time(session, case_id=case.id, time_id=time.id, **by(session))
    again = begin(session, case, TimeEvent.INVESTIGATION_OPENED)[0]

    assert time.withdrawn_at == NOW
    assert queries.is_running(again)


def test_anothers_case_has_no_such_time(session, case):
    time = begin(session, case, TimeEvent.INVESTIGATION_OPENED)[0]

    with pytest.raises(NotFound):
        end(session, made.opened(session), time)


def test_what_was_under_way_elsewhere_must_not_wait(session):
    case = marked(session)
    due = queries.list_due(session, within=everything, limit=9)

    assert running(session, case) == {TimeKind.FIRST_CONTACT, TimeKind.START_TRACK}
    assert {each.deadline.last_on for each in due} == {OPENED}


def test_it_stands_before_what_ends_earlier(session, case):
    begin(session, case, TimeEvent.APPLICATION_RECEIVED, date(2025, 1, 2))
    marked(session)
    due = queries.list_due(session, within=everything, limit=9)

    assert [each.deadline.rule.key for each in due] == [
        "first_contact",
        "start_track",
        "slow_decision",
    ]


def test_a_mark_set_later_begins_it_and_one_taken_away_takes_it_back(session, case):
    def mark(matters):
        services.mark_matters(
            session, case_id=case.id, target_groups=[], ongoing_matters=matters, **by(session)
        )
        return {
            each.kind
            for each in queries.list_own_times(session, case.id)
            if queries.is_running(each)
        }

    assert mark([OngoingMatter.VIOLENCE]) == {TimeKind.FIRST_CONTACT, TimeKind.START_TRACK}
    assert mark([OngoingMatter.VIOLENCE, OngoingMatter.CHILD]) == {
        TimeKind.FIRST_CONTACT,
        TimeKind.START_TRACK,
    }
    assert mark([]) == set()


def test_a_track_and_a_first_letter_meet_it(session):
    case = marked(session)
    made.track(session, case)
    made.may_go_out(session, case)
    letter = made.first_letter(session, case)
    services.send_letter(
        session,
        case_id=case.id,
        letter_id=letter.id,
        sent=Sent(TODAY, SentBy.POST),
        today=TODAY,
        **by(session),
    )

    assert running(session, case) == set()


def test_a_closed_case_takes_nothing_more_and_closes_when_its_times_are_done(session, case):
    time = begin(session, case, TimeEvent.INVESTIGATION_OPENED)[0]
    made.form_found(session, case)
    made.judged(session, case)

    def close():
        services.close_case(session, case_id=case.id, closed_on=TODAY, today=TODAY, **by(session))

    with pytest.raises(CaseTimesUnderWay):
        close()
    end(session, case, time)
    close()
    with pytest.raises(CaseClosed):
        begin(session, case, TimeEvent.APPLICATION_RECEIVED)
