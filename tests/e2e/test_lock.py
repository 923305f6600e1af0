"""The lock of the tablet, in a browser: what it hides, what opens it, and what it never loses."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from e2e.chromium import INSTALLED, PATIENCE_MS, tablet_options
from e2e.conftest import SCREENSHOTS
from e2e.pages.eyes import Eyes
from e2e.pages.tablet import PASSPHRASE, Tablet
from e2e.serving import FieldOfficer, Home, Server, plan_day
from factories.people import PASSWORD
from landlord_watch.identity.models import Device, StaffMember
from landlord_watch.identity.services.tablets import issue_enrolment_code, revoke_device
from landlord_watch.infra.clock import utc_now
from landlord_watch.sync.models import Parcel

PICTURES = SCREENSHOTS / "tablet"
PIN, WRONG_PIN = "483915", "594026"
NEXT_PASSPHRASE = "en annan mening som bara jag kan"
SEEN = "Barnet sover på golvet intill elementet."
STREET = "Storgatan 4"
SECONDS = 1000
MINUTES = 60 * SECONDS
#: The office sends who is not signed in to where one signs in.
SIGNED_OUT = """
  async () => (await fetch("/office/", { redirect: "manual" })).type === "opaqueredirect"
"""
#: Without a choice of place, as in most browsers, a file is downloaded.
NO_CHOICE_OF_PLACE = "delete window.showSaveFilePicker;"
#: As with cookies and site data turned off.
STORAGE_DENIED = """
  indexedDB.open = () => { throw new DOMException("Denied", "SecurityError"); };
"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(**tablet_options())
    made.set_default_timeout(PATIENCE_MS)
    made.add_init_script(INSTALLED + NO_CHOICE_OF_PLACE)
    yield made
    made.close()


@pytest.fixture
def officer(office: Server, request: pytest.FixtureRequest) -> FieldOfficer:
    homes = (Home(street=STREET), Home(street="Kyrkvägen 12 B", hour=13))
    return plan_day(office, *homes, username=request.node.name[:60])


@pytest.fixture
def tablet(context: BrowserContext, office: Server, officer: FieldOfficer) -> Tablet:
    """A tablet with the day on it, under a clock that a test can set forward."""
    page = context.new_page()
    page.clock.install()
    made = Tablet(page, office.url, lambda *_: None)
    made.connect(officer)
    return made


def new_code(office: Server, officer: FieldOfficer) -> str:
    """Another code for the same person."""
    with office.database() as session:
        return issue_enrolment_code(
            session, staff_id=UUID(officer.staff_id), actor_id=None, at=utc_now()
        )


def must_be_locked(page: Page) -> None:
    expect(page.get_by_role("heading", level=1, name="Plattan är låst")).to_be_visible()


def begin_concern(tablet: Tablet) -> None:
    """Write what was seen, in a visit that has only begun."""
    tablet.start(STREET)
    tablet.press("Akut")
    tablet.press("Oro för barn")
    # reading begins at the heading: what is typed before that loses the focus to it again
    expect(tablet.page.get_by_role("heading", level=1, name="Oro för barn")).to_be_focused()
    tablet.page.get_by_label("Vad du har sett och hört").fill(SEEN)


def return_to_concern(tablet: Tablet) -> None:
    tablet.resume(STREET)
    tablet.page.get_by_role("heading", level=1, name="Samtycke").wait_for()
    tablet.press("Akut")
    tablet.press("Oro för barn")


def find_nobody_home(tablet: Tablet) -> None:
    """End a visit at once, so that there is something to send."""
    tablet.start(STREET)
    tablet.press("Ingen hemma")
    tablet.press("Avsluta: ingen hemma")
    tablet.page.get_by_role("heading", level=1, name=re.compile("^Idag")).wait_for()


def received_from(office: Server, officer: FieldOfficer) -> int:
    """How many parcels the office has of an officer."""
    with office.database() as session:
        parcels = select(Parcel.revision_id).where(Parcel.author_id == UUID(officer.staff_id))
        return len(session.scalars(parcels).all())


def test_what_is_being_typed_is_hidden_and_comes_back_to_the_letter(tablet: Tablet) -> None:
    page = tablet.page
    begin_concern(tablet)
    there = page.url

    page.clock.fast_forward(5 * MINUTES)

    must_be_locked(page)
    assert SEEN not in page.content()
    assert STREET not in page.content() + page.title()
    assert page.url.endswith("/tablet/#/")

    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")

    expect(page.get_by_label("Vad du har sett och hört")).to_have_value(SEEN)
    expect(page.get_by_label("Vad du har sett och hört")).to_be_focused()
    assert page.url == there


def test_it_says_so_before_it_locks_and_any_input_keeps_it_open(tablet: Tablet) -> None:
    page = tablet.page
    page.clock.fast_forward(4 * MINUTES + 45 * SECONDS)
    warning = page.get_by_role("dialog", name="Plattan låses snart")
    expect(warning).to_contain_text(re.compile(r"om 1\d sekunder"))

    warning.get_by_role("button", name="Fortsätt").click()

    expect(warning).to_be_hidden()
    page.clock.fast_forward(4 * MINUTES)
    expect(page.get_by_role("heading", level=1, name="Plattan är låst")).to_be_hidden()


