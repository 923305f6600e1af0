"""An office over a database and a folder of blobs, that can be crashed, copied and put back."""

import gc
import shutil
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import Dialect, Engine, delete
from sqlalchemy.orm import Session

from factories.apps import app_of
from factories.databases import open_with_keys
from faults.danger import Crashed, Danger, replaced
from faults.places import KEYS, Database
from landlord_watch.identity.models import Device
from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.storage import FolderStore
from landlord_watch.settings import read_settings
from landlord_watch.sync.models import Parcel, ParcelState
from landlord_watch.sync.services.catching_up import CatchingUp
from landlord_watch.sync.services.erasing import erase_received
from landlord_watch.sync.services.history import begin_new_epoch
from landlord_watch.sync.services.interpreting import release_parcel
from landlord_watch.visits.models import (
    Concern,
    Deficiency,
    Visit,
    VisitConsent,
    VisitPhoto,
    VisitRevision,
)
from landlord_watch.web.db import extension

#: What statements compile to outlives a server here, for speed: that, and nothing of what is so.
DIALECTS: dict[str, Dialect] = {}
COMPILED: dict[Any, Any] = {}

OPENS_AT = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Request:
    """What a tablet asks; `about` says for people what it was."""

    about: str
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Time:
    """The office's clock."""

    now: datetime = OPENS_AT

    def pass_on(self, by: timedelta = timedelta(seconds=20)) -> datetime:
        self.now += by
        return self.now


@contextmanager
def told_by(time: Time) -> Iterator[None]:
    """Let the house read this clock."""
    with replaced(clock, utc_now=lambda: time.now):
        yield


@dataclass
class Office:
    """A server, what it stands on, and the person who looks after both."""

    database: Database
    folder: Path
    time: Time
    danger: Danger
    #: Visits that were erased, remembered outside of what a backup holds.
    ledger: dict[UUID, datetime] = field(default_factory=dict)
    #: What a restore must do, and the order it does it in; a planted bug leaves one out.
    begins_new_epoch: bool = True
    erases_again: bool = True
    puts_blobs_back: bool = True
    app: Flask = field(init=False)
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.build()

    @property
    def blobs(self) -> Path:
        return self.folder / "var" / "blobs"

    @property
    def store(self) -> FolderStore:
        return FolderStore(self.blobs)

    def build(self) -> None:
        """A server from the ground up."""
        settings = read_settings(
            {
                "LANDLORD_WATCH_SECRET_KEY": "only for tests",
                "LANDLORD_WATCH_VAR": str(self.folder / "var"),
                "LANDLORD_WATCH_KEYS": str(self.folder / KEYS),
                "LANDLORD_WATCH_SECURE_COOKIES": "no",
                "LANDLORD_WATCH_INTERPRET": "by_command",  # a schedule says when
                "LANDLORD_WATCH_ANCHOR": "by_command",
                "DATABASE_URL": self.database.url,
            }
        )
        self.app = app_of(settings)
        self._client = self.app.test_client()
        self.engine = open_with_keys(self.database.url, self.folder / KEYS)
        with self.app.app_context():
            for engine in (self.engine, extension.engine):
                _know_statements(engine)

    def stop(self) -> None:
        """Gone, with its connections."""
        self.danger.revive()
        with self.app.app_context():
            extension.engine.dispose()
        self.engine.dispose()

    def start_again(self) -> None:
        """A server that knows nothing but what is on the disk."""
        self.stop()
        self.build()

    def ask(self, request: Request) -> Reply | None:
        """The whole way through the app; None: it died on the way."""
        self.time.pass_on()
        try:
            answer = self._client.open(
                request.path,
                method=request.method,
                headers=dict(request.headers),
                data=request.body,
            )
        except Crashed:
            self.start_again()
            return None
        finally:
            self.danger.ease()
        return Reply(answer.status_code, answer.headers, answer.get_data())

    def look_into_what_waits(self) -> bool:
        """Understand it, or die trying; False: it died."""
        self.time.pass_on()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # who dies closes nothing
            has_lived = self._finish()
            if not has_lived:
                gc.collect()
        return has_lived

    def _finish(self) -> bool:
        try:
            CatchingUp(
                own_transactions(self.engine),
                self.store,
                KeyFolder(self.folder / KEYS),
                lambda: self.time.now,
            ).finish()
        except Crashed:
            self.start_again()
            return False
        finally:
            self.danger.ease()
        return True

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A person at work in the office."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def back_up(self) -> Callable[[], None]:
        """
        Copy the database, then the blobs; gives what puts both back, as a restore does: another
        epoch, and what was erased since is erased again, before anybody is let in.
        """
        self.stop()
        put_back = self.database.back_up()
        copy = self.folder / f"blobs-{self.time.now.timestamp()}"
        if self.blobs.is_dir():
            shutil.copytree(self.blobs, copy, dirs_exist_ok=True)
        self.build()
        return lambda: self._restore(put_back, copy)

    def _restore(self, put_back: Callable[[], None], blobs: Path) -> None:
        self.stop()
        put_back()
        shutil.rmtree(self.blobs, ignore_errors=True)
        if self.puts_blobs_back and blobs.is_dir():
            shutil.copytree(blobs, self.blobs)
        self.build()
        with self.transaction() as session:
            if self.begins_new_epoch:
                begin_new_epoch(session)
            for visit_id, at in self.ledger.items() if self.erases_again else ():
                _erase(session, visit_id, at)

    def erase(self, visit_id: UUID) -> None:
        """Take a visit away for good."""
        self.ledger[visit_id] = self.time.now
        with self.transaction() as session:
            _erase(session, visit_id, self.time.now)

    def revoke(self, device_id: UUID) -> None:
        with self.transaction() as session:
            session.get_one(Device, device_id).revoked_at = self.time.now

    def let_in(self, device_id: UUID, *, actor_id: UUID) -> int:
        """A person looks at what a revoked tablet brought, and takes it; how much it was."""
        with self.transaction() as session:
            parked = session.query(Parcel).filter_by(
                device_id=device_id, state=ParcelState.PARKED, parked_because="device_revoked"
            )
            ids = [each.revision_id for each in parked]
            for each in ids:
                release_parcel(session, revision_id=each, actor_id=actor_id, at=self.time.now)
        return len(ids)


def _know_statements(engine: Engine) -> None:
    """Statements are looked up by the dialect they were compiled for, so that outlives it too."""
    with engine.connect():
        pass  # a dialect is ready after its first connection
    engine.dialect = DIALECTS.setdefault(engine.dialect.name, engine.dialect)
    engine.update_execution_options(compiled_cache=COMPILED)


def _erase(session: Session, visit_id: UUID, at: datetime) -> None:
    """What was sent, and what was made of it."""
    erase_received(session, visit_id=visit_id, at=at)
    own = VisitRevision.visit_id == visit_id
    for table in (VisitConsent, VisitPhoto):
        revisions = session.query(VisitRevision.id).filter(own)
        session.execute(delete(table).where(table.revision_id.in_(revisions)))
    for table in (VisitRevision, Concern, Deficiency):
        session.execute(delete(table).where(table.visit_id == visit_id))
    session.execute(delete(Visit).where(Visit.id == visit_id))
