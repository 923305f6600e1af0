"""
A tablet that can be killed: Chromium on a profile of its own, and an office on loopback.

What every figure of the tablet is measured with stands here once.
"""

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright

from e2e.chromium import INSTALLED, launch_options, tablet_options
from e2e.pages.tablet import Tablet
from e2e.serving import FieldOfficer, Home, Server, plan_day, running_office

#: Longer than any one step takes on a loaded machine; a step that takes longer is a failure.
PATIENCE_MS = 30_000

#: What of bytes a month of saves writes: LevelDB gathers its log whenever it has grown by 4 MiB.
MANY_SAVES = """async () => {
  const done = (asking) => new Promise((resolve, reject) => {
    [asking.onsuccess, asking.onerror] = [() => resolve(asking.result), reject];
  });
  const opening = indexedDB.open("saves");
  opening.onupgradeneeded = () => opening.result.createObjectStore("saves");
  const database = await done(opening);
  for (let save = 0; save < 200; save += 1) {
    const bytes = crypto.getRandomValues(new Uint8Array(30_000));
    await done(database.transaction("saves", "readwrite").objectStore("saves").put(bytes, 1));
  }
  database.close();
  await done(indexedDB.deleteDatabase("saves"));
}"""


@dataclass
class Glass:
    """A tablet's glass: its profile on the disk, and the browser that has it open."""

    playwright: Playwright
    folder: Path
    #: Run in every page before anything of ours.
    script: str = ""
    context: BrowserContext | None = None

    def open(self, **options: Any) -> Page:
        """Start the browser on the profile; what was there before is there still."""
        self.context = self.playwright.chromium.launch_persistent_context(
            self.folder, **launch_options(), **tablet_options(), **options
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.add_init_script(INSTALLED + self.script)
        return self.context.pages[0]

    def kill(self) -> None:
        """As when the battery falls out: every process of this browser at once, and no other."""
        for pid in processes_of(self.folder):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._let_go()

    def close(self) -> None:
        """As when the browser is left in order."""
        self._let_go()

    def _let_go(self) -> None:
        context, self.context = self.context, None
        if context is not None:
            with suppress(Error):
                context.close()


def processes_of(profile: Path) -> list[int]:
    """The browser that was started on a profile, and all that it has started."""
    parents = {pid: parent for pid, parent, _ in all_processes()}
    found = {pid for pid, _, words in all_processes() if f"--user-data-dir={profile}" in words}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found)


def all_processes() -> Iterator[tuple[int, int, list[str]]]:
    """Every process: its id, its parent's, its command."""
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError, PermissionError):
            stat = (place / "stat").read_text().rpartition(")")[2].split()
            words = (place / "cmdline").read_text().split("\0")
            yield int(place.name), int(stat[1]), words


@dataclass
class Field:
    """An office, an officer with visits, and a tablet that is connected to them."""

    office: Server
    officer: FieldOfficer
    glass: Glass
    tablet: Tablet

    @property
    def page(self) -> Page:
        return self.tablet.page

    def grow_old(self) -> None:
        """Have the database gather its log into tables, as it does after many saves."""
        self.page.evaluate(MANY_SAVES)

    def start_again(self, **options: Any) -> None:
        """The same glass, turned on anew; it is locked."""
        self.tablet = tablet_on(self.glass.open(**options), self.office)
        self.page.goto(f"{self.office.url}/tablet/")


def tablet_on(page: Page, office: Server) -> Tablet:
    return Tablet(page, office.url, lambda *_: None)


@contextmanager
def in_the_field(
    *homes: Home, script: str = "", office: dict[str, str] | None = None
) -> Iterator[Field]:
    """A connected tablet with a day on it; all of it is gone afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="lw-glass-", ignore_cleanup_errors=True) as folder,
        running_office(Path(folder) / "var", **(office or {})) as server,
        sync_playwright() as playwright,
    ):
        officer = plan_day(server, *homes, username="frida")
        glass = Glass(playwright, Path(folder) / "profile", script)
        tablet = tablet_on(glass.open(), server)
        try:
            tablet.connect(officer)
            yield Field(server, officer, glass, tablet)
        finally:
            glass.kill()


def picture(path: Path, *, seed: int = 0, size: tuple[int, int] = (2400, 1800)) -> Path:
    """A photo as a camera leaves it, of noise: nothing makes it smaller than it is."""
    made = BytesIO()
    Image.effect_noise(size, 60 + seed % 40).convert("RGB").save(made, "JPEG", quality=80)
    path.write_bytes(made.getvalue())
    return path
