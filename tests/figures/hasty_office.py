"""Planted: an office that answers first and commits soon after: in between it can be killed."""

import threading
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

from landlord_watch.infra.together import Together
from landlord_watch.web.db import extension
from landlord_watch.wsgi import app

SOON_SECONDS = 0.1
Done = TypeVar("Done")


def commit_soon(_queue: Together, work: Callable[[Session], Done]) -> Done:
    session = Session(extension.engine, expire_on_commit=False)
    done = work(session)
    threading.Timer(SOON_SECONDS, end, [session]).start()
    return done


def end(session: Session) -> None:
    with session:
        session.commit()


Together.commit = commit_soon  # type: ignore[method-assign]  # it is the fault

__all__ = ["app"]
