"""Finding landlords, reading who one is and what is let, and writing it down."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.dwellings import dwelling, offered_rent
from factories.landlords import ORGANISATION_NUMBER, landlord, role
from factories.rents import DECIDED, norm_set
from factories.visitors import Page, Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.landlords.models import Party, PartyIdentifierKind, PartyKind, PartyRoleKind

VisitorAs = Callable[..., Visitor]

PERSON = "199001010017"
NEW = {
    "kind": "legal",
    "name": "Örnens  Bostäder AB",
    "number": "556999-9997",
    "number_source": "Bolagsverket",
    "phone": "0531-12 34 56",
    "email": "ornen@example.se",
    "postal_address": "Box 1, 666 30 Bengtsfors",
}


def person(session: Session, *, name: str = "Ture Påhittad") -> Party:
    return landlord(
        session,
        name=name,
        kind=PartyKind.NATURAL,
        number=PERSON,
        number_kind=PartyIdentifierKind.PERSONNUMMER,
    )


def count_landlords(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count(Party.id))) or 0


def marks(page: Page) -> str:
    """The grid's marks, in the order of the sizes of household."""
    cells = page.soup.find_all("td", attrs={"data-verdict": True})
    return "".join(cell.find("span", attrs={"aria-hidden": "true"}).get_text() for cell in cells)


def test_a_new_landlord_is_saved_and_shown_with_how_we_know(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get("/office/landlords/new"), "new", **NEW)

    assert page.h1 == "Örnens Bostäder AB"
    assert "556999-9997 Källa: Bolagsverket" in page.words
    assert "Förde in en hyresvärd · Caseworker" in page.words


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("kind", None, "Välj vem hyresvärden är."),
        ("name", "", "Skriv namnet."),
        ("name", "x" * 161, "högst 160 tecken"),
        ("number", "556999-9991", "Organisationsnumret stämmer inte."),
        ("number", "19900101-0017", "Numret är ett personnummer."),
        ("number", "x" * 21, "högst 20 tecken"),
        ("number_source", "", "Skriv var numret är läst."),
    ],
)
def test_what_is_wrong_of_a_landlord_is_said_at_its_field_and_nothing_is_saved(
    visitor_as: VisitorAs, session: Session, field: str, typed: str | None, says: str
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get("/office/landlords/new"), "new", **{**NEW, field: typed})

    assert page.status == 422
    assert says in page.errors_at(field)
    assert page.value_of("email") == "ornen@example.se"
    assert count_landlords(session) == 0


