"""A norm is written and adopted with a keyboard alone, where no script runs."""

from playwright.sync_api import Browser, Page, expect

from e2e.chromium import PATIENCE_MS
from e2e.pages.keyboard import Keyboard
from e2e.serving import Server
from factories.people import PASSWORD
from landlord_watch.identity.rules import Role

ROW = {"adults": "1+", "children": "0+", "amount": "6 000", "per_extra_child": "900"}
DAYS = {"starts_on": "2027-01-01", "decided_on": "2026-12-10"}


def sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/sign-in?next=/office/norms/")
    page.get_by_label("Användarnamn").fill(Role.CASE_MANAGER.value)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Normer")


def test_a_norm_is_written_and_adopted_with_a_keyboard_and_no_script(
    browser: Browser, server: Server
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="sv-SE")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    keyboard = Keyboard(page)
    sign_in(page, server.url)
    keyboard.press("Skriv en ny norm")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ny norm")
    keyboard.press("Lägg till en rad")
    for name, typed in ROW.items():
        keyboard.go_to(page.locator(f"#row-0-{name}"))
        page.keyboard.insert_text(typed)
    for name, day in DAYS.items():
        page.locator(f"#{name}").fill(day)
    keyboard.go_to(page.locator("#decision_reference"))
    page.keyboard.insert_text("Socialnämnden § 84")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Utkastet är sparat")
    keyboard.press("Anta …")
    keyboard.press("Anta normen")
    expect(page.get_by_role("status")).to_contain_text("Normen är antagen")
    expect(page.get_by_role("table", name="Alla hushåll")).to_contain_text("15\u202f000\u202fkr")
    context.close()

    assert keyboard.unseen == set()
