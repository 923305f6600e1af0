"""
Taking a long list in beside the requests: a thread for each, and how far it has come.

What it writes it writes in one transaction. If the server ends under it nothing was written,
and the list may be begun again.
"""

import logging
import threading
from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from flask import Flask, Response, after_this_request, current_app
from sqlalchemy.orm import Session

from landlord_watch.imports.services.committing import Progress, give_up
from landlord_watch.infra.database import own_transactions
from landlord_watch.kernel.errors import DomainError
from landlord_watch.kernel.ids import new_id
from landlord_watch.web.db import extension
from landlord_watch.web.import_sentences import IMPORT_SENTENCES

log = logging.getLogger(__name__)

EXTENSION = "taking_in"
#: What the program itself broke down at; told apart from what a list is refused for.
BROKE_DOWN = "import_broke_down"
SEE_OTHER = 303
#: Rows that are written while one waits for the page.
AT_ONCE = 1_000

Work = Callable[[Session, Progress], Any]


class TakingIn:
    """
    The lists that one server process is taking in.

    `at_once`: so many rows need no thread.
    """

    def __init__(self, app: Flask, *, at_once: int = AT_ONCE) -> None:
        self.app = app
        self.at_once = at_once
        self._steps: dict[UUID, tuple[int, int]] = {}
        self._threads: dict[UUID, threading.Thread] = {}

    def steps(self, batch_id: UUID) -> tuple[int, int] | None:
        """Steps done of all; None: another process is at it, or none."""
        return self._steps.get(batch_id)

    def begin(self, batch_id: UUID, work: Work) -> None:
        """Begin, in a thread."""
        self._steps[batch_id] = (0, 1)
        thread = threading.Thread(
            target=self._run, args=(batch_id, work), name=EXTENSION, daemon=True
        )
        self._threads[batch_id] = thread
        thread.start()

    def wait(self) -> None:
        """Wait until all of them are done."""
        for thread in list(self._threads.values()):
            thread.join()

    def _run(self, batch_id: UUID, work: Work) -> None:
        def tell(done: int, total: int) -> None:
            self._steps[batch_id] = (done, total)

        try:
            with self.app.app_context():
                transaction = own_transactions(extension.engine)
            code = None
            try:
                with transaction() as session:
                    work(session, tell)
            except DomainError as refusal:
                code = refusal.code if refusal.code in IMPORT_SENTENCES else BROKE_DOWN
            except Exception as error:  # noqa: BLE001 -- whatever it is, the list is let go of
                log.error("incident %s: %s", new_id(), type(error).__name__)  # noqa: TRY400
                code = BROKE_DOWN
            if code is not None:
                with transaction() as session:
                    give_up(session, batch_id=batch_id, code=code)
        except Exception as error:  # noqa: BLE001 -- the outermost edge of this thread
            log.error("incident %s: %s", new_id(), type(error).__name__)  # noqa: TRY400
        finally:
            self._steps.pop(batch_id, None)
            self._threads.pop(batch_id, None)


def take_in_beside(app: Flask) -> None:
    """Give the app its threads."""
    app.extensions[EXTENSION] = TakingIn(app)


def taking_in() -> TakingIn:
    """The threads of this app."""
    return cast("TakingIn", current_app.extensions[EXTENSION])


def begin_after_answer(batch_id: UUID, work: Work) -> None:
    """Begin once this request has written what it writes, and if it did."""
    threads = taking_in()

    def start(response: Response) -> Response:
        if response.status_code == SEE_OTHER:
            threads.begin(batch_id, work)
        return response

    after_this_request(start)
