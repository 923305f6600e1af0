"""One demo for all that is tried on it; it takes seconds to build."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from factories.demo import run, settings_of
from landlord_watch.cli.installation import open_engine


@pytest.fixture(scope="package")
def env_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo on SQLite, built through the command."""
    path = tmp_path_factory.mktemp("demo") / "landlord_watch.env"
    result = run(path)
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="package")
def engine(env_file: Path) -> Iterator[Engine]:
    engine = open_engine(settings_of(env_file))
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session
