"""Looking at a page as a stranger does: does it fit, is it whole, can everybody read it?"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Error, Page, Response

AXE = Path(__file__).resolve().parents[3] / "static" / "node_modules" / "axe-core" / "axe.min.js"
HEIGHT = 900
WIDE, MIDDLE, NARROW = 1440, 820, 390

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.querySelectorAll("body *")].filter(
    (each) => each.getBoundingClientRect().right > width + 1 && !each.closest(".table-wrap, .menu")
  );
  return out.slice(0, 3).map((each) => each.outerHTML.slice(0, 120));
}"""
HEADINGS = "() => [...document.querySelectorAll('h1')].map((each) => each.innerText.trim())"
RUN_AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.flatMap((broken) => broken.nodes.map(
    (node) => `${broken.id}: ${node.target.join(" ")} (${node.failureSummary.split("\\n")[1]})`
  ));
}"""


@cache
def axe() -> str:
    """The program that reads a page for accessibility."""
    return AXE.read_text()


class Looker:
    """Looks at pages in one tab, and remembers what its console said."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._said: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", self._fail)

    def _hear(self, message: ConsoleMessage) -> None:
        is_status = "the server responded with a status of" in message.text
        if message.type in {"error", "warning"} and not is_status:
            self._said.append(message.text)

    def _fail(self, error: Error) -> None:
        self._said.append(str(error))

    def open(self, url: str, *, status: int = 200) -> list[str]:
        """Open a page; what is wrong with it at any width."""
        answer = self.page.goto(url)
        return [*self._answered(answer, status), *self.whole()]

    def _answered(self, answer: Response | None, status: int) -> Iterator[str]:
        if answer is None or answer.status != status:
            yield f"answers {answer.status if answer else None}, not {status}"

    def whole(self) -> list[str]:
        """One heading that says what the page is, and a quiet console."""
        said, self._said = self._said, []
        headings: list[str] = self.page.evaluate(HEADINGS)
        one = [] if len(headings) == 1 and headings[0] else [f"headings: {headings}"]
        return [*one, *(f"the console said: {words}" for words in said)]

    def fits(self, width: int) -> list[str]:
        """What does not fit in a window of this width."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        found: list[str] = self.page.evaluate(TOO_WIDE)
        return [f"at {width} px too wide: {each}" for each in found]

    def accessible(self) -> list[str]:
        """What axe finds wrong."""
        self.page.evaluate(axe())
        found: list[str] = self.page.evaluate(RUN_AXE)
        return [f"axe: {each}" for each in found]

    def picture(self, path: Path) -> None:
        """Keep how the page looks, from top to bottom."""
        path.parent.mkdir(parents=True, exist_ok=True)
        options: dict[str, Any] = {"full_page": True, "animations": "disabled"}
        self.page.screenshot(path=path, **options)
