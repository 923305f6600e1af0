"""A tablet whose disk goes wrong: seventy damages of seven kinds, what they cost, who is told."""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from playwright.sync_api import Error

from e2e.pages.checklist import described, question, zone
from e2e.serving import Home
from figures.figure import Figure, must_be_short
from figures.glass import Field, Glass, in_the_field, picture, tablet_on
from landlord_watch.visits.shapes import Level

MOULD = "DMP-01"
NOTE = "Mögel bakom sängen, från golvet till fönstret."
#: After so long, in seconds, what was written is saved.
SETTLED = 2.5
BEGUN, ENDED = "Kyrkvägen 1", "Kyrkvägen 2"
CASES, ALL_CASES = 1, 10
JOURNAL, RECORD = b"LWJOURN1", b"LWJR"
#: Of a record's frame: what stands before its body.
FRAME = 12


def figures() -> Iterator[Figure]:
    """One damage of each kind."""
    yield from damage(CASES)


def all_figures() -> Iterator[Figure]:
    """Ten of each."""
    yield from damage(ALL_CASES)


def damage(cases: int) -> Iterator[Figure]:
    """Each damage is done to a copy of the same tablet, which holds what is not sent yet."""
    lots = random.Random(1460)  # noqa: S311 -- no secret, and the same each time
    wards = Ward()
    with in_the_field(Home(street=BEGUN, children=(8,)), Home(street=ENDED, children=(8,))) as day:
        fill(day)
        start_another_day(day)
        day.glass.kill()
        for kind in (*KINDS, burn):
            for number in range(cases if kind is not burn else 1):
                copy = day.glass.folder.with_name(f"{kind.__name__}-{number}")
                shutil.copytree(day.glass.folder, copy, ignore=shutil.ignore_patterns("Singleton*"))
                kind(copy, lots)
                look(day, copy, kind.__name__, wards)
                shutil.rmtree(copy, ignore_errors=True)
    must_be_short(wards.of(burn.__name__).lost_figure())
    yield wards.but(burn.__name__).lost_figure()
    yield wards.but(burn.__name__).told_figure()


@dataclass(frozen=True)
class Patient:
    """A tablet after its damage."""

    kind: str
    #: What of it was not there any more.
    lost: tuple[str, ...]
    is_told: bool


@dataclass
class Ward:
    """All tablets that were damaged so far."""

    patients: list[Patient] = field(default_factory=list)

    def of(self, kind: str) -> "Ward":
        return Ward([each for each in self.patients if each.kind == kind])

    def but(self, kind: str) -> "Ward":
        return Ward([each for each in self.patients if each.kind != kind])

    def lost_figure(self) -> Figure:
        lost = [f"{each.kind}: {', '.join(each.lost)}" for each in self.patients if each.lost]
        note = f"of {len(self.patients)} damages; {'; '.join(lost) or 'nothing lost'}"
        return Figure("tablet.damage_lost", len(lost), "tablets", 0, note, is_ceiling=True)

    def told_figure(self) -> Figure:
        untold = [each.kind for each in self.patients if not each.is_told]
        note = f"not told: {', '.join(untold) or 'none'}"
        told = len(self.patients) - len(untold)
        return Figure("tablet.damage_told", told, "tablets", len(self.patients), note)


def fill(day: Field) -> None:
    """A visit begun with a photo and a note, one ended and unsent, and a worry unsent."""
    tablet, page = day.tablet, day.page
    page.context.set_offline(True)
    for street in (ENDED, BEGUN):
        tablet.start(street)
        tablet.consent("Vuxen 1")
        tablet.press("Nästa")
        tablet.add_expected_child()
        tablet.open_zone(zone(MOULD))
        path = picture(day.glass.folder.parent / "camera.jpg")
        mould = described(MOULD, Level.MODERATE)
        tablet.find_deficiency(question(MOULD), mould, picture=path)
        tablet.item(question(MOULD)).get_by_label("Anteckning", exact=True).fill("Mögel")
        if street == ENDED:
            tablet.raise_concern("Barnet sover på golvet.")
            tablet.press("Tillbaka till besöket")
            tablet.go_to("Summering")
            tablet.finalise()
            page.get_by_text("Klar, väntar på kontakt").first.wait_for()
            tablet.press("Idag")
    page.evaluate("location.hash = '/'")
    page.get_by_role("heading", level=1, name="Idag").wait_for()


def start_another_day(day: Field) -> None:
    """After many saves: the database has gathered its log into tables, and goes on in another."""
    day.grow_old()
    day.glass.close()
    day.start_again()
    day.page.context.set_offline(True)
    day.tablet.unlock()
    day.page.get_by_role("link", name=re.compile(f"^Fortsätt {BEGUN}")).click()
    note = day.tablet.item(question(MOULD)).get_by_label("Anteckning", exact=True)
    note.evaluate("note => note.closest('details').open = true")
    note.fill(NOTE)
    Event().wait(SETTLED)


