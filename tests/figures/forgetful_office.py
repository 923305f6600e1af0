"""Planted: an office that acknowledges every fourth revision and keeps nothing of it."""

from itertools import count
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from landlord_watch.web.db import db
from landlord_watch.web.tablet import credential
from landlord_watch.wsgi import app

NUMBERS = count(1)


class Forgetful:
    """The session of a request, whose end is not what it seems."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def __getattr__(self, name: str) -> Any:
        return getattr(self.session, name)

    def commit(self) -> None:
        if next(NUMBERS) % 4:
            self.session.commit()
        else:
            self.session.rollback()


credential.db = lambda: Forgetful(db()) if request.method == "PUT" else db()

__all__ = ["app"]
