"""The power goes: of the log of the database only what was flushed is sure to be there."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from factories.databases import KEYS, open_with_keys
from factories.line import patch, put
from factories.people import staff_member
from factories.tablets import blob, revision, tablet
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.ids import new_id
from landlord_watch.settings import read_settings
from landlord_watch.web.app import create_app
from landlord_watch.web.db import extension

DELIVERIES = 6
HEADER, FRAME_HEADER = 32, 24
PAGE_SIZE_AT = slice(8, 12)


@dataclass(frozen=True)
class Acknowledged:
    """What came, and how long the log was when it had been acknowledged."""

    names: frozenset[str]
    log_bytes: int


@dataclass(frozen=True)
class Files:
    """A database with its log, copied at one moment."""

    database: Path
    log: bytes

    @property
    def boundaries(self) -> Iterator[int]:
        """Where a frame of the log ends; the first, where none has begun."""
        frame = FRAME_HEADER + int.from_bytes(self.log[PAGE_SIZE_AT], "big")
        yield from range(HEADER, len(self.log) + 1, frame)

    def held_if_cut(self, at: int, folder: Path) -> frozenset[str]:
        """What is found when the log ends there."""
        path = Path(shutil.copy(self.database, folder / "cut.sqlite3"))
        path.with_name("cut.sqlite3-wal").write_bytes(self.log[:at])
        with closing(sqlite3.connect(path)) as opened:
            found = opened.execute(
                "SELECT revision_id FROM parcel UNION ALL SELECT sha256 FROM received_blob"
            ).fetchall()
        return frozenset(name for (name,) in found)


@pytest.fixture
def delivered(
    sqlite_template: Path, keys_template: Path, tmp_path: Path
) -> Iterator[tuple[list[Acknowledged], list[Files]]]:
    """Revisions and photos sent to an office of its own; its files after each acknowledgement."""
    shutil.copytree(keys_template, tmp_path / KEYS)
    database = Path(shutil.copy(sqlite_template, tmp_path / "landlord_watch.sqlite3"))
    url = f"sqlite:///{database}"
    engine = open_with_keys(url, tmp_path / KEYS)
    with Session(engine) as session, session.begin():
        own = tablet(session, staff_member(session, Role.FIELD_OFFICER))
    engine.dispose()
    app = create_app(
        read_settings(
            {
                "DATABASE_URL": url,
                "LANDLORD_WATCH_VAR": str(tmp_path / "var"),
                "LANDLORD_WATCH_KEYS": str(tmp_path / KEYS),
                "LANDLORD_WATCH_SECRET_KEY": "only for this test",
                "LANDLORD_WATCH_DEMO": "yes",
                "LANDLORD_WATCH_INTERPRET": "by_command",
                "LANDLORD_WATCH_ANCHOR": "by_command",
            }
        )
    )
    log = database.with_name(f"{database.name}-wal")
    line, told, files, names = app.test_client(), [], [], set[str]()
    for number in range(DELIVERIES):
        photo = blob(own, new_id())
        sent = revision(own, photo.visit_id, {"padding": "x" * 3000 * number}, blobs=(photo,))
        for name, answer in (
            (hex_of(sent.revision_id), lambda sent=sent: put(line, own, sent)),
            (photo.sha256, lambda photo=photo: patch(line, own, photo)),
        ):
            assert answer().status_code in {201, 204}
            names.add(name)
            copy = Path(shutil.copy(database, tmp_path / f"{len(names)}.sqlite3"))
            files.append(Files(copy, log.read_bytes()))
            told.append(Acknowledged(frozenset(names), len(files[-1].log)))
    yield told, files
    with app.app_context():
        extension.engine.dispose()


def hex_of(revision_id: UUID | None) -> str:
    """As SQLite keeps an id."""
    assert revision_id is not None
    return revision_id.hex


def test_what_was_acknowledged_is_there_wherever_the_log_is_cut_after_it(
    delivered: tuple[list[Acknowledged], list[Files]], tmp_path: Path
) -> None:
    told, files = delivered
    last = files[-1]

    for at in last.boundaries:
        sure = [each.names for each in told if each.log_bytes <= at]
        assert last.held_if_cut(at, tmp_path) == (sure[-1] if sure else frozenset())


def test_what_was_copied_after_an_acknowledgement_holds_it_and_no_frame_less_does(
    delivered: tuple[list[Acknowledged], list[Files]], tmp_path: Path
) -> None:
    before = frozenset[str]()
    for acknowledged, copied in zip(*delivered, strict=True):
        *_, one_less, whole = copied.boundaries

        assert copied.held_if_cut(whole, tmp_path) == acknowledged.names
        assert copied.held_if_cut(one_less, tmp_path) == before
        before = acknowledged.names
