"""The municipality's sign-in provider: errands to it, and whose account there is whose here."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import (
    ProviderAccountTaken,
    ProviderAccountUnknown,
    ProviderRefused,
)
from landlord_watch.identity.models import (
    ErrandPurpose,
    ProviderAccount,
    ProviderErrand,
    SignInMethod,
    StaffMember,
)
from landlord_watch.identity.proofs.oidc import ProvedIdentity
from landlord_watch.identity.proofs.tokens import new_token
from landlord_watch.identity.queries import digest
from landlord_watch.identity.services.signing_in import begin_steps
from landlord_watch.kernel.errors import NotFound

ERRAND_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Errand:
    """What a browser takes along: `token` in a cookie, the others in the address it goes to."""

    token: str
    state: str
    nonce: str
    code_verifier: str


def begin_errand(
    session: Session,
    *,
    purpose: ErrandPurpose,
    session_id: UUID | None,
    onward: str,
    at: datetime,
) -> Errand:
    """Note that a browser goes to the provider, so that only it, and only once, comes back."""
    errand = Errand(new_token(), new_token(), new_token(), secrets.token_urlsafe(64))
    session.execute(delete(ProviderErrand).where(ProviderErrand.expires_at <= at))
    session.add(
        ProviderErrand(
            token_digest=digest(errand.token),
            state_digest=digest(errand.state),
            nonce=errand.nonce,
            code_verifier=errand.code_verifier,
            purpose=purpose,
            session_id=session_id,
            onward=onward,
            begun_at=at,
            expires_at=at + ERRAND_LASTS,
        )
    )
    return errand


def take_errand(session: Session, *, token: str | None, state: str, at: datetime) -> ProviderErrand:
    """
    The errand that a browser comes back from; used up by this, right or wrong.

    Raises: `ProviderRefused`.
    """
    found = None
    if token:
        found = session.scalar(
            select(ProviderErrand)
            .where(ProviderErrand.token_digest == digest(token))
            .with_for_update()
        )
    if found is None or found.expires_at <= at:
        raise ProviderRefused(reason="no_errand")
    session.delete(found)
    if not secrets.compare_digest(found.state_digest, digest(state)):
        raise ProviderRefused(reason="state")
    return found


def sign_in_by_provider(
    session: Session, *, proved: ProvedIdentity, onward: str, at: datetime
) -> str:
    """
    Go on with who the provider vouches for; gives the token of a sign-in with steps left.

    Raises: `ProviderAccountUnknown`, `RolesAwaited`.
    """
    staff_id = _whose(session, proved)
    staff = None if staff_id is None else session.get(StaffMember, staff_id)
    if staff is None or staff.deactivated_at is not None:
        audit.record_denial(
            session, actor_id=None, action="session.started", subject_id=staff_id, at=at
        )
        raise ProviderAccountUnknown
    return begin_steps(
        session,
        staff_id=staff.id,
        method=SignInMethod.PROVIDER,
        onward=onward,
        at=at,
        second_factor_at=at if proved.is_strong else None,
    )


def check_proved(session: Session, *, proved: ProvedIdentity, staff_id: UUID) -> None:
    """
    Refuse the provider's word for anybody but this member of staff.

    Raises: `ProviderAccountUnknown`.
    """
    if _whose(session, proved) != staff_id:
        raise ProviderAccountUnknown


def link_provider_account(
    session: Session, *, proved: ProvedIdentity, staff_id: UUID, at: datetime
) -> None:
    """
    Let somebody sign in with this account from now on.

    Raises: `ProviderAccountTaken`.
    """
    owner = _whose(session, proved)
    if owner == staff_id:
        return
    if owner is not None:
        raise ProviderAccountTaken
    session.add(
        ProviderAccount(
            staff_id=staff_id, issuer=proved.issuer, subject=proved.subject, linked_at=at
        )
    )
    try:
        session.flush()  # a twin shows here
    except IntegrityError as error:
        raise ProviderAccountTaken from error
    _record(session, "provider_account.linked", staff_id=staff_id, at=at)


def unlink_provider_account(
    session: Session, *, account_id: UUID, staff_id: UUID, at: datetime
) -> None:
    """
    Let one of one's own accounts at the provider open nothing here any more.

    Raises: `NotFound`.
    """
    account = session.get(ProviderAccount, account_id)
    if account is None or account.staff_id != staff_id or account.removed_at is not None:
        raise NotFound(account_id=account_id)
    account.removed_at = at
    _record(session, "provider_account.removed", staff_id=staff_id, at=at)


def _whose(session: Session, proved: ProvedIdentity) -> UUID | None:
    return session.scalar(
        select(ProviderAccount.staff_id).where(
            ProviderAccount.issuer == proved.issuer,
            ProviderAccount.subject == proved.subject,
            ProviderAccount.removed_at.is_(None),
        )
    )


def _record(session: Session, action: str, *, staff_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=staff_id, action=action, subject_id=staff_id, at=at)
