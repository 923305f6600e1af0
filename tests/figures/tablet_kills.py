"""A tablet whose battery falls out while one types, photographs, ends: what is still there."""

import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event

from playwright.sync_api import Locator, Page

from e2e.pages.checklist import described, question, zone
from e2e.serving import Home
from figures.figure import Figure, must_be_short
from figures.glass import Field, in_the_field, picture
from landlord_watch.visits.shapes import Level

MOULD = "DMP-01"
#: How long typing may at worst be on the glass alone, in seconds.
TYPING_BAR = 1.5
#: As long as this, in seconds, the screen says saved of what it is just about to save.
BENEFIT_OF_DOUBT = 1.2
#: Between two keys, in seconds: somebody who never stops, and somebody who stops to think.
RESTLESS, THINKING = (0.05, 0.06, 0.08, 0.1, 0.15), (0.05, 0.1, 0.7)
LONGEST_WAIT = 2.5
ROUNDS, ALL_ROUNDS = 2, 10
SAVED = re.compile(r"^Sparat på plattan")


def figures() -> Iterator[Figure]:
    """A few kills of each kind."""
    yield from kill(ROUNDS)


def all_figures() -> Iterator[Figure]:
    """Thirty kills."""
    yield from kill(ALL_ROUNDS)


def kill(rounds: int) -> Iterator[Figure]:
    """In each round one while typing, one while photographing, one while ending a visit."""
    lots = random.Random(20260312)  # noqa: S311 -- no secret, and the same each time
    with in_the_field(*(Home(street=f"Kyrkvägen {n:02}") for n in range(rounds + 1))) as day:
        kills = Kills(day, lots)
        begin(day)
        for number in range(1, rounds + 1):
            while_typing(kills)
            while_photographing(kills, number)
            while_ending(kills, f"Kyrkvägen {number:02}")
    must_be_short(Kills(day, lots, lost=["planted"]).saves())
    must_be_short(Kills(day, lots, unsaved=[TYPING_BAR + 1]).typing())
    yield kills.saves()
    yield kills.typing()


@dataclass
class Kills:
    """Kills so far: what the screen had called saved, and what of it was gone."""

    day: Field
    lots: random.Random
    #: How many there were.
    count: int = 0
    lost: list[str] = field(default_factory=list)
    #: For each kill while typing, how old the oldest letter was that was gone, in seconds.
    unsaved: list[float] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.day.page

    def saves(self) -> Figure:
        note = f"{self.count} kills; lost: {'; '.join(self.lost) or 'nothing'}"
        lost = len(self.lost)
        return Figure("tablet.kill_saves_lost", lost, "saves", 0, note, is_ceiling=True)

    def typing(self) -> Figure:
        note = f"the worst of {len(self.unsaved)} kills while typing"
        worst = max(self.unsaved, default=0)
        return Figure("tablet.kill_unsaved_typing", worst, "s", TYPING_BAR, note, is_ceiling=True)

    def strike(self) -> None:
        """Kill it, turn it on again, unlock it."""
        self.count += 1
        self.day.glass.kill()
        self.day.start_again()
        self.day.tablet.unlock()

    def must_have(self, what: str, told: int, kept: int) -> None:
        if kept < told:
            self.lost.append(f"{what} at kill {self.count}: {kept} of {told}")


def begin(day: Field) -> None:
    """A visit with a deficiency that can be written about and photographed."""
    tablet = day.tablet
    tablet.start("Kyrkvägen 00")
    consent_aloud(day)
    tablet.press("Nästa")
    tablet.open_zone(zone(MOULD))
    item = tablet.item(question(MOULD))
    item.get_by_role("button", name="Brist", exact=True).click()
    item.get_by_role("button", name=described(MOULD, Level.MODERATE)).click()
    item.get_by_text("Rum, anteckning och mer").click()
    Event().wait(LONGEST_WAIT)


def consent_aloud(day: Field) -> None:
    tablet = day.tablet
    tablet.press("Fråga Vuxen 1")
    tablet.say_yes_to("Besök", "Rum", "Foto")
    tablet.press("Muntligt, vittne")
    tablet.page.get_by_label("Vittne", exact=True).fill("Viktor Vittne")
    tablet.press("Ja, spara svaret")
    tablet.page.get_by_role("link", name="Nästa", exact=True).wait_for()


