"""Putting a list away: what its file said is deleted, what it did stays."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.imports import queries
from landlord_watch.imports.models import (
    BatchState,
    ImportBatch,
    ImportChoice,
    ImportChunk,
    ImportFile,
)

#: So long a file lies here at the most, so that failed rows can be put right and brought again.
KEPT: Final = timedelta(days=30)


def put_away(session: Session, *, batch_id: UUID, actor_id: UUID | None, at: datetime) -> None:
    """
    Delete what a file said, as it stood and as it was told.

    Raises: `NotFound`.
    """
    batch = queries.lock_batch(session, batch_id)
    if batch.emptied_at is None:
        _empty(session, batch, at)
        audit.record(
            session, actor_id=actor_id, action="import.put_away", subject_id=batch_id, at=at
        )


def put_away_old(session: Session, *, at: datetime) -> int:
    """Put away every list that has lain its time; how many."""
    old = queries.list_old_batches(session, before=at - KEPT)
    for batch in old:
        put_away(session, batch_id=batch.id, actor_id=None, at=at)
    return len(old)


def _empty(session: Session, batch: ImportBatch, at: datetime) -> None:
    for model in (ImportFile, ImportChunk, ImportChoice):
        session.execute(delete(model).where(model.batch_id == batch.id))
    batch.emptied_at = at
    # how many rows had what wrong stays; what stood in them does not
    problems = [{**each, "first": []} for each in batch.summary.get("problems", ())]
    batch.summary = {**batch.summary, "problems": problems}
    if batch.state in queries.OPEN:
        batch.state = BatchState.DROPPED
