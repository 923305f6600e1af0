"""Looking at the tablet's screens as a worker does: on every glass, in both languages."""

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page

from e2e.axe import violations
from e2e.chromium import DESK, PHONE, TABLET
from e2e.pages.pictures import are_kept, keep_picture

#: What axe said of each screen, a line each, for the figures.
LOOKED = "looked.jsonl"

#: A target's least side, in CSS pixels: a gloved thumb.
LEAST = 48

#: Smaller on purpose, each with its reason.
MAY_BE_SMALL: dict[str, str] = {}

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > width + 1)
    .slice(0, 3).map((each) => each.outerHTML.slice(0, 160));
}"""

#: A tick is pressed by its whole line; what only a reader sees is not pressed at all.
TOO_SMALL = """([least, spared]) => {
  const pressed = "a[href], button, input, select, textarea, summary, [role=button]";
  const dialog = document.querySelector("dialog[open]");
  return [...(dialog ?? document).querySelectorAll(pressed)]
    .map((each) => each.closest("label.tick") ?? each)
    .filter((each) => !each.matches(".sr-only") && !spared.some((one) => each.matches(one)))
    .map((each) => [each, each.getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 0 && height > 0)
    .filter(([, { width, height }]) => Math.min(width, height) < least - 0.5)
    .map(([each, { width, height }]) =>
      `${Math.round(width)} × ${Math.round(height)}: ${each.outerHTML.slice(0, 160)}`);
}"""

#: Also when a sheet lies over the button; the language is no part of what is looked at.
SPEAK = """(tongue) => {
  document.querySelector(`.tongues [lang=${tongue}]`).click();
}"""
SPOKEN = "(tongue) => document.documentElement.lang === tongue"

#: The browser's own line about a request that failed: without a line there is none.
FAILED_REQUEST = re.compile(r"^Failed to load resource")


class Eyes:
    """Looks at one tablet's screens; what is wrong with any of them gathers in `faults`."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.folder = folder
        self.faults: list[str] = []
        self._said: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._said.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not FAILED_REQUEST.match(message.text):
            self._said.append(message.text)

    def said(self) -> str:
        """All that was wrong, a line each."""
        return "\n".join(["", *self.faults])

    def look(self, name: str) -> None:
        """Read the screen in both languages, and keep a picture of it at every width."""
        self.page.locator("main h1").first.wait_for()
        self._read(name, "sv")
        for size in (PHONE, DESK, TABLET):
            self._see(name, size, str(size["width"]))
        self._speak("en")
        self._read(name, "en")
        self._see(name, PHONE, f"{PHONE['width']}-en")
        self._speak("sv")
        self.page.set_viewport_size(TABLET)
        self._note(name, self._said)
        self._said.clear()

    def _speak(self, tongue: str) -> None:
        self.page.evaluate(SPEAK, tongue)
        self.page.wait_for_function(SPOKEN, arg=tongue)

    def _read(self, name: str, tongue: str) -> None:
        found = violations(self.page, strict=True)
        self._note(f"{name} ({tongue})", found)
        with (self.folder / LOOKED).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"screen": name, "tongue": tongue, "violations": found}) + "\n")

    def _see(self, name: str, size: Any, words: str) -> None:
        self.page.set_viewport_size(size)
        where = f"{name} at {words}"
        self._note(f"{where} is too wide", self.page.evaluate(TOO_WIDE))
        small = self.page.evaluate(TOO_SMALL, [LEAST, list(MAY_BE_SMALL)])
        self._note(f"{where} is hard to press", small)
        if are_kept():
            self._unroll(size)
            keep_picture(self.page, self.folder / f"{name}-{words}.png", animations="disabled")

    def _unroll(self, size: Any) -> None:
        """Show the whole screen, with its lower bar below; a sheet stays on its glass."""
        if self.page.locator("dialog[open]").count() == 0:
            height = self.page.evaluate("() => document.documentElement.scrollHeight")
            self.page.set_viewport_size({**size, "height": max(size["height"], height)})

    def _note(self, where: str, found: list[str]) -> None:
        self.faults += [f"{where}: {each}" for each in found]
