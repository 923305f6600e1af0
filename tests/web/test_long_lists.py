"""A long list is taken in beside its page; what is long is for these tests two rows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import lists
from factories.dwellings import dwelling
from factories.visitors import Page, Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.imports.models import BatchState, ImportBatch
from landlord_watch.infra import clock
from landlord_watch.web.taking_in import EXTENSION, TakingIn
from web.test_imports import look_over, take_in

VisitorAs = Callable[..., Visitor]

HOMES = [
    lists.HOMES,
    ["Långgatan 7", "1001", "666 30", "Bengtsfors", 2, "55,5"],
    ["Långgatan 8", "1001", "666 30", "Bengtsfors", 2, "55,5"],
]


@pytest.fixture
def threads(app: Flask) -> TakingIn:
    found: TakingIn = app.extensions[EXTENSION]
    found.at_once = len(HOMES) - 2
    return found


@pytest.fixture
def manager(visitor_as: VisitorAs) -> Visitor:
    return visitor_as(Role.CASE_MANAGER)


@pytest.fixture
def looked_over(manager: Visitor, threads: TakingIn) -> Page:
    del threads  # for which it is long
    return look_over(manager, lists.text(HOMES))


def batch_of(session: Session) -> ImportBatch:
    session.rollback()
    return session.scalars(select(ImportBatch)).one()


def test_its_page_says_what_was_written_when_it_is_done(
    manager: Visitor, looked_over: Page, threads: TakingIn, session: Session
) -> None:
    page = take_in(manager, looked_over, "new")
    threads.wait()
    after = manager.get(page.path)

    assert "Uppgifter Antal Bostäder 2" in after.words
    assert "Refresh" not in after.response.headers
    assert batch_of(session).begun_at is None


def test_the_second_click_is_told_that_it_goes_on(
    manager: Visitor, looked_over: Page, session: Session
) -> None:
    begun_at = batch_of(session).begun_at = clock.utc_now()
    session.commit()
    page = take_in(manager, looked_over, "new")

    assert page.status == 422
    assert "Listan läses in" in page.words
    assert page.response.headers["Refresh"] == "3"
    assert batch_of(session).begun_at == begun_at


def test_one_that_was_broken_off_is_taken_in_when_asked_again(
    manager: Visitor, looked_over: Page, threads: TakingIn, session: Session
) -> None:
    batch_of(session).begun_at = clock.utc_now() - timedelta(minutes=16)
    session.commit()
    take_in(manager, looked_over, "new")
    threads.wait()

    assert batch_of(session).state is BatchState.COMMITTED


def test_what_refused_it_stands_on_its_page_and_nothing_was_written(
    manager: Visitor, looked_over: Page, threads: TakingIn, session: Session
) -> None:
    dwelling(session, street_address="Långgatan 7", dwelling_number="1001", postal_code="66630")
    session.commit()
    page = take_in(manager, looked_over, "new")
    threads.wait()
    after = manager.get(page.path)

    assert "Registret har ändrats sedan listan granskades" in after.words
    assert batch_of(session).state is BatchState.STAGED
