"""The access log's own erasing takes two persons, like that of files."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.people import staff_member
from landlord_watch.audit import services as audit
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.retention import queries, services
from landlord_watch.retention.errors import NothingDue, OwnProposal
from landlord_watch.retention.models import Purge

OLD = datetime(2019, 5, 1, tzinfo=UTC)


@pytest.fixture
def proposer(session: Session) -> StaffMember:
    return staff_member(session, Role.CASE_MANAGER)


@pytest.fixture
def old_rows(session: Session) -> None:
    for _ in range(3):
        audit.record(session, actor_id=None, action="rent.read", subject_id=None, at=OLD)
    audit.record(session, actor_id=None, action="rent.read", subject_id=None, at=clock.utc_now())


def propose(session: Session, by: StaffMember) -> Purge:
    return services.propose_log_purge(session, actor_id=by.id, at=clock.utc_now())


@pytest.mark.usefixtures("old_rows")
def test_a_proposal_says_of_what_day_and_erases_nothing(
    session: Session, proposer: StaffMember
) -> None:
    purge = propose(session, proposer)
    rows = session.scalar(select(func.count()).select_from(AccessLogEntry)) or 0

    assert purge.log_kept_from_at == datetime(clock.today().year - 5, 1, 1, tzinfo=UTC)
    assert rows > 3
    assert queries.find_log_purge(session) is purge


@pytest.mark.usefixtures("old_rows")
def test_it_is_proposed_once(session: Session, proposer: StaffMember) -> None:
    propose(session, proposer)

    with pytest.raises(NothingDue):
        propose(session, proposer)


def test_nothing_is_proposed_while_all_is_younger(session: Session, proposer: StaffMember) -> None:
    audit.record(session, actor_id=None, action="rent.read", subject_id=None, at=clock.utc_now())

    with pytest.raises(NothingDue):
        propose(session, proposer)


@pytest.mark.usefixtures("old_rows")
def test_who_proposed_does_not_agree(session: Session, proposer: StaffMember) -> None:
    purge = propose(session, proposer)

    with pytest.raises(OwnProposal):
        services.approve_purge(session, purge_id=purge.id, actor_id=proposer.id, at=clock.utc_now())


@pytest.mark.usefixtures("old_rows")
def test_declined_it_may_be_proposed_again(session: Session, proposer: StaffMember) -> None:
    other = staff_member(session, Role.DATA_PROTECTION_OFFICER)
    purge = propose(session, proposer)
    services.decline_purge(session, purge_id=purge.id, actor_id=other.id, at=clock.utc_now())

    assert propose(session, proposer).id != purge.id
