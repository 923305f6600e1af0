"""How much the office takes in: deliveries acknowledged a second, and whether all of it is held."""

import os
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from statistics import fmean
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from factories.databases import make_ready, open_with_keys
from factories.people import staff_member
from factories.tablets import Sent, Tablet, blob, jpeg, revision, tablet
from factories.visits import many_visits
from figures.bare_loop import (
    CLIENTS,
    CONTENT_BYTES,
    PHOTO_BYTES,
    PHOTOS,
    bare_visits,
    keep_bytes,
    keep_with_name,
)
from figures.figure import Figure, must_be_short
from figures.served import APP, Line, Served
from landlord_watch.identity.rules import Role
from landlord_watch.infra.storage import FolderStore
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import Parcel, ReceivedBlob

SECONDS = 6.0
#: Before and again after.
OTHERS_SECONDS = 3.0
#: Of visits that are not counted: a server makes its folders and opens its files with the first.
FIRST_SECONDS = 2.0
#: More than are sent at twice the speed hoped for.
VISITS = 14_000
BARE_DOOR = "figures.bare_door:app"
CREATED, NO_CONTENT = 201, 204

REVISIONS_BAR = 400
VISITS_BAR = 150
#: Of the loops, and of the door; docs/adr/0029.
SHARE_OF_LOOP_BAR = 0.25
SHARE_OF_DOOR_BAR = 0.4
#: 350 million bytes.
MEMORY_BAR = 333
LOOK_SECONDS = 0.5


def figures() -> Iterator[Figure]:
    """
    All of them: what a server over an empty office takes in, whether all of that is held, and its
    share of what others do who keep the same bytes. These are at work before the office is there
    and again when it is gone: it goes on understanding what it took in.
    """
    with tempfile.TemporaryDirectory() as all_folders:
        others = Others(Path(all_folders))
        others.work()
        with folder_of_its_own(others.within) as folder:
            rate = yield from of_office(folder)
        others.work()
        yield from others.shares(rate)


def of_office(folder: Path) -> Generator[Figure, None, float]:
    """What the office takes in; its visits a second are what is returned."""
    with an_office(folder) as office:
        load = Load(office)
        note = f"{CLIENTS} clients on the same machine, {CONTENT_BYTES // 1000} KB, SQLite"
        load.run(load.send_visit, seconds=FIRST_SECONDS)
        rate = load.run(load.send_revision, seconds=SECONDS)
        yield Figure("sync.revisions", rate, "revisions/s", REVISIONS_BAR, note)
        rate = load.run(load.send_visit, seconds=SECONDS)
        note = f"{note}; {PHOTOS} photos of {PHOTO_BYTES // 1000} KB each"
        yield Figure("sync.visits", rate, "visits/s", VISITS_BAR, note)
        note = f"the server's processes at their highest, looked at every {LOOK_SECONDS:g} s"
        peak = load.peak_mib
        yield Figure("sync.server_memory", peak, "MiB", MEMORY_BAR, note, is_ceiling=True)
        never_sent = Acknowledged(new_id(), ("0" * 64,))
        must_be_short(held(office, [*load.acknowledged, never_sent]))
        yield held(office, load.acknowledged)
    return rate


@dataclass
class Others:
    """What others get done who keep the same bytes, each as often as it was at work."""

    within: Path
    bare: list[float] = field(default_factory=list)
    as_durable: list[float] = field(default_factory=list)
    bare_door: list[float] = field(default_factory=list)

    def work(self) -> None:
        """Once more, one after the other."""
        for keep, rates in ((keep_bytes, self.bare), (keep_with_name, self.as_durable)):
            with folder_of_its_own(self.within) as folder:
                rates.append(bare_visits(folder, keep, seconds=OTHERS_SECONDS))
        own = folder_of_its_own(self.within)
        with own as folder, an_office(folder, app=BARE_DOOR) as door:
            load = Load(door)
            load.run(load.send_visit, seconds=FIRST_SECONDS)
            self.bare_door.append(load.run(load.send_visit, seconds=OTHERS_SECONDS))

    def shares(self, rate: float) -> Iterator[Figure]:
        """How much of that an office does that takes in so many visits a second."""
        loop = f"a bare loop of {CLIENTS} threads, SQLite FULL"
        server = "a server as durable that keeps what comes and asks nothing"
        for name, rates, bar, who in (
            ("bare", self.bare, SHARE_OF_LOOP_BAR, f"{loop}, photos flushed"),
            ("as_durable", self.as_durable, SHARE_OF_LOOP_BAR, f"{loop}, names flushed too"),
            ("bare_door", self.bare_door, SHARE_OF_DOOR_BAR, server),
        ):
            said = " and ".join(f"{each:,.0f}" for each in rates)
            note = f"of {said}/s, before and after, by {who}"
            yield Figure(f"sync.visits_of_{name}", rate / fmean(rates), "of 1", bar, note)


@contextmanager
def folder_of_its_own(within: Path) -> Iterator[Path]:
    """
    One whose files are empty after: the disk is slower while what another wrote lies there still.
    Their names stay until all is measured: for minutes ext4 looks at each that went, whenever it
    makes a file.
    """
    folder = Path(tempfile.mkdtemp(dir=within))
    yield folder
    for path in folder.rglob("*"):
        if path.is_file():
            os.truncate(path, 0)


@dataclass(frozen=True)
class Acknowledged:
    """A revision that got its receipt, and the blobs that were taken for it."""

    revision_id: UUID
    blobs: tuple[str, ...]


