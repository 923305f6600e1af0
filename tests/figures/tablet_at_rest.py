"""What a lost tablet's disk says after a full day, locked and killed: of 500 planted, nothing."""

import base64
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from e2e.pages.checklist import described, question, zone
from e2e.pages.tablet import PASSPHRASE
from e2e.serving import Home
from figures import unsealed
from figures.figure import Figure, must_be_short
from figures.glass import Field, in_the_field, picture
from figures.seeking import Seeker
from landlord_watch.identity.rules import vault_label
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.settings import read_settings
from landlord_watch.visits.shapes import Level

TEXTS, PIECES, PIECE_BYTES = 450, 50, 24
HOMES = 10
MOULD = "DMP-01"

#: Keeps what the screen shows as a picture, byte for byte.
WATCH_PICTURES = """
  window.picturesShown = [];
  const make = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob) => {
    void blob.arrayBuffer().then((bytes) => window.picturesShown.push(new Uint8Array(bytes)));
    return make(blob);
  };
"""
PICTURES = "() => picturesShown.map((each) => each.toBase64())"
VAULTS = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("landlord-watch");
  opening.onerror = reject;
  opening.onsuccess = () => {
    const asking = opening.result.transaction("vaults").objectStore("vaults").getAll();
    asking.onsuccess = () => { opening.result.close(); resolve(JSON.stringify(asking.result)); };
  };
})"""


def figures() -> Iterator[Figure]:
    """With the seal, after the proof that without it everything is found."""
    unsealed.build()
    bare = a_day(app=unsealed.APP)
    must_be_short(bare.figure())
    must_be_short(bare.keys())
    yield bare.proof()
    sealed = a_day()
    yield sealed.figure()
    yield sealed.keys()


def texts() -> list[str]:
    """Names, personal numbers, addresses and notes, each its own."""
    kinds = (
        "Alvina Påhitt-{0:03}",
        "1987{1:02}{2:02}-23{3:02}",
        "Tallkottsvägen {0} uppgång {3}",
        "Sovrum {0:03} har en fuktfläck vid golvlisten",
    )
    return [kinds[n % 4].format(n, 1 + n % 12, 1 + n % 28, n // 4 % 100) for n in range(TEXTS)]


@dataclass
class Pen:
    """Writes what is planted, some of it at each place."""

    left: list[str]

    def some(self, count: int) -> str:
        taken, self.left = self.left[:count], self.left[count:]
        return " / ".join(taken)


@dataclass
class Day:
    """What was planted in a day, and where it was found in the profile afterwards."""

    planted: list[bytes] = field(default_factory=list)
    data_key: bytes = b""
    found: dict[bytes, str] = field(default_factory=dict)

    def of_planted(self) -> int:
        return len(set(self.planted) & set(self.found))

    def figure(self) -> Figure:
        where = sorted({self.found[each] for each in self.planted if each in self.found})
        note = f"of {len(self.planted)} strings × encodings, in {', '.join(where) or 'no file'}"
        count = self.of_planted()
        return Figure("tablet.at_rest_found", count, "strings", 0, note, is_ceiling=True)

    def proof(self) -> Figure:
        note = "the same day in a build without the seal"
        count = self.of_planted()
        return Figure("tablet.at_rest_found_unsealed", count, "strings", len(self.planted), note)

    def keys(self) -> Figure:
        note = "the vault's data key and its passphrase"
        keys = {self.data_key, PASSPHRASE.encode()} & set(self.found)
        return Figure("tablet.at_rest_keys_found", len(keys), "keys", 0, note, is_ceiling=True)


def a_day(**office: str) -> Day:
    """Visits planned, one delivered, one waiting, one begun; a concern; photos; then it is lost."""
    pen, day = Pen(texts()), Day([text.encode() for text in texts()])
    homes = [
        Home(street=pen.some(1), note=pen.some(12), interpreter=pen.some(1), children=(8,))
        for _ in range(HOMES)
    ]
    with in_the_field(*homes, office=office, script=WATCH_PICTURES) as lost:
        live(lost, homes, pen)
        day.planted += pieces_of(lost.page.evaluate(PICTURES))
        day.data_key = data_key_of(lost)
        lost.grow_old()
        lost.tablet.press("Lås")
        lost.page.get_by_role("heading", name="Plattan är låst").wait_for()
        lost.glass.kill()
        seeker = Seeker([*day.planted, day.data_key, PASSPHRASE.encode()])
        seeker.search(lost.glass.folder)
    assert not pen.left, "not all of it was written anywhere"
    day.found = seeker.found
    return day


def live(day: Field, homes: list[Home], pen: Pen) -> None:
    """Three visits: the first arrives at the office, the second waits, the third is not ended."""
    tablet, page = day.tablet, day.page
    for number, home in enumerate(homes[:3]):
        if number == 1:
            page.context.set_offline(True)
        tablet.start(home.street)
        ask(day, pen)
        look_round(day, pen)
        if number == 0:
            end(day, pen)
            page.get_by_text("Mottaget", exact=True).wait_for()
            tablet.press("Idag")
        if number == 1:
            tablet.raise_concern(pen.some(60))
            tablet.press("Tillbaka till besöket")
            end(day, pen)
            tablet.press("Idag")
    tablet.go_to("Summering")
    write_the_view(day, pen.some(len(pen.left)))
    tablet.must_be_saved()


def ask(day: Field, pen: Pen) -> None:
    """A tenant says yes aloud; the names are written down."""
    tablet, page = day.tablet, day.page
    tablet.press("Fråga Vuxen 1")
    page.get_by_label("Namn, om personen vill").fill(pen.some(1))
    tablet.say_yes_to("Besök", "Rum", "Foto")
    tablet.press("Muntligt, vittne")
    page.get_by_label("Vittne", exact=True).fill(pen.some(1))
    page.get_by_label("Tolk", exact=True).fill(pen.some(1))
    tablet.press("Ja, spara svaret")
    tablet.press("Nästa")


def look_round(day: Field, pen: Pen) -> None:
    """A deficiency with its photo and a long note."""
    tablet = day.tablet
    tablet.add_expected_child()
    tablet.open_zone(zone(MOULD))
    with tempfile.TemporaryDirectory() as folder:
        tablet.find_deficiency(
            question(MOULD),
            described(MOULD, Level.MODERATE),
            picture=picture(Path(folder) / "camera.jpg"),
        )
    tablet.item(question(MOULD)).get_by_label("Anteckning").fill(pen.some(40))
    tablet.must_be_saved()


def write_the_view(day: Field, text: str) -> None:
    day.page.get_by_label("Svar", exact=True).first.fill(text)


def end(day: Field, pen: Pen) -> None:
    day.tablet.go_to("Summering")
    write_the_view(day, pen.some(40))
    day.tablet.finalise()


def pieces_of(pictures: list[str]) -> list[bytes]:
    """Pieces from the middle of the photos that were taken, where no other photo is alike."""
    shown = sorted({base64.b64decode(each) for each in pictures}, key=len)
    step = PIECE_BYTES * 40
    return [shown[n % len(shown)][-step * (n + 2) :][:PIECE_BYTES] for n in range(PIECES)]


def data_key_of(day: Field) -> bytes:
    """The vault's key, as only the municipality can have it: out of the vault's own record."""
    [vault] = json.loads(day.page.evaluate(VAULTS))
    [slot] = [each for each in vault["slots"] if each["kind"] == "office"]
    keys = KeyFolder(read_settings(day.office.environment).keys)
    label = vault_label(UUID(day.officer.staff_id))
    return keys.unwrap(base64.b64decode(slot["wrapped"]), kid=slot["kid"], label=label)
