"""How long a landlord has to answer, how far its facts have come, and when they run out."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.told_landlords import HIDDEN, OVER_NORM, group, organisation, people, told
from landlord_watch.kernel.working_days import is_working_day
from landlord_watch.oversight.errors import LandlordNotTold
from landlord_watch.oversight.rules.fact_file import FactsTold, facts_of
from landlord_watch.oversight.rules.replies import (
    FileDays,
    FileOutcome,
    FileStanding,
    FileState,
    FileStep,
    next_step_of,
    reply_due_on,
    reply_rule_rows,
    standing_of,
    state_of,
)
from landlord_watch.oversight.shapes import LandlordKind

DUE = date(2026, 4, 2)
RUNS_OUT = date(2028, 5, 1)


@given(st.dates(date(2026, 1, 1), date(2040, 1, 1)))
def test_nobody_has_less_than_21_days_or_a_last_day_when_the_office_is_closed(
    sent_on: date,
) -> None:
    last = reply_due_on(sent_on)

    assert is_working_day(last)
    assert timedelta(days=21) <= last - sent_on <= timedelta(days=27)


@pytest.mark.parametrize(
    ("happened", "state"),
    [
        ((), FileState.MADE),
        (("is_checked",), FileState.CHECKED),
        (("is_checked", "is_sent"), FileState.SENT),
        (("is_checked", "is_sent", "has_reply"), FileState.REPLIED),
        (("is_checked", "is_sent", "is_decided"), FileState.DECIDED),
        (("is_checked", "is_sent", "has_reply", "is_decided"), FileState.DECIDED),
        (("is_checked", "is_taken_back"), FileState.TAKEN_BACK),
    ],
)
def test_it_has_come_as_far_as_the_furthest_of_what_has_happened(
    happened: tuple[str, ...], state: FileState
) -> None:
    names = ("is_checked", "is_sent", "has_reply", "is_decided", "is_taken_back")

    assert state_of(**{name: name in happened for name in names}) is state


def decided(outcome: FileOutcome) -> FileDays:
    return FileDays(FileState.DECIDED, DUE, outcome, RUNS_OUT)


@pytest.mark.parametrize(
    ("days", "on", "standing", "step", "is_overdue"),
    [
        (FileDays(FileState.MADE), DUE, FileStanding.MADE, FileStep.CHECK, False),
        (FileDays(FileState.CHECKED), DUE, FileStanding.CHECKED, FileStep.SEND, False),
        (FileDays(FileState.SENT, DUE), DUE, FileStanding.WAITING, FileStep.WAIT, False),
        (
            FileDays(FileState.SENT, DUE),
            DUE + timedelta(days=1),
            FileStanding.NO_REPLY,
            FileStep.DECIDE,
            True,
        ),
        (FileDays(FileState.REPLIED, DUE), DUE, FileStanding.REPLIED, FileStep.DECIDE, False),
        (
            FileDays(FileState.REPLIED, DUE, correction_due_on=DUE - timedelta(days=1)),
            DUE,
            FileStanding.REPLIED,
            FileStep.ANSWER_CORRECTION,
            True,
        ),
        (decided(FileOutcome.CLOSED), date(2028, 4, 30), FileStanding.CLOSED, None, False),
        (decided(FileOutcome.MEASURES), date(2028, 3, 1), FileStanding.MEASURES, None, False),
        (
            decided(FileOutcome.FOLLOW_UP),
            date(2028, 3, 2),
            FileStanding.FOLLOW_UP,
            FileStep.RENEW,
            False,
        ),
        (decided(FileOutcome.FOLLOW_UP), RUNS_OUT, FileStanding.EXPIRED, None, False),
        (FileDays(FileState.TAKEN_BACK, DUE), DUE, FileStanding.TAKEN_BACK, None, False),
    ],
)
def test_what_is_next_follows_from_how_far_it_has_come(
    days: FileDays, on: date, standing: FileStanding, step: FileStep | None, is_overdue: bool
) -> None:
    found = next_step_of(days, on=on)

    assert standing_of(days, on=on) is standing
    assert (found.step if found else None) is step
    assert bool(found and found.is_overdue(on=on)) is is_overdue


def test_every_number_of_days_has_a_source_and_says_how_sure_it_is() -> None:
    rows = [row for each in reply_rule_rows().values() for row in each]

    assert all(row.source and row.certainty in {"A", "B", "C", "own"} for row in rows)


def test_a_landlord_is_given_what_the_edition_tells_of_it_and_nothing_of_others() -> None:
    own, other = uuid4(), uuid4()
    facts = facts_of(
        told(organisation(own), organisation(other, name="En annan AB")), own, is_person=False
    )

    assert list(facts.told) == ["I1", "I7"]
    assert facts.untold == ("I5",)
    assert "En annan AB" not in facts.model_dump_json()
    assert str(other) not in facts.model_dump_json()


def test_what_is_kept_reads_back_as_it_was() -> None:
    own = uuid4()
    facts = facts_of(told(organisation(own)), own, is_person=False)

    assert FactsTold.model_validate(facts.model_dump(mode="json")) == facts


def test_links_are_told_of_a_group_alone() -> None:
    first, second = uuid4(), uuid4()
    edition = told(group([first, second]), organisation(other := uuid4()))
    links = ["A äger B enligt Bolagsverket."]

    assert facts_of(edition, second, is_person=False, links=links).links == tuple(links)
    assert facts_of(edition, other, is_person=False, links=links).links == ()


def test_a_human_being_who_is_not_named_is_given_what_is_told_of_people_together() -> None:
    facts = facts_of(told(people(I1=OVER_NORM, I5=HIDDEN)), uuid4(), is_person=True)

    assert facts.is_of_people
    assert facts.row.kind is LandlordKind.PEOPLE


@pytest.mark.parametrize("is_person", [False, True])
def test_a_landlord_that_nothing_is_told_of_has_nothing_to_answer(is_person: bool) -> None:
    with pytest.raises(LandlordNotTold):
        facts_of(told(organisation(uuid4())), uuid4(), is_person=is_person)
