"""A thread beside the requests of a server process, which looks again and again for what is due."""

import threading
from abc import ABC, abstractmethod
from typing import ClassVar


class BesideRequests(ABC):
    """
    The thread of one server process.

    It begins with the first request, after the server has divided; of several processes the first
    to look does what is due.
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
