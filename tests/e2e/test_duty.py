"""A worry for a child comes to the open page of who is on duty, and is taken with one press."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select

from e2e.axe import violations
from e2e.chromium import PATIENCE_MS
from e2e.pages.office import Desk
from e2e.serving import Server
from factories.alarms import on_duty
from factories.visits import concern_content, visit
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.infra.clock import utc_now
from landlord_watch.visits.models import Visit
from landlord_watch.visits.services.recording import record_concern

#: As the widths of pictures.
PHONE = {"width": 390, "height": 844}
#: Asks the browser as the page does, and remembers the answer.
KEEPS_WHAT_IT_IS_GIVEN = """
  const request = WakeLock.prototype.request;
  WakeLock.prototype.request = async function (kind) {
    return (window.lit = await request.call(this, kind));
  };
"""
#: As long as the page may take to ask, and to show what came.
SOON_MS = 20_000


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone in somebody's hand."""
    context = browser.new_context(viewport=PHONE, locale="sv-SE", has_touch=True)
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def plan(office: Server) -> Visit:
    with office.database() as session:
        officer = session.scalars(
            select(StaffMember).where(StaffMember.username == Role.FIELD_OFFICER.value)
        ).one()
        duty = session.scalars(
            select(StaffMember).where(StaffMember.username == Role.DUTY_OFFICER.value)
        ).one()
        on_duty(session, duty, starts_at=utc_now() - timedelta(days=1))
        planned = visit(session, officer=officer)
        session.flush()
        session.expunge(planned)
        return planned


def raise_concern(office: Server, planned: Visit, seen: str, *, is_danger: bool = False) -> None:
    """As the office does when it has understood what a tablet sent."""
    with office.database() as session:
        record_concern(
            session,
            content=concern_content(planned.id, seen=seen, is_immediate_danger=is_danger),
            said_before=(),
            said_after=(),
            author_id=planned.assigned_to_id,
            received_at=utc_now(),
            at=utc_now(),
        )


def cards(page: Page) -> Locator:
    return page.locator(".duty-card")


def test_what_comes_is_seen_and_heard_without_a_reload_and_taken_with_one_press(
    phone: Page, office: Server, keep: Callable[[Page, str], None]
) -> None:
    planned = plan(office)
    Desk(phone, office.url, lambda *_: None).sign_in(Role.DUTY_OFFICER.value)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Jour: oro för barn")
    sound = phone.get_by_role("button", name="Slå på ljud")
    sound.click()
    expect(phone.get_by_role("button", name="Ljudet är på.")).to_have_attribute("data-rang", "1")
    phone.evaluate("window.isTheSame = true")

    raise_concern(office, planned, "Barnet sover på golvet.")
    expect(cards(phone)).to_have_count(1, timeout=SOON_MS)
    expect(phone).to_have_title("(1) Jour: oro för barn · landlord_watch Bengtsfors")
    expect(phone.locator("[data-duty-says]")).to_have_text("Ny oro för barn har kommit.")
    expect(phone.get_by_role("button", name="Ljudet är på.")).to_have_attribute("data-rang", "2")
    expect(phone.get_by_text("Väntar på Duty Officer till")).to_be_visible(timeout=SOON_MS)
    raise_concern(office, planned, "Det ryker ur elskåpet.", is_danger=True)
    expect(cards(phone)).to_have_count(2, timeout=SOON_MS)
    expect(cards(phone).first).to_contain_text("omedelbar fara")
    assert phone.evaluate("window.isTheSame")
    assert violations(phone) == []
    keep(phone, "duty-two-wait")

    cards(phone).first.get_by_role("button", name="Kvittera: jag har läst och tar den").click()
    expect(phone.get_by_role("status").first).to_contain_text("Kvitterat av dig.")
    expect(cards(phone)).to_have_count(1)
    expect(phone.get_by_text("kvitterad av Duty Officer")).to_be_visible()
    expect(phone).to_have_title("(1) Jour: oro för barn · landlord_watch Bengtsfors")
    keep(phone, "duty-one-taken")


def test_the_screen_stays_lit_while_the_sound_is_on(phone: Page, office: Server) -> None:
    phone.context.grant_permissions(["screen-wake-lock"])  # a phone gives it without asking
    phone.add_init_script(KEEPS_WHAT_IT_IS_GIVEN)
    Desk(phone, office.url, lambda *_: None).sign_in(Role.DUTY_OFFICER.value)
    expect(phone.get_by_text("Ljudet hörs bara så länge sidan är öppen")).to_be_visible()
    phone.get_by_role("button", name="Slå på ljud").click()
    phone.wait_for_function("() => window.lit?.released === false")
    phone.get_by_role("button", name="Ljudet är på.").click()

    expect(phone.get_by_role("button", name="Slå på ljud")).to_be_visible()
    assert phone.evaluate("window.lit.released")


def test_what_comes_does_not_move_what_somebody_is_about_to_press(
    phone: Page, office: Server
) -> None:
    planned = plan(office)
    raise_concern(office, planned, "Först.")
    Desk(phone, office.url, lambda *_: None).sign_in(Role.DUTY_OFFICER.value)
    before = cards(phone).count()
    press = cards(phone).last.get_by_role("button")
    press.focus()
    raise_concern(office, planned, "Fara.", is_danger=True)
    show = phone.get_by_role("button", name="Visa det som har kommit")
    expect(show).to_be_visible(timeout=SOON_MS)

    expect(cards(phone)).to_have_count(before)
    expect(press).to_be_focused()
    show.click()
    expect(cards(phone)).to_have_count(before + 1)
    expect(cards(phone).first).to_contain_text("Fara.")


def test_a_page_whose_line_is_lost_says_so(phone: Page, office: Server) -> None:
    Desk(phone, office.url, lambda *_: None).sign_in(Role.DUTY_OFFICER.value)
    phone.context.set_offline(True)

    expect(phone.locator("[data-duty-says]")).to_contain_text(
        "Ingen kontakt med servern.", timeout=SOON_MS
    )
    phone.context.set_offline(False)
    expect(phone.locator("[data-duty-says]")).to_have_text("", timeout=SOON_MS)


def test_a_page_nobody_is_signed_in_at_shows_nobody_and_still_tells(
    phone: Page, office: Server
) -> None:
    planned = plan(office)
    raise_concern(office, planned, "Ett barn.")
    Desk(phone, office.url, lambda *_: None).sign_in(Role.DUTY_OFFICER.value)
    waiting = cards(phone).count()
    phone.context.clear_cookies()
    raise_concern(office, planned, "Ett barn till.")

    says = phone.locator("[data-duty-says]")
    expect(says).to_contain_text("Du är inte längre inloggad.", timeout=SOON_MS)
    expect(cards(phone)).to_have_count(0)
    expect(phone).to_have_title(f"({waiting + 1}) Jour: oro för barn · landlord_watch Bengtsfors")
