"""An officer, a tablet, a visit and a place for blobs."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.tablets import Tablet, tablet
from factories.visits import visit
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.infra.storage import FolderStore
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
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "blobs")
