"""
Proving who one is by a second factor: on the way in, and again before what matters most.

A try is counted before it is looked at, so that many at once count as many. After five wrong
ones it begins anew: with the password, or signed out.
"""

from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import ProofWrong, SignInExpired
from landlord_watch.identity.models import (
    CodeApp,
    RecoveryCode,
    SecurityKey,
    SessionEnd,
    SignInSession,
    UnfinishedSignIn,
)
from landlord_watch.identity.proofs import codes, keys
from landlord_watch.identity.proofs.waiting import MOST_WRONG_PROOFS
from landlord_watch.identity.queries.factors import factors_of

#: Who is asked for a proof: somebody on the way in, or somebody who is signed in.
Asked: TypeAlias = UnfinishedSignIn | SignInSession


def count_try(session: Session, *, asked: Asked, at: datetime) -> None:
    """
    Count a try before it is looked at; what came after too many is not looked at.

    Raises: `SignInExpired`.
    """
    kind = type(asked)
    counted = session.execute(
        update(kind)
        .where(kind.id == asked.id, kind.wrong_count < MOST_WRONG_PROOFS)
        .values(wrong_count=kind.wrong_count + 1)
        .returning(kind.id)
    ).scalar()
    if counted is not None:
        return
    if isinstance(asked, SignInSession):
        asked.ended_at, asked.end_reason = asked.ended_at or at, SessionEnd.NOT_PROVED
    else:
        asked.expires_at = at
    raise SignInExpired


def prove_by_code(session: Session, *, asked: Asked, code: str, at: datetime) -> None:
    """
    Take a code of an app, or one of those on paper; each once.

    Raises: `ProofWrong`, `SignInExpired`.
    """
    count_try(session, asked=asked, at=at)
    if not (
        _takes_app_code(session, asked.staff_id, code, at)
        or _takes_recovery_code(session, asked.staff_id, code, at)
    ):
        raise ProofWrong
    asked.note_proof(at)


def _takes_app_code(session: Session, staff_id: UUID, code: str, at: datetime) -> bool:
    for app in factors_of(session, staff_id).apps:
        step = codes.step_of(code, secret=app.secret, after=app.last_step, at=at)
        if step is not None:
            return _takes_step(session, app, step, at)
    return False


def _takes_step(session: Session, app: CodeApp, step: int, at: datetime) -> bool:
    """Whether a step is ours: of two who bring the same code at once, one is let in."""
    taken = session.execute(
        update(CodeApp)
        .where(CodeApp.id == app.id, CodeApp.last_step < step)
        .values(last_step=step, last_used_at=at)
        .returning(CodeApp.id)
    ).scalar()
    return taken is not None


def _takes_recovery_code(session: Session, staff_id: UUID, code: str, at: datetime) -> bool:
    digest = codes.code_digest(session, code, of=codes.CodeFor.PAPER)
    taken = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.staff_id == staff_id,
            RecoveryCode.code_digest == digest,
            RecoveryCode.spent_at.is_(None),
        )
        .values(spent_at=at)
        .returning(RecoveryCode.id)
    ).scalar()
    if taken is None:
        return False
    audit.record(
        session, actor_id=staff_id, action="factor.recovery_code_used", subject_id=staff_id, at=at
    )
    return True


def ask_key(session: Session, *, asked: Asked, origin: keys.Origin) -> str:
    """What the browser is told, so that one of somebody's keys signs it."""
    known = [key.credential_id for key in factors_of(session, asked.staff_id).keys]
    question = keys.ask_for_a_signature(origin, known=known)
    asked.key_challenge = question.challenge
    return question.options


def prove_by_key(
    session: Session, *, asked: Asked, answer: str, origin: keys.Origin, at: datetime
) -> None:
    """
    Take the signature of one of somebody's keys to what was last asked.

    Raises: `ProofWrong`, `SignInExpired`.
    """
    count_try(session, asked=asked, at=at)
    challenge, asked.key_challenge = asked.key_challenge, None
    key = _key_named(session, asked.staff_id, keys.key_that_answered(answer))
    if challenge is None or key is None:
        raise ProofWrong
    key.sign_count = keys.count_after_signature(
        answer,
        challenge=challenge,
        origin=origin,
        public_key=key.public_key,
        sign_count=key.sign_count,
    )
    key.last_used_at = at
    asked.note_proof(at)


def _key_named(session: Session, staff_id: UUID, credential_id: bytes) -> SecurityKey | None:
    own = factors_of(session, staff_id).keys
    return next((key for key in own if key.credential_id == credential_id), None)
