"""Second factors: added, removed, and the codes on paper beside them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import FactorKnown, LastFactor, ProofWrong
from landlord_watch.identity.models import (
    CodeApp,
    RecoveryCode,
    SecurityKey,
    StaffMember,
)
from landlord_watch.identity.models.factors import FACTOR_NAME_LENGTH
from landlord_watch.identity.proofs import codes, keys
from landlord_watch.identity.queries.factors import factors_of, get_factor
from landlord_watch.identity.services.proving import Asked, count_try


def offer_code_app(session: Session, *, staff_id: UUID, at: datetime) -> CodeApp:
    """An app that somebody may add: one that waits for its first code, or a new one."""
    waiting = session.scalar(
        select(CodeApp).where(
            CodeApp.staff_id == staff_id,
            CodeApp.confirmed_at.is_(None),
            CodeApp.removed_at.is_(None),
        )
    )
    if waiting is not None:
        return waiting
    offered = CodeApp(staff_id=staff_id, secret=codes.new_secret(), added_at=at)
    session.add(offered)
    session.flush()  # a page shows its secret
    return offered


def add_code_app(session: Session, *, asked: Asked, code: str, at: datetime) -> None:
    """
    Add the app that was offered, now that a right code came from it.

    Raises: `ProofWrong`, `SignInExpired`.
    """
    count_try(session, asked=asked, at=at)
    app = offer_code_app(session, staff_id=asked.staff_id, at=at)
    step = codes.step_of(code, secret=app.secret, after=app.last_step, at=at)
    if step is None:
        raise ProofWrong
    app.confirmed_at, app.last_step, app.last_used_at = at, step, at
    asked.note_proof(at)
    _record(session, "factor.added", staff_id=asked.staff_id, at=at)


def ask_for_new_key(
    session: Session, *, asked: Asked, staff: StaffMember, origin: keys.Origin
) -> str:
    """What the browser is told, so that a key is made for somebody."""
    question = keys.ask_for_a_new_key(
        origin,
        staff_id=staff.id,
        username=staff.username,
        full_name=staff.full_name,
        known=[key.credential_id for key in factors_of(session, staff.id).keys],
    )
    asked.key_challenge = question.challenge
    return question.options


def add_security_key(
    session: Session, *, asked: Asked, answer: str, name: str, origin: keys.Origin, at: datetime
) -> None:
    """
    Add the key that was made.

    Raises: `ProofWrong`, `FactorKnown`, `SignInExpired`.
    """
    count_try(session, asked=asked, at=at)
    challenge, asked.key_challenge = asked.key_challenge, None
    if challenge is None:
        raise ProofWrong
    made = keys.read_new_key(answer, challenge=challenge, origin=origin)
    if session.scalar(
        select(SecurityKey.id).where(SecurityKey.credential_id == made.credential_id)
    ):
        raise FactorKnown
    added = SecurityKey(
        staff_id=asked.staff_id,
        name=name.strip()[:FACTOR_NAME_LENGTH],
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        added_at=at,
    )
    session.add(added)
    asked.note_proof(at)
    _record(session, "factor.added", staff_id=asked.staff_id, at=at)


def remove_factor(
    session: Session, *, staff_id: UUID, factor_id: UUID, is_required: bool, at: datetime
) -> None:
    """
    Take one of one's own factors away; not the last, where one is required.

    Raises: `NotFound`, `LastFactor`.
    """
    found = get_factor(session, factor_id=factor_id, staff_id=staff_id)
    if is_required and factors_of(session, staff_id).count == 1:
        raise LastFactor
    found.removed_at = at
    _record(session, "factor.removed", staff_id=staff_id, at=at)


def make_recovery_codes(session: Session, *, staff_id: UUID, at: datetime) -> list[str]:
    """Ten new codes for paper, shown this once; those before them open nothing any more."""
    spend_recovery_codes(session, staff_id=staff_id, at=at)
    made = codes.new_recovery_codes()
    session.add_all(
        RecoveryCode(staff_id=staff_id, code_digest=_digest(session, code), made_at=at)
        for code in made
    )
    _record(session, "factor.recovery_codes_made", staff_id=staff_id, at=at)
    return made


def spend_recovery_codes(session: Session, *, staff_id: UUID, at: datetime) -> None:
    """Let none of somebody's codes on paper open anything any more."""
    session.execute(
        update(RecoveryCode)
        .where(RecoveryCode.staff_id == staff_id, RecoveryCode.spent_at.is_(None))
        .values(spent_at=at)
    )


def remove_every_factor(session: Session, *, staff_id: UUID, at: datetime) -> None:
    """Take all of somebody's factors away; they add new ones when they next sign in."""
    kinds: tuple[type[CodeApp | SecurityKey], ...] = (CodeApp, SecurityKey)
    for kind in kinds:
        session.execute(
            update(kind)
            .where(kind.staff_id == staff_id, kind.removed_at.is_(None))
            .values(removed_at=at)
        )
    spend_recovery_codes(session, staff_id=staff_id, at=at)


def _digest(session: Session, code: str) -> bytes:
    return codes.code_digest(session, code, of=codes.CodeFor.PAPER)


def _record(session: Session, action: str, *, staff_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=staff_id, action=action, subject_id=staff_id, at=at)
