"""Asking a service where homes are: once, within limits, and never for who is protected."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.geocoder import EAST, NORTH, TestGeocoder
from factories.households import household, member, person
from factories.people import NOW
from factories.reach import protected
from factories.tenancies import tenancy
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.dwellings.rules import Address
from landlord_watch.places import queries
from landlord_watch.places.errors import GeocoderBusy, GeocoderDayFull, GeocoderSilent
from landlord_watch.places.models import GeocodingAnswer
from landlord_watch.places.rules.answers import Doubt, StreetAddress
from landlord_watch.places.services import placing
from landlord_watch.places.services.asking import take_turn
from landlord_watch.places.services.locating import ASKED, NOTHING_LASTS, Found, Locating
from landlord_watch.reach.models import ProtectedDetails

LocatingOf = Callable[..., Locating]
STORGATAN = StreetAddress("Storgatan 4", "66630", "Bengtsfors")
DECOY = "Bengtsfors, Sverige"


@pytest.fixture
def home(session: Session) -> Dwelling:
    made = dwelling(session, street_address="Storgatan 4")
    session.commit()
    return made


def house_of(home: Dwelling) -> StreetAddress:
    return StreetAddress.of(Address(home.street_address, home.postal_code, home.postal_town))


def logged(session: Session) -> list[UUID | None]:
    """Of which homes the log says that an address was sent."""
    session.rollback()
    query = select(AccessLogEntry.subject_id).where(AccessLogEntry.action == ASKED)
    return list(session.scalars(query.order_by(AccessLogEntry.seq)))


def again(session: Session, home: Dwelling) -> Dwelling:
    session.rollback()
    session.refresh(home)
    return home


def test_a_house_the_service_knows_gives_all_its_homes_their_place(
    locating: LocatingOf, service: TestGeocoder, session: Session, home: Dwelling
) -> None:
    other, elsewhere = dwelling(session), dwelling(session, street_address="Storgatan 6")
    session.commit()
    service.knows(STORGATAN.text)
    came_of = locating().locate(STORGATAN, actor_id=None)

    assert came_of is Found.PLACED
    assert (again(session, home).latitude, home.longitude) == (NORTH, EAST)
    assert again(session, other).latitude == NORTH
    assert again(session, elsewhere).latitude is None


def test_what_is_sent_is_the_address_without_the_home_and_who_asks(
    locating: LocatingOf, service: TestGeocoder, session: Session, home: Dwelling
) -> None:
    locating().locate(house_of(home), actor_id=None)

    assert service.questions == ["Storgatan 4, 66630 Bengtsfors"]
    assert service.agents == {"Bengtsfors kommun, prov@example.se"}
    assert logged(session) == [home.id]


def test_the_same_is_asked_once_whether_it_was_found_or_not(
    locating: LocatingOf, service: TestGeocoder, session: Session, home: Dwelling
) -> None:
    asking = locating()
    first = asking.locate(STORGATAN, actor_id=None)
    second = asking.locate(STORGATAN, actor_id=None)

    assert (first, second) == (Found.NOTHING, Found.NOTHING)
    assert len(service.asked) == 1
    assert again(session, home).latitude is None


def test_that_nothing_was_found_is_asked_anew_after_a_while(
    locating: LocatingOf, service: TestGeocoder, home: Dwelling
) -> None:
    asking = locating()
    asking.locate(house_of(home), actor_id=None)
    service.knows(STORGATAN.text)
    later = replace(asking, now=lambda: NOW + NOTHING_LASTS + timedelta(days=1))

    assert later.locate(house_of(home), actor_id=None) is Found.PLACED


@pytest.mark.parametrize(
    ("known", "doubt"),
    [
        ({"house_number": ""}, Doubt.STREET_ONLY),
        ({"house_number": "", "road": "", "village": "Dals Långed"}, Doubt.TOWN_ONLY),
        ({"municipality": "Åmåls kommun"}, Doubt.OUTSIDE),
        ({"house_number": "40"}, Doubt.OTHER_NUMBER),
    ],
)
def test_what_is_not_certain_is_proposed_and_not_written(
    locating: LocatingOf,
    service: TestGeocoder,
    session: Session,
    home: Dwelling,
    known: dict[str, str],
    doubt: Doubt,
) -> None:
    service.knows(STORGATAN.text, **known)
    came_of = locating().locate(STORGATAN, actor_id=None)
    place = queries.find_place(session, home.id)

    assert came_of is Found.PROPOSED
    assert again(session, home).latitude is None
    assert place is not None
    assert place.answer is not None
    assert doubt in place.answer.doubts


def test_a_proposal_is_taken_for_the_whole_house(
    locating: LocatingOf, service: TestGeocoder, session: Session, home: Dwelling
) -> None:
    other = dwelling(session)
    session.commit()
    service.knows(STORGATAN.text, house_number="")
    locating().locate(STORGATAN, actor_id=None)
    placing.use_proposal(session, dwelling_id=home.id, actor_id=None, at=NOW)
    session.commit()

    assert again(session, other).latitude == again(session, home).latitude == NORTH


def test_a_proposal_that_is_wrong_does_not_come_back(
    locating: LocatingOf, service: TestGeocoder, session: Session, home: Dwelling
) -> None:
    service.knows(STORGATAN.text, house_number="")
    asking = locating()
    asking.locate(STORGATAN, actor_id=None)
    placing.dismiss_proposal(session, dwelling_id=home.id, actor_id=None, at=NOW)
    session.commit()

    assert asking.locate(STORGATAN, actor_id=None) is Found.NOTHING
    assert queries.find_place(session, home.id) is None
    assert asking.worth_asking([STORGATAN]) == []


def test_the_service_that_speaks_as_photon_is_understood_too(
    locating: LocatingOf, service: TestGeocoder, session: Session, home: Dwelling
) -> None:
    service.knows(STORGATAN.text)
    came_of = locating(kind="photon").locate(STORGATAN, actor_id=None)
    place = queries.find_place(session, home.id)

    assert came_of is Found.PROPOSED
    assert place is not None
    assert place.answer is not None
    assert place.answer.doubts == [Doubt.MUNICIPALITY_UNKNOWN]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b""),
        (429, b""),
        (302, b""),
        (200, b"<html>"),
        (200, b'[{"display_name": "x"}]'),
        (200, b'{"error": "no"}'),
        (200, b"[" + b" " * 300_000 + b"]"),
    ],
)
def test_an_answer_that_makes_no_sense_is_no_answer(
    locating: LocatingOf,
    service: TestGeocoder,
    session: Session,
    home: Dwelling,
    status: int,
    body: bytes,
) -> None:
    service.status, service.body = status, body
    with pytest.raises(GeocoderSilent):
        locating().locate(house_of(home), actor_id=None)

    assert session.scalars(select(GeocodingAnswer)).all() == []


def test_a_place_in_another_country_is_nothing_found(
    locating: LocatingOf, service: TestGeocoder, home: Dwelling
) -> None:
    service.knows(house_of(home).text, north=48.85, east=2.35)

    assert locating().locate(house_of(home), actor_id=None) is Found.NOTHING


def test_no_more_is_asked_in_a_day_than_may_be(locating: LocatingOf, service: TestGeocoder) -> None:
    asking = locating(most_a_day=1)
    asking.locate(STORGATAN, actor_id=None)
    with pytest.raises(GeocoderDayFull):
        asking.locate(replace(STORGATAN, street_address="Storgatan 6"), actor_id=None)
    tomorrow = replace(asking, now=lambda: NOW + timedelta(days=1))
    tomorrow.locate(replace(STORGATAN, street_address="Storgatan 6"), actor_id=None)

    assert len(service.asked) == 2


def test_turns_are_taken_one_after_another_whoever_asks(
    session: Session, service: TestGeocoder
) -> None:
    limits = replace(service.settings(), interval_seconds=4)
    waits = [take_turn(session, limits=limits, on=NOW.date(), at=NOW) for _ in range(3)]
    with pytest.raises(GeocoderBusy):
        take_turn(session, limits=limits, on=NOW.date(), at=NOW)

    assert waits == [0, 4, 8]


def protect(session: Session, home: Dwelling, *, has_left: bool = False) -> None:
    """Somebody protected lives in a home, or has lived there."""
    case = household(session)
    ends_on = NOW.date() if has_left else None
    member(session, case, person(session, given_name="Gömd"), ends_on=ends_on)
    tenancy(session, tenant=case, home=home, ends_on=ends_on)
    protected(session, case, named=[])
    session.commit()


@pytest.mark.parametrize("has_left", [False, True])
def test_a_house_where_somebody_protected_lives_or_has_lived_is_never_sent(
    locating: LocatingOf, service: TestGeocoder, session: Session, home: Dwelling, has_left: bool
) -> None:
    neighbour = dwelling(session, street_address="STORGATAN 4")
    protect(session, home, has_left=has_left)
    service.knows(STORGATAN.text)
    came_of = locating().locate(house_of(neighbour), actor_id=None)

    assert came_of is Found.NOTHING
    assert service.questions == [DECOY]
    assert logged(session) == [None]


def test_an_address_that_is_sealed_is_never_sent(
    locating: LocatingOf, service: TestGeocoder, session: Session, home: Dwelling
) -> None:
    protect(session, dwelling(session, street_address="Annans väg 1"))
    sealed = session.scalars(select(ProtectedDetails)).one()
    sealed.document = {**sealed.document, "address": "c/o Mamma, storgatan  4, lgh 1101"}
    session.commit()
    locating().locate(house_of(home), actor_id=None)
    locating().locate(StreetAddress("Storgatan 41", "66630", "Bengtsfors"), actor_id=None)

    assert service.questions == [DECOY, "Storgatan 41, 66630 Bengtsfors"]


@pytest.mark.parametrize("is_protected", [False, True])
def test_who_asks_cannot_tell_a_protected_house_from_one_nobody_knows(
    locating: LocatingOf,
    service: TestGeocoder,
    session: Session,
    home: Dwelling,
    is_protected: bool,
) -> None:
    if is_protected:
        protect(session, home)
    service.knows(DECOY)
    waits: list[float] = []
    asking = replace(locating(most_a_day=2), wait=waits.append)
    service.status = 500
    with pytest.raises(GeocoderSilent):
        asking.locate(house_of(home), actor_id=None)
    service.status = 200
    came_of = [asking.locate(house_of(home), actor_id=None) for _ in range(2)]
    kept = session.scalars(select(GeocodingAnswer)).one()

    assert came_of == [Found.NOTHING, Found.NOTHING]
    assert (len(service.asked), len(waits)) == (2, 2)
    assert (kept.latitude, kept.label, kept.answered_on) == (None, "", NOW.date())
    assert asking.worth_asking([house_of(home)]) == []
