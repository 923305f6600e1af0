"""Finding dwellings, reading what is known of one, and writing it down."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.dwellings import dwelling, offered_rent, property_of_land
from factories.landlords import landlord, role
from factories.visitors import Visitor
from landlord_watch.dwellings.models import Dwelling, DwellingKind
from landlord_watch.identity.rules import Role

VisitorAs = Callable[..., Visitor]

NEW = {
    "street_address": "Bruksvägen  12",
    "postal_code": "666 30",
    "postal_town": "Bengtsfors",
    "dwelling_number": "1102",
    "kind": "flat",
    "designation": "Berga 1:2",
    "rooms": "3",
    "area_m2": "72,5",
}


def count_dwellings(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count(Dwelling.id))) or 0


def test_a_new_dwelling_is_saved_and_shown(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get("/office/dwellings/new"), "new", **NEW)

    assert page.h1 == "Bruksvägen 12, lgh 1102"
    assert "Bostaden är sparad." in page.words
    assert "Berga 1:2" in page.words
    assert "72,5 m²" in page.words


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("street_address", " ", "Skriv gata och nummer."),
        ("street_address", "x" * 121, "högst 120 tecken"),
        ("postal_code", "6663", "fem siffror"),
        ("postal_code", "", "Skriv postnumret."),
        ("postal_town", "", "Skriv postorten."),
        ("dwelling_number", "11", "fyra siffror"),
        ("kind", None, "Välj vad det är för bostad."),
        ("kind", "castle", "Välj något av alternativen."),
        ("designation", "Berga", "Berga 1:2"),
        ("rooms", "0", "mellan 1 och 50"),
        ("rooms", "tre", "mellan 1 och 50"),
        ("area_m2", "0", "mellan 1 och 2000"),
        ("area_m2", "nan", "mellan 1 och 2000"),
    ],
)
def test_what_is_wrong_of_a_dwelling_is_said_at_its_field_and_nothing_is_saved(
    visitor_as: VisitorAs, session: Session, field: str, typed: str | None, says: str
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get("/office/dwellings/new"), "new", **{**NEW, field: typed})

    assert page.status == 422
    assert says in page.errors_at(field)
    assert page.value_of("area_m2") == ("72,5" if field != "area_m2" else typed)
    assert count_dwellings(session) == 0


def test_the_second_click_leads_to_the_dwelling_that_the_first_one_saved(
    visitor_as: VisitorAs, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get("/office/dwellings/new")
    first = somebody.submit(form, "new", **NEW)
    second = somebody.submit(form, "new", **{**NEW, "street_address": "BRUKSVÄGEN 12"})

    assert second.status == 422
    assert "Bostaden finns redan" in second.errors_at("street_address")
    assert second.soup.find("a", href=first.path, string="Öppna bostaden som finns")
    assert count_dwellings(session) == 1


def test_the_same_address_with_another_number_is_another_dwelling(
    visitor_as: VisitorAs, session: Session
) -> None:
    dwelling(session, street_address="Bruksvägen 12", dwelling_number="1101")
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get("/office/dwellings/new"), "new", **NEW)

    assert page.h1 == "Bruksvägen 12, lgh 1102"


def test_a_corrected_dwelling_keeps_what_was_not_touched(
    visitor_as: VisitorAs, session: Session
) -> None:
    home = dwelling(session, located_on=property_of_land(session), rooms=None)
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    form = somebody.get(f"/office/dwellings/{home.id}/correct")
    page = somebody.submit(form, "correct", rooms="4", dwelling_number="")

    assert page.h1 == "Storgatan 4"
    assert "Rum, utan kök 4" in page.words
    assert "Berga 1:2" in page.words
    assert "72,5 m²" in page.words


def test_a_correction_may_not_take_the_address_of_another_dwelling(
    visitor_as: VisitorAs, session: Session
) -> None:
    taken = dwelling(session, dwelling_number="1101")
    home = dwelling(session, dwelling_number="1102")
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/dwellings/{home.id}/correct")
    page = somebody.submit(form, "correct", dwelling_number="1101")

    assert page.status == 422
    assert page.soup.find("a", href=f"/office/dwellings/{taken.id}")
    assert page.value_of("dwelling_number") == "1101"


@pytest.mark.parametrize("part", ["", "/correct", "/offered-rents/new"])
def test_an_unknown_dwelling_does_not_exist(visitor_as: VisitorAs, part: str) -> None:
    page = visitor_as(Role.CASEWORKER).get(f"/office/dwellings/{uuid4()}{part}")

    assert page.status == 404


def test_an_address_that_is_no_id_does_not_exist(visitor_as: VisitorAs) -> None:
    assert visitor_as(Role.CASEWORKER).get("/office/dwellings/1102").status == 404


@pytest.mark.parametrize(
    "role", [Role.BOARD_MEMBER, Role.DUTY_OFFICER, Role.DATA_PROTECTION_OFFICER]
)
def test_who_has_nothing_to_do_with_the_register_may_not_read_it(
    visitor_as: VisitorAs, role: Role
) -> None:
    assert visitor_as(role).get("/office/dwellings/").status == 403


def test_who_may_only_read_is_shown_no_way_to_write(
    visitor_as: VisitorAs, session: Session
) -> None:
    home = dwelling(session)
    session.commit()
    reader = visitor_as(Role.ANALYST)
    page = reader.get(f"/office/dwellings/{home.id}")

    assert page.status == 200
    assert "Rätta" not in page.words
    assert reader.get("/office/dwellings/new").status == 403
    assert reader.get(f"/office/dwellings/{home.id}/correct").status == 403


@pytest.mark.parametrize(
    "query",
    [
        "q=ÅVÄGEN",
        "q=åvägen+9,+lgh+1001",
        "q=åvägen+9,+flat+1001",
        "q=ed",
        "q=66832",
        "q=loket",
        "landlord=örnen",
        "kind=room",
    ],
)
def test_a_dwelling_is_found_by(visitor_as: VisitorAs, session: Session, query: str) -> None:
    sought = dwelling(
        session,
        street_address="Åvägen 9",
        dwelling_number="1001",
        postal_code="66832",
        postal_town="Ed",
        kind=DwellingKind.ROOM,
        located_on=property_of_land(session, designation="Loket 3"),
    )
    role(session, landlord(session, name="Örnens Bostäder AB"), sought)
    role(session, landlord(session, name="Tranan AB"), dwelling(session, street_address="Torget 1"))
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(f"/office/dwellings/?{query}")

    assert "1 bostad" in page.words
    assert "Åvägen 9, lgh 1001" in page.words
    assert "Torget" not in page.words


def test_a_search_without_hits_says_so_and_keeps_what_was_typed(
    visitor_as: VisitorAs, session: Session
) -> None:
    dwelling(session)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get("/office/dwellings/?q=%25&kind=castle&page=x")

    assert "Ingen bostad stämmer" in page.words
    assert page.value_of("q") == "%"


def test_an_empty_register_says_what_to_do(visitor_as: VisitorAs) -> None:
    page = visitor_as(Role.CASEWORKER).get("/office/dwellings/")

    assert "Det finns inga bostäder ännu." in page.words


def test_the_list_goes_on_to_the_next_page_with_its_filters(
    visitor_as: VisitorAs, session: Session
) -> None:
    for number in range(51):
        dwelling(session, street_address=f"Ringvägen {number:02}")
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    first = somebody.get("/office/dwellings/?q=ringvägen")
    onward = first.soup.find("a", rel="next")
    second = somebody.get(str(onward["href"]))

    assert "51 bostäder" in first.words
    assert "Ringvägen 50" in second.words
    assert "Ringvägen 49" not in second.words


def test_the_list_shows_landlord_and_offered_rent_of_today(
    visitor_as: VisitorAs, session: Session
) -> None:
    home = dwelling(session)
    role(session, landlord(session, name="Tranan AB"), home)
    offered_rent(session, home, kronor=7_850)
    session.commit()
    page = visitor_as(Role.FIELD_OFFICER).get("/office/dwellings/")

    assert "Tranan AB" in page.words
    assert "7 850 kr" in page.words
