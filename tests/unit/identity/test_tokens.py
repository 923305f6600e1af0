"""Tokens that nobody guesses: of sessions, of ways in, of tablets."""

from base64 import urlsafe_b64decode

from landlord_watch.identity.proofs.tokens import new_token

LEAST_BITS = 128
MANY = 2_000


def bits_of(token: str) -> int:
    return len(urlsafe_b64decode(token + "=" * (-len(token) % 4))) * 8


def test_a_token_is_longer_than_anybody_guesses() -> None:
    assert bits_of(new_token()) >= 2 * LEAST_BITS


def test_no_two_tokens_are_alike() -> None:
    assert len({new_token() for _ in range(MANY)}) == MANY
