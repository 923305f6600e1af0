"""The access log: whoever touches a row or cuts off its end is seen, and no read is without one."""

import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, Row, func, select, text
from sqlalchemy.orm import Session

from factories.databases import make_ready, open_with_keys
from factories.dwellings import dwelling
from factories.households import household
from factories.landlords import landlord
from factories.people import NOW, signed_in, staff_member
from figures.figure import Figure, must_be_short
from landlord_watch.audit import services as audit
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.audit.queries.verifying import verify_log
from landlord_watch.audit.rules import ChainedRow
from landlord_watch.audit.services.anchoring import write_anchor
from landlord_watch.identity.rules import Role
from landlord_watch.infra.field_keys import field_keys_of
from landlord_watch.infra.key_files import KeyFile
from landlord_watch.settings import read_settings
from landlord_watch.web import guard
from landlord_watch.web.app import create_app
from landlord_watch.web.db import extension
from landlord_watch.web.pace import CONFIG

ROWS = 120
TAMPERINGS = 2_000
CUTS = 200
READS, ALL_READS = 1_000, 10_000
UNWRITABLE = 50
HOURS = 10
OK, UNAVAILABLE = 200, 503

#: What somebody who owns the database does to it; each leaves it other than it was.
Tampering = Callable[[Connection, Random], None]


def figures() -> Iterator[Figure]:
    yield from _figures(READS)


def all_figures() -> Iterator[Figure]:
    yield from _figures(ALL_READS)


def _figures(reads: int) -> Iterator[Figure]:
    with a_log() as log:
        must_be_short(tampered(log, [rewrite_with_the_key], times=1))
        yield tampered(log, TAMPERINGS_KNOWN, times=TAMPERINGS)
        must_be_short(cut(log, times=3, reaching=0))
        yield cut(log, times=CUTS, reaching=1)
    with an_office() as office:
        yield read(office, times=reads)
        with unlogged():
            must_be_short(read(office, times=3))
        must_be_short(refused(office, times=1))
        with unwritable(office.engine):
            yield refused(office, times=UNWRITABLE)


@dataclass(frozen=True)
class Log:
    """A log of its own, with the triggers put aside and an anchor for each hour."""

    engine: Engine
    anchors: Path

    def faults(self, connection: Connection, *, anchors: Path | None = None) -> int:
        with Session(connection) as session:
            at = NOW + timedelta(hours=HOURS, minutes=1)
            return len(verify_log(session, anchors=anchors or self.anchors, at=at).findings)


@contextmanager
def a_log() -> Iterator[Log]:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_with_keys(f"sqlite:///{folder}/landlord_watch.sqlite3", Path(folder) / "keys")
        make_ready(engine)
        log = Log(engine, Path(folder) / "anchors.jsonl")
        with Session(engine) as session:
            write_rows(session, log.anchors)
        drop_triggers(engine)
        yield log
        engine.dispose()


