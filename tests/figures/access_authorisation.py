"""
Who gets through which door: every route × role × reach × method, against the policy file.

What is expected is read from policy.yaml here, and not by the code that the doors use. What is
refused is refused before a view is asked: a role without the permission by 403, what is not within
reach by 404, as what is not there. Every argument of every address has an example that is really
there; one that has none is as wrong as a door that opens.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import product
from pathlib import Path
from random import Random

import yaml
from flask import Flask, url_for
from werkzeug.routing import Rule

from figures.figure import Figure, must_be_short
from figures.whole_office import GLASS, NOBODY, REACHES, Office, build
from landlord_watch.identity.rules import Permission, Role
from landlord_watch.web import guard
from landlord_watch.web.about import Thing
from landlord_watch.web.tablet.credential import CREDENTIAL

SAMPLE = 600
#: What there is only with a provider of sign-ins, which this office has none of.
NOT_HERE = frozenset({"provider.link", "provider.prove"})
METHODS = {"GET", "POST", "PUT", "PATCH"}
GIVES = {"write": {"write", "read"}, "read": {"read"}, "aggregate": {"aggregate"}}
SAID = yaml.safe_load(
    files("landlord_watch.identity").joinpath("data/policy.yaml").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class Try:
    """Somebody at a door, with one household of those there are."""

    rule: Rule
    method: str
    role: str
    place: str

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule} as {self.role}, {self.place}"


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
    if office.is_of_another(each.place, each.rule.arguments):
        return 404
    is_let_in = each.place in gives or GLASS.get(each.place) in gives | by_glass
    return 200 if is_let_in else 404


def lacking(office: Office, wanted: Iterable[Try]) -> list[str]:
    """What addresses name and there is no example of; nobody can say who gets through there."""
    found = {
        f"{each.rule.rule}: no {name} {each.place}"
        for each in wanted
        for name in each.rule.arguments
        if office.example(each.place, name, each.role) is None
    }
    return sorted(found)


def tries(office: Office) -> list[Try]:
    """All there are."""
    found = []
    for rule in rules_with_permission(office.app):
        if rule.endpoint in NOT_HERE:
            continue
        is_about_one = isinstance(_said_by(office.app, rule, "about"), Thing)
        places = office.places(rule.arguments) if is_about_one else ["own"]
        methods = sorted(METHODS & (rule.methods or set()))
        roles = [NOBODY, *(role.value for role in Role)]
        found += [Try(rule, *each) for each in product(methods, roles, places)]
    return found


def answered(office: Office, each: Try) -> int:
    """What became of it, in the same four words."""
    names = each.rule.arguments
    values = {name: office.example(each.place, name, each.role) for name in names}
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
    if status == 403 or (status == 404 and (is_about_one or each.method == "GET")):
        return status
    return 200 if status < 500 else status


@dataclass
class Outcome:
    """How many were tried, and which came out otherwise than the policy says."""

    tried: int = 0
    allowed: list[str] = field(default_factory=list)
    denied: list[str] = field(default_factory=list)
    unstated: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        return len(self.allowed) + len(self.denied) + len(self.unstated) + len(self.lacking)


def walk(office: Office, wanted: list[Try]) -> Outcome:
    """Try them."""
    outcome = Outcome(unstated=without_policy(office.app), lacking=lacking(office, wanted))
    if outcome.lacking:
        return outcome
    for each in wanted:
        says, came = expected(office, each), answered(office, each)
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
        f"{len(outcome.unstated)} routes without policy, {len(outcome.lacking)} without an example"
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
