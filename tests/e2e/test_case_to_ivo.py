"""A case from the move to IVO, with a home visit on its way and a month that passes."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from e2e.pages.case import CaseDesk
from e2e.pages.office import Desk
from e2e.pages.tablet import Tablet
from e2e.serving import FieldOfficer, Home, Server, plan_day
from landlord_watch.households.models import Household
from landlord_watch.infra import clock

BASIS = {
    "Varför anknytningen är starkast": "Barnet går i skola där, och mormor bor där.",
    "Personens önskemål, och varför": "Vill flytta tillbaka, till skolan och vännerna.",
    "Det ärende som pågår här": "Ekonomiskt bistånd, beslut månad för månad.",
    "Hur länge behovet beräknas bestå": "Så länge gäller beslutet.",
    "Andra omständigheter": "Bostaden här är tillfällig.",
}
MONTH_AND_MORE = 35


def visit_the_home(tablet: Tablet, officer: FieldOfficer) -> None:
    """Consent is given, nothing is found, and the office has it."""
    tablet.connect(officer)
    tablet.start("Storgatan 4")
    tablet.consent("Vuxen 1")
    tablet.press("Nästa")
    tablet.go_on_to_summary()
    tablet.finalise()
    tablet.press("Skicka nu")
    expect(tablet.page.get_by_text("Mottaget", exact=True)).to_be_visible()


def open_a_case(case: CaseDesk, household: str) -> None:
    """The move is recorded, the case opened, and what they tell is written down."""
    case.desk.sign_in("caseworker")
    case.open_household(household)
    case.record_move(from_municipality="Uddevalla", on=clock.today() - timedelta(days=20))
    case.open_case(record_number="KS 2026/1")
    case.hear(
        "Amina Påhittad",
        "De sa att hyran bara betalades om vi flyttade hit.",
        coercion="Jag vågade inte säga nej.",
    )


def judge_it(case: CaseDesk) -> None:
    """What it stands on, that somebody may be told, and what it is judged to be."""
    case.find_for(
        "Hyresavtal eller socialt kontrakt avslutades",
        evidence="Det finns en handling",
        note="Uppsägningen",
    )
    case.look_at_secrecy(ground="Skyldighet enligt lag", reasons="En begäran ska göras.")
    case.judge("Konstaterad aktiv medverkan", reasons="Uppsägningen visar det.")


def ask_for_a_transfer(case: CaseDesk) -> None:
    """What it rests on is written, the letter made, approved by another, sent and received."""
    case.ask_for("Begäran om överflyttning")
    until = clock.today() + timedelta(days=200)
    case.write_basis(BASIS, stance="Vill att den andra", matter="Ekonomiskt bistånd", until=until)
    case.start_letter("Begäran om överflyttning")
    case.make_letter()
    approved(case)
    case.send_letter()
    case.note_received("Begäran om överflyttning")


def approved(case: CaseDesk) -> None:
    """Who leads caseworkers approves it; then who made it has it open again."""
    path = case.desk.page.url
    case.desk.sign_in("case_manager")
    case.desk.page.goto(path)
    case.approve_open_letter()
    case.desk.sign_in("caseworker")
    case.desk.page.goto(path)


def apply_to_ivo(case: CaseDesk, folder: Path) -> list[bytes]:
    """The answer has not come; the application is made, approved and sent. Its files."""
    case.desk.sign_in("caseworker")
    expect(case.main).to_contain_text("över tiden")
    case.main.get_by_role("link", name="AM-").first.click()
    minutes = folder / "protokoll.pdf"
    minutes.write_bytes(paper())
    case.add_annex("Justerat protokoll", dated_on=clock.today(), file=minutes)
    case.add_annex("Beslutsunderlag", dated_on=clock.today())
    case.start_letter("Ansökan till IVO")
    case.make_letter()
    approved(case)
    files = [case.take_out(kind, folder) for kind in ("PDF", "Word")]
    case.send_letter()
    return files


def paper() -> bytes:
    """A paper as a scanner makes one."""
    kept = BytesIO()
    Image.new("L", (620, 877), "white").save(kept, "PDF")
    return kept.getvalue()


def test_a_move_becomes_a_case_and_a_month_later_an_application_to_ivo(
    desk: Page,
    tablet_context: BrowserContext,
    server: Server,
    keep: Callable[[Page, str], None],
    tmp_path: Path,
) -> None:
    officer = plan_day(server, Home(), username="falt")
    with server.database() as session:
        household = session.scalars(select(Household.case_number)).one()
    case = CaseDesk(Desk(desk, server.url, keep))
    open_a_case(case, household)
    visit_the_home(Tablet(tablet_context.new_page(), server.url, keep), officer)
    judge_it(case)
    ask_for_a_transfer(case)
    keep(desk, "case-asked")
    server.let_pass(MONTH_AND_MORE)
    files = apply_to_ivo(case, tmp_path)
    keep(desk, "case-applied")

    assert [each[:2] for each in files] == [b"%P", b"PK"]
    expect(case.main).to_contain_text("Ansökan till IVO skickad")
