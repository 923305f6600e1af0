"""What the Makefile runs: a step is taken when it must be, and a failure says what to do."""

import sys

import pytest
from sqlalchemy import Integer

from architecture.house import Module, faults
from architecture.test_names_and_sizes import unexplained
from landlord_watch.infra.database import InstantColumn, MoneyColumn
from tools import new_migration, new_room, serve, steps
from tools.steps import Step, Stopped, take


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    for tool in (steps, new_room):
        monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "BUILD", tmp_path / "build")
    (tmp_path / "landlord_watch").mkdir()
    (tmp_path / "source.txt").write_text("one")
    return tmp_path


@pytest.fixture
def step(checkout):
    made, taken = checkout / "made.txt", []

    def do() -> None:
        taken.append(1)
        made.write_text("made")

    return Step("one", "Making it", [checkout / "source.txt"], made, do), taken


def test_a_step_is_taken_once(step):
    take(step[0])
    take(step[0])

    assert len(step[1]) == 1


def test_a_step_is_taken_again_when_what_it_is_made_from_changes(step, checkout):
    take(step[0])
    (checkout / "source.txt").write_text("two")
    take(step[0])

    assert len(step[1]) == 2


def test_a_step_is_taken_again_when_what_it_made_is_gone(step, checkout):
    take(step[0])
    (checkout / "made.txt").unlink()
    take(step[0])

    assert len(step[1]) == 2


def test_a_step_that_failed_is_not_taken_for_done(checkout):
    def fail() -> None:
        raise Stopped("No line.")

    (checkout / "made.txt").write_text("half")
    failing = Step("two", "Failing", ["words"], checkout / "made.txt", fail)
    for _ in range(2):
        with pytest.raises(Stopped):
            take(failing)

    assert not (checkout / "build" / "stamps" / "two").exists()


@pytest.mark.usefixtures("checkout")
def test_a_command_that_fails_shows_what_it_said_and_what_to_do():
    with pytest.raises(Stopped) as stopped:
        steps.run(sys.executable, "-c", "exit('no such host')", named="x", advice="Mend the line.")

    assert "no such host" in str(stopped.value)
    assert str(stopped.value).endswith("Mend the line.")


def test_a_command_that_is_not_there_says_what_to_do(checkout):
    with pytest.raises(Stopped, match=r"Install it\."):
        steps.run(checkout / "nothing", named="x", advice="Install it.")


def test_a_new_room_keeps_the_house_rules(checkout):
    new_room.main("cases")
    written = sorted((checkout / "landlord_watch" / "cases").glob("*.py"))

    assert [path.stem for path in written] == ["__init__", *sorted(new_room.MODULES)]
    assert faults(unexplained, [Module(path, path.read_text()) for path in written]) == []


@pytest.mark.parametrize("name", ["", "Cases", "two words", "rents"])
def test_a_room_that_cannot_be_is_refused(name, checkout):
    (checkout / "landlord_watch" / "rents").mkdir()

    with pytest.raises(Stopped):
        new_room.main(name)


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        (MoneyColumn(), "sa.BigInteger()"),
        (InstantColumn(), "sa.DateTime(timezone=True)"),
        (Integer(), False),
    ],
)
def test_a_migration_names_a_type_as_the_database_keeps_it(kind, kept):
    assert new_migration.as_kept("type", kind, None) == kept


def test_a_port_that_is_taken_is_said_in_words():
    with serve.socket.socket() as other:
        other.bind((serve.HOST, 0))
        other.listen()

        with pytest.raises(Stopped, match="is taken"):
            serve.refuse_taken(other.getsockname()[1])
