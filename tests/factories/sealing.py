"""Sealing as a tablet does it, and the key pairs it seals for; making one takes a while."""

import json
import secrets
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_public_key,
)
from sqlalchemy.orm import Session

from factories.people import NOW
from factories.tablets import Sent
from landlord_watch.identity.models import OfficeKey
from landlord_watch.infra.sealing import KeyFolder, PublicKey, public_key_of
from landlord_watch.sync.rules import frame_parcel, open_frame

TAG_BYTES = 16


@dataclass(frozen=True)
class Pair:
    """A key pair of a municipality."""

    private: RSAPrivateKey

    @property
    def public(self) -> PublicKey:
        return public_key_of(self.private)

    @property
    def pem(self) -> bytes:
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def pair(number: int = 1) -> Pair:
    """A key pair; the same for the same number, as long as the tests run."""
    return _pair(number)


@cache
def _pair(number: int) -> Pair:
    del number
    return Pair(generate_private_key(65537, 3072))


def office_key(session: Session, keys: KeyFolder, *, number: int = 1) -> OfficeKey:
    """The key pair the office has, as `landlord-watch keys init` makes it."""
    made = pair(number)
    keys.keep(made.public.kid, made.pem)
    row = OfficeKey(number=number, kid=made.public.kid, spki=made.public.spki, made_at=NOW)
    session.add(row)
    session.flush()  # who asked wants it in its place
    return row


def base64(content: bytes) -> str:
    return b64encode(content).decode()


def wrapped_for(spki: bytes, secret: bytes, *, label: bytes | None = None) -> bytes:
    """RSA-OAEP with SHA-256, as WebCrypto wraps."""
    public: Any = load_der_public_key(spki)
    return public.encrypt(secret, OAEP(MGF1(hashes.SHA256()), hashes.SHA256(), label))


def recovery_of(
    staff_id: UUID, vault_key: bytes, reply: Pair, *, number: int = 1
) -> dict[str, str]:
    """What a tablet sends whose owner has forgotten the passphrase."""
    office = pair(number).public
    label = f"landlord_watch vault {staff_id}".encode()
    return {
        "kid": office.kid,
        "wrapped": base64(wrapped_for(office.spki, vault_key, label=label)),
        "reply_spki": base64(reply.public.spki),
    }


def sealed(sent: Sent, *, number: int = 1, kid: str = "", key: bytes = b"", **sealing: Any) -> Sent:
    """The same parcel, sealed for a key pair; `sealing` and `kid` say otherwise in the header."""
    header_bytes, payload = open_frame(sent.raw)
    header = json.loads(header_bytes)
    key, nonce = key or secrets.token_bytes(32), secrets.token_bytes(12)
    office = pair(number).public
    wrap = {
        "kid": kid or office.kid,
        "alg": "RSA-OAEP-256",
        "wrapped": base64(wrapped_for(office.spki, key)),
    }
    said = {
        **header,
        "sealing": {"alg": "A256GCM", "iv": base64(nonce), "keys": [wrap], **sealing},
        "payload": {"size": len(payload) + TAG_BYTES},
    }
    written = json.dumps(said).encode()
    ciphertext = AESGCM(key).encrypt(nonce, payload, written)
    return Sent(sent.visit_id, sent.revision_id, frame_parcel(written, ciphertext))
