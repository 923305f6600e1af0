"""A real server that can be stopped and started again, and a browser that stands before it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from e2e.chromium import INSTALLED, PATIENCE_MS, launch_options, tablet_options
from e2e.pages.eyes import Eyes
from e2e.pages.field import DAY, FAMILY, Field
from e2e.pages.pictures import keep_picture
from e2e.pages.tablet import Tablet
from e2e.serving import ROOT, Server, plan_day, running_office

SCREENSHOTS = ROOT / "build" / "screenshots"
MAKER = 0x010F

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A running office with its norms and one member of staff of each role it takes."""
    with running_office(tmp_path) as office:
        yield office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running office that the tests of a module share."""
    with running_office(tmp_path_factory.mktemp("office")) as shared:
        yield shared


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, **launch_options()}


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A wide browser at a desk, in Swedish."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="sv-SE")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    yield page
    context.close()


@pytest.fixture
def tablet_context(browser: Browser) -> Iterator[BrowserContext]:
    """A tablet held upright."""
    context = browser.new_context(**tablet_options())
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture(scope="session")
def keep() -> Callable[[Page, str], None]:
    """Keeps a picture of a page under build/screenshots, where pictures are asked for."""

    def take(page: Page, name: str) -> None:
        keep_picture(page, SCREENSHOTS / f"{name}.png", full_page=True)

    return take


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A photo as a camera leaves it: large, and with where it was taken in its metadata."""
    path = tmp_path / "camera.jpg"
    exif = Image.Exif()
    exif[MAKER] = "Kamera"
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(path, quality=80, exif=exif)
    return path


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
    yield Field(tablet, Eyes(page, SCREENSHOTS / "tablet"), officer)
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
