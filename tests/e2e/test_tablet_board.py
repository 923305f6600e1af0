"""The tablets' page: what can be done with a tablet is never out of sight, on screen or paper."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from e2e.pages.looking import HEIGHT, MIDDLE, NARROW, WIDE
from e2e.pages.office import Desk
from e2e.serving import Server
from factories.devices import device
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.infra.clock import utc_now

#: Whether a table reaches beyond its frame, and what can be pressed in it with it.
REACHES_OUT = """() => [...document.querySelectorAll(".table-wrap")]
  .some((each) => each.scrollWidth > each.clientWidth)"""
IN_SIGHT = f"() => !({REACHES_OUT})()"
COLUMNS = "() => [...document.querySelectorAll('th')].map((each) => each.innerText)"


@pytest.fixture
def board(desk: Page, office: Server) -> Page:
    """A tablet with much the matter with it, before who may do something about it."""
    now = utc_now()
    with office.database() as session:
        carrier = session.scalars(
            select(StaffMember).where(StaffMember.username == Role.FIELD_OFFICER.value)
        ).one()
        device(
            session,
            carrier,
            name="Plattan i bilen",
            said_seq=42,
            said_unsent=3,
            said_concerns=1,
            oldest_unsent_at=now - timedelta(days=4),
            last_contact_at=now - timedelta(days=4),
            quarantined_at=now,
            shred_ordered_at=now,
            unreadable_count=2,
            clock_offset_seconds=-4_000_000,
            storage_used=1_990_000_000,
            storage_quota=2_000_000_000,
            app_version="0.0.1",
        )
    Desk(desk, office.url, lambda *_: None).sign_in(Role.ADMINISTRATOR.value)
    desk.goto(f"{office.url}/office/devices/")
    return desk


@pytest.mark.parametrize("width", [NARROW, MIDDLE, WIDE])
def test_nothing_has_to_be_scrolled_for(
    board: Page, keep: Callable[[Page, str], None], width: int
) -> None:
    board.set_viewport_size({"width": width, "height": HEIGHT})
    board.wait_for_function(IN_SIGHT)
    revoke = board.get_by_role("link", name="Spärra Plattan i bilen").first
    box = revoke.bounding_box()
    keep(board, f"tablet-board-{width}")

    assert board.locator(".table-wrap[tabindex]").count() == 0
    assert box is not None
    assert box["x"] + box["width"] <= width


def test_on_paper_it_is_a_table_without_what_can_be_pressed(board: Page) -> None:
    board.set_viewport_size({"width": NARROW, "height": HEIGHT})
    board.wait_for_function(IN_SIGHT)
    board.emulate_media(media="print")
    board.set_viewport_size({"width": 670, "height": HEIGHT})  # A4 within its margins
    words = board.evaluate(COLUMNS)

    assert "Läge" in words
    assert not board.get_by_role("link", name="Spärra Plattan i bilen").first.is_visible()
    assert not board.evaluate(REACHES_OUT)
    assert board.locator("th").last.is_hidden()


def test_escape_closes_the_menu_and_leads_back_to_its_button(board: Page) -> None:
    board.set_viewport_size({"width": NARROW, "height": HEIGHT})
    button = board.get_by_role("button", name="Meny")
    button.focus()
    board.keyboard.press("Enter")
    within = board.get_by_role("navigation", name="Meny").get_by_role("link", name="Jourlistan")
    within.focus()
    board.keyboard.press("Escape")

    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()
    expect(within).to_be_hidden()
