"""Noting what happened to a measure, and what it takes to be noted."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.measures.errors import (
    MeasureStepOutOfTurn,
    MeasureStepOutsideTime,
    MeasureStepSaysTooLittle,
    MeasureTellingWithoutYes,
)
from landlord_watch.measures.models import Measure, MeasureEvent
from landlord_watch.measures.rules import (
    MeasureKind,
    MeasureStep,
    Need,
    StepRule,
    TellingGround,
    may_follow,
    state_after,
    step_rule,
)
from landlord_watch.measures.services.holding import (
    StepFacts,
    add_event,
    check_staff,
    check_visit,
    hold,
    trail,
)
from landlord_watch.reach.queries import check_outward_contact


def note_step(
    session: Session,
    *,
    measure_id: UUID,
    facts: StepFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> MeasureEvent:
    """
    Note what happened to a measure; what tells somebody outside is checked anew each time.

    Raises: `NotFound`, `MeasureTakenBack`, `MeasureMovedOn`, `MeasureStepOutOfTurn`,
    `MeasureStepOutsideTime`, `MeasureStepSaysTooLittle`, `OutwardContactBlocked`,
    `MeasureTellingWithoutYes`, `MeasureVisitElsewhere`, `MeasureForNobody`.
    """
    measure = hold(session, measure_id=measure_id, follows=facts.follows)
    rule = _rule_of(measure, facts.step)
    _check_time(measure, rule, facts, today)
    _check_said(rule, facts)
    _check_told(session, measure, rule, facts, today)
    check_visit(
        session,
        household_id=measure.household_id,
        visit_id=facts.planned_visit_id,
        is_made=facts.step is not MeasureStep.VISIT_PLANNED,
    )
    if facts.done_by_id is not None:
        check_staff(session, staff_id=facts.done_by_id)
    event = add_event(session, measure=measure, facts=facts, actor_id=actor_id, at=at)
    measure.state = state_after(rule)
    trail(session, action="household_measure.step", measure=measure, actor_id=actor_id, at=at)
    return event


def _rule_of(measure: Measure, step: MeasureStep) -> StepRule:
    taken = {event.step for event in measure.events}
    rule = step_rule(measure.kind, step)
    if rule is None or step not in may_follow(measure.kind, state=measure.state, taken=taken):
        raise MeasureStepOutOfTurn
    return rule


def _check_time(measure: Measure, rule: StepRule, facts: StepFacts, today: date) -> None:
    """A step lies on or after the first of what it follows on; help may be noted afterwards."""
    before = [each.happened_on for each in measure.events if each.step in rule.after]
    earliest = min(before, default=date.min)
    if not earliest <= facts.happened_on <= today:
        raise MeasureStepOutsideTime(earliest_on=earliest, latest_on=today)


def _check_said(rule: StepRule, facts: StepFacts) -> None:
    for need in Need:
        said = getattr(facts, need.value)
        is_said = said.strip() if isinstance(said, str) else said is not None and said is not False
        if need in rule.needs and not is_said:
            raise MeasureStepSaysTooLittle(missing=need.value)


def _check_told(
    session: Session, measure: Measure, rule: StepRule, facts: StepFacts, today: date
) -> None:
    if not rule.is_outward:
        return
    check_outward_contact(session, household_id=measure.household_id, on=today)
    is_landlord = measure.kind is MeasureKind.LANDLORD
    if is_landlord and facts.ground is not TellingGround.CONSENT:
        raise MeasureTellingWithoutYes
