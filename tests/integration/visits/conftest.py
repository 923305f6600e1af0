"""An officer with a tablet, who leads them, and a visit."""

import pytest
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.tablets import Tablet, tablet
from factories.visits import visit
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.visits.models import Visit


@pytest.fixture
def officer(session: Session) -> StaffMember:
    return staff_member(session, Role.FIELD_OFFICER)


@pytest.fixture
def manager(session: Session) -> StaffMember:
    return staff_member(session, Role.CASE_MANAGER, username="manager")


@pytest.fixture
def own(session: Session, officer: StaffMember) -> Tablet:
    return tablet(session, officer)


@pytest.fixture
def planned(session: Session, officer: StaffMember) -> Visit:
    return visit(session, officer=officer)
