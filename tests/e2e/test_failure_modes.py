"""Failure modes of a real browser: a page that dies, and storage that may be taken."""

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from e2e.chromium import INSTALLED, PATIENCE_MS, tablet_options
from e2e.pages.tablet import Tablet
from e2e.serving import FieldOfficer, Home, Server, plan_day

STREET = "Storgatan 4"
SEEN = "Barnet sover på golvet intill elementet."
HEARD = "Vad du har sett och hört"


@pytest.fixture
def officer(office: Server, request: pytest.FixtureRequest) -> FieldOfficer:
    return plan_day(office, Home(street=STREET), username=request.node.name[:60])


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(**tablet_options())
    made.set_default_timeout(PATIENCE_MS)
    yield made
    made.close()


@pytest.fixture
def tablet(context: BrowserContext, office: Server, officer: FieldOfficer) -> Tablet:
    """An installed tablet with the day on it."""
    context.add_init_script(INSTALLED)
    made = Tablet(context.new_page(), office.url, lambda *_: None)
    made.connect(officer)
    return made


def begin_concern(tablet: Tablet) -> None:
    """Write what was seen, in a visit that has only begun."""
    tablet.start(STREET)
    tablet.press("Akut")
    tablet.press("Oro för barn")
    tablet.page.get_by_label(HEARD).fill(SEEN)
    tablet.must_be_saved()


def crash(page: Page) -> None:
    """The page dies at once, as when the system takes its memory."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")


def test_fm_17_a_page_that_dies_in_a_visit_has_lost_nothing_that_was_said_to_be_saved(
    tablet: Tablet, context: BrowserContext
) -> None:
    begin_concern(tablet)
    crash(tablet.page)
    again = Tablet(context.new_page(), tablet.url, lambda *_: None)
    again.page.goto(f"{tablet.url}/tablet/")
    again.unlock()
    again.resume(STREET)
    again.press("Akut")
    again.press("Oro för barn")

    expect(again.page.get_by_label(HEARD)).to_have_value(SEEN)


def test_fm_14_a_browser_that_promises_no_lasting_storage_is_not_fit_for_the_field(
    context: BrowserContext, office: Server, officer: FieldOfficer
) -> None:
    page = context.new_page()
    made = Tablet(page, office.url, lambda *_: None)
    made.connect(officer)

    expect(page.get_by_text(re.compile("^Övningsläge")).first).to_be_visible()
    expect(page.get_by_role("link", name="Inte klar för fält")).to_be_visible()