def write_rows(session: Session, anchors: Path) -> None:
    """So many rows over some hours, the last of them after the last anchor."""
    for number in range(ROWS):
        at = NOW + timedelta(hours=HOURS) * (number / ROWS)
        actor_id = uuid4() if number % 4 else None
        audit.record(session, actor_id=actor_id, action="household.read", subject_id=uuid4(), at=at)
        if number % (ROWS // HOURS) == ROWS // HOURS // 2:
            write_anchor(session, file=anchors, at=at)
    session.commit()


def drop_triggers(engine: Engine) -> None:
    """As who owns the database may."""
    of_table = " ON access_log_entry" if engine.dialect.name == "postgresql" else ""
    with engine.begin() as connection:
        for what in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER access_log_entry_no_{what}{of_table}"))


def tampered(log: Log, ways: list[Tampering], *, times: int) -> Figure:
    """Tamper so many times, each time with the log as it was; without a single anchor's help."""
    chance = Random(4)  # noqa: S311 -- which row is touched is no secret
    found = sum(is_found(log, way, chance) for way in islice(cycle(ways), times))
    note = f"{found:,} of {times:,} changes made past the program, in {len(ways)} ways, on SQLite"
    return Figure("access.log_tamper", times - found, "unseen", 0, note, is_ceiling=True)


def is_found(log: Log, way: Tampering, chance: Random) -> bool:
    nowhere = log.anchors.with_name("none")
    with log.engine.connect() as connection:
        before = log.faults(connection, anchors=nowhere)
        way(connection, chance)
        after = log.faults(connection, anchors=nowhere)
        connection.rollback()
    return after > before


def _some(connection: Connection, chance: Random, how_many: int = 1) -> list[Row[Any]]:
    rows = connection.execute(select(AccessLogEntry.__table__)).all()
    return chance.sample(rows, how_many)


def _set(connection: Connection, of: int, **values: object) -> None:
    names = ", ".join(f"{name} = :{name}" for name in values)
    words = f"UPDATE access_log_entry SET {names} WHERE seq = :of"  # noqa: S608 -- names of ours
    connection.execute(text(words), {**values, "of": of})


def edit(connection: Connection, chance: Random) -> None:
    (row,) = _some(connection, chance)
    name, value = chance.choice(
        [("action", "rent.read"), ("outcome", "denied"), ("actor_id", uuid4().hex),
         ("subject_id", uuid4().hex), ("device_id", uuid4().hex), ("request_id", uuid4().hex)]
    )  # fmt: skip
    _set(connection, row.seq, **{name: value})


def retime(connection: Connection, chance: Random) -> None:
    (row,) = _some(connection, chance)
    later = row.accessed_at + timedelta(seconds=chance.randint(1, 90_000))
    _set(connection, row.seq, accessed_at=later.strftime("%Y-%m-%d %H:%M:%S.%f"))


def take_out(connection: Connection, chance: Random) -> None:
    (row,) = [each for each in _some(connection, chance, 3) if each.number < ROWS][:1]
    connection.execute(text("DELETE FROM access_log_entry WHERE seq = :seq"), {"seq": row.seq})


def take_out_and_close_up(connection: Connection, chance: Random) -> None:
    """Those after it move one place forward, so that no number is missing."""
    (row,) = [each for each in _some(connection, chance, 3) if each.number < ROWS][:1]
    connection.execute(text("DELETE FROM access_log_entry WHERE seq = :seq"), {"seq": row.seq})
    words = "UPDATE access_log_entry SET number = number - 1 WHERE number > :number"
    connection.execute(text(words), {"number": row.number})


def put_in(connection: Connection, chance: Random) -> None:
    """A row like another, at the end."""
    (row,) = _some(connection, chance)
    words = (
        "INSERT INTO access_log_entry (accessed_at, actor_id, action, outcome, subject_id, "
        "chain, number, code) SELECT accessed_at, actor_id, action, outcome, subject_id, chain, "
        ":number, code FROM access_log_entry WHERE seq = :seq"
    )
    connection.execute(text(words), {"number": ROWS + 1, "seq": row.seq})


def swap(connection: Connection, chance: Random) -> None:
    """Two rows change what they say, codes and all; their places stay."""
    one, other = _some(connection, chance, 2)
    for seq, like in ((one.seq, other), (other.seq, one)):
        subject = like.subject_id.hex if like.subject_id else None
        _set(connection, seq, subject_id=subject, code=like.code)


def reorder(connection: Connection, chance: Random) -> None:
    """Two rows change places."""
    one, other = _some(connection, chance, 2)
    for seq, to in ((one.seq, -1), (other.seq, one.seq), (-1, other.seq)):
        _set(connection, seq, seq=to)


def renumber(connection: Connection, chance: Random) -> None:
    one, other = _some(connection, chance, 2)
    _set(connection, one.seq, number=other.number)
    _set(connection, other.seq, number=one.number)


def forge(connection: Connection, chance: Random) -> None:
    """Another code, of the right length."""
    (row,) = _some(connection, chance)
    _set(connection, row.seq, code=chance.randbytes(len(row.code)))


TAMPERINGS_KNOWN: list[Tampering] = [
    edit, retime, take_out, take_out_and_close_up, put_in, swap, reorder, renumber, forge,
]  # fmt: skip


def rewrite_with_the_key(connection: Connection, chance: Random) -> None:
    """The planted fault: who has the log's key too writes the rest of the chain anew."""
    edit(connection, chance)
    with Session(connection) as session:
        secret = field_keys_of(session).files.secret(KeyFile.LOG)
        code = bytes(32)
        for row in session.execute(select(AccessLogEntry.__table__)).all():
            said = {name: getattr(row, name) for name in ChainedRow.__dataclass_fields__}
            code = ChainedRow(**said).code(after=code, secret=secret)
            _set(connection, row.seq, code=code)


def cut(log: Log, *, times: int, reaching: int) -> Figure:
    """Cut off the end so many times; `reaching`: so many anchored rows at least go with it."""
    chance = Random(5)  # noqa: S311 -- where it is cut is no secret
    last_anchored = ROWS - ROWS // HOURS // 2 + 1
    found = 0
    for _ in range(times):
        first = chance.randint(1, last_anchored) if reaching else last_anchored + 1
        with log.engine.connect() as connection:
            words = "DELETE FROM access_log_entry WHERE number >= :first"
            connection.execute(text(words), {"first": first})
            found += log.faults(connection) > 0
            connection.rollback()
    note = f"{found} of {times} ends cut off, against anchors an hour apart; younger rows have none"
    return Figure("access.log_tail", times - found, "unseen", 0, note, is_ceiling=True)


@dataclass(frozen=True)
class Office:
    """An office somebody reads in, and what may be read."""

    engine: Engine
    client: FlaskClient
    actor_id: UUID
    paths: list[str]
    secret: str = "Påhittad"


@contextmanager
def an_office() -> Iterator[Office]:
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(
            {
                "LANDLORD_WATCH_SECRET_KEY": "only for this measurement",
                "LANDLORD_WATCH_VAR": f"{folder}/var",
                "LANDLORD_WATCH_SECURE_COOKIES": "no",
                "LANDLORD_WATCH_ANCHOR": "by_command",
                "DATABASE_URL": f"sqlite:///{folder}/landlord_watch.sqlite3",
            }
        )
        engine = open_with_keys(settings.database_url, settings.keys)
        make_ready(engine)
        app = create_app(settings)
        app.config["PROPAGATE_EXCEPTIONS"] = False
        app.config[CONFIG].clear()  # faster than anybody reads
        with Session(engine) as session, session.begin():
            somebody = staff_member(session, Role.CASEWORKER)
            client = app.test_client()
            client.set_cookie("sid", signed_in(session, somebody))
            actor_id, paths = somebody.id, furnish(session)
        yield Office(engine, client, actor_id, paths)
        with app.app_context():
            extension.engine.dispose()
        engine.dispose()


def furnish(session: Session) -> list[str]:
    """Pages of every world: of one thing, lists, searches, what is not there, what is refused."""
    home, case, owner = dwelling(session), household(session, children=1), landlord(session)
    return [
        f"/office/dwellings/{home.id}",
        f"/office/households/{case.id}",
        f"/office/landlords/{owner.id}",
        "/office/households/?q=P%C3%A5hittad",
        "/office/dwellings/",
        "/office/visits/",
        f"/office/households/{uuid4()}",
        "/office/staff/",
    ]


def read(office: Office, *, times: int) -> Figure:
    """Read so many pages, and count the requests that the log knows of."""
    before = logged(office)
    for path in islice(cycle(office.paths), times):
        office.client.get(path).close()
    missing = times - (logged(office) - before)
    note = f"{times:,} reads of {len(office.paths)} pages, refused ones too; rows by request"
    return Figure("access.log_reads", missing, "without a row", 0, note, is_ceiling=True)


def logged(office: Office) -> int:
    """How many requests of theirs stand in the log."""
    asked = select(func.count(func.distinct(AccessLogEntry.request_id)))
    with Session(office.engine) as session:
        return session.scalar(asked.where(AccessLogEntry.actor_id == office.actor_id)) or 0


def refused(office: Office, *, times: int) -> Figure:
    """Read while no row can be written: nothing may be shown."""
    shown = 0
    for path in islice(cycle(office.paths), times):
        with office.client.get(path) as answer:
            said = answer.get_data(as_text=True)
            shown += answer.status_code != UNAVAILABLE or office.secret in said
    note = f"{times} reads with the log unwritable: 503, and not a word of what was asked for"
    return Figure("access.log_fails_closed", shown, "shown", 0, note, is_ceiling=True)


@contextmanager
def unwritable(engine: Engine) -> Iterator[None]:
    """The log takes no rows."""
    words = (
        "CREATE TRIGGER nothing_more BEFORE INSERT ON access_log_entry "
        "BEGIN SELECT RAISE(ABORT, 'no more'); END"
    )
    with engine.begin() as connection:
        connection.execute(text(words))
    told = logging.getLogger("landlord_watch.web.errors")
    told.disabled = True  # each of them is an incident
    yield
    told.disabled = False
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER nothing_more"))


@contextmanager
def unlogged() -> Iterator[None]:
    """The planted fault: a guard that forgets to write."""
    kept = guard.audit
    guard.audit = _Nothing()
    yield
    guard.audit = kept


class _Nothing:
    """Stands where the log's services are, and writes nothing."""

    def __getattr__(self, name: str) -> Any:
        found = getattr(audit, name)
        return (lambda *_, **__: None) if callable(found) else found
