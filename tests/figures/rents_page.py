"""
The page of a rent check: how long it takes with very many tenancies, against how long with few.

Two offices stand side by side in one process, with a real database each, and a caseworker who is
signed in to both asks for the checks of their own cases, in an order that is drawn. What is told
is the time of the processor, so that others on the machine do not count; that of the clock is
noted beside it. Before that an index is taken away, and the measure has to find it.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, event, text
from sqlalchemy.orm import Session

from factories.databases import make_ready, open_with_keys
from factories.large_register import LargeRegister, workers_for
from factories.people import signed_in, staff_member
from factories.rents import norm_set
from factories.sealing import office_key
from figures.figure import Figure, must_be_short
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.infra.collecting import collect_seldom
from landlord_watch.infra.field_keys import use_field_keys
from landlord_watch.infra.key_files import KeyFiles
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.rents.services import check_tenancy
from landlord_watch.settings import Settings, read_settings
from landlord_watch.web.app import create_app
from landlord_watch.web.db import extension

FEW, MANY, ALL = 10_000, 100_000, 1_000_000
TIMES, ALL_TIMES, PLANTED = 200, 600, 20
PAGE_BAR_MS, RATIO_BAR = 30.0, 1.5
#: Half of the cases have been checked before.
CHECKED = 2
#: Without them every offer there is is looked at for those of a home.
INDEXES = ("ix_offered_rent_dwelling_id", "uq_offered_rent_standing")


def figures() -> Iterator[Figure]:
    """Of so many tenancies as are filled in within half a minute."""
    yield from measured(MANY, TIMES)


def all_figures() -> Iterator[Figure]:
    """Of as many as the bar is set for."""
    yield from measured(ALL, ALL_TIMES)


@dataclass(frozen=True, slots=True)
class Office:
    """An office to ask, and the tenancies of who is signed in; `seconds`: to fill it."""

    count: int
    app: Flask
    client: FlaskClient
    tenancy_ids: Sequence[UUID]
    seconds: float

    def ask(self, tenancy_id: UUID) -> tuple[float, float]:
        """The check of a tenancy: milliseconds of the processor, and of the clock."""
        began, began_at = time.process_time(), time.perf_counter()
        with self.client.get(f"/office/tenancies/{tenancy_id}/rent-check") as answer:
            page = answer.get_data(as_text=True)
        took = (time.process_time() - began) * 1000, (time.perf_counter() - began_at) * 1000
        if answer.status_code != 200 or "data-verdict" not in page:
            raise AssertionError(f"no check was shown: {answer.status}")
        return took

    @contextmanager
    def without_indexes(self) -> Iterator[None]:
        """Planted: what homes are offered for has no index for a while."""
        said = text("SELECT sql FROM sqlite_master WHERE name = :name")
        with self.app.app_context(), extension.engine.begin() as connection:
            made = [connection.scalar(said, {"name": name}) for name in INDEXES]
            for name in INDEXES:
                connection.execute(text(f"DROP INDEX {name}"))
        yield
        with self.app.app_context(), extension.engine.begin() as connection:
            for index in made:
                connection.execute(text(index))


def measured(many: int, times: int) -> Iterator[Figure]:
    """Both offices, each after the planted fault."""
    with tempfile.TemporaryDirectory(prefix="lw-page-") as folder:
        small, large = (_built(Path(folder) / f"{count}", count) for count in (FEW, many))
        collect_seldom()  # as the server does
        with large.without_indexes():
            must_be_short(ratio(small, large, interleaved((small, large), PLANTED)))
        taken = interleaved((small, large), times)
        yield page(small, taken[small.count])
        yield page(large, taken[large.count])
        yield ratio(small, large, taken)
        for office in (small, large):
            with office.app.app_context():
                extension.engine.dispose()


def interleaved(offices: Sequence[Office], times: int) -> dict[int, list[tuple[float, float]]]:
    """So many pages of each, in an order that is drawn; the first few do not count."""
    drawn = Random(times)  # noqa: S311 -- an order, no secret
    order = [office for office in offices for _ in range(times)]
    drawn.shuffle(order)
    taken: dict[int, list[tuple[float, float]]] = {office.count: [] for office in offices}
    for office in offices:
        for tenancy_id in office.tenancy_ids[:PLANTED]:
            office.ask(tenancy_id)
    for office in order:
        taken[office.count].append(office.ask(drawn.choice(office.tenancy_ids)))
    return taken


def p95(times: Sequence[float]) -> float:
    """What nineteen of twenty are not above."""
    return statistics.quantiles(times, n=20)[-1]


def page(office: Office, taken: Sequence[tuple[float, float]]) -> Figure:
    """How long the page takes in one office."""
    spent, passed = [each for each, _ in taken], [each for _, each in taken]
    note = (
        f"of the processor, {len(taken)} pages of a caseworker's own, SQLite; median "
        f"{statistics.median(spent):.1f}; by the clock {statistics.median(passed):.1f}, p95 "
        f"{p95(passed):.1f}; filled in {office.seconds:.0f} s"
    )
    name = f"rents.page_p95_of_{office.count}"
    return Figure(name, p95(spent), "ms", PAGE_BAR_MS, note, is_ceiling=True)


def ratio(small: Office, large: Office, taken: dict[int, list[tuple[float, float]]]) -> Figure:
    """How much longer it takes with many tenancies than with few."""
    of_few, of_many = ([each for each, _ in taken[one.count]] for one in (small, large))
    medians = statistics.median(of_many) / statistics.median(of_few)
    note = (
        f"p95 with {large.count:,} tenancies by p95 with {small.count:,}, asked for in turns; "
        f"medians {medians:.2f}"
    )
    value = p95(of_many) / p95(of_few)
    return Figure("rents.page_ratio", value, "times", RATIO_BAR, note, is_ceiling=True)


def _built(folder: Path, count: int) -> Office:
    folder.mkdir()
    settings = read_settings(
        {
            "LANDLORD_WATCH_SECRET_KEY": "only for figures",
            "LANDLORD_WATCH_VAR": str(folder / "var"),
            "LANDLORD_WATCH_SECURE_COOKIES": "no",
            "LANDLORD_WATCH_INTERPRET": "by_command",
            "LANDLORD_WATCH_ANCHOR": "by_command",
            "DATABASE_URL": f"sqlite:///{folder / 'office.sqlite3'}",
        }
    )
    began = time.perf_counter()
    token, tenancy_ids = _filled(settings, folder / "var-keys", count)
    app = create_app(settings)
    client = app.test_client()
    client.set_cookie("sid", token)
    return Office(count, app, client, tenancy_ids, time.perf_counter() - began)


def _filled(settings: Settings, keys: Path, count: int) -> tuple[str, Sequence[UUID]]:
    """A caseworker's session, and their tenancies, in an office of so many."""
    engine = open_with_keys(settings.database_url, keys)
    make_ready(engine)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        office_key(session, KeyFolder(settings.keys))
        norm_set(session)
        workers = [
            staff_member(session, Role.CASEWORKER, username=f"worker-{place}")
            for place in range(workers_for(count))
        ]
        token = signed_in(session, workers[0])
    # opened plainly: what is filled in rests on what is there, and may be lost if we are stopped
    plain = create_engine(settings.database_url)
    event.listen(plain, "connect", lambda one, _: one.execute("PRAGMA synchronous = OFF").close())
    use_field_keys(plain, KeyFiles(keys))
    with Session(plain, expire_on_commit=False) as session:
        register = LargeRegister(session, count, clock.today(), [each.id for each in workers])
        register.fill()
    plain.dispose()
    with Session(engine, expire_on_commit=False) as session, session.begin():
        for tenancy_id in register.own_tenancy_ids[::CHECKED]:
            check_tenancy(
                session,
                tenancy_id=tenancy_id,
                on=clock.today(),
                norm_set_id=None,
                actor_id=workers[0].id,
                at=clock.utc_now(),
            )
    engine.dispose()
    return token, register.own_tenancy_ids
