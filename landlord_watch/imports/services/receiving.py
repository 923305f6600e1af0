"""Receiving a file: whether it is here already, and how it is to be read."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.imports import queries
from landlord_watch.imports.errors import ColumnNamedTwice, FileReadAlready
from landlord_watch.imports.files import open_table, rows_of
from landlord_watch.imports.models import (
    BatchState,
    ImportBatch,
    ImportChoice,
    ImportChunk,
    ImportFile,
    ImportMapping,
)
from landlord_watch.imports.rules.headings import (
    Layout,
    carried_over,
    lay_out,
    suggest,
)
from landlord_watch.imports.rules.kind import Kind, KindName
from landlord_watch.imports.rules.kinds import KINDS
from landlord_watch.infra.sheets import Wishes

#: A second time on purpose is asked for; a list that was taken back may come again.
HERE = (BatchState.RECEIVED, BatchState.STAGED, BatchState.COMMITTED)


@dataclass(frozen=True, slots=True)
class FileGiven:
    """
    A file as somebody gives it.

    `source`: from where it comes, as people here call it. `continues_id`: the list whose failed
    rows it brings again, put right.
    """

    kind: KindName
    source: str
    name: str
    content: bytes
    as_of_on: date
    is_full: bool = False
    continues_id: UUID | None = None


def receive_file(
    session: Session, *, file: FileGiven, actor_id: UUID, at: datetime, today: date
) -> ImportBatch:
    """
    Take a file in, to be looked over; nothing of it is in any register yet.

    Raises: `FileReadAlready`, `FileUnreadable`.
    """
    code = sha256(file.content).hexdigest()
    here = session.scalar(
        select(ImportBatch.id).where(
            ImportBatch.kind == file.kind, ImportBatch.sha256 == code, ImportBatch.state.in_(HERE)
        )
    )
    if here is not None:
        raise FileReadAlready(batch_id=here)
    batch = ImportBatch(
        kind=file.kind,
        source=" ".join(file.source.split()),
        file_name=file.name,
        sha256=code,
        size=len(file.content),
        state=BatchState.RECEIVED,
        is_full=file.is_full and KINDS[file.kind].may_be_full,
        as_of_on=file.as_of_on,
        continues_id=file.continues_id,
        received_by_id=actor_id,
        received_at=at,
    )
    _read(session, batch, file.content, Wishes(), header_row=0, today=today)
    session.add(batch)
    session.flush()  # the file below needs batch.id
    session.add(ImportFile(batch_id=batch.id, content=file.content))
    audit.record(session, actor_id=actor_id, action="import.received", subject_id=batch.id, at=at)
    return batch


def read_again(
    session: Session, *, batch_id: UUID, wishes: Wishes, header_row: int, today: date
) -> ImportBatch:
    """
    Read a file otherwise: another sheet, other letters, another heading.

    Raises: `NotFound`, `NotReady`, `FileUnreadable`.
    """
    batch = queries.get_open_batch(session, batch_id)
    content = queries.get_file(session, batch_id)
    _read(session, batch, content, wishes, header_row=header_row, today=today)
    batch.state, batch.plan_code, batch.summary = BatchState.RECEIVED, "", {}
    _forget_plan(session, batch_id)
    return batch


def _read(
    session: Session,
    batch: ImportBatch,
    content: bytes,
    wishes: Wishes,
    *,
    header_row: int,
    today: date,
) -> None:
    table = open_table(content, wishes)
    kind, saved = KINDS[batch.kind], queries.find_mapping(session, batch.kind, batch.source)
    known = saved.headers if saved else ()
    layout = lay_out(kind, rows_of(table), header_row=header_row, saved=known)
    batch.layout = {
        **asdict(table.read_as),
        "sheets": list(table.sheets),
        "header_row": layout.header_row,
        "headers": list(layout.headers),
        "rows": len(layout.body),
        "skipped": list(layout.skipped),
    }
    batch.columns = {
        str(column): name for column, name in _columns(kind, layout, saved, today).items()
    }


def _columns(
    kind: Kind, layout: Layout, saved: ImportMapping | None, today: date
) -> dict[int, str]:
    """What was decided of a list from here before; of what is new, what seems likely."""
    before = carried_over(saved.columns, layout.headers) if saved else {}
    likely = suggest(kind, layout, on=today)
    rest = {
        column: name
        for column, name in likely.items()
        if column not in before
        and name not in before.values()
        and not _was_left_out(saved, layout.headers[column])
    }
    return dict(sorted({**before, **rest}.items()))


def _was_left_out(saved: ImportMapping | None, header: str) -> bool:
    return saved is not None and header in saved.headers and header not in saved.columns


def name_columns(
    session: Session, *, batch_id: UUID, columns: Mapping[int, str], at: datetime
) -> ImportBatch:
    """
    Decide what each column says, and remember it for the next list of this kind from here.

    Raises: `NotFound`, `NotReady`, `ColumnNamedTwice`.
    """
    batch = queries.get_open_batch(session, batch_id)
    if len(set(columns.values())) < len(columns):
        raise ColumnNamedTwice
    batch.columns = {str(column): name for column, name in sorted(columns.items())}
    headers = batch.layout["headers"]
    saved = queries.find_mapping(session, batch.kind, batch.source)
    if saved is None:
        saved = ImportMapping(kind=batch.kind, source=batch.source)
        session.add(saved)
    saved.headers = list(headers)
    saved.columns = {
        headers[column]: name for column, name in columns.items() if column < len(headers)
    }
    saved.saved_at = at
    return batch


def _forget_plan(session: Session, batch_id: UUID) -> None:
    session.execute(delete(ImportChunk).where(ImportChunk.batch_id == batch_id))
    session.execute(delete(ImportChoice).where(ImportChoice.batch_id == batch_id))