def look(day: Field, folder: Path, kind: str, wards: Ward) -> None:
    """Turn the damaged tablet on without a line, and look for everything that was on it."""
    glass = Glass(day.glass.playwright, folder)
    page = glass.open()
    page.context.set_offline(True)
    try:
        found = Field(day.office, day.officer, glass, tablet_on(page, day.office))
        page.goto(f"{day.office.url}/tablet/")
        found.tablet.unlock()
        is_told = is_damage_told(found)
        lost = tuple(what for what, is_there in THINGS.items() if not holds(is_there, found))
    except Error as error:
        is_told, lost = False, (str(error).splitlines()[0],)
    glass.kill()
    wards.patients.append(Patient(kind, lost, is_told))


def holds(is_there: Callable[[Field], bool], day: Field) -> bool:
    try:
        return is_there(day)
    except Error:
        return False


def is_damage_told(day: Field) -> bool:
    notice = day.page.get_by_text(re.compile("var skadat|gick inte att läsa"))
    return holds(lambda _: bool(notice.first.wait_for(timeout=15_000)) or True, day)


def has_note(day: Field) -> bool:
    day.page.evaluate("location.hash = '/'")
    day.page.get_by_role("link", name=re.compile(f"^Fortsätt {BEGUN}")).click()
    item = day.tablet.item(question(MOULD))
    item.wait_for()
    return item.get_by_label("Anteckning", exact=True).input_value() == NOTE


def has_photo(day: Field) -> bool:
    day.tablet.item(question(MOULD)).get_by_role("img").wait_for()
    return True


def has_outbox(day: Field) -> bool:
    day.page.evaluate("location.hash = '/outbox'")
    card = day.page.get_by_role("listitem").filter(has_text=ENDED)
    card.get_by_text("Klar, väntar på kontakt").first.wait_for()
    return True


def has_concern(day: Field) -> bool:
    day.page.get_by_role("link", name="Oro för barn,").click()
    day.page.get_by_text("Barnet sover på golvet.").wait_for()
    return True


def has_nothing_unreadable(day: Field) -> bool:
    return day.page.get_by_text("gick inte att läsa").count() == 0


THINGS: dict[str, Callable[[Field], bool]] = {
    "something unreadable": has_nothing_unreadable,
    "the note": has_note,
    "the photo": has_photo,
    "the ended visit": has_outbox,
    "the worry": has_concern,
}


def flip_log(folder: Path, lots: random.Random) -> None:
    flip(log_of(folder), lots, 0)


def cut_log(folder: Path, lots: random.Random) -> None:
    log = log_of(folder)
    with log.open("r+b") as file:
        file.truncate(int(log.stat().st_size * lots.uniform(0.1, 0.9)))


def garble_manifest(folder: Path, lots: random.Random) -> None:
    manifest = next(database_of(folder).glob("MANIFEST-*"))
    manifest.write_bytes(lots.randbytes(manifest.stat().st_size))


def lose_manifest(folder: Path, lots: random.Random) -> None:
    del lots
    next(database_of(folder).glob("MANIFEST-*")).unlink()


def lose_current(folder: Path, lots: random.Random) -> None:
    del lots
    (database_of(folder) / "CURRENT").unlink()


def tear_journal(folder: Path, lots: random.Random) -> None:
    """Cut within the last record that was written."""
    journal = journal_of(folder)
    last = journal.read_bytes().rindex(RECORD)
    with journal.open("r+b") as file:
        file.truncate(last + FRAME + lots.randrange(1, 20))


def flip_journal(folder: Path, lots: random.Random) -> None:
    """Change a byte inside some record."""
    journal = journal_of(folder)
    records = [found.start() for found in re.finditer(RECORD, journal.read_bytes())]
    flip(journal, lots, lots.choice(records) + FRAME, within=10)


def burn(folder: Path, lots: random.Random) -> None:
    """Planted: both memories gone at once, which nothing can mend."""
    lose_current(folder, lots)
    for journal in journals_of(folder):
        journal.unlink()


KINDS = (
    flip_log,
    cut_log,
    garble_manifest,
    lose_manifest,
    lose_current,
    tear_journal,
    flip_journal,
)


def flip(path: Path, lots: random.Random, start: int, *, within: int | None = None) -> None:
    raw = bytearray(path.read_bytes())
    at = start + lots.randrange(within or len(raw) - start)
    raw[at] ^= 0xFF
    path.write_bytes(raw)


def database_of(folder: Path) -> Path:
    """Where Chromium keeps the databases."""
    return next((folder / "Default" / "IndexedDB").glob("*.leveldb"))


def log_of(folder: Path) -> Path:
    return max(database_of(folder).glob("*.log"), key=lambda path: path.stat().st_size)


def journals_of(folder: Path) -> list[Path]:
    """The private files that are journals; Chromium has numbered them."""
    files = [path for path in (folder / "Default" / "File System").rglob("*") if path.is_file()]
    return [path for path in files if path.read_bytes()[:8] == JOURNAL]


def journal_of(folder: Path) -> Path:
    """The one that most was written to: the person's."""
    return max(journals_of(folder), key=lambda path: path.read_bytes().count(RECORD))
