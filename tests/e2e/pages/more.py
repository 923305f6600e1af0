"""What a demo does not have and a page needs, to have something to show."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.devices import parcel
from landlord_watch.identity.models import Device, StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services import ask_factor_reset, ask_roles
from landlord_watch.infra import clock
from landlord_watch.sync.models import ParcelState

#: Of a parcel more than the demo's tablets have sent, which is all read.
LAST_SEQ = 9_000


def add_more(session: Session) -> None:
    """Something that could not be read, a lost second factor, and a role that is asked for."""
    device = session.scalars(select(Device)).first()
    sent = parcel(session, device, LAST_SEQ, state=ParcelState.PARKED)
    sent.seq, sent.parked_because = LAST_SEQ, "schema_unknown"
    staff = {each.username: each.id for each in session.scalars(select(StaffMember))}
    asked = {"staff_id": staff["handlaggare"], "actor_id": staff["admin"], "at": clock.utc_now()}
    ask_factor_reset(session, reason="Vi möttes i receptionen.", **asked)
    ask_roles(session, roles=[Role.ANALYST], reason="Ska följa upp hyrorna.", **asked)
