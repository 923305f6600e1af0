"""Every page of the office, for everybody who may open it: whole, fitting, readable, pictured."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from e2e.chromium import PATIENCE_MS
from e2e.conftest import SCREENSHOTS
from e2e.pages.doors import NO_PAGES, Door, doors, office_pages, opening_for
from e2e.pages.examples import HOUSEHOLD
from e2e.pages.keyboard import Keyboard
from e2e.pages.line import HeldBack
from e2e.pages.looking import HEIGHT, MIDDLE, NARROW, WIDE, Looker
from e2e.pages.more import add_more
from e2e.pages.pictures import keep_picture
from e2e.serving import Server
from factories.demo import run, settings_of
from factories.people import PASSWORD as FRESH_PASSWORD
from landlord_watch.cli.demo.users import PASSWORD, USERS, User
from landlord_watch.cli.installation import load_environment, open_engine
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.settings import read_settings
from landlord_watch.web.app import create_app
from landlord_watch.web.db import extension

PICTURES = SCREENSHOTS / "office"
MOST_ZOOMS = 19
BY_ROLE = {user.role: user for user in USERS}


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
    """A way to each page, and something on each."""
    engine = open_engine(settings_of(env_file))
    with Session(engine) as session, session.begin():
        add_more(session)
        found = doors(app, session)
    engine.dispose()
    return found


@pytest.fixture(scope="module")
def case_number(env_file: Path) -> str:
    """Of the household that has most to show."""
    engine = open_engine(settings_of(env_file))
    with Session(engine) as session:
        found = session.scalars(select(Household.case_number).where(Household.id == HOUSEHOLD))
        number = found.one()
    engine.dispose()
    return number


@pytest.fixture(scope="module")
def office(env_file: Path, case_number: str, all_doors: list[Door]) -> Iterator[Server]:
    """The demo, served, once nobody else has its database open."""
    assert case_number
    assert all_doors
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
    context.set_default_timeout(3 * PATIENCE_MS)
    yield context.new_page()
    context.close()


def sign_in(page: Page, url: str, username: str, password: str = PASSWORD) -> None:
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    page.goto(f"{url}/sign-in?next=/office/")
    page.get_by_label("Användarnamn").fill(username)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("navigation", name="Meny")).to_be_visible()


def speak(page: Page, language: str, *, menu: str) -> None:
    """Choose another language, which the office remembers of who is signed in."""
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    page.get_by_role("button", name=language).click()
    expect(page.get_by_role("navigation", name=menu)).to_be_visible()


def seen_in_swedish(looker: Looker, url: str, door: Door, *, is_new: bool) -> Iterator[str]:
    yield from looker.open(url + door.path)
    for width in looker.on_the_way(WIDE, MIDDLE, NARROW) if is_new else (NARROW,):
        yield from looker.fits(width)
        if is_new and door.is_first and width == NARROW:
            yield from looker.accessible()
        if is_new and (door.is_first or width != MIDDLE):
            looker.picture(PICTURES / f"{door.name}-{width}.jpg")


def seen_in_english(looker: Looker, url: str, door: Door) -> Iterator[str]:
    yield from looker.open(url + door.path)
    for width in looker.on_the_way(NARROW, WIDE):
        yield from looker.fits(width)
        if width == WIDE:
            looker.picture(PICTURES / f"{door.name}-en.jpg")


def looked_over(looker: Looker, name: str) -> list[str]:
    """What is wrong with a page that is open already, which is kept as a picture."""
    wrong = [*looker.whole(), *looker.accessible()]
    for width in (NARROW, WIDE):
        wrong += looker.fits(width)
        looker.picture(PICTURES / f"{name}-{width}.jpg")
    return wrong


def named(door: Door, user: User) -> str:
    """Everybody's start page is another."""
    return f"{door.name}.{user.username}" if door.name == "start.start" else door.name


