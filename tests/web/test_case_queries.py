"""How much the case world's pages ask the database: no more for much than for little."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from factories import cases
from factories import households as people
from factories import rents as made
from factories.people import staff_member
from factories.statements import counted_selects
from factories.tenancies import tenancy
from factories.visitors import Visitor
from factories.visits import field_officer, visit
from landlord_watch.households.models import Arrival, Household, MemberRole
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.kernel.money import Money
from landlord_watch.rents.models import NormSet
from landlord_watch.rents.services import check_tenancy
from landlord_watch.tenancies.models import Tenancy

VisitorAs = Callable[..., Visitor]

FIRST = date(2024, 1, 1)


def check(session: Session, lease: Tenancy, norm: NormSet, *, on: date, at: datetime) -> None:
    actor = staff_member(session, Role.CASEWORKER, username=f"checks-{lease.id}-{on}")
    check_tenancy(
        session,
        tenancy_id=lease.id,
        on=on,
        norm_set_id=norm.id,
        actor_id=actor.id,
        at=at,
    )


def closed_case(session: Session, move: Arrival, household: Household) -> None:
    """A case on a move, judged and gone a step of a track."""
    case = cases.opened(session, household, move=move)
    cases.form_found(session, case)
    cases.judged(session, case)
    cases.track(session, case)
    case.closed_on = cases.TODAY
    session.flush()  # before the next one is opened


def fill(session: Session, household: Household, norm: NormSet, times: int) -> None:
    """Give a household so much of everything that its page shows."""
    officer = field_officer(session, username=f"visits-{household.id}")
    for passed in range(times):
        start = FIRST + timedelta(days=40 * passed)
        child = people.person(session, born_on=date(2018, 1, 1))
        people.member(session, household, child, role=MemberRole.CHILD, starts_on=start)
        people.aid_period(session, household, starts_on=start, ends_on=start + timedelta(30))
        closed_case(session, people.arrival(session, household, arrived_on=start), household)
        lease = tenancy(session, tenant=household, starts_on=start)
        made.rent(session, lease, starts_on=start)
        check(session, lease, norm, on=start + timedelta(days=1), at=clock.utc_now())
        visit(session, officer=officer, contract=lease)
    session.commit()


@pytest.mark.parametrize(("more", "most"), [("", 26), ("/timeline/", 32)])
def test_a_household_with_much_of_everything_asks_no_more_than_one_with_little(
    app: Flask, visitor_as: VisitorAs, session: Session, more: str, most: int
) -> None:
    norm = made.norm_set(session, is_own=False, starts_on=None)
    small, large = people.household(session), people.household(session)
    for household, times in ((small, 1), (large, 12)):
        first = people.person(session)
        people.member(session, household, first, starts_on=FIRST)
        fill(session, household, norm, times)
    somebody = visitor_as(Role.CASEWORKER)
    with counted_selects(app) as of_small:
        somebody.get(f"/office/households/{small.id}{more}")
    with counted_selects(app) as of_large:
        page = somebody.get(f"/office/households/{large.id}{more}")

    assert len(page.soup.select(".timeline div")) > (60 if more else 7)
    assert len(of_large) <= len(of_small)
    assert len(of_large) < most


def test_a_contract_and_its_check_ask_no_more_with_many_rents_and_checks(
    app: Flask, visitor_as: VisitorAs, session: Session
) -> None:
    norm = made.norm_set(session)
    household = people.household(session)
    lease = tenancy(session, tenant=household)
    made.rent(session, lease)
    check(session, lease, norm, on=clock.today(), at=clock.utc_now())
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)

    def ask() -> list[str]:
        with counted_selects(app) as asked:
            somebody.get(f"/office/tenancies/{lease.id}")
            somebody.get(f"/office/tenancies/{lease.id}/rent-check")
        return asked

    few = ask()
    for passed in range(12):
        day = date(2025, 10, 1) + timedelta(days=10 * passed)
        child = people.person(session, born_on=date(2018, 1, 1))
        people.member(session, household, child, role=MemberRole.CHILD, starts_on=day)
        made.rent(session, lease, starts_on=day).monthly_rent = Money.kronor(8_000 + passed)
        made.norm_set(session, is_own=False, name=f"Norm {passed}")
        check(session, lease, norm, on=day, at=clock.utc_now() + timedelta(minutes=passed))
    session.commit()

    assert len(ask()) <= len(few)


def test_a_search_that_finds_many_asks_no_more_than_one_that_finds_one(
    app: Flask, visitor_as: VisitorAs, session: Session
) -> None:
    people.household(session)
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get("/office/households/")

    def search() -> list[str]:
        with counted_selects(app) as asked:
            somebody.submit(form, typed="Amina")
        return asked

    few = search()
    for _ in range(40):
        people.household(session, adults=2, children=2)
    session.commit()

    assert len(search()) <= len(few)
