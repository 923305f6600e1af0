"""Taking measures up, noting what happens to them, taking back what was wrong."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.households.models import Household
from landlord_watch.identity.queries import get_staff
from landlord_watch.kernel.errors import NotFound
from landlord_watch.measures import queries
from landlord_watch.measures.errors import (
    MeasureActionUnknown,
    MeasureDueInPast,
    MeasureForNobody,
    MeasureMovedOn,
    MeasureStepOutOfTurn,
    MeasureStepOutsideTime,
    MeasureStepSaysTooLittle,
    MeasureTakenBack,
    MeasureTakenUp,
    MeasureTellingWithoutYes,
    MeasureVisitElsewhere,
)
from landlord_watch.measures.models import Measure, MeasureEvent
from landlord_watch.measures.rules import (
    OPEN,
    REVISIT,
    Channel,
    MeasureKind,
    MeasureState,
    MeasureStep,
    Need,
    ProtectionOutcome,
    StepRule,
    TellingGround,
    may_follow,
    state_after,
    step_rule,
)
from landlord_watch.reach.queries import check_outward_contact
from landlord_watch.visits.models import Deficiency, DeficiencyState, Visit, VisitState
from landlord_watch.visits.rules import published_checklists
from landlord_watch.visits.services.following_up import record_step as record_deficiency_step

#: By when a home is seen again that a landlord says is put right. Own.
REVISIT_DAYS = 14
MADE = (VisitState.RECEIVED, VisitState.REVIEWED)


@dataclass(frozen=True, slots=True)
class MeasurePlan:
    """Who answers for a measure, and by when; `due_clock` None: any time that day."""

    responsible_id: UUID
    due_on: date
    due_clock: time | None = None


@dataclass(frozen=True, slots=True)
class StepFacts:
    """
    What happened to a measure. Which of it has to be said stands in the rules, step by step.

    `done_by_id` None: who notes it. `follows`: so many events were there when it was written, so
    that a second click is seen; None: not asked.
    """

    step: MeasureStep
    happened_on: date
    happened_clock: time | None = None
    note: str = ""
    channel: Channel | None = None
    language: str = ""
    is_free_told: bool = False
    ground: TellingGround | None = None
    outcome: ProtectionOutcome | None = None
    reference: str = ""
    place: str = ""
    planned_visit_id: UUID | None = None
    done_by_id: UUID | None = None
    follows: int | None = None


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
    _hold_household(session, household_id)
    _check_action(action)
    _check_visit(session, household_id=household_id, visit_id=visit_id)
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
    _add_event(session, measure, facts, actor_id=actor_id, at=at)
    _trail(session, "household_measure.taken_up", measure, actor_id, at)
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
    _hold_household(session, visit.household_id)
    found = queries.find_open_measure(
        session, household_id=visit.household_id, visit_id=visit.id, action=REVISIT
    )
    if found is not None:
        return None
    due_on = today + timedelta(days=REVISIT_DAYS)
    measure = _made(session, visit.household_id, visit.id, REVISIT, due_on, actor_id, at)
    _trail(session, "household_measure.proposed", measure, actor_id, at)
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
    measure = _hold(session, measure_id, follows=facts.follows)
    rule = _rule_of(measure, facts.step)
    _check_time(measure, rule, facts, today)
    _check_said(rule, facts)
    _check_told(session, measure, rule, facts, today)
    _check_visit(
        session,
        household_id=measure.household_id,
        visit_id=facts.planned_visit_id,
        is_made=facts.step is not MeasureStep.VISIT_PLANNED,
    )
    if facts.done_by_id is not None:
        _check_staff(session, facts.done_by_id)
    event = _add_event(session, measure, facts, actor_id=actor_id, at=at)
    measure.state = state_after(rule)
    _trail(session, "household_measure.step", measure, actor_id, at)
    return event


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
    measure = _hold(session, measure_id, follows=None)
    if measure.state not in OPEN or measure.state is MeasureState.PROPOSED:
        raise MeasureStepOutOfTurn
    _check_plan(session, plan, today)
    if not note.strip():
        raise MeasureStepSaysTooLittle(missing=Need.NOTE.value)
    _write_plan(measure, plan)
    facts = StepFacts(MeasureStep.CHANGED, today, note=note)
    _add_event(session, measure, facts, actor_id=actor_id, at=at)
    _trail(session, "household_measure.changed", measure, actor_id, at)


def take_back_measure(
    session: Session, *, measure_id: UUID, note: str, today: date, actor_id: UUID, at: datetime
) -> None:
    """
    Take back a measure that should never have been there; it stays to be seen, with why.

    Raises: `NotFound`, `MeasureTakenBack`, `MeasureStepSaysTooLittle`.
    """
    measure = _hold(session, measure_id, follows=None)
    if not note.strip():
        raise MeasureStepSaysTooLittle(missing=Need.NOTE.value)
    facts = StepFacts(MeasureStep.TAKEN_BACK, today, note=note)
    _add_event(session, measure, facts, actor_id=actor_id, at=at)
    measure.state = MeasureState.TAKEN_BACK
    _trail(session, "household_measure.taken_back", measure, actor_id, at)


def _hold_household(session: Session, household_id: UUID) -> None:
    """Held until the end, so that a second click sees what the first one made."""
    held = select(Household.id).where(Household.id == household_id).with_for_update()
    if session.scalar(held) is None:
        raise NotFound(household_id=household_id)


def _hold(session: Session, measure_id: UUID, *, follows: int | None) -> Measure:
    session.execute(select(Measure.id).where(Measure.id == measure_id).with_for_update())
    measure = queries.get_measure(session, measure_id)
    session.refresh(measure, ["state", "events"])
    if measure.state is MeasureState.TAKEN_BACK:
        raise MeasureTakenBack
    if follows is not None and follows != len(measure.events):
        raise MeasureMovedOn
    return measure


def _check_action(action: str) -> None:
    if not any(action in each.actions for each in published_checklists()):
        raise MeasureActionUnknown


def _check_visit(
    session: Session, *, household_id: UUID, visit_id: UUID | None, is_made: bool = True
) -> None:
    if visit_id is None:
        return
    visit = session.get(Visit, visit_id)
    if visit is None or visit.household_id != household_id:
        raise MeasureVisitElsewhere
    if is_made and visit.state not in MADE:
        raise MeasureVisitElsewhere


def _check_plan(session: Session, plan: MeasurePlan, today: date) -> None:
    if plan.due_on < today:
        raise MeasureDueInPast
    _check_staff(session, plan.responsible_id)


def _check_staff(session: Session, staff_id: UUID) -> None:
    if get_staff(session, staff_id).deactivated_at is not None:
        raise MeasureForNobody


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


def _add_event(
    session: Session, measure: Measure, facts: StepFacts, *, actor_id: UUID, at: datetime
) -> MeasureEvent:
    event = MeasureEvent(
        measure_id=measure.id,
        serial=len(measure.events) + 1,
        step=facts.step,
        happened_on=facts.happened_on,
        happened_clock=facts.happened_clock,
        done_by_id=facts.done_by_id or actor_id,
        channel=facts.channel,
        language=facts.language,
        ground=facts.ground,
        outcome=facts.outcome,
        reference=facts.reference.strip(),
        place=facts.place.strip(),
        note=facts.note.strip(),
        visit_id=facts.planned_visit_id,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    measure.events.append(event)
    session.flush()  # a second step of the same number is refused here, not at the end
    return event


def _trail(session: Session, action: str, measure: Measure, actor_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=measure.id, at=at)
