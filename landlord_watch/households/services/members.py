"""Who belongs to a household, and by what number they are known."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.households import queries, rules
from landlord_watch.households.errors import (
    BornLater,
    NumberToCompare,
    PersonInHouseholdAlready,
    PersonInOtherHousehold,
    PersonNamedDifferently,
    PersonUnknown,
)
from landlord_watch.households.models import HouseholdMember, MemberRole, Person
from landlord_watch.households.rules import is_to_end
from landlord_watch.households.services.opening import next_number
from landlord_watch.infra.clock import LOCAL
from landlord_watch.infra.database import Within, everywhere
from landlord_watch.kernel.identifiers import PersonNumber, PersonNumberKind
from landlord_watch.kernel.period import Period

WHOLE_PERMILLE = 1000


@dataclass(frozen=True, slots=True)
class PersonAsTold:
    """
    Who somebody is, as it was told.

    `number` None: has none, and gets a temporary one. Names may be empty for a person
    whose number is recorded already. `born_on` None: not known.
    """

    number: PersonNumber | None
    given_name: str = ""
    family_name: str = ""
    born_on: date | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """As what a person belongs to a household, from when, and how much of the time."""

    role: MemberRole
    starts_on: date
    share_permille: int = WHOLE_PERMILLE
    is_in_school: bool = False


def add_member(
    session: Session,
    *,
    household_id: UUID,
    person: PersonAsTold,
    membership: Membership,
    actor_id: UUID,
    at: datetime,
    within: Within = everywhere,
) -> HouseholdMember:
    """
    Let a person belong to a household, recorded by number or anew.

    `within`: which households who asks may know of. Of a person of others nothing is told, neither
    name nor case: whoever reaches both compares, and adds them.
    Raises: `NotFound`, `BornLater`, `PersonUnknown`, `PersonNamedDifferently`, `NumberToCompare`,
    `PersonInHouseholdAlready`, `PersonInOtherHousehold`.
    Source: lag (2001:454) 10 § (rights are limited to what each person needs), read 2026-11-22. A.
    """
    queries.get_household_itself(session, household_id)
    known = _recorded(session, person, at, within)
    somebody = known or _record_person(session, person, at)
    _check_elsewhere(session, household_id, somebody, membership, within)
    member = HouseholdMember(
        household_id=household_id,
        person_id=somebody.id,
        role=membership.role,
        starts_on=membership.starts_on,
        share_permille=membership.share_permille,
        is_in_school=membership.is_in_school,
    )
    session.add(member)
    session.flush()  # the trail below needs member.id
    _note(session, actor_id, "household.member_added", member.id, at)
    return member


def _recorded(
    session: Session, person: PersonAsTold, at: datetime, within: Within
) -> Person | None:
    if person.born_on is not None and person.born_on > at.astimezone(LOCAL).date():
        raise BornLater
    if person.number is None:
        return None
    known = queries.find_person(session, number=person.number)
    told = (person.given_name, person.family_name)
    if known is None:
        return None
    if not queries.is_known_within(session, known.id, within=within):
        # without a name the answer is the one for a number that nobody has here
        raise NumberToCompare if all(told) else PersonUnknown
    if told == ("", ""):
        return known
    if not rules.is_same_name(told, (known.given_name, known.family_name)):
        raise PersonNamedDifferently
    return known


def _record_person(session: Session, person: PersonAsTold, at: datetime) -> Person:
    is_ours = person.number is not None and person.number.kind is PersonNumberKind.TEMPORARY
    if is_ours or not (person.given_name and person.family_name):
        raise PersonUnknown  # a temporary number that we have not given is nobody's
    number = person.number or _mint_temporary(session, at)
    somebody = Person(
        given_name=person.given_name,
        family_name=person.family_name,
        number_kind=number.kind,
        number=number.value,
        born_on=person.born_on,
        recorded_at=at,
    )
    session.add(somebody)
    session.flush()  # the membership needs somebody.id
    return somebody


def _mint_temporary(session: Session, at: datetime) -> PersonNumber:
    """
    Our own number for somebody who has none.

    Source: a municipality cannot ask for a samordningsnummer (förordning 2023:363 2 §),
    read 2026-11-22, A.
    """
    year = at.astimezone(LOCAL).year
    value = rules.temporary_number(year, next_number(session, series=f"T{year}"))
    return PersonNumber(PersonNumberKind.TEMPORARY, value)


def _check_elsewhere(
    session: Session, household_id: UUID, somebody: Person, wanted: Membership, within: Within
) -> None:
    """A child may live in two homes part of the time; nobody lives in two all the time."""
    # held until the end, so that two who add the same person at once are seen by each other
    session.execute(select(Person.id).where(Person.id == somebody.id).with_for_update())
    period = Period(wanted.starts_on)
    for member, case_number in queries.list_memberships(session, somebody.id):
        if not period.overlaps(Period(member.starts_on, member.ends_on)):
            continue
        if member.household_id == household_id:
            raise PersonInHouseholdAlready(starts_on=member.starts_on)
        if member.share_permille == wanted.share_permille == WHOLE_PERMILLE:
            if not queries.is_within(session, member.household_id, within=within):
                raise NumberToCompare
            raise PersonInOtherHousehold(case_number=case_number, starts_on=member.starts_on)


def end_membership(
    session: Session,
    *,
    household_id: UUID,
    member_id: UUID,
    ends_on: date,
    actor_id: UUID,
    at: datetime,
) -> HouseholdMember:
    """
    Note from which day somebody no longer belongs to a household; the same day again is nothing.

    Raises: `NotFound`, `EndsBeforeStart`, `EndedAlready`.
    """
    member = queries.get_member(session, household_id=household_id, member_id=member_id)
    if is_to_end(Period(member.starts_on, member.ends_on), ends_on=ends_on):
        member.ends_on = ends_on
        _note(session, actor_id, "household.member_ended", member.id, at)
    return member


def reveal_number(
    session: Session, *, household_id: UUID, member_id: UUID, actor_id: UUID, at: datetime
) -> PersonNumber:
    """
    A member's whole number; that it was shown is in the trail, by the person.

    Raises: `NotFound`.
    Source: lag (2001:454) 10 § (access is to be documented and checkable), read
    2026-11-22. A.
    """
    member = queries.get_member(session, household_id=household_id, member_id=member_id)
    _note(session, actor_id, "person.number_revealed", member.person_id, at)
    return PersonNumber(member.person.number_kind, member.person.number)


def _note(session: Session, actor_id: UUID, action: str, subject_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=subject_id, at=at)
