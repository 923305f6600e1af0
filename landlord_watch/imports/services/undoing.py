"""Taking back what a list brought: by a batch of its own, and whole, or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.imports import queries
from landlord_watch.imports.errors import NotReady, UndoBlocked
from landlord_watch.imports.models import BatchState, ImportBatch, ImportTouch
from landlord_watch.infra.collecting import collecting_later
from landlord_watch.infra.database import Base
from landlord_watch.infra.many import (
    as_values,
    change_many,
    code_of,
    delete_many,
    from_json,
    referrers,
    rows_by_id,
)
from landlord_watch.infra.once import table_of
from landlord_watch.landlords.models import Party
from landlord_watch.landlords.services import taking_back as landlords

#: Of every table there is, what points at its rows is looked for; our own notes are no hindrance.
OUR_OWN = frozenset({"import_batch", "import_file", "import_chunk", "import_choice"})


@dataclass(frozen=True, slots=True)
class Hindrance:
    """
    Why a row cannot be taken back.

    `by_table`: the table of what rests on it; empty: the row itself has been changed since.
    """

    table: str
    id: UUID
    by_table: str = ""
    by_id: UUID | None = None


def list_hindrances(session: Session, *, batch_id: UUID) -> list[Hindrance]:
    """What stands in the way of taking back what a list brought; nothing: it can be done."""
    return _hindrances(session, queries.touches_of(session, batch_id))


def _hindrances(session: Session, touches: Sequence[ImportTouch]) -> list[Hindrance]:
    return [*_changed_since(session, touches), *_rested_on(session, touches)]


@collecting_later()
def undo(session: Session, *, batch_id: UUID, actor_id: UUID, at: datetime) -> ImportBatch:
    """
    Take back all that a list brought: what it made is deleted, what it changed is put back.

    Raises: `NotFound`, `NotReady`, `UndoBlocked`.
    """
    batch = queries.lock_batch(session, batch_id)
    if batch.state is not BatchState.COMMITTED or batch.undoes_id is not None:
        raise NotReady
    touches = queries.touches_of(session, batch_id)
    hindrances = _hindrances(session, touches)
    if hindrances:
        raise UndoBlocked(count=len(hindrances))
    undoing = ImportBatch(
        kind=batch.kind,
        source=batch.source,
        file_name=batch.file_name,
        state=BatchState.COMMITTED,
        as_of_on=batch.as_of_on,
        undoes_id=batch.id,
        received_by_id=actor_id,
        received_at=at,
        committed_at=at,
        committed_by_id=actor_id,
        emptied_at=at,
    )
    session.add(undoing)
    session.flush()  # what it takes back is noted by its id
    _note(session, undoing.id, touches)
    gone, others = _landlords(session, touches)
    landlords.before_deleting(session, party_ids=gone, at=at)
    _put_back(session, touches)
    _delete(session, touches)
    session.expire_all()  # what was read before is gone, or is what it was
    landlords.after_putting_back(session, party_ids=others, at=at)
    batch.state = BatchState.UNDONE
    _log(session, touches, actor_id, at)
    audit.record(session, actor_id=actor_id, action="import.undone", subject_id=batch_id, at=at)
    return undoing


def _landlords(session: Session, touches: Sequence[ImportTouch]) -> tuple[set[UUID], set[UUID]]:
    """The landlords that the list brought, and the others it wrote of."""
    rows: dict[str, list[UUID]] = {}
    for each in touches:
        rows.setdefault(each.table_name, []).append(each.subject_id)
    party = table_of(Party).name
    gone = {each.subject_id for each in touches if each.table_name == party and each.was is None}
    return gone, landlords.landlords_of(session, rows=rows) - gone


def _tables(touches: Sequence[ImportTouch]) -> Iterator[tuple[Table, list[ImportTouch]]]:
    """What was written of each table, those first that nothing else of it points at."""
    by_name: dict[str, list[ImportTouch]] = {}
    for each in touches:
        by_name.setdefault(each.table_name, []).append(each)
    for table in reversed(Base.metadata.sorted_tables):
        if table.name in by_name:
            yield table, by_name[table.name]


def _changed_since(session: Session, touches: Sequence[ImportTouch]) -> Iterator[Hindrance]:
    for table, some in _tables(touches):
        rows = rows_by_id(session, table, {each.subject_id for each in some})
        last = {each.subject_id: each for each in some}
        for row_id, each in last.items():
            row = rows.get(row_id)
            columns = table.c.keys() if each.now is None else each.now
            if row is None or code_of({name: row[name] for name in columns}) != each.code:
                yield Hindrance(table.name, row_id)


def _rested_on(session: Session, touches: Sequence[ImportTouch]) -> Iterator[Hindrance]:
    ours = {(each.table_name, each.subject_id) for each in touches}
    for table, some in _tables(touches):
        made = {each.subject_id for each in some if each.was is None}
        for found in referrers(session, table, made, besides=OUR_OWN):
            if (found.table, found.id) not in ours:
                yield Hindrance(table.name, found.referred_id, found.table, found.id)


def _note(session: Session, undoing_id: UUID, touches: Sequence[ImportTouch]) -> None:
    """What each row was when it was taken back, so that the history is whole."""
    notes: list[dict[str, Any]] = []
    for table, some in _tables(touches):
        rows = rows_by_id(session, table, {each.subject_id for each in some})
        notes += [
            {
                "batch_id": undoing_id,
                "position": position,
                "table_name": table.name,
                "subject_id": each.subject_id,
                "household_id": each.household_id,
                "was": as_values(rows[each.subject_id]) if each.was is None else each.now,
                "now": each.was,
                "code": each.code,
            }
            for position, each in enumerate(some, start=len(notes))
        ]
    session.connection().execute(table_of(ImportTouch).insert().inline(), notes)


def _put_back(session: Session, touches: Sequence[ImportTouch]) -> None:
    models = {table_of(each.class_).name: each.class_ for each in Base.registry.mappers}
    for table, some in _tables(touches):
        changes = {
            each.subject_id: (
                each.now or {},
                {name: from_json(table.c[name], value) for name, value in each.was.items()},
            )
            for each in some
            if each.was is not None
        }
        change_many(session, models[table.name], changes)


def _delete(session: Session, touches: Sequence[ImportTouch]) -> None:
    for table, some in _tables(touches):
        delete_many(session, table, [each.subject_id for each in some if each.was is None])


def _log(session: Session, touches: Sequence[ImportTouch], actor_id: UUID, at: datetime) -> None:
    ids = dict.fromkeys(each.subject_id for each in touches)
    audit.record_many(
        session, actor_id=actor_id, action="import.taken_back", subject_ids=ids, at=at
    )
