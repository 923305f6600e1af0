"""
Sealing for the municipality, and opening what was sealed for it. Nothing here is our own making.

A thing is sealed by AES-256-GCM under a key of its own; that key is wrapped by RSA-OAEP with
SHA-256 for whoever has the private key. The private keys lie in a folder, one file each, apart
from database and blobs: who has only these, or a backup of them, opens nothing.
"""

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
    load_pem_private_key,
)

from landlord_watch.infra.durable import make_folder, write_whole

#: The only names there are: nothing else can reach a path.
KID = re.compile(r"[0-9a-f]{32}")
KID_LENGTH = 32
KEY_BYTES = 32
NONCE_BYTES = 12

#: Source: NIST SP 800-57 part 1, table 2: 3072 bits are worth 128. A.
RSA_BITS = 3072
EXPONENT = 65537
#: What a tablet's own short-lived key may be: weaker is no help, larger takes our time.
REPLY_BITS = range(2048, 4097)

OWN_FILE = 0o600
OWN_FOLDER = 0o700
#: What others than the owner may do with a file.
OTHERS = 0o077


class SealBroken(Exception):
    """What was sealed is not what was opened: changed, moved, or under another key."""


class PublicKeyUnusable(Exception):
    """Not a public key that anything may be wrapped for."""


class KeyFolderUnwritable(Exception):
    """The folder of the private keys cannot be written."""


class KeyTrouble(StrEnum):
    """Why a private key cannot be used."""

    MISSING = "missing"
    #: Others than its owner may read or write the file.
    EXPOSED = "exposed"
    UNREADABLE = "unreadable"
    #: The file holds another key than its name says.
    OTHER_KEY = "other_key"


class KeyNotHere(Exception):
    """No private key that can be used has this name."""

    def __init__(self, trouble: KeyTrouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key as it is written down: SubjectPublicKeyInfo, DER."""

    spki: bytes

    @property
    def kid(self) -> str:
        """Its name: the first sixteen bytes of its SHA-256."""
        return sha256(self.spki).hexdigest()[:KID_LENGTH]

    @property
    def fingerprint(self) -> str:
        """The same, in fours, to compare by eye."""
        kid = self.kid
        return " ".join(kid[start : start + 4] for start in range(0, len(kid), 4))

    def wrap(self, secret: bytes) -> bytes:
        """
        A secret that only who has the private key can unwrap.

        Raises: `PublicKeyUnusable`.
        """
        return _readable(self.spki).encrypt(secret, _oaep(None))


def _readable(spki: bytes) -> RSAPublicKey:
    try:
        key = load_der_public_key(spki)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise PublicKeyUnusable from error
    if not isinstance(key, RSAPublicKey) or key.key_size not in REPLY_BITS:
        raise PublicKeyUnusable
    return key


def public_key_of(private: RSAPrivateKey) -> PublicKey:
    """The public part of a private key."""
    return PublicKey(
        private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    )


def _oaep(label: bytes | None) -> OAEP:
    return OAEP(mgf=MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=label)


def open_sealed(ciphertext: bytes, *, key: bytes, nonce: bytes, bound_to: bytes) -> bytes:
    """
    What AES-256-GCM sealed; `bound_to` are the bytes it was sealed together with.

    Raises: `SealBroken`.
    """
    if len(key) != KEY_BYTES or len(nonce) != NONCE_BYTES:
        raise SealBroken
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, bound_to)
    except InvalidTag as error:
        raise SealBroken from error


class KeyFolder:
    """
    The municipality's private keys: PKCS#8 in PEM, a file each, readable by its owner alone.

    A key once read is kept in memory; one that was not there is looked for again each time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, RSAPrivateKey] = {}

    def make(self) -> PublicKey:
        """
        Make a new pair, keep its private part here for good, and give its public part.

        Raises: `KeyFolderUnwritable`.
        """
        private = generate_private_key(EXPONENT, RSA_BITS)
        public = public_key_of(private)
        pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self.keep(public.kid, pem)
        return public

    def keep(self, kid: str, pem: bytes) -> None:
        """
        Lay a private key in its place.

        Raises: `KeyFolderUnwritable`.
        """
        try:
            if not self.folder.is_dir():
                make_folder(self.folder)
                self.folder.chmod(OWN_FOLDER)
            write_whole(self.place(kid), pem, mode=OWN_FILE)
        except OSError as error:
            raise KeyFolderUnwritable(str(error)) from error

    def forget(self, kid: str) -> None:
        """Let a private key go for good: what was sealed for it stays closed."""
        self._read.pop(kid, None)
        self.place(kid).unlink(missing_ok=True)

    def kids(self) -> frozenset[str]:
        """The names of the files that are here now; none of a folder that cannot be read."""
        try:
            return frozenset(path.stem for path in self.folder.iterdir() if _is_a_keys(path))
        except OSError:
            return frozenset()

    def unwrap(self, wrapped: bytes, *, kid: str, label: bytes | None = None) -> bytes:
        """
        What was wrapped for one of our keys, under the label it was wrapped with.

        Raises: `KeyNotHere`, `SealBroken`.
        """
        private = self._private(kid)
        try:
            return private.decrypt(wrapped, _oaep(label))
        except ValueError as error:
            raise SealBroken from error

    def trouble_with(self, kid: str) -> KeyTrouble | None:
        """Why a key cannot be used; None: it can."""
        try:
            self._private(kid)
        except KeyNotHere as missing:
            return missing.trouble
        return None

    def _private(self, kid: str) -> RSAPrivateKey:
        if kid not in self._read:
            self._read[kid] = self._from_file(kid)
        return self._read[kid]

    def _from_file(self, kid: str) -> RSAPrivateKey:
        if not KID.fullmatch(kid):
            raise KeyNotHere(KeyTrouble.MISSING)
        private = _private_in(bytes_in(self.place(kid)))
        if public_key_of(private).kid != kid:
            raise KeyNotHere(KeyTrouble.OTHER_KEY)
        return private

    def place(self, kid: str) -> Path:
        """Where the file of a key lies."""
        return self.folder / f"{kid}.pem"


def _is_a_keys(path: Path) -> bool:
    return path.suffix == ".pem" and KID.fullmatch(path.stem) is not None


def bytes_in(path: Path) -> bytes:
    """
    What the file of a key holds; only its owner may read it.

    Raises: `KeyNotHere`.
    """
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_mode & OTHERS:
                raise KeyNotHere(KeyTrouble.EXPOSED)
            return file.read()
    except FileNotFoundError as error:
        raise KeyNotHere(KeyTrouble.MISSING) from error
    except OSError as error:
        raise KeyNotHere(KeyTrouble.UNREADABLE) from error


def _private_in(pem: bytes) -> RSAPrivateKey:
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyNotHere(KeyTrouble.UNREADABLE) from error
    if not isinstance(key, RSAPrivateKey):
        raise KeyNotHere(KeyTrouble.OTHER_KEY)
    return key
