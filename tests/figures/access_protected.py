"""
Whether anything of a protected person gets out, by any way out there is.

Every route is asked for by every role, with the ids of the household that is protected and of the
one she has left; her name, number, case and whereabouts are typed wherever something is found by
what is typed; every tablet asks for its day; every command of the shell is run. What comes back is
looked through: bodies, headers, cookies, addresses, files and what is said about them, lines of
the server's log, rows of the access log. And what is typed of her is answered to the letter as
what is made up.
"""

import logging
import os
import re
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import click
from click.testing import CliRunner
from flask import url_for
from sqlalchemy import false
from werkzeug.test import TestResponse

from factories.households import official_number
from factories.line import API
from factories.people import NOW
from figures.access_authorisation import METHODS, rules_with_permission, unguarded
from figures.figure import Figure, must_be_short
from figures.protected_world import (
    CASE_NUMBER,
    FAMILY,
    FINDER,
    GIVEN,
    NUMBER,
    SECRETS,
    WHEREABOUTS,
    World,
    protected_world,
    unmask,
)
from figures.spellings import SPELLINGS, parts_of_header, spelled
from figures.whole_office import NOBODY, Office, build
from landlord_watch.cli import main
from landlord_watch.cli.installation import write_environment
from landlord_watch.identity.rules import Role
from landlord_watch.sync.queries import plans

OWN_HEADER = {"X-Landlord-Watch": "1"}
#: Commands that make another installation, and look at none of this one's people.
OF_ANOTHER = {"init", "demo"}
#: What is hers in the household she has left.
OF_HERS = {"member_id", "copy_id", "protection_id"}
#: What is made up, of the same form as what is hers.
MADE_UP = {
    GIVEN: "Gunbor",
    FAMILY: "Hemmaström",
    f"{GIVEN} {FAMILY}": "Gunbor Hemmaström",
    NUMBER: official_number(NOW.date().replace(year=1992), birth_number=238),
    CASE_NUMBER: "EB-2024-77778",
    WHEREABOUTS["phone"]: "070-174 06 78",
    WHEREABOUTS["school"]: "Hällans förskola",
}
#: What is new in every answer: words of the day, ids, and numbers that are given out.
DRAWN = re.compile(
    rb"nonce[-=]\"?[\w+/=-]+|[0-9a-f]{8}-[0-9a-f-]{27}|EB-\d{4}-\d{5}|T\d{4}-\d{5}"
    rb"|\d{1,2}[:.]\d\d([:.]\d\d)?|eyJ[\w.-]+|name=\"csrf_token\"[^>]*"
)


@dataclass
class Findings:
    """What was looked through, by what it is, and where something was found."""

    looked: Counter[str] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)

    def look(self, what: str, where: str, *content: bytes) -> None:
        self.looked[what] += 1
        told = {secret for each in content for secret in FINDER.find(each)}
        self.leaks += [f"{what} of {where}: {secret!r}" for secret in sorted(told)]

    def figure(self) -> Figure:
        seen = ", ".join(f"{count:,} {what}" for what, count in sorted(self.looked.items()))
        note = f"{seen}; {len(SECRETS)} secrets in {len(SPELLINGS)} spellings each"
        return Figure("access.protected", len(self.leaks), "leaks", 0, note, is_ceiling=True)


class Listener(logging.Handler):
    """Every line that any part of the program logs."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def listening(findings: Findings) -> Iterator[None]:
    """Look through the server's log of what is done meanwhile."""
    listener = Listener()
    logging.getLogger().addHandler(listener)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(listener)
        for line in listener.lines:
            findings.look("lines of the server's log", "the server", line.encode())


def crawl(world: World, *, roles: list[str]) -> Findings:
    """Ask for everything, by every way."""
    findings = Findings()
    with listening(findings):
        for endpoint, method, arguments in _doors(world.office):
            for role, place in product(roles, _places(arguments)):
                _ask(world.office, findings, endpoint, method, role, arguments, place)
        for role in roles:
            _type(world.office, findings, role)
        ask_tablets(world, findings)
        run_commands(world, findings)
    return findings


def _doors(office: Office) -> Iterator[tuple[str, str, set[str]]]:
    for rule in rules_with_permission(office.app):
        for method in sorted(METHODS & (rule.methods or set())):
            yield rule.endpoint, method, rule.arguments


