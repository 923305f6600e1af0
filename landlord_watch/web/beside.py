"""A thread beside the requests of a server process, which looks again and again for what is due."""

import os
import signal
import threading
from abc import ABC, abstractmethod
from typing import ClassVar, Final, cast

from flask import Flask
from gunicorn.workers.base import Worker

EXTENSION: Final = "beside"


class BesideRequests(ABC):
    """
    The thread of one server process.

    It begins as the process comes up, after the server has divided; of several processes the
    first to look does what is due.
    """

    name: ClassVar[str]
    #: Seconds between two looks.
    every: ClassVar[float]

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()

    @property
    @abstractmethod
    def is_wanted(self) -> bool:
        """Whether this server does it by itself."""

    @property
    def is_running(self) -> bool:
        return self._thread is not None

    @abstractmethod
    def look(self) -> None:
        """Do what is due; what goes wrong is told, and tried again."""

    def begin(self) -> None:
        """Begin, once."""
        if self._thread is not None or not self.is_wanted:
            return
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """End the thread when it has done its step; what still waits is found another time."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(self.every):
            self.look()


def stand_beside(app: Flask, thread: BesideRequests) -> None:
    """Give the app this thread; wherever nothing else begins it, its first request does."""
    app.extensions.setdefault(EXTENSION, []).append(thread)
    app.before_request(thread.begin)


def begin_in_each_worker(app: Flask) -> None:
    """
    Have every process of this server begin its threads as it comes up, asked or not.

    Whoever is on duty is called after a power cut though nobody sends anything. A server that
    divides after it was made (gunicorn with `--preload`) begins them in each part and not in
    what it was divided from, which answers nothing and has to hold no thread as it divides; a
    process of gunicorn that reads the app after it was divided begins them at once.
    """
    threads = cast("list[BesideRequests]", app.extensions[EXTENSION])

    def begin() -> None:
        for each in threads:
            each.begin()

    os.register_at_fork(after_in_child=begin)
    if _is_divided_already():
        begin()


def _is_divided_already() -> bool:
    """Whether this is a worker of gunicorn: it answers the machine's signals before it reads us."""
    return isinstance(getattr(signal.getsignal(signal.SIGTERM), "__self__", None), Worker)
