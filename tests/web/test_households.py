"""Reading a household over time, and writing down who is in it."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import households as made
from factories.dwellings import dwelling
from factories.rents import norm_set, rent
from factories.tenancies import tenancy
from factories.visitors import Visitor
from landlord_watch.audit.queries import list_accesses
from landlord_watch.households.models import (
    Household,
    HouseholdMember,
    OwnWish,
    Person,
)
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock

VisitorAs = Callable[..., Visitor]

BORN = date(1990, 1, 1)
NUMBER = made.official_number(BORN)
NEW = {
    "number": NUMBER,
    "given_name": "Eva",
    "family_name": "Öberg",
    "born_on": "1990-01-01",
    "starts_on": "2026-03-01",
    "language": "ar",
    "is_interpreter_needed": "y",
}
MEMBER = {
    "number": "",
    "given_name": "Elin",
    "family_name": "Öberg",
    "born_on": "2018-03-02",
    "starts_on": "2026-03-01",
    "role": "child",
    "share_percent": "50",
}


def count(session: Session, model: type) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(model)) or 0


def path_of(household: Household, more: str = "") -> str:
    return f"/office/households/{household.id}{more}"


@pytest.fixture
def household(session: Session) -> Household:
    """Eva Öberg alone."""
    home = made.household(session, case_number="EB-2026-00012", adults=0)
    eva = made.person(session, given_name="Eva", family_name="Öberg", number=NUMBER)
    made.member(session, home, eva)
    session.commit()
    return home


def test_a_new_household_is_saved_and_shown_with_its_first_person(
    visitor_as: VisitorAs, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get("/office/households/new"), "new", **NEW)

    assert page.h1 == f"EB-{clock.today().year}-00001"
    assert "Eva Öberg 19900101-••••" in page.words
    assert "arabiska" in page.words
    assert count(session, Person) == 1


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("number", "19900101-0000", "Numret stämmer inte"),
        ("number", "T2020-99999", ""),
        ("born_on", "1990-13-01", "Skriv ett datum"),
        ("born_on", "2199-01-01", "i framtiden"),
        ("starts_on", "", "Skriv från vilken dag"),
        ("language", "xx", "Välj något av alternativen"),
        ("given_name", "x" * 81, "högst 80 tecken"),
    ],
)
def test_what_is_wrong_in_a_new_household_is_said_and_nothing_is_saved(
    visitor_as: VisitorAs, session: Session, field: str, typed: str, said: str
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get("/office/households/new"), "new", **NEW | {field: typed})

    assert page.status == 422
    assert said in page.errors_at(field)
    assert page.value_of("family_name") == "Öberg"
    assert (count(session, Household), count(session, Person)) == (0, 0)


def test_a_person_without_names_is_asked_for_them(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    nameless = NEW | {"given_name": "", "family_name": ""}
    page = somebody.submit(somebody.get("/office/households/new"), "new", **nameless)

    assert "Skriv både förnamn och efternamn" in page.errors_at("given_name")


@pytest.mark.usefixtures("household")
def test_a_number_under_another_name_is_refused_at_the_number(
    visitor_as: VisitorAs, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(
        somebody.get("/office/households/new"), "new", **NEW | {"given_name": "Bo"}
    )

    assert "någon med ett annat namn" in page.errors_at("number")
    assert count(session, Household) == 1


def test_who_lives_elsewhere_all_the_time_is_refused(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get("/office/households/new"), "new", **NEW)

    assert household.case_number in page.errors_at("number")
    assert count(session, Household) == 1


def test_a_household_is_shown_over_time_with_the_next_step_on_top(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    made.arrival(
        session, household, own_wish=OwnWish.NO, forms=("referred_to_landlord",), account="<b>Ja"
    )
    made.aid_period(session, household, granted_kronor=6_000)
    lease = tenancy(session, tenant=household, home=dwelling(session, dwelling_number="1102"))
    rent(session, lease, kronor=8_450)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(path_of(household))
    timeline = page.soup.find(class_="timeline").get_text(" ")

    assert "Kontrollera hyran" in page.words
    assert "Flyttade hit från Göteborg" in timeline
    assert "Ekonomiskt bistånd börjar" in timeline
    assert "Hyresavtal börjar: Storgatan 4, lgh 1102" in timeline
    assert "Hyra 8 450 kr i månaden" in page.words
    assert "Hänvisades till en hyresvärd i en annan kommun" in page.words
    assert "<b>Ja" in page.words


def test_the_next_step_follows_what_is_done(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)

    def next_step() -> str:
        section = somebody.get(path_of(household)).soup.find(
            "section", attrs={"aria-labelledby": "next-heading"}
        )
        return " ".join(section.get_text().split())

    assert "Lägg in hyresavtalet" in next_step()
    lease = tenancy(session, tenant=household)
    session.commit()
    assert "Lägg in hyran" in next_step()
    rent(session, lease)
    norm_set(session)
    session.commit()
    assert "Kontrollera hyran" in next_step()
    page = somebody.get(f"/office/tenancies/{lease.id}/rent-check")
    somebody.submit(page, "rent-check")
    assert "Inget att göra just nu" in next_step()
    soon = clock.today() + timedelta(days=1)
    made.member(session, household, made.person(session), starts_on=soon)
    session.commit()
    assert "hushållet har ändrats" in next_step()


def test_a_check_that_could_not_be_decided_asks_for_what_is_missing(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    norm_set(session)
    lease = tenancy(session, tenant=household)
    rent(session, lease, kronor=5_500, inclusions={})
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    somebody.submit(somebody.get(f"/office/tenancies/{lease.id}/rent-check"), "rent-check")

    assert "Ta reda på det som saknas i hyreskontrollen" in somebody.get(path_of(household)).words


def test_a_member_is_added_with_a_temporary_number_and_a_part_of_the_time(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(path_of(household, "/members/new")), "members", **MEMBER)

    assert page.h1 == household.case_number
    assert f"Elin Öberg T{clock.today().year}-00001 2 mars 2018 Barn 50 %" in page.words
    assert count(session, HouseholdMember) == 2


@pytest.mark.parametrize(
    ("field", "typed"),
    [("role", None), ("share_percent", "0"), ("share_percent", "101"), ("starts_on", "i går")],
)
def test_a_member_that_is_wrongly_typed_is_not_added(
    visitor_as: VisitorAs,
    household: Household,
    session: Session,
    field: str,
    typed: str | None,
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(
        somebody.get(path_of(household, "/members/new")), "members", **MEMBER | {field: typed}
    )

    assert page.status == 422
    assert page.errors_at(field)
    assert page.value_of("given_name") == "Elin"
    assert count(session, HouseholdMember) == 1


def test_the_same_member_twice_is_refused(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    again = MEMBER | {"number": NUMBER, "given_name": "", "family_name": ""}
    page = somebody.submit(somebody.get(path_of(household, "/members/new")), "members", **again)

    assert "hör redan till hushållet" in page.errors_at("number")
    assert count(session, HouseholdMember) == 1


def member_of(session: Session, household: Household) -> HouseholdMember:
    member = session.scalars(
        select(HouseholdMember).where(HouseholdMember.household_id == household.id)
    ).one()
    session.commit()  # the app wants the database
    return member


def test_who_leaves_is_shown_with_the_day(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(household, f"/members/{member_of(session, household).id}/end"))
    page = somebody.submit(form, "end", ends_on="2026-01-15")

    assert "15 januari 2026" in page.words
    assert "Lägg till vem som hör till hushållet" in page.words


def test_leaving_before_coming_is_refused_at_the_day(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(household, f"/members/{member_of(session, household).id}/end"))
    page = somebody.submit(form, "end", ends_on="2025-08-31")

    assert (page.status, page.value_of("ends_on")) == (422, "2025-08-31")
    assert "efter 1 september 2025" in page.errors_at("ends_on")


def test_leaving_on_two_days_is_a_conflict_shown_at_the_day(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(household, f"/members/{member_of(session, household).id}/end"))
    somebody.submit(form, "end", ends_on="2026-01-15")
    page = somebody.submit(form, "end", ends_on="2026-01-16")

    assert "redan avslutat från 15 januari 2026" in page.errors_at("ends_on")


def test_a_whole_number_is_shown_on_asking_and_that_is_logged(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    before = somebody.get(path_of(household))
    page = somebody.submit(before, "number")
    member = member_of(session, household)
    session.rollback()
    logged = list_accesses(session, before_seq=None, limit=9, subject_id=member.person_id)

    assert NUMBER[8:] not in before.text
    assert f"19900101-{NUMBER[8:]}" in page.words
    assert [access.action for access in logged] == ["person.number_revealed"]


@pytest.mark.parametrize(
    "more",
    [
        "",
        "/members/new",
        "/aid/new",
        "/arrivals/new",
        "/members/01890a5d-ac96-774b-bcce-b302099a8057/end",
    ],
)
def test_an_unknown_household_is_not_found(visitor_as: VisitorAs, more: str) -> None:
    assert visitor_as(Role.CASEWORKER).get(f"/office/households/{uuid4()}{more}").status == 404


def test_a_member_of_another_household_is_not_found(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    other = made.household(session)
    session.commit()
    member = member_of(session, other)
    path = path_of(household, f"/members/{member.id}/end")

    assert visitor_as(Role.CASEWORKER).get(path).status == 404


@pytest.mark.parametrize(
    "role",
    [
        Role.FIELD_OFFICER,
        Role.DUTY_OFFICER,
        Role.BOARD_MEMBER,
        Role.ANALYST,
        Role.ADMINISTRATOR,
        Role.DATA_PROTECTION_OFFICER,
    ],
)
@pytest.mark.parametrize("more", ["", "new", "{id}", "{id}/members/new", "{id}/arrivals/new"])
def test_households_are_closed_to_the_other_roles(
    visitor_as: VisitorAs, household: Household, role: Role, more: str
) -> None:
    path = f"/office/households/{more.format(id=household.id)}"

    assert visitor_as(role).get(path).status == 403
