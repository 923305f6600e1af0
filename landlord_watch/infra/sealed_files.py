"""
Files that lie sealed in the blob store, each under a key of its own.

The key is made of the content, so that the same content lies once however often it is kept, and
who has not the content cannot know the key. Whoever keeps the file keeps its key sealed in the
row that names it: turning the field keys turns what guards it, and with the row it is gone, from
backups of the store too. One key ever seals one content, so that the nonce may be fixed.
Source: NIST SP 800-38D 8.2 (a nonce is never used twice under one key), read 2026-11-22. B.
"""

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from landlord_watch.infra.sealing import NONCE_BYTES, SealBroken, open_sealed

VERSION: Final = b"lwf1"
NONCE: Final = bytes(NONCE_BYTES)


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file as it lies, and what opens it."""

    content: bytes
    key: str


def seal_file(content: bytes) -> SealedFile:
    """Seal a whole file."""
    key = sha256(VERSION + content).digest()
    return SealedFile(
        VERSION + AESGCM(key).encrypt(NONCE, content, VERSION), b64encode(key).decode()
    )


def open_file(sealed: bytes, *, key: str) -> bytes:
    """
    The file that was sealed.

    Raises: `SealBroken`.
    """
    if not sealed.startswith(VERSION):
        raise SealBroken
    try:
        secret = b64decode(key, validate=True)
    except binascii.Error as error:
        raise SealBroken from error
    content = sealed[len(VERSION) :]
    return open_sealed(content, key=secret, nonce=NONCE, bound_to=VERSION)
