"""
Whether anything of a protected person gets out, and whether one can tell them from nobody.

Somebody is protected by the service that does so, with nobody named but who did it. Then every
route is asked for by every role, with the ids of what is protected; searches and openings are
tried; a tablet asks for its plans. No answer, header or line of the log may hold what is sealed,
in any of fourteen spellings.
"""

import json
import logging
import statistics
import tempfile
import time
import unicodedata
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from urllib.parse import quote, quote_plus
from uuid import UUID, uuid4

from flask import url_for
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from factories.databases import KEYS, open_with_keys
from factories.households import official_number
from factories.people import NOW, staff_member
from figures.access_authorisation import (
    ANYTHING,
    METHODS,
    NOBODY,
    Office,
    build,
    rules_with_permission,
    unguarded,
)
from figures.figure import Figure, must_be_short
from landlord_watch.households.models import Household, HouseholdMember, Person
from landlord_watch.identity.models import Device
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.kernel.identifiers import PersonNumberKind
from landlord_watch.reach.models import ProtectionLevel
from landlord_watch.reach.services import protect_person
from landlord_watch.sync.queries.plans import list_plans
from landlord_watch.visits.models import Visit

NUMBER = official_number(NOW.date().replace(year=1991), birth_number=239)
GIVEN, FAMILY = "Gunvår", "Hemligström"
CASE_NUMBER = "EB-2024-77777"
WHEREABOUTS = {
    "address": "Skyddsvägen 91 B, Ödeby",
    "post_by": "Skatteverkets förmedling, fack 4711",
    "phone": "070-174 06 77",
    "email": "gunvår.hemligström@example.se",
    "school": "Gläntans förskola",
    "workplace": "Åkessons plåtslageri",
    "other": "Hämtas av mormor på onsdagar",
}
SECRETS = (f"{GIVEN} {FAMILY}", FAMILY, NUMBER, CASE_NUMBER, *WHEREABOUTS.values())
P_BAR = 0.01
TIMED, ALL_TIMED = 150, 2_000


def spellings(secret: str) -> set[bytes]:
    """How the same may be written: by people, in addresses, in pages, in files."""
    folded = unicodedata.normalize("NFKD", secret).encode("ascii", "ignore").decode()
    written = {
        secret,
        secret.lower(),
        secret.upper(),
        folded,
        secret.replace(" ", ""),
        secret.replace("-", "").replace(" ", ""),
        secret.replace(" ", "\u00a0"),
        " ".join(reversed(secret.split())),
        quote(secret),
        quote_plus(secret),
        "".join(f"&#{ord(each)};" if ord(each) > 127 else each for each in secret),
        json.dumps(secret)[1:-1],
    }
    return {each.encode() for each in written} | {
        b64encode(secret.encode()),
        secret.encode().hex().encode(),
    }


NEEDLES = frozenset(chain.from_iterable(map(spellings, SECRETS)))


@dataclass
class Findings:
    """What was looked through, and where something was found."""

    looked: int = 0
    leaks: list[str] = field(default_factory=list)

    def look(self, where: str, content: bytes) -> None:
        self.looked += 1
        self.leaks += [f"{where}: {each!r}" for each in NEEDLES if each in content]


