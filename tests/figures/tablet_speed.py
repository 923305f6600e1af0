"""How quick a slow tablet is: everything with the processor of its screen at a sixth."""

import statistics
from collections.abc import Iterator
from pathlib import Path
from threading import Event

from playwright.sync_api import Page

from e2e.pages.checklist import described, question, zone
from e2e.pages.tablet import PASSPHRASE
from e2e.serving import Home
from figures.figure import Figure, must_be_short
from figures.glass import Field, in_the_field, picture
from landlord_watch.visits.shapes import Level

MOULD = "DMP-01"
STREET = "Kyrkvägen 1"
SLOWER, TOO_SLOW = 6, 30
#: Between two saves, in seconds, so that nothing of the one before is counted.
QUIET = 0.8
LOOKS_EVERY_MS = 900
STARTS, SAVES, PHOTOS = 5, 40, 10
START_BAR, UNLOCK_BAR, SAVE_BAR, PHOTO_BAR, END_BAR = 1.5, 1.5, 50, 3.0, 3.0

#: Notes when the first screen was there, what was asked of each worker, and when it answered.
WATCH = """
  window.messages = [];
  const note = (way, name) => window.messages.push({ way, name, at: performance.now() });
  window.Worker = class extends Worker {
    constructor(address, options) {
      super(address, options);
      this.of = String(address).split("/").pop();
      this.addEventListener("message", () => note("in", this.of));
    }
    postMessage(...said) {
      note("out", this.of);
      super.postMessage(...said);
    }
  };
  new MutationObserver((_, watching) => {
    if (document.documentElement?.dataset.ready !== "yes") return;
    window.readyAt = performance.now();
    watching.disconnect();
  }).observe(document, { attributes: true, subtree: true });
"""
#: From a press to what must be seen after it, in milliseconds.
PRESS = """([words, selector, said]) => new Promise((resolve, reject) => {
  const over = document.querySelector("dialog[open]") ?? document;
  const button = [...over.querySelectorAll("button")].find((each) => each.innerText === words);
  const isThere = () => [...document.querySelectorAll(selector)].some(
    (each) => each.innerText.startsWith(said));
  const began = performance.now();
  const look = () => isThere() ? resolve(performance.now() - began) : requestAnimationFrame(look);
  setTimeout(() => reject(new Error(`never seen: ${said}`)), 60_000);
  button.click();
  look();
})"""
#: From what the vault was first asked to what the journal last answered, after an edit.
LAST_SAVE = """() => {
  const of = (way, part) => messages.filter((each) => each.way === way && part.test(each.name));
  const began = of("out", /^worker/)[0]?.at;
  const ended = of("in", /^journalWorker/).at(-1)?.at;
  return began === undefined || ended === undefined ? null : ended - began;
}"""

HAS_SAVED = f"() => ({LAST_SAVE})() !== null"


def figures() -> Iterator[Figure]:
    """All of them, on one tablet without a line."""
    with in_the_field(Home(street=STREET, children=(8,)), script=WATCH) as day:
        day.page.context.set_offline(True)
        must_be_short(started([cold_start(day, TOO_SLOW)]))
        unlocks = []
        starts = []
        for _ in range(STARTS):
            starts.append(cold_start(day, SLOWER))
            unlocks.append(unlock(day))
        yield started(starts)
        yield figure("unlock", statistics.median(unlocks), "s", UNLOCK_BAR, f"{STARTS} times")
        begin(day)
        saves = sorted(save(day, number) for number in range(SAVES))
        yield figure("save", saves[int(SAVES * 0.95)], "ms", SAVE_BAR, f"p95 of {SAVES}")
        photos = [photo(day, number) for number in range(PHOTOS)]
        yield figure("photo_safe", max(photos), "s", PHOTO_BAR, f"the slowest of {PHOTOS}")
        day.tablet.press("Klar")
        yield figure("end", end(day), "s", END_BAR, f"a visit with {PHOTOS} photos")


def figure(name: str, value: float, unit: str, bar: float, note: str) -> Figure:
    words = f"{note}; the screen's thread at 1/{SLOWER}, workers as they are"
    return Figure(f"tablet.{name}", value, unit, bar, words, is_ceiling=True)


def started(starts: list[float]) -> Figure:
    return figure("cold_start", statistics.median(starts), "s", START_BAR, "without a line")


def slow_down(page: Page, rate: int) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})


def cold_start(day: Field, rate: int) -> float:
    """Seconds from opening the app to its first screen."""
    day.page.goto("about:blank")
    slow_down(day.page, rate)
    day.page.goto(f"{day.office.url}/tablet/")
    day.page.wait_for_function("() => 'readyAt' in window")
    return float(day.page.evaluate("readyAt")) / 1000


def unlock(day: Field) -> float:
    """Seconds from the press to the day."""
    day.page.get_by_label("Lösenfras", exact=True).fill(PASSPHRASE)
    return press(day, "Lås upp", "h1", "Idag")


def press(day: Field, words: str, selector: str, said: str) -> float:
    return float(day.page.evaluate(PRESS, [words, selector, said])) / 1000


def begin(day: Field) -> None:
    tablet = day.tablet
    tablet.start(STREET)
    tablet.consent("Vuxen 1")
    tablet.press("Nästa")
    tablet.open_zone(zone(MOULD))
    item = tablet.item(question(MOULD))
    item.get_by_role("button", name="Brist", exact=True).click()
    item.get_by_role("button", name=described(MOULD, Level.MODERATE)).click()
    item.get_by_text("Rum, anteckning och mer").click()


def save(day: Field, number: int) -> float:
    """Milliseconds of one save of the draft, from the seal to both memories."""
    note = day.tablet.item(question(MOULD)).get_by_label("Anteckning", exact=True)
    Event().wait(QUIET)
    day.page.evaluate("() => { messages.length = 0 }")
    note.fill(f"Mögel bakom sängen, {number} gånger sett.")
    # Looked for seldom: looking takes the thread that is measured.
    day.page.wait_for_function(HAS_SAVED, polling=LOOKS_EVERY_MS)
    return float(day.page.evaluate(LAST_SAVE))


def photo(day: Field, number: int) -> float:
    """Seconds from taking a picture to its being safe."""
    path: Path = picture(day.glass.folder.parent / "camera.jpg", seed=number)
    if number == 0:
        item = day.tablet.item(question(MOULD))
        item.get_by_role("button", name="Ta foto", exact=True).click()
    day.page.get_by_label("Öppna plattans egen kamera").set_input_files(path)
    day.page.get_by_role("button", name="Använd", exact=True, disabled=False).wait_for()
    saved = "1 bild sparad" if number == 0 else f"{number + 1} bilder sparade"
    return press(day, "Använd", "dialog[open] [role=status]", saved)


def end(day: Field) -> float:
    """Seconds from the press to the outbox."""
    day.tablet.go_to("Summering")
    day.tablet.press("Visat eller uppläst, den boende håller med")
    return press(day, "Avsluta besöket", "h1", "Utkorg")
