"""Planning a visit, changing the plan, calling it off."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.queries import get_staff
from landlord_watch.identity.rules import Role
from landlord_watch.infra.clock import LOCAL
from landlord_watch.kernel.errors import NotFound
from landlord_watch.visits.errors import (
    AskedAfterVisit,
    DwellingNotTheHouseholds,
    NotAFieldOfficer,
    VisitNotPlanned,
    VisitTooLate,
)
from landlord_watch.visits.models import Visit, VisitPurpose, VisitState
from landlord_watch.visits.ports import Announcer
from landlord_watch.visits.queries import list_homes


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is decided of a visit before it is made. `asked_at` None: not asked yet."""

    assigned_to_id: UUID
    purpose: VisitPurpose
    planned_at: datetime
    asked_at: datetime | None
    asked_how: str
    language: str
    interpreter: str
    note: str


def plan_visit(
    session: Session,
    *,
    household_id: UUID,
    dwelling_id: UUID,
    plan: Plan,
    announcer: Announcer,
    actor_id: UUID,
    at: datetime,
) -> Visit:
    """
    Plan a visit to a household in a home it rents; the tablet hears of it at its next contact.

    Raises: `VisitTooLate`, `AskedAfterVisit`, `NotAFieldOfficer`, `DwellingNotTheHouseholds`.
    """
    _check_plan(session, plan, at)
    _check_home(session, household_id, dwelling_id, plan.planned_at)
    visit = Visit(
        household_id=household_id,
        dwelling_id=dwelling_id,
        state=VisitState.PLANNED,
        planned_by_id=actor_id,
        recorded_at=at,
    )
    _write(visit, plan)
    session.add(visit)
    session.flush()  # the feed and the trail need visit.id
    announcer.visit_changed(session, visit_id=visit.id, reader_id=plan.assigned_to_id)
    audit.record(session, actor_id=actor_id, action="visit.planned", subject_id=visit.id, at=at)
    return visit


def change_plan(
    session: Session,
    *,
    visit_id: UUID,
    plan: Plan,
    announcer: Announcer,
    actor_id: UUID,
    at: datetime,
) -> None:
    """
    Change a visit that is still a plan; who had it and who gets it are both told.

    Raises: `NotFound`, `VisitNotPlanned`, `VisitTooLate`, `AskedAfterVisit`, `NotAFieldOfficer`.
    """
    visit = _planned(session, visit_id)
    _check_plan(session, plan, at)
    readers = {visit.assigned_to_id, plan.assigned_to_id}
    _write(visit, plan)
    for reader_id in readers:
        announcer.visit_changed(session, visit_id=visit.id, reader_id=reader_id)
    audit.record(session, actor_id=actor_id, action="visit.replanned", subject_id=visit.id, at=at)


def cancel_visit(
    session: Session, *, visit_id: UUID, announcer: Announcer, actor_id: UUID, at: datetime
) -> None:
    """
    Call a visit off; it leaves the tablet at the next contact.

    What a tablet has already recorded for it is taken all the same when it comes.
    Raises: `NotFound`, `VisitNotPlanned`.
    """
    visit = _planned(session, visit_id)
    visit.state = VisitState.CANCELLED
    announcer.visit_changed(session, visit_id=visit.id, reader_id=visit.assigned_to_id)
    audit.record(session, actor_id=actor_id, action="visit.cancelled", subject_id=visit.id, at=at)


def announce_planned(session: Session, *, household_id: UUID, announcer: Announcer) -> None:
    """Tell the tablets of a household's planned visits to ask anew what they may have of them."""
    query = select(Visit).where(
        Visit.household_id == household_id,
        Visit.state.in_([VisitState.PLANNED, VisitState.RECEIVED]),
    )
    for visit in session.scalars(query):
        announcer.visit_changed(session, visit_id=visit.id, reader_id=visit.assigned_to_id)


def _planned(session: Session, visit_id: UUID) -> Visit:
    visit = session.get(Visit, visit_id, with_for_update=True)
    if visit is None:
        raise NotFound(visit_id=visit_id)
    if visit.state is not VisitState.PLANNED:
        raise VisitNotPlanned(visit_id=visit_id)
    return visit


def _check_plan(session: Session, plan: Plan, at: datetime) -> None:
    if plan.planned_at <= at:
        raise VisitTooLate
    if plan.asked_at is not None and plan.asked_at > plan.planned_at:
        raise AskedAfterVisit
    officer = get_staff(session, plan.assigned_to_id)
    if Role.FIELD_OFFICER not in officer.roles or officer.deactivated_at is not None:
        raise NotAFieldOfficer(staff_id=plan.assigned_to_id)


def _check_home(
    session: Session, household_id: UUID, dwelling_id: UUID, planned_at: datetime
) -> None:
    on = planned_at.astimezone(LOCAL).date()
    homes = list_homes(session, household_id=household_id, on=on)
    if dwelling_id not in {home.id for home in homes}:
        raise DwellingNotTheHouseholds(dwelling_id=dwelling_id)


def _write(visit: Visit, plan: Plan) -> None:
    visit.assigned_to_id = plan.assigned_to_id
    visit.purpose = plan.purpose
    visit.planned_at = plan.planned_at
    visit.asked_at = plan.asked_at
    visit.asked_how = plan.asked_how
    visit.language = plan.language
    visit.interpreter = plan.interpreter
    visit.note = plan.note
