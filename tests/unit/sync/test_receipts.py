"""What is signed of a receipt, by the table of cases that the tablet reads too."""

import hmac
import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.vectors import read_vectors
from landlord_watch.sync.rules import receipt_text, sign_receipt
from landlord_watch.sync.shapes import UnsignedReceipt

CASES: list[dict[str, Any]] = read_vectors("receipt")["receipts"]
OTHERS: dict[str, object] = {
    "number": "QK 000 001",
    "epoch": "019d0000-0000-7000-8000-000000000009",
    "visit_id": "019d0000-0000-7000-8000-000000000009",
    "revision_id": "019d0000-0000-7000-8000-000000000009",
    "sha256": "9" * 64,
    "seq": 9,
    "received_at": "2026-03-12T09:00:01Z",
    "blobs": [{"sha256": "9" * 64, "size": 9, "is_held": True}],
}


def unsigned(receipt: dict[str, Any]) -> UnsignedReceipt:
    return UnsignedReceipt.model_validate_json(json.dumps(receipt))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_receipt_is_signed_as_the_tablet_expects(case: dict[str, Any]) -> None:
    receipt = sign_receipt(unsigned(case["receipt"]), credential=case["credential"])

    assert receipt_text(receipt).split("\n") == case["text"]
    assert receipt.signature == case["signature"]
    assert json.loads(receipt.model_dump_json(exclude={"signature"})) == case["receipt"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_signature_is_the_one_the_protocol_describes(case: dict[str, Any]) -> None:
    secret = sha256(case["credential"].encode()).digest()

    assert (
        hmac.new(secret, "\n".join(case["text"]).encode(), "sha256").hexdigest()
        == case["signature"]
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_whatever_is_changed_in_a_receipt_changes_what_is_signed(case: dict[str, Any]) -> None:
    receipt = case["receipt"]
    turned = {
        "kind": "visit" if receipt["kind"] == "concern" else "concern",
        "state": "complete" if receipt["state"] == "blobs_missing" else "blobs_missing",
        "is_conflicting": not receipt["is_conflicting"],
    }
    changes = OTHERS | turned

    texts = [receipt_text(unsigned(receipt | {name: changes[name]})) for name in receipt]

    assert len({receipt_text(unsigned(receipt)), *texts}) == 1 + len(receipt)


@given(at=st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1)))  # noqa: DTZ001 -- hypothesis takes naive bounds
def test_the_instant_is_signed_as_it_is_written(at: datetime) -> None:
    receipt = unsigned(CASES[0]["receipt"]).model_copy(update={"received_at": at})

    written = json.loads(receipt.model_dump_json())["received_at"]

    assert receipt_text(receipt).split("\n")[8] == written
