"""An officer's day: a short way round, promises kept, and no place of who is protected."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.households import member, person
from factories.people import staff_member
from factories.reach import assigned, protected
from factories.tenancies import tenancy
from factories.visitors import Visitor
from factories.visits import field_officer, visit
from landlord_watch.households.models import Household
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.settings import MapSettings, Settings
from landlord_watch.visits.models import Visit, VisitState

VisitorAs = Callable[..., Visitor]
DAY = "/office/visits/day/?on=2026-03-20"


@pytest.fixture
def office(request: pytest.FixtureRequest) -> str:
    """Where the office is; empty: nobody has set it."""
    found: str = getattr(request, "param", "59.0,12.2")
    return found


@pytest.fixture
def app_settings(app_settings: Settings, office: str) -> Settings:
    ground = MapSettings(outline=None, tiles="", attribution="", office=office)
    return replace(app_settings, map=ground)


@pytest.fixture
def officer(session: Session) -> StaffMember:
    return field_officer(session)


def planned(
    session: Session,
    officer: StaffMember,
    *,
    street: str,
    hour: int,
    north: float | None,
    is_agreed: bool = False,
    state: VisitState = VisitState.PLANNED,
) -> Visit:
    """A visit of the day to a home so far north."""
    home = dwelling(session, street_address=street, dwelling_number="")
    home.latitude, home.longitude = north, None if north is None else 12.2
    at = datetime(2026, 3, 20, hour, tzinfo=UTC)
    made = visit(
        session,
        officer=officer,
        contract=tenancy(session, home=home),
        planned_at=at,
        asked_at=at if is_agreed else None,
        state=state,
    )
    session.commit()
    return made


def order_of(page_text: str, *streets: str) -> list[str]:
    return sorted(streets, key=page_text.index)


def test_the_way_is_short_and_promises_are_kept(
    visitor_as: VisitorAs, session: Session, officer: StaffMember
) -> None:
    planned(session, officer, street="Fjärran 1", hour=8, north=59.2)
    planned(session, officer, street="Nära 1", hour=9, north=59.05)
    planned(session, officer, street="Lovat 1", hour=10, north=59.1, is_agreed=True)
    planned(session, officer, street="Fjärran 2", hour=11, north=59.21)
    page = visitor_as(Role.CASEWORKER).get(DAY)

    assert order_of(page.words, "Fjärran 1", "Fjärran 2", "Nära 1", "Lovat 1") == [
        "Fjärran 1",
        "Fjärran 2",
        "Lovat 1",
        "Nära 1",
    ]
    assert "4 besök, 46,7 km fågelvägen" in page.words
    assert "Avtalad" in page.words


def test_a_home_without_a_place_stands_last_and_is_said_to(
    visitor_as: VisitorAs, session: Session, officer: StaffMember
) -> None:
    planned(session, officer, street="Okänd 1", hour=7, north=None)
    planned(session, officer, street="Nära 1", hour=9, north=59.05)
    page = visitor_as(Role.CASEWORKER).get(DAY)

    assert order_of(page.words, "Okänd 1", "Nära 1") == ["Nära 1", "Okänd 1"]
    assert "Okänd 1, Bengtsfors: bostadens läge är inte känt" in page.words
    assert "1 besök" in page.words


def test_only_what_is_yet_to_be_done_by_this_one_on_this_day_is_there(
    visitor_as: VisitorAs, session: Session, officer: StaffMember
) -> None:
    other = staff_member(session, Role.FIELD_OFFICER, username="other", full_name="Åsa Annan")
    planned(session, officer, street="Min 1", hour=9, north=59.05)
    planned(session, other, street="Hans 1", hour=9, north=59.05)
    planned(session, officer, street="Gjord 1", hour=9, north=59.05, state=VisitState.RECEIVED)
    planned(session, officer, street="Natten 1", hour=23, north=59.05)
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get(f"{DAY}&officer={officer.id}")
    tomorrow = somebody.get(f"/office/visits/day/?on=2026-03-21&officer={officer.id}")

    assert "Min 1" in page.words
    assert not any(street in page.words for street in ("Hans 1", "Gjord 1", "Natten 1"))
    assert "Natten 1" in tomorrow.words


def test_no_place_of_a_protected_household_is_used_and_it_is_there_for_who_is_named(
    visitor_as: VisitorAs, session: Session, officer: StaffMember
) -> None:
    hidden = planned(session, officer, street="Gömslevägen 7", hour=9, north=59.3)
    planned(session, officer, street="Nära 1", hour=10, north=59.05)
    case = session.get_one(Household, hidden.household_id)
    named, other = visitor_as(Role.CASEWORKER), visitor_as(Role.CASEWORKER, username="other")
    _protect(session, case, named.staff_id)
    told, untold = named.get(DAY), other.get(DAY)

    assert case.case_number in told.words
    assert "skyddade uppgifter, inget läge används" in told.words
    assert "Gömslevägen" not in told.words
    assert "1 besök, 11,1 km" in told.words
    assert case.case_number not in untold.words
    assert "Läggs in för hand" not in untold.words


def _protect(session: Session, case: Household, named: UUID) -> None:
    member(session, case, person(session, given_name="Gömd"))
    protected(session, case, named=[named])
    assigned(session, case, named)
    session.commit()


@pytest.mark.parametrize("office", [""], indirect=True)
def test_without_the_offices_place_the_day_stands_by_its_hours(
    visitor_as: VisitorAs, session: Session, officer: StaffMember
) -> None:
    planned(session, officer, street="Fjärran 1", hour=8, north=59.2)
    planned(session, officer, street="Nära 1", hour=9, north=59.05)
    page = visitor_as(Role.CASEWORKER).get(DAY)

    assert order_of(page.words, "Nära 1", "Fjärran 1") == ["Fjärran 1", "Nära 1"]
    assert "inte inställt" in page.words
    assert "km fågelvägen" not in page.words


@pytest.mark.parametrize("asked", ["?on=igår&officer=ingen", "?on=2026-13-40", ""])
def test_a_day_without_visits_says_so_whatever_was_asked(visitor_as: VisitorAs, asked: str) -> None:
    page = visitor_as(Role.CASEWORKER).get(f"/office/visits/day/{asked}")

    assert page.status == 200
    assert "Inga planerade besök den dagen." in page.words


def test_who_reads_no_visits_sees_no_day(visitor_as: VisitorAs) -> None:
    assert visitor_as(Role.ADMINISTRATOR).get(DAY).status == 403
