"""Planted: an office that acknowledges every fourth delivery and keeps nothing of it."""

from collections.abc import Callable
from itertools import count
from typing import TypeVar

from sqlalchemy.orm import Session

from landlord_watch.infra.together import Together
from landlord_watch.web.db import extension
from landlord_watch.wsgi import app

EVERY = 4
NUMBERS = count(1)
Done = TypeVar("Done")


def commit_mostly(_queue: Together, work: Callable[[Session], Done]) -> Done:
    with Session(extension.engine, expire_on_commit=False) as session:
        done = work(session)
        if next(NUMBERS) % EVERY:
            session.commit()
    return done


Together.commit = commit_mostly  # type: ignore[method-assign]  # it is the fault

__all__ = ["app"]
