"""
Fields that lie sealed in the database, and what sealed values are found by.

A column of these types is used as any other::

    class Person(Keyed, Base):
        number: Mapped[str] = mapped_column(EncryptedText(Purpose.PERSON))
        number_index: Mapped[bytes] = mapped_column(BlindIndex("number"))
        note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
        content: Mapped[dict[str, Any]] = mapped_column(EncryptedDocument(Purpose.CASE_TEXT))

    person.number                                   # opened when the row was loaded
    person.number = "198805042389"                  # sealed at flush, the index with it
    select(Person).where(Person.number_index == index_of(session, Person, number="1988…"))

It is sealed by the current key of its purpose, together with table, column and the row's id
(minted before): copied to another row or column it does not open. None stays NULL and an empty
text stays empty. Whole objects alone are opened and sealed: `select(Person.number)` gives it as it
lies, and a bare INSERT, UPDATE or comparison of such a column is refused. The table is `Keyed`.
The keys come with the engine: `use_field_keys(engine, KeyFiles(settings.keys))`; they are made by
`ensure_field_keys(session, at=…)`, which `landlord-watch init`, the demo and the tests call.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Generic, Self, TypeVar
from uuid import UUID

from sqlalchemy import Column, Connection, Dialect, LargeBinary, Text, event
from sqlalchemy.orm import (
    InstanceState,
    Mapper,
    Session,
    class_mapper,
    object_session,
)
from sqlalchemy.orm.attributes import instance_state
from sqlalchemy.types import TypeDecorator

from landlord_watch.infra.database import Keyed
from landlord_watch.infra.field_keys import Purpose, field_keys_of
from landlord_watch.infra.sealed_text import key_named_in
from landlord_watch.infra.sealing import SealBroken
from landlord_watch.kernel.ids import new_id

#: SHA-256, in full.
INDEX_BYTES: Final = 32

ValueT = TypeVar("ValueT")


class NotSealed(Exception):
    """A sealed column was written, or compared, past the object it belongs to."""


class FieldUnreadable(Exception):
    """A sealed field does not open where it lies: changed, moved, or its key is gone."""


class Sealed(str):
    """A field as it lies in the database; `plain` while its row is being written."""

    __slots__ = ("plain",)

    plain: Any

    def __new__(cls, ciphertext: str, plain: Any = None) -> Self:
        made = super().__new__(cls, ciphertext)
        made.plain = plain
        return made


class SealedType(TypeDecorator[ValueT], Generic[ValueT]):
    """What lies sealed; the events below write and read it, for they know the row."""

    impl = Text
    cache_ok = True

    def __init__(self, purpose: Purpose) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        del dialect
        if not _is_to_seal(value):
            return value  # type: ignore[return-value]  # None, or empty text
        if isinstance(value, Sealed):
            return str(value)
        raise NotSealed

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Opened when the object is loaded; until then it is what it is."""
        del dialect
        return Sealed(value) if value else value

    def to_bytes(self, value: ValueT) -> bytes:
        raise NotImplementedError

    def from_bytes(self, content: bytes) -> ValueT:
        raise NotImplementedError


class EncryptedText(SealedType[str]):
    """Text that lies sealed; empty text stays empty."""

    cache_ok = True

    def to_bytes(self, value: str) -> bytes:
        return value.encode()

    def from_bytes(self, content: bytes) -> str:
        return content.decode()


class EncryptedDocument(SealedType[dict[str, Any]]):
    """A JSON document that lies sealed."""

    cache_ok = True

    def to_bytes(self, value: dict[str, Any]) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def from_bytes(self, content: bytes) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(content)
        return document


