"""Looking at a page of the office as a stranger does: is it whole, does it fit, can all read it?"""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page

from e2e.axe import violations
from e2e.pages.pictures import are_kept, keep_picture

HEIGHT = 900
#: More of a long list says nothing new.
LONGEST = 2_400
WIDE, MIDDLE, NARROW = 1440, 820, 390

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.querySelectorAll("body *")].filter(
    (each) => each.getBoundingClientRect().right > width + 1 && !each.closest(".table-wrap")
  );
  return out.slice(0, 3).map((each) => each.outerHTML.slice(0, 120));
}"""

EXTENT = "() => [window.innerWidth, document.documentElement.scrollHeight]"

#: Its headings, and the pictures that do not show, also those further down.
WHAT_IS_THERE = """async () => {
  const images = [...document.images];
  for (const image of images) image.loading = "eager";
  await Promise.allSettled(images.map((image) => image.decode()));
  return [
    [...document.querySelectorAll("h1")].map((each) => each.innerText.trim()),
    images.filter((image) => image.naturalWidth === 0).map((image) => image.src),
  ];
}"""


class Looker:
    """Looks at pages in one tab, and remembers what its console said."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._said: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._said.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        is_status = "the server responded with a status of" in message.text
        if message.type in {"error", "warning"} and not is_status:
            self._said.append(message.text)

    def open(self, url: str, *, status: int = 200) -> Iterator[str]:
        """Open a page; what is wrong with it at any width."""
        answer = self.page.goto(url, wait_until="domcontentloaded")
        if answer is None or answer.status != status:
            yield f"answers {answer.status if answer else None}, not {status}"
        yield from self.whole()

    def whole(self) -> Iterator[str]:
        """One heading that says what the page is, every picture, and a quiet console."""
        headings, broken = self.page.evaluate(WHAT_IS_THERE)
        if len(headings) != 1 or not headings[0]:
            yield f"headings: {headings}"
        yield from (f"does not show {image}" for image in broken)
        said, self._said = self._said, []
        yield from (f"the console said: {words}" for words in said)

    def on_the_way(self, *widths: int) -> tuple[int, ...]:
        """These widths, beginning with the one the window has: a page is laid out once less."""
        size = self.page.viewport_size
        return widths[::-1] if size is not None and size["width"] == widths[-1] else widths

    def fits(self, width: int) -> Iterator[str]:
        """What does not fit in a window of this width, also right after a click that led here."""
        self.page.wait_for_load_state("domcontentloaded")
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        for each in self.page.evaluate(TOO_WIDE):
            yield f"at {width} px too wide: {each}"

    def accessible(self) -> Iterator[str]:
        """What axe finds wrong."""
        yield from violations(self.page)

    def picture(self, path: Path) -> None:
        """
        Keep how the page looks, from the top as far down as anybody looks at a picture.

        As JPEG: hundreds are taken, and a PNG takes up to twice as long.
        """
        if not are_kept():
            return
        width, height = self.page.evaluate(EXTENT)
        self.page.set_viewport_size({"width": width, "height": min(height, LONGEST)})
        keep_picture(self.page, path, type="jpeg", quality=80)
