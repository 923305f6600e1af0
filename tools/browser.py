"""
A Chromium for the tests: Playwright's own where it can be downloaded, else the machine's.

Which one it became is written to build/browser.txt: the word `playwright`, or a path.
"""

import os
import shutil
from collections.abc import Iterator

from tools.steps import BIN, BUILD, Stopped, run, say

CHOSEN = BUILD / "browser.txt"
DOWNLOAD_SECONDS = 120
START_SECONDS = 60
#: A Chromium that never draws a window of its own, as Playwright's is: a third less work.
SHELL = "chromium-headless-shell"

START = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path=sys.argv[1] or None, args=["--no-sandbox"]
    )
    browser.new_page().goto("about:blank")
    browser.close()
"""

ADVICE = (
    "No Chromium that starts was found. Install one (on Debian and Ubuntu: "
    "sudo apt-get install chromium) and run make again."
)


def find_browser() -> None:
    """
    Choose the first browser that starts, and remember it.

    Raises: `Stopped`.
    """
    for place in candidates():
        if starts(place):
            CHOSEN.parent.mkdir(parents=True, exist_ok=True)
            CHOSEN.write_text(f"{place or 'playwright'}\n")
            say(f"  the tests use {place or 'Chromium by Playwright'}")
            return
    raise Stopped(ADVICE)


def candidates() -> Iterator[str]:
    """Browsers to try, the empty name being Playwright's; each is fetched when its turn comes."""
    if tried("-m", "playwright", "install", "--only-shell", "chromium"):
        yield ""
        if os.geteuid() == 0 and tried("-m", "playwright", "install-deps", "chromium"):
            yield ""
    yield from on_path(SHELL)
    yield from installed(SHELL)
    yield from on_path("chromium", "chromium-browser", "google-chrome")
    yield from installed("chromium")


def on_path(*names: str) -> Iterator[str]:
    """The browsers of these names that the machine has."""
    return (place for name in names if (place := shutil.which(name)))


def installed(package: str) -> Iterator[str]:
    """A browser of the distribution's, fetched; nothing where we may not or there is none."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    say(f"  installing the distribution's {package}")
    try:
        run("apt-get", "update", "-q", named="apt-update", advice="")
        run("apt-get", "install", "-q", "-y", package, named="apt-browser", advice="")
    except Stopped:
        return
    yield from on_path(package)


def starts(place: str) -> bool:
    """Whether Playwright can start this browser and open a page."""
    return tried("-c", START, place, seconds=START_SECONDS)


def tried(*words: str, seconds: float = DOWNLOAD_SECONDS) -> bool:
    """Whether Python of the environment could do this in time."""
    try:
        run(BIN / "python", *words, named="browser", advice="", seconds=seconds)
    except Stopped:
        return False
    return True
