"""A desk for each story."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from stories.casework import Casework


@pytest.fixture
def desk(app: Flask, session: Session, request: pytest.FixtureRequest) -> Iterator[Casework]:
    """Somebody at a desk, whose letters are kept by the name of the story."""
    story = request.node.name.removeprefix("test_").partition("[")[0]
    with Casework(app, session, story) as casework:
        yield casework
