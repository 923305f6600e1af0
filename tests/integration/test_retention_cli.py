import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import households as made
from factories.databases import make_ready
from factories.demo import settings_of
from factories.people import staff_member
from factories.retention import BENGTSFORS, LONG_AFTER, end_all
from landlord_watch.cli import main
from landlord_watch.cli.installation import open_engine, write_environment
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role
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
