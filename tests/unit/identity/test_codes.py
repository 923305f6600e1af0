"""Codes of an app, and codes on paper."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from landlord_watch.identity.proofs.codes import (
    as_typed,
    new_recovery_codes,
    new_secret,
    secret_address,
    step_of,
)

#: Source: RFC 6238, appendix B: the secret of its SHA-1 table, and its times and codes (their last
#: six digits), read 2026-11-22. A.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
TABLE = [
    (59, "287082"),
    (1_111_111_109, "081804"),
    (1_111_111_111, "050471"),
    (1_234_567_890, "005924"),
    (2_000_000_000, "279037"),
]
NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
STEP = timedelta(seconds=30)


@pytest.mark.parametrize(("seconds", "code"), TABLE)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    at = datetime.fromtimestamp(seconds, UTC)

    assert step_of(code, secret=SECRET, after=0, at=at) == seconds // 30


def test_a_code_counts_a_step_before_and_after_its_own() -> None:
    secret = new_secret()
    code = pyotp.TOTP(secret).at(NOW)
    taken = {
        steps: step_of(code, secret=secret, after=0, at=NOW + steps * STEP) is not None
        for steps in (-2, -1, 0, 1, 2)
    }

    assert taken == {-2: False, -1: True, 0: True, 1: True, 2: False}


def test_a_code_is_taken_once_and_none_before_it_after() -> None:
    secret = new_secret()
    app = pyotp.TOTP(secret)
    step = step_of(app.at(NOW), secret=secret, after=0, at=NOW)

    assert step is not None
    assert step_of(app.at(NOW), secret=secret, after=step, at=NOW) is None
    assert step_of(app.at(NOW - STEP), secret=secret, after=step, at=NOW) is None
    assert step_of(app.at(NOW + STEP), secret=secret, after=step, at=NOW) == step + 1


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "１２３４５６", "000000 000000"])
def test_what_is_no_code_is_wrong(typed: str) -> None:
    assert step_of(typed, secret=SECRET, after=0, at=NOW) is None


def test_a_code_may_be_typed_in_groups() -> None:
    secret = new_secret()
    code = pyotp.TOTP(secret).at(NOW)

    assert step_of(f" {code[:3]} {code[3:]} ", secret=secret, after=0, at=NOW) is not None


def test_an_app_is_told_whose_it_is() -> None:
    address = secret_address(SECRET, username="hanna", municipality="Bengtsfors")

    assert address.startswith("otpauth://totp/landlord_watch%20Bengtsfors:hanna?secret=")


def test_codes_on_paper_are_ten_different_ones_of_a_hundred_and_twenty_bits() -> None:
    codes = new_recovery_codes()

    assert len({*codes}) == 10
    assert {len(as_typed(code)) for code in codes} == {24}
    assert set("01OI").isdisjoint("".join(codes))


def test_a_code_on_paper_is_read_as_people_write_it() -> None:
    code = new_recovery_codes()[0]

    assert as_typed(f" {code.lower().replace('-', ' ')} ") == as_typed(code)
    assert as_typed(code[:-1]) != as_typed(code)
