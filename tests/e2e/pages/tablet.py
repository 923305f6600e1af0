"""A tablet in the field, driven by touch, label and role."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from factories.people import PASSWORD

PURPOSES = ("Besök", "Rum", "Foto", "Berätta för hyresvärden", "Berätta för annan kommun")
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
        self.page.get_by_label("Kod från kontoret").fill(code)
        self.page.get_by_label("Plattans namn").fill(name)
        self.keep(self.page, "tablet-enrol")
        self.page.get_by_role("button", name="Anslut plattan").click()

    def press(self, words: str) -> None:
        self._pressable(words).first.click()

    def press_on(self, words: str, about: str) -> None:
        """Press what says these words of one of several things."""
        self.page.get_by_role("link", name=re.compile(f"^{words}.*{about}")).click()

    def _pressable(self, words: str) -> Locator:
        button = self.page.get_by_role("button", name=words, exact=True)
        return button.or_(self.page.get_by_role("link", name=words, exact=True))

    def fetch(self) -> None:
        """Ask the office for what is new."""
        self.press("Idag")
        self.press("Hämta från kontoret")
        expect(self.page.get_by_text("Hämtat.")).to_be_visible()

    def must_be_saved(self) -> None:
        expect(self.page.get_by_text(SAVED).first).to_be_visible()

    def consent(self, adult: str) -> None:
        """One adult says yes to everything and signs."""
        self.press(f"Fråga {adult}")
        self.press("Hyr bostaden")
        for purpose in PURPOSES:
            asked = self.page.get_by_role("group", name=purpose, exact=True)
            asked.get_by_role("button", name="Ja", exact=True).click()
        self.press("Alla rum")
        self._sign(f"{adult} skriver här")
        self.keep(self.page, "tablet-consent")
        self.press("Ja, spara svaret")

    def _sign(self, where: str) -> None:
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

    def item(self, question: str) -> Locator:
        return self.page.get_by_role("region", name=question)

    def answer_ok(self, question: str) -> None:
        self.item(question).get_by_role("button", name="Ok", exact=True).click()

    def find_deficiency(self, question: str, description: str, *, picture: Path) -> None:
        """A described deficiency where a child sleeps, with a photo."""
        item = self.item(question)
        item.get_by_role("button", name="Brist", exact=True).click()
        item.get_by_role("button", name=description).click()
        item.get_by_text("Rum, anteckning och mer").click()
        item.get_by_label("Där ett barn sover").check()
        item.get_by_label("Ta foto").set_input_files(picture)
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
        ending = self._pressable("Avsluta besöket")
        while not ending.is_visible():
            here = self.page.url
            self.press("Nästa")
            self.page.wait_for_function("here => location.href !== here", arg=here)
            self.page.get_by_role("heading", level=1).wait_for()

    def finalise(self) -> None:
        self.press("Visat eller uppläst, den boende håller med")
        self.keep(self.page, "tablet-summary")
        self.press("Avsluta besöket")
