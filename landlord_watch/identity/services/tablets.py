"""Tablets: the code that binds one, binding it, stopping it."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import (
    EnrolmentCodeWrong,
    TabletAlreadyTold,
    TabletNotInUse,
)
from landlord_watch.identity.models import Device, EnrolmentCode
from landlord_watch.identity.proofs.codes import CodeFor, code_digest, new_code
from landlord_watch.identity.queries import digest, get_staff
from landlord_watch.kernel.errors import NotFound

CODE_LASTS = timedelta(hours=1)
#: Typed on glass: 50 bits, good for an hour and for who is signed in as its owner.
CODE_LENGTH = 10


def issue_enrolment_code(
    session: Session, *, staff_id: UUID, actor_id: UUID | None, at: datetime
) -> str:
    """
    A code that binds one tablet to one member of staff, good once and for an hour.

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
    device = _get(session, device_id)
    device.revoked_at = device.revoked_at or at
    audit.record(session, actor_id=actor_id, action="device.revoked", subject_id=device_id, at=at)


def order_shredding(session: Session, *, device_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Have a tablet destroy what it has fetched, at its next contact; what waits there stays.

    Raises: `NotFound`, `TabletNotInUse`.
    """
    device = _get_in_use(session, device_id)
    device.shred_ordered_at = at
    device.shred_told_at = device.shred_done_at = None
    audit.record(
        session, actor_id=actor_id, action="device.shredding_ordered", subject_id=device_id, at=at
    )


def withdraw_shredding(session: Session, *, device_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Take the order back, as long as the tablet has not been told.

    Raises: `NotFound`, `TabletAlreadyTold`.
    """
    device = _get(session, device_id)
    if device.shred_ordered_at is None or device.shred_told_at is not None:
        raise TabletAlreadyTold
    device.shred_ordered_at = None
    audit.record(
        session, actor_id=actor_id, action="device.shredding_withdrawn", subject_id=device_id, at=at
    )


def quarantine_device(session: Session, *, device_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Set aside what a tablet brings from now on, until somebody lets it in; it goes on as before.

    Raises: `NotFound`, `TabletNotInUse`.
    """
    device = _get_in_use(session, device_id)
    device.quarantined_at = device.quarantined_at or at
    audit.record(
        session, actor_id=actor_id, action="device.quarantined", subject_id=device_id, at=at
    )


def lift_quarantine(session: Session, *, device_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Let in what a tablet brings from now on.

    Raises: `NotFound`.
    """
    _get(session, device_id).quarantined_at = None
    audit.record(
        session, actor_id=actor_id, action="device.quarantine_lifted", subject_id=device_id, at=at
    )


def _get(session: Session, device_id: UUID) -> Device:
    device = session.get(Device, device_id, with_for_update=True)
    if device is None:
        raise NotFound(device_id=device_id)
    return device


def _get_in_use(session: Session, device_id: UUID) -> Device:
    device = _get(session, device_id)
    if device.revoked_at is not None:
        raise TabletNotInUse(device_id=device_id)
    return device
