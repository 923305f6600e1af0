"""Second factors of invented staff, and the codes their apps show now."""

from datetime import datetime, timedelta

import pyotp
from sqlalchemy.orm import Session

from factories.people import NOW
from landlord_watch.identity.models import CodeApp, StaffMember
from landlord_watch.identity.proofs.codes import new_secret
from landlord_watch.infra import clock

STEP = timedelta(seconds=30)


def code_app(session: Session, staff: StaffMember) -> CodeApp:
    """An app that shows codes, added some time ago."""
    app = CodeApp(staff_id=staff.id, secret=new_secret(), added_at=NOW, confirmed_at=NOW)
    session.add(app)
    session.flush()  # it is sealed for its id
    return app


def code_shown(secret: str, at: datetime | None = None) -> str:
    """What an app with this secret shows, now or then."""
    return pyotp.TOTP(secret.replace(" ", "")).at(at or clock.utc_now())
