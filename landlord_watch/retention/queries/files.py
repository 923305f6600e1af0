"""
The files there are, with what decides how long each is kept: a fixed number of questions.

Households that share a person, now or before, are one file; that is found out in memory.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from landlord_watch.households.models import AidPeriod, Household, HouseholdMember, Person
from landlord_watch.infra.database import Within
from landlord_watch.reach.models import Protection
from landlord_watch.retention.models import LegalHold, PersonGround
from landlord_watch.retention.queries.noting import last_notes
from landlord_watch.retention.rules import CaseFile, Ground, Someone
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Concern, Visit

#: What is said of a child after a worry for it.
ANSWERS = (Ground.CHILD_INVESTIGATION, Ground.NO_INVESTIGATION)


@dataclass(slots=True)
class _Home:
    """What is known of one household, as it is gathered."""

    people: dict[UUID, date | None] = field(default_factory=dict)
    noted_on: date = date.min
    goes_on: bool = False
    is_held: bool = False
    worried_at: datetime | None = None
    answered_at: datetime | None = None

    @property
    def is_concern_open(self) -> bool:
        if self.worried_at is None:
            return False
        return self.answered_at is None or self.answered_at < self.worried_at


Homes = dict[UUID, _Home]
Grounds = dict[UUID, set[Ground]]


def list_files(session: Session, *, on: date) -> list[CaseFile]:
    """
    Every file of people there are; the number of questions is the same however many there are.

    The invented persons who are nobody's business to read (canaries) are none.
    """
    invented = (
        select(HouseholdMember.household_id)
        .join(Protection, Protection.person_id == HouseholdMember.person_id)
        .where(Protection.is_canary)
    )
    return _files(session, lambda id_: id_.not_in(invented), on)


def find_file(session: Session, *, household_id: UUID, on: date) -> CaseFile | None:
    """The file that a household is part of; None: there is no such household."""
    linked = _linked(session, household_id)
    return next(iter(_files(session, lambda id_: id_.in_(linked), on)), None)


def _linked(session: Session, household_id: UUID) -> set[UUID]:
    """A household and all that share a person with it, or with one of those."""
    found, new = {household_id}, {household_id}
    while new:
        people = select(HouseholdMember.person_id).where(HouseholdMember.household_id.in_(new))
        beside = session.scalars(
            select(HouseholdMember.household_id).where(HouseholdMember.person_id.in_(people))
        )
        new = set(beside) - found
        found |= new
    return found


def _files(session: Session, only: Within, on: date) -> list[CaseFile]:
    homes = {
        id_: _Home() for id_ in session.scalars(select(Household.id).where(only(Household.id)))
    }
    for household_id, noted_on in last_notes(session, only):
        homes[household_id].noted_on = max(homes[household_id].noted_on, noted_on)
    _add_people(session, homes, only)
    _add_what_goes_on(session, homes, only)
    _add_holds(session, homes, only, on)
    _add_concerns(session, homes, only)
    grounds = _add_grounds(session, homes, only)
    return [_file(ids, homes, grounds) for ids in _groups(homes)]


def _add_people(session: Session, homes: Homes, only: Within) -> None:
    rows = session.execute(
        select(HouseholdMember.household_id, HouseholdMember.person_id, Person.born_on)
        .join(Person, Person.id == HouseholdMember.person_id)
        .where(only(HouseholdMember.household_id))
    )
    for household_id, person_id, born_on in rows:
        homes[household_id].people[person_id] = born_on


def _add_what_goes_on(session: Session, homes: Homes, only: Within) -> None:
    for model in (AidPeriod, Tenancy):
        endless = select(model.household_id).where(
            model.ends_on.is_(None), only(model.household_id)
        )
        for household_id in session.scalars(endless.distinct()):
            homes[household_id].goes_on = True


def _add_holds(session: Session, homes: Homes, only: Within, on: date) -> None:
    standing = select(LegalHold.household_id).where(
        LegalHold.lifted_at.is_(None),
        or_(LegalHold.ends_on.is_(None), LegalHold.ends_on > on),
        only(LegalHold.household_id),
    )
    for household_id in session.scalars(standing.distinct()):
        homes[household_id].is_held = True


def _add_concerns(session: Session, homes: Homes, only: Within) -> None:
    rows = session.execute(
        select(Visit.household_id, func.max(Concern.raised_at))
        .join(Concern, Concern.visit_id == Visit.id)
        .where(only(Visit.household_id))
        .group_by(Visit.household_id)
    )
    for household_id, raised_at in rows:
        homes[household_id].worried_at = raised_at


def _add_grounds(session: Session, homes: Homes, only: Within) -> Grounds:
    rows = session.execute(
        select(
            HouseholdMember.household_id,
            PersonGround.person_id,
            PersonGround.ground,
            PersonGround.recorded_at,
        )
        .join(HouseholdMember, HouseholdMember.person_id == PersonGround.person_id)
        .where(PersonGround.withdrawn_at.is_(None), only(HouseholdMember.household_id))
    )
    grounds: Grounds = {}
    for household_id, person_id, ground, recorded_at in rows:
        grounds.setdefault(person_id, set()).add(ground)
        home = homes[household_id]
        if ground in ANSWERS and (home.answered_at is None or home.answered_at < recorded_at):
            home.answered_at = recorded_at
    return grounds


def _groups(homes: Homes) -> Iterable[set[UUID]]:
    """The households, those together that share persons."""
    of_person: dict[UUID, list[UUID]] = {}
    for household_id, home in homes.items():
        for person_id in home.people:
            of_person.setdefault(person_id, []).append(household_id)
    left = set(homes)
    while left:
        group, new = set[UUID](), {left.pop()}
        while new:
            group |= new
            beside = {
                each for id_ in new for person in homes[id_].people for each in of_person[person]
            }
            new = beside - group
        left -= group
        yield group


def _file(ids: Collection[UUID], homes: Homes, grounds: Grounds) -> CaseFile:
    of_file = [homes[id_] for id_ in ids]
    people = {person: born_on for home in of_file for person, born_on in home.people.items()}
    return CaseFile(
        household_ids=frozenset(ids),
        people=tuple(
            Someone(person_id, born_on, frozenset(grounds.get(person_id, ())))
            for person_id, born_on in people.items()
        ),
        noted_on=max(home.noted_on for home in of_file),
        goes_on=any(home.goes_on for home in of_file),
        is_concern_open=any(home.is_concern_open for home in of_file),
        is_held=any(home.is_held for home in of_file),
    )
