"""
What a sealed field looks like: `v1.<key>.<iv>.<ciphertext>`, the last two in base64 for addresses.

AES-256-GCM with an iv drawn anew each time; no more than 2³² may be sealed under one key.
Source: NIST SP 800-38D 8.3, read 2026-11-22. B.
"""

import binascii
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from landlord_watch.infra.sealing import NONCE_BYTES, SealBroken, open_sealed

VERSION: Final = "v1"


@dataclass(frozen=True, slots=True)
class FieldKey:
    """A key by its name, which stands in all that it sealed."""

    name: str
    secret: bytes = field(repr=False)

    def seal(self, plain: bytes, *, bound_to: bytes) -> str:
        """Seal something together with where it belongs; it opens nowhere else."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        ciphertext = AESGCM(self.secret).encrypt(nonce, plain, bound_to)
        return ".".join((VERSION, self.name, _written(nonce), _written(ciphertext)))

    def open(self, sealed: str, *, bound_to: bytes) -> bytes:
        """
        What was sealed by this key for this place.

        Raises: `SealBroken`.
        """
        parts = sealed.split(".")
        if len(parts) != len(("version", "name", "iv", "ciphertext")) or parts[1] != self.name:
            raise SealBroken
        nonce, ciphertext = _read(parts[2]), _read(parts[3])
        return open_sealed(ciphertext, key=self.secret, nonce=nonce, bound_to=bound_to)


def key_named_in(sealed: str) -> str:
    """
    The name of the key that something was sealed by.

    Raises: `SealBroken`.
    """
    version, _, rest = sealed.partition(".")
    if version != VERSION:
        raise SealBroken
    return rest.partition(".")[0]


def beginning_of(name: str) -> str:
    """How everything begins that this key sealed."""
    return f"{VERSION}.{name}."


def _written(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def _read(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise SealBroken from error
