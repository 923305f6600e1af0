"""
An edition of very many tenancies, beside DuckDB that answers the same questions.

A year is filled into an office's own database, SQLite. All of an edition is made from it: what is
asked, counted and suppressed. What was asked is then asked of DuckDB, over a copy of the tables in
its memory and with one thread, and has to come to the same rows. Before that a check is moved to
another landlord in the copy, and has to be found.
"""

import json
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
from sqlalchemy import Engine, Executable
from sqlalchemy.orm import Session

from factories.by_duckdb import as_sql, asked, copied, same_rows, tables_of
from factories.databases import make_ready, open_with_keys
from factories.households import household
from factories.large_year import fill_year
from factories.people import NOW, staff_member
from factories.rents import norm_set, rent
from factories.tenancies import tenancy
from figures.figure import Figure, must_be_short
from landlord_watch.identity.rules import Role
from landlord_watch.oversight.queries.edition_facts import Window, read_inputs
from landlord_watch.oversight.queries.edition_parameters import parameters_on
from landlord_watch.oversight.rules.edition_making import told_edition
from landlord_watch.oversight.rules.groups import StandingGroups
from landlord_watch.rents.services import check_tenancy

SOME, ALL = 50_000, 1_000_000
BAR = 3.0
WINDOW = Window(date(2025, 10, 1), date(2026, 10, 1))


def figures() -> Iterator[Figure]:
    """Of as many as are filled in within seconds."""
    yield from measured(SOME)


def all_figures() -> Iterator[Figure]:
    """Of as many as the bar is set for."""
    yield from measured(ALL)


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds by the processor: what the edition took in all, and each statement by both."""

    whole: float
    ours: float
    theirs: float
    statements: int
    differing: int


def measured(tenancies: int) -> Iterator[Figure]:
    """The planted fault, then how long it takes, and whether both say the same."""
    with tempfile.TemporaryDirectory(prefix="lw-edition-") as folder:
        engine = filled(Path(folder), tenancies)
        with Session(engine) as session:
            whole, statements = _made(session)
            copy = copied(_file(Path(folder)), tables_of(statements), Path(folder))
            must_be_short(same(_spoilt(session, copy, statements), tenancies))
            taken = _asked_of_both(session, copy, statements, whole)
        copy.close()
        engine.dispose()
    yield same(taken, tenancies)
    yield beside(taken, tenancies)


def same(taken: Taken, tenancies: int) -> Figure:
    """How many statements come to other rows in DuckDB."""
    note = f"of {taken.statements} statements over {tenancies:,} tenancies, compared row by row"
    name = f"oversight.edition_{tenancies}_rows_differ"
    return Figure(name, taken.differing, "statements", 0, note, is_ceiling=True)


def beside(taken: Taken, tenancies: int) -> Figure:
    """How much longer all of the edition takes than DuckDB's answers alone."""
    note = (
        f"whole edition {taken.whole:.1f} s of the processor, of it asked of SQLite "
        f"{taken.ours:.1f}; DuckDB {duckdb.__version__} in memory, one thread: {taken.theirs:.1f}"
    )
    name = f"oversight.edition_{tenancies}_beside_duckdb"
    return Figure(name, taken.whole / taken.theirs, "times", BAR, note, is_ceiling=True)


def _file(folder: Path) -> Path:
    return folder / "office.sqlite3"


def filled(folder: Path, tenancies: int) -> Engine:
    """An office with a year of so many tenancies, one norm, and one of the staff."""
    engine = open_with_keys(f"sqlite:///{_file(folder)}", folder / "keys")
    make_ready(engine)
    with Session(engine) as session:
        norm_set(session)
        worker = staff_member(session, Role.CASEWORKER)
        session.commit()
        trace = _trace(session, worker.id)
        session.rollback()
    engine.dispose()
    plain = sqlite3.connect(_file(folder))
    for plainly in ("journal_mode = OFF", "synchronous = OFF"):  # it may be lost if we are stopped
        plain.execute(f"PRAGMA {plainly}").fetchone()
    fill_year(plain, tenancies=tenancies, trace=trace)
    plain.close()
    return engine


def _made(session: Session) -> tuple[float, list[Executable]]:
    """An edition, all of it; how long it took, and what was asked for it."""
    began = time.process_time()
    by = parameters_on(session, on=WINDOW.ends_on)

    def make() -> None:
        inputs = read_inputs(
            session,
            window=WINDOW,
            groups=StandingGroups(),
            by=by,
            before=None,
            newest_import_on=None,
        )
        told_edition(inputs, ends_on=WINDOW.ends_on, by=by, earlier=[])

    statements = asked(session, make)
    return time.process_time() - began, statements


def _asked_of_both(
    session: Session,
    copy: duckdb.DuckDBPyConnection,
    statements: Sequence[Executable],
    whole: float,
) -> Taken:
    ours = theirs = 0.0
    differing = 0
    for statement in statements:
        began = time.process_time()
        here = session.execute(statement).all()
        between = time.process_time()
        there = copy.execute(as_sql(statement)).fetchall()
        ours, theirs = ours + between - began, theirs + time.process_time() - between
        differing += not same_rows(here, there)
    return Taken(whole, ours, theirs, len(statements), differing)


def _spoilt(
    session: Session, copy: duckdb.DuckDBPyConnection, statements: Sequence[Executable]
) -> Taken:
    """Planted: a rent of one contract is judged otherwise in the copy."""
    copy.execute("BEGIN")
    first = "(SELECT min(id) FROM rent_check WHERE verdict = 'over')"
    copy.execute(f"UPDATE rent_check SET verdict = 'within' WHERE id = {first}")  # noqa: S608 -- ours
    try:
        return _asked_of_both(session, copy, statements, 0.0)
    finally:
        copy.execute("ROLLBACK")


def _trace(session: Session, worker_id: UUID) -> str:
    """As a check keeps it, and as long; what differs between rows is set when they are filled."""
    lease = tenancy(session, tenant=household(session, adults=2, children=1))
    rent(session, lease)
    check = check_tenancy(
        session,
        tenancy_id=lease.id,
        on=date(2026, 3, 1),
        norm_set_id=None,
        actor_id=worker_id,
        at=NOW,
    )
    trace: dict[str, Any] = json.loads(json.dumps(check.trace))
    outcome = trace["check"]["outcome"]
    outcome["excess"]["low"]["ore"] = "@excess"
    outcome["household"]["adults"] = "@adults"
    return json.dumps(trace)
