"""Ids that a tablet and the server can both mint, in the order they were made."""

from uuid import UUID

from uuid_utils import compat


def new_id() -> UUID:
    """A new UUIDv7: unique anywhere, and later ones sort after earlier ones."""
    return compat.uuid7()
