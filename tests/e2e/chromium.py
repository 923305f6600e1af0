"""The browser that tests and figures use, and how it is started."""

from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CHOSEN = ROOT / "build" / "browser.txt"
FLAGS = ["--no-sandbox", "--disable-background-networking"]
PATIENCE_MS = 20_000

PHONE = {"width": 390, "height": 844}
TABLET = {"width": 820, "height": 1180}
DESK = {"width": 1440, "height": 900}


#: What a browser without a window cannot be: an installed app whose storage is kept.
INSTALLED = """
  const matches = window.matchMedia.bind(window);
  window.matchMedia = (query) =>
    query === "(display-mode: standalone)" ? { matches: true } : matches(query);
  StorageManager.prototype.persisted = async () => true;
  StorageManager.prototype.persist = async () => true;
"""


def launch_options() -> dict[str, Any]:
    """As Playwright's `launch` wants it: the browser that was chosen, and its flags."""
    chosen = CHOSEN.read_text().strip() if CHOSEN.exists() else "playwright"
    place = {} if chosen == "playwright" else {"executable_path": chosen}
    return {**place, "args": FLAGS}


def tablet_options() -> dict[str, Any]:
    """A tablet held upright, as a browser context wants it."""
    return {
        "viewport": TABLET,
        "locale": "sv-SE",
        "timezone_id": "Europe/Stockholm",
        "has_touch": True,
    }
