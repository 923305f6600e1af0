"""
The keys that fields are sealed under: one current for each purpose, in the database, wrapped.

A master key, a file in the key folder, wraps them; so a backup of the database is of no use
without that folder. Who seals holds the current key's row until the transaction ends: once a
rotation has made another key the current one, nobody writes under the one before any more.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from hmac import digest
from typing import Final, cast

from sqlalchemy import Connection, Engine, Index, String, Text, bindparam, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.key_files import KeyFile, KeyFiles, KeyFileUnusable
from landlord_watch.infra.once import table_of
from landlord_watch.infra.sealed_text import FieldKey, key_named_in
from landlord_watch.infra.sealing import KEY_BYTES, KeyTrouble, SealBroken

NAME_LENGTH: Final = 16
CURRENT = text("retired_at IS NULL")

#: Where an engine keeps its keys, and a session those it has taken in this transaction.
FIELD_KEYS: Final = "field_keys"


class Purpose(StrEnum):
    """What a key is for; what one purpose's key seals, no other opens."""

    PERSON = "person"
    PROTECTED = "protected"
    SECOND_FACTOR = "second_factor"
    #: Free text of visits, of what people and landlords told, of why somebody looked.
    CASE_TEXT = "case_text"
    CONCERN = "concern"


class FieldKeysMissing(Exception):
    """Fields cannot be sealed or opened: the keys of this database have not been made, or given."""


class WrappedKey(Keyed, Base):
    """A field key, wrapped; without the master key it names it is noise."""

    __tablename__ = "field_key"
    __table_args__ = (
        Index(
            "uq_field_key_current",
            "purpose",
            unique=True,
            postgresql_where=CURRENT,
            sqlite_where=CURRENT,
        ),
    )

    purpose: Mapped[Purpose] = mapped_column(WordColumn(Purpose))
    name: Mapped[str] = mapped_column(String(NAME_LENGTH), unique=True)
    #: Sealed by the master key, bound to name and purpose.
    wrapped: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    #: None: the current one. A retired one is kept until nothing lies under it.
    retired_at: Mapped[datetime | None]


KEY: Final = table_of(WrappedKey)
_ALL = select(KEY.c.name, KEY.c.purpose, KEY.c.wrapped)
_CURRENT = (
    select(KEY.c.name)
    .where(KEY.c.purpose == bindparam("wanted"), KEY.c.retired_at.is_(None))
    .with_for_update(read=True)
)


