"""Signing out is in sight on every page of the office, for everybody."""

from pathlib import Path

from bs4 import BeautifulSoup

from figures.access_authorisation import Office, build
from figures.access_headers import Call, calls
from landlord_watch.identity.rules import Role

ROLES = {Role.CASE_MANAGER, Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER}


def without_way_out(office: Office, call: Call) -> bool | None:
    """Whether a page has no form to sign out by; None: it is no page."""
    with office.client_of(call.role).get(call.path) as answer:
        if answer.status_code != 200 or answer.mimetype != "text/html":
            return None
        page = BeautifulSoup(answer.get_data(as_text=True), "lxml")
    return page.find("form", action="/sign-out", method="post") is None


def test_every_page_of_the_office_has_a_way_out(tmp_path: Path) -> None:
    office = build(tmp_path)
    asked = [
        call
        for call in calls(office)
        if call.method == "GET" and call.role in ROLES and call.path.startswith("/office/")
    ]
    found = {call: without_way_out(office, call) for call in asked}

    assert [call for call, lacks in found.items() if lacks] == []
    assert sum(lacks is False for lacks in found.values()) > len(ROLES)
