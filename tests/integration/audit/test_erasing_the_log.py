"""The log after five years: its beginning goes, and what is left is proved as before."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from factories.people import NOW
from figures.access_log import drop_triggers
from landlord_watch.audit import services as audit
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.audit.queries.closing import count_erasable
from landlord_watch.audit.queries.verifying import LogFault, LogFinding, verify_log
from landlord_watch.audit.rules import kept_since
from landlord_watch.audit.services import erasing
from landlord_watch.audit.services.anchoring import write_anchor
from landlord_watch.audit.services.erasing import close_log, erase_closed

OLD = datetime(2020, 12, 1, 9, 0, tzinfo=UTC)
BEFORE = kept_since(date(2026, 11, 22))
SOON = NOW + timedelta(minutes=10)
OLD_ROWS, YOUNG_ROWS = 20, 6
FORGED = (
    "INSERT INTO access_log_closing (chain, number, code, kept_from_at, closed_at, seal) "
    "SELECT chain, number, code, '2026-01-01 00:00:00', '2026-01-01 00:00:00', code "
    "FROM access_log_entry WHERE number = :number"
)

Tamper = Callable[..., None]


@pytest.fixture
def anchors(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "anchors.jsonl"


def write(session: Session, count: int, *, since: datetime) -> None:
    for number in range(count):
        at = since + timedelta(seconds=number)
        audit.record(session, actor_id=None, action="household.read", subject_id=uuid4(), at=at)
    session.commit()


@pytest.fixture(autouse=True)
def rows(session: Session, anchors: Path) -> None:
    """Years of a log, anchored in between and at the end."""
    write(session, OLD_ROWS - 5, since=OLD)
    write_anchor(session, file=anchors, at=OLD)
    write(session, 5, since=OLD + timedelta(days=2))
    write_anchor(session, file=anchors, at=OLD + timedelta(days=2))
    write(session, YOUNG_ROWS, since=NOW)
    write_anchor(session, file=anchors, at=SOON)
    session.rollback()


def erase(session: Session, *, before: datetime = BEFORE) -> int:
    close_log(session, before=before, at=SOON)
    gone = 0
    while count := erase_closed(session):
        gone += count
    session.commit()
    return gone


def numbers(session: Session) -> list[int]:
    session.rollback()
    return list(session.scalars(select(AccessLogEntry.number).order_by(AccessLogEntry.seq)))


def faults(session: Session, anchors: Path) -> list[LogFinding]:
    session.rollback()
    return verify_log(session, anchors=anchors, at=SOON).findings


@pytest.fixture
def tamper(engine: Engine, session: Session) -> Iterator[Tamper]:
    """Somebody who owns the database, and has put the triggers aside."""
    session.rollback()
    drop_triggers(engine)
    of_table = " ON access_log_closing" if engine.dialect.name == "postgresql" else ""
    with engine.begin() as connection:
        for what in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER access_log_closing_no_{what}{of_table}"))

    def change(words: str, **values: object) -> None:
        session.rollback()
        with engine.begin() as connection:
            connection.execute(text(words), values)

    return change


def test_whole_years_go_when_five_are_past() -> None:
    assert kept_since(date(2026, 1, 1)) == datetime(2021, 1, 1, tzinfo=UTC)
    assert kept_since(date(2026, 12, 31)) == datetime(2021, 1, 1, tzinfo=UTC)


def test_the_beginning_goes_and_the_rest_is_whole(session: Session, anchors: Path) -> None:
    due = count_erasable(session, before=BEFORE)
    gone = erase(session)
    write(session, 1, since=SOON)

    assert (due, gone, count_erasable(session, before=BEFORE)) == (OLD_ROWS, OLD_ROWS, 0)
    assert numbers(session) == list(range(OLD_ROWS + 1, OLD_ROWS + YOUNG_ROWS + 2))
    assert faults(session, anchors) == []


def test_done_again_nothing_more_goes(session: Session, anchors: Path) -> None:
    erase(session)

    assert erase(session) == 0
    assert faults(session, anchors) == []


def test_a_year_later_it_goes_on_from_there(session: Session, anchors: Path) -> None:
    erase(session, before=OLD + timedelta(days=1))
    left = numbers(session)
    erase(session)

    assert left[0] == OLD_ROWS - 5 + 1
    assert numbers(session)[0] == OLD_ROWS + 1
    assert faults(session, anchors) == []


def test_stopped_in_between_it_is_whole_and_goes_on(
    session: Session, anchors: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "AT_A_TIME", 7)
    close_log(session, before=BEFORE, at=SOON)
    erase_closed(session)
    session.commit()
    between = (len(numbers(session)), faults(session, anchors))
    erase(session)

    assert between == (OLD_ROWS - 7 + YOUNG_ROWS, [])
    assert len(numbers(session)) == YOUNG_ROWS


def test_the_last_row_stays_for_the_chain_goes_on_from_it(session: Session, anchors: Path) -> None:
    erase(session, before=BEFORE.replace(year=2021))
    far = NOW + timedelta(days=400)
    close_log(session, before=far, at=far)
    session.rollback()

    assert count_erasable(session, before=far) == YOUNG_ROWS - 1
    assert faults(session, anchors) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "UPDATE access_log_entry SET action = 'x' WHERE number = 21",
            [(LogFault.CHANGED, 21)],
        ),
        ("DELETE FROM access_log_entry WHERE number = 23", [(LogFault.GAP, 24)]),
        ("DELETE FROM access_log_entry WHERE number <= 22", [(LogFault.GAP, 23)]),
        (
            "DELETE FROM access_log_closing",
            [(LogFault.CUT, 15), (LogFault.CUT, 20), (LogFault.GAP, 21)],
        ),
        (
            "UPDATE access_log_closing SET number = 19",
            [(LogFault.CLOSING, 19), (LogFault.CUT, 15), (LogFault.CUT, 20), (LogFault.GAP, 21)],
        ),
    ],
)
def test_what_is_done_to_it_afterwards_is_found(
    session: Session,
    anchors: Path,
    tamper: Tamper,
    words: str,
    found: list[tuple[LogFault, int]],
) -> None:
    erase(session)
    tamper(words)

    assert sorted((each.fault, each.number) for each in faults(session, anchors)) == sorted(found)


def test_who_says_that_more_is_erased_is_not_believed(
    session: Session, anchors: Path, tamper: Tamper
) -> None:
    tamper(FORGED, number=23)
    tamper("DELETE FROM access_log_entry WHERE number <= 23")
    found = {each.fault for each in faults(session, anchors)}

    assert {LogFault.CLOSING, LogFault.GAP} <= found


def test_another_beginning_than_the_anchored_one_is_found(
    session: Session, anchors: Path, tamper: Tamper
) -> None:
    tamper(
        "UPDATE access_log_entry SET code = (SELECT code FROM access_log_entry WHERE number = 1) "
        "WHERE number = 20"
    )
    erase(session)

    assert LogFinding(LogFault.CUT, 1, OLD_ROWS) in faults(session, anchors)


@pytest.mark.parametrize(
    "words",
    [
        "DELETE FROM access_log_entry WHERE number = 1",
        "DELETE FROM access_log_entry WHERE number = 22",
        "UPDATE access_log_entry SET action = 'x' WHERE number = 1",
    ],
)
def test_the_database_lets_go_of_old_rows_alone_and_only_when_that_was_said(
    engine: Engine, session: Session, words: str
) -> None:
    session.rollback()
    with engine.begin() as connection:
        is_young = "= 22" in words
        if is_young:
            connection.execute(text(FORGED), {"number": 22})

    with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
        connection.execute(text(words))


@pytest.mark.parametrize(
    "words", ["UPDATE access_log_closing SET number = 1", "DELETE FROM access_log_closing"]
)
def test_what_was_said_of_erasing_stays(engine: Engine, session: Session, words: str) -> None:
    erase(session)

    with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
        connection.execute(text(words))
