"""
Whether what is acknowledged has been flushed to the disk: counted call by call, under a tracer.

No kill of a process can show it: what a process wrote outlives it, and not the machine.
"""

import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from factories.sending import of_visit
from factories.tablets import blob
from figures.figure import Figure, must_be_short
from figures.killed_office import PostgresqlOffice, SqliteOffice
from figures.served import APP, Line
from tools.steps import say

TRACER = "strace"
OFTEN, PLANTED_OFTEN = 100, 5
PHOTO_BYTES = 20_000
CREATED, NO_CONTENT = 201, 204
UNFLUSHED = "figures.unflushed_office:app"
#: Settings by which nothing but deliveries writes.
NOTHING_ELSE = {"LANDLORD_WATCH_INTERPRET": "by_command", "LANDLORD_WATCH_ANCHOR": "by_command"}
#: A call, when it was made, and the file it was made for.
CALL = re.compile(r"^\d+ +(?P<at>\d+\.\d+) f(?:data)?sync\(\d+<(?P<path>[^>]*)>", re.MULTILINE)
LACKING = (
    f"not measured: there is no {TRACER} here that may trace a program. On Debian and Ubuntu: "
    f"sudo apt-get install {TRACER}"
)


def figures() -> Iterator[Figure]:
    """What is flushed for an acknowledgement, once it is known that a lack of it shows."""
    yield from on_sqlite()
    yield from on_postgresql()


def on_sqlite() -> Iterator[Figure]:
    """The least for any acknowledgement, each looked at by itself."""
    if not can_trace():
        say(f"sync.fsync_per_acknowledgement: {LACKING}")
        yield _figure(0, LACKING)
        return
    with tempfile.TemporaryDirectory(prefix="lw-flushes-") as folder:
        root = Path(folder)
        for planted in ("rows", "files"):
            flawed = Flushes(root / planted, app=UNFLUSHED, planted=planted)
            must_be_short(flawed.figure(PLANTED_OFTEN))
        yield Flushes(root / "office").figure(OFTEN)


def on_postgresql() -> Iterator[Figure]:
    """On average, as the database server counts; what it flushes for itself counts too."""
    with tempfile.TemporaryDirectory(prefix="lw-flushes-", ignore_cleanup_errors=True) as folder:
        office = PostgresqlOffice(Path(folder) / "office")
        office.server.settings = NOTHING_ELSE
        try:
            per_acknowledgement = flushed_by_server(office)
            office.set("synchronous_commit", "off")
            office.set("wal_writer_delay", "'10s'")  # or it flushes often by itself
            must_be_short(_by_server(flushed_by_server(office)))
        finally:
            office.database.cleanup()
    yield _by_server(per_acknowledgement)


def flushed_by_server(office: PostgresqlOffice) -> float:
    """How often it flushed its log, for each of many revisions sent one after the other."""
    before = office.log_flushes()
    office.rise()
    with Line.to(office.server.port, office.tablets[0]) as line:
        for _ in range(OFTEN):
            said = line.put(of_visit(line.tablet, next(office.visit_ids)))
            assert said.status == CREATED, said.status
    office.server.stop()  # what it has not counted yet is counted as it goes
    return (office.log_flushes() - before) / OFTEN


def _by_server(value: float) -> Figure:
    note = f"{OFTEN} revisions one after the other"
    name = "sync.flushes_postgresql_per_acknowledgement"
    return Figure(name, value, "flushes of its log", 1, note)


def can_trace() -> bool:
    """Whether the tracer is here, and is let."""
    if shutil.which(TRACER) is None:
        return False
    tried = [TRACER, "-f", "-o", "/dev/null", "true"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


def _figure(value: float, note: str) -> Figure:
    return Figure("sync.fsync_per_acknowledgement", value, "calls", 1, note)


@dataclass(frozen=True)
class Acknowledged:
    """What was sent and acknowledged, by the clock that the tracer goes by too."""

    is_blob: bool
    began: float
    ended: float


@dataclass(frozen=True)
class Flushed:
    """One call that flushed a file or a folder."""

    at: float
    path: Path


@dataclass
class Flushes:
    """An office under a tracer, and somebody who sends it one thing after the other."""

    folder: Path
    app: str = APP
    planted: str = ""
    acknowledged: list[Acknowledged] = field(default_factory=list)

    def figure(self, often: int) -> Figure:
        """So many revisions and so many blobs; the least of all."""
        calls = self._send(often)
        counts = [self._of(each, calls) for each in self.acknowledged]
        note = f"the least of {len(counts)} acknowledgements, {len(calls)} calls in all"
        return _figure(min(counts), note)

    def _of(self, each: Acknowledged, calls: list[Flushed]) -> int:
        """A row counts when its log was flushed; a blob when its file and its folder were too."""
        own = [call.path for call in calls if each.began <= call.at <= each.ended]
        rows = sum(path.name.endswith("-wal") for path in own)
        if not each.is_blob:
            return rows
        blobs = [path for path in own if path.is_relative_to(self.folder / "blobs")]
        files = sum(path.name.startswith(".") for path in blobs)
        return min(rows, files, len(blobs) - files)

    def _send(self, often: int) -> list[Flushed]:
        office = SqliteOffice(self.folder, app=self.app)
        traced = self.folder / "traced.txt"
        office.server.before = [TRACER, "-f", "-y", "-ttt", "-qq", "-s", "0", "-o", traced]
        office.server.before += ["-e", "trace=fsync,fdatasync", "-e", "signal=none"]
        office.server.settings = {"PLANTED": self.planted, **NOTHING_ELSE}
        with running(office), Line.to(office.server.port, office.tablets[0]) as line:
            for number in range(often):
                self._note(lambda: self._revision(office, line), is_blob=False)
                self._note(self._blob(office, line, pieces=1 + number % 2), is_blob=True)
        found = CALL.finditer(traced.read_text())
        return [Flushed(float(each["at"]), Path(each["path"])) for each in found]

    def _note(self, send: Callable[[], None], *, is_blob: bool) -> None:
        began = time.time()
        send()
        self.acknowledged.append(Acknowledged(is_blob, began, time.time()))

    def _revision(self, office: SqliteOffice, line: Line) -> None:
        said = line.put(of_visit(line.tablet, next(office.visit_ids)))
        assert said.status == CREATED, said.status

    def _blob(self, office: SqliteOffice, line: Line, *, pieces: int) -> Callable[[], None]:
        """Send all of a blob but the last piece; what is given back sends that."""
        photo = blob(line.tablet, next(office.visit_ids), bytes(PHOTO_BYTES))
        address, length = f"/visits/{photo.visit_id}/blobs/{photo.sha256}", len(photo.raw)
        half = length // 2 if pieces > 1 else 0
        if half:
            line.patch(address, photo.raw[:half], offset=0, length=length)

        def last() -> None:
            said = line.patch(address, photo.raw[half:], offset=half, length=length)
            assert said.status == NO_CONTENT, said.status

        return last


@contextmanager
def running(office: SqliteOffice) -> Iterator[None]:
    """Up, and down again so that the tracer has written all it saw."""
    office.rise()
    tracer = office.server.process
    assert tracer is not None
    try:
        yield
    finally:
        for traced in psutil.Process(tracer.pid).children():
            traced.terminate()
        tracer.wait(timeout=30)
