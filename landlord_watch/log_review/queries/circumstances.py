"""What a look-up is judged by: whose the cases are, who is in them, and who the readers are."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from landlord_watch.cases.models import Case
from landlord_watch.households.models import AidPeriod, Arrival, Household, HouseholdMember, Person
from landlord_watch.identity.models import StaffMember, StaffRole
from landlord_watch.identity.rules import Role
from landlord_watch.infra.clock import LOCAL
from landlord_watch.measures.models import Measure
from landlord_watch.reach.models import Assignment, Named, Opening, Placement, Protection
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Concern, Deficiency, Visit

#: As many as a statement takes of every database.
AT_A_TIME: Final = 500

Pair = tuple[UUID, UUID]


def households_of(session: Session, subject_ids: Collection[UUID | None]) -> dict[UUID, set[UUID]]:
    """Which cases each subject of the log belongs to; what is of the register is of none."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for some in _in_parts(subject_ids):
        for query in _ways(some):
            for subject_id, household_id in session.execute(query):
                found[subject_id].add(household_id)
    return found


def _ways(ids: list[UUID]) -> Iterator[Select[UUID, UUID]]:
    yield select(Household.id, Household.id).where(Household.id.in_(ids))
    for table in (HouseholdMember, AidPeriod, Arrival, Tenancy, Visit, Case, Measure):
        yield select(table.id, table.household_id).where(table.id.in_(ids))
    member = HouseholdMember
    yield select(member.person_id, member.household_id).where(member.person_id.in_(ids))
    for part in (Concern, Deficiency):
        of_visit = select(part.id, Visit.household_id).join(Visit, Visit.id == part.visit_id)
        yield of_visit.where(part.id.in_(ids))


def _in_parts(ids: Collection[UUID | None]) -> Iterator[list[UUID]]:
    wanted = [each for each in ids if each is not None]
    for start in range(0, len(wanted), AT_A_TIME):
        yield wanted[start : start + AT_A_TIME]


@dataclass(slots=True)
class Circumstances:
    """All of it, for the cases of one month."""

    #: From when to when somebody had a case or had opened it, in days; None: still.
    tasks: dict[Pair, list[tuple[date, date | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    #: Units that somebody with each case works in.
    units: dict[UUID, set[UUID | None]] = field(default_factory=lambda: defaultdict(set))
    protected: set[UUID] = field(default_factory=set)
    canaries: set[UUID] = field(default_factory=set)
    #: The cases of protected persons, with those who may know.
    named: set[Pair] = field(default_factory=set)
    names: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    #: How many of all cases have each family name.
    held_by: Counter[str] = field(default_factory=Counter)
    staff_names: dict[UUID, str] = field(default_factory=dict)
    leaders: dict[UUID, UUID | None] = field(default_factory=dict)
    #: Who is woken for any child.
    on_duty: set[UUID] = field(default_factory=set)

    @classmethod
    def of(
        cls, session: Session, household_ids: Collection[UUID], *, since: datetime, until: datetime
    ) -> "Circumstances":
        """What was so of these cases from `since` to before `until`."""
        known = cls()
        known._read_staff(session)
        known._read_names(session)
        for some in _in_parts(household_ids):
            known._read_tasks(session, some, since, until)
            known._read_protected(session, some)
        return known

    def has_task(self, staff_id: UUID, household_id: UUID, on: date) -> bool:
        """Whether it was theirs that day, of the unit they lead, or their duty."""
        if staff_id in self.on_duty:
            return True
        if staff_id in self.leaders:
            units = self.units.get(household_id)
            return not units or self.leaders[staff_id] in units
        spans = self.tasks.get((staff_id, household_id), ())
        return any(start <= on and (end is None or on <= end) for start, end in spans)

    def is_protected_from(self, staff_id: UUID, household_id: UUID) -> bool:
        return household_id in self.protected and (staff_id, household_id) not in self.named

    def sharing_name(self, staff_id: UUID, household_id: UUID) -> int | None:
        """How many cases have the name that reader and read share; None: they share none."""
        name = self.staff_names.get(staff_id, "")
        return self.held_by[name] if name in self.names[household_id] else None

    def _read_staff(self, session: Session) -> None:
        placed = dict(_pairs(session, select(Placement.staff_id, Placement.unit_id)))
        self.staff_names = {
            staff_id: _family_name(full_name)
            for staff_id, full_name in session.execute(
                select(StaffMember.id, StaffMember.full_name)
            )
        }
        standing = select(StaffRole.staff_id, StaffRole.role).where(StaffRole.revoked_at.is_(None))
        for staff_id, role in session.execute(standing):
            if role is Role.CASE_MANAGER:
                self.leaders[staff_id] = placed.get(staff_id)
            elif role is Role.DUTY_OFFICER:
                self.on_duty.add(staff_id)

    def _read_names(self, session: Session) -> None:
        rows = session.execute(
            select(HouseholdMember.household_id, Person.family_name).join(HouseholdMember.person)
        )
        for household_id, family_name in rows:
            self.names[household_id].add(family_name.casefold())
        self.held_by = Counter(name for names in self.names.values() for name in names)

    def _read_tasks(
        self, session: Session, ids: list[UUID], since: datetime, until: datetime
    ) -> None:
        assigned = (
            select(
                Assignment.staff_id,
                Assignment.household_id,
                Assignment.assigned_at,
                Assignment.ended_at,
                Placement.unit_id,
            )
            .outerjoin(Placement, Placement.staff_id == Assignment.staff_id)
            .where(Assignment.household_id.in_(ids), Assignment.assigned_at < until)
            .where(or_(Assignment.ended_at.is_(None), Assignment.ended_at >= since))
        )
        for row in session.execute(assigned):
            self._add_task(row.staff_id, row.household_id, row.assigned_at, row.ended_at)
            self.units[row.household_id].add(row.unit_id)
        opened = select(
            Opening.staff_id, Opening.household_id, Opening.opened_at, Opening.closes_at
        ).where(Opening.household_id.in_(ids), Opening.opened_at < until)
        for staff_id, household_id, start, end in session.execute(opened):
            if household_id is not None and start is not None:
                self._add_task(staff_id, household_id, start, end)
        planned = select(Visit.assigned_to_id, Visit.household_id, Visit.recorded_at)
        for staff_id, household_id, start in session.execute(
            planned.where(Visit.household_id.in_(ids))
        ):
            self._add_task(staff_id, household_id, start, None)

    def _add_task(
        self, staff_id: UUID, household_id: UUID, start: datetime, end: datetime | None
    ) -> None:
        last = None if end is None else _day(end)
        self.tasks[staff_id, household_id].append((_day(start), last))

    def _read_protected(self, session: Session, ids: list[UUID]) -> None:
        rows = session.execute(
            select(HouseholdMember.household_id, Protection.is_canary, Named.staff_id)
            .join(Protection, Protection.person_id == HouseholdMember.person_id)
            .outerjoin(Named, Named.protection_id == Protection.id)
            .where(HouseholdMember.household_id.in_(ids), Protection.ended_at.is_(None))
        )
        for household_id, is_canary, staff_id in rows:
            self.protected.add(household_id)
            if is_canary:
                self.canaries.add(household_id)
            if staff_id is not None:
                self.named.add((staff_id, household_id))


def _pairs(session: Session, query: Select[UUID, UUID]) -> list[tuple[UUID, UUID]]:
    return [(row[0], row[1]) for row in session.execute(query)]


def _day(at: datetime) -> date:
    return at.astimezone(LOCAL).date()


def _family_name(full_name: str) -> str:
    return next(reversed(full_name.casefold().split()), "")
