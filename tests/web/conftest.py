"""A tablet, and a line to the office with nobody signed in."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.tablets import Tablet, tablet
from landlord_watch.identity.rules import Role


@pytest.fixture
def own(session: Session) -> Tablet:
    """A tablet carried by a field officer."""
    found = tablet(session, staff_member(session, Role.FIELD_OFFICER))
    session.commit()
    return found


@pytest.fixture
def line(app: Flask) -> FlaskClient:
    """A line to the office, with nobody signed in."""
    return app.test_client()
