"""After a visit: review it, follow its deficiencies, acknowledge its concerns."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.alarms.rules import AlarmKind
from landlord_watch.alarms.services.raising import end_alarm
from landlord_watch.audit import services as audit
from landlord_watch.kernel.errors import NotFound
from landlord_watch.visits.errors import (
    ConcernAcknowledged,
    DeficiencyNeedsMore,
    StepBeforeFinding,
    VisitNotReceived,
)
from landlord_watch.visits.models import (
    Concern,
    Deficiency,
    DeficiencyEvent,
    DeficiencyState,
    Visit,
    VisitState,
)
from landlord_watch.visits.ports import Announcer
from landlord_watch.visits.shapes import Level

GRAVE = (Level.SERIOUS, Level.ACUTE)


def review_visit(session: Session, *, visit_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Note that a person at the office has read what came from a visit; again is no matter.

    Raises: `NotFound`, `VisitNotReceived`.
    """
    visit = session.get(Visit, visit_id, with_for_update=True)
    if visit is None:
        raise NotFound(visit_id=visit_id)
    if visit.state is VisitState.REVIEWED:
        return
    if visit.state is not VisitState.RECEIVED:
        raise VisitNotReceived(visit_id=visit_id)
    visit.state = VisitState.REVIEWED
    visit.reviewed_at = at
    visit.reviewed_by_id = actor_id
    audit.record(session, actor_id=actor_id, action="visit.reviewed", subject_id=visit_id, at=at)


def record_step(
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
) -> None:
    """
    Add a step to a deficiency's life. `is_seen_gone`: the resident or a new visit says it is gone.

    Raises: `NotFound`, `StepBeforeFinding`, `DeficiencyNeedsMore`.
    """
    deficiency = session.get(Deficiency, deficiency_id, with_for_update=True)
    if deficiency is None:
        raise NotFound(deficiency_id=deficiency_id)
    if not deficiency.found_on <= happened_on <= on:
        raise StepBeforeFinding(found_on=deficiency.found_on)
    closes = state is DeficiencyState.CONFIRMED_FIXED
    if closes and deficiency.level in GRAVE and not is_seen_gone:
        raise DeficiencyNeedsMore
    deficiency.state = state
    step = DeficiencyEvent(
        deficiency_id=deficiency_id,
        state=state,
        happened_on=happened_on,
        note=note,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(step)
    audit.record(
        session, actor_id=actor_id, action="deficiency.step", subject_id=deficiency_id, at=at
    )


def acknowledge_concern(
    session: Session, *, concern_id: UUID, announcer: Announcer, actor_id: UUID, at: datetime
) -> None:
    """
    Note that a human has read a concern; who raised it sees so on the tablet.

    Nobody is called for it any more.

    Raises: `NotFound`, `ConcernAcknowledged`.
    """
    concern = session.get(Concern, concern_id, with_for_update=True)
    if concern is None:
        raise NotFound(concern_id=concern_id)
    if concern.acknowledged_at is not None:
        raise ConcernAcknowledged(concern_id=concern_id)
    concern.acknowledged_at = at
    concern.acknowledged_by_id = actor_id
    end_alarm(session, kind=AlarmKind.CONCERN, subject_id=concern_id, actor_id=actor_id, at=at)
    announcer.concern_acknowledged(session, concern_id=concern_id, reader_id=concern.author_id)
    audit.record(
        session, actor_id=actor_id, action="concern.acknowledged", subject_id=concern_id, at=at
    )
