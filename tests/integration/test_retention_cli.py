import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from factories import households as made
from factories.databases import make_ready
from factories.demo import settings_of
from factories.people import staff_member
from factories.retention import BENGTSFORS, LONG_AFTER, end_all
from figures.access_log import drop_triggers
from landlord_watch.audit import services as audit
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.cli import main
from landlord_watch.cli.installation import open_engine, write_environment
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.infra.storage import FolderStore
from landlord_watch.kernel.ids import new_id
from landlord_watch.retention import services


@pytest.fixture(autouse=True)
def own_environment() -> Iterator[None]:
    """The program reads its settings into the environment, which is every test's."""
    kept = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(kept)


def run(path: Path, *words: str):
    with time_machine.travel(LONG_AFTER):
        return CliRunner().invoke(main, ["--env-file", str(path), "retention", *words])


def installation(folder: Path) -> Path:
    """One household that is due, proposed and agreed to, and one that is not."""
    path = folder / "var" / "landlord_watch.env"
    write_environment(path, municipality_code="1460", is_demo=False)
    engine = open_engine(settings_of(path))
    make_ready(engine)
    with Session(engine) as session, session.begin():
        proposer = staff_member(session, Role.CASE_MANAGER)
        approver = staff_member(session, Role.DATA_PROTECTION_OFFICER)
        end_all(session, made.household(session, case_number="EB-2020-90001"))
        made.aid_period(session, made.household(session, case_number="EB-2020-90002"))
        purge = services.propose_purge(
            session, place=BENGTSFORS, actor_id=proposer.id, at=LONG_AFTER
        )
        services.approve_purge(session, purge_id=purge.id, actor_id=approver.id, at=LONG_AFTER)
    engine.dispose()
    return path


def case_numbers(path: Path) -> list[str]:
    engine = open_engine(settings_of(path))
    with Session(engine) as session:
        found = session.scalars(select(Household.case_number)).all()
    engine.dispose()
    return list(found)


def test_a_dry_run_counts_names_nobody_and_changes_nothing(tmp_path):
    path = installation(tmp_path)
    told = run(path, "due")

    assert told.exit_code == 0, told.output
    assert "1 to erase" in told.output
    assert "EB-2020" not in told.output
    assert len(case_numbers(path)) == 2


def test_what_was_agreed_to_is_erased_once(tmp_path):
    path = installation(tmp_path)
    first, second = run(path, "purge"), run(path, "purge")

    assert "Erased: 1. Left: 0." in first.output
    assert "Erased: 0. Left: 0." in second.output
    assert case_numbers(path) == ["EB-2020-90002"]


def test_a_photo_that_stopped_half_way_is_dropped_after_thirty_days_and_counted(tmp_path):
    path = installation(tmp_path)
    store, old, young = FolderStore(settings_of(path).blobs), new_id(), new_id()
    for sender, age in ((old, timedelta(days=30, minutes=1)), (young, timedelta(days=29))):
        store.append_at(sender, "0" * 64, offset=0, length=9, piece=b"half")
        (half_sent,) = (store.folder / "incoming" / str(sender)).iterdir()
        at = (LONG_AFTER - age).timestamp()
        os.utime(half_sent, times=(at, at))
    first, second = run(path, "purge"), run(path, "purge")

    assert "Photos dropped that had stopped half-way: 1.\n" in first.output
    assert "Photos dropped that had stopped half-way: 0.\n" in second.output
    assert store.find_partial(old, "0" * 64) is None
    assert store.find_partial(young, "0" * 64) is not None


def test_what_a_backup_brings_back_is_erased_again(tmp_path):
    path = installation(tmp_path)
    database = tmp_path / "var" / "landlord_watch.sqlite3"
    backup = database.read_bytes()
    run(path, "purge")
    for beside in database.parent.glob("landlord_watch.sqlite3-*"):
        beside.unlink()
    database.write_bytes(backup)
    brought_back = case_numbers(path)
    told = run(path, "reapply")

    assert len(brought_back) == 2
    assert "Households erased again: 1" in told.output
    assert case_numbers(path) == ["EB-2020-90002"]


def test_without_the_ledgers_key_it_says_so_and_erases_nothing(tmp_path):
    path = installation(tmp_path)
    settings_of(path).keys.joinpath("ledger.key").unlink()
    told = run(path, "purge")

    assert told.exit_code == 1
    assert "ledger.key" in told.output
    assert len(case_numbers(path)) == 2


def with_an_old_log(folder: Path, *, is_agreed: bool = True) -> Path:
    """An installation whose log has rows of seven years ago, proposed to be erased."""
    path = folder / "var" / "landlord_watch.env"
    write_environment(path, municipality_code="1460", is_demo=False)
    engine = open_engine(settings_of(path))
    make_ready(engine)
    now = clock.utc_now()
    with Session(engine) as session, session.begin():
        for at in (*[now - timedelta(days=7 * 366)] * 4, now):
            audit.record(session, actor_id=None, action="rent.read", subject_id=None, at=at)
        proposer = staff_member(session, Role.CASE_MANAGER)
        approver = staff_member(session, Role.DATA_PROTECTION_OFFICER)
        purge = services.propose_log_purge(session, actor_id=proposer.id, at=now)
        if is_agreed:
            services.approve_purge(session, purge_id=purge.id, actor_id=approver.id, at=now)
    engine.dispose()
    run_now(path, "log", "anchor")
    return path


def run_now(path: Path, *words: str):
    return CliRunner().invoke(main, ["--env-file", str(path), *words])


def rows_of_log(path: Path) -> int:
    engine = open_engine(settings_of(path))
    with Session(engine) as session:
        count = session.scalar(select(func.count()).select_from(AccessLogEntry)) or 0
    engine.dispose()
    return count


def test_what_is_due_of_the_log_is_told_and_left_until_two_have_agreed(tmp_path):
    path = with_an_old_log(tmp_path, is_agreed=False)
    before = rows_of_log(path)
    told, done = run_now(path, "retention", "due"), run_now(path, "retention", "purge")

    assert "4 rows of the access log to erase, from before" in told.output
    assert done.exit_code == 0, done.output
    assert rows_of_log(path) == before


def test_what_two_agreed_to_of_the_log_is_erased_and_the_rest_is_proved(tmp_path):
    path = with_an_old_log(tmp_path)
    before = rows_of_log(path)
    done = run_now(path, "retention", "purge")
    verified, due = run_now(path, "verify", "log"), run_now(path, "retention", "due")

    assert "The oldest of the access log is erased." in done.output
    assert rows_of_log(path) == before - 4 + 1  # and that it was done
    assert verified.exit_code == 0, verified.output
    assert "The access log is whole." in verified.output
    assert "0 rows of the access log to erase" in due.output


def test_a_log_that_is_not_whole_is_looked_at_before_it_is_erased(tmp_path):
    path = with_an_old_log(tmp_path)
    engine = open_engine(settings_of(path))
    drop_triggers(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE access_log_entry SET action = 'x' WHERE number = 2"))
    engine.dispose()
    before = rows_of_log(path)
    refused = run_now(path, "retention", "purge")
    left = rows_of_log(path)
    done = run_now(path, "retention", "purge", "--log-as-it-is")

    assert refused.exit_code == 1
    assert "is not whole, and nothing of it was erased" in refused.output
    assert left == before
    assert done.exit_code == 0, done.output
    assert rows_of_log(path) == before - 4 + 1
