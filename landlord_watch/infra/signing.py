"""
Signing what leaves for other municipalities, and trying what came from them. Ed25519 throughout.

The private key lies in the folder of the installation's keys, a file a key, readable by its owner
alone; the public key is what others record after comparing its fingerprint with a person.
"""

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from landlord_watch.infra.durable import make_folder, write_whole
from landlord_watch.infra.key_files import KeyFileUnusable
from landlord_watch.infra.sealing import (
    OWN_FILE,
    OWN_FOLDER,
    KeyFolderUnwritable,
    KeyNotHere,
    KeyTrouble,
    bytes_in,
)

KEY_BYTES: Final = 32
#: A public key as it is written: sixty-four hexadecimal digits.
PUBLIC: Final = re.compile(r"[0-9a-f]{64}")
FINGERPRINT_LENGTH: Final = 32
#: What is signed begins so: nothing else that this key might ever sign can be taken for it.
CONTEXT: Final = b"landlord_watch exchange 1\0"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The public part of a pair, as it is written down, told and recorded."""

    public: str

    @property
    def fingerprint(self) -> str:
        """The first half of its SHA-256, in fours, to be read out and compared."""
        found = sha256(bytes.fromhex(self.public)).hexdigest()[:FINGERPRINT_LENGTH]
        return " ".join(found[start : start + 4] for start in range(0, len(found), 4))

    def has_signed(self, content: bytes, signature: str) -> bool:
        """Whether this key signed exactly these bytes."""
        try:
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.public))
            public.verify(bytes.fromhex(signature), CONTEXT + content)
        except (InvalidSignature, ValueError):
            return False
        return True


class SigningKeys:
    """The private parts, by their public ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self) -> SigningKey:
        """
        Make a new pair and keep its private part here for good.

        Raises: `KeyFolderUnwritable`.
        """
        seed = secrets.token_bytes(KEY_BYTES)
        public = _public_of(seed)
        try:
            if not self.folder.is_dir():
                make_folder(self.folder)
                self.folder.chmod(OWN_FOLDER)
            write_whole(self.place(public), seed.hex().encode(), mode=OWN_FILE)
        except OSError as error:
            raise KeyFolderUnwritable(str(error)) from error
        return SigningKey(public)

    def sign(self, content: bytes, *, public: str) -> str:
        """
        What shows that who has this key's private part wrote these bytes.

        Raises: `KeyFileUnusable`.
        """
        private = Ed25519PrivateKey.from_private_bytes(self._seed(public))
        return private.sign(CONTEXT + content).hex()

    def trouble_with(self, public: str) -> KeyTrouble | None:
        """Why a key cannot be used; None: it can."""
        try:
            self._seed(public)
        except KeyFileUnusable as error:
            return error.trouble
        return None

    def place(self, public: str) -> Path:
        """Where the file of a key lies."""
        name = SigningKey(public).fingerprint.replace(" ", "")
        return self.folder / f"exchange-{name}.key"

    def _seed(self, public: str) -> bytes:
        path = self.place(public)
        try:
            seed = bytes.fromhex(bytes_in(path).decode())
        except KeyNotHere as missing:
            raise KeyFileUnusable(path, missing.trouble) from missing
        except ValueError as error:
            raise KeyFileUnusable(path, KeyTrouble.UNREADABLE) from error
        if len(seed) != KEY_BYTES:
            raise KeyFileUnusable(path, KeyTrouble.UNREADABLE)
        if _public_of(seed) != public:
            raise KeyFileUnusable(path, KeyTrouble.OTHER_KEY)
        return seed


def _public_of(seed: bytes) -> str:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()