def _places(arguments: set[str]) -> Iterator[str]:
    """Her household, the one she has left, and there by what is hers of it."""
    yield from ("protected", "own")
    if arguments & OF_HERS:
        yield "left"


def _ask(
    office: Office,
    findings: Findings,
    endpoint: str,
    method: str,
    role: str,
    arguments: set[str],
    place: str,
) -> None:
    values = {name: office.example(place, name, role) for name in arguments}
    with office.app.test_request_context():
        path = url_for(endpoint, **values)
    with office.client_of(role).open(path, method=method, headers=OWN_HEADER) as answer:
        _look_at(findings, f"{method} {path} as {role}", answer)
    if method != "GET":
        _mend(office, findings)


def _look_at(findings: Findings, where: str, answer: TestResponse) -> None:
    findings.look(f"{answer.mimetype or 'empty'} answers", where, answer.get_data())
    for name, value in answer.headers:
        findings.look("headers", f"{where}, {name}", *parts_of_header(name, value))


def _mend(office: Office, findings: Findings) -> None:
    """Look through the rows that were added to the access log, and undo what was done."""
    with closing(sqlite3.connect(office.database)) as database:
        rows = database.execute(
            "SELECT * FROM access_log_entry WHERE seq > ?", [office.last_logged]
        ).fetchall()
    findings.look("looks at the access log", "the office", *(str(row).encode() for row in rows))
    office.mend()


Typed = tuple[str, dict[str, str]]


def _type(office: Office, findings: Findings, role: str) -> None:
    """
    Type what is hers, and what is made up, and compare.

    What is typed is not looked for in the answer: it stands in the field it was typed in.
    """
    for hers, made_up in MADE_UP.items():
        pairs = zip(_fields(office, hers), _fields(office, made_up), strict=True)
        for of_hers, of_nobody in pairs:
            where = f"{of_hers[0]} {hers!r} as {role}"
            told = _typed(office, findings, role, of_hers, hers)
            findings.look("answers to what is typed", where, told)
            if told != _typed(office, findings, role, of_nobody, made_up):
                findings.leaks.append(f"another answer from {where}")


def _typed(office: Office, findings: Findings, role: str, field: Typed, typed: str) -> bytes:
    path, data = field
    with office.client_of(role).post(path, data=data) as answer:
        told = _answered(answer, typed)
    _mend(office, findings)
    return told


def _fields(office: Office, typed: str) -> list[Typed]:
    """Where something is found by what is typed, and what else is typed there."""
    own_id = office.cases["own"]["household_id"]
    who = {"given_name": "Gun", "family_name": "Ström", "starts_on": "2026-01-01"}
    return [
        ("/office/households/", {"typed": typed}),
        ("/office/break-glass/new", {"typed": typed, "category": "acute", "reason": "x" * 30}),
        ("/office/landlords/search", {"q": typed}),
        ("/office/households/new", {"number": typed, **who}),
        (
            f"/office/households/{own_id}/members/new",
            {"number": typed, "role": "adult", "share_percent": "100", **who},
        ),
    ]


def _answered(answer: TestResponse, typed: str) -> bytes:
    """An answer without what was typed and what is new each time."""
    content = b"%d %s " % (answer.status_code, answer.headers.get("Location", "").encode())
    content += answer.get_data()
    for each in sorted(spelled(typed), key=len, reverse=True):
        content = content.replace(each, b"")
    return DRAWN.sub(b"", content)


def ask_tablets(world: World, findings: Findings) -> None:
    """What every tablet is told over the wire, with its carrier's session and without."""
    hidden = str(world.office.cases["protected"]["visit_id"])
    for name, carried in world.tablets.items():
        for token in (carried.token, ""):
            line = world.office.app.test_client()
            if token:
                line.set_cookie("sid", token)
            for path in _asked_by_tablets(world.office):
                with line.get(f"{API}/{path}", headers=carried.tablet.headers) as answer:
                    _look_at(findings, f"{path} by the tablet of {name}", answer)
                    if ("visit", hidden) in _changes_in(answer):
                        findings.leaks.append(f"a plan of her visit, to {name}")
    world.office.mend()


