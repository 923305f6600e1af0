"""
Households by the whole numbers that lists name them by, many at a time.

A list names a case number or a person's whole number; nothing here finds anybody by where they
live. What is not there and what is not within reach are both absent.
Source: förordning (2001:637) 15 §, read 2026-11-22. A.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.households.models import Household, HouseholdMember, Person
from landlord_watch.infra.database import Within
from landlord_watch.infra.encryption import index_of
from landlord_watch.infra.many import rows_among
from landlord_watch.kernel.period import Period


@dataclass(frozen=True, slots=True)
class Belonging:
    """That a person belongs to a household within reach, and when."""

    household_id: UUID
    person_id: UUID
    period: Period


def households_by_case_number(
    session: Session, case_numbers: Collection[str], *, within: Within
) -> dict[str, UUID]:
    """The households within reach with these case numbers."""
    query = select(Household.case_number, Household.id).where(within(Household.id))
    return {
        row[0]: row[1] for row in rows_among(session, query, Household.case_number, case_numbers)
    }


def belongings_by_number(
    session: Session, numbers: Collection[str], *, within: Within
) -> dict[str, list[Belonging]]:
    """To which households within reach the persons with these whole numbers belong."""
    by_index = {index_of(session, Person, number=number): number for number in set(numbers)}
    query = (
        select(
            Person.number_index,
            HouseholdMember.household_id,
            HouseholdMember.person_id,
            HouseholdMember.starts_on,
            HouseholdMember.ends_on,
        )
        .join(HouseholdMember, HouseholdMember.person_id == Person.id)
        # by the household's own id: the condition looks at members of its own
        .join(Household, Household.id == HouseholdMember.household_id)
        .where(within(Household.id))
    )
    found: dict[str, list[Belonging]] = {}
    for row in rows_among(session, query, Person.number_index, by_index):
        period = Period(row.starts_on, row.ends_on)
        one = Belonging(row.household_id, row.person_id, period)
        found.setdefault(by_index[row.number_index], []).append(one)
    return found


def households_on(belongings: Iterable[Belonging], *, on: date) -> list[UUID]:
    """The households somebody belongs to on a day; of none, those from before and after."""
    every = list(belongings)
    then = [one.household_id for one in every if on in one.period]
    return list(dict.fromkeys(then or [one.household_id for one in every]))
