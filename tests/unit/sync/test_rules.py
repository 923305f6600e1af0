"""The frame of parcels, by the table of cases that the tablet reads too."""

import json
from base64 import b64encode
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.vectors import each_case, read_vectors
from landlord_watch.sync.errors import DigestMismatch, ParcelMalformed
from landlord_watch.sync.rules import (
    check_digest,
    decode_parcel,
    decode_revision,
    encode_parcel,
    frame_parcel,
    gaps_in,
    open_frame,
    proof_of,
    receipt_number,
    sequence_in,
)
from landlord_watch.sync.shapes import BlobHeader, RevisionHeader

EPOCH = UUID("019d0000-0000-7000-8000-0000000000ff")
HEADER: dict[str, Any] = {
    "format": 1,
    "kind": "visit",
    "visit_id": "019d0000-0000-7000-8000-000000000001",
    "revision_id": "019d0000-0000-7000-8000-000000000002",
    "base_revision_id": None,
    "author_id": "019d0000-0000-7000-8000-000000000003",
    "device_id": "019d0000-0000-7000-8000-000000000004",
    "device_seq": 1,
    "schema_version": 1,
    "blobs": [],
    "clock": {
        "device_at": "2026-03-12T10:00:00+01:00",
        "server_offset_ms": None,
        "since_contact_ms": None,
    },
    "sealing": {"alg": "none"},
    "payload": {"size": 2},
}


def parcel(content: bytes = b"{}", **changed: Any) -> bytes:
    return frame_parcel(json.dumps({**HEADER, **changed}).encode(), content)


@each_case(read_vectors("parcel")["parcels"])
def test_a_parcel_is_framed_as_the_tablet_frames_it(case: dict[str, str]) -> None:
    header, payload = case["header"].encode(), bytes.fromhex(case["payload_hex"])

    framed = frame_parcel(header, payload)

    assert framed.hex() == case["parcel_hex"]
    assert sha256(framed).hexdigest() == case["sha256"]
    assert open_frame(framed) == (header, payload)


@pytest.mark.parametrize(
    "case", read_vectors("heartbeat")["proofs"], ids=lambda case: case["nonce"]
)
def test_the_proof_of_contact_is_the_one_the_tablet_expects(case: dict[str, str]) -> None:
    assert proof_of(case["credential"], nonce=case["nonce"]) == case["proof"]


def test_a_parcel_is_opened_to_what_was_closed_in_it() -> None:
    header = RevisionHeader.model_validate_json(json.dumps(HEADER))

    opened = decode_parcel(encode_parcel(header, b"{}"))

    assert opened.header == header
    assert opened.payload == b"{}"


@given(st.binary(max_size=400))
def test_any_bytes_are_a_parcel_or_refused_as_none(raw: bytes) -> None:
    with pytest.raises(ParcelMalformed):
        decode_parcel(raw)


@given(cut=st.integers(min_value=0, max_value=len(parcel()) - 1))
def test_a_parcel_cut_anywhere_is_refused(cut: int) -> None:
    with pytest.raises(ParcelMalformed):
        decode_parcel(parcel()[:cut])


@pytest.mark.parametrize(
    "changed",
    [
        {"format": 2},
        {"kind": "other"},
        {"device_seq": 0},
        {"device_seq": 2**31},
        {"visit_id": "../../etc/passwd"},
        {"unknown": 1},
        {"payload": {"size": 3}},
        {"blobs": [{"sha256": "../" * 21 + "a", "size": 1}]},
        {"sealing": {"alg": "ROT13"}},
        {"clock": {**HEADER["clock"], "device_at": "2026-03-12T10:00:00"}},
        {"clock": {**HEADER["clock"], "device_at": "0001-01-01T00:00:00+14:00"}},
    ],
    ids=lambda changed: str(changed)[:60],
)
def test_a_header_that_says_something_else_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ParcelMalformed):
        decode_revision(parcel(**changed))


def test_a_header_longer_than_the_parcel_is_refused() -> None:
    with pytest.raises(ParcelMalformed):
        open_frame(b"LWP1\xff\xff\xff\xff{}")


def test_a_blob_is_no_revision() -> None:
    blob = {key: HEADER[key] for key in ("format", "visit_id", "author_id", "device_id", "clock")}
    blob |= {"kind": "blob", "content_type": "image/png", "sealing": {"alg": "none"}}
    raw = frame_parcel(json.dumps({**blob, "payload": {"size": 0}}).encode(), b"")

    assert isinstance(decode_parcel(raw).header, BlobHeader)
    with pytest.raises(ParcelMalformed):
        decode_revision(raw)


def test_a_digest_that_fits_is_let_through() -> None:
    name = sha256(b"content")

    check_digest(f"sha-256=:{b64encode(name.digest()).decode()}:", sha256_hex=name.hexdigest())

    with pytest.raises(DigestMismatch):
        check_digest(f"sha-256=:{b64encode(b'0' * 32).decode()}:", sha256_hex=name.hexdigest())


@pytest.mark.parametrize("said", ["", "sha-256=::", "sha-256=:not base64:", "md5=:AAAA:", "å"])
def test_a_digest_that_is_none_is_refused(said: str) -> None:
    with pytest.raises(DigestMismatch):
        check_digest(said, sha256_hex="0" * 64)


@given(
    one=st.integers(min_value=1, max_value=10**9), other=st.integers(min_value=1, max_value=10**9)
)
def test_two_places_have_two_numbers_to_read_aloud(one: int, other: int) -> None:
    numbers = {receipt_number(epoch=EPOCH, seq=one), receipt_number(epoch=EPOCH, seq=other)}

    assert len(numbers) == len({one, other})


@pytest.mark.parametrize(
    ("numbers", "upto", "missing"),
    [
        ([], 0, []),
        ([], 3, ["1–3"]),
        ([1, 2, 3], 3, []),
        ([2], 3, ["1", "3"]),
        ([1, 2, 4, 7, 8], 9, ["3", "5–6", "9"]),
        ([1, 1, 2, 2], 2, []),
        ([1, 5], 3, ["2–3"]),
        ([1], 2**31 - 1, ["2–2147483647"]),
    ],
)
def test_gaps_are_the_numbers_that_are_not_there(
    numbers: list[int], upto: int, missing: list[str]
) -> None:
    assert [gap.written for gap in gaps_in(numbers, upto=upto)] == missing


@given(seq=st.integers(min_value=0, max_value=2**53), epoch=st.uuids())
def test_a_receipt_number_tells_its_place_however_it_is_typed(seq: int, epoch: UUID) -> None:
    number = receipt_number(epoch=epoch, seq=seq)

    assert sequence_in(number) == sequence_in(number.lower().replace(" ", "")) == seq


@pytest.mark.parametrize(
    "typed", ["", "42", "QK", "QK 42", "O0 000 042", "QK 000 0٤2", "QK 000 042 x"]
)
def test_what_is_no_receipt_number_tells_no_place(typed: str) -> None:
    assert sequence_in(typed) is None