@pytest.mark.parametrize("user", USERS, ids=lambda user: user.username)
def test_every_page_is_whole_fits_and_can_be_read(
    page: Page, office: Server, all_doors: list[Door], pictured: set[str], user: User
) -> None:
    looker = Looker(page)
    sign_in(page, office.url, user.username)
    mine = [Door(named(door, user), door.path, door.permission) for door in all_doors]
    mine = opening_for(user.role, mine)
    new = {door.name for door in mine} - pictured
    pictured |= new
    wrong = [
        f"{door.name}: {fault}"
        for door in mine
        for fault in seen_in_swedish(looker, office.url, door, is_new=door.name in new)
    ]
    speak(page, "English", menu="Menu")
    wrong += [
        f"{door.name}, English: {fault}"
        for door in mine
        if door.name in new
        for fault in seen_in_english(looker, office.url, door)
    ]
    speak(page, "Svenska", menu="Meny")

    assert wrong == []


def test_no_page_of_the_office_is_left_out(app: Flask, all_doors: list[Door]) -> None:
    tried = {door.name for door in all_doors if any(door.opens_for(role) for role in BY_ROLE)}

    assert {rule.endpoint for rule in office_pages(app)} - tried == set()
    assert set(app.view_functions) >= NO_PAGES


def test_pages_that_answer_what_was_sent_are_whole_too(
    page: Page, office: Server, case_number: str
) -> None:
    looker = Looker(page)
    sign_in(page, office.url, BY_ROLE[Role.CASEWORKER].username)
    page.goto(f"{office.url}/office/households/")
    page.get_by_label("Namn, personnummer").fill(case_number)
    page.get_by_role("button", name="Sök").click()
    expect(page.get_by_role("table")).to_be_visible()
    wrong = looked_over(looker, "households.households-found")
    page.get_by_role("link", name=case_number).click()
    page.get_by_role("button", name="Visa hela numret").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("nummer")
    wrong += looked_over(looker, "households.reveal_number")
    sign_in_as_another(page, office.url, Role.ADMINISTRATOR)
    page.goto(f"{office.url}/office/devices/codes/new")
    page.get_by_role("combobox").select_option(label="Frida Fältgren")
    page.get_by_role("button", name="Ge ut koden").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Frida Fältgren")
    wrong += looked_over(looker, "devices.code")

    assert wrong == []


def sign_in_as_another(page: Page, url: str, role: Role) -> None:
    page.context.clear_cookies()
    sign_in(page, url, BY_ROLE[role].username)


def test_what_is_refused_is_said_on_a_whole_page(page: Page, office: Server) -> None:
    looker = Looker(page)
    page.goto(f"{office.url}/sign-in")
    wrong = looked_over(looker, "sign-in")
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("alert")).to_be_focused()
    wrong += looked_over(looker, "sign-in-refused")
    sign_in(page, office.url, BY_ROLE[Role.CASEWORKER].username)
    page.goto(f"{office.url}/office/landlords/new")
    page.get_by_role("button", name="Spara hyresvärden").click()
    expect(page.get_by_role("alert")).to_be_focused()
    wrong += looked_over(looker, "landlords.new_landlord-refused")
    wrong += looker.open(f"{office.url}/office/landlords/{uuid4()}", status=404)
    wrong += looked_over(looker, "not-found")
    wrong += looker.open(f"{office.url}/office/staff/", status=403)
    wrong += looked_over(looker, "not-allowed")

    assert wrong == []


def test_an_office_that_has_just_begun_says_on_every_page_what_to_do(
    page: Page, server: Server
) -> None:
    app = create_app(read_settings(server.environment))
    lists = [rule for rule in office_pages(app) if not rule.arguments]
    looker = Looker(page)
    wrong: list[str] = []
    for role in (Role.CASE_MANAGER, Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER):
        page.context.clear_cookies()
        sign_in(page, server.url, role.value, FRESH_PASSWORD)
        for rule in lists:
            door = Door(rule.endpoint, rule.rule, app.view_functions[rule.endpoint].permission)
            if door.opens_for(role):
                wrong += looker.open(server.url + door.path)
                wrong += looker.fits(NARROW)
                looker.picture(PICTURES / f"empty-{door.name}-{NARROW}.jpg")

    assert wrong == []


