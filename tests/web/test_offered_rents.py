"""Recording what a dwelling is offered for, and taking back what was wrong."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.dwellings import dwelling, offered_rent
from factories.visitors import Visitor
from landlord_watch.dwellings.models import OfferedRent
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.money import Money

VisitorAs = Callable[..., Visitor]

NEW = {
    "monthly_rent": "7 600",
    "starts_on": "2026-02-01",
    "source": "advertisement",
    "includes_heating": "yes",
    "includes_furniture": "no",
}


def test_an_offered_rent_is_saved_and_shown_with_what_it_includes(
    visitor_as: VisitorAs, session: Session
) -> None:
    home = dwelling(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/dwellings/{home.id}/offered-rents/new")
    page = somebody.submit(form, "offered-rents", **NEW)
    row = page.soup.find("table", attrs={"aria-label": "Utbjudna hyror"})
    cells = [" ".join(cell.get_text().split()) for cell in row.find_all("td")]

    assert [cells[0], *cells[2:6]] == [
        "1 februari 2026",
        "Värme",
        "Möbler",
        "Annons",
        "Gäller nu",
    ]
    assert "Utbjuden hyra nu 7 600 kr" in page.words


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("monthly_rent", "", "Skriv hyran."),
        ("monthly_rent", "0", "mer än noll"),
        ("monthly_rent", "dyrt", "belopp i kronor"),
        ("starts_on", "", "Skriv ett datum."),
        ("starts_on", "2026-02-30", "Skriv ett datum"),
        ("source", None, "Välj varifrån uppgiften kommer."),
        ("includes_heating", "maybe", "Välj något av alternativen."),
    ],
)
def test_what_is_wrong_of_an_offered_rent_is_said_at_its_field_and_nothing_is_saved(
    visitor_as: VisitorAs, session: Session, field: str, typed: str | None, says: str
) -> None:
    home = dwelling(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/dwellings/{home.id}/offered-rents/new")
    page = somebody.submit(form, "offered-rents", **{**NEW, field: typed})
    session.rollback()

    assert page.status == 422
    assert says in page.errors_at(field)
    assert page.value_of("includes_furniture") == "no"
    assert session.scalar(select(func.count(OfferedRent.id))) == 0


def test_the_second_click_does_not_record_the_same_rent_twice(
    visitor_as: VisitorAs, session: Session
) -> None:
    home = dwelling(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/dwellings/{home.id}/offered-rents/new")
    somebody.submit(form, "offered-rents", **NEW)
    page = somebody.submit(form, "offered-rents", **NEW)

    assert page.status == 422
    assert "Det finns redan en utbjuden hyra från 1 februari 2026." in page.errors_at("starts_on")


def test_a_withdrawn_rent_stays_as_history_and_a_better_one_takes_its_day(
    visitor_as: VisitorAs, session: Session
) -> None:
    home = dwelling(session)
    wrong = offered_rent(session, home, kronor=76_000)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    question = somebody.get(f"/office/dwellings/offered-rents/{wrong.id}/withdraw")
    page = somebody.submit(question, "withdraw")
    form = somebody.get(f"/office/dwellings/{home.id}/offered-rents/new")
    better = somebody.submit(form, "offered-rents", **{**NEW, "starts_on": "2026-01-01"})

    assert "76 000 kr från 1 januari 2026" in question.words
    assert "Tillbakadragen" in page.words
    assert "Utbjuden hyra nu –" in page.words
    assert "Utbjuden hyra nu 7 600 kr" in better.words
    assert "76 000 kr" in better.words


def test_a_rent_is_withdrawn_once(visitor_as: VisitorAs, session: Session) -> None:
    offered = offered_rent(session, dwelling(session))
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    question = somebody.get(f"/office/dwellings/offered-rents/{offered.id}/withdraw")
    somebody.submit(question, "withdraw")
    page = somebody.submit(question, "withdraw")

    assert page.status == 409
    assert "redan tillbakadragen" in page.words


def test_who_may_only_read_may_not_write_of_offered_rents(
    visitor_as: VisitorAs, session: Session
) -> None:
    home = dwelling(session)
    offered = offered_rent(session, home)
    session.commit()
    reader = visitor_as(Role.FIELD_OFFICER)

    assert reader.get(f"/office/dwellings/{home.id}/offered-rents/new").status == 403
    assert reader.get(f"/office/dwellings/offered-rents/{offered.id}/withdraw").status == 403


def test_an_unknown_offered_rent_does_not_exist(visitor_as: VisitorAs) -> None:
    page = visitor_as(Role.CASEWORKER).get(f"/office/dwellings/offered-rents/{uuid4()}/withdraw")

    assert page.status == 404


def test_what_is_offered_later_is_not_offered_now(visitor_as: VisitorAs, session: Session) -> None:
    home = dwelling(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/dwellings/{home.id}/offered-rents/new")
    page = somebody.submit(form, "offered-rents", **{**NEW, "starts_on": "2199-01-01"})

    assert "Utbjuden hyra nu –" in page.words
    assert session.scalars(select(OfferedRent.monthly_rent)).all() == [Money.kronor(7_600)]
