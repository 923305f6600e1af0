"""
Codes of an app (TOTP), and codes that are handed over: on paper, for a tablet, for a first sign-in.

A code that is handed over is short enough to be tried by who has a copy of the database, so it is
kept as HMAC under a key of the installation, which lies outside the database and its backups.
"""

import secrets
from datetime import datetime
from enum import StrEnum
from hmac import compare_digest

import pyotp
from sqlalchemy.orm import Session

from landlord_watch.infra.field_keys import field_keys_of

#: Source: RFC 6238, 5.2: thirty seconds, and at most one step to either side; read 2026-11-22, A.
STEP_SECONDS = 30
STEPS_ASIDE = (0, -1, 1)
DIGITS = 6

#: No 0, O, 1, I: read off paper, read aloud, typed on glass. Five bits each.
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_GROUP = 4
#: Of a code on paper, which lies in a drawer for years: 120 bits.
PAPER_LENGTH = 24
#: Of a code that is good once and for some days: 80 bits.
FIRST_LENGTH = 16
CODES_MADE = 10


class CodeFor(StrEnum):
    """What a code is for; none is good for anything else."""

    PAPER = "recovery_code.code"
    TABLET = "enrolment_code.code"
    FIRST_SIGN_IN = "staff_member.first_code"


def new_secret() -> str:
    """A secret for an app, 160 bits in base32."""
    return pyotp.random_base32()


def secret_address(secret: str, *, username: str, municipality: str) -> str:
    """What an app reads from a picture: whose it is, and its secret."""
    app = pyotp.TOTP(secret)
    return app.provisioning_uri(name=username, issuer_name=f"landlord_watch {municipality}")


def step_of(code: str, *, secret: str, after: int, at: datetime) -> int | None:
    """
    The step a code belongs to, now or next to now; None: it is wrong, or was taken before.

    `after`: the last step that was taken; no code of it or before is taken again.
    """
    typed = "".join(code.split())
    now = int(at.timestamp()) // STEP_SECONDS
    app = pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS)
    found = None
    for aside in STEPS_ASIDE:  # all of them, so that each answer takes as long
        right = app.at((now + aside) * STEP_SECONDS)
        if compare_digest(right.encode(), typed.encode()) and now + aside > after:
            found = now + aside
    return found


def new_code(length: int) -> str:
    """So many random letters."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(length))


def in_groups(code: str) -> str:
    """A code as it is read: in groups of four."""
    return "-".join(code[start : start + CODE_GROUP] for start in range(0, len(code), CODE_GROUP))


def new_recovery_codes() -> list[str]:
    """Ten codes for paper, in groups to read."""
    return [in_groups(new_code(PAPER_LENGTH)) for _ in range(CODES_MADE)]


def as_typed(code: str) -> str:
    """A code as it was made, however it was typed: spaces, hyphens and case do not count."""
    return "".join(code.upper().replace("-", "").split())


def code_digest(session: Session, code: str, *, of: CodeFor) -> bytes:
    """
    How a code is kept: HMAC-SHA-256 under the installation's own key.

    Raises: `FieldKeysMissing`, `KeyFileUnusable`.
    """
    return field_keys_of(session).index(of, as_typed(code))
