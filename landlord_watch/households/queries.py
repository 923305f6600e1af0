"""
Reading people and households.

People are found by name, number or case number alone; nothing here lists households by
landlord, address or the municipality they came from.
Source: förordning (2001:637) 15 § (when cases are handled, search terms are name,
personnummer, samordningsnummer and case number), read 2026-11-22. A.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from landlord_watch.households import rules
from landlord_watch.households.models import (
    AidPeriod,
    Arrival,
    Household,
    HouseholdMember,
    MemberRole,
    Person,
)
from landlord_watch.infra.database import Within
from landlord_watch.infra.encryption import index_of
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.identifiers import (
    PersonNumber,
    PersonNumberMalformed,
    read_person_number,
)

#: A search that finds more asks for more letters.
MOST_FOUND = 50
LEAST_LETTERS = 2
MOST_NAME_PARTS = 8


@dataclass(frozen=True, slots=True)
class FoundHousehold:
    """A household that a search found; `members` are those it was found by."""

    id: UUID
    case_number: str
    members: tuple[HouseholdMember, ...]


def search_households(
    session: Session, *, typed: str, on: date, within: Within
) -> list[FoundHousehold]:
    """
    Households by exactly what was typed: a case number, a person's number, or a name.

    A name finds those whose given and family names begin with its words. What is not
    there and what may not be seen are both absent. At most `MOST_FOUND`.
    Source: förordning (2001:637) 15 §, read 2026-11-22. A.
    """
    condition = _searched(session, typed, on=on)
    if condition is None:
        return []
    rows = session.execute(
        select(Household, HouseholdMember)
        .join(HouseholdMember, HouseholdMember.household_id == Household.id)
        .join(Person, Person.id == HouseholdMember.person_id)
        .where(condition, within(Household.id))
        .order_by(Person.family_name, Person.given_name, Household.case_number, Person.id)
        .options(contains_eager(HouseholdMember.person))
        .limit(MOST_FOUND)
    ).all()
    by_household: dict[UUID, list[HouseholdMember]] = {}
    numbers = {household.id: household.case_number for household, _ in rows}
    for household, member in rows:
        by_household.setdefault(household.id, []).append(member)
    return [FoundHousehold(id_, numbers[id_], tuple(by_household[id_])) for id_ in by_household]


def find_by_identifier(session: Session, *, typed: str, on: date) -> Sequence[UUID]:
    """
    The households that a whole case number or a person's whole number leads to, wherever.

    Those whom the person belongs to now first. Empty: none, also where a name was typed.
    """
    condition = _identified(session, typed, on=on)
    query = (
        select(Household.id)
        .join(HouseholdMember, HouseholdMember.household_id == Household.id)
        .join(Person, Person.id == HouseholdMember.person_id)
        .where(false() if condition is None else condition)
        .order_by(HouseholdMember.ends_on.is_not(None), HouseholdMember.starts_on.desc())
    )
    return list(dict.fromkeys(session.scalars(query)))


def _searched(session: Session, typed: str, *, on: date) -> ColumnElement[bool] | None:
    condition = _identified(session, typed, on=on)
    return _named(typed) if condition is None else condition


def _identified(session: Session, typed: str, *, on: date) -> ColumnElement[bool] | None:
    case_number = rules.find_case_number(typed)
    if case_number is not None:
        return Household.case_number == case_number
    try:
        return _numbered(session, read_person_number(typed, on=on))
    except PersonNumberMalformed:
        return None


def _numbered(session: Session, number: PersonNumber) -> ColumnElement[bool]:
    """The number lies sealed; it is found by its index."""
    index = index_of(session, Person, number=number.value)
    return and_(Person.number_kind == number.kind, Person.number_index == index)


def _named(typed: str) -> ColumnElement[bool] | None:
    parts = rules.name_key(typed).split()
    if not parts or len(parts) > MOST_NAME_PARTS or any(char.isdigit() for char in typed):
        return None
    if max(len(part) for part in parts) < LEAST_LETTERS:
        return None
    return and_(*(Person.name_key.contains(f" {part}", autoescape=True) for part in parts))


def get_household(session: Session, household_id: UUID) -> Household:
    """
    A household with its members and who they are, the first in first.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(Household)
        .where(Household.id == household_id)
        .options(selectinload(Household.members).joinedload(HouseholdMember.person))
    )
    if found is None:
        raise NotFound
    return found


def get_household_itself(session: Session, household_id: UUID) -> Household:
    """
    A household without its members.

    Raises: `NotFound`.
    """
    found = session.get(Household, household_id)
    if found is None:
        raise NotFound
    return found


