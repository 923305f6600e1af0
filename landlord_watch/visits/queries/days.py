"""Reading what one officer is to do on one day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.households.models import Household
from landlord_watch.infra.clock import LOCAL
from landlord_watch.infra.database import Within
from landlord_watch.reach.queries import is_protected
from landlord_watch.visits.models import Visit, VisitState


@dataclass(frozen=True, slots=True)
class DayVisit:
    """A visit of the day; `is_protected`: somebody in the household is."""

    visit: Visit
    dwelling: Dwelling
    case_number: str
    is_protected: bool

    @property
    def is_agreed(self) -> bool:
        """Whether its hour is promised: the resident has been asked."""
        return self.visit.asked_at is not None


def list_visits_of_day(
    session: Session, *, officer_id: UUID, on: date, within: Within
) -> list[DayVisit]:
    """The visits an officer has yet to make on a day, by their hours."""
    begins_at = datetime.combine(on, time.min, tzinfo=LOCAL)
    ends_at = datetime.combine(on + timedelta(days=1), time.min, tzinfo=LOCAL)
    rows = session.execute(
        select(Visit, Dwelling, Household.case_number, is_protected(Visit.household_id, on))
        .join(Dwelling, Dwelling.id == Visit.dwelling_id)
        .join(Household, Household.id == Visit.household_id)
        .where(
            within(Visit.household_id),
            Visit.assigned_to_id == officer_id,
            Visit.state == VisitState.PLANNED,
            Visit.planned_at >= begins_at,
            Visit.planned_at < ends_at,
        )
        .order_by(Visit.planned_at, Visit.id)
    )
    return [DayVisit(*row) for row in rows]
