"""What every change of a measure begins and ends with."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.households.models import Household
from landlord_watch.identity.queries import get_staff
from landlord_watch.kernel.errors import NotFound
from landlord_watch.measures import queries
from landlord_watch.measures.errors import (
    MeasureForNobody,
    MeasureMovedOn,
    MeasureTakenBack,
    MeasureVisitElsewhere,
)
from landlord_watch.measures.models import Measure, MeasureEvent
from landlord_watch.measures.rules import (
    Channel,
    MeasureState,
    MeasureStep,
    ProtectionOutcome,
    TellingGround,
)
from landlord_watch.visits.models import Visit, VisitState

MADE = (VisitState.RECEIVED, VisitState.REVIEWED)


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


def hold_household(session: Session, *, household_id: UUID) -> None:
    """
    The household, held until the end, so that a second click sees what the first one made.

    Raises: `NotFound`.
    """
    held = select(Household.id).where(Household.id == household_id).with_for_update()
    if session.scalar(held) is None:
        raise NotFound(household_id=household_id)


def hold(session: Session, *, measure_id: UUID, follows: int | None) -> Measure:
    """
    A measure that stands, held until the end; `follows`: how many events it was read with.

    Raises: `NotFound`, `MeasureTakenBack`, `MeasureMovedOn`.
    """
    session.execute(select(Measure.id).where(Measure.id == measure_id).with_for_update())
    measure = queries.get_measure(session, measure_id)
    session.refresh(measure, ["state", "events"])
    if measure.state is MeasureState.TAKEN_BACK:
        raise MeasureTakenBack
    if follows is not None and follows != len(measure.events):
        raise MeasureMovedOn
    return measure


def check_visit(
    session: Session, *, household_id: UUID, visit_id: UUID | None, is_made: bool = True
) -> None:
    """
    Refuse a visit to another household, or one that is not made where it has to be.

    Raises: `MeasureVisitElsewhere`.
    """
    if visit_id is None:
        return
    visit = session.get(Visit, visit_id)
    if visit is None or visit.household_id != household_id:
        raise MeasureVisitElsewhere
    if is_made and visit.state not in MADE:
        raise MeasureVisitElsewhere


def check_staff(session: Session, *, staff_id: UUID) -> None:
    """
    Refuse to leave something to who does not work here any more.

    Raises: `NotFound`, `MeasureForNobody`.
    """
    if get_staff(session, staff_id).deactivated_at is not None:
        raise MeasureForNobody


def add_event(
    session: Session, *, measure: Measure, facts: StepFacts, actor_id: UUID, at: datetime
) -> MeasureEvent:
    """Add what happened to a measure, with the next number."""
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


def trail(session: Session, *, action: str, measure: Measure, actor_id: UUID, at: datetime) -> None:
    """Note in the access log what was done, and to which measure."""
    audit.record(session, actor_id=actor_id, action=action, subject_id=measure.id, at=at)
