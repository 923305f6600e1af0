"""Random tokens that browsers keep; here a digest of each is kept."""

import secrets

TOKEN_BYTES = 32


def new_token() -> str:
    """What a browser keeps: 256 bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)
