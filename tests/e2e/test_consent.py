"""Consent on the tablet: in the resident's language, read aloud, taken back by one tap anywhere."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from e2e.chromium import INSTALLED, PATIENCE_MS, tablet_options
from e2e.pages.tablet import UPPERMOST, Tablet
from e2e.serving import Home, Server, plan_day, running_office
from factories.consent_texts import adopt
from landlord_watch.identity.models import StaffMember
from landlord_watch.visits.rules import newest_consent_text

ARABIC, TIGRINYA = (newest_consent_text(language) for language in ("ar", "ti"))
STREET = "Storgatan 4"
HOME = Home(street=STREET, children=(6,), language="ar")

#: What reads in a browser without a loudspeaker; a voice of the network is there to be left alone.
VOICES = """
  const voices = [
    { lang: "ti-ER", localService: false, default: false },
    { lang: "ar-SA", localService: true, default: false },
  ];
  window.spoken = [];
  window.speechSynthesis.__proto__.getVoices = () => voices;
  window.SpeechSynthesisUtterance = class { constructor(words) { this.words = words; } };
  window.speechSynthesis.__proto__.speak = (utterance) => window.spoken.push(utterance);
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_office(tmp_path_factory.mktemp("office")) as server:
        yield server


@pytest.fixture
def tablet(browser: Browser, office: Server, request: pytest.FixtureRequest) -> Iterator[Tablet]:
    """A tablet at the door of somebody who reads Arabic."""
    context = browser.new_context(**tablet_options())
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(INSTALLED + VOICES)
    officer = plan_day(office, HOME, username=request.node.name[:60])
    tablet = Tablet(context.new_page(), office.url, lambda *_: None)
    tablet.connect(officer)
    tablet.start(STREET)
    yield tablet
    context.close()


@pytest.fixture
def walking(tablet: Tablet) -> Tablet:
    """In the home, with a yes to everything and the child that the office expects."""
    tablet.consent("Vuxen 1")
    tablet.press("Nästa")
    heading(tablet.page, "Hemmet").wait_for()
    tablet.add_expected_child()
    return tablet


def heading(page: Page, words: str) -> Locator:
    return page.get_by_role("heading", level=1, name=words)


def administrator(session: Session) -> UUID:
    found = session.scalars(
        select(StaffMember).where(StaffMember.username == "administrator")
    ).one()
    return found.id


def tap_stop(page: Page) -> None:
    """The button of the uppermost: of the page, or of what is over it."""
    page.locator(UPPERMOST).get_by_role("button", name=re.compile("^Avbryt besök")).click()


def must_stop_and_go_on(page: Page) -> None:
    """Stopped at once and the form away; after a slip of the finger one is where one was."""
    before = page.get_by_role("heading", level=1).inner_text()
    tap_stop(page)
    heading(page, "Besöket är stoppat").wait_for()
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.get_by_role("button", name="Nej, det var ett feltryck").click()
    heading(page, before).wait_for()


def test_one_tap_stops_the_visit_on_every_screen_of_it(walking: Tablet) -> None:
    page = walking.page
    seen = []
    while True:
        seen.append(page.get_by_role("heading", level=1).inner_text())
        must_stop_and_go_on(page)
        if seen[-1] == "Summering":
            break
        walking.press("Nästa")
        expect(page.get_by_role("heading", level=1)).not_to_have_text(seen[-1])
    page.goto(page.url.rsplit("/", 1)[0] + "/consent")
    heading(page, "Samtycke").wait_for()
    must_stop_and_go_on(page)

    assert {"Hemmet", "Barnets egna ord", "Summering"} < set(seen)
    assert len(seen) > len({"Hemmet", "Barnets egna ord", "Summering"}) + 3


def test_one_tap_stops_the_visit_over_what_lies_over_a_screen(walking: Tablet) -> None:
    page = walking.page
    walking.press("Akut")
    page.get_by_role("dialog", name="Akut").wait_for()
    must_stop_and_go_on(page)
    walking.open_zone("Kök")
    item = page.get_by_role("region").filter(has=page.get_by_role("button", name="Brist")).first
    item.get_by_role("button", name="Brist", exact=True).click()
    item.get_by_role("button").filter(has_text="△").first.click()
    item.get_by_role("button", name="Ta foto", exact=True).click()
    page.get_by_role("dialog", name="Kamera").wait_for()
    must_stop_and_go_on(page)

    expect(page.locator("dialog.camera")).to_have_count(0)


def test_one_tap_stops_the_visit_beside_a_worry_that_was_sent(walking: Tablet) -> None:
    walking.raise_concern("Barnet sover på golvet.")
    tap_stop(walking.page)

    expect(heading(walking.page, "Besöket är stoppat")).to_be_visible()


