"""The shell of an installation, whose database is the test's."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from landlord_watch.cli import main


@pytest.fixture
def shell(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Runs `landlord-watch` with these words; gives what it said."""
    for name, value in {
        "LANDLORD_WATCH_SECRET_KEY": "only for tests",
        "LANDLORD_WATCH_VAR": str(tmp_path / "var"),
        "DATABASE_URL": database_url,
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, words)
