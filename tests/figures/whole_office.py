"""An office with a household at each reach of everybody, and something behind every address."""

import json
import shutil
import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from factories import reach
from factories.databases import KEYS, make_ready, open_with_keys
from factories.devices import device
from factories.people import signed_in, staff_member
from factories.rents import norm_set
from factories.sealing import office_key
from factories.visits import field_officer
from factories.whole_case import PAPER, Ids, stored_picture, whole_case
from factories.whole_register import Things, own_things, whole_register
from landlord_watch.households.models import Household
from landlord_watch.identity.models import Device, StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.storage import FolderStore
from landlord_watch.rents.models import NormSet
from landlord_watch.settings import read_settings
from landlord_watch.web.app import create_app
from landlord_watch.web.db import extension
from landlord_watch.web.pace import CONFIG

NOBODY = "nobody"
#: Whose households there are, and one that is not there.
REACHES = ("own", "unit", "other", "unassigned", "named", "protected")
MISSING = "missing"
#: What hangs on one household, by the address of another.
MIXED = "mixed"
#: What an address is about; what else it names hangs on it.
ABOUT = {"household_id", "tenancy_id", "visit_id", "case_id"}
#: Two ways into the same: what was opened for an hour, alone, and what two agreed to.
GLASS = {"unit_glass": "unit", "other_glass": "other", "protected_glass": "protected"}


@dataclass
class Office:
    """The office; it stands up again after a blow."""

    app: Flask
    database: Path
    #: By reach, what an address may name of the household there.
    cases: dict[str, Ids]
    #: What is no household's.
    things: Things
    #: By role, what is somebody's own.
    own: Mapping[str, Ids]
    tokens: dict[str, str]
    whole: Path = field(init=False)
    #: The newest row of the access log while it is whole.
    last_logged: int = field(init=False)

    def __post_init__(self) -> None:
        self.whole = self.database.with_suffix(".whole")
        self.keep()

    def keep(self) -> None:
        """From now on it stands up again as it is."""
        self._leave()
        shutil.copy(self.database, self.whole)
        with closing(sqlite3.connect(self.whole)) as database:
            newest = database.execute("SELECT coalesce(max(seq), 0) FROM access_log_entry")
            (self.last_logged,) = newest.fetchone()

    def example(self, place: str, name: str, role: str = NOBODY) -> object | None:
        """What an argument of an address stands for; None: there is nothing it could."""
        if place == MISSING and self._is_of_a_case(name):
            return uuid4()
        if place == MIXED:
            place = "own" if name in ABOUT else "other"
        of_all = self.own.get(role, self.own[Role.CASEWORKER.value]) | self.things
        return self.cases.get(place, {}).get(name) or of_all.get(name)

    def places(self, names: Collection[str]) -> list[str]:
        """Where what an address names may lie: at each reach, nowhere, and in two households."""
        several = sum(self._is_of_a_case(name) for name in names) > 1
        return [*self.cases, MISSING, *([MIXED] if several else [])]

    def is_of_another(self, place: str, names: Collection[str]) -> bool:
        """Whether an address names something that is not of the household it names."""
        of_case = {name for name in names if self._is_of_a_case(name)}
        return place == MIXED or (place in self.cases and not of_case <= self.cases[place].keys())

    def _is_of_a_case(self, name: str) -> bool:
        return any(name in case for case in self.cases.values())

    def client_of(self, role: str) -> FlaskClient:
        """A browser of somebody's, signed in anew each time: some doors sign out."""
        client = self.app.test_client()
        if role != NOBODY:
            client.set_cookie("sid", self.tokens[role])
        return client

    def _leave(self) -> None:
        with self.app.app_context():
            extension.engine.dispose()

    def mend(self) -> None:
        """Undo whatever a request has written."""
        self._leave()
        for path in self.database.parent.glob(f"{self.database.name}-*"):
            path.unlink()
        shutil.copy(self.whole, self.database)


#: A border around the homes there are, so that the map has one to answer with.
RING = [[12.0, 58.9], [12.6, 58.9], [12.6, 59.3], [12.0, 59.3], [12.0, 58.9]]


