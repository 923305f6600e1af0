"""Every screen of the tablet: pictured on three glasses, and read by axe in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, Route
from sqlalchemy import select

from e2e.chromium import INSTALLED, PATIENCE_MS, tablet_options
from e2e.conftest import SCREENSHOTS
from e2e.pages.checklist import described, question, zone
from e2e.pages.eyes import Eyes
from e2e.pages.keyboard import Keyboard
from e2e.pages.tablet import PURPOSES, Tablet
from e2e.serving import FieldOfficer, Home, Server, plan_day, running_office
from landlord_watch.identity.models import Device, StaffMember
from landlord_watch.identity.services.tablets import revoke_device
from landlord_watch.infra.clock import utc_now
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.visits.models import Concern
from landlord_watch.visits.services.following_up import acknowledge_concern
from landlord_watch.visits.shapes import Level

PICTURES = SCREENSHOTS / "tablet"

FAMILY = Home(
    children=(2, 8),
    language="ar",
    interpreter="Arabiska, telefontolk 010-123 45 67",
    note="Ring på porten vid parkeringen. Hissen är trasig.",
)
PLAIN = Home(street="Kyrkvägen 12 B", hour=13)
ASKED_LATE = Home(street="Ågatan 7", hour=15, asked_before=timedelta(hours=2))
TOMORROW = Home(street="Norra Långgatan 118", days_ahead=1)
DAY = (FAMILY, PLAIN, ASKED_LATE, TOMORROW)

MOULD, WARMTH, WAY_OUT = "DMP-01", "CLI-01", "FIR-07"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_office(tmp_path_factory.mktemp("office")) as server:
        yield server


@dataclass
class Field:
    """A tablet in an officer's hands, and who looks over the shoulder."""

    tablet: Tablet
    eyes: Eyes
    officer: FieldOfficer

    @property
    def page(self) -> Page:
        return self.tablet.page

    def is_offline(self, truth: bool) -> None:
        self.page.context.set_offline(truth)


@pytest.fixture
def field(browser: Browser, office: Server, request: pytest.FixtureRequest) -> Iterator[Field]:
    """An officer before a tablet that nobody has connected yet; each test has its own."""
    context = browser.new_context(**tablet_options())
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(INSTALLED)
    page = context.new_page()
    officer = plan_day(office, *DAY, username=request.node.name[:60])
    tablet = Tablet(page, office.url, lambda *_: None)
    tablet.arrive(officer)
    yield Field(tablet, Eyes(page, PICTURES), officer)
    context.close()


@pytest.fixture
def connected(field: Field) -> Field:
    """The same, with the day on the tablet."""
    field.tablet.connect(field.officer)
    return field


@pytest.fixture
def walking(connected: Field) -> Field:
    """In the home, with consent to everything and one child."""
    tablet = connected.tablet
    tablet.start(FAMILY.street)
    tablet.consent("Vuxen 1")
    tablet.press("Nästa")
    tablet.page.get_by_role("heading", level=1, name="Hemmet").wait_for()
    return connected


def test_what_is_seen_before_a_visit_can_be_read_by_all(field: Field) -> None:
    tablet, eyes = field.tablet, field.eyes
    eyes.look("enrol")
    tablet.give_code("FEL-KOD", name="Platta 1")
    tablet.press("Anslut plattan")
    tablet.page.get_by_text("Koden stämmer inte").wait_for()
    eyes.look("enrol-wrong-code")

    tablet.connect(field.officer)
    tablet.page.get_by_text("1 annan dag").wait_for()
    eyes.look("today")
    tablet.press("Klar för fält")
    tablet.page.get_by_text("Prova igen").or_(tablet.page.get_by_role("listitem")).first.wait_for()
    eyes.look("ready")
    tablet.open_outbox()
    tablet.page.get_by_text("Allt är hos kontoret.").wait_for()
    eyes.look("outbox-empty")
    tablet.press("Hyreskontroll")
    eyes.look("rent-empty")
    tablet.page.get_by_label("Hyra i månaden, kr").fill("9450")
    tablet.press("Samma som normen")
    eyes.look("rent-answer")

    assert not eyes.faults, eyes.said()


def test_asking_for_consent_can_be_read_by_all(connected: Field) -> None:
    tablet, eyes, page = connected.tablet, connected.eyes, connected.page
    tablet.start(FAMILY.street)
    eyes.look("consent")
    tablet.press("Ingen hemma")
    eyes.look("consent-nobody-home")
    tablet.press("Tillbaka")
    tablet.press("Fråga Vuxen 1")
    eyes.look("consent-asked")
    tablet.press("Ja, spara svaret")
    page.get_by_text("Det här saknas för ett ja:").wait_for()
    eyes.look("consent-lacks")
    look_at_the_answers(connected)

    assert not eyes.faults, eyes.said()


