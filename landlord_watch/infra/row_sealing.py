"""
What a migration seals and opens by, that finds or moves text: it is given this, and knows no more.

It says itself for which purpose and place, so that what it does stays the same as models change.
"""

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from landlord_watch.infra.field_keys import Purpose, field_keys_of
from landlord_watch.infra.sealed_text import key_named_in


class RowSealer:
    """Seals and indexes as the columns do, over the connection of a migration."""

    def __init__(self, connection: Connection) -> None:
        self._session = Session(connection)

    def seal(self, text: str, *, purpose: str, place: str) -> str:
        """
        A text sealed for `table|column|row id`.

        Raises: `FieldKeysMissing`, `KeyFileUnusable`.
        """
        key = field_keys_of(self._session).current(self._session, Purpose(purpose))
        return key.seal(text.encode(), bound_to=place.encode())

    def open(self, sealed: str, *, place: str) -> str:
        """
        What was sealed for `table|column|row id`.

        Raises: `FieldKeysMissing`, `KeyFileUnusable`, `SealBroken`.
        """
        key = field_keys_of(self._session).named(self._session, key_named_in(sealed))
        return key.open(sealed, bound_to=place.encode()).decode()

    def index(self, text: str, *, place: str) -> bytes:
        """
        What a text is found by in `table.column`.

        Raises: `FieldKeysMissing`, `KeyFileUnusable`.
        """
        return field_keys_of(self._session).index(place, text)