def build(folder: Path) -> Office:
    """An office on SQLite, filled."""
    url = f"sqlite:///{folder / 'office.sqlite3'}"
    border = folder / "border.geojson"
    border.write_text(json.dumps({"type": "Polygon", "coordinates": [RING]}))
    settings = read_settings(
        {
            "LANDLORD_WATCH_MAP_OUTLINE": str(border),
            "LANDLORD_WATCH_SECRET_KEY": "only for figures",
            "LANDLORD_WATCH_VAR": str(folder / "var"),
            "LANDLORD_WATCH_SECURE_COOKIES": "no",
            "LANDLORD_WATCH_INTERPRET": "by_command",
            "DATABASE_URL": url,
        }
    )
    engine = open_with_keys(url, folder / KEYS)
    make_ready(engine)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        office_key(session, KeyFolder(settings.keys))
        staff = {role: staff_member(session, role) for role in Role}
        tokens = {role.value: signed_in(session, who) for role, who in staff.items()}
        session.flush()  # what is somebody's own asks for their session
        own = {role.value: own_things(session, who) for role, who in staff.items()}
        cases, things = _filled(session, list(staff.values()), FolderStore(settings.blobs))
    engine.dispose()
    app = create_app(settings)
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, PROPAGATE_EXCEPTIONS=False)
    app.config[CONFIG].clear()  # what is tried here is tried faster than anybody works
    app.before_request(_with_a_token)
    return Office(app, folder / "office.sqlite3", cases, things, own, tokens)


def _with_a_token() -> None:
    """Every form comes as if from a page of ours, so that what is behind it is tried."""
    g.csrf_valid = True


def _filled(
    session: Session, everybody: list[StaffMember], store: FolderStore
) -> tuple[dict[str, Ids], Things]:
    officer = field_officer(session, username="visits")
    tablet, norm = device(session, officer), norm_set(session)
    cases = _cases(session, everybody, officer, tablet, norm, store)
    household = session.get_one(Household, cases["own"]["household_id"])
    things = whole_register(session, norm=norm, tablet=tablet, household=household)
    return cases, things | {"protection_id": cases["named"]["protection_id"]}


def _cases(
    session: Session,
    everybody: list[StaffMember],
    officer: StaffMember,
    tablet: Device,
    norm: NormSet,
    store: FolderStore,
) -> dict[str, Ids]:
    picture = stored_picture(session, sha256=store.write(b"a picture"))
    store.write(PAPER.content)
    cases = {
        place: whole_case(
            session, norm=norm, officer=officer, tablet=tablet, picture=picture, seq=seq
        )
        for seq, place in enumerate((*REACHES, *GLASS), start=1)
    }
    colleague = staff_member(session, Role.CASEWORKER, username="colleague")
    stranger = staff_member(session, Role.CASEWORKER, username="stranger")
    ids = [each.id for each in everybody]
    reach.unit(session, colleague.id, *ids, name="Här")
    reach.unit(session, stranger.id, name="Där")
    holders = {"own": ids, "unit": [colleague.id], "other": [stranger.id], "unassigned": []}
    for place, case in cases.items():
        household = session.get_one(Household, case["household_id"])
        where = GLASS.get(place, place)
        reach.assigned(session, household, *holders.get(where, [stranger.id]))
        if where in {"named", "protected"}:
            made = reach.protected(session, household, named=ids if where == "named" else [])
            case["protection_id"] = made.id
        if place in GLASS:
            _open(session, household, ids, by=stranger if where == "protected" else None)
    return cases


def _open(
    session: Session, household: Household, staff_ids: list[UUID], *, by: StaffMember | None
) -> None:
    for staff_id in staff_ids:
        opening = reach.opening(
            session, household, staff_id, opened_at=clock.utc_now() - timedelta(minutes=1)
        )
        opening.closes_at = clock.utc_now() + timedelta(days=1)
        opening.approved_by_id = None if by is None else by.id
