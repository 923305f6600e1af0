"""The server a municipality runs, as tests and figures start it, and what it has planned."""

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.households import household, member, person
from factories.people import signed_in, staff_member
from factories.tenancies import tenancy
from factories.visits import visit
from landlord_watch.cli.installation import open_engine, upgrade_database
from landlord_watch.dwellings.models import DwellingKind
from landlord_watch.households.models import MemberRole
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services.keys import ensure_office_key
from landlord_watch.identity.services.tablets import issue_enrolment_code
from landlord_watch.infra.clock import LOCAL, utc_now
from landlord_watch.infra.field_keys import ensure_field_keys
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.rents.services.norms import import_published_norms
from landlord_watch.settings import read_settings
from landlord_watch.sync.queries.directory import directory_of
from landlord_watch.sync.services.announcing import ChangeFeed, announce_reference
from landlord_watch.visits.models import Visit
from tools.serve import WORKER

ROOT = Path(__file__).resolve().parents[2]
DUTY_PHONE = "0531-52 60 00"
START_SECONDS = 30


class Server:
    """The server a municipality runs, on a database of its own; `stop` is how a line is lost."""

    def __init__(self, folder: Path, *, app: str = "landlord_watch.wsgi:app") -> None:
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            self.port: int = door.getsockname()[1]
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.app = app
        self.url = f"http://127.0.0.1:{self.port}"
        self.database_url = f"sqlite:///{folder / 'landlord_watch.sqlite3'}"
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: Thread | None = None
        self.environment = {
            **os.environ,
            "DATABASE_URL": self.database_url,
            "PYTHONPATH": str(ROOT / "tests"),
            "LANDLORD_WATCH_VAR": str(folder),
            "LANDLORD_WATCH_SECRET_KEY": secrets.token_urlsafe(32),
            "LANDLORD_WATCH_ADDRESS": self.url,
            "LANDLORD_WATCH_SECURE_COOKIES": "no",
            "LANDLORD_WATCH_DUTY_PHONE": DUTY_PHONE,
            "LANDLORD_WATCH_SECOND_FACTOR": "no",  # e2e/test_signing_in.py has an office with it
        }

    def furnish(self) -> None:
        """Make the database and the keys: one of each role, the norms, what tablets are told."""
        upgrade_database(self.database_url)
        with self.database() as session:
            ensure_field_keys(session, at=utc_now())
            for role in Role:
                staff_member(session, role)
            import_published_norms(session, actor_id=None, at=utc_now())
            settings = read_settings(self.environment)
            ensure_office_key(session, keys=KeyFolder(settings.keys), at=utc_now())
            announce_reference(session, directory=directory_of(settings))

    @contextmanager
    def database(self) -> Iterator[Session]:
        """A session of the office's own database; what was done in it is kept at the end."""
        engine = open_engine(read_settings(self.environment))
        with Session(engine) as session, session.begin():
            yield session
        engine.dispose()

    def start(self) -> None:
        """Come up, and answer; the port is open before the program behind it has been read."""
        how = ("--worker-class", WORKER, "--threads", "8")
        words = ("--bind", f"127.0.0.1:{self.port}", *how, self.app)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *words],
            cwd=ROOT,
            env=self.environment,
            stderr=subprocess.PIPE,
        )
        log = self._process.stderr
        if log is None:
            raise AssertionError("the server has no log")
        while b"Listening at" not in (line := log.readline()):
            if not line:
                raise AssertionError("the server ended before it listened")
        self._reader = Thread(target=log.read, daemon=True)
        self._reader.start()
        with urlopen(f"{self.url}/sign-in", timeout=START_SECONDS) as answer:  # noqa: S310 -- ours
            answer.read()

    def let_pass(self, days: int) -> None:
        """Come up anew so many days later than the machine says."""
        self.stop()
        self.app, self.environment["TEST_DAYS_LATER"] = "e2e.later:app", str(days)
        self.start()

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=20)
            if self._reader is not None and self._process.stderr is not None:
                self._reader.join(timeout=5)
                self._process.stderr.close()
            self._process = None


@contextmanager
def running_office(folder: Path, **how: str) -> Iterator[Server]:
    """A furnished office that answers, for as long as it is needed."""
    office = Server(folder, **how)
    try:
        office.furnish()
        office.start()
        yield office
    finally:
        office.stop()


@dataclass(frozen=True)
class Home:
    """A home that somebody is to visit."""

    street: str = "Storgatan 4"
    #: None: any that is free.
    dwelling_number: str | None = None
    kind: DwellingKind = DwellingKind.FLAT
    children: tuple[int, ...] = ()
    language: str = "sv"
    interpreter: str = ""
    note: str = ""
    #: The clock time of the visit, on the day that it is for.
    hour: int = 9
    days_ahead: int = 0
    #: How long before the visit the household was asked; None: nobody wrote it down.
    asked_before: timedelta | None = timedelta(days=3)


@dataclass(frozen=True)
class FieldOfficer:
    """Somebody who visits homes, with what it takes to connect a tablet."""

    staff_id: str
    #: Of a session at the office.
    token: str
    code: str
    visit_ids: tuple[str, ...]


def plan_day(office: Server, *homes: Home, username: str) -> FieldOfficer:
    """A field officer with visits, signed in at the office, and a code for the tablet."""
    now = utc_now()
    with office.database() as session:
        officer = staff_member(
            session, Role.FIELD_OFFICER, username=username, full_name="Frida Fält"
        )
        visits = [plan(session, officer, home, now=now) for home in homes]
        code = issue_enrolment_code(session, staff_id=officer.id, actor_id=None, at=now)
        token = signed_in(session, officer)
        return FieldOfficer(str(officer.id), token, code, tuple(str(each.id) for each in visits))


def plan(session: Session, officer: StaffMember, home: Home, *, now: datetime) -> Visit:
    """A visit to a home, told to the tablet of who makes it."""
    day = now.astimezone(LOCAL).date() + timedelta(days=home.days_ahead)
    at = datetime.combine(day, time(home.hour), LOCAL)
    tenant = household(session, language=home.language)
    for age in home.children:
        child = person(session, given_name="Elin", born_on=day.replace(year=day.year - age, day=1))
        member(session, tenant, child, role=MemberRole.CHILD)
    place = dwelling(
        session,
        street_address=home.street,
        dwelling_number=home.dwelling_number,
        kind=home.kind,
    )
    planned = visit(
        session,
        officer=officer,
        contract=tenancy(session, tenant=tenant, home=place),
        planned_at=at,
        asked_at=None if home.asked_before is None else at - home.asked_before,
    )
    planned.language, planned.interpreter, planned.note = home.language, home.interpreter, home.note
    ChangeFeed().visit_changed(session, visit_id=planned.id, reader_id=officer.id)
    return planned
