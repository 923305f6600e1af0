"""What every test may ask for; larger fixtures live next to their tests."""

import os
import tempfile

import pytest

# PostgreSQL from the wheel keeps its lock files there, and warns where a machine has none.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="lw-runtime-"))

pytest_plugins = ["factories.databases", "factories.visitors"]


def pytest_configure() -> None:
    os.environ.pop("DATABASE_URL", None)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test of data runs on both databases."""
    if "database_kind" in metafunc.fixturenames:
        metafunc.parametrize("database_kind", ["sqlite", "postgresql"], scope="session")
