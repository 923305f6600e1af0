"""
Understanding what tablets sent, after they have their answer: a thread beside the requests.

It waits for a pause in the deliveries, so that it does not take the time they need, but not
for long; a concern for a child waits for nothing. One works at a time on a machine. Nothing
depends on it: what a thread leaves undone the next one finds, as does `landlord-watch
ingest`.
"""

import fcntl
import logging
import threading
import time
from functools import cached_property
from pathlib import Path
from typing import cast

from flask import Flask, current_app

from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.durable import make_folder
from landlord_watch.infra.storage import FolderStore
from landlord_watch.kernel.ids import new_id
from landlord_watch.settings import Settings
from landlord_watch.sync.services.catching_up import CatchingUp
from landlord_watch.sync.services.marking import HistoryMark
from landlord_watch.web.beside import BesideRequests, stand_beside
from landlord_watch.web.db import extension
from landlord_watch.web.store import key_folder
from landlord_watch.web.tablet.history import look_at_history

log = logging.getLogger(__name__)

EXTENSION = "interpreting"
#: This long without a delivery is a pause.
PAUSE_SECONDS = 0.3
#: However busy it is, something is looked into this often.
LONGEST_SECONDS = 5.0
#: Also when nothing says that anything waits: the database may have come up after the server.
LOOK_SECONDS = 60.0


class Interpreting(BesideRequests):
    """The thread of one server process; what was left undone before it came up it finds first."""

    name = EXTENSION
    every = LOOK_SECONDS

    def __init__(self, app: Flask, settings: Settings) -> None:
        super().__init__()
        self.app = app
        self.settings = settings
        self._woken = threading.Event()
        self._urgent = threading.Event()
        self._last_delivery = 0.0

    @property
    def is_wanted(self) -> bool:
        return self.settings.interprets_after_delivery

    def wake(self, *, urgent: bool = False) -> None:
        """Say that something waits; `urgent`: it is a concern."""
        if not self.is_wanted:
            return
        self._last_delivery = time.monotonic()
        if urgent:
            self._urgent.set()
        self._woken.set()
        self.begin()

    def stop(self) -> None:
        """End the thread when it has done its step; what still waits is found another time."""
        self._ended.set()
        self._urgent.set()
        self._woken.set()
        super().stop()

    def _run(self) -> None:
        while True:
            self._woken.clear()
            if self._ended.is_set():
                return
            self.look()
            self._woken.wait(self.every)

    def look(self) -> None:
        """Step by step until nothing waits; what goes wrong waits for the next look."""
        try:
            with self.app.app_context():
                look_at_history()
                self._wait_for_a_pause()
                while _step_alone(self._catching_up, self.settings.var):
                    self._wait_for_a_pause()
                HistoryMark(self._catching_up.transaction, self.settings.history_mark).keep()
        except Exception as error:  # noqa: BLE001 -- the outermost edge of this thread
            log.error("incident %s: %s", new_id(), type(error).__name__)  # noqa: TRY400

    @cached_property
    def _catching_up(self) -> CatchingUp:
        return CatchingUp(
            transaction=own_transactions(extension.engine),
            store=FolderStore(self.settings.blobs),
            keys=key_folder(),
            now=clock.utc_now,
        )

    def _wait_for_a_pause(self) -> None:
        until = time.monotonic() + LONGEST_SECONDS
        while (now := time.monotonic()) < until:
            quiet_at = self._last_delivery + PAUSE_SECONDS
            if now >= quiet_at or self._urgent.wait(min(quiet_at, until) - now):
                break
        self._urgent.clear()


def _step_alone(catching_up: CatchingUp, var: Path) -> int:
    """A step, when no other process of this machine is at one."""
    make_folder(var)
    with (var / "interpreting.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return catching_up.step()


def interpret_after_deliveries(app: Flask, settings: Settings) -> None:
    """Give the app its thread."""
    interpreting = Interpreting(app, settings)
    app.extensions[EXTENSION] = interpreting
    stand_beside(app, interpreting)


def wake(*, urgent: bool = False) -> None:
    """Have what waits looked into, soon; `urgent`: now."""
    # what was put there by the function above
    cast("Interpreting", current_app.extensions[EXTENSION]).wake(urgent=urgent)
