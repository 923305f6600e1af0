"""Lists: how fast a hundred thousand rows are looked over and taken in, and what goes wrong."""

import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, insert, select
from sqlalchemy.orm import Session

from factories import lists
from factories.answering import answers_to, rows_written
from factories.databases import make_ready, open_with_keys
from factories.dwellings import dwelling
from factories.imports import Desk
from factories.malformed import MALFORMED, Malformed
from factories.people import NOW
from factories.registers import standing
from figures.figure import Figure, must_be_short
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.dwellings.models import Dwelling, DwellingKind
from landlord_watch.dwellings.rules import Address
from landlord_watch.dwellings.services import DwellingFacts, record_dwelling
from landlord_watch.imports.models import ImportTouch
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.infra.collecting import collecting_later
from landlord_watch.infra.once import table_of

ROWS = 100_000
PREVIEW_BAR, COMMIT_BAR, RATIO_BAR = 10.0, 60.0, 4.0
#: Every row is in one of these.
WRITTEN = (Dwelling, ImportTouch, AccessLogEntry)
FORTY = 40
#: Enough to tell that each row asks for itself.
FEW = 1_000


def figures() -> Iterator[Figure]:
    """All of them, on SQLite; those that count only are after their planted fault."""
    must_be_short(row_by_row(FEW))
    yield from speed(ROWS)
    must_be_short(malformed(lambda _desk, _one: ["taken in"]))
    yield from (malformed(answers_to), written_by_malformed())
    must_be_short(there_and_back(lambda _desk, _batch: None))
    yield there_and_back(lambda desk, batch: desk.undo(batch))


@contextmanager
def office() -> Iterator[Engine]:
    """An empty office."""
    folder = Path(tempfile.mkdtemp(prefix="lw-lists-"))
    engine = open_with_keys(f"sqlite:///{folder / 'office.sqlite3'}", folder / "keys")
    make_ready(engine)
    yield engine
    engine.dispose()
    shutil.rmtree(folder)


def homes(count: int) -> bytes:
    """A list of so many homes."""
    rows = (
        (f"Gata {n // 20}", 1000 + n % 20, "666 30", "Bengtsfors", 1 + n % 5, 40 + n % 60)
        for n in range(count)
    )
    return lists.text([lists.HOMES, *rows])


