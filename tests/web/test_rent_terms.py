"""What else a rent is: by the week, at second hand, changed afterwards; and what is beside it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import rents as made
from factories.tenancies import tenancy
from factories.visitors import Page, Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.rents.models import Rent, RentAside, RentCause
from landlord_watch.tenancies.models import ContractKind, Tenancy

VisitorAs = Callable[..., Visitor]

NEW = {"monthly_rent": "8 450", "starts_on": "2026-01-01", "basis": "contract"}


@pytest.fixture
def lease(session: Session) -> Tenancy:
    return lease_of(session, ContractKind.PRIMARY_LEASE)


def lease_of(session: Session, kind: ContractKind) -> Tenancy:
    contract = tenancy(session, starts_on=date(2025, 9, 1), contract_kind=kind)
    session.commit()
    session.refresh(contract)
    session.expunge(contract)
    session.rollback()  # the app wants the database
    return contract


def record(somebody: Visitor, lease: Tenancy, **fields: Any) -> Page:
    form = somebody.get(f"/office/tenancies/{lease.id}/rents/new")
    return somebody.submit(form, "new", **NEW | fields)


def only_rent(session: Session) -> Rent:
    session.rollback()
    found = session.scalars(select(Rent).where(Rent.withdrawn_at.is_(None))).one()
    session.expunge(found)
    session.rollback()  # the app wants the database
    return found


def contract_page(somebody: Visitor, lease: Tenancy) -> Page:
    return somebody.get(f"/office/tenancies/{lease.id}")


def test_a_price_by_the_week_is_kept_and_shown_as_converted(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    record(somebody, lease, monthly_rent="1500", unit="week")

    assert only_rent(session).monthly_rent.ore == 650_000
    assert "6 500 kr omräknad från 1 500 kr per vecka" in contract_page(somebody, lease).words


def test_what_the_contract_says_and_what_a_lodger_pays_is_kept(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    record(somebody, lease, contract_rooms="2", contract_area_m2="57,5", lodger_pays="1500")
    rent = only_rent(session)

    assert (rent.contract_rooms, rent.contract_area_m2) == (2, 57.5)
    assert rent.lodger_pays is not None
    assert rent.lodger_pays.ore == 150_000


def test_only_at_second_hand_is_it_asked_what_who_lets_pays(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    sublet, lodger = (
        lease_of(session, kind) for kind in (ContractKind.SUBLEASE, ContractKind.LODGER)
    )
    pages = {
        one.id: somebody.get(f"/office/tenancies/{one.id}/rents/new").text
        for one in (lease, sublet, lodger)
    }

    assert ["sublessor_rent" in pages[one.id] for one in (lease, sublet, lodger)] == [
        False,
        True,
        True,
    ]
    assert ["let_part" in pages[one.id] for one in (sublet, lodger)] == [False, True]


def test_a_sublet_over_fifteen_percent_is_a_finding_of_its_own(
    visitor_as: VisitorAs, session: Session
) -> None:
    made.norm_set(session)
    lease = lease_of(session, ContractKind.SUBLEASE)
    somebody = visitor_as(Role.CASEWORKER)
    record(
        somebody,
        lease,
        monthly_rent="7500",
        sublessor_rent="6000",
        sublessor_extras="0",
        furniture="yes",
    )
    page = somebody.get(f"/office/tenancies/{lease.id}/rent-check?on=2026-03-01")

    assert "Hyran 7 500 kr ligger 600 kr över vad som får begäras i andra hand" in page.words
    assert "jordabalken 12 kap. 55 § fjärde stycket" in page.words
    assert "normen gäller biståndet" in page.words


def test_a_sublet_without_the_sublessors_rent_says_what_to_ask_for(
    visitor_as: VisitorAs, session: Session
) -> None:
    made.norm_set(session)
    lease = lease_of(session, ContractKind.SUBLEASE)
    somebody = visitor_as(Role.CASEWORKER)
    record(somebody, lease)
    check = somebody.get(f"/office/tenancies/{lease.id}/rent-check?on=2026-03-01")
    kept = somebody.submit(check, "rent-check")

    for page in (check, kept):
        assert "Det kan inte avgöras om hyran 8 450 kr är för hög" in page.words
        assert "vad uthyraren själv betalar" in page.words


def test_a_first_hand_rent_has_no_such_finding(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    made.norm_set(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    record(somebody, lease)
    page = somebody.get(f"/office/tenancies/{lease.id}/rent-check?on=2026-03-01")

    assert "Hyra i andra hand" not in page.words


def test_a_rent_lowered_afterwards_replaces_the_other_when_it_is_said_why(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    record(somebody, lease)
    refused = record(somebody, lease, monthly_rent="7000")
    somebody.submit(refused, "new", cause="lowered_by_tribunal")
    page = contract_page(somebody, lease)

    assert "välj varför hyran ändras i efterhand" in refused.errors_at("starts_on")
    assert only_rent(session).cause is RentCause.LOWERED_BY_TRIBUNAL
    assert "Sänkt av hyresnämnden" in page.words
    assert "Ersatt" in page.words


def test_a_check_by_a_rent_that_was_changed_afterwards_is_to_be_made_again(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    made.norm_set(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    record(somebody, lease)
    somebody.submit(
        somebody.get(f"/office/tenancies/{lease.id}/rent-check?on=2026-03-01"), "rent-check"
    )
    before = contract_page(somebody, lease)
    record(somebody, lease, monthly_rent="7000", cause="lowered_by_tribunal")

    assert "gör om" not in before.words
    assert "gör om: hyran är en annan nu" in contract_page(somebody, lease).words


def test_what_was_known_then_is_shown_beside_what_is_known_now(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    now = clock.utc_now()
    first = made.rent(session, lease, kronor=9_000, starts_on=date(2026, 1, 1))
    first.recorded_at, first.withdrawn_at = now - timedelta(30), now - timedelta(10)
    second = made.rent(session, lease, kronor=7_000, starts_on=date(2026, 1, 1))
    second.recorded_at = now - timedelta(10)
    session.commit()
    then = (now - timedelta(20)).astimezone(clock.LOCAL).strftime("%Y-%m-%dT%H:%M")
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get(f"/office/tenancies/{lease.id}/rents/known?at={then}")
    today = somebody.get(f"/office/tenancies/{lease.id}/rents/known")
    then_words, now_words = page.words.split("Det vi vet nu", 1)

    assert "9 000 kr" in then_words
    assert "7 000 kr" in now_words
    assert "Vi visste detsamma då som nu" in today.words


def test_a_month_is_judged_by_days_and_each_rent_from_its_start(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    made.norm_set(session)
    made.rent(session, lease, kronor=5_000, starts_on=date(2025, 9, 1))
    made.rent(session, lease, kronor=6_000, starts_on=date(2026, 4, 16))
    made.aside(session, lease, kronor=6_000, starts_on=date(2026, 4, 1), spread_months=6)
    session.commit()
    path = f"/office/tenancies/{lease.id}/rents/month"
    page = visitor_as(Role.CASEWORKER).get(f"{path}?on=2026-04-20")

    assert "Månaden kostade 5 500 kr mot normhyran 5 400 kr: över normen." in page.words
    assert "16 april 2026 15 6 000 kr" in page.words
    assert "Utöver hyran är 1 000 kr utslaget på månaden" in page.words


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("month?on=2026-04-20", 200, "Ingen hyra är inlagd för 1 april 2026"),
        ("month?on=snart", 422, "Skriv ett datum"),
        ("known?at=nyss", 422, "Skriv datum och klockslag"),
    ],
)
def test_what_cannot_be_shown_is_said(
    visitor_as: VisitorAs, lease: Tenancy, address: str, status: int, said: str
) -> None:
    page = visitor_as(Role.CASEWORKER).get(f"/office/tenancies/{lease.id}/rents/{address}")

    assert (page.status, said in page.words) == (status, True)


def beside(somebody: Visitor, lease: Tenancy, **fields: Any) -> Page:
    form = somebody.get(f"/office/tenancies/{lease.id}/asides/new")
    return somebody.submit(form, "asides", **fields)


DEPOSIT = {"kind": "deposit", "amount": "8 000", "starts_on": "2026-01-01"}


def test_a_deposit_stands_beside_the_rent_and_may_be_taken_back(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = beside(somebody, lease, **DEPOSIT)
    aside = session.scalars(select(RentAside)).one()
    path = f"/office/tenancies/{lease.id}/asides/{aside.id}/withdraw"
    session.rollback()  # the app wants the database
    gone = somebody.submit(somebody.get(path), "withdraw")

    assert "Deposition 1 januari 2026 8 000 kr – Dra tillbaka" in page.words
    assert "Deposition 1 januari 2026 8 000 kr – Tillbakadragen" in gone.words


@pytest.mark.parametrize(
    ("fields", "at", "said"),
    [
        ({"kind": None}, "kind", "Välj vad det är"),
        ({"amount": ""}, "amount", "har ett belopp"),
        ({"amount": "mycket"}, "amount", "Skriv ett belopp"),
        ({"starts_on": ""}, "starts_on", "Skriv ett datum"),
        ({"kind": "rent_free"}, "amount", "Hyresfria dagar"),
        ({"spread_months": "0"}, "spread_months", "Skriv ett heltal"),
    ],
)
def test_what_is_wrong_of_it_is_said_at_its_field(
    visitor_as: VisitorAs, lease: Tenancy, session: Session, fields: Any, at: str, said: str
) -> None:
    page = beside(visitor_as(Role.CASEWORKER), lease, **DEPOSIT | fields)

    assert page.status == 422
    assert said in page.errors_at(at)
    assert session.scalars(select(RentAside)).all() == []


def test_the_second_click_keeps_one(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    for _ in range(2):
        beside(somebody, lease, **DEPOSIT)

    assert len(session.scalars(select(RentAside)).all()) == 1


def test_what_stands_beside_another_rent_is_not_found(
    visitor_as: VisitorAs, lease: Tenancy, session: Session
) -> None:
    other = made.aside(session, tenancy(session))
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)

    assert somebody.get(f"/office/tenancies/{lease.id}/asides/{other.id}/withdraw").status == 404
    assert somebody.get(f"/office/tenancies/{uuid4()}/asides/new").status == 404


@pytest.mark.parametrize("typed", ["1/3", "33,3", "50 %"])
def test_a_part_of_a_contract_is_written_as_people_write_it(
    visitor_as: VisitorAs, session: Session, typed: str
) -> None:
    lease = lease_of(session, ContractKind.LODGER)
    record(visitor_as(Role.CASEWORKER), lease, let_part=typed)

    assert only_rent(session).let_part_permille in {333, 500}


@pytest.mark.parametrize("typed", ["0", "101", "2/1", "1/0", "en tredjedel"])
def test_a_part_that_is_none_is_refused(
    visitor_as: VisitorAs, session: Session, typed: str
) -> None:
    lease = lease_of(session, ContractKind.LODGER)
    page = record(visitor_as(Role.CASEWORKER), lease, let_part=typed)

    assert "Skriv delen i procent" in page.errors_at("let_part")