class Listener(logging.Handler):
    """Every line that any part of the program logs."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def protect(office: Office) -> UUID:
    """Protect somebody of the protected household, and give who makes its visit."""
    engine = open_with_keys(f"sqlite:///{office.database}", office.database.parent / KEYS)
    with Session(engine) as session, session.begin():
        household = session.get_one(Household, office.cases["protected"]["household_id"])
        household.case_number = CASE_NUMBER
        recorder = staff_member(session, Role.CASE_MANAGER, username="recorder")
        person_id = session.scalars(
            select(HouseholdMember.person_id)
            .where(HouseholdMember.household_id == household.id)
            .order_by(HouseholdMember.id.desc())
            .limit(1)
        ).one()
        person = session.get_one(Person, person_id)
        person.given_name, person.family_name = GIVEN, FAMILY
        person.number_kind, person.number = PersonNumberKind.PERSONNUMMER, NUMBER
        protection = protect_person(
            session,
            person_id=person_id,
            level=ProtectionLevel.REGISTERED_ELSEWHERE,
            decided_on=NOW.date(),
            whereabouts=WHEREABOUTS,
            named=[],
            actor_id=recorder.id,
            at=clock.utc_now(),
        )
        office.cases["protected"]["protection_id"] = protection.id
        officer_id = session.scalars(select(Device.staff_id).limit(1)).one()
    engine.dispose()
    office.keep()
    return officer_id


def crawl(office: Office, *, roles: list[str]) -> Findings:
    """Ask for everything."""
    findings, listener = Findings(), Listener()
    logging.getLogger().addHandler(listener)
    for rule in rules_with_permission(office.app):
        for method in sorted(METHODS & (rule.methods or set())):
            for role in roles:
                _ask(office, findings, rule.endpoint, method, role, rule.arguments)
    for role in (Role.CASEWORKER.value, Role.CASE_MANAGER.value):
        _search(office, findings, role)
    logging.getLogger().removeHandler(listener)
    for line in listener.lines:
        findings.look("log", line.encode())
    return findings


def _ask(
    office: Office, findings: Findings, endpoint: str, method: str, role: str, arguments: set[str]
) -> None:
    ids = office.cases["protected"]
    values = {name: ids.get(name) or ANYTHING.get(name, uuid4()) for name in arguments}
    with office.app.test_request_context():
        path = url_for(endpoint, **values)
    headers = {"X-Landlord-Watch": "1"}
    with office.client_of(role).open(path, method=method, headers=headers) as answer:
        _look_at(findings, f"{method} {path} as {role}", answer)
    if method != "GET":
        office.mend()


def _look_at(findings: Findings, where: str, answer: TestResponse) -> None:
    findings.look(where, answer.get_data())
    findings.look(f"{where}, headers", str(answer.headers).encode())


def _search(office: Office, findings: Findings, role: str) -> None:
    """What is typed is not looked for in the answer: it stands in the field it was typed in."""
    for typed in SECRETS:
        for path, more in (
            ("/office/households/", {}),
            ("/office/break-glass/new", {"category": "acute", "reason": "x" * 30}),
        ):
            with office.client_of(role).post(path, data={"typed": typed, **more}) as answer:
                content = answer.get_data().replace(typed.encode(), b"")
                for each in spellings(typed):
                    content = content.replace(each, b"")
                findings.look(f"{path} {typed!r} as {role}", content)
            office.mend()


def ask_tablet(office: Office, findings: Findings, officer_id: UUID) -> None:
    """The plans of who made the visits, before it was known that somebody is protected."""
    engine = open_with_keys(f"sqlite:///{office.database}", office.database.parent / KEYS)
    with Session(engine) as session:
        visits = session.scalars(select(Visit)).all()
        on = min(visit.planned_at for visit in visits).date()
        ids = [visit.id for visit in visits]
        plans = list_plans(session, visit_ids=ids, reader_id=officer_id, on=on)
        hidden = office.cases["protected"]["household_id"]
        homes = {visit.id: visit.household_id for visit in visits}
    engine.dispose()
    for visit_id, plan in plans.items():
        findings.look("plan", plan.model_dump_json().encode())
        if homes[visit_id] == hidden:
            findings.leaks.append(f"plan of {visit_id}")


def leaks(findings: Findings) -> Figure:
    """How many were found."""
    note = (
        f"{findings.looked} answers, headers, plans and lines of the log, as every role; "
        f"{len(SECRETS)} secrets in 14 spellings each"
    )
    return Figure("access.protected", len(findings.leaks), "leaks", 0, note, is_ceiling=True)


Asked = Callable[[FlaskClient, bool], TestResponse]


def timing(office: Office, times: int, *, name: str, ask: Asked) -> Figure:
    """Whether hidden and missing can be told apart by how long the answer takes."""
    taken: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(2 * times):
        is_hidden = bool(turn % 2)
        client = office.client_of(Role.CASEWORKER.value)
        started = time.perf_counter()
        with ask(client, is_hidden) as answer:
            answer.get_data()
        taken[is_hidden].append(time.perf_counter() - started)
    hidden, missing = taken[True], taken[False]
    difference = abs(statistics.median(hidden) - statistics.median(missing)) * 1000
    note = f"{times} of each; medians differ by {difference:.3f} ms (bar 1)"
    value = mann_whitney(hidden, missing) if difference < 1 else 0.0
    return Figure(name, value, "p", P_BAR, note)


def timings(office: Office, times: int) -> Iterator[Figure]:
    """Of a page by its address, and of a search; each after one that can be told apart."""
    hidden_id = office.cases["protected"]["household_id"]

    def page(client: FlaskClient, is_hidden: bool) -> TestResponse:
        return client.get(f"/office/households/{hidden_id if is_hidden else uuid4()}")

    def search(client: FlaskClient, is_hidden: bool) -> TestResponse:
        typed = CASE_NUMBER if is_hidden else "EB-2019-99999"
        return client.post("/office/households/", data={"typed": typed})

    def found(client: FlaskClient, is_hidden: bool) -> TestResponse:
        own_id = office.cases["own"]["household_id"]
        return client.get(f"/office/households/{own_id if is_hidden else uuid4()}")

    must_be_short(timing(office, TIMED // 3, name="planted", ask=found))
    yield timing(office, times, name="access.protected_timing", ask=page)
    yield timing(office, times, name="access.search_timing", ask=search)


def mann_whitney(first: list[float], second: list[float]) -> float:
    """The chance of such a difference between two samples of the same; both large."""
    ranked = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    ranks = sum(place for place, (_, which) in enumerate(ranked, start=1) if which == 0)
    one, other = len(first), len(second)
    over = ranks - one * (one + 1) / 2
    spread = (one * other * (one + other + 1) / 12) ** 0.5
    return 2 * (1 - statistics.NormalDist().cdf(abs(over - one * other / 2) / spread))


def _measured(roles: list[str], times: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        office = build(Path(folder))
        officer_id = protect(office)
        with unguarded():
            must_be_short(leaks(crawl(office, roles=[Role.CASEWORKER.value])))
        findings = crawl(office, roles=roles)
        ask_tablet(office, findings, officer_id)
        yield leaks(findings)
        yield from timings(office, times)


def figures() -> Iterator[Figure]:
    """As three of the roles, and a sample of the times."""
    some = (Role.CASEWORKER, Role.CASE_MANAGER, Role.ANALYST)
    yield from _measured([NOBODY, *(role.value for role in some)], TIMED)


def all_figures() -> Iterator[Figure]:
    """As every role."""
    yield from _measured([NOBODY, *(role.value for role in Role)], ALL_TIMED)
