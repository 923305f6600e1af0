"""Measures after a visit, with as little as possible."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.people import NOW, staff_member
from landlord_watch.households.models import Household
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.measures import services
from landlord_watch.measures.models import Measure, MeasureEvent
from landlord_watch.measures.rules import NEW_HOME, MeasureStep
from landlord_watch.visits.models import Visit

TODAY = date(2026, 3, 12)


def measure(
    session: Session,
    home: Household,
    *,
    worker: StaffMember | None = None,
    action: str = NEW_HOME,
    seen: Visit | None = None,
    due_on: date = TODAY + timedelta(days=14),
) -> Measure:
    """A measure taken up for a household, by whoever is given, or somebody made."""
    who = worker or _worker(session)
    return services.take_up_measure(
        session,
        household_id=home.id,
        visit_id=seen.id if seen else None,
        action=action,
        what="",
        plan=services.MeasurePlan(who.id, due_on),
        today=TODAY,
        actor_id=who.id,
        at=NOW,
    )


def noted(
    session: Session, of: Measure, step: MeasureStep, on: date = TODAY, **said: Any
) -> MeasureEvent:
    """A step of a measure, noted by who answers for it."""
    worker = of.responsible_id or of.recorded_by_id
    return services.note_step(
        session,
        measure_id=of.id,
        facts=services.StepFacts(step, on, **said),
        today=max(on, TODAY),
        actor_id=worker,
        at=NOW,
    )


def _worker(session: Session) -> StaffMember:
    found = session.scalar(select(StaffMember).where(StaffMember.username == "atgarder"))
    return found or staff_member(session, Role.CASEWORKER, username="atgarder")
