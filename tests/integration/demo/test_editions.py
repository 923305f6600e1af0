"""`landlord-watch edition` on the demo's editions, which it leaves as they are."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from landlord_watch.cli import main

#: The id of no edition.
NONE = "00000000-0000-7000-8000-000000000000"


@pytest.fixture(autouse=True)
def own_environment() -> Iterator[None]:
    """The program reads its settings into the environment, which is every test's."""
    kept = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(kept)


def run(env_file: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--env-file", str(env_file), "edition", *words])


def test_each_is_listed_and_comes_to_the_same_hash(env_file: Path) -> None:
    listed, verified = run(env_file, "list"), run(env_file, "verify")

    assert "8 editions." in listed.output
    assert "8 of 8 come to the same hash." in verified.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("make", "--ends-on", "2026-01-01", "--as", "analytiker"), "Withdraw it first"),
        (("make", "--ends-on", "2026-02-01", "--as", "analytiker"), "a quarter that is over"),
        (("make", "--as", "falt"), "may not make editions"),
        (("withdraw", NONE, "--reason", "x", "--as", "analytiker"), "no such edition"),
    ],
)
def test_what_is_refused_is_said_in_words(
    env_file: Path, words: tuple[str, ...], told: str
) -> None:
    result = run(env_file, *words)

    assert result.exit_code == 1
    assert told in result.output
