"""Lists from the shell."""

import re
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import lists
from factories.people import staff_member
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.identity.rules import Role

HOMES = [
    lists.HOMES,
    ["Storgatan 4", "1101", "666 30", "Bengtsfors", 2, "55,5"],
    ["Storgatan 4", "1102", "666 3", "Bengtsfors", 3, "70"],
]
OF_HOMES = ("--kind", "dwellings", "--source", "Bolaget", "--as", "chefen")


@pytest.fixture
def run(shell, session: Session, tmp_path: Path):
    """Runs the command, with a list in `lista.xlsx` and somebody whose list it is."""
    staff_member(session, Role.CASE_MANAGER, username="chefen")
    staff_member(session, Role.FIELD_OFFICER, username="besokaren")
    session.commit()
    (tmp_path / "lista.xlsx").write_bytes(lists.workbook(HOMES))
    return partial(shell, "import")


def count(session: Session) -> int:
    session.rollback()
    found = session.scalar(select(func.count()).select_from(Dwelling)) or 0
    session.rollback()  # the command wants the database
    return found


def id_in(output: str) -> str:
    found = re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", output)
    assert found is not None
    return found[0]


def test_a_list_is_looked_over_and_nothing_taken_in_unasked(run, session) -> None:
    said = run("file", "lista.xlsx", *OF_HOMES)

    assert said.exit_code == 0
    assert "1  new" in said.output
    assert "1  stops  postal_code_malformed postal_code  rows 3" in said.output
    assert count(session) == 0


def test_what_is_asked_for_is_taken_in_and_taken_back(run, session) -> None:
    said = run("file", "lista.xlsx", *OF_HOMES, "--take-in", "new")
    taken_in = count(session)
    undone = run("undo", id_in(said.output), "--as", "chefen")

    assert "Taken in:\n       1  new" in said.output
    assert taken_in == 1
    assert undone.output.startswith("Taken back by")
    assert count(session) == 0


def test_a_list_that_was_looked_over_is_taken_in_later(run, session) -> None:
    said = run("file", "lista.xlsx", *OF_HOMES)
    done = run("commit", id_in(said.output), "--take-in", "new", "--as", "chefen")
    twice = run("commit", id_in(said.output), "--take-in", "new", "--as", "chefen")

    assert done.exit_code == 0
    assert "import_not_ready" in twice.output
    assert count(session) == 1


def test_the_same_file_again_is_nothing_new(run) -> None:
    run("file", "lista.xlsx", *OF_HOMES)
    again = run("file", "lista.xlsx", *OF_HOMES)

    assert again.exit_code == 1
    assert "0 new." in again.output


def test_the_shell_asks_the_policy_too(run, session) -> None:
    refused = run("file", "lista.xlsx", *OF_HOMES[:-1], "besokaren")
    nobody = run("file", "lista.xlsx", *OF_HOMES[:-1], "ingen")

    assert "do not give imports.register" in refused.output
    assert "Nobody active is called ingen" in nobody.output
    assert count(session) == 0


def test_a_file_that_is_no_list_is_refused_with_its_reason(run, tmp_path: Path) -> None:
    (tmp_path / "lista.xlsx").write_bytes(b"<html>")
    refused = run("file", "lista.xlsx", *OF_HOMES)

    assert refused.exit_code == 1
    assert "file_is_web_page" in refused.output


def test_columns_that_are_not_there_are_named(run, tmp_path: Path) -> None:
    (tmp_path / "lista.xlsx").write_bytes(lists.workbook([["Adress", "Ort"], ["A 1", "Ed"]]))
    refused = run("file", "lista.xlsx", *OF_HOMES)

    assert "No column was found for: postal_code." in refused.output


def test_what_stands_in_the_way_of_taking_back_is_named(run, session) -> None:
    said = run("file", "lista.xlsx", *OF_HOMES, "--take-in", "new")
    session.rollback()
    session.scalars(select(Dwelling)).one().rooms = 9
    session.commit()
    refused = run("undo", id_in(said.output), "--as", "chefen")

    assert "changed since" in refused.output
    assert "1 in the way. Nothing was taken back." in refused.output


def test_files_are_swept_when_they_have_lain_their_time(run) -> None:
    run("file", "lista.xlsx", *OF_HOMES)

    assert run("sweep").output == "0 put away.\n"
