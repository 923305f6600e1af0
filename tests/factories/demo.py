"""The demo as a test builds it and walks through it."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.visitors import Page, Visitor
from landlord_watch.cli.demo.command import demo
from landlord_watch.cli.demo.users import PASSWORD
from landlord_watch.cli.installation import load_environment
from landlord_watch.dwellings.models import Dwelling, OfferedRent
from landlord_watch.households.models import Arrival, Household, Person
from landlord_watch.landlords.models import Party, PartyIdentifier, PartyRole
from landlord_watch.rents.models import Rent, RentCheckRecord
from landlord_watch.settings import Settings, read_settings
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Deficiency, Visit, VisitRevision

TODAY = date(2026, 3, 12)
UUID_IN_PATH = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def run(env_file: Path, *more: str) -> Result:
    """The command, on the test's own day."""
    arguments = ["--env-file", str(env_file), "--today", TODAY.isoformat(), *more]
    return CliRunner().invoke(demo, arguments)


def settings_of(env_file: Path) -> Settings:
    environment: dict[str, str] = {}
    load_environment(env_file, environment)
    return read_settings(environment)


def count(session: Session, *what: object) -> int:
    return session.scalar(select(func.count()).select_from(*what)) or 0


def content(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """What a demo tells, without ids and without when it was recorded."""
    lives = (Dwelling.street_address, Dwelling.dwelling_number)
    questions = {
        "landlords": select(Party.name, Party.phone, Party.email, Party.postal_address),
        "homes": select(*lives, Dwelling.rooms, Dwelling.area_m2, Dwelling.kind),
        "roles": select(Party.name, *lives, PartyRole.kind, PartyRole.starts_on, PartyRole.ends_on)
        .join(PartyRole, PartyRole.party_id == Party.id)
        .join(Dwelling, Dwelling.id == PartyRole.dwelling_id),
        "offers": select(*lives, OfferedRent.monthly_rent, OfferedRent.source).join(
            OfferedRent, OfferedRent.dwelling_id == Dwelling.id
        ),
        "households": select(Household.case_number, Household.language),
        "rents": select(*lives, Rent.starts_on, Rent.monthly_rent, Rent.basis)
        .join(Tenancy, Tenancy.dwelling_id == Dwelling.id)
        .join(Rent, Rent.tenancy_id == Tenancy.id),
        "checks": select(*lives, RentCheckRecord.checked_on, RentCheckRecord.verdict)
        .join(Tenancy, Tenancy.dwelling_id == Dwelling.id)
        .join(RentCheckRecord, RentCheckRecord.tenancy_id == Tenancy.id),
        "revisions": select(VisitRevision.id, VisitRevision.ending, VisitRevision.home_as_found),
        "deficiencies": select(Deficiency.item_id, Deficiency.level, Deficiency.state),
    }
    told = {
        name: [tuple(row) for row in session.execute(question)]
        for name, question in questions.items()
    }
    sealed = {name: list(rows) for name, rows in _sealed(session)}
    return {name: sorted(rows, key=str) for name, rows in {**told, **sealed}.items()}


def _sealed(session: Session) -> Iterator[tuple[str, Iterator[tuple[object, ...]]]]:
    """What lies sealed is opened with its whole object."""
    people, arrivals = session.scalars(select(Person)), session.scalars(select(Arrival))
    numbers = session.scalars(select(PartyIdentifier))
    yield "numbers", ((one.kind, one.value) for one in numbers)
    yield "people", ((one.given_name, one.family_name, one.number, one.born_on) for one in people)
    yield "arrivals", ((one.arrived_on, one.account) for one in arrivals)
    visits = session.execute(
        select(Dwelling.street_address, Visit).join(Visit, Visit.dwelling_id == Dwelling.id)
    )
    yield "visits", ((street, one.planned_at, one.state, one.note) for street, one in visits)


def links_of(page: Page) -> set[str]:
    """Where a page leads within the office, and the pictures it shows."""
    links = {str(tag["href"]) for tag in page.soup.find_all("a", href=True)}
    pictures = {str(tag["src"]) for tag in page.soup.find_all("img", src=True)}
    return {link.partition("#")[0] for link in links | pictures if link.startswith("/office/")}


def walk(somebody: Visitor, *doors: str) -> dict[str, int]:
    """Every kind of page somebody can click to from these, three of each, and its status."""
    waiting, seen = [*doors], dict[str, int]()
    kinds: Counter[str] = Counter()
    while waiting:
        path = waiting.pop()
        kind = UUID_IN_PATH.sub("…", path).partition("?")[0]
        if path in seen or kinds[kind] == 3:
            continue
        kinds[kind] += 1
        page = somebody.get(path)
        seen[path] = page.status
        waiting += sorted(links_of(page))
    return seen


def signed_in(app: Flask, username: str) -> Visitor:
    """Somebody of the demo's staff, at a desk."""
    somebody = Visitor(app.test_client())
    door = somebody.get("/sign-in?next=/office/")  # the field officer's own leads to the tablet
    assert somebody.submit(door, username=username, password=PASSWORD).path != door.path
    return somebody
