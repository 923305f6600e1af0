"""Photos on the tablet: taken in the page, covered before they are kept, never silently lost."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageStat, JpegImagePlugin
from playwright.sync_api import BrowserContext, BrowserType, Error, Page, expect

from e2e.chromium import PATIENCE_MS, launch_options, tablet_options
from e2e.pages.camera import COVERED, OPEN, Camera, roughness
from e2e.pages.checklist import described, question, zone
from e2e.pages.tablet import Tablet
from e2e.serving import ROOT, Home, Server, plan_day
from landlord_watch.visits.shapes import Level

ITEM = "DMP-01"
FRAME = (1280, 720)
LYING = {"width": 1180, "height": 820}
STANDING = {"width": 820, "height": 1180}
MAKER, ORIENTATION, TURNED_LEFT = 0x010F, 0x0112, 6
#: Starts the app's own worker on a picture, and gives back what came of it.
WORK = """
  async ([address, picture, covers]) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0)).buffer;
    const worker = new Worker(address, { type: "module" });
    const answer = await new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage({ id: 1, picture: { bytes, contentType: "image/jpeg", covers } });
    });
    const { bytes: made, width, height } = answer.shrunk;
    return { width, height, made: Array.from(new Uint8Array(made)) };
  }
"""
#: How many points of a canvas are inked.
INKED = """
  canvas => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let inked = 0;
    for (let at = 3; at < data.length; at += 4) inked += data[at] > 128 ? 1 : 0;
    return inked;
  }
