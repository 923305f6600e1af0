"""A desk at the office."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from playwright.sync_api import Page, expect

from factories.people import PASSWORD

CODE = re.compile(r"^\s*([A-Z2-9]+\s+)+[A-Z2-9]+\s*$")
INCLUSIONS = (
    "Värme",
    "Varmvatten",
    "Kallvatten",
    "Hushållsel",
    "Möbler",
    "Parkering",
    "Bredband",
    "Förråd",
    "Tjänster",
)


class Desk:
    """Somebody at a desk, who has signed in."""

    def __init__(self, page: Page, url: str, keep: Callable[[Page, str], None]) -> None:
        self.page = page
        self.url = url
        self.keep = keep

    def sign_in(self, username: str) -> None:
        self.page.context.clear_cookies()
        self.page.goto(f"{self.url}/sign-in")
        self.page.get_by_label("Användarnamn").fill(username)
        self.page.get_by_label("Lösenord").fill(PASSWORD)
        self.page.get_by_role("button", name="Logga in").click()
        self.page.wait_for_url(re.compile(r"/(office|tablet)/"))

    def choose(self, menu: str) -> None:
        self.page.get_by_role("navigation", name="Meny").get_by_role(
            "link", name=menu, exact=True
        ).click()

    def record_landlord(self, name: str, number: str) -> None:
        self.choose("Hyresvärdar")
        self.page.get_by_role("link", name="Ny hyresvärd").first.click()
        self.page.get_by_label("Företag eller annan organisation").check()
        self.page.get_by_label("Namn", exact=True).fill(name)
        self.page.get_by_role("textbox", name="Nummer").fill(number)
        self.page.get_by_label("Numret är läst i").fill("hyresavtal")
        self._save("Spara hyresvärden", name)

    def record_dwelling(self, street: str, number: str, *, landlord: str) -> None:
        self.choose("Bostäder")
        self.page.get_by_role("link", name="Ny bostad").first.click()
        self.page.get_by_label("Gatuadress").fill(street)
        self.page.get_by_label("Postnummer").fill("666 30")
        self.page.get_by_label("Postort").fill("Bengtsfors")
        self.page.get_by_label("Lägenhetsnummer").fill(number)
        self.page.get_by_label("Lägenhet", exact=True).check()
        self.page.get_by_label("Antal rum").fill("3")
        self.page.get_by_label("Boarea").fill("72,5")
        self._save("Spara bostaden", f"{street}, lgh {number}")
        self.page.get_by_role("link", name="Lägg till hyresvärd").click()
        self.page.get_by_label("Namn, organisationsnummer eller personnummer").fill(landlord)
        self.page.get_by_role("button", name="Sök").click()
        self.page.get_by_role("link", name=landlord).click()
        self.page.get_by_label("Hyresvärd enligt avtal").check()
        self.page.get_by_label("Från och med").fill("2024-01-01")
        self.page.get_by_label("Källa").fill("hyresavtal")
        self.page.get_by_role("button", name="Spara rollen").click()

    def open_household(self, given: str, family: str, *, since: date) -> None:
        self.choose("Hushåll")
        self.page.get_by_role("link", name="Nytt hushåll").first.click()
        self.page.get_by_label("Förnamn").fill(given)
        self.page.get_by_label("Efternamn").fill(family)
        self.page.get_by_label("Födelsedag").fill("1990-05-04")
        self.page.get_by_label("Hör till hushållet från").fill(since.isoformat())
        self.page.get_by_role("button", name="Spara hushållet").click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("EB-")

    def add_child(self, given: str, family: str, *, born: date, since: date) -> None:
        self.page.get_by_role("link", name="Lägg till person").click()
        self.page.get_by_label("Förnamn").fill(given)
        self.page.get_by_label("Efternamn").fill(family)
        self.page.get_by_label("Födelsedag").fill(born.isoformat())
        self.page.get_by_label("Hör till hushållet från").fill(since.isoformat())
        self.page.get_by_label("Barn", exact=True).check()
        self.page.get_by_role("button", name="Lägg till").click()
        expect(self.page.get_by_role("cell", name=f"{given} {family}", exact=True)).to_be_visible()

    def grant_aid(self, *, since: date) -> None:
        self.page.get_by_role("link", name="Lägg in bistånd").click()
        self.page.get_by_label("Från", exact=True).fill(since.isoformat())
        self.page.get_by_role("button", name="Spara biståndet").click()

    def record_tenancy(self, street: str, landlord: str, *, since: date) -> None:
        self.page.get_by_role("link", name="Nytt hyresavtal").first.click()
        self.page.get_by_label("Sök").fill(street)
        self.page.get_by_role("button", name="Sök bostad").click()
        self.page.get_by_role("link", name=re.compile(f"Välj.*{street}|{street}")).first.click()
        expect(self.page.get_by_role("main")).to_contain_text(landlord)
        self.page.get_by_label("Förstahandsavtal").check()
        self.page.get_by_label("Avtalet börjar").fill(since.isoformat())
        self.page.get_by_role("button", name="Spara avtalet").click()

    def record_rent(self, kronor: str, *, since: date, included: Sequence[str]) -> None:
        """A rent with what is in it; of everything else nothing is there."""
        self.page.get_by_role("link", name="Ny hyra").first.click()
        self.page.get_by_label("Hyra", exact=True).fill(kronor)
        self.page.get_by_label("Gäller från").fill(since.isoformat())
        self.page.get_by_label("Hyresavtal").check()
        for inclusion in INCLUSIONS:
            words = "Ingår" if inclusion in included else "Finns inte"
            self.page.get_by_role("combobox", name=inclusion, exact=True).select_option(label=words)
        self.page.get_by_role("button", name="Spara hyran").click()

    def check_against(self, norm: str) -> None:
        self.page.get_by_role("combobox", name="Norm").select_option(label=norm)
        self.page.get_by_role("button", name="Visa", exact=True).click()

    def plan_visit(self, *, at: datetime, asked_at: datetime, officer: str) -> None:
        self.page.get_by_role("link", name="Planera hembesök").first.click()
        self.page.get_by_label("Varför").select_option(label="Bostadens skick")
        self.page.get_by_label("När", exact=True).fill(typed(at))
        self.page.get_by_label("Vem gör besöket").select_option(label=officer)
        self.page.get_by_label("När den boende tillfrågades").fill(typed(asked_at))
        self.page.get_by_label("Hur den boende tillfrågades").fill("telefon")
        self.page.get_by_role("button", name="Planera besöket").click()
        expect(self.page.get_by_role("status")).to_contain_text("Besöket är planerat")

    def issue_tablet_code(self, officer: str) -> str:
        self.choose("Plattor")
        self.page.get_by_role("link", name="Ny anslutningskod").first.click()
        self.page.get_by_role("combobox").select_option(label=officer)
        self.page.get_by_role("button", name="Ge ut koden").click()
        shown = self.page.get_by_role("main").get_by_text(CODE).first
        return shown.inner_text().replace(" ", "")

    def acknowledge_concern(self) -> None:
        self.choose("Oro för barn")
        self.page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
        self.page.get_by_role("button", name="Kvittera: jag har läst").click()
        expect(self.page.get_by_role("status")).to_contain_text("Kvitterat")

    def read_visit(self, street: str) -> None:
        self.choose("Hembesök")
        row = self.page.get_by_role("row", name=re.compile(street))
        expect(row).to_contain_text("Inkommet, att granska")
        row.get_by_role("link").first.click()

    def _save(self, button: str, title: str) -> None:
        self.page.get_by_role("button", name=button).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)


def typed(instant: datetime) -> str:
    """A day and a time as the browser's own field wants them."""
    return instant.strftime("%Y-%m-%dT%H:%M")
