"""Who searches, reveals or opens far more often than work takes is stopped for a while."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.visitors import Visitor
from landlord_watch.audit.models import AccessLogEntry, AccessOutcome
from landlord_watch.identity.rules import Permission, Role
from landlord_watch.web.pace import CONFIG, PACES

AS = Callable[..., Visitor]
SEARCH = "/office/households/"
MOST = 3


@pytest.fixture(autouse=True)
def slow(app: Flask) -> None:
    """Three searches are many here."""
    pace = replace(PACES[Permission.HOUSEHOLDS_SEARCH], most=MOST)
    app.config[CONFIG][Permission.HOUSEHOLDS_SEARCH] = pace


def searches(session: Session, outcome: AccessOutcome) -> int:
    session.rollback()
    rows = select(func.count()).where(
        AccessLogEntry.action == Permission.HOUSEHOLDS_SEARCH, AccessLogEntry.outcome == outcome
    )
    return session.scalar(rows) or 0


def statuses(somebody: Visitor, times: int) -> list[int]:
    return [somebody.client.get(SEARCH).status_code for _ in range(times)]


def test_who_searches_too_often_is_refused_and_it_is_in_the_log(
    session: Session, visitor_as: AS
) -> None:
    came = statuses(visitor_as(Role.CASEWORKER), MOST + 2)

    assert came == [200] * MOST + [429] * 2
    assert searches(session, AccessOutcome.DENIED) == 2


def test_it_says_so_in_words(visitor_as: AS) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    statuses(somebody, MOST)

    assert "väldigt många gånger" in somebody.get(SEARCH).words


def test_others_and_other_things_are_not_held_up(visitor_as: AS) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    statuses(somebody, MOST + 1)

    assert statuses(visitor_as(Role.CASEWORKER, username="colleague"), 1) == [200]
    assert somebody.get("/office/").status == 200


def test_after_a_while_it_goes_on(app: Flask, visitor_as: AS) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    statuses(somebody, MOST + 1)
    gone = replace(PACES[Permission.HOUSEHOLDS_SEARCH], within=timedelta(0))
    app.config[CONFIG][Permission.HOUSEHOLDS_SEARCH] = gone

    assert statuses(somebody, 1) == [200]
