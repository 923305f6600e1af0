"""Measures after a visit: taken up once, followed step by step, told to nobody without a ground."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from factories.households import household, member, person
from factories.measures import TODAY, measure, noted
from factories.people import NOW, staff_member
from factories.reach import everything, protected
from factories.visits import visit
from landlord_watch.identity.rules import Role
from landlord_watch.measures import errors, services
from landlord_watch.measures.queries import Due, get_measure, list_due_measures
from landlord_watch.measures.rules import (
    CHILD,
    ENVIRONMENT,
    LANDLORD,
    REVISIT,
    Channel,
    MeasureState,
    MeasureStep,
    TellingGround,
)
from landlord_watch.reach.errors import OutwardContactBlocked
from landlord_watch.visits.models import Deficiency, DeficiencyState, Visit, VisitState
from landlord_watch.visits.shapes import Level

SAID = {"channel": Channel.MEETING, "language": "so", "is_free_told": True}


@pytest.fixture
def home(session: Session):
    made = household(session)
    member(session, made, person(session))
    return made


def test_an_urging_is_noted_with_help_and_what_came_of_it(session, home) -> None:
    urged = measure(session, home)
    noted(session, urged, MeasureStep.URGED, **SAID)
    noted(session, urged, MeasureStep.VIEWING, note="Två rum på Skolgatan.")
    noted(session, urged, MeasureStep.STAYS, note="Nära skolan.")
    found = get_measure(session, urged.id)

    assert found.state is MeasureState.DONE
    assert [event.serial for event in found.events] == [1, 2, 3, 4]
    assert found.events[1].language == "so"


def test_an_urging_without_saying_that_it_is_free_is_refused(session, home) -> None:
    urged = measure(session, home)

    with pytest.raises(errors.MeasureStepSaysTooLittle) as refused:
        noted(session, urged, MeasureStep.URGED, **(SAID | {"is_free_told": False}))
    assert refused.value.context == {"missing": "is_free_told"}


def test_a_second_click_takes_up_nothing_more(session, home) -> None:
    measure(session, home)

    with pytest.raises(errors.MeasureTakenUp):
        measure(session, home)


def test_who_noted_meanwhile_is_not_written_over(session, home) -> None:
    urged = measure(session, home)
    noted(session, urged, MeasureStep.URGED, follows=1, **SAID)

    with pytest.raises(errors.MeasureMovedOn):
        noted(session, urged, MeasureStep.URGED, follows=1, **SAID)


def test_a_step_before_what_it_follows_on_is_refused(session, home) -> None:
    told = measure(session, home, action=ENVIRONMENT)
    noted(session, told, MeasureStep.NOTIFIED, ground=TellingGround.CONSENT, note="Ja av båda.")

    with pytest.raises(errors.MeasureStepOutsideTime):
        noted(session, told, MeasureStep.INSPECTED, TODAY - timedelta(days=1))


def test_of_somebody_protected_no_board_is_told(session, home) -> None:
    told = measure(session, home, action=ENVIRONMENT)
    protected(session, home, named=[])

    with pytest.raises(OutwardContactBlocked):
        noted(session, told, MeasureStep.NOTIFIED, ground=TellingGround.NO_HARM, note="Tips.")
    assert get_measure(session, told.id).state is MeasureState.PLANNED


def test_a_landlord_is_told_with_a_yes_and_on_no_other_ground(session, home) -> None:
    told = measure(session, home, action=LANDLORD)

    with pytest.raises(errors.MeasureTellingWithoutYes):
        noted(session, told, MeasureStep.LANDLORD_TOLD, ground=TellingGround.NO_HARM, note="Fukt.")


def test_a_measure_of_another_households_visit_is_refused(session, home) -> None:
    elsewhere = visit(session, state=VisitState.RECEIVED)

    with pytest.raises(errors.MeasureVisitElsewhere):
        measure(session, home, seen=elsewhere)


def test_what_a_landlord_says_is_put_right_is_proposed_to_be_seen_again_once(session) -> None:
    seen = visit(session, state=VisitState.RECEIVED)
    found = deficiency(session, seen)
    worker = staff_member(session, Role.CASEWORKER, username="foljer")
    said = {
        "deficiency_id": found.id,
        "is_seen_gone": False,
        "happened_on": TODAY,
        "note": "",
        "actor_id": worker.id,
        "on": TODAY,
        "at": NOW,
    }
    first = services.follow_deficiency(session, state=DeficiencyState.CLAIMED_FIXED, **said)
    again = services.follow_deficiency(session, state=DeficiencyState.CLAIMED_FIXED, **said)

    assert (first.action, first.state, first.visit_id) == (
        REVISIT,
        MeasureState.PROPOSED,
        seen.id,
    )
    assert again is None


def deficiency(session: Session, seen: Visit) -> Deficiency:
    """Something of the landlord's that was found at a visit."""
    found = Deficiency(
        dwelling_id=seen.dwelling_id,
        visit_id=seen.id,
        item_id="DMP-01",
        checklist_version="1.0.0",
        level=Level.SERIOUS,
        responsible="landlord",
        found_on=TODAY,
        due_on=TODAY,
        state=DeficiencyState.REPORTED,
    )
    session.add(found)
    session.flush()  # who asked wants its id
    return found


def test_what_is_due_is_listed_by_its_day_and_what_is_over_is_not(session, home) -> None:
    late = measure(session, home, due_on=TODAY)
    over = measure(session, home, action=CHILD)
    noted(session, over, MeasureStep.NOT_NEEDED, note="Anmält av förskolan.")
    page = list_due_measures(
        session,
        due=Due.OVERDUE,
        responsible_id=None,
        on=TODAY + timedelta(days=1),
        within=everything,
        number=1,
    )

    assert [row.measure.id for row in page.rows] == [late.id]


def test_a_measure_taken_back_stays_to_be_seen_and_may_be_taken_up_again(session, home) -> None:
    wrong = measure(session, home)
    services.take_back_measure(
        session,
        measure_id=wrong.id,
        note="Fel hushåll.",
        today=TODAY,
        actor_id=wrong.responsible_id,
        at=NOW,
    )
    measure(session, home)
    state = get_measure(session, wrong.id).state

    assert state is MeasureState.TAKEN_BACK
