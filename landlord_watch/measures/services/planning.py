"""Taking measures up, changing by whom and when, taking back what was wrong."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.measures import queries
from landlord_watch.measures.errors import (
    MeasureActionUnknown,
    MeasureDueInPast,
    MeasureStepOutOfTurn,
    MeasureStepSaysTooLittle,
    MeasureTakenUp,
)
from landlord_watch.measures.models import Measure
from landlord_watch.measures.rules import OPEN, REVISIT, MeasureState, MeasureStep, Need
from landlord_watch.measures.services.holding import (
    StepFacts,
    add_event,
    check_staff,
    check_visit,
    hold,
    hold_household,
    trail,
)
from landlord_watch.visits.models import Deficiency, DeficiencyState, Visit
from landlord_watch.visits.rules import published_checklists
from landlord_watch.visits.services.following_up import record_step as record_deficiency_step

#: By when a home is seen again that a landlord says is put right. Own.
REVISIT_DAYS = 14


@dataclass(frozen=True, slots=True)
class MeasurePlan:
    """Who answers for a measure, and by when; `due_clock` None: any time that day."""

    responsible_id: UUID
    due_on: date
    due_clock: time | None = None


def take_up_measure(
    session: Session,
    *,
    household_id: UUID,
    visit_id: UUID | None,
    action: str,
    what: str,
    plan: MeasurePlan,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> Measure:
    """
    Take up something to be done; one that was proposed is taken up, not made anew.

    Raises: `NotFound`, `MeasureActionUnknown`, `MeasureVisitElsewhere`, `MeasureForNobody`,
    `MeasureDueInPast`, `MeasureTakenUp`.
    """
    hold_household(session, household_id=household_id)
    _check_action(action)
    check_visit(session, household_id=household_id, visit_id=visit_id)
    _check_plan(session, plan, today)
    found = queries.find_open_measure(
        session, household_id=household_id, visit_id=visit_id, action=action
    )
    if found is not None and found.state is not MeasureState.PROPOSED:
        raise MeasureTakenUp(measure_id=found.id)
    measure = found or _made(session, household_id, visit_id, action, plan.due_on, actor_id, at)
    measure.what = what.strip()
    _write_plan(measure, plan)
    measure.state = MeasureState.PLANNED
    facts = StepFacts(MeasureStep.TAKEN_UP, today)
    add_event(session, measure=measure, facts=facts, actor_id=actor_id, at=at)
    trail(session, action="household_measure.taken_up", measure=measure, actor_id=actor_id, at=at)
    return measure


def propose_revisit(
    session: Session, *, deficiency_id: UUID, today: date, actor_id: UUID, at: datetime
) -> Measure | None:
    """
    Propose that the home of a deficiency is seen again, for somebody to take up and plan.

    None: a visit is asked for already, or the household's file has been taken away.
    """
    visit = session.scalar(
        select(Visit)
        .join(Deficiency, Deficiency.visit_id == Visit.id)
        .where(Deficiency.id == deficiency_id)
    )
    if visit is None:
        return None
    hold_household(session, household_id=visit.household_id)
    found = queries.find_open_measure(
        session, household_id=visit.household_id, visit_id=visit.id, action=REVISIT
    )
    if found is not None:
        return None
    due_on = today + timedelta(days=REVISIT_DAYS)
    measure = _made(session, visit.household_id, visit.id, REVISIT, due_on, actor_id, at)
    trail(session, action="household_measure.proposed", measure=measure, actor_id=actor_id, at=at)
    return measure


def follow_deficiency(
    session: Session,
    *,
    deficiency_id: UUID,
    state: DeficiencyState,
    is_seen_gone: bool,
    happened_on: date,
    note: str,
    actor_id: UUID,
    on: date,
    at: datetime,
) -> Measure | None:
    """
    Add a step to a deficiency's life; what is said to be put right is proposed to be seen again.

    Raises: as `visits.services.following_up.record_step`.
    """
    record_deficiency_step(
        session,
        deficiency_id=deficiency_id,
        state=state,
        is_seen_gone=is_seen_gone,
        happened_on=happened_on,
        note=note,
        actor_id=actor_id,
        on=on,
        at=at,
    )
    if state is not DeficiencyState.CLAIMED_FIXED:
        return None
    return propose_revisit(session, deficiency_id=deficiency_id, today=on, actor_id=actor_id, at=at)


def change_measure(
    session: Session,
    *,
    measure_id: UUID,
    plan: MeasurePlan,
    note: str,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> None:
    """
    Put a measure off, bring it forward, or give it to somebody else, with why.

    Raises: `NotFound`, `MeasureTakenBack`, `MeasureStepOutOfTurn`, `MeasureForNobody`,
    `MeasureDueInPast`, `MeasureStepSaysTooLittle`.
    """
    measure = hold(session, measure_id=measure_id, follows=None)
    if measure.state not in OPEN or measure.state is MeasureState.PROPOSED:
        raise MeasureStepOutOfTurn
    _check_plan(session, plan, today)
    if not note.strip():
        raise MeasureStepSaysTooLittle(missing=Need.NOTE.value)
    _write_plan(measure, plan)
    facts = StepFacts(MeasureStep.CHANGED, today, note=note)
    add_event(session, measure=measure, facts=facts, actor_id=actor_id, at=at)
    trail(session, action="household_measure.changed", measure=measure, actor_id=actor_id, at=at)


def take_back_measure(
    session: Session, *, measure_id: UUID, note: str, today: date, actor_id: UUID, at: datetime
) -> None:
    """
    Take back a measure that should never have been there; it stays to be seen, with why.

    Raises: `NotFound`, `MeasureTakenBack`, `MeasureStepSaysTooLittle`.
    """
    measure = hold(session, measure_id=measure_id, follows=None)
    if not note.strip():
        raise MeasureStepSaysTooLittle(missing=Need.NOTE.value)
    facts = StepFacts(MeasureStep.TAKEN_BACK, today, note=note)
    add_event(session, measure=measure, facts=facts, actor_id=actor_id, at=at)
    measure.state = MeasureState.TAKEN_BACK
    trail(session, action="household_measure.taken_back", measure=measure, actor_id=actor_id, at=at)


def _check_action(action: str) -> None:
    if not any(action in each.actions for each in published_checklists()):
        raise MeasureActionUnknown


def _check_plan(session: Session, plan: MeasurePlan, today: date) -> None:
    if plan.due_on < today:
        raise MeasureDueInPast
    check_staff(session, staff_id=plan.responsible_id)


def _write_plan(measure: Measure, plan: MeasurePlan) -> None:
    measure.responsible_id = plan.responsible_id
    measure.due_on, measure.due_clock = plan.due_on, plan.due_clock


def _made(
    session: Session,
    household_id: UUID,
    visit_id: UUID | None,
    action: str,
    due_on: date,
    actor_id: UUID,
    at: datetime,
) -> Measure:
    measure = Measure(
        household_id=household_id,
        visit_id=visit_id,
        action=action,
        due_on=due_on,
        state=MeasureState.PROPOSED,
        recorded_by_id=actor_id,
        recorded_at=at,
        events=[],
    )
    session.add(measure)
    session.flush()  # its events and the trail need its id
    return measure