def look_at_the_answers(field: Field) -> None:
    tablet, eyes, page = field.tablet, field.eyes, field.page
    tablet.say_yes_to("Besök", "Rum")
    tablet.press("Bara vissa rum")
    page.get_by_label("Kök", exact=True).check()
    tablet.sign("Vuxen 1 skriver här")
    eyes.look("consent-signing")
    tablet.press("Muntligt, vittne")
    page.get_by_label("Vittne", exact=True).fill("Viktor Vittne")
    eyes.look("consent-oral")
    tablet.press("Ja, spara svaret")
    page.get_by_role("button", name="Fråga Vuxen 2").wait_for()
    eyes.look("consent-given")
    tablet.press("Fråga Vuxen 2")
    tablet.press("Nej tack")
    page.get_by_text("Tackade nej").wait_for()
    eyes.look("consent-partial")


def test_a_no_and_a_late_question_can_be_read_by_all(connected: Field) -> None:
    tablet, eyes, page = connected.tablet, connected.eyes, connected.page
    tablet.start(ASKED_LATE.street)
    page.get_by_text("mindre än ett dygn").wait_for()
    eyes.look("consent-asked-late")
    tablet.press("Fråga Vuxen 1")
    tablet.press("Nej tack")
    page.get_by_text("Ett nej är ett lika bra svar").wait_for()
    eyes.look("consent-refused")

    assert not eyes.faults, eyes.said()


def test_the_walk_through_a_home_can_be_read_by_all(walking: Field, picture: Path) -> None:
    look_at_the_home(walking)
    look_into_the_rooms(walking, picture)
    look_at_the_talk(walking)
    look_at_the_summary(walking)

    assert not walking.eyes.faults, walking.eyes.said()


def look_at_the_home(field: Field) -> None:
    tablet, eyes, page = field.tablet, field.eyes, field.page
    eyes.look("home")
    tablet.press("Lägg till barn")
    eyes.look("home-add-child")
    tablet.press("Tillbaka")
    tablet.press("Lägg till de 2 barn som kontoret räknar med")
    page.get_by_role("heading", name="Barn 2").wait_for()
    eyes.look("home-children")


def look_into_the_rooms(field: Field, picture: Path) -> None:
    tablet, eyes, page = field.tablet, field.eyes, field.page
    tablet.open_zone(zone(WARMTH))
    page.get_by_label("Mätt värde").first.fill("14,5")
    eyes.look("zone-measured")

    tablet.go_to(zone(WAY_OUT))
    look_at_the_acute(field)

    tablet.go_to(zone(MOULD))
    tablet.answer_ok(question("ENT-04"))
    tablet.find_deficiency(question(MOULD), described(MOULD, Level.MODERATE), picture=picture)
    tablet.item(question(MOULD)).get_by_text("Varför och vilken regel").click()
    tablet.item(question("STR-03")).get_by_role("button", name="Ej undersökt").click()
    tablet.must_be_saved()
    eyes.look("zone-photo")


def look_at_the_acute(field: Field) -> None:
    tablet, eyes = field.tablet, field.eyes
    way_out = tablet.item(question(WAY_OUT))
    way_out.get_by_role("button", name="Brist", exact=True).click()
    way_out.get_by_role("button", name=described(WAY_OUT, Level.ACUTE)).click()
    way_out.get_by_text("Rum, anteckning och mer").click()
    eyes.look("zone-acute")
    way_out.get_by_label("Vad gjordes?").fill("Flyttade sängen från dörren.")
    way_out.get_by_label("Vem fick veta?").fill("Den boende")
    way_out.get_by_role("button", name="Ok", exact=True).click()
    eyes.look("zone-take-back-a-deficiency")
    tablet.press("Tillbaka")


def look_at_the_talk(field: Field) -> None:
    tablet, eyes, page = field.tablet, field.eyes, field.page
    tablet.go_to(zone("CRO-01"))
    eyes.look("zone-talk")
    tablet.go_to("Barnets egna ord")
    page.get_by_role("button", name="Inte bra").first.click()
    eyes.look("voice")


def look_at_the_summary(field: Field) -> None:
    tablet, eyes, page = field.tablet, field.eyes, field.page
    tablet.go_to("Summering")
    eyes.look("summary-much-lacks")
    page.get_by_text("Jag bedömer annorlunda").click()
    tablet.press("Visa för den boende")
    eyes.look("summary-for-the-resident")
    tablet.press("Klar")
    tablet.press("Visat eller uppläst, den boende har en annan syn")
    eyes.look("summary-another-view")


