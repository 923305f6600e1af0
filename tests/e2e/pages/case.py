"""A case against another municipality, worked at a desk by label and role."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, expect

from e2e.pages.office import Desk


@dataclass(frozen=True, slots=True)
class CaseDesk:
    """The pages of a case, before who has signed in at a desk."""

    desk: Desk

    @property
    def main(self) -> Locator:
        return self.desk.page.get_by_role("main")

    def open(self) -> None:
        """Back to the case, from any page of it."""
        crumbs = self.desk.page.get_by_role("navigation", name="Du är här")
        crumbs.get_by_role("link", name=re.compile("AM-")).click()

    def open_household(self, case_number: str) -> None:
        self.desk.choose("Hushåll")
        self._write("Namn, personnummer, samordningsnummer eller ärendenummer", case_number)
        self._press("Sök")
        self._follow(case_number)

    def record_move(self, *, from_municipality: str, on: date) -> None:
        self._follow("Lägg in flytt")
        self._choose("Från kommun", from_municipality)
        self._write("Flyttade hit", on.isoformat())
        self._tick("Ville personen själv flytta hit?", "Nej")
        self._press("Spara flytten")

    def open_case(self, *, record_number: str) -> None:
        self._follow("Öppna ärende om flytten")
        self._write("Diarienummer", record_number)
        self._press("Öppna ärendet")
        self._told("Ärendet är öppnat.")

    def hear(self, who: str, words: str, *, coercion: str) -> None:
        """What somebody tells, read back to them, confirmed and signed."""
        self._follow("Skriv ned en berättelse")
        self._choose("Vem berättade?", who)
        self._write("Med personens egna ord", words)
        self._write("Vad som gjorde att det inte kändes som ett val", coercion)
        self._tick("Hade personen själv en tydlig önskan", "Nej")
        self._tick("Får den andra kommunen frågas?", "Ja")
        self._press("Spara berättelsen")
        self._follow("Anteckna att den är uppläst")
        self._tick("Stämmer det som är skrivet?", "Ja")
        self._tick("Skrev personen under?", "Har skrivit under")
        self._press("Spara")

    def find_for(self, what: str, *, evidence: str, note: str) -> None:
        self._follow("Lägg till för")
        self._tick("Vad talar för medverkan?", what)
        self._tick("Vad vilar det på?", evidence)
        self._write("Vad det är, och var det finns", note)
        self._press("Spara")

    def look_at_secrecy(self, *, ground: str, reasons: str) -> None:
        self._follow("Pröva skydd och sekretess")
        self._tick("Vad låter oss lämna uppgifter?", ground)
        self._write("Skäl", reasons)
        self._press("Spara prövningen")

    def judge(self, outcome: str, *, reasons: str) -> None:
        self._follow("Bedöm ärendet")
        self._tick("Hade personen en tydlig egen önskan", "Nej")
        self._tick("Bedömning", outcome)
        self._write("Skäl", reasons)
        self._press("Spara bedömningen")

    def ask_for(self, what: str) -> None:
        self._follow("Begär något")
        self._tick("Vad ska begäras?", what)
        self._press("Börja")

    def start_letter(self, name: str) -> None:
        """The form of a letter of the track, as it is filled."""
        self._follow("Skriv brev")
        self.main.get_by_label(name).check()
        self._press("Gå vidare")

    def write_basis(
        self, words: Mapping[str, str], *, stance: str, matter: str, until: date
    ) -> None:
        """What a transfer rests on, by the questions of its page; nobody speaks for the person."""
        self._follow("Underlag för överflyttning")
        for question, answer in words.items():
            self._write(question, answer)
        self._tick("Vad säger personen om att", stance)
        self._tick("Har personen någon som företräder den?", "Nej, ingen")
        self._tick("Vad ärendet gäller", matter)
        self._write("Behovet varar minst till och med", until.isoformat())
        self._press("Spara")
        self._told("inget saknas")

    def add_annex(self, kind: str, *, dated_on: date, file: Path | None = None) -> None:
        """A paper that follows the application, from the page of the case and back to it."""
        self._follow("Bilagor")
        self._follow("Lägg till en bilaga")
        self._tick("Vilken handling?", kind)
        self._write("Handlingens datum", dated_on.isoformat())
        if file is not None:
            self.main.get_by_label("Handlingen som PDF").set_input_files(file)
        self._press("Lägg till")
        self._told("Bilagan är med.")
        self.open()

    def make_letter(self) -> None:
        """Look over the letter as it is filled, and make it."""
        self._press("Förhandsgranska")
        self._press("Gör brevet")

    def approve_open_letter(self) -> None:
        """Read what somebody else made, and let it leave."""
        self._follow("Läs och godkänn")
        self._press("Godkänn brevet")
        self._told("Brevet är godkänt.")

    def send_letter(self) -> None:
        self._follow("Anteckna som skickat")
        self._tick("Hur", "Post")
        self._press("Spara")
        self._told("Det är antecknat.")

    def note_received(self, letter: str) -> None:
        """The other side has a letter of the case, today."""
        row = self.main.get_by_role("listitem").filter(has_text=f"{letter}, skickat")
        row.get_by_role("link").first.click()
        self._follow("Anteckna att det kom fram")
        self._press("Spara")

    def take_out(self, kind: str, folder: Path) -> bytes:
        """The letter as a file: `PDF` or `Word`."""
        with self.desk.page.expect_download() as coming:
            self._follow(kind)
        path = folder / coming.value.suggested_filename
        coming.value.save_as(path)
        return path.read_bytes()

    def _follow(self, words: str) -> None:
        name = re.compile(f"^{re.escape(words)}")
        self.main.get_by_role("link", name=name).first.click()

    def _press(self, words: str) -> None:
        self.main.get_by_role("button", name=words, exact=True).click()

    def _write(self, label: str, words: str) -> None:
        self.main.get_by_role("textbox", name=re.compile(f"^{re.escape(label)}")).fill(words)

    def _choose(self, label: str, words: str) -> None:
        self.main.get_by_role("combobox", name=re.compile(f"^{re.escape(label)}")).select_option(
            label=words
        )

    def _tick(self, question: str, answer: str) -> None:
        group = self.main.get_by_role("group", name=re.compile(f"^{re.escape(question)}"))
        group.get_by_label(re.compile(f"^{re.escape(answer)}")).check()

    def _told(self, words: str) -> None:
        expect(self.desk.page.get_by_role("status")).to_contain_text(words)
