"""Typing in a rent with what it includes, and taking back a wrong one."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import rents as made
from factories.tenancies import tenancy
from factories.visitors import Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.rents.models import Rent
from landlord_watch.tenancies.models import Tenancy

VisitorAs = Callable[..., Visitor]

NEW = {
    "monthly_rent": "8 450",
    "starts_on": "2026-01-01",
    "basis": "invoice",
    "heating": "yes",
    "household_electricity": "no",
    "household_electricity_amount": "450",
    "furniture": "absent",
    "furniture_amount": "99",
}


@pytest.fixture
def lease(session: Session) -> Tenancy:
    contract = tenancy(session, starts_on=date(2025, 9, 1))
    session.commit()
    return contract


def path_of(lease: Tenancy) -> str:
    return f"/office/tenancies/{lease.id}/rents/new"


def rents_of(session: Session) -> list[Rent]:
    session.rollback()
    return list(session.scalars(select(Rent).order_by(Rent.starts_on)))


def test_a_rent_is_saved_with_what_it_includes_and_goes_on_to_the_check(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(path_of(lease)), "new", **NEW)
    (rent,) = rents_of(session)

    assert page.h1 == "Hyreskontroll"
    assert rent.monthly_rent.ore == 845_000
    assert rent.inclusions["heating"] == {"in_rent": "yes", "amount_ore": None}
    assert rent.inclusions["household_electricity"] == {"in_rent": "no", "amount_ore": 45_000}
    assert rent.inclusions["furniture"] == {"in_rent": "no", "amount_ore": 0}
    assert rent.inclusions["parking"] == {"in_rent": "unknown", "amount_ore": None}


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("monthly_rent", "", "Skriv hyran."),
        ("monthly_rent", "-1", "Skriv ett belopp"),
        ("starts_on", "2025-08-31", "utanför avtalet"),
        ("starts_on", "snart", "Skriv ett datum"),
        ("basis", None, "Välj varifrån"),
        ("heating", "kanske", "Välj något av alternativen"),
        ("parking_amount", "mycket", "Skriv ett belopp"),
    ],
)
def test_what_is_wrong_of_a_rent_is_said_at_its_field_and_nothing_is_saved(
    visitor_as: VisitorAs,
    lease: Tenancy,
    session: Session,
    field: str,
    typed: str | None,
    said: str,
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.submit(somebody.get(path_of(lease)), "new", **NEW | {field: typed})

    assert page.status == 422
    assert said in page.errors_at(field)
    assert page.value_of("household_electricity_amount") == "450"
    assert rents_of(session) == []


def test_an_unusual_rent_is_saved_when_who_typed_it_says_it_is_right(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(lease))
    assert "fast det är ovanligt" not in form.words
    asked = somebody.submit(form, "new", **NEW | {"monthly_rent": "84500"})
    assert "ovanligt låg eller hög" in asked.errors_at("monthly_rent")
    somebody.submit(asked, "new", is_confirmed="y")

    assert [rent.monthly_rent.ore for rent in rents_of(session)] == [8_450_000]


def test_the_second_click_saves_no_second_rent(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(path_of(lease))
    somebody.submit(form, "new", **NEW)
    page = somebody.submit(form, "new", **NEW)

    assert "Den senaste hyran gäller från 1 januari 2026" in page.errors_at("starts_on")
    assert len(rents_of(session)) == 1


def test_a_rent_is_withdrawn_after_asking_and_stays_to_be_seen(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    rent = made.rent(session, lease, kronor=9_999)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/tenancies/{lease.id}/rents/{rent.id}/withdraw")
    assert "9 999 kr i månaden från 1 september 2025" in form.words
    page = somebody.submit(form, "withdraw")
    again = somebody.submit(form, "withdraw")

    assert "Tillbakadragen" in page.words
    assert again.status == 200
    assert session.scalar(select(func.count()).select_from(Rent)) == 1


def test_a_rent_of_another_contract_is_not_found(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    rent = made.rent(session, tenancy(session))
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)

    assert somebody.get(f"/office/tenancies/{lease.id}/rents/{rent.id}/withdraw").status == 404
    assert somebody.get(f"/office/tenancies/{uuid4()}/rents/new").status == 404


@pytest.mark.parametrize("role", [Role.FIELD_OFFICER, Role.ANALYST, Role.ADMINISTRATOR])
def test_rents_are_closed_to_the_other_roles(
    visitor_as: VisitorAs, lease: Tenancy, role: Role
) -> None:
    assert visitor_as(role).get(path_of(lease)).status == 403
