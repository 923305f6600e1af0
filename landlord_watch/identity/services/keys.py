"""The municipality's key pairs: one is current, those before it still open what they sealed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import (
    OfficeKeyExists,
    OfficeKeyMissing,
    RecoveryKeyUnknown,
    RecoveryRefused,
    ReplyKeyUnusable,
)
from landlord_watch.identity.models import OfficeKey
from landlord_watch.identity.queries import find_office_key
from landlord_watch.identity.rules import vault_label
from landlord_watch.infra.sealing import (
    KEY_BYTES,
    KeyFolder,
    KeyNotHere,
    PublicKey,
    PublicKeyUnusable,
    SealBroken,
)

FIRST = 1


def make_office_key(session: Session, *, keys: KeyFolder, at: datetime) -> OfficeKey:
    """
    Make the municipality's first key pair.

    Raises: `OfficeKeyExists`, `KeyFolderUnwritable`.
    """
    if find_office_key(session) is not None:
        raise OfficeKeyExists
    return _add(session, keys, number=FIRST, at=at, action="office_key.made")


def ensure_office_key(session: Session, *, keys: KeyFolder, at: datetime) -> OfficeKey:
    """
    The key pair there is, or a first one.

    Raises: `KeyFolderUnwritable`.
    """
    return find_office_key(session) or make_office_key(session, keys=keys, at=at)


def rotate_office_key(session: Session, *, keys: KeyFolder, at: datetime) -> OfficeKey:
    """
    Make a new pair the current one; the one before keeps opening what was sealed for it.

    Raises: `OfficeKeyMissing`, `OfficeKeyExists` (another made one at the same time),
    `KeyFolderUnwritable`.
    """
    before = find_office_key(session)
    if before is None:
        raise OfficeKeyMissing
    before.retired_at = at
    return _add(session, keys, number=before.number + 1, at=at, action="office_key.rotated")


def _add(session: Session, keys: KeyFolder, *, number: int, at: datetime, action: str) -> OfficeKey:
    """The private part is safe before the public one is told of."""
    public = keys.make()
    made = OfficeKey(number=number, kid=public.kid, spki=public.spki, made_at=at)
    session.add(made)
    try:
        session.flush()  # a twin shows here, and the trail needs made.id
    except IntegrityError as error:
        keys.forget(public.kid)
        raise OfficeKeyExists from error
    audit.record(session, actor_id=None, action=action, subject_id=made.id, at=at)
    return made


def recover_vault(
    session: Session,
    *,
    keys: KeyFolder,
    kid: str,
    wrapped: bytes,
    reply_spki: bytes,
    staff_id: UUID,
    device_id: UUID,
    at: datetime,
) -> bytes:
    """
    The key of somebody's vault, wrapped anew for the tablet that asks.

    It was wrapped for us under a label that says whose vault it is: nobody else's opens, nor
    does anything that is no vault's key, such as the key of a parcel.

    Raises: `RecoveryKeyUnknown`, `RecoveryRefused`, `ReplyKeyUnusable`.
    """
    vault_key = _unwrapped(keys, wrapped, kid=kid, staff_id=staff_id)
    if len(vault_key) != KEY_BYTES:
        raise RecoveryRefused
    try:
        reply = PublicKey(reply_spki).wrap(vault_key)
    except PublicKeyUnusable as error:
        raise ReplyKeyUnusable from error
    audit.record(session, actor_id=staff_id, action="vault.recovered", subject_id=device_id, at=at)
    return reply


def _unwrapped(keys: KeyFolder, wrapped: bytes, *, kid: str, staff_id: UUID) -> bytes:
    try:
        return keys.unwrap(wrapped, kid=kid, label=vault_label(staff_id))
    except KeyNotHere as error:
        raise RecoveryKeyUnknown from error
    except SealBroken as error:
        raise RecoveryRefused from error
