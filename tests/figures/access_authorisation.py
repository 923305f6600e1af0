"""
Who gets through which door: every route × role × reach × method, against the policy file.

What is expected is read from policy.yaml here, and not by the code that the doors use. What is
refused is refused before a view is asked: a role without the permission by 403, what is not within
reach by 404, as what is not there.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.resources import files
from itertools import product
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import yaml
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from factories import reach
from factories.databases import KEYS, make_ready, open_with_keys
from factories.devices import device
from factories.people import signed_in, staff_member
from factories.rents import norm_set
from factories.sealing import office_key
from factories.visits import field_officer
from factories.whole_case import Ids, stored_picture, whole_case
from figures.figure import Figure, must_be_short
from landlord_watch.households.models import Household
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Permission, Role
from landlord_watch.infra import clock
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.storage import FolderStore
from landlord_watch.settings import read_settings
from landlord_watch.web import guard
from landlord_watch.web.about import Thing
from landlord_watch.web.app import create_app
from landlord_watch.web.db import extension
from landlord_watch.web.pace import CONFIG
from landlord_watch.web.tablet.credential import CREDENTIAL

SAMPLE = 600
NOBODY = "nobody"
MISSING = "missing"
#: What else an address may ask for; what is there does not matter, for the permission comes first.
ANYTHING = {"version": "1.1.0", "language": "sv", "kind": "page", "name": "x"}
METHODS = {"GET", "POST", "PUT", "PATCH"}
GIVES = {"write": {"write", "read"}, "read": {"read"}, "aggregate": {"aggregate"}}
SAID = yaml.safe_load(
    files("landlord_watch.identity").joinpath("data/policy.yaml").read_text(encoding="utf-8")
)
REACHES = ("own", "unit", "other", "unassigned", "named", "protected")
#: Two ways into the same: what was opened for an hour, alone, and what two agreed to.
GLASS = {"unit_glass": "unit", "other_glass": "other", "protected_glass": "protected"}


@dataclass(frozen=True)
class Try:
    """Somebody at a door, with one household of those there are."""

    rule: Rule
    method: str
    role: str
    place: str

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule} as {self.role}, {self.place}"


@dataclass
class Office:
    """An office with a household at each reach of everybody, that stands up again after a blow."""

    app: Flask
    database: Path
    cases: dict[str, Ids]
    tokens: dict[str, str]
    whole: Path = field(init=False)

    def __post_init__(self) -> None:
        self.whole = self.database.with_suffix(".whole")
        self.keep()

    def keep(self) -> None:
        """From now on it stands up again as it is."""
        self._leave()
        shutil.copy(self.database, self.whole)

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


def build(folder: Path) -> Office:
    """An office on SQLite, filled."""
    url = f"sqlite:///{folder / 'office.sqlite3'}"
    settings = read_settings(
        {
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
        tokens = {role: signed_in(session, who) for role, who in staff.items()}
        sha256 = FolderStore(settings.blobs).write(b"a picture")
        cases = _cases(session, list(staff.values()), sha256)
    engine.dispose()
    app = create_app(settings)
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, PROPAGATE_EXCEPTIONS=False)
    app.config[CONFIG].clear()  # what is tried here is tried faster than anybody works
    by_role = {role.value: token for role, token in tokens.items()}
    return Office(app, folder / "office.sqlite3", cases, by_role)


def _cases(session: Session, everybody: list[StaffMember], sha256: str) -> dict[str, Ids]:
    officer = field_officer(session, username="visits")
    tablet, picture = device(session, officer), stored_picture(session, sha256=sha256)
    norm = norm_set(session)
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


def rules_with_permission(app: Flask) -> list[Rule]:
    """Every address that states a permission of the policy."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if isinstance(_said_by(app, rule, "permission"), Permission)
    ]


def without_policy(app: Flask) -> list[str]:
    """Addresses that state nothing, or are of the case world and do not say what they are about."""
    return [rule.rule for rule in app.url_map.iter_rules() if not _is_stated(app, rule)]


def _is_stated(app: Flask, rule: Rule) -> bool:
    if not hasattr(app.view_functions[rule.endpoint], "permission"):
        return False
    permission = _said_by(app, rule, "permission")
    if permission in {None, CREDENTIAL}:
        return True
    of_cases = _object_of(str(permission))["world"] == "case"
    return not of_cases or _said_by(app, rule, "about") is not None


def _said_by(app: Flask, rule: Rule, what: str) -> object:
    return getattr(app.view_functions[rule.endpoint], what, None)


def _object_of(permission: str) -> dict[str, dict[str, object]]:
    return next(row for row in SAID["objects"].values() if permission in row["permissions"])


