"""A case from the move to IVO, with a home visit on its way and a month that passes."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from e2e.pages.case import CaseDesk
from e2e.pages.office import Desk
from e2e.pages.tablet import Tablet
from e2e.serving import FieldOfficer, Home, Server, plan_day
from landlord_watch.households.models import Household
from landlord_watch.infra import clock

BY_HAND = {
    "starkast anknytning": "Barnet går i skola där, och mormor bor där.",
    "egna önskemål": "Vill flytta tillbaka.",
    "pågående ärende": "Ekonomiskt bistånd.",
    "lagrum för ärendet": "12 kap. 1 § socialtjänstlagen (2025:400)",
    "hur länge": "Beslutet gäller till årets slut.",
    "andra omständigheter": "Barnet mår sämre av att byta skola.",
    "bilagor": "1. Protokollsutdrag.",
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
    case.desk.sign_in("case_manager")
    case.open_household(household)
    case.record_move(from_municipality="Uddevalla", on=clock.today() - timedelta(days=20))
    case.open_case(record_number="KS 2026/1")
    case.hear(
        "Amina Påhittad",
        "De sa att hyran bara betalades om vi flyttade hit.",
        coercion="Jag vågade inte säga nej.",
    )


def ask_for_a_transfer(case: CaseDesk) -> None:
    """What it stands on is judged, and the other municipality asked, which has it today."""
    case.find_for(
        "Hyresavtal eller socialt kontrakt avslutades",
        evidence="Det finns en handling",
        note="Uppsägningen",
    )
    case.look_at_secrecy(ground="Skyldighet enligt lag", reasons="En begäran ska göras.")
    case.judge("Konstaterad aktiv medverkan", reasons="Uppsägningen visar det.")
    case.ask_for("Begäran om överflyttning")
    case.start_letter("Begäran om överflyttning")
    case.make_letter(BY_HAND)
    case.send_letter()
    case.note_step("Mottagen av den andra kommunen")


def apply_to_ivo(case: CaseDesk, folder: Path) -> list[bytes]:
    """The answer has not come; the application is made, taken out and sent. Its files."""
    case.desk.sign_in("case_manager")
    expect(case.main).to_contain_text("över tiden")
    case.main.get_by_role("link", name="AM-").first.click()
    case.start_letter("Ansökan till IVO")
    case.make_letter(BY_HAND)
    files = [case.take_out(kind, folder) for kind in ("PDF", "Word")]
    case.send_letter()
    return files


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
    ask_for_a_transfer(case)
    keep(desk, "case-asked")
    server.let_pass(MONTH_AND_MORE)
    files = apply_to_ivo(case, tmp_path)
    keep(desk, "case-applied")

    assert [each[:2] for each in files] == [b"%P", b"PK"]
    expect(case.main).to_contain_text("Ansökan till IVO skickad")