def test_a_visit_that_must_end_early_can_be_read_by_all(walking: Field) -> None:
    tablet, eyes = walking.tablet, walking.eyes
    tablet.press("Akut")
    eyes.look("acute")
    tablet.press("Tillbaka")
    tablet.page.get_by_role("button", name="Avbryt besök").click()
    eyes.look("stop")
    tablet.press("Ja, samtycket tas tillbaka")
    tablet.page.get_by_text("Inget mer skrivs.").wait_for()
    eyes.look("ended")

    assert not eyes.faults, eyes.said()


def test_a_concern_on_its_way_to_a_person_can_be_read_by_all(
    walking: Field, office: Server
) -> None:
    tablet, eyes, page = walking.tablet, walking.eyes, walking.page
    tablet.press("Lägg till de 2 barn som kontoret räknar med")
    tablet.press("Akut")
    tablet.press("Oro för barn")
    eyes.look("concern")
    walking.is_offline(True)
    page.get_by_label("Barn 1").check()
    page.get_by_label("Vad du har sett och hört").fill("Barnet sover på golvet intill elementet.")
    danger = page.get_by_role("group", name="Är ett barn i fara just nu?")
    danger.get_by_role("button", name="Ja", exact=True).click()
    eyes.look("concern-danger")
    tablet.press("Skicka nu")
    page.get_by_text("Det ligger kvar på plattan").wait_for()
    eyes.look("concern-unsent")
    look_at_a_concern_that_leaves(walking, office)

    assert not eyes.faults, eyes.said()


def look_at_a_concern_that_leaves(walking: Field, office: Server) -> None:
    tablet, eyes, page = walking.tablet, walking.eyes, walking.page
    tablet.press("Idag")
    eyes.look("today-concern-unreached")
    walking.is_offline(False)
    tablet.open_outbox()
    tablet.press("Skicka nu")
    page.get_by_role("link", name="Oro för barn,").click()
    page.get_by_text("men ingen har läst det än").wait_for()
    tablet.press("Fick inte svar")
    eyes.look("concern-sent")

    acknowledge_newest(office)
    tablet.fetch()
    tablet.open_outbox()
    page.get_by_role("link", name="Oro för barn,").click()
    page.get_by_text("Kvitterat av").wait_for()
    eyes.look("concern-acknowledged")


def acknowledge_newest(office: Server) -> None:
    """The duty officer says that the latest concern is read."""
    with office.database() as session:
        concern = session.scalars(select(Concern.id).order_by(Concern.id.desc())).first()
        reader = session.scalars(
            select(StaffMember.id).where(StaffMember.username == "duty_officer")
        ).one()
        assert concern is not None
        acknowledge_concern(
            session,
            concern_id=concern,
            announcer=ChangeFeed(),
            actor_id=reader,
            at=utc_now(),
        )


def refuse(route: Route) -> None:
    """As an office that finds a parcel too large."""
    refusal = {"code": "too_large", "message": "", "field": None, "receipt": None}
    route.fulfill(status=413, json=refusal)


def test_every_state_on_the_way_to_the_office_can_be_read_by_all(
    walking: Field, picture: Path
) -> None:
    tablet, eyes = walking.tablet, walking.eyes
    tablet.press("Lägg till de 2 barn som kontoret räknar med")
    tablet.open_zone(zone(MOULD))
    tablet.find_deficiency(question(MOULD), described(MOULD, Level.MODERATE), picture=picture)
    tablet.go_to("Summering")
    tablet.press("Visat eller uppläst, den boende håller med")
    eyes.look("summary-whole")
    walking.is_offline(True)
    look_at_an_outbox_that_waits(walking)
    walking.is_offline(False)
    look_at_an_office_that_refuses(walking)
    look_at_photos_that_follow(walking)

    assert not eyes.faults, eyes.said()


def look_at_an_outbox_that_waits(field: Field) -> None:
    """One visit on its way, and another begun."""
    tablet, eyes, page = field.tablet, field.eyes, field.page
    tablet.press("Avsluta besöket")
    tablet.press("Idag")
    tablet.start(PLAIN.street)
    tablet.consent("Vuxen 1")
    tablet.must_be_saved()
    tablet.press("Idag")
    tablet.open_outbox()
    page.get_by_text("Klar, väntar på kontakt").wait_for()
    eyes.look("outbox-waiting")
    tablet.press("Skicka nu")
    page.get_by_text("Ingen kontakt med kontoret. Försök igen").wait_for()
    eyes.look("outbox-no-contact")


