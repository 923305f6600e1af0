"""
A sample of the scripts that the figures plant in every field: none runs, with no policy to stop it.

Few at once, so that none hides another; the policy is the second wall, and is left out.
"""

from collections.abc import Iterator, Mapping

import pytest
from flask import url_for
from playwright.sync_api import Browser, Page

from e2e.serving import Server
from factories.payloads import PLACES, WAYS, payloads
from figures.access_scripts import SETTLED, Looked, plant, watched
from figures.whole_office import Office, build

#: Pages with most that people write, by who opens them.
DOORS: Mapping[str, tuple[str, ...]] = {
    "caseworker": (
        "households.household",
        "visits.visit",
        "tenancies.tenancy",
        "landlords.landlord",
        "landlords.landlords",
        "dwellings.dwelling",
        "deficiencies.deficiency",
        "keeping.keeping",
    ),
    "case_manager": ("file_copies.copy", "opening_reviews.review"),
    "duty_officer": ("concerns.concern",),
    "administrator": ("staff.staff_list", "units.units", "devices.devices"),
    "data_protection_officer": ("log_reviews.look_up",),
}


OK = 200


def sample() -> list[str]:
    """Five ways in, each out of another place than the one before."""
    every = payloads()
    return [every[way * len(PLACES) + way % len(PLACES)] for way in range(0, len(WAYS), 5)]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Something behind every address."""
    return build(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def served(filled: Office) -> Iterator[Server]:
    """The same, answering."""
    folder = filled.database.parent
    server = Server(folder / "served")
    server.environment |= {
        "DATABASE_URL": f"sqlite:///{filled.database}",
        "LANDLORD_WATCH_VAR": str(folder / "var"),
    }
    server.start()
    yield server
    server.stop()


@pytest.fixture
def looked() -> Looked:
    return Looked()


@pytest.fixture
def tab(browser: Browser, looked: Looked) -> Iterator[Page]:
    """It hears every script that runs, and heeds no policy."""
    page = watched(browser, looked, bypass_csp=True)
    yield page
    page.context.close()


def paths(office: Office, role: str) -> Iterator[str]:
    rules = {rule.endpoint: rule.arguments for rule in office.app.url_map.iter_rules()}
    for endpoint in DOORS[role]:
        values = {name: office.example("own", name, role) for name in rules[endpoint]}
        with office.app.test_request_context():
            yield url_for(endpoint, **values)


def test_no_script_that_was_planted_runs(
    filled: Office, served: Server, tab: Page, looked: Looked
) -> None:
    looked.fields = plant(served, sample())
    broken = []
    for role in DOORS:
        tab.context.add_cookies(
            [{"name": "sid", "value": filled.tokens[role], "url": served.url}],
        )
        for path in paths(filled, role):
            answer = tab.goto(served.url + path, wait_until="load")
            tab.evaluate(SETTLED)
            if answer is None or answer.status != OK:
                broken.append(path)

    assert looked.ran == []
    assert looked.fields > 30
    assert broken == []


def test_the_same_text_runs_where_a_page_lets_it(tab: Page, looked: Looked) -> None:
    for text in sample():
        tab.set_content(f"<p>{text}</p>")
        tab.evaluate(SETTLED)

    assert looked.ran != []
