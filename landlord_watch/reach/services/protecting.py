"""Protecting a person: what tells who and where they are is taken out of sight and sealed."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.households.models import HouseholdMember, MemberRole, Person
from landlord_watch.households.rules import name_key, temporary_number
from landlord_watch.households.services.opening import next_number, open_household
from landlord_watch.infra.clock import LOCAL
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.identifiers import PersonNumberKind
from landlord_watch.reach import queries, rules
from landlord_watch.reach.errors import NobodyNamed, NotACaseworker, ProtectedAlready
from landlord_watch.reach.models import Named, ProtectedDetails, Protection, ProtectionLevel
from landlord_watch.reach.rules import Details


def protect_person(
    session: Session,
    *,
    person_id: UUID,
    level: ProtectionLevel,
    decided_on: date,
    whereabouts: dict[str, str],
    named: Collection[UUID],
    actor_id: UUID,
    at: datetime,
) -> Protection:
    """
    Take a person out of sight of all but those named, who protects them among these.

    `whereabouts`: of `Details` what is known besides name and number.
    Raises: `NotFound`, `ProtectedAlready`, `NotACaseworker`.
    Source: OSL 21 kap. 3 §, read 2026-11-22. A.
    """
    person = session.get(Person, person_id, with_for_update=True)
    if person is None:
        raise NotFound
    if queries.find_protection(session, person_id=person_id) is not None:
        raise ProtectedAlready
    protection = Protection(
        person_id=person_id,
        level=level,
        decided_on=decided_on,
        started_at=at,
        recorded_by_id=actor_id,
    )
    session.add(protection)
    session.flush()  # what is sealed and the list need its id
    details = replace(_seen_of(person), **whereabouts)
    session.add(ProtectedDetails(protection_id=protection.id, document=details.as_document()))
    _mask(session, person, at)
    _name(session, protection, {actor_id, *named}, actor_id, at)
    _note(session, actor_id, "person.protected", person_id, at)
    return protection


def _seen_of(person: Person) -> Details:
    return Details(
        given_name=person.given_name,
        family_name=person.family_name,
        number_kind=person.number_kind.value,
        number=person.number,
    )


def _mask(session: Session, person: Person, at: datetime) -> None:
    """Leave a person without name and number, so that no search finds them."""
    year = at.astimezone(LOCAL).year
    person.given_name, person.family_name = rules.MASKED_GIVEN, rules.MASKED_FAMILY
    person.name_key = ""
    person.number_kind = PersonNumberKind.TEMPORARY
    person.number = temporary_number(year, next_number(session, series=f"T{year}"))


def correct_details(
    session: Session,
    *,
    protection_id: UUID,
    whereabouts: dict[str, str],
    actor_id: UUID,
    at: datetime,
) -> None:
    """
    Write anew what is known of where a protected person is.

    Raises: `NotFound`.
    """
    protection = queries.get_protection(session, protection_id)
    kept = queries.sealed_details(session, protection_id)
    kept.document = replace(Details.read(kept.document), **whereabouts).as_document()
    _note(session, actor_id, "protection.corrected", protection.person_id, at)


def name_staff(
    session: Session,
    *,
    protection_id: UUID,
    staff_ids: Collection[UUID],
    actor_id: UUID,
    at: datetime,
) -> None:
    """
    Let exactly these know of a protected person.

    Raises: `NotFound`, `NobodyNamed`, `NotACaseworker`.
    """
    if not staff_ids:
        raise NobodyNamed
    protection = queries.get_protection(session, protection_id)
    session.execute(
        delete(Named).where(
            Named.protection_id == protection_id, Named.staff_id.not_in(list(staff_ids))
        )
    )
    _name(session, protection, set(staff_ids), actor_id, at)
    _note(session, actor_id, "protection.named", protection.person_id, at)


def _name(
    session: Session, protection: Protection, wanted: set[UUID], actor_id: UUID, at: datetime
) -> None:
    handlers = {each.staff_id for each in queries.list_nameable(session)}
    if not wanted <= handlers | {actor_id}:
        raise NotACaseworker
    standing = set(
        session.scalars(select(Named.staff_id).where(Named.protection_id == protection.id))
    )
    session.add_all(
        Named(protection_id=protection.id, staff_id=staff_id, named_at=at, named_by_id=actor_id)
        for staff_id in wanted - standing
    )


def end_protection(session: Session, *, protection_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Let a person be seen again by name and number; what was sealed of where they are is erased.

    Raises: `NotFound`.
    """
    protection = queries.get_protection(session, protection_id)
    kept = queries.sealed_details(session, protection_id)
    details = Details.read(kept.document)
    person = session.get_one(Person, protection.person_id)
    person.given_name, person.family_name = details.given_name, details.family_name
    person.name_key = name_key(f"{details.given_name} {details.family_name}")
    person.number_kind = PersonNumberKind(details.number_kind)
    person.number = details.number
    session.delete(kept)
    protection.ended_at = at
    _note(session, actor_id, "protection.ended", protection.person_id, at)


def plant_canary(session: Session, *, actor_id: UUID, at: datetime) -> Protection:
    """
    An invented person, protected, of whom nobody knows: whoever goes for them sounds the alarm.

    Source: the project's security design, 3.4. Own.
    """
    household = open_household(
        session, language="", is_interpreter_needed=False, actor_id=actor_id, at=at
    )
    year = at.astimezone(LOCAL).year
    person = Person(
        given_name=rules.MASKED_GIVEN,
        family_name=rules.MASKED_FAMILY,
        name_key="",
        number_kind=PersonNumberKind.TEMPORARY,
        number=temporary_number(year, next_number(session, series=f"T{year}")),
        recorded_at=at,
    )
    session.add(person)
    session.flush()  # the membership and the protection need its id
    on = at.astimezone(LOCAL).date()
    session.add(
        HouseholdMember(
            household_id=household.id,
            person_id=person.id,
            role=MemberRole.ADULT,
            starts_on=on,
        )
    )
    protection = Protection(
        person_id=person.id,
        level=ProtectionLevel.MARKED,
        decided_on=on,
        started_at=at,
        recorded_by_id=actor_id,
        is_canary=True,
    )
    session.add(protection)
    session.flush()  # who asked wants its id
    return protection


def _note(session: Session, actor_id: UUID, action: str, subject_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=subject_id, at=at)
