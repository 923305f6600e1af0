"""The access log from the shell."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from figures.access_log import drop_triggers
from landlord_watch.audit import services as audit
from landlord_watch.infra import clock

Run = Callable[..., Result]


@pytest.fixture
def written(session: Session) -> None:
    for _ in range(3):
        audit.record(
            session, actor_id=None, action="rent.read", subject_id=None, at=clock.utc_now()
        )
    session.commit()


@pytest.mark.usefixtures("written")
def test_an_anchor_is_written_where_the_database_is_not_and_the_log_is_whole(
    shell: Run, tmp_path: Path
) -> None:
    first, again = shell("log", "anchor"), shell("log", "anchor")
    said = shell("verify", "log")
    file = tmp_path / "var-anchors" / "access-log.jsonl"

    assert (first.output, again.output) == ("Written.\n", "Nothing new to write.\n")
    assert file.stat().st_mode & 0o777 == 0o600
    assert "3 rows, 1 anchors, the newest: " in said.output
    assert said.output.endswith("The access log is whole.\n")


@pytest.mark.usefixtures("written")
def test_an_end_that_was_cut_off_is_told(shell: Run, engine: Engine) -> None:
    shell("log", "anchor")
    drop_triggers(engine)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM access_log_entry WHERE number = 3"))
    said = shell("verify", "log")

    assert said.exit_code == 1
    assert "Chain 1, row 3: anchored, and gone or another." in said.output
    assert "not whole: 1 places" in said.output


@pytest.mark.usefixtures("written")
def test_a_place_that_cannot_be_written_is_told(shell: Run, tmp_path: Path) -> None:
    (tmp_path / "var-anchors" / "access-log.jsonl").mkdir(parents=True)
    said = shell("log", "anchor")

    assert said.exit_code == 1
    assert "access-log.jsonl: Is a directory" in said.output