@pytest.mark.parametrize("typed", ["19900101-0018", "T2026-00001", "556999-9997", "20990101-0011"])
def test_a_person_is_known_by_a_number_of_a_person_who_is_born(
    visitor_as: VisitorAs, typed: str
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    wrong = {**NEW, "kind": "natural", "number": typed}
    page = somebody.submit(somebody.get("/office/landlords/new"), "new", **wrong)

    assert page.status == 422
    assert "Numret stämmer inte." in page.errors_at("number")


def test_the_second_click_leads_to_the_landlord_that_the_first_one_saved(
    visitor_as: VisitorAs, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get("/office/landlords/new")
    first = somebody.submit(form, "new", **NEW)
    second = somebody.submit(form, "new", **{**NEW, "number": ORGANISATION_NUMBER})

    assert second.status == 422
    assert "En annan hyresvärd har redan det numret." in second.errors_at("number")
    assert second.soup.find("a", href=first.path, string="Öppna hyresvärden som har numret")
    assert count_landlords(session) == 1


def test_landlords_without_a_number_may_be_several(visitor_as: VisitorAs, session: Session) -> None:
    landlord(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    unknown = {**NEW, "number": "", "number_source": ""}
    page = somebody.submit(somebody.get("/office/landlords/new"), "new", **unknown)

    assert "Nummer Inte känt" in page.words


def test_a_corrected_landlord_keeps_what_was_not_touched(
    visitor_as: VisitorAs, session: Session
) -> None:
    party = landlord(session, number=ORGANISATION_NUMBER)
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    form = somebody.get(f"/office/landlords/{party.id}/correct")
    page = somebody.submit(form, "correct", name="Tranan AB")

    assert page.h1 == "Tranan AB"
    assert "556999-9997 Källa: Bolagsverket" in page.words
    assert "Rättade en hyresvärd · Case Manager" in page.words


def test_a_number_may_be_taken_away_and_given_to_another(
    visitor_as: VisitorAs, session: Session
) -> None:
    wrong = landlord(session, name="Tranan AB", number=ORGANISATION_NUMBER)
    right = landlord(session, name="Örnen AB")
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    somebody.submit(somebody.get(f"/office/landlords/{wrong.id}/correct"), "correct", number="")
    form = somebody.get(f"/office/landlords/{right.id}/correct")
    page = somebody.submit(form, "correct", number=ORGANISATION_NUMBER, number_source="Avtal")

    assert "556999-9997 Källa: Avtal" in page.words
    assert "Inte känt" in somebody.get(f"/office/landlords/{wrong.id}").words


def test_a_company_that_turns_out_to_be_a_person_needs_a_persons_number(
    visitor_as: VisitorAs, session: Session
) -> None:
    party = landlord(session, number=ORGANISATION_NUMBER)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/{party.id}/correct")
    page = somebody.submit(form, "correct", kind="natural")

    assert page.status == 422
    assert "Numret stämmer inte." in page.errors_at("number")


@pytest.mark.parametrize("part", ["", "/correct", "/contacts/new", "/roles", "/roles/dwellings"])
def test_an_unknown_landlord_does_not_exist(visitor_as: VisitorAs, part: str) -> None:
    page = visitor_as(Role.CASEWORKER).get(f"/office/landlords/{uuid4()}{part}")

    assert page.status == 404


def test_who_may_only_read_sees_a_persons_number_masked(
    visitor_as: VisitorAs, session: Session
) -> None:
    party = person(session)
    session.commit()
    reader = visitor_as(Role.ANALYST)

    for page in (reader.get(f"/office/landlords/{party.id}"), reader.get("/office/landlords/")):
        assert "19900101-••••" in page.words
        assert "0017" not in page.text


def test_who_may_write_sees_a_persons_number_whole(visitor_as: VisitorAs, session: Session) -> None:
    party = person(session)
    session.commit()

    assert "19900101-0017" in visitor_as(Role.CASEWORKER).get(f"/office/landlords/{party.id}").words


def test_a_person_is_not_found_by_number_since_it_would_stand_in_the_address(
    visitor_as: VisitorAs, session: Session
) -> None:
    person(session)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(f"/office/landlords/?q={PERSON}")

    assert "Ingen hyresvärd stämmer" in page.words


@pytest.mark.parametrize("query", ["q=ÖRNEN", "q=ab+örn", "q=556999-9997", "kind=legal"])
def test_a_landlord_is_found_by(visitor_as: VisitorAs, session: Session, query: str) -> None:
    landlord(session, name="Örnens Bostäder AB", number=ORGANISATION_NUMBER)
    landlord(session, name="Ture Påhittad", kind=PartyKind.NATURAL)
    session.commit()
    page = visitor_as(Role.FIELD_OFFICER).get(f"/office/landlords/?{query}")

    assert "1 hyresvärd " in page.words
    assert "Örnens Bostäder AB" in page.words


def test_each_home_counts_once_while_a_role_holds(visitor_as: VisitorAs, session: Session) -> None:
    small, large = landlord(session, name="Aspen AB"), landlord(session, name="Örnen AB")
    homes = [dwelling(session) for _ in range(3)]
    for home in homes:
        role(session, large, home)
    role(session, large, homes[0], kind=PartyRoleKind.OWNER)
    role(session, small, homes[0], ends_on=date(2025, 1, 1))
    session.commit()
    page = visitor_as(Role.CASEWORKER).get("/office/landlords/?order=dwellings")
    rows = [
        [cell.get_text() for cell in row.find_all("td")] for row in page.soup.find_all("tr")[1:]
    ]

    assert [(row[0], row[3]) for row in rows] == [("Örnen AB", "3"), ("Aspen AB", "0")]


def test_the_grid_says_over_within_or_undecided_for_each_size_of_household(
    visitor_as: VisitorAs, session: Session
) -> None:
    norm_set(session)  # 5 400, 6 500, with one child 7 600, with more 8 900
    party, home = landlord(session), dwelling(session)
    role(session, party, home)
    offered_rent(session, home, kronor=7_600, inclusions=DECIDED)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(f"/office/landlords/{party.id}")

    assert marks(page) == "●○○○○" + "●○○○○"
    assert "7 600 kr" in page.words


def test_a_rent_that_may_include_anything_is_not_judged_and_a_home_without_one_has_its_own_mark(
    visitor_as: VisitorAs, session: Session
) -> None:
    norm_set(session)
    party, home, unpriced = landlord(session), dwelling(session), dwelling(session)
    role(session, party, home)
    role(session, party, unpriced)
    offered_rent(session, home, kronor=7_600)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(f"/office/landlords/{party.id}")

    assert marks(page) == "?" * 10 + "–" * 10


def test_without_a_norm_nothing_is_judged_and_the_page_says_why(
    visitor_as: VisitorAs, session: Session
) -> None:
    norm_set(session, is_own=False)
    party, home = landlord(session), dwelling(session)
    role(session, party, home)
    offered_rent(session, home, inclusions=DECIDED)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(f"/office/landlords/{party.id}")

    assert marks(page) == "?" * 10
    assert "Ingen egen normhyra gäller i dag." in page.words


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.DUTY_OFFICER])
def test_who_has_nothing_to_do_with_the_register_may_not_read_of_landlords(
    visitor_as: VisitorAs, session: Session, role: Role
) -> None:
    party = landlord(session)
    session.commit()
    somebody = visitor_as(role)

    assert somebody.get("/office/landlords/").status == 403
    assert somebody.get(f"/office/landlords/{party.id}").status == 403


@pytest.mark.parametrize("part", ["/correct", "/contacts/new", "/roles/dwellings"])
def test_who_may_only_read_may_not_write_of_landlords(
    visitor_as: VisitorAs, session: Session, part: str
) -> None:
    party = landlord(session)
    session.commit()
    reader = visitor_as(Role.ADMINISTRATOR)

    assert reader.get(f"/office/landlords/{party.id}{part}").status == 403
    assert reader.get("/office/landlords/new").status == 403


def test_a_list_that_shows_a_person_is_logged_with_who_it_showed(
    visitor_as: VisitorAs, session: Session
) -> None:
    party = person(session)
    landlord(session)
    session.commit()
    visitor_as(Role.CASEWORKER).get("/office/landlords/")
    page = visitor_as(Role.DATA_PROTECTION_OFFICER).get(f"/office/access-log/?thing={party.id}")

    assert "Läste i registret" in page.words
