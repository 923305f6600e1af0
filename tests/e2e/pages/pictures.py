"""Pictures of pages, for people to look at; kept where they are asked for, by `make pictures`."""

import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Page


def are_kept() -> bool:
    """Whether anybody has asked for pictures; taking them is half of what looking takes."""
    return "PICTURES" in os.environ


def keep_picture(page: Page, path: Path, **how: Any) -> None:
    """Keep how a page looks now; `how`: as Playwright takes a screenshot."""
    if are_kept():
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, **how)