def test_a_stopped_visit_is_stopped_when_the_page_comes_back(walking: Tablet) -> None:
    page = walking.page
    tap_stop(page)
    heading(page, "Besöket är stoppat").wait_for()
    page.get_by_text("Det är sparat på plattan.").wait_for()
    page.reload()
    walking.unlock()

    expect(heading(page, "Besöket är stoppat")).to_be_visible()


def test_the_resident_reads_that_it_has_stopped(walking: Tablet) -> None:
    tap_stop(walking.page)
    said = walking.page.locator("[lang=ar][dir=rtl]")

    expect(said).to_have_text(ARABIC.on_tablet.stopped if ARABIC.on_tablet else "")


def test_a_worry_for_a_child_is_written_when_consent_has_been_taken_back(walking: Tablet) -> None:
    page = walking.page
    tap_stop(page)
    page.get_by_role("button", name="Ja, samtycket tas tillbaka").click()
    heading(page, "Besöket är avbrutet").wait_for()
    walking.raise_concern("Barnet var ensamt hemma när vi kom.")

    expect(page.get_by_role("main")).to_contain_text("Barnet var ensamt hemma när vi kom.")


def test_the_text_is_in_the_residents_language_and_the_screen_in_the_workers(
    tablet: Tablet,
) -> None:
    page = tablet.page
    tablet.press("Fråga Vuxen 1")
    article = page.get_by_role("article")

    expect(article).to_have_attribute("lang", "ar")
    expect(article).to_have_attribute("dir", "rtl")
    expect(article.get_by_role("heading", level=2)).to_have_text(ARABIC.title)
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"


def test_another_language_is_one_tap_away_by_its_own_name(tablet: Tablet) -> None:
    tablet.press("Fråga Vuxen 1")
    tablet.press(TIGRINYA.name)
    article = tablet.page.get_by_role("article")

    expect(article).to_have_attribute("lang", "ti")
    expect(article).to_contain_text(TIGRINYA.sections[-1].paragraphs[-1])


def test_who_answers_reads_the_answers_in_their_own_language(tablet: Tablet) -> None:
    tablet.press("Fråga Vuxen 1")
    words = ARABIC.on_tablet
    assert words is not None
    answers = tablet.page.get_by_label("Svar", exact=True)

    expect(answers).to_contain_text(words.decline)
    expect(answers).to_contain_text(words.agree)
    expect(answers).to_contain_text(words.change_mind)


def test_a_no_is_as_large_as_a_yes(tablet: Tablet) -> None:
    tablet.press("Fråga Vuxen 1")
    sizes = []
    for words in ("Nej tack", "Ja, spara svaret"):
        box = tablet.page.get_by_role("button", name=words).bounding_box()
        assert box is not None
        sizes.append((box["width"], box["height"]))

    assert sizes[0] == sizes[1]


def test_the_mark_of_a_machine_goes_when_the_municipality_adopts_the_text(
    tablet: Tablet, office: Server
) -> None:
    page = tablet.page
    tablet.press("Fråga Vuxen 1")
    words = ARABIC.on_tablet
    assert words is not None
    expect(page.get_by_text("Maskinöversatt, ska granskas.")).to_be_visible()
    expect(page.get_by_text(words.unreviewed)).to_be_visible()
    tablet.press("Nej tack")
    with office.database() as session:
        adopt(session, "ar", actor_id=administrator(session))
    tablet.fetch()
    tablet.resume(STREET)
    tablet.press("Fråga om på nytt")
    page.get_by_role("article").wait_for()

    expect(page.get_by_text("Maskinöversatt, ska granskas.")).to_have_count(0)
    expect(page.get_by_text(words.unreviewed)).to_have_count(0)


def test_the_devices_own_voice_reads_sentence_by_sentence(tablet: Tablet) -> None:
    page = tablet.page
    tablet.press("Fråga Vuxen 1")
    tablet.press("Läs upp")
    for _ in range(2):
        page.evaluate("window.spoken.at(-1).onend()")
    spoken = page.evaluate("window.spoken.map(({ words }) => words.trim())")

    expect(page.locator(".reading")).to_have_text(spoken[-1])
    assert spoken[:2] == [ARABIC.title, ARABIC.sections[0].heading]
    assert ARABIC.sections[0].paragraphs[0].startswith(spoken[2])


def test_reading_aloud_is_paused_and_gone_on_with(tablet: Tablet) -> None:
    tablet.press("Fråga Vuxen 1")
    tablet.press("Läs upp")
    tablet.press("Pausa")
    tablet.press("Läs vidare")
    spoken = tablet.page.evaluate("window.spoken.map(({ words }) => words)")

    assert spoken == [ARABIC.title, ARABIC.title]


def test_a_voice_of_the_network_is_never_used(tablet: Tablet) -> None:
    tablet.press("Fråga Vuxen 1")
    tablet.press(TIGRINYA.name)

    expect(tablet.page.get_by_text("Plattan har ingen egen röst för tigrinja")).to_be_visible()
    expect(tablet.page.get_by_role("button", name="Läs upp")).to_have_count(0)
