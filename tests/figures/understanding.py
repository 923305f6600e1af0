"""What comes after the acknowledgement: how fast visits are understood, and what is kept."""

import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from factories.databases import make_ready, open_with_keys
from factories.people import staff_member
from factories.sealing import office_key, sealed
from factories.sending import RECEIVED_AT, of_visit, send, send_blob, shown
from factories.tablets import blob, tablet
from factories.visits import answer, deficiency, many_visits
from figures.bare_loop import PHOTOS
from figures.figure import Figure, must_be_short
from landlord_watch.identity.rules import Role
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.storage import FolderStore
from landlord_watch.sync.services.catching_up import CatchingUp
from landlord_watch.visits.models import VisitPhoto

VISITS = 20
#: As a tablet takes them; such a picture comes to some 300 KB.
WIDTH, HEIGHT, GRAIN, QUALITY = 1600, 1200, 15, 55
ANSWERS = (answer("ENT-01"), deficiency("ENT-02", "minor"))

#: Four hundred, which is fifty tablets with eight each, in seven minutes.
UNDERSTOOD_BAR = 1.0
#: As it came, a fresh picture, a thumbnail, and what is read of it.
KEPT_BAR = 3.0


def figures() -> Iterator[Figure]:
    """An office that is sent a day of visits, and works them off in one process."""
    with tempfile.TemporaryDirectory() as folder:
        yield from of_office(Path(folder))


def of_office(folder: Path) -> Iterator[Figure]:
    """What it comes to there."""
    engine = open_with_keys(f"sqlite:///{folder / 'landlord_watch.sqlite3'}", folder / "own-keys")
    make_ready(engine)
    store, keys = FolderStore(folder / "blobs"), KeyFolder(folder / "keys")
    before = bytes_in(folder)
    came = deliver(engine, store, keys)
    must_be_short(shown_of(engine))
    catching_up = CatchingUp(own_transactions(engine), store, keys, lambda: RECEIVED_AT)
    began = time.monotonic()
    catching_up.finish()
    passed = time.monotonic() - began
    note = f"{VISITS} sealed visits, each of {came / VISITS / 1000:,.0f} KB with {PHOTOS} photos"
    yield Figure("sync.visits_understood", VISITS / passed, "visits/s", UNDERSTOOD_BAR, note)
    yield shown_of(engine)
    engine.dispose()  # the last to leave folds SQLite's log into the file
    kept = bytes_in(folder) - before
    note = f"{kept / VISITS / 1000:,.0f} KB a visit, database and blobs; SQLite"
    yield Figure("sync.kept_of_delivered", kept / came, "of 1", KEPT_BAR, note, is_ceiling=True)


def deliver(engine: Engine, store: FolderStore, keys: KeyFolder) -> int:
    """Send the visits; how many bytes it were."""
    came = 0
    with Session(engine, expire_on_commit=False) as session, session.begin():
        office_key(session, keys)
        officer = staff_member(session, Role.FIELD_OFFICER)
        own = tablet(session, officer)
        for visit_id in many_visits(session, officer=officer, count=VISITS):
            pictures = [picture() for _ in range(PHOTOS)]
            photos = tuple(sealed(blob(own, visit_id, each)) for each in pictures)
            named = [shown(*both) for both in zip(photos, pictures, strict=True)]
            made = sealed(of_visit(own, visit_id, blobs=photos, photos=named, answers=ANSWERS))
            send(session, own, made)
            for photo in photos:
                send_blob(session, store, own, photo)
            came += len(made.raw) + sum(len(photo.raw) for photo in photos)
    return came


def picture() -> bytes:
    """One like no other, as heavy as a tablet's."""
    written = BytesIO()
    grain = Image.effect_noise((WIDTH, HEIGHT), GRAIN)
    grain.convert("RGB").save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def shown_of(engine: Engine) -> Figure:
    """The part of the photos that a page can show."""
    with Session(engine) as session:
        shown_ones = session.scalars(select(func.count(VisitPhoto.stored_file_id))).one()
    wanted = VISITS * PHOTOS
    note = f"{shown_ones} of {wanted} photos"
    return Figure("sync.photos_shown", shown_ones / wanted, "of 1", 1.0, note)


def bytes_in(folder: Path) -> int:
    """How much lies there."""
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
