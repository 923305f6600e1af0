"""What stands in the server's own log, which the municipality's technicians read."""

import logging
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import text

from factories.visitors import Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.web.db import db

AS = Callable[..., Visitor]
NAME = "Astrid Skyddsvärd"


@pytest.fixture
def failing(app: Flask, visitor_as: AS) -> Visitor:
    """Somebody whose start page fails on what somebody is called, over a cause of its own."""

    def fail() -> str:
        try:
            db().execute(
                text("INSERT INTO party (id, name) VALUES (:id, :name)"), {"id": NAME, "name": NAME}
            )
        except Exception as error:
            raise ValueError(NAME) from error
        raise AssertionError

    somebody = visitor_as(Role.CASEWORKER)
    app.view_functions["start.start"] = fail
    fail.permission = None
    return somebody


def test_a_failure_is_told_by_kind_and_place_and_not_in_words(
    failing: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        page = failing.get("/office/")

    assert page.status == 500
    assert "ValueError at" in caplog.text
    assert "test_server_log.py" in caplog.text
    assert NAME not in caplog.text


def test_each_cause_of_a_failure_is_told(
    failing: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    failing.get("/office/")

    assert len([line for line in caplog.text.splitlines() if line.endswith("Error at")]) > 1
