"""Invented people and households."""

from datetime import date
from itertools import count

from sqlalchemy.orm import Session

from factories.people import NOW
from landlord_watch.households.models import (
    AidPeriod,
    Arrival,
    Household,
    HouseholdMember,
    MemberRole,
    OwnWish,
    Person,
)
from landlord_watch.kernel.identifiers import PersonNumberKind
from landlord_watch.kernel.money import Money

_numbers = count(1)

MOVED_IN = date(2025, 9, 1)


def official_number(born_on: date, *, birth_number: int = 238) -> str:
    """A personnummer with a right check digit; 238 and 239 are kept for tests."""
    nine = f"{born_on:%y%m%d}{birth_number:03d}"
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(nine)]
    check = -sum(value // 10 + value % 10 for value in doubled) % 10
    return f"{born_on:%Y%m%d}{birth_number:03d}{check}"


def person(
    session: Session,
    *,
    given_name: str = "Amina",
    family_name: str = "Påhittad",
    number: str = "",
    number_kind: PersonNumberKind = PersonNumberKind.PERSONNUMMER,
    born_on: date | None = date(1988, 5, 4),
) -> Person:
    """Somebody; without a number, one of our own temporary ones."""
    somebody = Person(
        given_name=given_name,
        family_name=family_name,
        number_kind=number_kind if number else PersonNumberKind.TEMPORARY,
        number=number or f"T2020-{next(_numbers):05d}",
        born_on=born_on,
        recorded_at=NOW,
    )
    session.add(somebody)
    session.flush()  # who asked wants its id
    return somebody


def member(
    session: Session,
    household: Household,
    somebody: Person,
    *,
    role: MemberRole = MemberRole.ADULT,
    starts_on: date = MOVED_IN,
    ends_on: date | None = None,
    share_permille: int = 1000,
    is_in_school: bool = False,
) -> HouseholdMember:
    """That somebody belongs to a household."""
    belongs = HouseholdMember(
        household_id=household.id,
        person_id=somebody.id,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        share_permille=share_permille,
        is_in_school=is_in_school,
    )
    session.add(belongs)
    session.flush()  # who asked wants its id
    return belongs


def household(
    session: Session,
    *,
    case_number: str = "",
    adults: int = 1,
    children: int = 0,
    language: str = "",
    is_interpreter_needed: bool = False,
) -> Household:
    """A household of so many adults (born 1988) and children (born 2018), since `MOVED_IN`."""
    home = Household(
        case_number=case_number or f"EB-2020-{next(_numbers):05d}",
        language=language,
        is_interpreter_needed=is_interpreter_needed,
        recorded_at=NOW,
    )
    session.add(home)
    session.flush()  # the members need its id
    for _ in range(adults):
        member(session, home, person(session))
    for _ in range(children):
        child = person(session, given_name="Elin", born_on=date(2018, 3, 2))
        member(session, home, child, role=MemberRole.CHILD)
    return home


def aid_period(
    session: Session,
    household: Household,
    *,
    starts_on: date = date(2025, 10, 1),
    ends_on: date | None = None,
    granted_kronor: int | None = None,
) -> AidPeriod:
    """That a household has aid."""
    aid = AidPeriod(
        household_id=household.id,
        starts_on=starts_on,
        ends_on=ends_on,
        granted_housing_cost=None if granted_kronor is None else Money.kronor(granted_kronor),
        recorded_at=NOW,
    )
    session.add(aid)
    session.flush()  # who asked wants its id
    return aid


def arrival(
    session: Session,
    household: Household,
    *,
    from_municipality_code: str | None = "1480",
    arrived_on: date = MOVED_IN,
    own_wish: OwnWish = OwnWish.NOT_ASKED,
    forms: tuple[str, ...] = (),
    account: str = "",
) -> Arrival:
    """That a household came from another municipality (Göteborg, if nothing is said)."""
    came = Arrival(
        household_id=household.id,
        from_municipality_code=from_municipality_code,
        arrived_on=arrived_on,
        own_wish=own_wish,
        forms=list(forms),
        account=account,
        recorded_at=NOW,
    )
    session.add(came)
    session.flush()  # who asked wants its id
    return came