def expected(office: Office, each: Try) -> int:
    """401 nobody is signed in, 403 not for this role, 404 not within reach, 200 let through."""
    if each.role == NOBODY:
        return 401
    permission = str(_said_by(office.app, each.rule, "permission"))
    row = _object_of(permission)
    needs, has = row["permissions"][permission], row["roles"].get(each.role, {})
    by_reach = dict.fromkeys(REACHES, has) if isinstance(has, str) else has
    gives = {reach for reach, access in by_reach.items() if needs in GIVES.get(access, ())}
    by_glass = {
        reach for reach, access in by_reach.items() if access == "break_glass" and needs == "read"
    }
    if not gives | by_glass:
        return 403
    if not isinstance(_said_by(office.app, each.rule, "about"), Thing):
        return 200
    is_let_in = each.place in gives or GLASS.get(each.place) in gives | by_glass
    return 200 if is_let_in else 404


def _lacks(office: Office, each: Try) -> bool:
    """Whether the address names something that this household has none of."""
    if not isinstance(_said_by(office.app, each.rule, "about"), Thing):
        return False
    ids = office.cases[each.place]
    return any(name.endswith("_id") and name not in ids for name in each.rule.arguments)


def tries(office: Office) -> list[Try]:
    """All there are."""
    found = []
    for rule in rules_with_permission(office.app):
        is_about_one = isinstance(_said_by(office.app, rule, "about"), Thing)
        places = [*office.cases, MISSING] if is_about_one else ["own"]
        methods = sorted(METHODS & (rule.methods or set()))
        roles = [NOBODY, *(role.value for role in Role)]
        found += [Try(rule, *each) for each in product(methods, roles, places)]
    return found


def answered(office: Office, each: Try) -> int:
    """What became of it, in the same four words."""
    ids = office.cases.get(each.place, {})
    values = {name: ids.get(name) or ANYTHING.get(name, uuid4()) for name in each.rule.arguments}
    with office.app.test_request_context():
        path = url_for(each.rule.endpoint, **values)
    headers = {"X-Landlord-Watch": "1"}
    with office.client_of(each.role).open(path, method=each.method, headers=headers) as response:
        status, where = response.status_code, response.headers.get("Location", "")
    if each.method != "GET":
        office.mend()
    is_about_one = isinstance(_said_by(office.app, each.rule, "about"), Thing)
    is_sent_away = status == 303 and "/sign-in" in where
    if status == 401 or (is_sent_away and (is_about_one or each.role == NOBODY)):
        return 401
    if status == 403 or (status == 404 and is_about_one):
        return status
    return 200 if status < 500 else status


@dataclass
class Outcome:
    """How many were tried, and which came out otherwise than the policy says."""

    tried: int = 0
    allowed: list[str] = field(default_factory=list)
    denied: list[str] = field(default_factory=list)
    unstated: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        return len(self.allowed) + len(self.denied) + len(self.unstated)


def walk(office: Office, wanted: list[Try]) -> Outcome:
    """Try them."""
    outcome = Outcome(unstated=without_policy(office.app))
    for each in wanted:
        says = expected(office, each)
        if says == 200 and _lacks(office, each):
            continue  # nothing to be let in to: that is for the tests of that page
        came = answered(office, each)
        outcome.tried += 1
        if came == 200 != says:
            outcome.allowed.append(str(each))
        elif came != says:
            outcome.denied.append(f"{each}: {came}, not {says}")
    return outcome


def sampled(office: Office, most: int, *, seed: int = 1) -> list[Try]:
    """Some of them, the same each time."""
    everything = tries(office)
    chance = Random(seed)  # noqa: S311 -- draws a sample, keeps no secret
    return chance.sample(everything, min(most, len(everything)))


def figure(outcome: Outcome) -> Figure:
    """One number: everything that is not as the policy says."""
    note = (
        f"{outcome.tried} combinations of route, role, reach and method; "
        f"{len(outcome.allowed)} unexpected allows, {len(outcome.denied)} unexpected denials, "
        f"{len(outcome.unstated)} routes without policy"
    )
    return Figure("access.authorisation", outcome.wrong, "wrong", 0, note, is_ceiling=True)


@contextmanager
def unguarded() -> Iterator[None]:
    """Planted: doors that never ask what is within reach."""
    kept = guard._reach  # noqa: SLF001 -- what is tried is that its absence is noticed
    guard._reach = lambda *_: None  # noqa: SLF001 -- as above
    try:
        yield
    finally:
        guard._reach = kept  # noqa: SLF001 -- as above


def _measured(choose: Callable[[Office], list[Try]]) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        office = build(Path(folder))
        with unguarded():
            must_be_short(figure(walk(office, sampled(office, SAMPLE))))
        yield figure(walk(office, choose(office)))


def figures() -> Iterator[Figure]:
    """A sample."""
    yield from _measured(lambda office: sampled(office, 2 * SAMPLE, seed=2))


def all_figures() -> Iterator[Figure]:
    """Every one there is."""
    yield from _measured(tries)