class FieldKeys:
    """The keys of one database, unwrapped as they are needed and then kept in memory."""

    def __init__(self, files: KeyFiles) -> None:
        self.files = files
        self._opened: dict[str, FieldKey] = {}

    def current(self, session: Session, purpose: Purpose) -> FieldKey:
        """
        The key to seal by. It stays the current one until the transaction ends.

        Raises: `FieldKeysMissing`, `KeyFileUnusable`.
        """
        return self.named(session, _name_in_use(session, purpose))

    def named(self, session: Session, name: str) -> FieldKey:
        """
        The key of this name, current or retired.

        Raises: `FieldKeysMissing`, `KeyFileUnusable`.
        """
        if name not in self._opened:
            self._open_all(session)
        try:
            return self._opened[name]
        except KeyError:
            raise FieldKeysMissing(name) from None

    def index(self, place: str, value: str) -> bytes:
        """
        What a value is found by in a column (`table.column`): HMAC-SHA-256, in full.

        Raises: `KeyFileUnusable`.
        """
        return digest(self.files.secret(KeyFile.INDEX), f"{place}|{value}".encode(), sha256)

    def wrap(self, purpose: Purpose, *, master: str) -> dict[str, str]:
        """
        A new key for a purpose, as its row keeps it.

        Raises: `KeyFileUnusable`.
        """
        name, secret = secrets.token_hex(NAME_LENGTH // 2), secrets.token_bytes(KEY_BYTES)
        master_key = FieldKey(master, self.files.master(master))
        sealed = master_key.seal(secret, bound_to=_place_of(name, purpose))
        return {"purpose": purpose, "name": name, "wrapped": sealed}

    def _open_all(self, session: Session) -> None:
        for row in session.connection().execute(_ALL):
            self._opened[row.name] = self._unwrapped(row.name, row.purpose, row.wrapped)

    def _unwrapped(self, name: str, purpose: Purpose, wrapped: str) -> FieldKey:
        master = key_named_in(wrapped)
        try:
            secret = FieldKey(master, self.files.master(master)).open(
                wrapped, bound_to=_place_of(name, purpose)
            )
        except SealBroken as error:
            raise KeyFileUnusable(self.files.master_place(master), KeyTrouble.OTHER_KEY) from error
        return FieldKey(name, secret)


def _place_of(name: str, purpose: Purpose) -> bytes:
    return f"field_key|wrapped|{name}|{purpose}".encode()


def _name_in_use(session: Session, purpose: Purpose) -> str:
    """
    The current key's name, asked for once in a transaction and held by it.

    A savepoint that is undone gives up what it held, so each asks for itself.
    """
    connection = session.connection()
    transaction = session.get_nested_transaction() or session.get_transaction()
    within, names = session.info.get(FIELD_KEYS, (None, {}))
    if within is not transaction:
        names = {}
        session.info[FIELD_KEYS] = (transaction, names)
    if purpose not in names:
        names[purpose] = _asked(connection, purpose)
    return cast("str", names[purpose])  # what the line above put there


def _asked(connection: Connection, purpose: Purpose) -> str:
    """Who had to wait for a rotation finds no key: the new one came after that look began."""
    for _ in range(2):
        name: str | None = connection.execute(_CURRENT, {"wanted": purpose}).scalar()
        if name is not None:
            return name
    raise FieldKeysMissing(purpose)


def use_field_keys(engine: Engine, files: KeyFiles) -> FieldKeys:
    """Give a database the keys its fields are sealed under."""
    keys = FieldKeys(files)
    engine.update_execution_options(**{FIELD_KEYS: keys})
    return keys


def field_keys_of(session: Session) -> FieldKeys:
    """
    The keys of the database a session speaks to.

    Raises: `FieldKeysMissing`.
    """
    return field_keys_at(session.get_bind())


def field_keys_at(bind: Engine | Connection) -> FieldKeys:
    """
    The keys of a database.

    Raises: `FieldKeysMissing`.
    """
    found: FieldKeys | None = bind.get_execution_options().get(FIELD_KEYS)
    if found is None:
        raise FieldKeysMissing("no keys were given to this database")
    return found


def ensure_field_keys(session: Session, *, at: datetime) -> None:
    """
    Make what is missing: the first time the files too, later a new purpose's key alone.

    A file that is missing although there are keys is never made anew: what it was needed for
    would be lost without a word.
    Raises: `KeyFileUnusable`, `KeyFolderUnwritable`.
    """
    keys = field_keys_of(session)
    rows = session.connection().execute(_ALL).all()
    if rows:
        check_field_keys(session)
        master = key_named_in(rows[-1].wrapped)
    else:
        for which in KeyFile:
            keys.files.ensure(which)
        master = keys.files.find_master() or keys.files.make_master()
    has = {row.purpose for row in rows}
    add_keys(session, (each for each in Purpose if each not in has), master=master, at=at)


def add_keys(session: Session, purposes: Iterable[Purpose], *, master: str, at: datetime) -> None:
    """
    Make new keys the current ones of these purposes; those before must have been retired.

    Raises: `KeyFileUnusable`.
    """
    keys = field_keys_of(session)
    session.add_all(
        WrappedKey(**keys.wrap(purpose, master=master), made_at=at) for purpose in purposes
    )
    session.flush()  # who seals next reads them
    session.info.pop(FIELD_KEYS, None)


def check_field_keys(session: Session) -> None:
    """
    Refuse if any key of this database cannot be used.

    Raises: `FieldKeysMissing` (none was ever made), `KeyFileUnusable`.
    """
    keys = field_keys_of(session)
    names = session.connection().scalars(select(KEY.c.name)).all()
    if not names:
        raise FieldKeysMissing("no keys have been made")
    for which in KeyFile:
        keys.files.secret(which)
    for name in names:
        keys.named(session, name)
