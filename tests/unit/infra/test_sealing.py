"""Private keys lie closed in a folder; what was sealed for them opens, and nothing else does."""

import secrets
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as generate_rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from factories.sealing import pair, wrapped_for
from landlord_watch.infra.sealing import (
    KeyFolder,
    KeyFolderUnwritable,
    KeyNotHere,
    KeyTrouble,
    PublicKey,
    PublicKeyUnusable,
    SealBroken,
    open_sealed,
)

SECRET = b"0123456789abcdef0123456789abcdef"


@pytest.fixture
def keys(tmp_path: Path) -> KeyFolder:
    return KeyFolder(tmp_path / "keys")


def kept(keys: KeyFolder, number: int = 1) -> PublicKey:
    """A key pair in its place, without the wait for a new one."""
    made = pair(number)
    keys.keep(made.public.kid, made.pem)
    return made.public


def test_a_new_pair_opens_what_was_wrapped_for_it(keys: KeyFolder) -> None:
    public = keys.make()

    assert keys.unwrap(public.wrap(SECRET), kid=public.kid) == SECRET
    assert keys.kids() == {public.kid}


def test_only_its_owner_reads_a_private_key(keys: KeyFolder) -> None:
    public = keys.make()

    assert keys.place(public.kid).stat().st_mode & 0o777 == 0o600
    assert keys.folder.stat().st_mode & 0o777 == 0o700
    assert keys.place(public.kid).read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----")


def test_a_fingerprint_is_the_name_in_fours() -> None:
    public = pair().public

    assert public.fingerprint.replace(" ", "") == public.kid
    assert [len(group) for group in public.fingerprint.split(" ")] == [4] * 8


def test_what_was_wrapped_with_a_label_opens_with_that_label_alone(keys: KeyFolder) -> None:
    public = kept(keys)
    wrapped = wrapped_for(public.spki, SECRET, label=b"of A")

    assert keys.unwrap(wrapped, kid=public.kid, label=b"of A") == SECRET
    for label in (None, b"of B"):
        with pytest.raises(SealBroken):
            keys.unwrap(wrapped, kid=public.kid, label=label)


@pytest.mark.parametrize("wrapped", [b"", b"short", bytes(384)], ids=len)
def test_what_was_not_wrapped_for_a_key_does_not_open(keys: KeyFolder, wrapped: bytes) -> None:
    public = kept(keys)

    with pytest.raises(SealBroken):
        keys.unwrap(wrapped, kid=public.kid)


def test_a_key_that_is_put_back_is_found(keys: KeyFolder) -> None:
    before = keys.trouble_with(pair().public.kid)
    kept(keys)

    assert before is KeyTrouble.MISSING
    assert keys.trouble_with(pair().public.kid) is None


@pytest.mark.parametrize("kid", ["", "../secret", "k", "A" * 32, "0" * 31, "/etc/passwd"])
def test_a_name_that_is_none_reaches_no_file(keys: KeyFolder, kid: str) -> None:
    kept(keys)

    with pytest.raises(KeyNotHere):
        keys.unwrap(b"", kid=kid)


def test_a_private_key_others_may_read_is_not_used(keys: KeyFolder) -> None:
    public = kept(keys)
    keys.place(public.kid).chmod(0o640)

    assert keys.trouble_with(public.kid) is KeyTrouble.EXPOSED


@pytest.mark.parametrize("pem", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nMIIG\n"], ids=len)
def test_a_file_that_is_no_key_is_told(keys: KeyFolder, pem: bytes) -> None:
    keys.keep(pair().public.kid, pem)

    assert keys.trouble_with(pair().public.kid) is KeyTrouble.UNREADABLE


def test_a_folder_in_a_keys_place_is_told(keys: KeyFolder) -> None:
    keys.place(pair().public.kid).mkdir(parents=True, mode=0o700)

    assert keys.trouble_with(pair().public.kid) is KeyTrouble.UNREADABLE


def of_another_kind() -> bytes:
    curve = generate_private_key(SECP256R1())
    return curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize("is_rsa", [True, False])
def test_another_key_under_a_keys_name_is_told(keys: KeyFolder, is_rsa: bool) -> None:
    keys.keep(pair().public.kid, pair(2).pem if is_rsa else of_another_kind())

    assert keys.trouble_with(pair().public.kid) is KeyTrouble.OTHER_KEY


def test_a_key_that_was_let_go_is_gone(keys: KeyFolder) -> None:
    public = kept(keys)
    keys.unwrap(public.wrap(SECRET), kid=public.kid)
    keys.forget(public.kid)

    assert keys.trouble_with(public.kid) is KeyTrouble.MISSING
    assert keys.kids() == frozenset()


def test_what_else_lies_in_the_folder_is_no_key(keys: KeyFolder) -> None:
    public = kept(keys)
    (keys.folder / "README.pem").write_text("not a key")
    (keys.folder / f"{public.kid}.bak").write_text("not a key")

    assert keys.kids() == {public.kid}
    for no_folder in ("nowhere", "README.pem"):
        assert KeyFolder(keys.folder / no_folder).kids() == frozenset()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(KeyFolderUnwritable):
        KeyFolder(tmp_path / "file" / "keys").make()


def spkis() -> dict[str, bytes]:
    """What a tablet might send as its public key, and is none to wrap anything for."""
    curve = generate_private_key(SECP256R1()).public_key()
    weak = generate_rsa(65537, 1024).public_key()  # noqa: S505 -- it is to be refused
    written = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return {
        "nothing": b"",
        "no key": b"\x30\x00",
        "cut short": pair().public.spki[:-1],
        "a curve": curve.public_bytes(*written),
        "too weak": weak.public_bytes(*written),
    }


@pytest.mark.parametrize("name", ["nothing", "no key", "cut short", "a curve", "too weak"])
def test_nothing_is_wrapped_for_what_is_no_key_of_ours(name: str) -> None:
    with pytest.raises(PublicKeyUnusable):
        PublicKey(spkis()[name]).wrap(SECRET)


def test_what_was_sealed_opens_with_what_it_was_bound_to() -> None:
    key, nonce = secrets.token_bytes(32), secrets.token_bytes(12)
    ciphertext = AESGCM(key).encrypt(nonce, b"words", b"header")

    assert open_sealed(ciphertext, key=key, nonce=nonce, bound_to=b"header") == b"words"


@pytest.mark.parametrize(
    "change",
    [
        {"bound_to": b"Header"},
        {"key": b"x" * 32},
        {"key": b"short"},
        {"nonce": bytes(12)},
        {"nonce": b""},
        {"ciphertext": b""},
        {"ciphertext": b"x" * 21},
    ],
    ids=str,
)
def test_what_was_changed_does_not_open(change: dict[str, bytes]) -> None:
    key, nonce = secrets.token_bytes(32), secrets.token_bytes(12)
    ciphertext = AESGCM(key).encrypt(nonce, b"words", b"header")
    said = {"key": key, "nonce": nonce, "bound_to": b"header", "ciphertext": ciphertext, **change}

    with pytest.raises(SealBroken):
        open_sealed(
            said["ciphertext"], key=said["key"], nonce=said["nonce"], bound_to=said["bound_to"]
        )
