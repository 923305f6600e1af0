"""Codes of an app (TOTP), and codes on paper for the day the app is lost."""

import secrets
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest

import pyotp

#: Source: RFC 6238, 5.2: thirty seconds, and at most one step to either side; read 2026-11-22, A.
STEP_SECONDS = 30
STEPS_ASIDE = (0, -1, 1)
DIGITS = 6

#: No 0, O, 1, I: read off paper.
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
#: Eighty bits: enough that a fast digest of one tells nothing.
CODE_LENGTH = 16
CODE_GROUP = 4
CODES_MADE = 10


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


def new_recovery_codes() -> list[str]:
    """Ten codes, in groups to read."""
    codes = (
        "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)) for _ in range(CODES_MADE)
    )
    return [
        "-".join(code[start : start + CODE_GROUP] for start in range(0, CODE_LENGTH, CODE_GROUP))
        for code in codes
    ]


def recovery_digest(code: str) -> bytes:
    """How a recovery code is kept: one way; spaces, hyphens and case do not count."""
    typed = code.upper().replace("-", "")
    return sha256("".join(typed.split()).encode()).digest()
