"""Tablets: the code that binds one, binding it, stopping it."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import EnrolmentCodeWrong
from landlord_watch.identity.models import Device, EnrolmentCode
from landlord_watch.identity.proofs.codes import CodeFor, code_digest, new_code
from landlord_watch.identity.queries import digest, get_staff
from landlord_watch.kernel.errors import NotFound

CODE_LASTS = timedelta(hours=24)
#: Typed on glass: 50 bits, good for a day and for who is signed in as its owner.
CODE_LENGTH = 10


def issue_enrolment_code(
    session: Session, *, staff_id: UUID, actor_id: UUID | None, at: datetime
) -> str:
    """
    A code that binds one tablet to one member of staff, good once and for a day.

    Raises: `NotFound`.
    """
    get_staff(session, staff_id)
    code = new_code(CODE_LENGTH)
    issued = EnrolmentCode(
        code_digest=code_digest(session, code, of=CodeFor.TABLET),
        staff_id=staff_id,
        issued_by_id=actor_id,
        issued_at=at,
        expires_at=at + CODE_LASTS,
    )
    session.add(issued)
    audit.record(
        session, actor_id=actor_id, action="device.code_issued", subject_id=staff_id, at=at
    )
    return code


def enrol_device(
    session: Session, *, staff_id: UUID, code: str, name: str, at: datetime
) -> tuple[Device, str]:
    """
    Bind a tablet to who is signed in on it; gives the tablet and its credential.

    Raises: `EnrolmentCodeWrong`.
    """
    found = session.scalar(
        select(EnrolmentCode)
        .where(
            EnrolmentCode.code_digest == code_digest(session, code, of=CodeFor.TABLET),
            EnrolmentCode.staff_id == staff_id,
            EnrolmentCode.used_at.is_(None),
            EnrolmentCode.expires_at > at,
        )
        .with_for_update()
    )
    if found is None:
        raise EnrolmentCodeWrong
    found.used_at = at
    credential = secrets.token_urlsafe(32)
    device = Device(
        name=name.strip(), staff_id=staff_id, credential_digest=digest(credential), enrolled_at=at
    )
    session.add(device)
    session.flush()  # the trail below needs device.id
    audit.record(session, actor_id=staff_id, action="device.enrolled", subject_id=device.id, at=at)
    return device, credential


def revoke_device(session: Session, *, device_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Stop a tablet: what it sends from now on is set aside, and it is told no more.

    Raises: `NotFound`.
    """
    device = session.get(Device, device_id)
    if device is None:
        raise NotFound(device_id=device_id)
    device.revoked_at = device.revoked_at or at
    audit.record(session, actor_id=actor_id, action="device.revoked", subject_id=device_id, at=at)