def _changes_in(answer: TestResponse) -> set[tuple[str, str]]:
    """What a tablet is told of; that it is to drop a visit is no plan."""
    told = answer.json if answer.is_json else None
    changes = told.get("changes", []) if isinstance(told, dict) else []
    return {(each["kind"], each["id"]) for each in changes}


def _asked_by_tablets(office: Office) -> Iterator[str]:
    yield "changes?after=0"
    yield "changes?after=5"
    yield "openapi.json"
    yield "receipts?ids=" + ",".join(str(each["revision_id"]) for each in office.cases.values())
    visit_id = office.cases["protected"]["visit_id"]
    yield f"visits/{visit_id}/blobs/{'0' * 64}"


def run_commands(world: World, findings: Findings) -> None:
    """What every command of the shell prints, of this installation."""
    folder = world.office.database.parent
    env_file = folder / "shell.env"
    write_environment(env_file, municipality_code="1460", is_demo=False)
    kept = dict(os.environ)
    told = {
        "DATABASE_URL": f"sqlite:///{world.office.database}",
        "LANDLORD_WATCH_VAR": str(folder / "var"),
        "LANDLORD_WATCH_KEYS": str(folder / "var-keys"),
    }
    for words in _commands(main, ()):
        os.environ.update(told)
        ended = CliRunner().invoke(main, ["--env-file", str(env_file), *words], input="")
        os.environ.clear()
        os.environ.update(kept)
        findings.look("commands", " ".join(words), ended.output.encode(), _failure(ended.exception))
        world.office.mend()


def _failure(error: BaseException | None) -> bytes:
    return b"" if error is None else repr(error).encode()


def _commands(group: click.Group, before: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, command in sorted(group.commands.items()):
        words = (*before, name)
        if isinstance(command, click.Group):
            yield from _commands(command, words)
        elif name not in OF_ANOTHER:
            yield words


@contextmanager
def unfiltered_tablets() -> Iterator[None]:
    """Planted: plans that do not ask who is protected."""
    kept = plans.is_protected_from
    plans.is_protected_from = lambda *_: false()  # type: ignore[assignment]  # planted
    try:
        yield
    finally:
        plans.is_protected_from = kept


def read_household(world: World, findings: Findings) -> None:
    """One page: of the household that she has left."""
    own = {"household_id"}
    _ask(world.office, findings, "households.household", "GET", "caseworker", own, "own")


def read_hidden(world: World, findings: Findings) -> None:
    """The pages of her household alone."""
    for endpoint, method, arguments in _doors(world.office):
        if method == "GET" and "household_id" in arguments:
            _ask(world.office, findings, endpoint, method, "caseworker", arguments, "protected")


def log_a_name(world: World, findings: Findings) -> None:
    """A line of the log that names her."""
    del world
    with listening(findings):
        logging.getLogger("landlord_watch.web").error("no page for %s", FAMILY)


Faulty = Callable[[World, Findings], None]


def planted(folder: Path) -> Iterator[tuple[str, Findings]]:
    """Each fault by itself, in an office of its own, and what was found of it."""
    faults: Iterable[tuple[str, Callable[[], object], Faulty]] = (
        ("doors", unguarded, read_hidden),
        ("tablets", unfiltered_tablets, ask_tablets),
        ("log", nullcontext, log_a_name),
        ("name", nullcontext, read_household),
    )
    world = protected_world(build(folder))
    for name, fault, work in faults:
        findings = Findings()
        if name == "name":
            unmask(world)
        with fault():  # type: ignore[attr-defined]  # each is a context
            work(world, findings)
        world.office.mend()
        yield name, findings


def _measured(roles: list[str]) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        for name, findings in planted(Path(folder)):
            must_be_short(findings.figure())
            del name
    with tempfile.TemporaryDirectory() as folder:
        world = protected_world(build(Path(folder)))
        yield crawl(world, roles=roles).figure()


def figures() -> Iterator[Figure]:
    """As three of the roles, and nobody."""
    some = (Role.CASEWORKER, Role.CASE_MANAGER, Role.ANALYST)
    yield from _measured([NOBODY, *(role.value for role in some)])


def all_figures() -> Iterator[Figure]:
    """As every role, and nobody."""
    yield from _measured([NOBODY, *(role.value for role in Role)])
