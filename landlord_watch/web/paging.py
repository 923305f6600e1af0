"""Which page of a list is asked for."""

from flask import request

FARTHEST = 1_000_000


def page_number() -> int:
    """The page in the address, from 1; what is no number is the first."""
    typed = request.args.get("page", "1")
    return min(max(int(typed), 1), FARTHEST) if typed.isascii() and typed.isdigit() else 1
