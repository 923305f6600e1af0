"""A tablet in the field, driven by touch, label and role."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from e2e.serving import FieldOfficer
from factories.people import PASSWORD

PASSPHRASE = "en lång mening om en ekorre"
PURPOSES = ("Besök", "Rum", "Foto", "Berätta för hyresvärden", "Berätta för annan kommun")
MOST_STEPS = 15
UPPERMOST = "dialog[open], body:not(:has(dialog[open]))"
SAVED = re.compile(r"Sparat på plattan \d\d:\d\d")


class Tablet:
    """A tablet and who carries it."""

    def __init__(self, page: Page, url: str, keep: Callable[[Page, str], None]) -> None:
        self.page = page
        self.url = url
        self.keep = keep

    def enrol(self, username: str, code: str, *, name: str) -> None:
        self.page.goto(f"{self.url}/tablet/")
        self.page.get_by_role("link", name="Logga in").click()
        self.page.get_by_label("Användarnamn").fill(username)
        self.page.get_by_label("Lösenord").fill(PASSWORD)
        self.page.get_by_role("button", name="Logga in").click()
        self.give_code(code, name=name)
        self.keep(self.page, "tablet-enrol")
        self.press("Anslut plattan")
        self.bind()

    def arrive(self, officer: FieldOfficer) -> None:
        """Stand before a tablet that nobody has connected, signed in at the office."""
        cookie = {"name": "sid", "value": officer.token, "url": self.url}
        self.page.context.add_cookies([cookie])
        self.page.goto(f"{self.url}/tablet/")

    def give_code(self, code: str, *, name: str) -> None:
        self.page.get_by_label("Kod från kontoret").fill(code)
        self.page.get_by_label("Plattans namn").fill(name)

    def connect(self, officer: FieldOfficer) -> None:
        """Connect the tablet to an officer; ends when the day is there, also without a line."""
        self.arrive(officer)
        self.give_code(officer.code, name="Platta 1")
        self.press("Anslut plattan")
        self.bind()
        self.page.get_by_role("link", name=re.compile("^Starta")).first.wait_for()
        self.page.wait_for_selector("html[data-offline=yes]")

    def bind(self) -> None:
        """Compare the municipality's key, choose a passphrase; no PIN."""
        self.page.get_by_label("Den är lika på kontorets sida").check()
        self.press("Fortsätt")
        self.press("Egen lösenfras")
        self.choose_passphrase(PASSPHRASE)
        self.press("Anslut plattan")
        self.page.get_by_role("heading", level=1, name="PIN för dagen").wait_for()
        self.press("Inte nu")
        self.page.get_by_role("heading", level=1, name="Klar för fält").wait_for()
        self.press("Idag")

    def choose_passphrase(self, passphrase: str) -> None:
        self.page.get_by_label("Egen lösenfras", exact=True).fill(passphrase)
        self.page.get_by_label("Samma lösenfras igen").fill(passphrase)

    def unlock(self) -> None:
        self.page.get_by_role("heading", level=1, name="Plattan är låst").wait_for()
        self.page.get_by_label("Lösenfras", exact=True).fill(PASSPHRASE)
        self.press("Lås upp")
        self.page.get_by_role("heading", level=1, name="Plattan är låst").wait_for(state="hidden")

    def start(self, street: str) -> None:
        self.press_on("Starta", street)
        self.page.get_by_role("heading", level=1, name="Samtycke").wait_for()

    def resume(self, street: str) -> None:
        """Go on with a visit; until it is open, what can be pressed is of the screen before it."""
        self.press_on("Fortsätt", street)
        opened = re.compile("^(?!Idag|Öppnar besöket)")
        self.page.get_by_role("heading", level=1, name=opened).wait_for()

    def press(self, words: str) -> None:
        self._pressable(words).first.click()

    def press_on(self, words: str, about: str) -> None:
        """Press what says these words of one of several things."""
        self.page.get_by_role("link", name=re.compile(f"^{words}.*{about}")).click()

    def _pressable(self, words: str) -> Locator:
        """What can be pressed; under a sheet that is open, nothing can."""
        over = self.page.locator(UPPERMOST)
        button = over.get_by_role("button", name=words, exact=True)
        return button.or_(over.get_by_role("link", name=words, exact=True))

    def fetch(self) -> None:
        """Ask the office for what is new."""
        self.press("Idag")
        self.press("Hämta från kontoret")
        expect(self.page.get_by_text("Hämtat.")).to_be_visible()

    def leave_visit(self) -> None:
        """To the day, by the door of the home; the visit stays as it is."""
        self.page.get_by_role("link", name=re.compile("^Till Idag")).click()
        self.page.get_by_role("heading", level=1, name=re.compile("^Idag")).wait_for()

    def open_outbox(self) -> None:
        """From a screen outside a visit; the number that waits stands beside the word."""
        bar = self.page.get_by_role("navigation", name="Sidor")
        bar.get_by_role("link", name=re.compile("^Utkorg")).click()
        self.page.get_by_role("heading", level=1, name="Utkorg").wait_for()

    def must_be_saved(self) -> None:
        expect(self.page.get_by_text(SAVED).first).to_be_visible()

    def consent(self, adult: str) -> None:
        """One adult says yes to everything and signs."""
        self.press(f"Fråga {adult}")
        self.say_yes_to(*PURPOSES)
        self.press("Alla rum")
        self.sign(f"{adult} skriver här")
        self.keep(self.page, "tablet-consent")
        self.press("Ja, spara svaret")

    def say_yes_to(self, *purposes: str) -> None:
        """A tenant says yes to these, and no to the others."""
        self.press("Hyr bostaden")
        for purpose in PURPOSES:
            asked = self.page.get_by_role("group", name=purpose, exact=True)
            words = "Ja" if purpose in purposes else "Nej"
            asked.get_by_role("button", name=words, exact=True).click()

    def sign(self, where: str) -> None:
        pad = self.page.get_by_label(where)
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        assert box is not None
        mouse = self.page.mouse
        mouse.move(box["x"] + 40, box["y"] + 60)
        mouse.down()
        for step in range(30):
            mouse.move(box["x"] + 40 + step * 8, box["y"] + 60 + (step % 6) * 8)
        mouse.up()

    def add_expected_child(self) -> None:
        self.press("Lägg till det barn som kontoret räknar med")

    def open_zone(self, zone: str) -> None:
        self.page.get_by_role("link", name=re.compile(f"^{zone}")).click()

    def go_to(self, heading: str) -> None:
        """Onwards, screen by screen, to the one of this heading."""
        here = self.page.get_by_role("heading", level=1)
        # a step of the visit is there: another page's heading would be left one step late
        self._pressable("Nästa").wait_for()
        for _ in range(MOST_STEPS):
            seen = here.inner_text()
            if seen == heading:
                return
            self.press("Nästa")
            expect(here).not_to_have_text(seen)
        raise AssertionError(f"no screen is called {heading}")

    def item(self, question: str) -> Locator:
        return self.page.get_by_role("region", name=question, exact=True)

    def answer_ok(self, question: str) -> None:
        self.item(question).get_by_role("button", name="Ok", exact=True).click()

    def find_deficiency(self, question: str, description: str, *, picture: Path) -> None:
        """A described deficiency where a child sleeps, with a photo."""
        item = self.item(question)
        item.get_by_role("button", name="Brist", exact=True).click()
        item.get_by_role("button", name=description).click()
        item.get_by_text("Rum, anteckning och mer").click()
        item.get_by_label("Där ett barn sover").check()
        item.get_by_role("button", name="Ta foto", exact=True).click()
        self.page.get_by_label("Öppna plattans egen kamera").set_input_files(picture)
        self.press("Använd")
        self.press("Klar")
        expect(item.get_by_role("img")).to_be_visible()

    def raise_concern(self, seen: str) -> None:
        self.press("Akut")
        self.press("Oro för barn")
        self.page.get_by_label("Vad du har sett och hört").fill(seen)
        danger = self.page.get_by_role("group", name="Är ett barn i fara just nu?")
        danger.get_by_role("button", name="Nej", exact=True).click()
        self.press("Skicka nu")
        expect(self.page.get_by_role("main")).to_contain_text("Har inte nått någon")

    def go_on_to_summary(self) -> None:
        self.go_to("Summering")

    def finalise(self) -> None:
        self.press("Visat eller uppläst, den boende håller med")
        self.keep(self.page, "tablet-summary")
        self.press("Avsluta besöket")
