"""What every test may ask for; larger fixtures live next to their tests."""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

#: Files in memory. Thousands of databases that are thrown away need no disk to wait for.
MEMORY = Path("/dev/shm")  # noqa: S108 -- pytest makes a folder of its own in it
ROOM_BYTES = 4 * 1024**3
#: So many more than before are looked through at a time.
NEW_OBJECTS = 100_000


def _has_room() -> bool:
    is_usable = MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK)
    return is_usable and shutil.disk_usage(MEMORY).free > ROOM_BYTES


if "TMPDIR" not in os.environ and _has_room():
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

# PostgreSQL from the wheel keeps its lock files there, and warns where a machine has none.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="lw-runtime-"))

# how long one example takes says more of what else the machine does than of the code
settings.register_profile("house", deadline=None)
settings.load_profile("house")

pytest_plugins = ["factories.compiling", "factories.databases", "factories.visitors"]


def pytest_configure() -> None:
    os.environ.pop("DATABASE_URL", None)


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and not in what lives to the end: it took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 20)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test of data runs on both databases."""
    if "database_kind" in metafunc.fixturenames:
        metafunc.parametrize("database_kind", ["sqlite", "postgresql"], scope="session")
