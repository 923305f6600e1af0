"""Reading lists on their way in, and what they did."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from landlord_watch.imports.errors import NotReady
from landlord_watch.imports.models import (
    BatchState,
    ImportBatch,
    ImportChoice,
    ImportChunk,
    ImportFile,
    ImportMapping,
    ImportTouch,
)
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.imports.rules.planning import BY_ROW, Choice, Outcome
from landlord_watch.infra.clock import LOCAL
from landlord_watch.infra.paging import Page, scalar_page
from landlord_watch.kernel.errors import NotFound

OPEN = (BatchState.RECEIVED, BatchState.STAGED)


def get_batch(
    session: Session,
    batch_id: UUID,
    *,
    kinds: Collection[KindName],
    received_by_id: UUID | None = None,
) -> ImportBatch:
    """
    A list of one of these kinds; `received_by_id`: brought by this one, None: by anybody.

    Raises: `NotFound`.
    """
    found = session.get(ImportBatch, batch_id)
    if found is None or found.kind not in kinds:
        raise NotFound(batch_id=batch_id)
    if received_by_id is not None and found.received_by_id != received_by_id:
        raise NotFound(batch_id=batch_id)
    return found


def get_open_batch(session: Session, batch_id: UUID) -> ImportBatch:
    """
    A list of which nothing has been taken in yet; nobody else touches it until we are done.

    Raises: `NotFound`, `NotReady`.
    """
    found = lock_batch(session, batch_id)
    if found.state not in OPEN or found.emptied_at is not None:
        raise NotReady
    return found


def lock_batch(session: Session, batch_id: UUID) -> ImportBatch:
    """
    A list that nobody else touches until we are done.

    Raises: `NotFound`.
    """
    query = select(ImportBatch).where(ImportBatch.id == batch_id).with_for_update()
    found = session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFound(batch_id=batch_id)
    return found


def newest_import_on(session: Session) -> date | None:
    """The day a list was last taken in; None: none was."""
    newest = session.scalar(
        select(func.max(ImportBatch.committed_at)).where(
            ImportBatch.state == BatchState.COMMITTED, ImportBatch.undoes_id.is_(None)
        )
    )
    return None if newest is None else newest.astimezone(LOCAL).date()


def list_batches(
    session: Session,
    *,
    kinds: Collection[KindName],
    received_by_id: UUID | None = None,
    number: int,
) -> Page[ImportBatch]:
    """Page `number` of the lists of these kinds, the newest first."""
    query = select(ImportBatch).where(ImportBatch.kind.in_(kinds))
    if received_by_id is not None:
        query = query.where(ImportBatch.received_by_id == received_by_id)
    ordered = query.order_by(ImportBatch.received_at.desc(), ImportBatch.id)
    return scalar_page(session, ordered, number=number)


def list_old_batches(session: Session, *, before: datetime) -> Sequence[ImportBatch]:
    """The lists that came before an instant and whose file is still here."""
    query = select(ImportBatch).where(
        ImportBatch.received_at < before, ImportBatch.emptied_at.is_(None)
    )
    return session.scalars(query).all()


def get_file(session: Session, batch_id: UUID) -> bytes:
    """
    The file of a list.

    Raises: `NotReady`: it has been deleted.
    """
    found = session.scalar(select(ImportFile).where(ImportFile.batch_id == batch_id))
    if found is None:
        raise NotReady
    return found.content


def find_mapping(session: Session, kind: KindName, source: str) -> ImportMapping | None:
    """What was last decided of the columns of lists of a kind from one place."""
    return session.scalar(
        select(ImportMapping).where(ImportMapping.kind == kind, ImportMapping.source == source)
    )


def staged_rows(session: Session, batch_id: UUID) -> Iterator[dict[str, Any]]:
    """Every row that was looked over, in the order of the file; what is absent from it last."""
    query = (
        select(ImportChunk).where(ImportChunk.batch_id == batch_id).order_by(ImportChunk.position)
    )
    for chunk in session.scalars(query):
        yield from chunk.rows["rows"]
        session.expunge(chunk)  # a long list is not held twice


@dataclass(frozen=True, slots=True)
class RowsShown:
    """Some rows that were looked over, and how many there are like them."""

    rows: list[dict[str, Any]]
    number: int
    total: int
    #: Rows on a page.
    size: int

    @property
    def count(self) -> int:
        return max(1, -(-self.total // self.size))


def page_of_rows(
    session: Session, batch_id: UUID, *, outcome: Outcome | None, number: int, size: int = 50
) -> RowsShown:
    """Page `number` of the rows with an outcome; None: of all."""
    wanted = None if outcome is None else outcome.value
    first, rows, total = (max(number, 1) - 1) * size, [], 0
    for row in staged_rows(session, batch_id):
        if wanted is None or row["outcome"] == wanted:
            if first <= total < first + size:
                rows.append(row)
            total += 1
    return RowsShown(rows, number, total, size)


def choices_of(session: Session, batch_id: UUID) -> dict[int, Choice]:
    """What was decided of single rows, by their number."""
    rows = session.scalars(select(ImportChoice).where(ImportChoice.batch_id == batch_id))
    return {each.row_number: Choice(each.target_id, each.is_skipped) for each in rows}


def failed_rows(session: Session, batch: ImportBatch) -> Iterator[dict[str, Any]]:
    """The rows that were not taken in because of what is wrong, or is not decided."""
    choices = choices_of(session, batch.id)
    undecided = {outcome.value for outcome in BY_ROW}
    for row in staged_rows(session, batch.id):
        is_open = row["outcome"] in undecided and row["number"] not in choices
        if row["outcome"] == Outcome.STOPPED.value or is_open:
            yield row


def touches_of(session: Session, batch_id: UUID) -> Sequence[ImportTouch]:
    """What a batch wrote, in the order it was written."""
    return session.scalars(
        select(ImportTouch)
        .where(ImportTouch.batch_id == batch_id)
        .order_by(ImportTouch.position)
        .execution_options(yield_per=5_000)
    ).all()


def count_touches(session: Session, batch_id: UUID) -> dict[str, int]:
    """How many rows of each table a batch wrote."""
    query = (
        select(ImportTouch.table_name, func.count())
        .where(ImportTouch.batch_id == batch_id)
        .group_by(ImportTouch.table_name)
    )
    return {row[0]: row[1] for row in session.execute(query)}
