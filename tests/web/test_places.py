"""Where homes are: by hand, by asking a service, and on the map."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.geocoder import EAST, NORTH, TestGeocoder, running_geocoder
from factories.households import household, member, person
from factories.reach import protected
from factories.tenancies import tenancy
from factories.visitors import Page, Visitor
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.settings import Settings
from landlord_watch.web.traces import list_traces

VisitorAs = Callable[..., Visitor]
ASKED = "Storgatan 4, 66630 Bengtsfors"


@pytest.fixture(scope="module")
def shared_service() -> Iterator[TestGeocoder]:
    with running_geocoder() as running:
        yield running


@pytest.fixture
def service(shared_service: TestGeocoder) -> TestGeocoder:
    shared_service.known.clear()
    shared_service.asked.clear()
    shared_service.status = 200
    return shared_service


@pytest.fixture
def app_settings(app_settings: Settings, service: TestGeocoder) -> Settings:
    return replace(app_settings, geocoder=service.settings())


@pytest.fixture
def home(session: Session) -> Dwelling:
    made = dwelling(session, street_address="Storgatan 4", dwelling_number="1101")
    session.commit()
    session.refresh(made)
    session.expunge(made)  # whoever looks at it holds no database
    session.commit()
    return made


def at(home: Dwelling, part: str = "") -> str:
    return f"/office/dwellings/{home.id}{part}"


def placed(session: Session, **more: str) -> Dwelling:
    made = dwelling(session, **more)
    made.latitude, made.longitude = NORTH, EAST
    session.commit()
    return made


def written(session: Session, home: Dwelling) -> tuple[float | None, float | None]:
    """Where the database says that a home is."""
    session.rollback()
    where = select(Dwelling.latitude, Dwelling.longitude).where(Dwelling.id == home.id)
    north, east = session.execute(where).one()
    session.rollback()  # SQLite has one writer
    return north, east


def by_hand(somebody: Visitor, home: Dwelling, north: str, east: str) -> Page:
    page = somebody.get(at(home, "/place"))
    return somebody.submit(page, "place", latitude=north, longitude=east)


def test_a_place_is_written_by_hand_and_shown_and_taken_away(
    visitor_as: VisitorAs, session: Session, home: Dwelling
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    shown = by_hand(somebody, home, "59,031254", "12.2245")
    saved = written(session, home)
    gone = somebody.submit(somebody.get(at(home, "/place")), "take-away")

    assert "59,03125 N, 12,22450 Ö, angivet för hand" in shown.words
    assert saved == (59.031254, 12.2245)
    assert "Läget är borttaget." in gone.words
    assert written(session, home) == (None, None)


@pytest.mark.parametrize(
    ("north", "east", "says"),
    [
        ("", "12,2", "Skriv latituden."),
        ("norr", "12,2", "Skriv grader med decimaler"),
        ("6548010", "341200", "SWEREF 99 TM"),
        ("12,2", "59,03", "bytt plats"),
        ("48,85", "2,35", "inte i Sverige"),
        ("nan", "12,2", "Skriv grader med decimaler"),
    ],
)
def test_what_is_no_place_is_said_at_its_field_and_nothing_is_written(
    visitor_as: VisitorAs, session: Session, home: Dwelling, north: str, east: str, says: str
) -> None:
    page = by_hand(visitor_as(Role.CASEWORKER), home, north, east)

    assert page.status == 422
    assert says in page.errors_at("latitude")
    assert page.value_of("longitude") == east
    assert written(session, home) == (None, None)


def test_the_service_is_asked_from_the_page_of_a_home(
    visitor_as: VisitorAs, session: Session, service: TestGeocoder, home: Dwelling
) -> None:
    service.knows(ASKED)
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(at(home)), "locate")

    assert "Läget är hämtat." in page.words
    assert "hämtat från karttjänsten" in page.words
    assert written(session, home) == (NORTH, EAST)
    with pytest.raises(AssertionError):
        page.form("locate")


def test_a_doubtful_answer_is_shown_with_its_doubts_and_decided_on(
    visitor_as: VisitorAs, session: Session, service: TestGeocoder, home: Dwelling
) -> None:
    dwelling(session, street_address="Storgatan 4", dwelling_number="1102")
    session.commit()
    service.knows(ASKED, house_number="", municipality="Åmåls kommun")
    somebody = visitor_as(Role.CASEWORKER)
    proposed = somebody.submit(somebody.get(at(home)), "locate")
    before = written(session, home)
    taken = somebody.submit(proposed, "use")

    assert "Osäkert förslag" in proposed.words
    assert "hittade gatan men inte huset" in proposed.words
    assert "inte i kommunen" in proposed.words
    assert before == (None, None)
    assert "sparat för 2 bostäder" in taken.words
    assert written(session, home) == (NORTH, EAST)


def test_a_doubtful_answer_that_is_wrong_is_put_away(
    visitor_as: VisitorAs, session: Session, service: TestGeocoder, home: Dwelling
) -> None:
    service.knows(ASKED, house_number="")
    somebody = visitor_as(Role.CASEWORKER)
    proposed = somebody.submit(somebody.get(at(home)), "locate")
    page = somebody.submit(proposed, "dismiss")
    second = somebody.submit(proposed, "dismiss")

    assert "avvisat" in page.words
    assert second.status == 409
    assert written(session, home) == (None, None)


def test_a_service_that_is_silent_is_said_to_be(
    visitor_as: VisitorAs, service: TestGeocoder, home: Dwelling
) -> None:
    service.status = 500
    somebody = visitor_as(Role.CASEWORKER)

    assert "Karttjänsten svarade inte." in somebody.submit(somebody.get(at(home)), "locate").words


def test_a_home_of_somebody_protected_is_answered_as_one_nobody_knows(
    visitor_as: VisitorAs, session: Session, service: TestGeocoder, home: Dwelling
) -> None:
    unknown = dwelling(session, street_address="Storgatan 6", dwelling_number="1101")
    case = household(session)
    member(session, case, person(session))
    tenancy(session, tenant=case, home=home)
    protected(session, case, named=[])
    session.commit()
    service.knows(ASKED)
    somebody = visitor_as(Role.CASEWORKER)
    pages = [somebody.submit(somebody.get(at(each)), "locate") for each in (home, unknown)]
    hers, another = (page.words.replace("Storgatan 6", "Storgatan 4") for page in pages)

    assert "Tjänsten hittade inget." in hers
    assert hers == another
    assert service.questions == ["Bengtsfors, Sverige", "Storgatan 6, 66630 Bengtsfors"]


def test_that_an_address_was_sent_before_is_told_when_somebody_becomes_protected(
    app: Flask, visitor_as: VisitorAs, session: Session, service: TestGeocoder, home: Dwelling
) -> None:
    case, her = household(session), person(session)
    member(session, case, her)
    tenancy(session, tenant=case, home=home)
    session.commit()
    her_id = her.id
    session.rollback()
    service.knows(ASKED)
    somebody = visitor_as(Role.CASEWORKER)
    somebody.submit(somebody.get(at(home)), "locate")
    with app.test_request_context():
        found = list_traces(session, person_id=her_id, until=clock.utc_now())
    session.rollback()

    assert [row.action for row in found] == ["Sände en adress till karttjänsten"]


def test_a_corrected_address_loses_what_the_service_said_of_the_wrong_one(
    visitor_as: VisitorAs, session: Session, service: TestGeocoder, home: Dwelling
) -> None:
    service.knows(ASKED)
    somebody = visitor_as(Role.CASEWORKER)
    somebody.submit(somebody.get(at(home)), "locate")
    form = somebody.get(at(home, "/correct"))
    somebody.submit(form, "correct", area_m2="70")
    kept = written(session, home)
    somebody.submit(somebody.get(at(home, "/correct")), "correct", street_address="Nygatan 4")

    assert kept == (NORTH, EAST)
    assert written(session, home) == (None, None)


@pytest.mark.parametrize("part", ["/place", "/place/locate", "/place/use", "/place/dismiss"])
def test_a_home_that_is_not_there_has_no_place(visitor_as: VisitorAs, part: str) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get("/office/dwellings/new").form("new")
    token = form.find("input", attrs={"name": "csrf_token"})["value"]
    answer = somebody.client.post(
        f"/office/dwellings/{uuid4()}{part}",
        data={"csrf_token": token, "latitude": "59", "longitude": "12"},
    )

    assert answer.status_code == (409 if part.endswith(("use", "dismiss")) else 404)


def test_who_only_reads_the_register_changes_no_place(
    visitor_as: VisitorAs, home: Dwelling
) -> None:
    somebody = visitor_as(Role.FIELD_OFFICER)

    assert somebody.get(at(home, "/place")).status == 403
    assert "Hämta läge" not in somebody.get(at(home)).words


@pytest.mark.parametrize("which", ["placed", "proposed", "missing"])
def test_the_table_shows_the_homes_whose_place_is_not_known(
    visitor_as: VisitorAs, session: Session, service: TestGeocoder, which: str
) -> None:
    streets = {"placed": "Berga 2", "proposed": "Storgatan 4", "missing": "Nygatan 1"}
    placed(session, street_address=streets["placed"])
    doubted = dwelling(session, street_address=streets["proposed"])
    dwelling(session, street_address=streets["missing"])
    session.commit()
    service.knows(ASKED, house_number="")
    somebody = visitor_as(Role.CASEWORKER)
    somebody.submit(somebody.get(at(doubted)), "locate")
    page = somebody.get(f"/office/map?place={which}")

    assert {street for street in streets.values() if street in page.words} == {streets[which]}
    assert "1 på kartan, 1 med förslag att ta ställning till, 1 utan läge" in page.words


def test_the_homes_as_a_file_have_their_places(visitor_as: VisitorAs, session: Session) -> None:
    placed(session, street_address="Berga 2")
    somebody = visitor_as(Role.CASE_MANAGER)
    lines = somebody.client.get("/office/dwellings/export?as=csv").get_data(as_text=True)

    assert "Latitud;Longitud;Lägets källa" in lines
    assert "59,03125;12,2245;" in lines
