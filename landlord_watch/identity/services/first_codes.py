"""
The code of a first sign-in: half of a way in that two persons hand over.

One chooses somebody's first password, another gets the code when saying yes. So neither of them
can sign in as who it is for; who has a second factor of their own needs no such code.
"""

import secrets
from datetime import datetime
from hmac import compare_digest

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.identity.errors import FirstCodeWrong
from landlord_watch.identity.models import StaffMember, UnfinishedSignIn
from landlord_watch.identity.models.staff import DIGEST_BYTES
from landlord_watch.identity.proofs.codes import (
    FIRST_LENGTH,
    CodeFor,
    code_digest,
    in_groups,
    new_code,
)
from landlord_watch.identity.services.proving import count_try


def make_first_code(session: Session, *, staff: StaffMember) -> str:
    """A code for somebody's next sign-in without a second factor, shown this once."""
    code = in_groups(new_code(FIRST_LENGTH))
    staff.first_code_digest = code_digest(session, code, of=CodeFor.FIRST_SIGN_IN)
    return code


def take_first_code(session: Session, *, asked: UnfinishedSignIn, code: str, at: datetime) -> None:
    """
    Take the code that a second person handed over; once.

    Raises: `FirstCodeWrong`, `SignInExpired`.
    """
    count_try(session, asked=asked, at=at)
    staff = asked.staff
    session.refresh(staff, ["first_code_digest"], with_for_update=True)
    kept = staff.first_code_digest or secrets.token_bytes(DIGEST_BYTES)
    if not compare_digest(kept, code_digest(session, code, of=CodeFor.FIRST_SIGN_IN)):
        raise FirstCodeWrong
    staff.first_code_digest, asked.wrong_count = None, 0
    audit.record(
        session, actor_id=staff.id, action="staff.first_code_used", subject_id=staff.id, at=at
    )
