"""
Committing together what comes at the same moment: one wait for the disk, for all of it.

Who comes while others are being committed waits; the first of those who waited then takes all of
them into one transaction. Each has its answer when that is committed, and not before. If anything
goes wrong with one of them nothing of it stays, and each is done alone: so each stands or falls by
itself, as if there had been no others.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from landlord_watch.infra.database import Transaction

T = TypeVar("T")


@dataclass(frozen=True, eq=False, slots=True)
class _Task(Generic[T]):
    """What somebody waits for."""

    work: Callable[[Transaction], T]
    outcome: Future[T] = field(default_factory=Future)

    def do(self, transaction: Callable[[], AbstractContextManager[Transaction]]) -> None:
        """Do it alone."""
        try:
            with transaction() as session:
                done = self.work(session)
        except BaseException as error:  # noqa: BLE001 -- it is raised where it is waited for
            self.outcome.set_exception(error)
        else:
            self.outcome.set_result(done)


class Together:
    """Those of one process who write to one database at the same moment."""

    def __init__(self, transaction: Callable[[], AbstractContextManager[Transaction]]) -> None:
        """`transaction` opens a session that is committed at the end, or not at all."""
        self._transaction = transaction
        self._changed = threading.Condition()
        self._waiting: list[_Task[Any]] = []
        self._is_led = False

    @property
    def waiting(self) -> int:
        """How many wait to be taken into a transaction."""
        return len(self._waiting)

    def commit(self, work: Callable[[Transaction], T]) -> T:
        """
        What `work` came to, once that is committed. It may be done more than once, and in the
        thread of another: it touches the session it is given and nothing else.

        Raises: what `work` or the database raises; then nothing of it is there.
        """
        task = _Task(work)
        with self._changed:
            self._waiting.append(task)
            self._changed.wait_for(lambda: task.outcome.done() or not self._is_led)
            is_leading = not task.outcome.done()
            self._is_led |= is_leading
        if is_leading:
            self._lead()
        return task.outcome.result()

    def _lead(self) -> None:
        try:
            self._settle()
        finally:
            with self._changed:
                self._is_led = False
                self._changed.notify_all()

    def _settle(self) -> None:
        """Do all that waits, in one transaction if that goes well."""
        tasks: list[_Task[Any]] = []
        try:
            with self._transaction() as session:
                session.connection()  # who comes while we wait for our turn is taken along
                tasks = self._take_all()
                done = [task.work(session) for task in tasks]
        except BaseException as error:  # noqa: BLE001 -- nobody may be left waiting
            for task in tasks:
                task.do(self._transaction)
            for task in [] if tasks else self._take_all():
                task.outcome.set_exception(error)  # it could not even be begun
        else:
            for task, result in zip(tasks, done, strict=True):
                task.outcome.set_result(result)

    def _take_all(self) -> list[_Task[Any]]:
        with self._changed:
            tasks, self._waiting = self._waiting, []
        return tasks
