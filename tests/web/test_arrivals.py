"""Who arranged a move and how; a better account takes the place of one, which stays to be seen."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import households as made
from factories.landlords import landlord
from factories.visitors import Page, Visitor
from landlord_watch.households.models import Arrival, Household
from landlord_watch.households.rules import Arranger
from landlord_watch.identity.rules import Role

VisitorAs = Callable[..., Visitor]

TOLD = {
    "from_municipality_code": "1480",
    "arrived_on": "2026-02-01",
    "own_wish": "no",
    "arranged_by": "other_municipality",
    "arranged_words": "En boendesamordnare.",
    "contact": "landlord",
    "money": "other_municipality",
    "forms_of_participation": ["contract_terminated", "economic_incentive"],
    "account": "De sa åt mig att flytta.",
}


@pytest.fixture
def household(session: Session) -> Household:
    home = made.household(session)
    session.commit()
    return home


def new(somebody: Visitor, household: Household, **told: object) -> Page:
    page = somebody.get(f"/office/households/{household.id}/arrivals/new")
    return somebody.submit(page, "arrivals", **TOLD | told)


def recorded(session: Session) -> list[Arrival]:
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(Arrival).order_by(Arrival.recorded_at, Arrival.id)))


def test_who_arranged_what_is_shown_with_the_household(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    landlord(session, name="Ek & Son Fastigheter AB")
    session.commit()
    page = new(visitor_as(Role.CASEWORKER), household, landlord="Ek & Son")

    assert "Ordnades av Den andra kommunen" in page.words
    assert "Vem det var: En boendesamordnare." in page.words
    assert "Hyresvärd: Ek & Son Fastigheter AB" in page.words
    assert "Kontakten med hyresvärden: En hyresvärd" in page.words
    assert "Pengar till flytten eller hyran: Den andra kommunen" in page.words
    assert "Hyresavtal eller socialt kontrakt avslutades mellantvång" in page.words


def test_who_it_was_lies_sealed(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    new(visitor_as(Role.CASEWORKER), household)
    session.rollback()

    assert "boendesamordnare" not in session.scalars(select(Arrival.arranged_words)).one()


def test_from_where_may_not_be_known(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    page = new(visitor_as(Role.CASEWORKER), household, from_municipality_code="unknown")

    assert "Från inte känt" in page.words
    assert [each.from_municipality_code for each in recorded(session)] == [None]


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"landlord": "Ingen AB"}, "landlord", "Ingen hyresvärd heter så"),
        ({"landlord": "Påhittade"}, "landlord", "Flera hyresvärdar"),
        ({"landlord": "556999-9997"}, "landlord", "Ingen hyresvärd har det numret"),
        ({"landlord": "Påhittade 1 AB", "contact": ""}, "landlord", "Välj först vad"),
        ({"arranged_by": None}, "arranged_by", "Välj vem"),
        ({"contact": "somebody"}, "contact", ""),
    ],
    ids=["nobody's name", "several", "no number", "arranged nothing", "not said", "not listed"],
)
def test_what_does_not_fit_is_said_at_its_field(
    visitor_as: VisitorAs,
    household: Household,
    session: Session,
    told: dict[str, object],
    field: str,
    words: str,
) -> None:
    for number in range(2):
        landlord(session, name=f"Påhittade {number} AB")
    session.commit()
    page = new(visitor_as(Role.CASEWORKER), household, **told)

    assert page.status == 422
    assert words in page.errors_at(field)
    assert page.errors_at(field)
    assert page.value_of("arranged_words") == "En boendesamordnare."
    assert recorded(session) == []


def test_a_correction_takes_its_place_and_what_stood_is_still_seen(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    landlord(session, name="Ek & Son Fastigheter AB")
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = new(somebody, household, landlord="Ek & Son")
    correct = page.soup.find("a", string="Rätta flytten")["href"]
    page = somebody.submit(somebody.get(correct), "correct", own_wish="yes")
    wrong, better = recorded(session)

    assert (wrong.withdrawn_at is not None, better.withdrawn_at) == (True, None)
    assert better.corrects_id == wrong.id
    assert better.landlord_id == wrong.landlord_id
    assert better.arranged_parts == {"contact": "landlord", "money": "other_municipality"}
    assert better.account == "De sa åt mig att flytta."
    assert "Tidigare uppgifter (1)" in page.words


def test_a_second_correction_of_the_same_row_is_refused(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = new(somebody, household)
    form = somebody.get(page.soup.find("a", string="Rätta flytten")["href"])
    somebody.submit(form, "correct", own_wish="yes")
    page = somebody.submit(form, "correct", own_wish="unclear")

    assert page.status == 422
    assert "redan rättats" in page.words
    assert len(recorded(session)) == 2


def test_what_never_was_is_taken_back_and_may_be_recorded_anew(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = new(somebody, household)
    withdraw = page.soup.find("a", string="Ta tillbaka flytten")["href"]
    page = somebody.submit(somebody.get(withdraw), "withdraw")
    said = page.words
    new(somebody, household)

    assert "Ingen flytt är inlagd." in said
    assert [each.withdrawn_at is None for each in recorded(session)] == [False, True]


def test_the_arrival_of_another_household_is_not_found(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    other = made.arrival(session, made.household(session))
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(
        f"/office/households/{household.id}/arrivals/{other.id}/correct"
    )

    assert page.status == 404


def test_what_was_recorded_without_a_word_of_who_says_so(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    came = made.arrival(session, household)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(f"/office/households/{household.id}")

    assert came.arranged_by is Arranger.NOT_KNOWN
    assert "Ordnades av Inte känt" in page.words
