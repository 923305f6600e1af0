"""Who of a household counts on a day, of one household or of many at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, contains_eager

from landlord_watch.households.models import HouseholdMember, MemberRole, Person
from landlord_watch.households.queries import list_members_on
from landlord_watch.rents.errors import NobodyInHousehold
from landlord_watch.rents.rules.household import (
    CountedPerson,
    HouseholdCount,
    Role,
    count_household,
)
from landlord_watch.rents.rules.parameters import DEFAULT_PARAMETERS
from landlord_watch.tenancies.rules import WHOLE_PERMILLE


@dataclass(frozen=True, slots=True)
class CountedHousehold:
    """
    A household as counted on a day.

    In the count a person is `adult-1`, `child-2`; `people` says who that is, and is the
    only place where it does.
    """

    count: HouseholdCount
    people: Mapping[str, UUID]


def count_household_on(session: Session, *, household_id: UUID, on: date) -> CountedHousehold:
    """
    Who of a household counts on a day, and why.

    Raises: `NobodyInHousehold`.
    """
    members = list_members_on(session, household_id=household_id, on=on)
    if not members:
        raise NobodyInHousehold(on=on)
    return _counted(members, on)


def count_households_on(
    session: Session, household_ids: Collection[UUID], *, on: date
) -> dict[UUID, HouseholdCount]:
    """Who counts on a day of each of these households; those with nobody in them are not there."""
    rows = session.scalars(
        select(HouseholdMember)
        .join(HouseholdMember.person)
        .where(
            HouseholdMember.household_id.in_(household_ids),
            HouseholdMember.starts_on <= on,
            or_(HouseholdMember.ends_on.is_(None), HouseholdMember.ends_on > on),
        )
        .order_by(Person.born_on.is_(None), Person.born_on, HouseholdMember.id)
        .options(contains_eager(HouseholdMember.person).load_only(Person.born_on))
    )
    members: dict[UUID, list[HouseholdMember]] = {}
    for row in rows:
        members.setdefault(row.household_id, []).append(row)
    return {household_id: _counted(found, on).count for household_id, found in members.items()}


def _counted(members: Sequence[HouseholdMember], on: date) -> CountedHousehold:
    labelled = dict(zip(_labels(members), members, strict=True))
    counted = [_person(label, member) for label, member in labelled.items()]
    child_share = DEFAULT_PARAMETERS.child_share
    return CountedHousehold(
        count_household(counted, on=on, child_share=child_share),
        {label: member.person_id for label, member in labelled.items()},
    )


def _labels(members: Sequence[HouseholdMember]) -> list[str]:
    numbers: dict[MemberRole, int] = {}
    labels: list[str] = []
    for member in members:
        numbers[member.role] = numbers.get(member.role, 0) + 1
        labels.append(f"{member.role.value}-{numbers[member.role]}")
    return labels


def _person(label: str, member: HouseholdMember) -> CountedPerson:
    return CountedPerson(
        label=label,
        role=Role.ADULT if member.role is MemberRole.ADULT else Role.CHILD,
        birth_on=member.person.born_on,
        share=Fraction(member.share_permille, WHOLE_PERMILLE),
        in_school=member.is_in_school,
    )