def go_on(day: Field) -> Locator:
    """Back to where one was when it happened: the item, with all that is known of it unfolded."""
    day.page.get_by_role("link", name=re.compile("^Fortsätt Kyrkvägen 00")).click()
    item = day.tablet.item(question(MOULD))
    item.wait_for()
    if not item.get_by_label("Anteckning", exact=True).is_visible():
        item.get_by_text("Rum, anteckning och mer").click()
    return item


def while_typing(kills: Kills) -> None:
    """Letters into a note, for a while."""
    note = kills.day.tablet.item(question(MOULD)).get_by_label("Anteckning", exact=True)
    before = note.input_value()
    note.focus()
    kills.page.keyboard.press("Control+End")
    keys, told = [], 0
    pauses = THINKING if kills.count % 6 else RESTLESS
    until = time.monotonic() + kills.lots.uniform(1, 6)
    while time.monotonic() < until:
        kills.page.keyboard.insert_text(chr(97 + len(keys) % 26))
        keys.append(time.monotonic())
        Event().wait(kills.lots.choice(pauses))
        if SAVED.match(kills.page.locator(".saving").inner_text()):
            told = sum(key < time.monotonic() - BENEFIT_OF_DOUBT for key in keys)
    killed = time.monotonic()
    kills.strike()
    kept = len(go_on(kills.day).get_by_label("Anteckning", exact=True).input_value()) - len(before)
    kills.unsaved.append(killed - keys[kept] if kept < len(keys) else 0.0)
    kills.must_have("letters", told, kept)


def while_photographing(kills: Kills, number: int) -> None:
    """A photo, and the kill some time between the button and well after it was said to be safe."""
    page, tablet = kills.page, kills.day.tablet
    item = tablet.item(question(MOULD))
    before = photos_at(item)
    item.get_by_role("button", name="Ta foto", exact=True).click()
    path = picture(kills.day.glass.folder.parent / "camera.jpg", seed=number)
    page.get_by_label("Öppna plattans egen kamera").set_input_files(path)
    tablet.press("Använd")
    Event().wait(kills.lots.uniform(0, LONGEST_WAIT))
    told = before + page.get_by_text("1 bild sparad").is_visible()
    kills.strike()
    kills.must_have("photos", told, photos_at(go_on(kills.day)))


def photos_at(item: Locator) -> int:
    """Those at an item, and those that only wait to be put there."""
    named = re.search(r"\d+", item.get_by_text(re.compile(r"^Foton: \d+")).inner_text())
    assert named is not None
    return int(named[0]) + item.page.get_by_role("button", name="Lägg till vid").count()


def while_ending(kills: Kills, street: str) -> None:
    """A visit of its own, ended, and the kill around it; back to the other one afterwards."""
    tablet, page = kills.day.tablet, kills.page
    show(page, "")
    tablet.start(street)
    consent_aloud(kills.day)
    show(page, f"{page.url.partition('#')[2]}/summary")
    tablet.press("Visat eller uppläst, den boende håller med")
    tablet.press("Avsluta besöket")
    Event().wait(kills.lots.uniform(0, LONGEST_WAIT))
    told = page.get_by_role("heading", level=1, name="Utkorg").is_visible()
    kills.strike()
    kept = kills.page.get_by_role("link", name=re.compile(f"^Fortsätt {street}")).count()
    show(kills.page, "/outbox")
    card = kills.page.get_by_role("listitem").filter(has_text=street)
    card.first.wait_for()
    has_ended = card.get_by_role("link", name=re.compile("^Fortsätt")).count() == 0
    kills.must_have("ended visits", int(told), int(has_ended))
    kills.must_have("visits", 1, kept + has_ended)
    show(kills.page, "")
    go_on(kills.day)


def show(page: Page, place: str) -> None:
    """Go to an address of the app by hand."""
    page.evaluate("place => { location.hash = place }", place or "/")
    if not place:
        page.get_by_role("heading", level=1, name="Idag").wait_for()
