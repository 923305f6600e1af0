"""
Whether every answer carries the headers it should: every route, as everybody, errors and all.

The office answers as one with TLS in front of it, on whose cookies the rules are strictest. The
planted faults break one rule each, and each must be found by its rule.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

from flask import Flask, Response, url_for
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from figures.figure import Figure, must_be_short
from figures.header_rules import PLANTED, RULES, Answer, missed
from figures.whole_office import NOBODY, Office, build
from landlord_watch.identity.rules import Role
from landlord_watch.web.app import create_app
from landlord_watch.web.guard import public
from landlord_watch.web.pace import CONFIG

SAMPLE = 400
WATCH = "https://watch.example"
#: What no view takes: the answer is 405.
NOT_TAKEN = ("DELETE", "TRACE")
TOO_MUCH = 1_200_000
NOT_THERE = ("/", "/nothing", "/office/nothing", "/api/v1/nothing", "/tablet/no.js", "/static/no")
#: Addresses that names of built files, and the like, are put into.
NAMED: Mapping[str, Mapping[str, str]] = {
    "tablet.shell": {"name": "sw.js"},
    "static_files.office_file": {"name": "no.js"},
}


@dataclass(frozen=True)
class Call:
    """Somebody at an address."""

    path: str
    method: str
    role: str
    body: str = ""


@dataclass
class Outcome:
    """How many answers there were, and which broke a rule."""

    answers: int = 0
    statuses: set[int] = field(default_factory=set)
    missed: list[str] = field(default_factory=list)

    def note(self, call: Call, answer: Answer, broken: list[str]) -> None:
        self.answers += 1
        self.statuses.add(answer.status)
        self.missed += [f"{call.method} {call.path} as {call.role}: {rule}" for rule in broken]


def secure_office(folder: Path) -> Office:
    """An office with every kind of case, as it is served over TLS."""
    office = build(folder)
    settings = office.app.config["LANDLORD_WATCH"]
    office.app = create_app(replace(settings, secure_cookies=True, anchors_hourly=False))
    office.app.config.update(WTF_CSRF_CHECK_DEFAULT=False, PROPAGATE_EXCEPTIONS=False)
    office.app.config[CONFIG].clear()
    office.app.add_url_rule("/planted-failure", view_func=_fail)
    return office


@public
def _fail() -> str:
    raise ZeroDivisionError


def calls(office: Office) -> list[Call]:
    """Every address × method × role, with what is there and with what is not."""
    roles = [NOBODY, *(role.value for role in Role)]
    found = [Call(path, "GET", role) for path, role in product(NOT_THERE, roles)]
    found.append(Call("/sign-in", "POST", NOBODY, "x" * TOO_MUCH))
    for rule in office.app.url_map.iter_rules():
        path, methods = _path(office, rule), sorted(rule.methods or ())
        found += [Call(path, *each) for each in product(methods, roles)]
        found += [Call(path, method, NOBODY) for method in NOT_TAKEN]
    return found


def _path(office: Office, rule: Rule) -> str:
    named = NAMED.get(rule.endpoint, {})
    values: dict[str, Any] = {
        name: named.get(name) or office.example("own", name) or uuid4() for name in rule.arguments
    }
    with office.app.test_request_context(base_url=WATCH):
        return url_for(rule.endpoint, **values)


def answer_to(office: Office, call: Call) -> Answer:
    """What comes back, as a browser over TLS sees it."""
    client = _client_of(office, call.role)
    with client.open(
        call.path,
        method=call.method,
        base_url=WATCH,
        headers={"X-Landlord-Watch": "1"},
        data=call.body or None,
    ) as response:
        answer = Answer(call.path, response.status_code, response.headers)
    if call.method not in {"GET", "HEAD"}:
        office.mend()
    return answer


def _client_of(office: Office, role: str) -> FlaskClient:
    client = office.app.test_client()
    if role != NOBODY:
        client.set_cookie("__Host-sid", office.tokens[role], domain="watch.example", secure=True)
    return client


def walk(office: Office, wanted: list[Call]) -> Outcome:
    """Ask them all, and look at every answer; no answer's own script word comes twice."""
    outcome, nonces = Outcome(), set[str]()
    for call in wanted:
        answer = answer_to(office, call)
        broken = missed(answer)
        if answer.nonce in nonces:
            broken.append("a script word came twice")
        nonces |= {answer.nonce} - {""}
        outcome.note(call, answer, broken)
    return outcome


def sampled(office: Office, most: int, *, seed: int = 1) -> list[Call]:
    """Some of them, the same each time, and each kind of failure."""
    everything = calls(office)
    chance = Random(seed)  # noqa: S311 -- draws a sample, keeps no secret
    failures = [call for call in everything if call.body or call.path == "/planted-failure"]
    return failures[:3] + chance.sample(everything, min(most, len(everything)))


@contextmanager
def planted(app: Flask, rule: str) -> Iterator[None]:
    """Have every answer break one rule."""

    def spoil(response: Response) -> Response:
        PLANTED[rule](response)
        return response

    # what is registered first is asked last, so that nothing mends it
    app.after_request_funcs[None].insert(0, spoil)
    try:
        yield
    finally:
        app.after_request_funcs[None].remove(spoil)


def found_in(office: Office, rule: str) -> Outcome:
    """What is found where one rule is broken on purpose, on one page."""
    with planted(office.app, rule):
        return walk(office, [Call("/sign-in", "GET", NOBODY)])


def figure(outcome: Outcome) -> Figure:
    """One number: every rule that an answer broke."""
    note = (
        f"{outcome.answers} answers × {len(RULES)} rules, as everybody and as nobody, "
        f"with the statuses {', '.join(map(str, sorted(outcome.statuses)))}"
    )
    count = len(outcome.missed)
    return Figure("access.headers_missed", count, "missed", 0, note, is_ceiling=True)


def _measured(most: int | None) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        office = secure_office(Path(folder))
        for rule in RULES:
            must_be_short(figure(found_in(office, rule)))
        yield figure(walk(office, calls(office) if most is None else sampled(office, most)))


def figures() -> Iterator[Figure]:
    """A sample."""
    yield from _measured(2 * SAMPLE)


def all_figures() -> Iterator[Figure]:
    """Every address, as everybody."""
    yield from _measured(None)
