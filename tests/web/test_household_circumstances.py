"""A household's aid, and from where it came."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import households as made
from factories.visitors import Visitor
from landlord_watch.households.models import AidPeriod, Arrival, Household
from landlord_watch.identity.rules import Role

VisitorAs = Callable[..., Visitor]

ARRIVAL = {
    "from_municipality_code": "1480",
    "arrived_on": "2026-02-01",
    "own_wish": "no",
    "forms_of_participation": ["referred_to_landlord", "economic_incentive"],
    "account": "De sa åt mig att flytta.\nJag ville inte.",
}


def count(session: Session, model: type) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(model)) or 0


def path_of(household: Household, more: str = "") -> str:
    return f"/office/households/{household.id}{more}"


@pytest.fixture
def household(session: Session) -> Household:
    home = made.household(session)
    session.commit()
    return home


def test_aid_is_recorded_and_ended(visitor_as: VisitorAs, household: Household) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(
        somebody.get(path_of(household, "/aid/new")),
        "aid",
        starts_on="2026-01-01",
        granted="6 000",
    )
    assert "1 januari 2026 – pågår" in page.words
    assert "Beviljat för boende: 6 000 kr" in page.words
    link = page.soup.find("a", string="Avsluta")
    page = somebody.submit(somebody.get(link["href"]), "end", ends_on="2026-06-01")

    assert "1 januari 2026 – 1 juni 2026" in page.words


@pytest.mark.parametrize(
    ("starts", "ends", "granted", "field"),
    [
        ("2026-01-01", "2026-01-01", "", "ends_on"),
        ("2025-11-01", "", "", "starts_on"),
        ("", "", "", "starts_on"),
        ("2026-01-01", "", "gratis", "granted"),
    ],
    ids=["backward", "overlapping", "without a day", "no amount"],
)
def test_aid_that_cannot_be_is_refused_at_its_field(
    visitor_as: VisitorAs,
    household: Household,
    session: Session,
    starts: str,
    ends: str,
    granted: str,
    field: str,
) -> None:
    made.aid_period(session, household, starts_on=date(2025, 10, 1), ends_on=date(2025, 12, 1))
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(
        somebody.get(path_of(household, "/aid/new")),
        "aid",
        starts_on=starts,
        ends_on=ends,
        granted=granted,
    )

    assert page.status == 422
    assert page.errors_at(field)
    assert page.value_of("starts_on") == starts
    assert count(session, AidPeriod) == 1


def test_an_arrival_is_saved_with_its_forms_and_the_persons_own_words(
    visitor_as: VisitorAs, household: Household
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(path_of(household, "/arrivals/new")), "arrivals", **ARRIVAL)

    assert "Från Göteborg Flyttade hit 1 februari 2026" in page.words
    assert "Nej, ville inte flytta hit" in page.words
    assert "Hänvisades till en hyresvärd" in page.words
    assert "De sa åt mig att flytta. Jag ville inte." in page.words


def test_a_household_arrives_from_the_other_289_municipalities(
    visitor_as: VisitorAs, household: Household
) -> None:
    page = visitor_as(Role.CASEWORKER).get(path_of(household, "/arrivals/new"))
    options = page.soup.find(attrs={"name": "from_municipality_code"}).find_all("option")
    names = [option.get_text() for option in options if option["value"].isdecimal()]

    assert len(names) == 289
    assert "Bengtsfors" not in names
    assert names[-2:] == ["Överkalix", "Övertorneå"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("from_municipality_code", ""),
        ("from_municipality_code", "1460"),
        ("arrived_on", "nyss"),
        ("own_wish", None),
        ("forms_of_participation", ["bribed"]),
    ],
)
def test_an_arrival_that_cannot_be_is_said_at_its_field(
    visitor_as: VisitorAs, household: Household, session: Session, field: str, typed: object
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(
        somebody.get(path_of(household, "/arrivals/new")), "arrivals", **ARRIVAL | {field: typed}
    )

    assert page.status == 422
    assert page.errors_at(field)
    assert page.value_of("account").startswith("De sa åt mig")
    assert count(session, Arrival) == 0


def test_the_same_arrival_twice_is_refused(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(household, "/arrivals/new"))
    somebody.submit(form, "arrivals", **ARRIVAL)
    page = somebody.submit(form, "arrivals", **ARRIVAL)

    assert "redan inlagd" in page.errors_at("from_municipality_code")
    assert count(session, Arrival) == 1
