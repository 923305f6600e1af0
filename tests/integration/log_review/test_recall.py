"""A month of ordinary work with some in it who had no reason: those stand out, and few others."""

from sqlalchemy.orm import Session

from figures.access_review import (
    MONTH,
    UNTIL,
    Size,
    an_office,
    at_hour,
    false_flags,
    recall,
    without_tasks,
)
from landlord_watch.log_review.queries import list_look_ups

SMALL = Size(caseworkers=8, households=160, days=6, look_ups_a_day=8)


def test_those_without_a_reason_stand_out_and_few_others(session: Session) -> None:
    office = an_office(session, SMALL)
    found = list_look_ups(session, since=at_hour(MONTH, 0), until=UNTIL)

    assert recall(office, found).ok
    assert false_flags(office, found).ok
    assert not false_flags(office, without_tasks(found)).ok