def test_after_half_an_hour_the_page_is_new_and_the_draft_is_there(tablet: Tablet) -> None:
    page = tablet.page
    begin_concern(tablet)
    page.evaluate("() => { window.isOld = true }")

    page.clock.fast_forward(30 * MINUTES)

    page.wait_for_function("() => window.isOld === undefined")
    must_be_locked(page)
    page.wait_for_function(SIGNED_OUT)
    tablet.unlock()
    return_to_concern(tablet)
    expect(page.get_by_label("Vad du har sett och hört")).to_have_value(SEEN)


def choose_pin(tablet: Tablet) -> None:
    tablet.press("Klar för fält")
    tablet.press("Om plattan och låset")
    tablet.press("Välj PIN")
    tablet.page.get_by_label("Välj PIN", exact=True).fill(PIN)
    tablet.press("Spara PIN")
    tablet.page.get_by_text("En PIN öppnar skärmen").wait_for()


def test_a_pin_uncovers_and_five_wrong_ones_lock_hard(tablet: Tablet) -> None:
    page = tablet.page
    choose_pin(tablet)
    tablet.press("Lås")
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Om plattan")).to_be_visible()

    tablet.press("Lås")
    for left in (4, 3, 2, 1):
        page.get_by_label("PIN", exact=True).fill(WRONG_PIN)
        tablet.press("Lås upp")
        page.get_by_text(f"{left} försök kvar").wait_for()
    page.get_by_label("PIN", exact=True).fill(WRONG_PIN)
    tablet.press("Lås upp")

    expect(page.get_by_label("Lösenfras", exact=True)).to_be_visible()
    tablet.unlock()


def test_who_has_forgotten_is_let_in_by_the_office_and_finds_the_draft(
    tablet: Tablet, office: Server, officer: FieldOfficer
) -> None:
    page = tablet.page
    begin_concern(tablet)
    tablet.must_be_saved()
    page.reload()
    must_be_locked(page)
    tablet.press("Jag har glömt")
    tablet.press("Jag har en kod")
    tablet.give_code(new_code(office, officer), name="Platta 1")
    tablet.press("Anslut plattan")
    page.get_by_label("Den är lika på kontorets sida").check()
    tablet.press("Fortsätt")
    tablet.press("Egen lösenfras")
    tablet.choose_passphrase(NEXT_PASSPHRASE)
    tablet.press("Anslut plattan")
    tablet.press("Inte nu")

    tablet.press("Idag")
    return_to_concern(tablet)

    expect(page.get_by_label("Vad du har sett och hört")).to_have_value(SEEN)


def test_five_drawn_words_are_written_down_and_typed_once(
    context: BrowserContext, office: Server, officer: FieldOfficer
) -> None:
    page = context.new_page()
    tablet = Tablet(page, office.url, lambda *_: None)
    tablet.arrive(officer)
    tablet.give_code(officer.code, name="Platta 1")
    tablet.press("Anslut plattan")
    page.get_by_label("Den är lika på kontorets sida").check()
    tablet.press("Fortsätt")
    words = page.get_by_role("list", name="Orden").get_by_role("listitem")
    expect(words).to_have_count(5)
    drawn = " ".join(words.all_inner_texts())
    page.get_by_label("Jag har skrivit upp orden").check()
    expect(words).to_have_count(0)
    page.get_by_label("Skriv orden från lappen").fill("fel ord helt och hållet")
    tablet.press("Anslut plattan")
    page.get_by_text("Det är inte orden.").wait_for()
    page.get_by_label("Skriv orden från lappen").fill(f" {drawn.upper()} ")
    tablet.press("Anslut plattan")
    tablet.press("Inte nu")
    page.reload()
    must_be_locked(page)

    page.keyboard.type(drawn)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1, name="Klar för fält")).to_be_visible()


def sign_in_anew(tablet: Tablet, username: str) -> None:
    """From the tablet, where another is signed in at the office."""
    tablet.press("Logga in")
    tablet.page.get_by_label("Användarnamn").fill(username)
    tablet.page.get_by_label("Lösenord").fill(PASSWORD)
    tablet.press("Logga in")
    tablet.page.get_by_role("heading", level=1, name="Anslut plattan").wait_for()


def test_the_next_person_sees_nothing_and_delivers_as_the_one_before(
    tablet: Tablet, office: Server, officer: FieldOfficer
) -> None:
    page = tablet.page
    page.context.set_offline(True)
    find_nobody_home(tablet)
    page.route("**/revisions/**", lambda route: route.abort())
    page.context.set_offline(False)
    other = plan_day(office, Home(street="Ågatan 7"), username=f"{officer.staff_id}-next")
    tablet.press("Lås")
    tablet.press("Byt användare")
    tablet.press("Någon annan, med kod från kontoret")
    sign_in_anew(tablet, f"{officer.staff_id}-next")
    tablet.give_code(other.code, name="Platta 1")
    tablet.press("Anslut plattan")
    tablet.bind()
    page.get_by_role("link", name=re.compile("^Starta.*Ågatan 7")).wait_for()
    assert STREET not in page.content()

    tablet.open_outbox()
    page.get_by_text("från en kollega väntar också här").wait_for()
    # from here on it may leave by itself as well
    page.unroute("**/revisions/**")
    tablet.press("Skicka nu")
    page.get_by_text("från en kollega väntar också här").wait_for(state="hidden")

    assert (received_from(office, officer), received_from(office, other)) == (1, 0)


