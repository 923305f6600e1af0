"""Reading somebody's second factors, and what a sign-in still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from landlord_watch.identity.models import (
    CodeApp,
    RecoveryCode,
    SecurityKey,
    SignInMethod,
    UnfinishedSignIn,
)
from landlord_watch.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Factors:
    """Somebody's second factors that stand, and how many codes on paper are left."""

    apps: Sequence[CodeApp]
    keys: Sequence[SecurityKey]
    codes_left: int

    @property
    def count(self) -> int:
        return len(self.apps) + len(self.keys)


def factors_of(session: Session, staff_id: UUID) -> Factors:
    """The second factors that somebody can prove themselves with."""
    return Factors(
        apps=session.scalars(
            select(CodeApp)
            .where(
                CodeApp.staff_id == staff_id,
                CodeApp.confirmed_at.is_not(None),
                CodeApp.removed_at.is_(None),
            )
            .order_by(CodeApp.added_at)
        ).all(),
        keys=session.scalars(
            select(SecurityKey)
            .where(SecurityKey.staff_id == staff_id, SecurityKey.removed_at.is_(None))
            .order_by(SecurityKey.added_at)
        ).all(),
        codes_left=session.scalar(
            select(func.count(RecoveryCode.id)).where(
                RecoveryCode.staff_id == staff_id, RecoveryCode.spent_at.is_(None)
            )
        )
        or 0,
    )


def get_factor(session: Session, *, factor_id: UUID, staff_id: UUID) -> CodeApp | SecurityKey:
    """
    A factor of this member of staff that stands.

    Raises: `NotFound`, also for another's.
    """
    factors = factors_of(session, staff_id)
    own: list[CodeApp | SecurityKey] = [*factors.apps, *factors.keys]
    found = next((each for each in own if each.id == factor_id), None)
    if found is None:
        raise NotFound(factor_id=factor_id)
    return found


class Step(StrEnum):
    """What a sign-in lacks before there is a session."""

    FACTOR = "factor"
    PASSWORD = "password"  # noqa: S105 -- a word for it
    #: The code that a second person handed over.
    CODE = "code"
    ENROL = "enrol"


def next_step(session: Session, unfinished: UnfinishedSignIn, *, is_required: bool) -> Step | None:
    """
    What this sign-in lacks first; None: nothing.

    `is_required`: nobody comes in without a second factor. Who has one is asked for it anyway.
    """
    has_proved = unfinished.second_factor_at is not None
    has_factor = factors_of(session, unfinished.staff_id).count > 0
    if has_factor and not has_proved:
        return Step.FACTOR
    is_by_password = unfinished.method is SignInMethod.PASSWORD
    if is_by_password and unfinished.staff.is_password_provisional:
        return Step.PASSWORD
    if is_by_password and not has_factor and unfinished.staff.first_code_digest is not None:
        return Step.CODE
    return Step.ENROL if is_required and not has_proved else None