def test_a_rent_check_is_kept_with_a_keyboard_alone(
    page: Page, office: Server, case_number: str
) -> None:
    keyboard = Keyboard(page)
    page.goto(f"{office.url}/sign-in?next=/office/")
    keyboard.write("Användarnamn", BY_ROLE[Role.CASEWORKER].username)
    keyboard.write("Lösenord", PASSWORD)
    keyboard.press("Logga in")
    keyboard.press("Hushåll")
    keyboard.write("Namn, personnummer, samordningsnummer eller ärendenummer", case_number)
    keyboard.press("Sök")
    keyboard.press(case_number)
    keyboard.go_to(page.get_by_role("table", name="Bostad och hyra").get_by_role("link").first)
    page.keyboard.press("Enter")
    keyboard.press("Kontrollera hyran")
    keyboard.go_to(page.get_by_role("combobox", name="Norm"))
    page.keyboard.press("ArrowDown")
    keyboard.press("Visa")
    keyboard.press("Spara kontrollen")
    expect(page.get_by_role("status")).to_contain_text("Kontrollen är sparad")

    assert keyboard.unseen == set()


def test_the_first_stop_leads_past_the_menu(page: Page, office: Server) -> None:
    sign_in(page, office.url, BY_ROLE[Role.CASEWORKER].username)
    page.goto(f"{office.url}/office/landlords/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("() => document.activeElement.closest('main') !== null")


def test_a_quick_check_answers_while_one_types_and_takes_no_late_answer(
    page: Page, office: Server
) -> None:
    sign_in(page, office.url, BY_ROLE[Role.CASEWORKER].username)
    page.goto(f"{office.url}/office/rent-check")
    held = HeldBack(page, "**/rent-check?monthly_rent=7000*")
    rent, answer = page.get_by_label("Hyra i månaden"), page.locator("#answer")
    with page.expect_request("**/rent-check?monthly_rent=7000*"):
        rent.fill("7000")
    rent.fill("9000")
    expect(answer).to_contain_text("9\u202f000\u202fkr")
    expect(page.get_by_role("status")).to_contain_text("Kan inte avgöras")
    held.let_go()
    rent.fill("")
    expect(answer).to_contain_text("Svaret visas här när det här går att läsa: Hyra i månaden")

    assert page.url.endswith("norm_set_id=&rooms=&adult_ages=")


def test_a_quick_check_answers_by_its_button_where_no_script_runs(
    browser: Browser, office: Server
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="sv-SE")
    page = context.new_page()
    sign_in(page, office.url, BY_ROLE[Role.CASEWORKER].username)
    page.goto(f"{office.url}/office/rent-check")
    page.get_by_label("Hyra i månaden").fill("9000")
    page.get_by_role("button", name="Räkna som varmhyra").click()
    expect(page.locator("#answer")).to_contain_text("Hyran 9\u202f000\u202fkr ligger")
    context.close()


def test_a_rent_check_is_printed_without_its_frame(
    page: Page, office: Server, all_doors: list[Door]
) -> None:
    sign_in(page, office.url, BY_ROLE[Role.CASEWORKER].username)
    door = next(door for door in all_doors if door.name == "rent_checks.recorded_check")
    page.goto(office.url + door.path)
    page.emulate_media(media="print")
    keep_picture(page, PICTURES / "print-recorded_check.jpg", full_page=True)

    expect(page.get_by_role("navigation", name="Meny")).to_be_hidden()
    expect(page.get_by_role("button", name="Skriv ut")).to_be_hidden()
    expect(page.get_by_role("textbox")).to_be_hidden()
    expect(page.get_by_role("table", name="Underlag, steg för steg")).to_be_visible()


def test_the_map_is_read_with_a_keyboard_and_breaks_no_rule_of_the_page(
    page: Page, office: Server
) -> None:
    looker = Looker(page)
    sign_in(page, office.url, BY_ROLE[Role.CASEWORKER].username)
    page.goto(f"{office.url}/office/map?q=Bengtsfors")
    points = page.locator(".map-point")
    expect(points.first).to_be_visible()
    chosen = page.locator("[data-map-chosen]").get_by_role("link")
    for _ in range(MOST_ZOOMS):  # nearer each time, until a point is one house
        points.first.focus()
        page.keyboard.press("Enter")
        expect(chosen.or_(page.locator(".map:focus")).first).to_be_visible()
        if chosen.count():
            break
    wrong = [*looker.whole()]
    chosen.first.press("Enter")
    expect(page.get_by_role("heading", name="Om bostaden")).to_be_visible()

    assert wrong == []