@dataclass
class Office:
    """A server of its own over a folder of its own."""

    folder: Path
    engine: Engine
    tablets: list[Tablet]
    visit_ids: Iterator[UUID]
    server: Served


@contextmanager
def an_office(folder: Path, *, app: str = APP) -> Iterator[Office]:
    """An empty office with planned visits, served as a municipality would."""
    engine = open_with_keys(f"sqlite:///{folder / 'landlord_watch.sqlite3'}", folder / "keys")
    make_ready(engine)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        tablets, visit_ids = furnish(session)
    server = Served(folder, engine.url.render_as_string(hide_password=False), folder / "keys", app)
    try:
        server.start()
        yield Office(folder, engine, tablets, iter(visit_ids), server)
    finally:
        server.stop()
        engine.dispose()


def furnish(session: Session) -> tuple[list[Tablet], list[UUID]]:
    """One officer with a tablet for each client, and visits enough for all."""
    officer = staff_member(session, Role.FIELD_OFFICER)
    tablets = [tablet(session, officer, name=f"Platta {n}") for n in range(CLIENTS)]
    return tablets, many_visits(session, officer=officer, count=VISITS)


@dataclass
class Load:
    """Clients that send one thing after the other, each over its own line."""

    office: Office
    acknowledged: list[Acknowledged] = field(default_factory=list)
    picture: bytes = field(default_factory=lambda: noise(PHOTO_BYTES))
    #: The most that the server's processes were seen to hold.
    peak_mib: float = 0

    def run(self, send: Callable[[Line], Acknowledged], *, seconds: float) -> float:
        """How many a second all clients together got acknowledged."""
        start = threading.Barrier(CLIENTS + 1)
        ended = threading.Event()
        done: list[list[Acknowledged]] = [[] for _ in range(CLIENTS)]

        def client(number: int) -> None:
            with Line.to(self.office.server.port, self.office.tablets[number]) as line:
                start.wait()
                while not ended.is_set():
                    done[number].append(send(line))

        threads = [threading.Thread(target=client, args=(n,)) for n in range(CLIENTS)]
        for thread in threads:
            thread.start()
        start.wait()
        began = time.monotonic()
        while time.monotonic() < began + seconds:
            ended.wait(LOOK_SECONDS)
            self.peak_mib = max(self.peak_mib, self.office.server.held_mib())
        ended.set()
        for thread in threads:
            thread.join()
        passed = time.monotonic() - began
        self.acknowledged += [each for per_client in done for each in per_client]
        return sum(map(len, done)) / passed

    def send_revision(self, line: Line) -> Acknowledged:
        """One revision, nothing with it."""
        sent = self._revision(line.tablet, next(self.office.visit_ids), ())
        return self._put(line, sent, ())

    def send_visit(self, line: Line) -> Acknowledged:
        """A revision and its photos, in the order a tablet sends them."""
        visit_id = next(self.office.visit_ids)
        photos = photos_of(line.tablet, visit_id, self.picture)
        sent = self._revision(line.tablet, visit_id, photos)
        acknowledged = self._put(line, sent, photos)
        for photo in photos:
            address = f"/visits/{visit_id}/blobs/{photo.sha256}"
            said = line.patch(address, photo.raw, offset=0, length=len(photo.raw))
            assert said.status == NO_CONTENT, said.status
        return acknowledged

    def _revision(self, by: Tablet, visit_id: UUID, photos: tuple["Photo", ...]) -> Sent:
        manifest = [{"sha256": each.sha256, "size": len(each.raw)} for each in photos]
        return revision(by, visit_id, {"padding": "x" * CONTENT_BYTES}, manifest=manifest)

    def _put(self, line: Line, sent: Sent, photos: tuple["Photo", ...]) -> Acknowledged:
        said = line.put(sent)
        assert said.status == CREATED, said.status
        assert sent.revision_id is not None
        return Acknowledged(sent.revision_id, tuple(photo.sha256 for photo in photos))


@dataclass(frozen=True)
class Photo:
    """A blob parcel and its name."""

    raw: bytes
    sha256: str


def photos_of(by: Tablet, visit_id: UUID, picture: bytes) -> tuple[Photo, ...]:
    """Photos that differ in their last byte, so that the client hashes what they share once."""
    shared = blob(by, visit_id, picture).raw[:-1]
    begun = sha256(shared)
    photos = []
    for last in range(PHOTOS):
        own, byte = begun.copy(), bytes([last])
        own.update(byte)
        photos.append(Photo(shared + byte, own.hexdigest()))
    return tuple(photos)


def noise(size: int) -> bytes:
    """A picture of about this size; its last bytes may be changed and it is one still."""
    picture = jpeg(width=640, height=480)
    return picture + os.urandom(size - len(picture))


def held(office: Office, acknowledged: list[Acknowledged]) -> Figure:
    """The part of what was acknowledged that is there: the row, and every byte of every blob."""
    store = FolderStore(office.folder / "blobs")
    with Session(office.engine) as session:
        revisions = set(session.scalars(select(Parcel.revision_id)))
        noted = set(session.scalars(select(ReceivedBlob.sha256)))
    is_held = [
        each.revision_id in revisions
        and all(
            name in noted and sha256(store.read(name)).hexdigest() == name for name in each.blobs
        )
        for each in acknowledged
    ]
    note = f"{sum(is_held):,} of {len(is_held):,} deliveries, read back"
    return Figure("sync.acknowledged_held", sum(is_held) / len(is_held), "of 1", 1.0, note)
