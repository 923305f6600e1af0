"""Reading norms, seeing what they leave out, and making one the municipality's own."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.rents import norm_set
from factories.visitors import Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.rents import services
from landlord_watch.rents.models import NormSet

VisitorAs = Callable[..., Visitor]

LINES = """municipality,year,household_size_or_type,max_rent_sek_month,source
Bengtsfors,2026,1 vuxen,5400,Nämnden
Bengtsfors,2026,{second},6500,Nämnden
"""


def published(session: Session, name: str) -> NormSet:
    """One of the published norms, all of them brought in."""
    services.import_published_norms(session, actor_id=None, at=clock.utc_now())
    session.commit()
    found = session.scalars(select(NormSet).where(NormSet.name == name)).one()
    session.commit()  # the app wants the database
    return found


def count(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(NormSet)) or 0


def test_without_an_own_norm_the_list_says_what_to_do(visitor_as: VisitorAs) -> None:
    page = visitor_as(Role.CASE_MANAGER).get("/office/norms/")

    assert "Ingen norm är kommunens egen ännu" in page.words


def test_published_norms_are_brought_in_by_a_button_once(
    visitor_as: VisitorAs, session: Session
) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    form = somebody.get("/office/norms/")
    first, second = somebody.submit(form, "published"), somebody.submit(form, "published")

    assert "11 normer är inlästa" in first.words
    assert "Alla tabeller fanns redan" in second.words
    assert count(session) == 11


def test_a_list_of_norms_says_when_they_hold_and_who_stands_behind_them(
    visitor_as: VisitorAs, session: Session
) -> None:
    norm_set(session, name="Vår egen")
    published(session, "Uddevalla 2020")
    page = visitor_as(Role.BOARD_MEMBER).get("/office/norms/")

    assert "Vår egen Bengtsfors från 1 januari 2025 Kommunens beslut Egen" in page.words
    assert "från 1 april 2020, till 1 maj 2021" in page.words
    assert "HFAB utan datum HFAB utan datum Hyresvärdens uppgift" in page.words
    assert "från 1 januari 2020 (bara året är angivet)" in page.words


def test_a_norm_shows_its_rows_and_what_it_says_and_does_not_say(
    visitor_as: VisitorAs, session: Session
) -> None:
    norm = published(session, "Uddevalla 2020")
    page = visitor_as(Role.ANALYST).get(f"/office/norms/{norm.id}")

    assert "1-2 vuxna + 1 barn 6 450 kr" in page.words
    assert "1 600 kr" in page.words
    assert "Värme Ja" in page.words
    assert "Varmvatten Sägs inte" in page.words
    assert "Hushållsel Nej" in page.words


def test_a_norm_says_which_households_it_leaves_out(
    visitor_as: VisitorAs, session: Session
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    malmo = somebody.get(f"/office/norms/{published(session, 'Malmö 2018').id}")
    hfab = somebody.get(f"/office/norms/{published(session, 'HFAB utan datum').id}")
    vimmerby = somebody.get(f"/office/norms/{published(session, 'Vimmerby 2024').id}")

    assert "1–4 vuxna med 4 barn eller fler" in malmo.words
    assert "3–4 vuxna utan barn" in malmo.words
    assert "2 vuxna utan barn, när de vuxna är 24 och 25 år" in hfab.words
    assert "1–2 vuxna utan barn, i en bostad med 3, 4, 5, 6 rum" in vimmerby.words


def test_a_whole_norm_says_that_it_is(visitor_as: VisitorAs, session: Session) -> None:
    norm = norm_set(session)
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(f"/office/norms/{norm.id}")

    assert "har precis ett svar" in page.words


def test_a_norm_may_stop_being_ones_own(visitor_as: VisitorAs, session: Session) -> None:
    norm = norm_set(session)
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)
    page = somebody.submit(somebody.get(f"/office/norms/{norm.id}"), "stop-using")

    assert "inte längre kommunens egen" in page.words
    assert "Sluta använda" not in page.words


def test_a_pasted_table_is_read(visitor_as: VisitorAs, session: Session) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    page = somebody.submit(
        somebody.get("/office/norms/new"), "new", table=LINES.format(second="2 vuxna")
    )

    assert "1 norm är inläst" in page.words
    assert count(session) == 1


def test_a_pasted_table_with_a_fault_says_where_and_keeps_nothing(
    visitor_as: VisitorAs, session: Session
) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    page = somebody.submit(
        somebody.get("/office/norms/new"), "new", table=LINES.format(second="två katter")
    )

    assert page.status == 422
    assert page.errors_at("table")
    assert "3 household_size_or_type två katter går inte att läsa" in page.words
    assert "två katter" in page.value_of("table")
    assert count(session) == 0


def test_a_norm_that_is_not_there_is_not_found(visitor_as: VisitorAs) -> None:
    assert visitor_as(Role.CASE_MANAGER).get(f"/office/norms/{uuid4()}").status == 404


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.FIELD_OFFICER, Role.BOARD_MEMBER])
def test_who_may_only_read_norms_changes_none(
    visitor_as: VisitorAs, session: Session, role: Role
) -> None:
    norm = norm_set(session, is_own=False)
    session.commit()
    somebody = visitor_as(role)
    page = somebody.get(f"/office/norms/{norm.id}")

    assert page.status == 200
    assert "Skriv en egen" not in page.words
    assert somebody.get("/office/norms/new").status == 403


def test_the_duty_officer_has_no_use_for_norms(visitor_as: VisitorAs) -> None:
    assert visitor_as(Role.DUTY_OFFICER).get("/office/norms/").status == 403
