"""A server that is made and then divides: nothing that only one process may hold is open."""

import os
import subprocess
import sys
from pathlib import Path

from factories.databases import KEYS

#: Makes the server as gunicorn does with `--preload`; says how many threads and connections it has.
MADE = """
import threading
from landlord_watch.web.db import extension
from landlord_watch.wsgi import app
with app.app_context():
    pool = extension.engine.pool
    print(threading.active_count(), pool.checkedin(), pool.checkedout())
"""


def test_a_server_that_was_made_holds_no_connection_and_no_thread(
    database_url: str, tmp_path: Path
) -> None:
    made = subprocess.run(
        [sys.executable, "-c", MADE],
        env={
            **os.environ,
            "DATABASE_URL": database_url,
            "LANDLORD_WATCH_VAR": str(tmp_path / "var"),
            "LANDLORD_WATCH_KEYS": str(tmp_path / KEYS),
            "LANDLORD_WATCH_SECRET_KEY": "only for this test",
            "LANDLORD_WATCH_DEMO": "yes",
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert made.stdout == "1 0 0\n"
