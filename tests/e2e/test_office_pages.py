"""Every page of the office, for everybody who may open it: whole, fitting, readable, pictured."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from e2e.conftest import PATIENCE_MS, SCREENSHOTS, Server
from e2e.pages.doors import Door, doors, office_pages, opening_for
from e2e.pages.looking import HEIGHT, MIDDLE, NARROW, WIDE, Looker
from factories.demo import run, settings_of
from landlord_watch.cli.demo.users import PASSWORD, USERS, User
from landlord_watch.cli.installation import load_environment, open_engine
from landlord_watch.infra import clock
from landlord_watch.web.app import create_app
from landlord_watch.web.db import extension

PICTURES = SCREENSHOTS / "office"


@pytest.fixture(scope="module")
def env_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo municipality as it looks today."""
    path = tmp_path_factory.mktemp("office") / "landlord_watch.env"
    result = run(path, "--today", clock.today().isoformat())
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="module")
def app(env_file: Path) -> Iterator[Flask]:
    """The same office without a server, asked only for its addresses."""
    app = create_app(settings_of(env_file))
    yield app
    with app.app_context():
        extension.engine.dispose()


@pytest.fixture(scope="module")
def all_doors(app: Flask, env_file: Path) -> list[Door]:
    engine = open_engine(settings_of(env_file).database_url)
    with Session(engine) as session:
        found = doors(app, session)
    engine.dispose()
    return found


@pytest.fixture(scope="module")
def office(env_file: Path) -> Iterator[Server]:
    """The demo, served."""
    server = Server(env_file.parent)
    told: dict[str, str] = {}
    load_environment(env_file, told)
    server.environment |= told
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def pictured() -> set[str]:
    """The pages that have been read by axe and pictured; once is enough."""
    return set()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": WIDE, "height": HEIGHT}, locale="sv-SE")
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def sign_in(page: Page, url: str, user: User) -> None:
    page.goto(f"{url}/sign-in?next=/office/")
    page.get_by_label("Användarnamn").fill(user.username)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("navigation", name="Meny")).to_be_visible()


def seen_in_swedish(looker: Looker, url: str, door: Door, *, is_new: bool) -> Iterator[str]:
    yield from looker.open(url + door.path)
    for width in (WIDE, MIDDLE, NARROW):
        yield from looker.fits(width)
        if is_new:
            looker.picture(PICTURES / f"{door.name}-{width}.png")
    if is_new:
        yield from looker.accessible()


def seen_in_english(looker: Looker, url: str, door: Door, *, is_new: bool) -> Iterator[str]:
    yield from looker.open(url + door.path)
    for width in (NARROW, WIDE):
        yield from looker.fits(width)
    if is_new:
        looker.picture(PICTURES / f"{door.name}-en.png")


@pytest.mark.parametrize("user", USERS, ids=lambda user: user.username)
def test_every_page_is_whole_fits_and_can_be_read(
    page: Page, office: Server, all_doors: list[Door], pictured: set[str], user: User
) -> None:
    looker = Looker(page)
    sign_in(page, office.url, user)
    mine = opening_for(user.role, all_doors)
    new = {door.name for door in mine} - pictured
    pictured |= new
    wrong = [
        f"{door.name}: {fault}"
        for door in mine
        for fault in seen_in_swedish(looker, office.url, door, is_new=door.name in new)
    ]
    page.get_by_role("button", name="English").click()
    wrong += [
        f"{door.name}, English: {fault}"
        for door in mine
        for fault in seen_in_english(looker, office.url, door, is_new=door.name in new)
    ]

    assert wrong == []


def test_no_page_of_the_office_is_left_out(app: Flask, all_doors: list[Door]) -> None:
    tried = {door.name for door in all_doors if any(door.opens_for(u.role) for u in USERS)}

    assert {rule.endpoint for rule in office_pages(app)} - tried == set()
