"""What the tablet's own code sealed opens here, by the table that both suites read."""

from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)

from factories.vectors import each_case, read_vectors
from landlord_watch.identity.rules import vault_label
from landlord_watch.infra.sealing import KeyFolder, PublicKey, SealBroken
from landlord_watch.sync.rules import decode_parcel, frame_parcel, open_frame, open_parcel

TABLE = read_vectors("sealed/tablet")
OFFICE = TABLE["office_key"]


@pytest.fixture
def keys(tmp_path: Path) -> KeyFolder:
    """The private key of the table."""
    private = load_der_private_key(b64decode(TABLE["private_key"]), password=None)
    folder = KeyFolder(tmp_path / "keys")
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    folder.keep(OFFICE["kid"], pem)
    return folder


def test_a_key_has_the_same_name_and_fingerprint_on_both_sides(keys: KeyFolder) -> None:
    public = PublicKey(b64decode(OFFICE["spki"]))

    assert (public.kid, public.fingerprint) == (OFFICE["kid"], OFFICE["fingerprint"])
    assert keys.trouble_with(OFFICE["kid"]) is None


@each_case(TABLE["parcels"])
def test_a_parcel_sealed_by_a_tablet_opens(keys: KeyFolder, case: dict[str, Any]) -> None:
    raw = b64decode(case["parcel"])
    parcel = decode_parcel(raw)

    assert sha256(raw).hexdigest() == case["sha256"]
    assert str(parcel.header.visit_id) == case["header"]["visit_id"]
    assert open_parcel(parcel, keys=keys) == b64decode(case["payload"])


@each_case(TABLE["parcels"])
def test_it_opens_under_its_own_header_alone(keys: KeyFolder, case: dict[str, Any]) -> None:
    header, payload = open_frame(b64decode(case["parcel"]))
    moved = decode_parcel(frame_parcel(b" " + header, payload))

    with pytest.raises(SealBroken):
        open_parcel(moved, keys=keys)


def test_the_key_of_a_vault_opens_for_its_owner_alone(keys: KeyFolder) -> None:
    recovery = TABLE["recovery"]
    wrapped, kid = b64decode(recovery["wrapped"]), recovery["kid"]
    of_owner = vault_label(UUID(recovery["staff_id"]))
    of_another = vault_label(UUID(int=1))

    assert keys.unwrap(wrapped, kid=kid, label=of_owner) == b64decode(recovery["data_key"])
    for label in (of_another, None):
        with pytest.raises(SealBroken):
            keys.unwrap(wrapped, kid=kid, label=label)
