"""What waited for a human before there was a duty list is called for when there is one."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from factories.databases import KEYS, open_with_keys
from factories.devices import device, parcel
from factories.people import NOW
from factories.visits import concern_content, visit
from landlord_watch.alarms.models import Alarm
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra import schema
from landlord_watch.infra.database import open_well
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import ParcelState
from landlord_watch.visits.models import Concern

BEFORE = "0027"


def waiting(session: Session) -> set[tuple[str, UUID, bool]]:
    """A concern in danger, one acknowledged, a parcel of one that could not be read, and others."""
    planned = visit(session)
    concerns = [
        Concern(
            id=new_id(),
            visit_id=planned.id,
            author_id=planned.assigned_to_id,
            content=concern_content(planned.id).model_dump(mode="json"),
            is_immediate_danger=is_danger,
            raised_at=NOW,
            received_at=NOW,
            acknowledged_at=acknowledged_at,
        )
        for is_danger, acknowledged_at in ((True, None), (False, None), (True, NOW))
    ]
    session.add_all(concerns)
    tablet = device(session, session.get_one(StaffMember, planned.assigned_to_id))
    unread = parcel(session, tablet, 1, state=ParcelState.PARKED, parked_because="cannot_open")
    unread.kind = "concern"
    parcel(session, tablet, 2, state=ParcelState.PARKED, parked_because="cannot_open")
    parcel(session, tablet, 3).kind = "concern"
    session.flush()
    return {
        ("concern", concerns[0].id, True),
        ("concern", concerns[1].id, False),
        ("unread_concern", unread.revision_id, True),
    }


def test_what_waits_gets_an_alarm_and_nothing_else_does(database_url: str, tmp_path: Path) -> None:
    engine = open_with_keys(database_url, tmp_path / KEYS)
    with Session(engine) as session, session.begin():
        expected = waiting(session)
    engine.dispose()
    plain = create_engine(database_url)
    open_well(plain)
    with schema.changing(plain) as connection:
        schema.downgrade(connection, to=BEFORE)
    with schema.changing(plain) as connection:
        schema.upgrade(connection)
    with Session(plain) as session:
        found = {
            (alarm.kind.value, alarm.subject_id, alarm.is_urgent)
            for alarm in session.scalars(select(Alarm).where(Alarm.next_call_at == NOW))
        }
    plain.dispose()

    assert found == expected
