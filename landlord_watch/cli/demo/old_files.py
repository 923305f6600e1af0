"""
Files that have come to an end long ago: some to erase, one on hold, some that are kept for longer.

An earlier proposal was declined, so that what is due waits to be proposed; a person has asked for
their own file, and it waits to be looked through.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.cli.demo.numbers import NumberBook, Sex, person_number
from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.cli.demo.users import Staff
from landlord_watch.households.models import Arrival, HouseholdMember, MemberRole
from landlord_watch.households.services import (
    Membership,
    PersonAsTold,
    add_member,
    open_household,
    record_aid_period,
)
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.money import Money
from landlord_watch.retention.rules import Ground
from landlord_watch.retention.services import (
    decline_purge,
    place_hold,
    propose_purge,
    say_ground,
)
from landlord_watch.retention.services.copying import prepare_copy

OPENED_DAYS_AGO, ENDED_DAYS_AGO = 2_150, 1_870
GRANTED = Money.kronor(6_200)


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of a file that has ended; of a child something may have been decided."""

    name: str
    sex: Sex
    born_on: date
    role: MemberRole = MemberRole.ADULT
    ground: Ground | None = None


#: Two to erase, with a child in one; one on hold; two that are kept longer.
ENDED = (
    (Someone("Greta Sandvall", Sex.WOMAN, date(1951, 2, 8)),),
    (
        Someone("Samira Haddadi", Sex.WOMAN, date(1984, 4, 12)),
        Someone("Yusuf Haddadi", Sex.MAN, date(2013, 7, 9), MemberRole.CHILD),
    ),
    (Someone("Birger Lövskog", Sex.MAN, date(1958, 11, 3)),),
    (Someone("Anette Källström", Sex.WOMAN, date(1970, 6, 15)),),
    (
        Someone("Kjell Åsbrink", Sex.MAN, date(1979, 1, 27)),
        Someone(
            "Wilma Åsbrink",
            Sex.WOMAN,
            date(2014, 10, 1),
            MemberRole.CHILD,
            Ground.CHILD_INVESTIGATION,
        ),
    ),
)
HELD = 2
REASON = "Överklagat beslut om återkrav, inte avgjort i förvaltningsrätten."


def record_old_files(session: Session, *, book: NumberBook, staff: Staff, setting: Setting) -> None:
    """Record them, as they were recorded then."""
    household_ids = [_record(session, each, book, setting, staff) for each in ENDED]
    place_hold(
        session,
        household_id=household_ids[HELD],
        reason=REASON,
        ends_on=None,
        actor_id=staff[Role.CASE_MANAGER],
        at=at(setting.days_ago(700)),
    )


def _record(
    session: Session,
    people: tuple[Someone, ...],
    book: NumberBook,
    setting: Setting,
    staff: Staff,
) -> UUID:
    opened_on, caseworker = setting.days_ago(OPENED_DAYS_AGO), staff[Role.CASEWORKER]
    household = open_household(
        session, language="sv", is_interpreter_needed=False, actor_id=caseworker, at=at(opened_on)
    )
    for someone in people:
        _add(session, household.id, someone, book, setting, caseworker)
    record_aid_period(
        session,
        household_id=household.id,
        starts_on=opened_on,
        ends_on=setting.days_ago(ENDED_DAYS_AGO),
        granted_housing_cost=GRANTED,
        actor_id=caseworker,
        at=at(opened_on),
    )
    return household.id


def _add(
    session: Session,
    household_id: UUID,
    someone: Someone,
    book: NumberBook,
    setting: Setting,
    actor_id: UUID,
) -> None:
    opened_on = setting.days_ago(OPENED_DAYS_AGO)
    given_name, _, family_name = someone.name.partition(" ")
    born_on = book.birth_day(someone.born_on, someone.sex)
    member = add_member(
        session,
        household_id=household_id,
        person=PersonAsTold(
            number=person_number(born_on, someone.sex),
            given_name=given_name,
            family_name=family_name,
            born_on=born_on,
        ),
        membership=Membership(someone.role, opened_on),
        actor_id=actor_id,
        at=at(opened_on),
    )
    if someone.ground is not None:
        say_ground(
            session,
            household_id=household_id,
            member_id=member.id,
            ground=someone.ground,
            decided_on=setting.days_ago(ENDED_DAYS_AGO + 30),
            actor_id=actor_id,
            at=at(setting.days_ago(ENDED_DAYS_AGO + 30)),
        )


def ask_about_old_files(session: Session, *, staff: Staff, setting: Setting) -> None:
    """A proposal that was declined, and a copy of somebody's own file that waits."""
    manager, officer = staff[Role.CASE_MANAGER], staff[Role.DATA_PROTECTION_OFFICER]
    proposed_at = at(setting.days_ago(20))
    purge = propose_purge(session, place=setting.municipality, actor_id=manager, at=proposed_at)
    session.flush()  # what waits is let go again
    decline_purge(session, purge_id=purge.id, actor_id=officer, at=at(setting.days_ago(18)))
    member = session.scalars(
        select(HouseholdMember)
        .join(Arrival, Arrival.household_id == HouseholdMember.household_id)
        .where(HouseholdMember.role == MemberRole.ADULT)
        .order_by(Arrival.recorded_at, HouseholdMember.id)
    ).first()
    if member is not None:
        prepare_copy(
            session,
            household_id=member.household_id,
            member_id=member.id,
            asked_on=setting.days_ago(3),
            actor_id=staff[Role.CASEWORKER],
            at=at(setting.days_ago(2)),
        )