def spent() -> float:
    """The time of the processor, here and in the processes that were waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


@dataclass
class Watch:
    """What steps took."""

    taken: dict[str, float]

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = spent()
        yield
        self.taken[name] = spent() - began


def speed(count: int) -> Iterator[Figure]:
    """Looked over, taken in, and the same rows bare into the same tables of another database."""
    watch, content = Watch({}), homes(count)
    with office() as engine:
        with Session(engine, expire_on_commit=False) as session:
            with watch.step("preview"):
                desk = Desk(session)
                batch = desk.look_over(content)
                session.commit()
            with watch.step("commit"):
                desk.commit(batch)
                session.commit()
        rows = _rows_of(engine)
    _bare(rows, watch)
    took = watch.taken
    note = f"{count:,} homes of a text, seconds of the processor, SQLite FULL"
    yield Figure("imports.preview", took["preview"], "s", PREVIEW_BAR, note, is_ceiling=True)
    yield Figure("imports.commit", took["commit"], "s", COMMIT_BAR, note, is_ceiling=True)
    total = sum(len(some) for some in rows.values())
    names = ", ".join(f"{table.name} {len(some):,}" for table, some in rows.items())
    homes_alone = took["commit"] / took["bare dwelling"]
    yield Figure(
        "imports.commit_over_bare",
        took["commit"] / took["bare"],
        "times",
        RATIO_BAR,
        f"the same {total:,} rows by executemany ({names}): {took['bare']:.2f} s; "
        f"against the homes alone: {homes_alone:.1f} times",
        is_ceiling=True,
    )


def row_by_row(count: int) -> Figure:
    """Planted: homes that are each recorded alone, with their questions and their notes."""
    watch = Watch({})
    with office() as engine:
        with Session(engine, expire_on_commit=False) as session, watch.step("commit"):
            actor_id = Desk(session).actor_id
            for n in range(count):
                address = Address(f"Gata {n // 20}", "66630", "Bengtsfors", str(1000 + n % 20))
                facts = DwellingFacts(address, DwellingKind.FLAT, "1460")
                record_dwelling(session, facts=facts, actor_id=actor_id, at=NOW)
            session.commit()
        rows = _rows_of(engine)
    _bare(rows, watch)
    ratio = watch.taken["commit"] / watch.taken["bare"]
    return Figure("imports.commit_over_bare", ratio, "times", RATIO_BAR, "row by row", True)


def _rows_of(engine: Engine) -> dict[Table, list[dict[str, Any]]]:
    """What was written, as it is handed to a database."""
    tables = [table_of(model) for model in WRITTEN]
    with engine.connect() as connection:
        return {
            table: [dict(row._mapping) for row in connection.execute(select(table))]  # noqa: SLF001
            for table in tables
        }


def _bare(rows: dict[Table, list[dict[str, Any]]], watch: Watch) -> None:
    """Insert rows as they are into an empty office; those they point at are not asked for."""
    took = 0.0
    # so that rows that are only held here for this are not looked through either
    with office() as engine, collecting_later():
        for table, some in rows.items():
            with watch.step(f"bare {table.name}"), engine.connect() as connection:
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                if some:
                    connection.execute(insert(table).inline(), some)
                connection.commit()
            took += watch.taken[f"bare {table.name}"]
    watch.taken["bare"] = took


def malformed(answer: Callable[[Desk, Malformed], list[str]]) -> Figure:
    """How many of the forty are answered by what is wrong with them."""
    right = 0
    with office() as engine, Session(engine, expire_on_commit=False) as session:
        desks = _desks(session)
        for one in MALFORMED:
            right += one.answer in answer(desks[one.kind], one)
    note = "each by its own code, which has a sentence"
    return Figure("imports.malformed_answered", right, f"of {len(MALFORMED)}", FORTY, note)


def written_by_malformed() -> Figure:
    """How many rows the forty leave in the registers; all that can be is taken in."""
    with office() as engine, Session(engine, expire_on_commit=False) as session:
        desks = _desks(session)
        before = rows_written(session)
        for one in MALFORMED:
            answers_to(desks[one.kind], one)
        written = rows_written(session) - before
    return Figure("imports.malformed_written", written, "rows", 0, "of forty files", True)


def _desks(session: Session) -> dict[KindName, Desk]:
    dwelling(session, street_address="Storgatan 4", dwelling_number="1101")
    return {kind: Desk(session, kind) for kind in {one.kind for one in MALFORMED}}


def there_and_back(undo: Callable[[Desk, Any], object]) -> Figure:
    """How many tables differ after a list was taken in, taken back and taken in again."""
    head = [*lists.HOMES, "Fastighet"]
    numbered = (
        ["Storgatan 4", 1100 + n, "666 30", "Bengtsfors", 2, 50 + n, f"Berga 1:{n}"]
        for n in range(1, 60)
    )
    rows = [head, *numbered]
    with office() as engine, Session(engine, expire_on_commit=False) as session:
        dwelling(session, street_address="Storgatan 4", dwelling_number="1101", rooms=4)
        empty, desk = standing(session), Desk(session)
        first = desk.take_in(lists.text(rows))
        once = standing(session)
        undo(desk, first)
        back = standing(session)
        if back == empty:
            desk.take_in(lists.text(rows))
        again = standing(session)
    differing = [name for name in once if once[name] != again[name] or empty[name] != back[name]]
    note = f"{len(once)} tables, row by row, but for ids and instants"
    return Figure("imports.undo_differs", len(differing), "tables", 0, note, is_ceiling=True)