def get_member(session: Session, *, household_id: UUID, member_id: UUID) -> HouseholdMember:
    """
    A membership of this household, with the person.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(HouseholdMember)
        .where(HouseholdMember.id == member_id, HouseholdMember.household_id == household_id)
        .options(joinedload(HouseholdMember.person))
    )
    if found is None:
        raise NotFound
    return found


def list_members_on(session: Session, *, household_id: UUID, on: date) -> Sequence[HouseholdMember]:
    """Who belongs to a household on a day, adults first, then the oldest, with the persons."""
    return session.scalars(
        select(HouseholdMember)
        .join(HouseholdMember.person)
        .where(
            HouseholdMember.household_id == household_id,
            HouseholdMember.starts_on <= on,
            or_(HouseholdMember.ends_on.is_(None), HouseholdMember.ends_on > on),
        )
        .order_by(
            HouseholdMember.role != MemberRole.ADULT,
            Person.born_on.is_(None),
            Person.born_on,
            HouseholdMember.id,
        )
        .options(contains_eager(HouseholdMember.person))
    ).all()


def find_person(session: Session, *, number: PersonNumber) -> Person | None:
    """Who has this number; None: nobody recorded here."""
    return session.scalar(select(Person).where(_numbered(session, number)))


def is_known_within(session: Session, person_id: UUID, *, within: Within) -> bool:
    """Whether somebody has been in a household of these, or in none at all."""
    been_in = select(HouseholdMember.household_id).where(HouseholdMember.person_id == person_id)
    of_these = select(Household.id).where(Household.id.in_(been_in), within(Household.id))
    known = exists(of_these) | ~exists(been_in)
    return bool(session.scalar(select(known)))


def is_within(session: Session, household_id: UUID, *, within: Within) -> bool:
    """Whether a household is one of these."""
    query = select(Household.id).where(Household.id == household_id, within(Household.id))
    return session.scalar(query) is not None


def names_of(session: Session, person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Given and family names by id, for showing whom something is about."""
    rows = session.execute(
        select(Person.id, Person.given_name, Person.family_name).where(
            Person.id.in_(list(person_ids))
        )
    )
    return {row.id: f"{row.given_name} {row.family_name}" for row in rows}


def case_numbers_of(session: Session, household_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Case numbers by household, for lists that name no person."""
    rows = session.execute(
        select(Household.id, Household.case_number).where(Household.id.in_(list(household_ids)))
    )
    return {row.id: row.case_number for row in rows}


def list_memberships(session: Session, person_id: UUID) -> list[tuple[HouseholdMember, str]]:
    """Every membership of a person with its household's case number, the first in first."""
    rows = session.execute(
        select(HouseholdMember, Household.case_number)
        .join(Household, Household.id == HouseholdMember.household_id)
        .where(HouseholdMember.person_id == person_id)
        .order_by(HouseholdMember.starts_on)
    )
    return [(member, case_number) for member, case_number in rows]


def list_aid_periods(session: Session, household_id: UUID) -> Sequence[AidPeriod]:
    """A household's aid, the latest first."""
    return session.scalars(
        select(AidPeriod)
        .where(AidPeriod.household_id == household_id)
        .order_by(AidPeriod.starts_on.desc(), AidPeriod.id)
    ).all()


def get_aid_period(session: Session, *, household_id: UUID, aid_period_id: UUID) -> AidPeriod:
    """
    An aid period of this household.

    Raises: `NotFound`.
    """
    found = session.get(AidPeriod, aid_period_id)
    if found is None or found.household_id != household_id:
        raise NotFound
    return found


def list_arrivals(session: Session, household_id: UUID) -> Sequence[Arrival]:
    """From where a household came as it stands, the latest first, with the landlord named."""
    return [each for each in list_all_arrivals(session, household_id) if not each.withdrawn_at]


def list_all_arrivals(session: Session, household_id: UUID) -> Sequence[Arrival]:
    """The same with what was corrected or taken back."""
    return session.scalars(
        select(Arrival)
        .where(Arrival.household_id == household_id)
        .order_by(Arrival.arrived_on.desc(), Arrival.recorded_at.desc(), Arrival.id)
        .options(joinedload(Arrival.landlord))
    ).all()


def get_arrival(session: Session, *, household_id: UUID, arrival_id: UUID) -> Arrival:
    """
    An arrival of this household, as it stands or not, with the landlord named.

    Raises: `NotFound`.
    """
    found = session.get(Arrival, arrival_id, options=[joinedload(Arrival.landlord)])
    if found is None or found.household_id != household_id:
        raise NotFound
    return found
