"""The screens of what is on its way, looked at as the others: concerns, outbox, refusals."""

from contextlib import suppress
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Route, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from sqlalchemy import select

from e2e.conftest import SCREENSHOTS
from e2e.pages.checklist import described, question, zone
from e2e.pages.eyes import Eyes
from e2e.pages.field import FAMILY, PLAIN, Field
from e2e.pages.line import HeldBack
from e2e.pages.tablet import Tablet
from e2e.serving import FieldOfficer, Server
from landlord_watch.identity.models import Device, StaffMember
from landlord_watch.identity.services.tablets import revoke_device
from landlord_watch.infra.clock import utc_now
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.visits.models import Concern
from landlord_watch.visits.services.following_up import acknowledge_concern
from landlord_watch.visits.shapes import Level

MOULD = "DMP-01"

#: How often the office is asked for what comes by itself, and how long each time.
TRIES, BETWEEN_MS = 5, 2_000


def test_a_concern_on_its_way_to_a_person_can_be_read_by_all(
    walking: Field, office: Server
) -> None:
    tablet, eyes, page = walking.tablet, walking.eyes, walking.page
    tablet.press("Lägg till de 2 barn som kontoret räknar med")
    tablet.press("Akut")
    tablet.press("Oro för barn")
    eyes.look("concern")
    walking.is_offline(True)
    write_concern(walking)
    eyes.look("concern-danger")
    tablet.press("Skicka nu")
    page.get_by_text("Det ligger kvar på plattan").wait_for()
    eyes.look("concern-unsent")
    look_at_a_concern_that_leaves(walking, office)

    assert not eyes.faults, eyes.said()


def write_concern(walking: Field) -> None:
    """Of a child in danger."""
    page = walking.page
    page.get_by_label("Barn 1").check()
    page.get_by_label("Vad du har sett och hört").fill("Barnet sover på golvet intill elementet.")
    danger = page.get_by_role("group", name="Är ett barn i fara just nu?")
    danger.get_by_role("button", name="Ja", exact=True).click()


def look_at_a_concern_that_leaves(walking: Field, office: Server) -> None:
    tablet, eyes, page = walking.tablet, walking.eyes, walking.page
    tablet.press("Tillbaka till besöket")
    tablet.leave_visit()
    eyes.look("today-concern-unreached")
    walking.is_offline(False)
    tablet.open_outbox()
    tablet.press("Skicka nu")
    page.get_by_role("link", name="Oro för barn,").click()
    page.get_by_text("men ingen har läst det än").wait_for()
    tablet.press("Fick inte svar")
    eyes.look("concern-sent")

    fetch_until_acknowledged(walking, office)
    eyes.look("concern-acknowledged")


def fetch_until_acknowledged(walking: Field, office: Server) -> None:
    """
    The duty officer reads the worry once the office has understood it, and the tablet is told.

    What the tablet fetched by itself may have been on its way before, so that it asks again.
    """
    tablet, page = walking.tablet, walking.page
    said = page.get_by_text("Kvitterat av")
    for _ in range(TRIES):
        _acknowledge_all(office)
        tablet.fetch()
        tablet.open_outbox()
        page.get_by_role("link", name="Oro för barn,").click()
        with suppress(PlaywrightTimeoutError):
            said.wait_for(timeout=BETWEEN_MS)
            return
    said.wait_for()


def _acknowledge_all(office: Server) -> None:
    with office.database() as session:
        reader = session.scalars(
            select(StaffMember.id).where(StaffMember.username == "duty_officer")
        ).one()
        unread = session.scalars(select(Concern.id).where(Concern.acknowledged_at.is_(None)))
        for concern in unread.all():
            acknowledge_concern(
                session,
                concern_id=concern,
                announcer=ChangeFeed(),
                actor_id=reader,
                at=utc_now(),
            )


def test_a_press_counts_though_the_tablet_begins_to_fetch_by_itself(walking: Field) -> None:
    tablet, page = walking.tablet, walking.page
    tablet.press("Lägg till de 2 barn som kontoret räknar med")
    tablet.press("Akut")
    tablet.press("Oro för barn")
    write_concern(walking)
    tablet.press("Skicka nu")
    page.get_by_text("men ingen har läst det än").wait_for()
    tablet.press("Tillbaka till besöket")
    tablet.leave_visit()
    # The tablet fetches by itself too: held, such a fetching would leave no button to press.
    walking.is_offline(True)
    page.get_by_role("button", name="Hämta från kontoret").hover()
    page.mouse.down()
    held = HeldBack(page, "**/changes*")
    walking.is_offline(False)
    page.get_by_role("button", name="Hämtar …").wait_for()
    page.mouse.up()
    held.let_go()

    expect(page.get_by_text("Hämtat.")).to_be_visible()
    tablet.press("EN")
    expect(page.get_by_text("Fetched.")).to_be_visible()


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
    field.is_offline(False)
    tablet.press("Skicka nu")
    page.get_by_text("Kräver åtgärd").wait_for()
    field.is_offline(True)
    page.get_by_role("button", name="Skicka nu").wait_for()
    eyes.look("outbox-needs-attention")
    page.unroute("**/revisions/*")


def look_at_photos_that_follow(field: Field) -> None:
    tablet, eyes, page = field.tablet, field.eyes, field.page
    page.route("**/blobs/*", lambda route: route.abort())
    field.is_offline(False)
    tablet.press("Skicka nu")
    page.get_by_text("Mottaget, bilder saknas").wait_for()
    eyes.look("outbox-photos-missing")
    # The tablet tries by itself too: held, such a try would leave no button to press.
    field.is_offline(True)
    held = HeldBack(page, "**/blobs/*")
    field.is_offline(False)
    page.get_by_text("Skickar 1 av 2").wait_for()
    eyes.look("outbox-sending")
    held.let_go()
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
    looking = Eyes(other, SCREENSHOTS / "tablet")
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
