"""The doors as a whole: what is closed, what is too large, what is stale, what is logged."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from factories.visitors import Visitor
from landlord_watch.audit.models import AccessLogEntry, AccessOutcome
from landlord_watch.identity.rules import Role

AS = Callable[..., Visitor]


def test_every_view_states_who_may_or_that_all_may(app: Flask) -> None:
    silent = [name for name, view in app.view_functions.items() if not hasattr(view, "permission")]

    assert silent == []


def test_a_view_that_states_nothing_does_not_open(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")

    assert app.test_client().get("/forgotten").status_code == 403


def test_an_address_that_is_not_there_is_answered_in_words(visitor: Visitor) -> None:
    page = visitor.get("/office/nothing-here")

    assert page.status == 404
    assert page.h1 == "Hittades inte"


def test_a_body_over_its_limit_is_refused(visitor: Visitor) -> None:
    answer = visitor.client.post("/sign-in", data={"username": "x" * 1_200_000})

    assert answer.status_code == 413


def test_a_form_without_its_token_is_refused_and_says_so(visitor_as: AS) -> None:
    answer = visitor_as(Role.CASEWORKER).client.post("/office/landlords/new", data={"name": "X"})

    assert answer.status_code == 400
    assert "för gammalt" in answer.get_data(as_text=True)


def test_what_is_read_and_what_is_denied_stand_in_the_log(session: Session, visitor_as: AS) -> None:
    visitor_as(Role.BOARD_MEMBER).get("/office/households/")
    rows = session.scalars(select(AccessLogEntry).order_by(AccessLogEntry.seq)).all()

    assert (rows[-1].action, rows[-1].outcome) == ("households.search", AccessOutcome.DENIED)


def test_a_failure_of_ours_shows_a_number_and_no_trace(app: Flask, visitor_as: AS) -> None:
    somebody = visitor_as(Role.CASEWORKER)

    def fail() -> str:
        raise ZeroDivisionError("a secret detail")

    app.view_functions["start.start"] = fail
    fail.permission = None
    page = somebody.get("/office/")

    assert page.status == 500
    assert "Händelsenummer" in page.words
    assert "secret detail" not in page.text


def test_nothing_is_shown_when_the_log_cannot_be_written(session: Session, visitor_as: AS) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    session.execute(text("DROP TABLE access_log_entry"))
    session.commit()
    answer = somebody.client.get("/office/landlords/")

    assert answer.status_code in {500, 503}
    assert "Ny hyresvärd" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/sign-in", "/office/nothing-here"])
def test_every_answer_carries_the_headers(visitor: Visitor, path: str) -> None:
    headers = visitor.client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
