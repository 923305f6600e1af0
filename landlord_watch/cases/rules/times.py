"""What comes in or is decided in a case and begins a time of our own, beside what tracks begin."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Final

from landlord_watch.cases.errors import (
    CaseTimeInTheFuture,
    CaseTimeRuns,
    TimeEndsBeforeItBegan,
    TimeNotRuled,
)
from landlord_watch.cases.rules.deadlines import deadline_rule, deadline_rules


class TimeEvent(StrEnum):
    """
    What begins a time; a person notes it with its day, but the last, which follows from a mark.

    Source: data/deadlines.yaml, `from` of each row.
    """

    CONCERN_RECEIVED = "concern_received"
    INVESTIGATION_OPENED = "investigation_opened"
    FEEDBACK_DECIDED = "feedback_decided"
    APPLICATION_RECEIVED = "application_received"
    DECISION_DEMANDED = "decision_demanded"
    FAVOURABLE_DECISION = "favourable_decision"
    MATTER_MARKED = "matter_marked"


class TimeKind(StrEnum):
    """A time of our own, by the key of its rule."""

    PROTECTION_ASSESSMENT = "protection_assessment"
    PRELIMINARY_ASSESSMENT = "preliminary_assessment"
    CHILD_INVESTIGATION = "child_investigation"
    NOTIFIER_FEEDBACK = "notifier_feedback"
    SLOW_DECISION = "slow_decision"
    SLOW_DECISION_ANSWER = "slow_decision_answer"
    UNEXECUTED_DECISION = "unexecuted_decision"
    FIRST_CONTACT = "first_contact"
    START_TRACK = "start_track"


#: What a person may note.
NOTED: Final = tuple(each for each in TimeEvent if each is not TimeEvent.MATTER_MARKED)


def begun_by(event: TimeEvent) -> list[TimeKind]:
    """The times that an event begins, in the order of their list."""
    rules = deadline_rules()
    return [kind for kind in TimeKind if rules[kind.value][0].event == event.value]


def check_begins(
    event: TimeEvent, *, happened_on: date, today: date, running: Collection[TimeKind]
) -> list[TimeKind]:
    """
    The times that begin with an event; what runs already runs on.

    Raises: `CaseTimeInTheFuture`, `TimeNotRuled`, `CaseTimeRuns` where all of them run already.
    """
    if happened_on > today:
        raise CaseTimeInTheFuture(today=today)
    kinds = begun_by(event)
    for kind in kinds:
        _check_ruled(kind, happened_on)
    beginning = [kind for kind in kinds if kind not in running]
    if not beginning:
        raise CaseTimeRuns
    return beginning


def _check_ruled(kind: TimeKind, on: date) -> None:
    try:
        deadline_rule(kind.value, on=on)
    except KeyError:
        raise TimeNotRuled(on=on) from None


def check_ends(*, began_on: date, ended_on: date, today: date) -> None:
    """
    Refuse an end before the beginning, or on a day that has not come.

    Raises: `TimeEndsBeforeItBegan`, `CaseTimeInTheFuture`.
    """
    if ended_on > today:
        raise CaseTimeInTheFuture(today=today)
    if ended_on < began_on:
        raise TimeEndsBeforeItBegan(began_on=began_on)