class BlindIndex(TypeDecorator[bytes]):
    """What a sealed column of the same row is found by; written with it."""

    impl = LargeBinary(INDEX_BYTES)
    cache_ok = True

    def __init__(self, of: str) -> None:
        super().__init__(INDEX_BYTES)
        self.of = of


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A sealed column of a table, by its attribute; `index`: the attribute it is found by."""

    table: str
    key: str
    column: str
    type: SealedType[Any]
    index: str | None

    def place(self, row_id: UUID) -> bytes:
        """What it is sealed together with."""
        return f"{self.table}|{self.column}|{row_id}".encode()

    def seal(self, session: Session, value: object, *, row_id: UUID) -> Sealed:
        """A value, sealed for a row by the current key."""
        key = field_keys_of(session).current(session, self.type.purpose)
        return Sealed(key.seal(self.type.to_bytes(value), bound_to=self.place(row_id)), value)

    def open(self, session: Session, sealed: str, *, row_id: UUID) -> Any:
        """
        What was sealed for a row.

        Raises: `FieldUnreadable`, `FieldKeysMissing`, `KeyFileUnusable`.
        """
        try:
            key = field_keys_of(session).named(session, key_named_in(sealed))
            return self.type.from_bytes(key.open(sealed, bound_to=self.place(row_id)))
        except SealBroken as error:
            raise FieldUnreadable(f"{self.table}.{self.column} of {row_id}") from error

    def index_of(self, session: Session, value: str) -> bytes:
        """What a value of this column is found by."""
        return field_keys_of(session).index(f"{self.table}.{self.column}", value)


@cache
def sealed_columns(mapper: Mapper[Any]) -> tuple[SealedColumn, ...]:
    """The sealed columns of a table; none of a table without."""
    columns = [(each.key, each.columns[0]) for each in mapper.column_attrs]
    indexes = {one.type.of: key for key, one in columns if isinstance(one.type, BlindIndex)}
    return tuple(
        SealedColumn(one.table.name, key, one.name, one.type, indexes.get(key))
        for key, one in columns
        if isinstance(one, Column) and isinstance(one.type, SealedType)
    )


def index_of(session: Session, model: type[Any], **value: str) -> bytes:
    """
    What a value is found by: `index_of(session, Person, number="198805042389")`.

    Raises: `FieldKeysMissing`, `KeyFileUnusable`.
    """
    ((key, wanted),) = value.items()
    columns = sealed_columns(class_mapper(model))
    return next(each for each in columns if each.key == key).index_of(session, wanted)


def opened(session: Session, model: type[Any], *, row_id: UUID, **sealed: str) -> Any:
    """
    What lies sealed, of a row that was read by its columns: `opened(session, Person, …, number=…)`.

    Raises: `FieldUnreadable`, `FieldKeysMissing`, `KeyFileUnusable`.
    """
    ((key, lies),) = sealed.items()
    columns = sealed_columns(class_mapper(model))
    return next(each for each in columns if each.key == key).open(session, lies, row_id=row_id)


def sealed_row(session: Session, model: type[Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """A row to be written by its columns, with what is to lie sealed in it sealed, and indexed."""
    made = dict(row)
    for each in sealed_columns(class_mapper(model)):
        value = row.get(each.column)
        if not _is_to_seal(value):
            continue
        made[each.column] = each.seal(session, value, row_id=row["id"])
        if each.index is not None:
            made[each.index] = each.index_of(session, str(value))
    return made


def _seal_all(mapper: Mapper[Any], connection: Connection, target: Keyed) -> None:
    """Before a row is written: seal what is new in it."""
    del connection
    if "id" not in instance_state(target).dict:
        target.id = new_id()
    for each in sealed_columns(mapper):
        _seal_one(target, each)


def _seal_one(target: Keyed, column: SealedColumn) -> None:
    state, session = instance_state(target), object_session(target)
    value = state.dict.get(column.key)
    if isinstance(value, Sealed):  # an earlier try to write it failed
        value = value.plain
    if session is None or not _is_to_seal(value) or not _is_new(state, column.key):
        return
    if column.index is not None:
        setattr(target, column.index, column.index_of(session, str(value)))
    state.dict[column.key] = column.seal(session, value, row_id=target.id)


def _is_to_seal(value: object) -> bool:
    return value is not None and value != ""


def _is_new(state: InstanceState[Any], key: str) -> bool:
    return not state.has_identity or key in state.committed_state


def _show_all(mapper: Mapper[Any], connection: Connection, target: Keyed) -> None:
    """After a row was written: the object holds again what it was given."""
    del connection
    values = instance_state(target).dict
    for each in sealed_columns(mapper):
        value = values.get(each.key)
        if isinstance(value, Sealed):
            values[each.key] = value.plain


def _open_all(target: Keyed, *_: object) -> None:
    """When a row was read: open what is sealed in it."""
    state, session = instance_state(target), object_session(target)
    for each in sealed_columns(state.mapper):
        value = state.dict.get(each.key)
        if session is not None and state.identity and isinstance(value, Sealed):
            state.dict[each.key] = each.open(session, value, row_id=state.identity[0])


def _take_care_of(mapper: Mapper[Any], model: type[Any]) -> None:
    """Have the events of a table seal and open; most tables have nothing sealed."""
    if not sealed_columns(mapper):
        return
    for name in ("before_insert", "before_update"):
        event.listen(model, name, _seal_all)
    for name in ("after_insert", "after_update"):
        event.listen(model, name, _show_all)
    for name in ("load", "refresh"):
        event.listen(model, name, _open_all)


event.listen(Mapper, "mapper_configured", _take_care_of)