def look_at_an_office_that_refuses(field: Field) -> None:
    tablet, eyes, page = field.tablet, field.eyes, field.page
    page.route("**/revisions/*", refuse)
    tablet.press("Skicka nu")
    page.get_by_text("Kräver åtgärd").wait_for()
    field.is_offline(True)
    page.get_by_role("button", name="Skicka nu").wait_for()
    eyes.look("outbox-needs-attention")
    page.unroute("**/revisions/*")
    field.is_offline(False)


def look_at_photos_that_follow(field: Field) -> None:
    tablet, eyes, page = field.tablet, field.eyes, field.page
    page.route("**/blobs/*", lambda route: route.abort())
    tablet.press("Skicka nu")
    page.get_by_text("Mottaget, bilder saknas").wait_for()
    eyes.look("outbox-photos-missing")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.unroute("**/blobs/*")
    page.route("**/blobs/*", hold)
    tablet.press("Skicka nu")
    page.get_by_text("Skickar 1 av 2").wait_for()
    eyes.look("outbox-sending")
    held.pop().continue_()
    page.unroute("**/blobs/*")
    page.get_by_text("Mottaget", exact=True).wait_for()
    eyes.look("outbox-received")
    tablet.press("Rätta")
    eyes.look("outbox-correct")


def test_what_stands_in_the_way_can_be_read_by_all(connected: Field, office: Server) -> None:
    tablet, eyes, page = connected.tablet, connected.eyes, connected.page
    look_at_a_day_without_a_line(connected)
    page.context.clear_cookies()
    tablet.press("Hämta från kontoret")
    page.get_by_text("Du är utloggad.").wait_for()
    eyes.look("today-signed-out")

    tablet.start(FAMILY.street)
    other = page.context.new_page()
    looking = Eyes(other, PICTURES)
    other.goto(page.url)
    Tablet(other, office.url, lambda *_: None).unlock()
    other.get_by_text("Här kan du bara läsa").wait_for()
    looking.look("visit-read-only")
    other.goto(f"{office.url}/tablet/#/visit/0191d1f0-0000-7000-8000-000000000000")
    other.get_by_text("Besöket finns inte på plattan").wait_for()
    looking.look("visit-unknown")

    revoke_tablets_of(office, connected.officer)
    tablet.press("Idag")
    tablet.press("Hämta från kontoret")
    page.get_by_text("Kontoret har spärrat plattan.").wait_for()
    eyes.look("today-revoked")

    assert not eyes.faults + looking.faults, eyes.said() + looking.said()


def look_at_a_day_without_a_line(field: Field) -> None:
    field.is_offline(True)
    field.tablet.press("Hämta från kontoret")
    field.page.get_by_text("Ingen kontakt med kontoret. Försök igen").wait_for()
    field.eyes.look("today-no-contact")
    field.is_offline(False)


def revoke_tablets_of(office: Server, officer: FieldOfficer) -> None:
    with office.database() as session:
        owner = UUID(officer.staff_id)
        for device in session.scalars(select(Device.id).where(Device.staff_id == owner)):
            revoke_device(session, device_id=device, actor_id=owner, at=utc_now())


def test_a_visit_can_be_made_with_a_keyboard_alone(connected: Field) -> None:
    page, keys = connected.page, Keyboard(connected.page)
    keys.go_to(page.get_by_role("link", name=f"Starta {PLAIN.street}"))
    page.keyboard.press("Enter")
    keys.press("Fråga Vuxen 1")
    keys.press("Hyr bostaden")
    for purpose in PURPOSES:
        keys.press("Ja", within=page.get_by_role("group", name=purpose, exact=True))
    keys.press("Muntligt, vittne")
    keys.write("Vittne", "Viktor Vittne")
    keys.press("Ja, spara svaret")
    walk_by_keyboard(keys)
    keys.press("Visat eller uppläst, den boende håller med")
    keys.press("Avsluta besöket")
    page.get_by_text("Mottaget", exact=True).wait_for()

    assert keys.unseen == set()


def walk_by_keyboard(keys: Keyboard) -> None:
    """From the consent to the summary; one item is answered on the way, and one sheet closed."""
    page = keys.page
    here = page.get_by_role("heading", level=1)
    keys.press("Akut")
    page.get_by_role("dialog", name="Akut").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog", name="Akut").wait_for(state="hidden")
    while here.inner_text() != "Summering":
        before = page.url
        if here.inner_text() == zone(MOULD):
            keys.press("Ok", within=page.get_by_role("region", name=question(MOULD)))
            keys.be_led_to("h2")
        keys.press("Nästa")
        page.wait_for_function("before => location.href !== before", arg=before)
        keys.be_led_to("h1")
