"""That somebody signed in, or tried to, stands in the access log."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.signing_in import code_app
from factories.visitors import Visitor
from landlord_watch.audit.models import AccessLogEntry, AccessOutcome
from landlord_watch.identity.rules import Role


def test_signing_in_and_failing_to_stand_in_the_log(session: Session, visitor: Visitor) -> None:
    staff = staff_member(session, Role.CASEWORKER, username="siv")
    app = code_app(session, staff)
    session.commit()
    visitor.sign_in("siv", "not the password")
    visitor.come_in("siv", app)
    rows = session.scalars(
        select(AccessLogEntry)
        .where(AccessLogEntry.action == "session.started")
        .order_by(AccessLogEntry.seq)
    ).all()

    assert [(row.outcome, row.actor_id, row.subject_id) for row in rows] == [
        (AccessOutcome.DENIED, None, staff.id),
        (AccessOutcome.ALLOWED, staff.id, None),
    ]
