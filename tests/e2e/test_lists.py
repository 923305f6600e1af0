"""A list with faults is put right and taken in, a rent of it is checked and printed, and undone."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from playwright.sync_api import Download, Locator, Page, expect
from pypdf import PdfReader

from e2e.pages.office import Desk
from e2e.serving import Server
from factories import lists
from factories.dwellings import dwelling
from factories.households import household
from factories.landlords import ORGANISATION_NUMBER, landlord
from factories.rents import norm_set
from landlord_watch.identity.rules import Role
from landlord_watch.infra.sheets import Wishes, read_table

HEAD = ["Ärende", "Gatuadress", "Lgh", "Postnr", "Orgnr", "Kontrakt", "Från", "Hyra", "Värme"]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LANDLORD = "Ek & Son Fastigheter AB"


@dataclass(frozen=True)
class Cases:
    """Two cases and the homes that lists say they rent, by the numbers people know them by."""

    first: str
    second: str

    def row(self, number: str, flat: str, *, day: str, kronor: int) -> list[object]:
        home = ["Listvägen 4", flat, "666 30", "556999-9997", "Förstahand"]
        return [number, *home, day, kronor, "Ja"]


def furnish(office: Server) -> Cases:
    with office.database() as session:
        norm_set(session)
        landlord(session, name=LANDLORD, number=ORGANISATION_NUMBER)
        for flat in ("1101", "1102"):
            dwelling(session, street_address="Listvägen 4", dwelling_number=flat)
        return Cases(household(session).case_number, household(session).case_number)


class ListDesk:
    """Somebody at a desk with files to take in."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.page = desk.page

    def bring(self, name: str, content: bytes) -> None:
        self.desk.choose("Listor till ärenden")
        self.page.get_by_role("link", name="Läs in en lista").first.click()
        self.page.get_by_label("Hyresförhållanden").check()
        self._give(name, content)
        self.page.get_by_label("Varifrån kommer listan?").fill("Socialkontoret")
        self.page.get_by_label("Nej, den har bara en del").check()
        self._look_over()

    def bring_corrected(self, name: str, content: bytes) -> None:
        self.page.get_by_role("link", name="Lämna in rättade rader").click()
        self._give(name, content)
        self._look_over()

    def _give(self, name: str, content: bytes) -> None:
        file = {"name": name, "mimeType": WORKBOOK, "buffer": content}
        self.page.get_by_label("Fil", exact=True).set_input_files(files=[file])  # type: ignore[list-item]  # as Playwright reads it

    def _look_over(self) -> None:
        self.page.get_by_role("button", name="Lämna in").click()
        expect(self.title).to_have_text("Vad kolumnerna betyder")
        self.page.get_by_role("button", name="Granska listan").click()

    def take_in(self, group: str) -> None:
        self.page.get_by_label(re.compile(group)).check()
        self.page.get_by_role("button", name="Läs in", exact=True).click()
        expect(self.page.get_by_role("status")).to_have_text("Listan är inläst.")

    def errors(self) -> list[list[object]]:
        """The rows to put right, as the file that was got has them."""
        got = self.got(self.page.get_by_role("link", name="Hämta raderna (xlsx)"))
        return [list(each.cells) for each in read_table(got, Wishes()).rows]

    def got(self, link: Locator) -> bytes:
        with self.page.expect_download() as waiting:
            link.click()
        download: Download = waiting.value
        return Path(download.path()).read_bytes()

    @property
    def title(self) -> Locator:
        return self.page.get_by_role("heading", level=1)


def put_right(rows: list[list[object]], *, day: str) -> bytes:
    rows[1][HEAD.index("Från")] = day
    return lists.workbook(rows)


def take_in_with_a_fault(at: ListDesk, cases: Cases) -> str:
    """A day that can be read in two ways is told of, got as a file, put right, brought again."""
    faulty = [HEAD, cases.row(cases.first, "1101", day="03/04/2026", kronor=9_450)]
    at.bring("kontrakt.xlsx", lists.workbook(faulty))
    expect(at.page.get_by_role("main")).to_contain_text("Datumet kan läsas på två sätt")
    at.bring_corrected("rättade.xlsx", put_right(at.errors(), day="2026-01-01"))
    at.take_in("Lägg till de nya")
    return at.page.url


def keep_check_of_what_came(at: ListDesk) -> str:
    """The rent that came with a list is checked and kept; what its file says."""
    at.page.get_by_role("link", name="Nya").click()
    at.page.get_by_role("link", name="Öppna hushållet på rad 2").click()
    at.page.get_by_role("link", name="Kontrollera hyran").click()
    at.page.get_by_role("button", name="Spara kontrollen").click()
    expect(at.title).to_have_text("Sparad hyreskontroll")
    pdf = at.got(at.page.get_by_role("link", name="PDF"))
    return " ".join(each.extract_text() for each in PdfReader(BytesIO(pdf)).pages)


def print_check(at: ListDesk, keep: Callable[[Page, str], None]) -> str:
    """The page as a printer gets it, without what one presses."""
    at.page.emulate_media(media="print")
    expect(at.page.get_by_role("navigation", name="Meny")).to_be_hidden()
    expect(at.page.get_by_text("Räknat nu")).to_be_visible()
    keep(at.page, "lists-printed-check")
    printed = at.page.pdf()
    at.page.emulate_media(media="screen")
    return " ".join(each.extract_text() for each in PdfReader(BytesIO(printed)).pages)


def be_hindered(at: ListDesk, batch: str, keep: Callable[[Page, str], None]) -> None:
    """What rests on a list stands in the way of taking it back, and one is led to it."""
    at.page.goto(batch)
    at.page.get_by_role("link", name="Ångra listan").click()
    hindered = at.page.get_by_role("row", name=re.compile("Hyreskontroller")).first
    expect(hindered).to_be_visible()
    expect(at.page.get_by_role("button", name="Ångra listan")).to_have_count(0)
    keep(at.page, "lists-undo-hindered")
    hindered.get_by_role("link").click()
    expect(at.title).to_have_text("Sparad hyreskontroll")


def take_in_and_undo(at: ListDesk, cases: Cases) -> None:
    """A list that nothing rests on is taken back whole."""
    plain = [HEAD, cases.row(cases.second, "1102", day="2026-02-01", kronor=7_000)]
    at.bring("mer.xlsx", lists.workbook(plain))
    at.take_in("Lägg till de nya")
    at.page.get_by_role("link", name="Ångra listan").click()
    at.page.get_by_role("button", name="Ångra listan").click()
    expect(at.page.get_by_role("status")).to_contain_text("Listan är ångrad")


def test_a_list_is_put_right_taken_in_a_rent_of_it_printed_and_another_undone(
    office: Server, desk: Page, keep: Callable[[Page, str], None]
) -> None:
    cases = furnish(office)
    at = ListDesk(Desk(desk, office.url, keep))
    at.desk.sign_in(Role.CASE_MANAGER.value)
    batch = take_in_with_a_fault(at, cases)
    filed = keep_check_of_what_came(at)
    printed = print_check(at, keep)
    be_hindered(at, batch, keep)
    take_in_and_undo(at, cases)

    for on_paper in (filed, printed):
        assert cases.first in on_paper
        assert "9\u202f450\u202fkr" in on_paper
