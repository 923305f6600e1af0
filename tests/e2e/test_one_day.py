"""One real day, from the desk to the home without a line and back."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect
from sqlalchemy import select

from e2e.chromium import PATIENCE_MS
from e2e.pages.checklist import described, question, zone
from e2e.pages.office import Desk
from e2e.pages.tablet import Tablet
from e2e.serving import Server
from landlord_watch.audit.queries import list_accesses
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra.clock import LOCAL, utc_now
from landlord_watch.visits.models import Visit
from landlord_watch.visits.shapes import Level

SINCE = date(2026, 9, 1)
LANDLORD = "Testbacka Fastigheter AB"


def record_at_the_desk(office: Desk) -> None:
    """A landlord, a home, a household with aid, and what they pay."""
    office.sign_in("caseworker")
    office.record_landlord(LANDLORD, "556000-4615")
    office.record_dwelling("Storgatan 4", "1102", landlord=LANDLORD)
    office.open_household("Amina", "Påhittad", since=SINCE)
    office.add_child("Elin", "Påhittad", born=date(2022, 2, 2), since=SINCE)
    office.grant_aid(since=SINCE)
    office.record_tenancy("Storgatan 4", LANDLORD, since=SINCE)
    office.record_rent("8450", since=SINCE, included=("Värme", "Varmvatten", "Kallvatten"))


def check_the_rent(office: Desk) -> None:
    """Against two real norms, and one check kept."""
    office.check_against("Uddevalla 2020 (från 1 januari 2020)")
    expect(office.page.get_by_role("main")).to_contain_text("6 450 kr")
    office.check_against("Högsby 2023 (från 1 januari 2023)")
    expect(office.page.get_by_role("main")).to_contain_text("6 192 kr")
    office.keep(office.page, "office-rent-check")
    office.page.get_by_role("button", name="Spara kontrollen").click()


def plan_the_visit(office: Desk) -> str:
    """A visit in half an hour, of today also before midnight, asked for in good time; a code."""
    now = utc_now().astimezone(LOCAL)
    last = now.replace(hour=23, minute=59)
    office.page.get_by_role("link", name="EB-").first.click()
    office.keep(office.page, "office-household")
    office.plan_visit(
        at=min(now + timedelta(minutes=30), last),
        asked_at=now - timedelta(days=3),
        officer="Field Officer",
    )
    office.sign_in("administrator")
    return office.issue_tablet_code("Field Officer")


def visit_without_a_line(tablet: Tablet, picture: Path) -> None:
    """Consent, a deficiency with its photo, a concern, the summary, the end."""
    tablet.press_on("Starta", "Storgatan 4")
    tablet.consent("Vuxen 1")
    tablet.press("Nästa")
    tablet.add_expected_child()
    tablet.keep(tablet.page, "tablet-home")
    tablet.open_zone(zone("DMP-01"))
    mould = described("DMP-01", Level.MODERATE)
    tablet.find_deficiency(question("DMP-01"), mould, picture=picture)
    tablet.must_be_saved()
    tablet.keep(tablet.page, "tablet-zone")
    tablet.raise_concern("Barnet sover på en madrass intill ett trasigt element.")
    tablet.keep(tablet.page, "tablet-concern")
    tablet.press("Tillbaka till besöket")
    tablet.go_on_to_summary()
    tablet.finalise()


def deliver(tablet: Tablet) -> None:
    """What the tablet holds is received, whole."""
    tablet.press("Skicka nu")
    expect(tablet.page.get_by_text("Mottaget", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    tablet.keep(tablet.page, "tablet-outbox")


def read_it_at_the_office(office: Desk) -> None:
    """What was found, with its photo; noted as read; and the home that it is now part of."""
    office.sign_in("caseworker")
    office.read_visit("Storgatan 4")
    main = office.page.get_by_role("main")
    expect(main).to_contain_text(question("DMP-01"))
    expect(office.page.get_by_role("img")).to_have_count(1)
    office.keep(office.page, "office-visit")
    office.page.get_by_role("button", name="Granskat").click()
    expect(office.page.get_by_role("status")).to_contain_text("Besöket är granskat")
    office.page.get_by_role("link", name="Storgatan 4").first.click()
    expect(main).to_contain_text(question("DMP-01"))


def show_the_board(office: Desk) -> None:
    """Nothing before an edition is made, so that no count gives the household away."""
    office.sign_in("board_member")
    office.choose("Översikt")
    main = office.page.get_by_role("main")
    expect(main).to_contain_text("Ingen utgåva om hyresvärdar är gjord ännu")
    expect(main).not_to_contain_text(LANDLORD)
    office.keep(office.page, "office-overview")


def assert_opening_is_logged(server: Server) -> None:
    """That the visit was opened without a line came with the rest, by both clocks."""
    with server.database() as session:
        rows = list_accesses(session, before_seq=None, limit=9, actions=["visit.opened_on_tablet"])
        named = select(StaffMember.id).where(StaffMember.username == "field_officer")
        officer_ids = session.scalars(named).all()
        visit_ids = session.scalars(select(Visit.id)).all()

    assert rows
    assert {row.actor_id for row in rows} == set(officer_ids)
    assert {row.subject_id for row in rows} == set(visit_ids)
    assert all(row.device_at and row.device_at < row.accessed_at for row in rows)


@pytest.fixture
def strangers(desk: Page, tablet_context: BrowserContext, server: Server) -> list[str]:
    """Grows with every address that desk or tablet asks for and is not the office's own."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((server.url, "data:", "blob:")):
            asked.append(request.url)

    desk.context.on("request", note)
    tablet_context.on("request", note)
    return asked


def test_a_rent_is_checked_a_home_is_visited_without_a_line_and_the_board_sees_the_landlord(
    desk: Page,
    tablet_context: BrowserContext,
    server: Server,
    keep: Callable[[Page, str], None],
    picture: Path,
    strangers: list[str],
) -> None:
    office = Desk(desk, server.url, keep)
    record_at_the_desk(office)
    check_the_rent(office)
    code = plan_the_visit(office)

    tablet = Tablet(tablet_context.new_page(), server.url, keep)
    tablet.enrol("field_officer", code, name="Platta 1")
    expect(tablet.page.get_by_role("heading", name="Storgatan 4")).to_be_visible()
    tablet.page.wait_for_selector("html[data-offline=yes]")
    server.stop()
    tablet.page.reload()
    tablet.unlock()
    visit_without_a_line(tablet, picture)
    expect(tablet.page.get_by_role("main")).to_contain_text("Klar, väntar på kontakt")

    server.start()
    deliver(tablet)
    office.sign_in("duty_officer")
    office.acknowledge_concern()
    tablet.fetch()
    tablet.press("Utkorg")
    expect(tablet.page.get_by_role("main")).to_contain_text("Kvitterat av Duty Officer")

    read_it_at_the_office(office)
    show_the_board(office)

    assert strangers == []
    assert_opening_is_logged(server)
