"""What axe-core says of every screen of the tablet, in both languages."""

import json
import subprocess
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import sync_playwright

from e2e.axe import violations
from e2e.chromium import launch_options
from e2e.conftest import SCREENSHOTS
from e2e.pages.eyes import LOOKED
from figures.figure import Figure, must_be_short
from tools.steps import BIN, ROOT, environment

TESTS = ("tests/e2e/test_tablet_screens.py", "tests/e2e/test_tablet_on_its_way.py")
WALK = ("-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS)
SAID = SCREENSHOTS / "tablet" / LOOKED
LEAST_SCREENS = 45
#: Planted: a picture nobody can hear, and pale words.
BAD_PAGE = "<title>x</title><h1>x</h1><img src=x><p style='color:#ccc;background:#fff'>pale</p>"


def figures() -> Iterator[Figure]:
    """The walk through all screens, and what was found on the way."""
    must_be_short(figure([{"screen": "planted", "tongue": "sv", "violations": planted()}]))
    SAID.unlink(missing_ok=True)
    subprocess.run([BIN / "python", *WALK], cwd=ROOT, env=environment(), check=False)
    looked = [json.loads(line) for line in SAID.read_text().splitlines()] if SAID.exists() else []
    yield figure(looked)
    yield seen(looked)


def figure(looked: list[dict[str, Any]]) -> Figure:
    count = sum(len(each["violations"]) for each in looked)
    note = "all rules, and contrast of 7:1"
    return Figure("tablet.axe_violations", count, "violations", 0, note, is_ceiling=True)


def seen(looked: list[dict[str, Any]]) -> Figure:
    """Screens that were read in both languages."""
    by_tongue = [{each["screen"] for each in looked if each["tongue"] == t} for t in ("sv", "en")]
    screens = len(set.intersection(*by_tongue))
    return Figure("tablet.axe_screens", screens, "screens", LEAST_SCREENS, "in sv and en")


def planted() -> list[str]:
    """What axe says of a page that is wrong on purpose."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        page = browser.new_page()
        page.set_content(BAD_PAGE)
        found = violations(page, strict=True)
        browser.close()
    return found
