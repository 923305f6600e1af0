"""The access log: rows follow on each other, and whoever touches one is seen."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from factories.people import NOW
from landlord_watch.audit import services as audit
from landlord_watch.audit.errors import LogUnwritable
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.audit.queries.verifying import LogFault, LogFinding, Verified, verify_log
from landlord_watch.audit.services.anchoring import anchor_if_due, write_anchor
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.field_keys import use_field_keys
from landlord_watch.infra.key_files import KeyFiles

SOON = NOW + timedelta(minutes=10)
Tamper = Callable[..., None]


@pytest.fixture
def anchors(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "anchors.jsonl"


@pytest.fixture
def rows(session: Session) -> list[UUID]:
    """Twenty accesses, in one chain; what each was to, in their order."""
    subjects = [uuid4() for _ in range(20)]
    for number, subject in enumerate(subjects):
        audit.record(
            session,
            actor_id=uuid4() if number % 3 else None,
            action="household.read",
            subject_id=subject,
            at=NOW + timedelta(seconds=number),
        )
    session.commit()
    return subjects


@pytest.fixture
def tamper(engine: Engine) -> Iterator[Tamper]:
    """Somebody who owns the database, and has put the triggers aside."""
    names = ("update", "delete")
    of_table = " ON access_log_entry" if engine.dialect.name == "postgresql" else ""
    with engine.begin() as connection:
        for name in names:
            connection.execute(text(f"DROP TRIGGER access_log_entry_no_{name}{of_table}"))

    def change(words: str, **values: object) -> None:
        with engine.begin() as connection:
            connection.execute(text(words), values)

    return change


def verified(session: Session, anchors: Path, *, at: datetime = SOON) -> Verified:
    session.rollback()
    return verify_log(session, anchors=anchors, at=at)


def faults(session: Session, anchors: Path, *, at: datetime = SOON) -> list[LogFinding]:
    return verified(session, anchors, at=at).findings


def test_what_was_written_is_whole(session: Session, rows: list[UUID], anchors: Path) -> None:
    seen = verified(session, anchors)

    assert (seen.rows, seen.findings) == (len(rows), [])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("UPDATE access_log_entry SET action = 'x' WHERE number = 7", [(LogFault.CHANGED, 7)]),
        ("UPDATE access_log_entry SET actor_id = NULL WHERE number = 8", [(LogFault.CHANGED, 8)]),
        (
            "UPDATE access_log_entry SET outcome = 'denied' WHERE number = 1",
            [(LogFault.CHANGED, 1)],
        ),
        ("DELETE FROM access_log_entry WHERE number = 7", [(LogFault.GAP, 8)]),
        ("DELETE FROM access_log_entry WHERE number <= 3", [(LogFault.GAP, 4)]),
        (
            "UPDATE access_log_entry SET seq = seq + 1000 WHERE number = 7",
            [(LogFault.GAP, 8), (LogFault.GAP, 7)],
        ),
    ],
)
def test_what_was_done_to_a_row_is_found_where_it_is(
    session: Session,
    rows: list[UUID],
    anchors: Path,
    tamper: Tamper,
    words: str,
    found: list[tuple[LogFault, int]],
) -> None:
    del rows
    tamper(words)

    assert [(each.fault, each.number) for each in faults(session, anchors)] == found


def test_a_row_put_in_at_the_end_is_none_of_ours(
    session: Session, rows: list[UUID], anchors: Path, tamper: Tamper
) -> None:
    tamper(
        "INSERT INTO access_log_entry (seq, accessed_at, action, outcome, chain, number, code) "
        "SELECT 9999, accessed_at, action, outcome, chain, number + 1, code "
        "FROM access_log_entry WHERE number = :last",
        last=len(rows),
    )

    assert [each.fault for each in faults(session, anchors)] == [LogFault.CHANGED]


def test_an_end_that_was_cut_off_is_found_against_an_anchor_alone(
    session: Session, rows: list[UUID], anchors: Path, tamper: Tamper
) -> None:
    write_anchor(session, file=anchors, at=SOON)
    session.rollback()  # its own transaction would keep the other out
    tamper("DELETE FROM access_log_entry WHERE number > 15")

    assert faults(session, anchors.with_name("none")) == []
    assert faults(session, anchors) == [LogFinding(LogFault.CUT, 1, len(rows))]


def test_an_end_that_grew_again_is_not_the_one_that_was_anchored(
    session: Session, rows: list[UUID], anchors: Path, tamper: Tamper
) -> None:
    write_anchor(session, file=anchors, at=SOON)
    session.rollback()  # its own transaction would keep the other out
    tamper("DELETE FROM access_log_entry WHERE number > 15")
    audit.record_many(session, actor_id=None, action="rent.read", subject_ids=rows[:9], at=SOON)
    session.commit()

    assert LogFinding(LogFault.CUT, 1, len(rows)) in faults(session, anchors)


def test_a_line_of_anchors_that_is_not_ours_is_named(
    session: Session, rows: list[UUID], anchors: Path
) -> None:
    del rows
    write_anchor(session, file=anchors, at=SOON)
    line = anchors.read_text()
    anchors.write_text(line + line.replace("20", "19", 1) + "nonsense\n")

    assert faults(session, anchors) == [
        LogFinding(LogFault.ANCHOR, 0, 2),
        LogFinding(LogFault.ANCHOR, 0, 3),
    ]


def test_rows_that_lie_too_long_without_an_anchor_are_a_fault(
    session: Session, rows: list[UUID], anchors: Path
) -> None:
    del rows
    late = NOW + timedelta(minutes=62)
    before = faults(session, anchors, at=late)
    write_anchor(session, file=anchors, at=late)

    assert [each.fault for each in before] == [LogFault.UNANCHORED]
    assert faults(session, anchors, at=late) == []


def test_an_anchor_is_written_once_an_hour_and_only_of_what_is_new(
    session: Session, rows: list[UUID], anchors: Path
) -> None:
    hour = timedelta(hours=1)

    def due(at: datetime) -> bool:
        return anchor_if_due(session, file=anchors, at=at, every=hour)

    first, soon, idle = due(NOW), due(NOW + timedelta(minutes=59)), due(NOW + 2 * hour)
    audit.record(session, actor_id=None, action="rent.read", subject_id=rows[0], at=NOW)

    assert (first, soon, idle, due(NOW + 3 * hour)) == (True, False, False, True)
    assert len(anchors.read_text().splitlines()) == 2


@pytest.mark.parametrize(
    "words", ["UPDATE access_log_entry SET action = 'x'", "DELETE FROM access_log_entry"]
)
def test_the_database_itself_refuses_to_change_the_log(
    engine: Engine, rows: list[UUID], words: str
) -> None:
    del rows

    with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
        connection.execute(text(words))


def test_what_is_undone_leaves_no_gap(session: Session, rows: list[UUID], anchors: Path) -> None:
    def note() -> None:
        audit.record(session, actor_id=None, action="rent.read", subject_id=rows[0], at=NOW)

    note()
    with session.begin_nested():
        note()
    undone = session.begin_nested()
    note()
    note()
    undone.rollback()
    note()
    session.commit()
    note()
    session.rollback()
    seen = verified(session, anchors)

    assert (seen.rows, seen.findings) == (len(rows) + 3, [])


def test_many_who_write_at_once_leave_whole_chains(
    engine: Engine, session: Session, anchors: Path
) -> None:
    def work() -> None:
        for _ in range(15):
            with own_transactions(engine)() as own:
                audit.record(own, actor_id=None, action="rent.read", subject_id=uuid4(), at=NOW)
                subjects = [uuid4(), uuid4()]
                audit.record_many(
                    own, actor_id=None, action="rent.read", subject_ids=subjects, at=NOW
                )

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen = verified(session, anchors)

    assert (seen.rows, seen.findings) == (6 * 15 * 3, [])


def test_two_who_write_at_once_do_not_wait_for_each_other(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        return  # it has one writer at a time whatever it writes
    with Session(engine) as one, Session(engine) as other:
        for session in (one, other, one):
            audit.record(session, actor_id=None, action="rent.read", subject_id=None, at=NOW)
        one.commit()
        other.commit()
        chains = one.scalars(select(AccessLogEntry.chain).order_by(AccessLogEntry.seq)).all()

    assert chains == [1, 2, 1]


def test_a_search_is_noted_so_that_it_can_be_compared_and_not_read(session: Session) -> None:
    for typed in ("19880504-2389", " 198805042389 ", "Åsa Påhittad"):
        audit.record_search(
            session, actor_id=uuid4(), action="households.searched", typed=typed, at=NOW
        )
    codes = session.scalars(select(AccessLogEntry.search_code).order_by(AccessLogEntry.seq)).all()

    assert codes[0] == codes[1] != codes[2]
    assert {len(code) for code in codes} == {32}


def test_without_its_key_nothing_is_noted_and_it_is_told(
    session: Session, engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "var-keys" / "log.key").unlink()
    use_field_keys(engine, KeyFiles(tmp_path / "var-keys"))

    with pytest.raises(LogUnwritable):
        audit.record(session, actor_id=None, action="rent.read", subject_id=None, at=NOW)


def test_another_key_verifies_nothing(
    session: Session, engine: Engine, rows: list[UUID], anchors: Path, tmp_path: Path
) -> None:
    (tmp_path / "var-keys" / "log.key").write_text("ab" * 32)
    use_field_keys(engine, KeyFiles(tmp_path / "var-keys"))

    assert len(faults(session, anchors)) == len(rows)
