"""What editions of landlords go by, at the desk: dwellings of landlords, and values decided."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.dwelling_totals import dwelling_total
from factories.landlords import landlord
from factories.people import staff_member
from factories.visitors import Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.landlords.models import Party
from landlord_watch.oversight.models import IndicatorParameter, LandlordDwellingTotal
from landlord_watch.oversight.rules.parameters import parameter_rows
from landlord_watch.web.parameter_words import PARAMETERS

VisitorAs = Callable[..., Visitor]
TOTAL = {"dwellings": "40", "source": "Fastighetslista", "as_of_on": "2025-12-31"}
VALUE = {
    "key": "coverage_floor_percent",
    "value": "85",
    "starts_on": "2026-01-01",
    "decision": "Socialnämnden § 12, 2026",
}
PARAMETERS_AT = "/office/landlord-editions/parameters/"


@pytest.fixture
def party(session: Session) -> Party:
    return landlord(session)


def totals_of(party: Party, more: str = "") -> str:
    return f"/office/landlords/{party.id}/dwelling-totals/{more}"


def test_a_number_of_dwellings_is_kept_with_its_source_and_day(
    visitor_as: VisitorAs, session: Session, party: Party
) -> None:
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(totals_of(party, "new")), "dwelling-totals", **TOTAL)

    assert "31 december 2025 40 Fastighetslista" in page.words


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("dwellings", "0", "Skriv ett heltal mellan 1 och 100"),
        ("dwellings", "fyrtio", "Skriv ett heltal mellan 1 och 100"),
        ("source", "", "Skriv var antalet kommer från."),
        ("as_of_on", "2090-01-01", "dag"),
    ],
)
def test_a_number_of_dwellings_that_cannot_be_is_refused_at_its_field(
    visitor_as: VisitorAs, session: Session, party: Party, field: str, typed: str, words: str
) -> None:
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(totals_of(party, "new"))
    page = somebody.submit(form, "dwelling-totals", **{**TOTAL, field: typed})

    assert page.status == 422
    assert words in page.errors_at(field)
    assert session.scalar(select(func.count(LandlordDwellingTotal.id))) == 0


def test_a_number_that_was_wrong_is_taken_back_once_and_stays_to_be_read(
    visitor_as: VisitorAs, session: Session, party: Party
) -> None:
    author = staff_member(session, Role.CASEWORKER, username="wrote")
    total = dwelling_total(session, party, author_id=author.id)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(totals_of(party, f"{total.id}/take-back"))
    page = somebody.submit(form, "take-back")
    again = somebody.submit(form, "take-back")

    assert "tillbakataget" in page.words
    assert again.status == 422
    assert "redan tillbakataget" in again.words


def test_anothers_number_is_not_found_here(
    visitor_as: VisitorAs, session: Session, party: Party
) -> None:
    author = staff_member(session, Role.CASEWORKER, username="wrote")
    total = dwelling_total(session, landlord(session, name="En annan AB"), author_id=author.id)
    session.commit()

    assert visitor_as(Role.CASEWORKER).get(totals_of(party, f"{total.id}/take-back")).status == 404


def test_every_value_has_words_and_says_that_nobody_has_decided(
    visitor_as: VisitorAs, session: Session
) -> None:
    session.commit()
    page = visitor_as(Role.BOARD_MEMBER).get(PARAMETERS_AT)

    assert PARAMETERS.keys() == parameter_rows().keys()
    assert page.words.count("ingen har beslutat") == len(PARAMETERS)


def test_a_decided_value_holds_from_its_day_with_its_decision(
    visitor_as: VisitorAs, session: Session
) -> None:
    session.commit()
    somebody = visitor_as(Role.ANALYST)
    page = somebody.submit(somebody.get(f"{PARAMETERS_AT}new"), "parameters", **VALUE)

    assert page.words.count("Socialnämnden § 12, 2026") == 2
    assert "85" in page.words


@pytest.mark.parametrize(
    ("field", "typed"), [("value", "1001"), ("decision", ""), ("starts_on", ""), ("key", "other")]
)
def test_a_value_that_cannot_be_is_refused_at_its_field(
    visitor_as: VisitorAs, session: Session, field: str, typed: str
) -> None:
    session.commit()
    somebody = visitor_as(Role.ANALYST)
    form = somebody.get(f"{PARAMETERS_AT}new")
    page = somebody.submit(form, "parameters", **{**VALUE, field: typed})

    assert page.status == 422
    assert page.errors_at(field)
    assert session.scalar(select(func.count(IndicatorParameter.id))) == 0


def test_the_board_reads_values_and_decides_none_at_this_desk(
    visitor_as: VisitorAs, session: Session
) -> None:
    session.commit()

    assert visitor_as(Role.BOARD_MEMBER).get(f"{PARAMETERS_AT}new").status == 403
