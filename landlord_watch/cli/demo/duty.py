"""Who is on duty in the invented municipality."""

from datetime import time

from sqlalchemy.orm import Session

from landlord_watch.alarms.services.duty import NewPlace, put_on_duty
from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.cli.demo.users import Staff
from landlord_watch.identity.rules import Role

#: The first is called first.
LINE = ((Role.DUTY_OFFICER, "jour@bengtsfors.example"),)
SINCE_DAYS = 30


def put_staff_on_duty(session: Session, *, staff: Staff, setting: Setting) -> None:
    """Fill the duty list; nothing is mailed, since a demo has no server for it."""
    since = at(setting.days_ago(SINCE_DAYS), time(8, 0))
    for rank, (role, address) in enumerate(LINE, 1):
        put_on_duty(
            session,
            place=NewPlace(staff[role], rank, since, None, address),
            actor_id=staff[Role.CASE_MANAGER],
            at=since,
        )
