"""The municipality's keys from the shell, and making an installation."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from factories.households import person
from factories.people import staff_member
from factories.rescue import rescue_file
from factories.tablets import revision, tablet
from landlord_watch.cli.installation import load_environment
from landlord_watch.identity.models import OfficeKey
from landlord_watch.identity.rules import Role
from landlord_watch.infra.field_keys import WrappedKey
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.kernel.ids import new_id
from landlord_watch.settings import read_settings
from landlord_watch.sync.models import ChangeEntry, ChangeKind
from landlord_watch.web.app import create_app
from landlord_watch.web.db import extension
from landlord_watch.web.store import refuse_without_keys, warn_of_keys

Run = Callable[..., Result]


@pytest.fixture
def keys(tmp_path: Path) -> KeyFolder:
    """Where the commands keep private keys: beside the installation's folder."""
    return KeyFolder(tmp_path / "var-keys")


@pytest.fixture
def run(shell: Run) -> Run:
    return shell


def made(engine: Engine) -> list[OfficeKey]:
    """The keys there are, the oldest first."""
    with Session(engine) as session:
        return list(session.scalars(select(OfficeKey).order_by(OfficeKey.number)))


def test_the_first_key_is_made_and_its_fingerprint_said(
    run: Run, keys: KeyFolder, engine: Engine
) -> None:
    said = run("keys", "init")

    (key,) = made(engine)
    assert said.exit_code == 0
    assert key.fingerprint in said.output
    assert "Keep a copy of" in said.output
    assert keys.trouble_with(key.kid) is None
    assert key.retired_at is None


def test_a_second_first_key_is_refused(run: Run, keys: KeyFolder, engine: Engine) -> None:
    run("keys", "init")
    said = run("keys", "init")

    assert said.exit_code == 1
    assert "There is a key already" in said.output
    assert keys.kids() == {key.kid for key in made(engine)}


def test_a_key_that_is_there_is_no_trouble_to_who_only_wants_one(run: Run, engine: Engine) -> None:
    first, second = run("keys", "init", "--if-none"), run("keys", "init", "--if-none")

    assert (first.exit_code, first.output) == (second.exit_code, second.output)
    assert len(made(engine)) == 1


def test_a_new_key_is_current_and_the_one_before_still_opens(
    run: Run, keys: KeyFolder, engine: Engine
) -> None:
    run("keys", "init")
    run("keys", "rotate")

    before, after = made(engine)
    assert before.retired_at is not None
    assert after.retired_at is None
    assert keys.kids() == {before.kid, after.kid}
    assert run("keys", "check").output.splitlines() == [
        "Key 2: whole",
        "Key 1: whole",
        "Keys of sealed fields and of the access log: whole",
    ]


def test_every_key_is_listed_the_current_one_first(run: Run, engine: Engine) -> None:
    run("keys", "init")
    run("keys", "rotate")
    said = run("keys", "list").output.splitlines()

    before, after = made(engine)
    assert said[0].startswith(f"2  {after.fingerprint}  from ")
    assert said[0].endswith(", current")
    assert said[1].startswith(f"1  {before.fingerprint}  from ")
    assert ", until " in said[1]


@pytest.mark.parametrize("word", ["rotate", "check"])
def test_without_a_key_there_is_a_word_on_how_to_make_one(run: Run, word: str) -> None:
    said = run("keys", word)

    assert said.exit_code == 1
    assert "landlord-watch keys init" in said.output


def test_a_folder_that_cannot_be_written_is_told_and_no_key_stands(
    run: Run, keys: KeyFolder, engine: Engine
) -> None:
    shutil.rmtree(keys.folder)
    keys.folder.write_text("in the way")
    said = run("keys", "init")

    assert said.exit_code == 1
    assert "LANDLORD_WATCH_KEYS" in said.output
    assert made(engine) == []


def lost(keys: KeyFolder, kid: str) -> None:
    keys.place(kid).unlink()


def exposed(keys: KeyFolder, kid: str) -> None:
    keys.place(kid).chmod(0o644)


def damaged(keys: KeyFolder, kid: str) -> None:
    keys.keep(kid, b"no key")


def mistaken(keys: KeyFolder, kid: str) -> None:
    other = keys.make()
    keys.keep(kid, keys.place(other.kid).read_bytes())


@pytest.mark.parametrize(
    ("befalls", "said"),
    [
        (lost, "is not there"),
        (exposed, "chmod 600"),
        (damaged, "cannot be read"),
        (mistaken, "holds another key"),
    ],
)
def test_what_is_wrong_with_a_private_key_is_said(
    run: Run,
    keys: KeyFolder,
    engine: Engine,
    befalls: Callable[[KeyFolder, str], None],
    said: str,
) -> None:
    run("keys", "init")
    run("keys", "rotate")
    before = made(engine)[0]
    befalls(keys, before.kid)
    checked = run("keys", "check")

    assert checked.exit_code == 1
    assert "Key 2: whole" in checked.output
    assert said in checked.output


