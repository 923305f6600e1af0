"""
The server's threads: each stays with a line for a moment after it has answered.

A tablet sends its next piece as soon as it has heard of the last one. To hand the line back to the
one thread that watches them all, and out again to another, costs more than a short answer does.
`gunicorn --worker-class landlord_watch.web.workers.StayingThreads`, as docs/set-up.md says.
"""

import select
import time
from queue import SimpleQueue
from socket import socket
from typing import Any, Final

from gunicorn.workers.gthread import TConn, ThreadWorker

#: How long a thread stays with a line that says nothing, in milliseconds.
STAY_MS: Final = 3
#: How long a process waits for each line it has before it takes another, and for how many: who
#: has more of them has enough to do, and nobody is to wait long at the door.
WAIT_SECONDS: Final = 0.0005
MOST_WAITS: Final = 8


class StayingThreads(ThreadWorker):
    """gunicorn's own, whose threads go on with a line while nobody else waits for one."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        #: A mark for each line that waits for a thread.
        self._waiting: SimpleQueue[None] = SimpleQueue()

    def accept(self, listener: socket) -> None:
        """Take a new line, unless a process that has fewer takes it first."""
        time.sleep(min(self.nr_conns, MOST_WAITS) * WAIT_SECONDS)
        super().accept(listener)

    def enqueue_req(self, conn: TConn) -> None:
        self._waiting.put(None)
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> object:
        """Answer what a line asks, and what it asks next; what gunicorn is to do with it then."""
        self._waiting.get()
        outcome: object = super().handle(conn)
        while outcome is True and self._waiting.empty() and _says_more(conn):
            outcome = super().handle(conn)
        return outcome


def _says_more(conn: TConn) -> bool:
    """Whether there is something to be read soon, be it that the line has ended."""
    watch = select.poll()
    watch.register(conn.sock, select.POLLIN)
    return bool(watch.poll(STAY_MS))
