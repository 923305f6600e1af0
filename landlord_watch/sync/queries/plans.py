"""Visits as their tablets see them: no more of people than the day needs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import not_, select
from sqlalchemy.orm import Session

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.households.models import HouseholdMember, MemberRole, Person
from landlord_watch.infra.clock import LOCAL
from landlord_watch.reach.queries import Viewer, is_protected_from
from landlord_watch.sync.shapes import PlannedChild, VisitPlan
from landlord_watch.visits.models import Visit, VisitState
from landlord_watch.visits.rules import newest_checklist

#: A visit leaves the tablet's list the day after the day after.
KEPT_DAYS = timedelta(days=1)
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class _Member:
    household_id: UUID
    role: MemberRole
    starts_on: date
    ends_on: date | None
    born_on: date | None

    def is_in(self, household_id: UUID, *, on: date) -> bool:
        began = self.starts_on <= on and (self.ends_on is None or on < self.ends_on)
        return began and self.household_id == household_id


def list_plans(
    session: Session, *, visit_ids: Collection[UUID], reader_id: UUID, on: date
) -> dict[UUID, VisitPlan]:
    """
    Of these visits, those that a reader is to have on the tablet on a day; three queries.

    Of a home where somebody is protected a reader has them only if named.
    """
    reader = Viewer(reader_id, frozenset(), datetime.combine(on, time(), LOCAL))
    since = datetime.combine(on - KEPT_DAYS, time(), LOCAL)
    rows = session.execute(
        select(Visit, Dwelling)
        .join(Dwelling, Dwelling.id == Visit.dwelling_id)
        .where(
            Visit.id.in_(visit_ids),
            Visit.assigned_to_id == reader_id,
            Visit.planned_at >= since,
            Visit.state.in_([VisitState.PLANNED, VisitState.RECEIVED]),
            not_(is_protected_from(Visit.household_id, reader)),
        )
    ).all()
    members = _members(session, {visit.household_id for visit, _ in rows})
    return {visit.id: _plan(visit, dwelling, members) for visit, dwelling in rows}


def _members(session: Session, household_ids: Collection[UUID]) -> list[_Member]:
    rows = session.execute(
        select(
            HouseholdMember.household_id,
            HouseholdMember.role,
            HouseholdMember.starts_on,
            HouseholdMember.ends_on,
            Person.born_on,
        )
        .join(Person, Person.id == HouseholdMember.person_id)
        .where(HouseholdMember.household_id.in_(household_ids))
        .order_by(Person.born_on, Person.id)
    )
    return [_Member(*row) for row in rows]


def _plan(visit: Visit, dwelling: Dwelling, members: Iterable[_Member]) -> VisitPlan:
    on = visit.planned_at.astimezone(LOCAL).date()
    home = [each for each in members if each.is_in(visit.household_id, on=on)]
    children = [each for each in home if each.role is MemberRole.CHILD]
    return VisitPlan(
        visit_id=visit.id,
        planned_at=visit.planned_at,
        asked_at=visit.asked_at,
        purpose=visit.purpose.value,
        address=dwelling.street_address,
        postal_town=dwelling.postal_town,
        dwelling_number=dwelling.dwelling_number,
        rooms=dwelling.rooms,
        area_m2=dwelling.area_m2,
        latitude=dwelling.latitude,
        longitude=dwelling.longitude,
        language=visit.language,
        interpreter=visit.interpreter,
        adults=len(home) - len(children),
        children=[PlannedChild(age_group=_age_group(each.born_on, on=on)) for each in children],
        note=visit.note,
        state="received" if visit.state is VisitState.RECEIVED else "planned",
    )


def _age_group(born_on: date | None, *, on: date) -> str:
    """The checklist's group of a child on a day; empty: the age is not known, or fits none."""
    if born_on is None:
        return ""
    months = (on.year - born_on.year) * MONTHS_A_YEAR + on.month - born_on.month
    months -= on.day < born_on.day
    groups = newest_checklist().age_groups
    return next((each.id for each in groups if each.from_months <= months <= each.to_months), "")
