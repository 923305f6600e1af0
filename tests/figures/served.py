"""A real server of its own, which can be killed, and light lines to it over a real socket."""

import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from factories.tablets import Sent, Tablet
from tools.serve import WORKER
from tools.steps import BIN, ROOT, environment

#: The one a municipality runs.
APP = "landlord_watch.wsgi:app"
#: How the threads of a process share its lines, as docs/set-up.md says.
THREADS = ("--worker-class", WORKER, "--threads", "4")
#: And that there are two of them.
AS_SERVED = ("--workers", "2", *THREADS, "--preload")
START_SECONDS, STOP_SECONDS = 120, 20
#: Over all processes, so that each of them has answered something.
TRIES_AT_START = 16
PREFIX = "/api/field/v1"


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


@dataclass
class Served:
    """
    A gunicorn over a folder, in a group of processes of its own, so that all of it can be killed.

    `before` are words that stand before its command, as of a tracer.
    """

    folder: Path
    database_url: str
    keys: Path
    app: str = APP
    how: Sequence[str] = AS_SERVED
    before: Sequence[str | Path] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Come up, and answer from every process."""
        self.start_unasked()
        self._wait()

    def start_unasked(self) -> None:
        """Come up, and be asked nothing."""
        words = ("--bind", f"127.0.0.1:{self.port}", *self.how, "--log-level", "critical")
        self.process = subprocess.Popen(
            [*self.before, BIN / "gunicorn", *words, self.app],
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def environment(self) -> dict[str, str]:
        """What it is told, and what a command beside it is to be told."""
        return {
            **environment(),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
            "DATABASE_URL": self.database_url,
            "LANDLORD_WATCH_VAR": str(self.folder),
            "LANDLORD_WATCH_KEYS": str(self.keys),
            "LANDLORD_WATCH_LOG_ANCHORS": str(self.folder / "anchors" / "access-log.jsonl"),
            "LANDLORD_WATCH_PURGE_LEDGER": str(self.folder / "ledger" / "purged.jsonl"),
            "LANDLORD_WATCH_SECRET_KEY": "only for this measurement",
            "LANDLORD_WATCH_SECURE_COOKIES": "no",
            "LANDLORD_WATCH_ADDRESS": f"http://127.0.0.1:{self.port}",
            **self.settings,
        }

    def kill(self) -> None:
        """End every process of it at once, in the middle of whatever they do."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def stop(self) -> None:
        """End it as a machine that goes down does; one that is down already, no matter."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None

    def held_mib(self) -> float:
        """What all its processes hold together now; what they share counts once."""
        assert self.process is not None
        own = str(self.process.pid)
        pids = [own, *Path(f"/proc/{own}/task/{own}/children").read_text().split()]
        said = "\n".join(Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids)
        kib = [int(line.split()[1]) for line in said.splitlines() if line.startswith("Pss:")]
        return sum(kib) / 1024

    def _wait(self) -> None:
        """Wait until every process of the server has answered something."""
        url = f"http://127.0.0.1:{self.port}{PREFIX}/openapi.json"
        until = time.monotonic() + START_SECONDS
        answered = 0
        while answered < TRIES_AT_START:
            try:
                with urlopen(url, timeout=30) as answer:
                    answered += answer.status == HTTPStatus.OK
            except OSError:
                assert self.process is not None
                if time.monotonic() > until or self.process.poll() is not None:
                    raise
                threading.Event().wait(0.05)


@dataclass(frozen=True)
class Answer:
    """What came back on a line. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Line:
    """A connection that is kept, and as little of HTTP as it takes, so that the client is light."""

    tablet: Tablet
    socket: socket.socket

    @classmethod
    @contextmanager
    def to(cls, port: int, by: Tablet) -> Iterator["Line"]:
        with closing(socket.create_connection(("127.0.0.1", port), timeout=30)) as open_:
            open_.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            yield cls(by, open_)

    def put(self, sent: Sent) -> Answer:
        """Send a revision to its own address."""
        return self.ask(
            "PUT",
            f"/visits/{sent.visit_id}/revisions/{sent.revision_id}",
            sent.raw,
            "Content-Type: application/vnd.landlord-watch.parcel\r\n"
            f"Content-Digest: {sent.digest_header}\r\n",
        )

    def patch(self, address: str, piece: bytes, *, offset: int, length: int) -> Answer:
        """Send a piece of a blob to its address."""
        return self.ask(
            "PATCH",
            address,
            piece,
            "Content-Type: application/offset+octet-stream\r\n"
            f"Upload-Offset: {offset}\r\nUpload-Length: {length}\r\n",
        )

    def ask(self, method: str, path: str, body: bytes = b"", headers: str = "") -> Answer:
        """Send a request, and read the whole answer."""
        head = (
            f"{method} {PREFIX}{path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}"
            f"Authorization: Bearer {self.tablet.credential}\r\nX-Landlord-Watch: 1\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        self._send(head.encode(), body)
        return self._answer(has_body=method != "HEAD")

    def _send(self, head: bytes, body: bytes) -> None:
        """Send both without making one of them first."""
        sent = self.socket.sendmsg([head, body])
        if sent < len(head):
            self.socket.sendall(head[sent:])
            sent = len(head)
        self.socket.sendall(memoryview(body)[sent - len(head) :])

    def _answer(self, *, has_body: bool) -> Answer:
        said = b""
        while b"\r\n\r\n" not in said:
            said += self._more()
        head, _, body = said.partition(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").split("\r\n")
        parts = (line.partition(":") for line in lines)
        headers = {name.lower(): value.strip() for name, _, value in parts}
        length = int(headers.get("content-length", "0")) if has_body else 0
        while len(body) < length:
            body += self._more()
        return Answer(int(status.split()[1]), headers, body)

    def _more(self) -> bytes:
        piece = self.socket.recv(65_536)
        if not piece:
            raise ConnectionError("the server hung up")
        return piece
