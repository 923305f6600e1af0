"""A tablet with a keyboard and nothing else: Tab, Enter, Space, Escape."""

from playwright.sync_api import Locator, Page

#: A screen with more stops than this is no screen for a keyboard.
MOST_STOPS = 150

#: Whether it has the focus, and whether one sees that it has.
STANDS = """(wanted) => {
  const at = document.activeElement;
  const shows = (each) => {
    const { outlineStyle, boxShadow } = getComputedStyle(each);
    return outlineStyle !== "none" || boxShadow !== "none";
  };
  const around = at.type === "checkbox" || at.type === "radio" ? at.closest(".ds-field") : null;
  const isSeen = shows(at) || at.tabIndex < 0 || (around !== null && shows(around));
  return [at === wanted, isSeen ? "" : at.outerHTML.slice(0, 160)];
}"""

LED_TO = "(heading) => document.activeElement.matches(heading)"


class Keyboard:
    """Goes from stop to stop; `unseen` gathers the stops that do not show that one is there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: set[str] = set()

    def go_to(self, target: Locator) -> None:
        target.wait_for()
        for _ in range(MOST_STOPS):
            is_there, unseen = target.evaluate(STANDS)
            self.unseen |= {unseen} - {""}
            if is_there:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no way by keyboard to {target}")

    def press(self, words: str, *, within: Locator | None = None) -> None:
        """Go to what says this, and press it with Enter, which links and buttons both hear."""
        place = within or self.page.locator("body")
        button = place.get_by_role("button", name=words, exact=True)
        target = button.or_(place.get_by_role("link", name=words, exact=True)).first
        self.go_to(target)
        self.page.keyboard.press("Enter")

    def be_led_to(self, heading: str) -> None:
        """Wait until the app has led the focus to a heading: where reading goes on."""
        self.page.wait_for_function(LED_TO, arg=heading)

    def write(self, label: str, text: str) -> None:
        self.go_to(self.page.get_by_label(label, exact=True))
        self.page.keyboard.insert_text(text)
