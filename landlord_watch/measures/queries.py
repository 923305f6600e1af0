"""Reading measures: one whole, those of a household or a visit, and what is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from landlord_watch.households.models import Household
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra.database import Within
from landlord_watch.infra.paging import Page, row_page
from landlord_watch.kernel.errors import NotFound
from landlord_watch.measures.models import Measure
from landlord_watch.measures.rules import OPEN, MeasureState

#: What is due within so many days is soon.
SOON_DAYS = 7


class Due(StrEnum):
    """Which of the measures that are not over."""

    ALL = "all"
    OVERDUE = "overdue"
    SOON = "soon"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class MeasureDue:
    """A measure with whose it is; `responsible` None: nobody has taken it up."""

    measure: Measure
    case_number: str
    responsible: str | None


def get_measure(session: Session, measure_id: UUID) -> Measure:
    """
    A measure with all that has happened to it.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(Measure).where(Measure.id == measure_id).options(selectinload(Measure.events))
    )
    if found is None:
        raise NotFound(measure_id=measure_id)
    return found


def list_measures_of_household(session: Session, household_id: UUID) -> Sequence[Measure]:
    """A household's measures with what happened to each, the first due first."""
    return session.scalars(
        select(Measure)
        .where(Measure.household_id == household_id)
        .order_by(Measure.due_on, Measure.id)
        .options(selectinload(Measure.events))
    ).all()


def list_measures_of_visit(session: Session, visit_id: UUID) -> Sequence[Measure]:
    """The measures that followed on a visit, the first due first."""
    return session.scalars(
        select(Measure).where(Measure.visit_id == visit_id).order_by(Measure.due_on, Measure.id)
    ).all()


def find_open_measure(
    session: Session, *, household_id: UUID, visit_id: UUID | None, action: str
) -> Measure | None:
    """The measure of this action and visit that is not over; None: there is none."""
    return session.scalar(
        select(Measure).where(
            Measure.household_id == household_id,
            Measure.visit_id == visit_id if visit_id else Measure.visit_id.is_(None),
            Measure.action == action,
            Measure.state.in_(OPEN),
        )
    )


def list_due_measures(
    session: Session,
    *,
    due: Due,
    responsible_id: UUID | None,
    on: date,
    within: Within,
    number: int | None,
) -> Page[MeasureDue]:
    """
    Measures within reach that are not over, the first due first; `number` None: all of them.

    `responsible_id` None: whoever answers for them.
    """
    query = _due(within).where(Measure.state.in_(OPEN))
    if due is Due.OVERDUE:
        query = query.where(Measure.due_on < on)
    elif due is Due.SOON:
        query = query.where(Measure.due_on <= on + timedelta(days=SOON_DAYS))
    elif due is Due.PROPOSED:
        query = query.where(Measure.state == MeasureState.PROPOSED)
    if responsible_id is not None:
        query = query.where(Measure.responsible_id == responsible_id)
    page = row_page(session, query, number=number)
    return Page([MeasureDue(*row) for row in page.rows], page.number, page.total)


def _due(within: Within) -> Select[Measure, str, str | None]:
    return (
        select(Measure, Household.case_number, StaffMember.full_name)
        .join(Household, Household.id == Measure.household_id)
        .outerjoin(StaffMember, StaffMember.id == Measure.responsible_id)
        .where(within(Measure.household_id))
        .order_by(Measure.due_on, Measure.due_clock.is_(None), Measure.due_clock, Measure.id)
    )