"""
FULL_BYTES = 1
KEPT_BYTES = 200_000_000


def noise(size: tuple[int, int]) -> Image.Image:
    """A picture in which no two neighbours are alike."""
    return Image.effect_noise(size, 90).convert("RGB")


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    """What the camera sees: a few frames of noise, as a film."""
    path = tmp_path / "scene.mjpeg"
    with path.open("wb") as film:
        for _ in range(3):
            noise(FRAME).save(film, "jpeg", quality=90)
    return path


@contextmanager
def tablet_with(browser_type: BrowserType, *flags: str) -> Iterator[BrowserContext]:
    options = launch_options()
    browser = browser_type.launch(**{**options, "args": [*options["args"], *flags]})
    context = browser.new_context(**tablet_options())
    context.set_default_timeout(PATIENCE_MS)
    yield context
    browser.close()


@pytest.fixture
def with_camera(browser_type: BrowserType, scene: Path) -> Iterator[BrowserContext]:
    """A tablet whose camera sees the scene, and whose owner has allowed it."""
    camera = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    seen = f"--use-file-for-fake-video-capture={scene}"
    with tablet_with(browser_type, *camera, seen) as context:
        yield context


@pytest.fixture
def refused_camera(browser_type: BrowserType) -> Iterator[BrowserContext]:
    """A tablet whose owner lets no page use the camera."""
    flags = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream=deny")
    with tablet_with(browser_type, *flags) as context:
        yield context


Keep = Callable[[Page, str], None]


def before_a_deficiency(context: BrowserContext, server: Server, keep: Keep) -> Tablet:
    """A tablet in a visit, with mould found and photos allowed."""
    officer = plan_day(server, Home(children=(3,)), username="frida")
    tablet = Tablet(context.new_page(), server.url, keep)
    tablet.connect(officer)
    tablet.start("Storgatan 4")
    tablet.consent("Vuxen 1")
    tablet.press("Nästa")
    tablet.open_zone(zone(ITEM))
    item = tablet.item(question(ITEM))
    item.get_by_role("button", name="Brist", exact=True).click()
    item.get_by_role("button", name=described(ITEM, Level.MODERATE)).click()
    return tablet


def kill(page: Page) -> None:
    """As the system does for want of memory: no handler runs, nothing is said."""
    with page.expect_event("crash"), pytest.raises(Error):
        page.goto("chrome://crash")


def again(tablet: Tablet) -> Tablet:
    """The app begun anew from its icon, and unlocked."""
    page = tablet.page.context.new_page()
    page.goto(f"{tablet.url}/tablet/")
    opened = Tablet(page, tablet.url, tablet.keep)
    opened.unlock()
    return opened


def test_fm_17_a_covered_photo_is_there_after_the_camera_killed_the_page(
    with_camera: BrowserContext, server: Server, keep: Keep
) -> None:
    tablet = before_a_deficiency(with_camera, server, keep)
    camera = Camera(tablet.page, tablet.item(question(ITEM)))
    camera.open()
    camera.shoot()
    camera.cover_the_middle()
    keep(tablet.page, "tablet-cover")
    camera.use()
    camera.must_have_kept("1 bild sparad")
    kill(tablet.page)

    tablet = again(tablet)

    item = tablet.item(question(ITEM))
    picture = item.get_by_role("img", name="Bild 1")
    expect(picture).to_be_visible()
    expect(item).to_contain_text("Sidan började om medan kameran var öppen")
    assert roughness(picture, COVERED) < roughness(picture, OPEN) / 5


def test_several_photos_are_taken_in_a_row_and_the_camera_is_off_afterwards(
    with_camera: BrowserContext, server: Server, keep: Keep
) -> None:
    tablet = before_a_deficiency(with_camera, server, keep)
    camera = Camera(tablet.page, tablet.item(question(ITEM)))
    camera.open()
    for _ in range(3):
        camera.shoot()
        camera.use()
    camera.must_have_kept("3 bilder sparade")
    stream = tablet.page.locator("video").evaluate_handle("video => video.srcObject")
    camera.close()

    expect(camera.item.get_by_role("img")).to_have_count(3)
    assert stream.evaluate("stream => stream.active") is False


def test_a_photo_that_finds_no_room_is_named_and_kept_once_there_is_room(
    with_camera: BrowserContext, server: Server, keep: Keep
) -> None:
    tablet = before_a_deficiency(with_camera, server, keep)
    tablet.must_be_saved()
    camera = Camera(tablet.page, tablet.item(question(ITEM)))
    camera.open()
    camera.shoot()
    room = tablet.page.context.new_cdp_session(tablet.page)
    quota: dict[str, Any] = {"origin": server.url, "quotaSize": FULL_BYTES}
    room.send("Storage.overrideQuotaForOrigin", quota)
    camera.use()
    expect(tablet.page.get_by_text("1 kunde inte sparas")).to_be_visible()
    camera.close()
    told = camera.item.get_by_role("alert")
    expect(told).to_contain_text(f"Bild 1 till ”{question(ITEM)}” kunde inte sparas")
    keep(tablet.page, "tablet-photo-failed")
    room.send("Storage.overrideQuotaForOrigin", {**quota, "quotaSize": KEPT_BYTES})

    tablet.press(f"Försök igen Bild 1 till ”{question(ITEM)}”")

    expect(camera.item.get_by_role("img", name="Bild 1")).to_be_visible()
    expect(told).to_have_count(0)
    tablet.must_be_saved()


def test_a_refused_camera_says_why_and_offers_the_tablets_own(
    refused_camera: BrowserContext, server: Server, keep: Keep, picture: Path
) -> None:
    tablet = before_a_deficiency(refused_camera, server, keep)
    camera = Camera(tablet.page, tablet.item(question(ITEM)))
    camera.open()
    said = tablet.page.get_by_role("alert")
    expect(said).to_contain_text("Appen får inte använda kameran.")

    tablet.page.get_by_label("Öppna plattans egen kamera").set_input_files(picture)
    camera.use()

    camera.must_have_kept("1 bild sparad")


def test_a_yes_taken_back_hides_and_locks_the_photos(
    with_camera: BrowserContext, server: Server, keep: Keep
) -> None:
    tablet = before_a_deficiency(with_camera, server, keep)
    camera = Camera(tablet.page, tablet.item(question(ITEM)))
    camera.open()
    camera.shoot()
    camera.use()
    camera.must_have_kept("1 bild sparad")
    camera.close()
    here = tablet.page.url
    tablet.page.goto(re.sub(r"zone/.*", "consent", here))
    tablet.press("Ta tillbaka Foto")
    tablet.press("Ta tillbaka")

    tablet.page.goto(here)

    expect(camera.item).to_contain_text("Samtycket till foto togs tillbaka")
    expect(camera.item).to_contain_text("Bilden är låst")
    expect(camera.item.get_by_role("img")).to_have_count(0)
    expect(camera.item.get_by_role("button", name="Ta foto")).to_have_count(0)


def told_too_much(size: tuple[int, int]) -> bytes:
    """A picture held upright by its metadata alone, which says where, by what and by whom."""
    exif = Image.Exif()
    exif[MAKER], exif[ORIENTATION] = "Kamera", TURNED_LEFT
    exif.get_ifd(0x8825)[2] = (59.0, 6.0, 30.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    said = {"exif": exif, "icc_profile": profile, "comment": b"Storgatan 4", "xmp": b"<x:xmpmeta/>"}
    out = BytesIO()
    noise(size).save(out, "jpeg", quality=90, **said)
    return out.getvalue()


def contrast_at(picture: Image.Image, left: int, top: int) -> float:
    """How much the tones differ within one square of a mosaic."""
    square = picture.convert("L").crop((left, top, left + 65, top + 65))
    return ImageStat.Stat(square).stddev[0]


def test_what_leaves_the_worker_is_upright_small_covered_and_tells_nothing_else(
    browser_type: BrowserType, server: Server
) -> None:
    built = next((ROOT / "static/dist/pwa/assets").glob("shrinkWorker-*.js"))
    cover = {"is": "box", "x": 0.25, "y": 0.25, "width": 0.5, "height": 0.5}
    browser = browser_type.launch(**launch_options())
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(f"{server.url}/tablet/")
    sent = b64encode(told_too_much((2400, 1800))).decode()

    made = page.evaluate(WORK, [f"/tablet/assets/{built.name}", sent, [cover]])

    browser.close()
    picture = Image.open(BytesIO(bytes(made["made"])))
    assert isinstance(picture, JpegImagePlugin.JpegImageFile)
    assert [name for name, _ in picture.applist] == ["APP0"]
    assert (made["width"], made["height"], picture.size) == (1200, 1600, (1200, 1600))
    covered, bare = contrast_at(picture, 330, 430), contrast_at(picture, 30, 30)
    assert covered < bare / 5


def ink_of(page: Page) -> int:
    """How much ink there is on the first adult's pad."""
    inked: int = page.get_by_label("Vuxen 1 skriver här").evaluate(INKED)
    return inked


def test_fm_18_a_signature_is_whole_after_turns_of_the_tablet_and_a_kill(
    with_camera: BrowserContext, server: Server, keep: Keep
) -> None:
    officer = plan_day(server, Home(), username="frida")
    tablet = Tablet(with_camera.new_page(), server.url, keep)
    tablet.connect(officer)
    tablet.start("Storgatan 4")
    tablet.press("Fråga Vuxen 1")
    tablet.sign("Vuxen 1 skriver här")
    before = ink_of(tablet.page)
    for size in (LYING, STANDING, LYING):
        tablet.page.set_viewport_size(size)
    tablet.sign("Vuxen 1 skriver här")
    tablet.must_be_saved()
    kill(tablet.page)

    tablet = again(tablet)

    tablet.resume("Storgatan 4")
    expect(tablet.page.get_by_text("Påskrivet.")).to_be_visible()
    assert ink_of(tablet.page) > before > 0
