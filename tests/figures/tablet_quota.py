"""A tablet that is full: whether texts are kept all the same, and photos that are not are named."""

import random
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event

from playwright.sync_api import TimeoutError as TooLate

from e2e.pages.checklist import described, question, zone
from e2e.serving import Home
from figures.figure import Figure, must_be_short
from figures.glass import Field, in_the_field, picture
from landlord_watch.visits.shapes import Level

MOULD = "DMP-01"
STREET = "Kyrkvägen 1"
KIB = 1024
#: How much room is left, in KiB, beside what is stored already.
ALL_LEVELS = (
    *(0, 1, 2, 4, 8, 16, 32, 48, 64, 96),
    *(128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 4096),
)
LEVELS = (0, 16, 256, 1024)
LETTERS = 4000
#: After so long, in seconds, what was typed is saved, or said not to be.
SETTLED = 4.0
PHOTO_SETTLED_MS = 30_000
USAGE = "async () => (await navigator.storage.estimate()).usage"
FAILED = re.compile(r"Bild \d+ till ”.+” kunde inte sparas")
#: Said after a start of one that was still being saved when the tablet was killed.
GONE = re.compile(r"hann inte sparas|är tagen men inte sparad")
KEPT = re.compile(r"[1-9]\d* bild(er)? sparad")


def figures() -> Iterator[Figure]:
    """At some levels."""
    yield from fill_up(LEVELS)


def all_figures() -> Iterator[Figure]:
    """At twenty."""
    yield from fill_up(ALL_LEVELS)


def fill_up(levels: tuple[int, ...]) -> Iterator[Figure]:
    """At each level a text and a photo; then the tablet is killed, and one looks."""
    lots = random.Random(112)  # noqa: S311 -- no secret, and the same each time
    full = Full()
    with in_the_field(Home(street=STREET, children=(8,))) as day:
        begin(day)
        for level in levels:
            text = "".join(lots.choices(string.ascii_letters + string.digits, k=LETTERS))
            full.levels += 1
            squeeze(day, level)
            photo = write(day, text, full)
            start_again(day)
            look(day, text, photo, f"{level} KiB", full)
        planted = Full(levels=1)
        look(day, "never typed", Photo(99, gone_at(day), is_named=False), "planted", planted)
    must_be_short(planted.texts())
    must_be_short(planted.photos())
    yield full.texts()
    yield full.photos()


@dataclass(frozen=True)
class Photo:
    """What the screen said of a photo, and what there was before it."""

    #: Photos that were kept.
    before: int
    #: Photos said to be gone.
    gone_before: int
    is_named: bool


@dataclass
class Full:
    """What has become of texts and photos so far."""

    levels: int = 0
    lost: list[str] = field(default_factory=list)
    #: Neither there, nor said by name not to be.
    unnamed: list[str] = field(default_factory=list)
    named: int = 0

    def texts(self) -> Figure:
        note = f"at {self.levels} levels of room; {', '.join(self.lost) or 'none'} lost"
        lost = len(self.lost)
        return Figure("tablet.quota_texts_lost", lost, "texts", 0, note, is_ceiling=True)

    def photos(self) -> Figure:
        unnamed = len(self.unnamed)
        others = ", ".join(self.unnamed) or "none"
        note = f"{self.named} of {self.levels} had no room and were named; unnamed: {others}"
        return Figure("tablet.quota_photos_unnamed", unnamed, "photos", 0, note, is_ceiling=True)


def begin(day: Field) -> None:
    tablet = day.tablet
    tablet.start(STREET)
    tablet.consent("Vuxen 1")
    tablet.press("Nästa")
    tablet.open_zone(zone(MOULD))
    item = tablet.item(question(MOULD))
    item.get_by_role("button", name="Brist", exact=True).click()
    item.get_by_role("button", name=described(MOULD, Level.MODERATE)).click()
    item.get_by_text("Rum, anteckning och mer").click()
    Event().wait(SETTLED)


def squeeze(day: Field, room: int) -> None:
    """Leave so much room, in KiB, and no more."""
    quota = day.page.evaluate(USAGE) + room * KIB
    session = day.page.context.new_cdp_session(day.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": day.office.url, "quotaSize": quota})


def write(day: Field, text: str, full: Full) -> Photo:
    """A text into a note, and a photo."""
    page, item = day.page, day.tablet.item(question(MOULD))
    item.get_by_label("Anteckning", exact=True).fill(text)
    Event().wait(SETTLED)
    before, gone_before = photos_at(day), gone_at(day)
    item.get_by_role("button", name="Ta foto", exact=True).click()
    path = picture(day.glass.folder.parent / "camera.jpg", seed=full.levels)
    page.get_by_label("Öppna plattans egen kamera").set_input_files(path)
    day.tablet.press("Använd")
    said = page.get_by_text(FAILED).or_(page.get_by_text(KEPT))
    try:
        said.first.wait_for(timeout=PHOTO_SETTLED_MS)
    except TooLate:
        return Photo(before, gone_before, is_named=False)
    is_named = page.get_by_text(FAILED).count() > 0
    full.named += is_named
    return Photo(before, gone_before, is_named=is_named)


def start_again(day: Field) -> None:
    day.glass.kill()
    day.start_again()
    day.tablet.unlock()
    day.page.get_by_role("link", name=re.compile(f"^Fortsätt {STREET}")).click()
    item = day.tablet.item(question(MOULD))
    item.wait_for()
    item.get_by_label("Anteckning", exact=True).evaluate(
        "note => { note.closest('details').open = true }"
    )


def look(day: Field, text: str, photo: Photo, level: str, full: Full) -> None:
    note = day.tablet.item(question(MOULD)).get_by_label("Anteckning", exact=True)
    if note.input_value() != text:
        full.lost.append(f"the text at {level}")
    is_named = photo.is_named or gone_at(day) > photo.gone_before
    if photos_at(day) < photo.before + 1 and not is_named:
        full.unnamed.append(f"the photo at {level}")


def gone_at(day: Field) -> int:
    """Photos said to be gone, each by its own line."""
    return day.page.get_by_text(GONE).count()


def photos_at(day: Field) -> int:
    """Those at the item, and those that only wait to be put there."""
    title = day.tablet.item(question(MOULD)).get_by_text(re.compile(r"^Foton: \d+"))
    waiting = day.page.get_by_role("button", name="Lägg till vid").count()
    return int(title.inner_text().removeprefix("Foton: ")) + waiting
