"""What was opened on a tablet is a reading like any other, and no work that explains itself."""

from datetime import timedelta

from sqlalchemy.orm import Session

from factories.people import NOW, staff_member
from factories.visits import visit
from landlord_watch.audit import services as audit
from landlord_watch.identity.rules import Role
from landlord_watch.log_review.queries import list_look_ups
from landlord_watch.sync.services.reading import OPENED

LATER = NOW + timedelta(days=1)


def test_an_opening_without_a_task_stands_out_and_one_with_it_does_not(session: Session) -> None:
    own = staff_member(session, Role.FIELD_OFFICER, username="own")
    other = staff_member(session, Role.FIELD_OFFICER, username="other")
    planned = visit(session, officer=own)
    for each in (own, other):
        done = [(planned.id, NOW - timedelta(hours=3))]
        audit.record_afterwards(session, actor_id=each.id, action=OPENED, done=done, at=NOW)
    found = list_look_ups(session, since=NOW - timedelta(hours=1), until=LATER).all

    assert {each.staff_id: (each.reads, each.has_task) for each in found} == {
        own.id: (1, True),
        other.id: (1, False),
    }
