"""A real server that can be stopped and started again, and a browser that stands before it."""

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy.orm import Session

from factories.people import staff_member
from landlord_watch.cli.installation import open_engine, upgrade_database
from landlord_watch.identity.rules import Role
from landlord_watch.infra.clock import utc_now
from landlord_watch.rents.services.norms import import_published_norms
from landlord_watch.settings import read_settings
from landlord_watch.sync.queries.directory import directory_of
from landlord_watch.sync.services.announcing import announce_reference

ROOT = Path(__file__).resolve().parents[2]
BROWSER = ROOT / "build" / "browser.txt"
SCREENSHOTS = ROOT / "build" / "screenshots"
MAKER = 0x010F
DUTY_PHONE = "0531-52 60 00"
START_SECONDS = 30
PATIENCE_MS = 10_000


class Server:
    """The server a municipality runs, on a database of its own; `stop` is how a line is lost."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            self.port: int = door.getsockname()[1]
        self.folder = folder
        self.url = f"http://127.0.0.1:{self.port}"
        self.database_url = f"sqlite:///{folder / 'landlord_watch.sqlite3'}"
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: Thread | None = None
        self.environment = {
            **os.environ,
            "DATABASE_URL": self.database_url,
            "LANDLORD_WATCH_VAR": str(folder),
            "LANDLORD_WATCH_SECRET_KEY": secrets.token_urlsafe(32),
            "LANDLORD_WATCH_SECURE_COOKIES": "no",
            "LANDLORD_WATCH_DUTY_PHONE": DUTY_PHONE,
        }

    def start(self) -> None:
        """Come up, and answer; the port is open before the program behind it has been read."""
        words = ("--bind", f"127.0.0.1:{self.port}", "--threads", "8", "landlord_watch.wsgi:app")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *words],
            cwd=ROOT,
            env=self.environment,
            stderr=subprocess.PIPE,
        )
        log = self._process.stderr
        if log is None:
            raise AssertionError("the server has no log")
        while b"Listening at" not in (line := log.readline()):
            if not line:
                raise AssertionError("the server ended before it listened")
        self._reader = Thread(target=log.read, daemon=True)
        self._reader.start()
        with urlopen(f"{self.url}/sign-in", timeout=START_SECONDS) as answer:  # noqa: S310 -- ours
            answer.read()

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=20)
            if self._reader is not None and self._process.stderr is not None:
                self._reader.join(timeout=5)
                self._process.stderr.close()
            self._process = None


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A running office with its norms and one member of staff of each role it takes."""
    office = Server(tmp_path)
    upgrade_database(office.database_url)
    engine = open_engine(office.database_url)
    with Session(engine) as session, session.begin():
        for role in Role:
            staff_member(session, role)
        import_published_norms(session, actor_id=None, at=utc_now())
        announce_reference(session, directory=directory_of(read_settings(office.environment)))
    engine.dispose()
    office.start()
    yield office
    office.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chosen = BROWSER.read_text().strip() if BROWSER.exists() else "playwright"
    place = {} if chosen == "playwright" else {"executable_path": chosen}
    flags = ["--no-sandbox", "--disable-background-networking"]
    return {**browser_type_launch_args, **place, "args": flags}


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A wide browser at a desk, in Swedish."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="sv-SE")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    yield page
    context.close()


@pytest.fixture
def tablet_context(browser: Browser) -> Iterator[BrowserContext]:
    """A tablet held upright."""
    context = browser.new_context(
        viewport={"width": 820, "height": 1180}, locale="sv-SE", has_touch=True
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture(scope="session")
def keep() -> Callable[[Page, str], None]:
    """Keeps a picture of a page under build/screenshots, for people to look at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def take(page: Page, name: str) -> None:
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return take


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A photo as a camera leaves it: large, and with where it was taken in its metadata."""
    path = tmp_path / "camera.jpg"
    exif = Image.Exif()
    exif[MAKER] = "Kamera"
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(path, quality=80, exif=exif)
    return path
