"""Planted: an office that answers first and commits soon after: in between it can be killed."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from landlord_watch.kernel.errors import DomainError
from landlord_watch.web.db import db, extension
from landlord_watch.web.tablet import credential

SOON_SECONDS = 0.1


def takes_credential(view: Callable[..., Callable[[], Response]]) -> Callable[..., Response]:
    @wraps(view)
    def guarded(**arguments: Any) -> Response:
        try:
            answer = view(**arguments)
        except DomainError:
            db().rollback()
            raise
        session = db()
        extension.session.registry.clear()  # so that the end of the request does not end it
        threading.Timer(SOON_SECONDS, commit, [session]).start()
        return answer()

    guarded.permission = credential.CREDENTIAL  # type: ignore[attr-defined]  # as the real one
    return guarded


def commit(session: Session) -> None:
    with session:
        session.commit()


credential.takes_credential = takes_credential

from landlord_watch.wsgi import app  # noqa: E402 -- it takes what was planted above

__all__ = ["app"]
