"""The access log from the shell."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from figures.access_log import drop_triggers
from landlord_watch.audit import services as audit
from landlord_watch.cli import main
from landlord_watch.infra import clock

Run = Callable[..., Result]


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    for name, value in {
        "LANDLORD_WATCH_SECRET_KEY": "only for tests",
        "LANDLORD_WATCH_VAR": str(tmp_path / "var"),
        "DATABASE_URL": database_url,
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, words)


@pytest.fixture
def written(session: Session) -> None:
    for _ in range(3):
        audit.record(
            session, actor_id=None, action="rent.read", subject_id=None, at=clock.utc_now()
        )
    session.commit()


@pytest.mark.usefixtures("written")
def test_an_anchor_is_written_where_the_database_is_not_and_the_log_is_whole(
    run: Run, tmp_path: Path
) -> None:
    first, again = run("log", "anchor"), run("log", "anchor")
    said = run("verify", "log")
    file = tmp_path / "var-anchors" / "access-log.jsonl"

    assert (first.output, again.output) == ("Written.\n", "Nothing new to write.\n")
    assert file.stat().st_mode & 0o777 == 0o600
    assert "3 rows, 1 anchors, the newest: " in said.output
    assert said.output.endswith("The access log is whole.\n")


@pytest.mark.usefixtures("written")
def test_an_end_that_was_cut_off_is_told(run: Run, engine: Engine) -> None:
    run("log", "anchor")
    drop_triggers(engine)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM access_log_entry WHERE number = 3"))
    said = run("verify", "log")

    assert said.exit_code == 1
    assert "Chain 1, row 3: anchored, and gone or another." in said.output
    assert "not whole: 1 places" in said.output


@pytest.mark.usefixtures("written")
def test_a_place_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "var-anchors" / "access-log.jsonl").mkdir(parents=True)
    said = run("log", "anchor")

    assert said.exit_code == 1
    assert "access-log.jsonl: Is a directory" in said.output