def test_an_installation_is_made_in_the_database_the_environment_names(
    run: Run, tmp_path: Path, engine: Engine
) -> None:
    env_file = tmp_path / "etc" / "lw.env"
    shutil.copytree(tmp_path / "var-keys", tmp_path / "etc-keys")
    said = run("init", "--env-file", str(env_file))

    told: dict[str, str] = {}
    load_environment(env_file, told)
    with Session(engine) as session:
        announced = session.scalars(select(ChangeEntry.kind)).all()
    assert said.exit_code == 0, said.output
    assert said.output.endswith("Next: landlord-watch keys init\n")
    assert not list(tmp_path.rglob("etc/*.sqlite3"))
    assert told["LANDLORD_WATCH_KEYS"] == str(tmp_path / "etc-keys")
    assert env_file.stat().st_mode & 0o777 == 0o600
    assert ChangeKind.DIRECTORY in announced


def test_an_installation_that_does_not_say_where_it_is_does_not_start(
    run: Run, tmp_path: Path
) -> None:
    env_file = tmp_path / "etc" / "lw.env"
    shutil.copytree(tmp_path / "var-keys", tmp_path / "etc-keys")
    said = run("init", "--env-file", str(env_file)).output
    env_file.unlink()
    where = "https://watch.kommunen.example"
    then = run("init", "--env-file", str(env_file), "--address", where).output
    started = subprocess.run(
        [sys.executable, "-c", "import landlord_watch.wsgi"],
        env={**os.environ, "LANDLORD_WATCH_ADDRESS": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "LANDLORD_WATCH_ADDRESS has to say where people reach the office" in said
    assert "LANDLORD_WATCH_ADDRESS has to say" not in then
    assert f"LANDLORD_WATCH_ADDRESS={where}" in env_file.read_text()
    assert started.returncode == 3
    assert "LANDLORD_WATCH_ADDRESS has to say where people reach the office" in started.stderr


def test_after_the_keys_come_the_people(run: Run) -> None:
    run("keys", "init")

    assert run("init").output.endswith("Next: landlord-watch user add\n")


def test_the_server_starts_without_its_key_and_says_so(
    run: Run,
    keys: KeyFolder,
    engine: Engine,
    tmp_path: Path,
    database_url: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    run("keys", "init")
    (key,) = made(engine)
    lost(keys, key.kid)
    app = create_app(
        read_settings(
            {
                "LANDLORD_WATCH_SECRET_KEY": "only for tests",
                "LANDLORD_WATCH_VAR": str(tmp_path / "var"),
                "DATABASE_URL": database_url,
            }
        )
    )
    warn_of_keys(app)
    with app.app_context():
        extension.engine.dispose()

    assert f"key {key.kid} cannot be used (missing)" in caplog.text


@pytest.mark.parametrize("file", ["index.key", "log.key", "master-*.key"])
def test_the_server_does_not_start_without_what_fields_are_sealed_by(
    run: Run, keys: KeyFolder, tmp_path: Path, database_url: str, file: str
) -> None:
    run("keys", "init")
    (gone,) = keys.folder.glob(file)
    gone.unlink()
    said = run("keys", "check")
    app = create_app(
        read_settings(
            {
                "LANDLORD_WATCH_SECRET_KEY": "only for tests",
                "LANDLORD_WATCH_VAR": str(tmp_path / "var"),
                "DATABASE_URL": database_url,
            }
        )
    )

    with pytest.raises(SystemExit, match=f"{gone.name} cannot be used .missing.: .* keys check"):
        refuse_without_keys(app)
    with app.app_context():
        extension.engine.dispose()
    assert f"{gone} is not there" in said.output


def test_fields_are_sealed_anew_from_the_shell(run: Run, keys: KeyFolder, session: Session) -> None:
    somebody = person(session, number="198805042389")
    session.commit()
    before = set(session.scalars(select(WrappedKey.name)))
    session.rollback()
    said = run("keys", "rotate-fields")
    session.expire_all()
    after = set(session.scalars(select(WrappedKey.name)))

    assert (said.exit_code, "Everything lies under new keys" in said.output) == (0, True)
    assert before.isdisjoint(after)
    assert len(list(keys.folder.glob("master-*.key"))) == 2
    assert somebody.number == "198805042389"


def test_the_server_starts_before_there_is_a_database(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(
        read_settings(
            {
                "LANDLORD_WATCH_SECRET_KEY": "only for tests",
                "LANDLORD_WATCH_VAR": str(tmp_path),
            }
        )
    )
    warn_of_keys(app)
    with app.app_context():
        extension.engine.dispose()

    assert "the database is not ready: landlord-watch init" in caplog.text


def test_a_rescue_file_is_read_from_the_shell(run: Run, session: Session, tmp_path: Path) -> None:
    own = tablet(session, staff_member(session, Role.FIELD_OFFICER))
    sent = revision(own, new_id())
    session.commit()
    whole, damaged = tmp_path / "whole.lwr", tmp_path / "damaged.lwr"
    whole.write_bytes(rescue_file(own, [sent]).getvalue())
    damaged.write_bytes(whole.read_bytes().replace(b'"visit"', b'"vizit"', 1))
    (tmp_path / "letter.lwr").write_text("a letter")
    first, again = run("sync", "rescue", str(whole)), run("sync", "rescue", str(whole))
    letter = run("sync", "rescue", str(tmp_path / "letter.lwr"))

    assert "New here: 1. Here already: 0." in first.output
    assert "New here: 0. Here already: 1." in again.output
    assert (letter.exit_code, "no rescue file" in letter.output) == (1, True)
    assert run("sync", "rescue", str(damaged)).exit_code == 1