def test_a_locked_tablet_sends_and_writes_a_rescue_file(
    tablet: Tablet, office: Server, officer: FieldOfficer, tmp_path: Path
) -> None:
    page = tablet.page
    page.context.set_offline(True)
    find_nobody_home(tablet)
    page.reload()
    must_be_locked(page)
    with page.expect_download() as download:
        tablet.press("Räddningsfil")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)

    with ZipFile(path) as rescued:
        manifest = json.loads(rescued.read("manifest.json"))
        (parcel,) = manifest["parcels"]
        held = rescued.read(f"parcels/{parcel['sha256']}")
    assert path.suffix == ".lwr"
    assert (manifest["format"], len(manifest["device_ids"])) == (1, 1)
    assert (sha256(held).hexdigest(), len(held)) == (parcel["sha256"], parcel["size"])
    assert parcel["kind"] == "visit"

    page.context.set_offline(False)
    tablet.press("Skicka nu")
    page.get_by_role("heading", name="Utkorg: 0 väntar").wait_for()
    assert received_from(office, officer) == 1


def test_a_revoked_tablet_delivers_and_then_opens_for_nobody(
    tablet: Tablet, office: Server, officer: FieldOfficer
) -> None:
    page = tablet.page
    page.context.set_offline(True)
    find_nobody_home(tablet)
    with office.database() as session:
        device = session.scalars(
            select(Device.id).where(Device.staff_id == UUID(officer.staff_id))
        ).one()
        admin = session.scalars(
            select(StaffMember.id).where(StaffMember.username == "administrator")
        ).one()
        revoke_device(session, device_id=device, actor_id=admin, at=utc_now())
    page.context.set_offline(False)  # it sends by itself as soon as there is a line

    must_be_locked(page)
    page.get_by_text("Kontoret har spärrat plattan.").wait_for()
    expect(page.get_by_label("Lösenfras", exact=True)).to_be_hidden()
    assert received_from(office, officer) == 1


def test_a_browser_that_may_keep_nothing_says_so(context: BrowserContext, office: Server) -> None:
    page = context.new_page()
    page.add_init_script(STORAGE_DENIED)
    eyes = Eyes(page, PICTURES)
    page.goto(f"{office.url}/tablet/")
    page.get_by_role("heading", level=1, name="Plattan får inte spara").wait_for()
    eyes.look("storage-denied")

    assert not eyes.faults, eyes.said()


@pytest.fixture
def eyes(tablet: Tablet) -> Eyes:
    return Eyes(tablet.page, PICTURES)


def test_every_screen_of_the_lock_can_be_read_by_all(tablet: Tablet, eyes: Eyes) -> None:
    page = tablet.page
    choose_pin(tablet)
    eyes.look("about")
    tablet.press("Byt lösenfras")
    eyes.look("about-passphrase")
    page.clock.fast_forward(4 * MINUTES + 45 * SECONDS)
    page.get_by_role("dialog", name="Plattan låses snart").wait_for()
    eyes.look("lock-soon")
    tablet.press("Fortsätt")
    tablet.press("Lås")
    must_be_locked(page)
    eyes.look("lock-pin")
    tablet.press("Skriv lösenfrasen i stället")
    page.get_by_label("Lösenfras", exact=True).fill("fel fel fel fel fel")
    tablet.press("Lås upp")
    page.get_by_text("Fel lösenfras.").wait_for()
    eyes.look("lock-wrong")
    tablet.press("Byt användare")
    eyes.look("lock-others")

    assert not eyes.faults, eyes.said()


def test_every_screen_of_connecting_anew_can_be_read_by_all(
    tablet: Tablet, eyes: Eyes, office: Server, officer: FieldOfficer
) -> None:
    page = tablet.page
    tablet.press("Lås")
    tablet.press("Jag har glömt")
    eyes.look("lock-forgotten")
    tablet.press("Jag har en kod")
    page.get_by_label("Kod från kontoret").wait_for()
    eyes.look("enrol-again")
    tablet.give_code(new_code(office, officer), name="Platta 1")
    tablet.press("Anslut plattan")
    page.get_by_label("Den är lika på kontorets sida").wait_for()
    eyes.look("enrol-key")
    page.get_by_label("Den är lika på kontorets sida").check()
    tablet.press("Fortsätt")
    page.get_by_role("list", name="Orden").wait_for()
    eyes.look("enrol-words")
    tablet.press("Egen lösenfras")
    eyes.look("enrol-own")
    tablet.choose_passphrase(NEXT_PASSPHRASE)
    tablet.press("Anslut plattan")
    page.get_by_role("heading", level=1, name="PIN för dagen").wait_for()
    eyes.look("enrol-pin")

    assert not eyes.faults, eyes.said()
