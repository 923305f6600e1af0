"""An officer, a tablet, a visit and a place for blobs."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from factories.databases import KEYS
from factories.people import staff_member
from factories.sealing import office_key
from factories.sending import RECEIVED_AT
from factories.tablets import Tablet, tablet
from factories.visits import visit
from faults.places import Ground, ground_over
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.storage import FolderStore
from landlord_watch.sync.services.catching_up import CatchingUp
from landlord_watch.visits.models import Visit


@pytest.fixture
def officer(session: Session) -> StaffMember:
    return staff_member(session, Role.FIELD_OFFICER)


@pytest.fixture
def own(session: Session, officer: StaffMember) -> Tablet:
    return tablet(session, officer)


@pytest.fixture
def planned(session: Session, officer: StaffMember) -> Visit:
    return visit(session, officer=officer)


@pytest.fixture
def keys(session: Session, tmp_path: Path) -> KeyFolder:
    """The municipality's private keys, with the first of them in its place."""
    folder = KeyFolder(tmp_path / "keys")
    office_key(session, folder)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "blobs")


@pytest.fixture
def catching_up(engine: Engine, store: FolderStore, keys: KeyFolder) -> CatchingUp:
    """Who works off what waits, in transactions of their own: commit before."""
    return CatchingUp(own_transactions(engine), store, keys, lambda: RECEIVED_AT)


@pytest.fixture
def ground(database_url: str, tmp_path: Path) -> Ground:
    """Where offices are built; the test's own database is what they begin as."""
    (tmp_path / "offices").mkdir()
    return ground_over(database_url, keys=tmp_path / KEYS, folder=tmp_path / "offices")
