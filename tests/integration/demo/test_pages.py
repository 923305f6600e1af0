"""Every page of the demo opens, for whom it is meant."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.demo import settings_of, signed_in, walk
from factories.visitors import Visitor
from landlord_watch.cli.demo.users import PASSWORD, USERS
from landlord_watch.households.models import Arrival
from landlord_watch.visits.models import Visit
from landlord_watch.web.app import create_app
from landlord_watch.web.db import extension


@pytest.fixture(scope="module")
def app(env_file: Path) -> Iterator[Flask]:
    app = create_app(settings_of(env_file))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    with app.app_context():
        extension.engine.dispose()


@pytest.mark.parametrize("user", USERS, ids=lambda user: user.username)
def test_every_page_a_role_can_click_to_opens(app: Flask, user):
    pages = walk(signed_in(app, user.username), "/office/")

    assert {path: status for path, status in pages.items() if status != 200} == {}
    assert len(pages) >= 2


def test_every_page_of_a_household_opens(app: Flask, session: Session):
    came = session.scalars(select(Arrival.household_id).order_by(Arrival.id).limit(1)).one()
    visited = session.scalars(select(Visit.household_id).order_by(Visit.id).limit(1)).one()
    session.close()  # on SQLite a session that has begun lets nobody else write
    doors = [f"/office/households/{household_id}" for household_id in (came, visited)]
    pages = walk(signed_in(app, "handlaggare"), *doors)

    assert {path: status for path, status in pages.items() if status != 200} == {}
    assert any("/tenancies/" in path for path in pages)


def test_the_sign_in_page_says_how_to_sign_in(app: Flask):
    page = Visitor(app.test_client()).get("/sign-in")

    assert PASSWORD in page.words
    assert all(user.username in page.words for user in USERS)
