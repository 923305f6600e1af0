"""Signing in as a municipality does: with a second factor, by a browser's key or by codes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from e2e.chromium import PATIENCE_MS
from e2e.conftest import SCREENSHOTS
from e2e.pages.looking import HEIGHT, NARROW, WIDE, Looker
from e2e.serving import Server
from factories.people import PASSWORD, staff_member
from factories.signing_in import code_shown
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock

OWN = "en helt egen fras"
PICTURES = SCREENSHOTS / "signing-in"
#: A key in the machine itself, that has just seen its owner's finger.
PLATFORM_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An office that lets nobody in by a password alone, by a name that a key may be bound to."""
    server = Server(tmp_path_factory.mktemp("office"))
    server.url = f"http://localhost:{server.port}"
    server.environment |= {
        "LANDLORD_WATCH_ADDRESS": server.url,
        "LANDLORD_WATCH_SECOND_FACTOR": "yes",
    }
    server.furnish()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": WIDE, "height": HEIGHT}, locale="sv-SE")
    context.set_default_timeout(3 * PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def key(context: BrowserContext, page: Page) -> CDPSession:
    """A key in this browser."""
    line = context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": PLATFORM_KEY})
    return line


def somebody(office: Server, username: str) -> str:
    """Somebody new, who has never signed in."""
    with office.database() as session:
        staff_member(session, Role.CASEWORKER, username=username)
    return username


def give_password(page: Page, office: Server, username: str) -> None:
    page.goto(f"{office.url}/sign-in?next=/office/dwellings/")
    page.get_by_label("Användarnamn").fill(username)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def add_app(page: Page) -> str:
    """Add an app at the first sign-in; gives its secret."""
    page.get_by_role("link", name="Välj appen").click()
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("Kod").fill(code_shown(secret))
    page.get_by_role("button", name="Lägg till").click()
    return secret


@pytest.mark.usefixtures("key")
def test_a_finger_on_the_machine_itself_is_the_second_factor(page: Page, office: Server) -> None:
    give_password(page, office, somebody(office, "with_key"))
    heading(page, "Skydda ditt konto")
    page.get_by_label("Vad vill du kalla den?").fill("Datorn")
    page.get_by_role("button", name="Lägg till").click()
    heading(page, "Dina koder på papper")
    page.get_by_role("button", name="Jag har sparat koderna").click()
    heading(page, "Bostäder")
    page.get_by_role("button", name="Logga ut").click()

    give_password(page, office, "with_key")
    heading(page, "Ett bevis till")
    page.get_by_role("button", name="Använd säkerhetsnyckel").click()
    heading(page, "Bostäder")
    page.get_by_role("link", name="With Key").click()

    expect(page.get_by_role("table", name="Andra bevis")).to_contain_text("Datorn")
    expect(page.get_by_role("table", name="Här är du inloggad")).to_contain_text("Chrome, Linux")


def test_a_browser_without_the_key_says_so_and_takes_a_code_on_paper(
    page: Page, key: CDPSession, office: Server
) -> None:
    give_password(page, office, somebody(office, "lost_key"))
    page.get_by_label("Vad vill du kalla den?").fill("Nyckeln")
    page.get_by_role("button", name="Lägg till").click()
    code = page.locator(".recovery-codes code").first.inner_text()
    page.context.clear_cookies()
    key.send("WebAuthn.disable")
    key.send("WebAuthn.enable")
    key.send("WebAuthn.addVirtualAuthenticator", {"options": PLATFORM_KEY})

    give_password(page, office, "lost_key")
    page.get_by_role("button", name="Använd säkerhetsnyckel").click()
    expect(page.get_by_text("Det blev inget svar från nyckeln")).to_be_visible()
    page.get_by_label("Kod").fill(code)
    page.get_by_role("button", name="Fortsätt").click()

    heading(page, "Bostäder")


@dataclass
class Looks:
    """Looks at one page after another, and keeps what is wrong and how they look."""

    looker: Looker
    wrong: list[str] = field(default_factory=list)

    def at(self, name: str) -> None:
        for width in (NARROW, WIDE):
            self.wrong += [f"{name}: {fault}" for fault in self.looker.fits(width)]
            self.looker.picture(PICTURES / f"{name}-{width}.jpg")
        found = [*self.looker.whole(), *self.looker.accessible()]
        self.wrong += [f"{name}: {fault}" for fault in found]


def test_every_page_on_the_way_in_is_whole_fits_and_can_be_read(page: Page, office: Server) -> None:
    looks = Looks(Looker(page))
    page.goto(f"{office.url}/sign-in")
    looks.at("sign-in")
    give_password(page, office, somebody(office, "looked_at"))
    looks.at("enrol")
    page.get_by_role("link", name="Välj appen").click()
    looks.at("app")
    page.go_back()
    secret = add_app(page)
    looks.at("codes")
    page.get_by_role("button", name="Jag har sparat koderna").click()
    page.get_by_role("button", name="Logga ut").click()
    give_password(page, office, "looked_at")
    looks.at("factor")
    page.get_by_label("Kod").fill(code_shown(secret, clock.utc_now() - timedelta(hours=1)))
    page.get_by_role("button", name="Fortsätt").click()

    expect(page.get_by_role("alert")).to_contain_text("en halv minut och bara en gång")
    assert looks.wrong == []


def signed_in_as(page: Page, office: Server, username: str, role: Role) -> Page:
    """A browser of its own in which somebody has just come in, with an app."""
    with office.database() as session:
        staff_member(session, role, username=username)
    give_password(page, office, username)
    add_app(page)
    page.get_by_role("button", name="Jag har sparat koderna").click()
    return page


def ask_for_asa(page: Page, office: Server) -> None:
    """Take somebody on, with a first password, and ask for her role."""
    page.goto(f"{office.url}/office/staff/new")
    page.get_by_label("Namn", exact=True).fill("Åsa Påhittad")
    page.get_by_label("Användarnamn").fill("asa")
    page.get_by_label("Första lösenordet").fill(PASSWORD)
    page.get_by_label("Handläggare").check()
    page.get_by_label("Vem är det, och vad ska personen göra?").fill("Börjar på måndag.")
    page.get_by_role("button", name="Lägg till").click()
    expect(page.get_by_role("table", name="Väntar på en andra person")).to_contain_text("Åsa")


def agree(page: Page, office: Server) -> str:
    """Say yes with a keyboard alone; gives the code to hand over."""
    page.goto(f"{office.url}/office/approvals/")
    page.get_by_role("link", name="Besluta om Åsa Påhittad").press("Enter")
    page.get_by_role("button", name="Ja, ge rollerna").press("Enter")
    heading(page, "Kod till Åsa Påhittad")
    return page.locator("code.secret").inner_text()


def choose_password(page: Page, office: Server) -> None:
    """Come in by a first password as far as it leads."""
    give_password(page, office, "asa")
    page.get_by_label("Nytt lösenord").fill(OWN)
    page.get_by_label("Samma lösenord igen").fill(OWN)
    page.keyboard.press("Enter")
    heading(page, "Din kod")


def test_two_persons_let_a_third_in(browser: Browser, page: Page, office: Server) -> None:
    ask_for_asa(signed_in_as(page, office, "asks", Role.ADMINISTRATOR), office)
    second, third = (browser.new_context(locale="sv-SE").new_page() for _ in range(2))
    seconds, thirds = Looks(Looker(second)), Looks(Looker(third))
    code = agree(signed_in_as(second, office, "agrees", Role.CASE_MANAGER), office)
    seconds.at("code")
    choose_password(third, office)
    thirds.at("first-code")
    third.get_by_label("Kod").fill(code)
    third.keyboard.press("Enter")
    add_app(third)
    third.get_by_role("button", name="Jag har sparat koderna").click()
    heading(third, "Bostäder")
    for each in (second, third):
        each.context.close()

    assert seconds.wrong + thirds.wrong == []


def test_the_only_second_factor_stays(page: Page, office: Server) -> None:
    looks = Looks(Looker(page))
    give_password(page, office, somebody(office, "one_factor"))
    add_app(page)
    page.get_by_role("button", name="Jag har sparat koderna").click()
    page.goto(f"{office.url}/office/account/")
    page.get_by_role("link", name=re.compile("^Ta bort appen")).click()
    looks.at("remove")
    page.get_by_role("button", name="Ta bort").click()

    expect(page.get_by_role("alert")).to_contain_text("ditt enda bevis")
    assert looks.wrong == []


def test_the_way_in_needs_no_script(browser: Browser, office: Server) -> None:
    context = browser.new_context(java_script_enabled=False, locale="sv-SE")
    page = context.new_page()
    give_password(page, office, somebody(office, "no_script"))
    add_app(page)
    page.get_by_role("button", name="Jag har sparat koderna").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bostäder")
    context.close()
