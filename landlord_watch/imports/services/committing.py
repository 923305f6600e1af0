"""Taking in what was looked over: all that was asked for in one transaction, or nothing of it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.imports import queries
from landlord_watch.imports.errors import BegunAlready, NothingChosen, NotReady, PlanMoved
from landlord_watch.imports.models import BatchState, ImportBatch, ImportTouch
from landlord_watch.imports.registers import REGISTERS
from landlord_watch.imports.rules.planning import Outcome, code_of_plan, counts_of, decided
from landlord_watch.imports.services.staging import Place, planned_rows
from landlord_watch.imports.staged import told_again
from landlord_watch.imports.writing import Writer
from landlord_watch.infra.collecting import collecting_later
from landlord_watch.infra.many import Written, as_values, code_of
from landlord_watch.infra.once import table_of

#: What is told of how far it has come: done steps of all.
Progress = Callable[[int, int], None]
STEPS: Final = 4


def begin(session: Session, *, batch_id: UUID, at: datetime) -> ImportBatch:
    """
    Note that a list is about to be taken in beside the page, by one and no other.

    Raises: `NotFound`, `NotReady`, `BegunAlready`.
    """
    batch = queries.get_open_batch(session, batch_id)
    if batch.state is not BatchState.STAGED:
        raise NotReady
    if batch.is_begun(at=at):
        raise BegunAlready
    batch.begun_at = at
    batch.summary = {key: each for key, each in batch.summary.items() if key != "refused"}
    return batch


def give_up(session: Session, *, batch_id: UUID, code: str) -> None:
    """Note why a list was not taken in after all; it may be begun again."""
    batch = queries.lock_batch(session, batch_id)
    batch.begun_at = None
    batch.summary = {**batch.summary, "refused": code}


def _silent(done: int, total: int) -> None:
    del done, total


@collecting_later()
def commit(
    session: Session,
    *,
    batch_id: UUID,
    groups: frozenset[Outcome],
    place: Place,
    actor_id: UUID,
    at: datetime,
    progress: Progress | None = None,
) -> ImportBatch:
    """
    Take in what was looked over and asked for: whole groups, and the rows decided on one by one.

    Nothing is held between calls: one that was broken off left nothing, and is asked again.

    Raises: `NotFound`, `NotReady`, `NothingChosen`, `PlanMoved`, and what the rooms refuse.
    """
    tell = progress or _silent
    batch = queries.get_open_batch(session, batch_id)
    if batch.state is not BatchState.STAGED:
        raise NotReady
    rows = told_again(queries.staged_rows(session, batch_id))
    tell(1, STEPS)
    planned = planned_rows(session, batch=batch, rows=rows, place=place)
    if code_of_plan(planned) != batch.plan_code:
        raise PlanMoved
    chosen = decided(planned, groups=groups, choices=queries.choices_of(session, batch_id))
    if not chosen:
        raise NothingChosen
    tell(2, STEPS)
    writer = Writer(actor_id, at, place.today, place.setting_of(batch))
    written = REGISTERS[batch.kind].write(session, planned=chosen, writer=writer)
    tell(3, STEPS)
    touch(session, batch_id=batch_id, written=written)
    batch.state, batch.committed_at, batch.committed_by_id = BatchState.COMMITTED, at, actor_id
    batch.begun_at = None
    batch.summary = {**batch.summary, "taken_in": counts_of(chosen)}
    audit.record(session, actor_id=actor_id, action="import.committed", subject_id=batch_id, at=at)
    tell(4, STEPS)
    return batch


def touch(session: Session, *, batch_id: UUID, written: Iterable[Written]) -> None:
    """Note what a batch wrote, row by row; of a new row, which it is and what it is known by."""
    every = list(written)
    homes = {one.id: one.now["household_id"] for one in every if "household_id" in one.now}
    rows = [_touch(batch_id, position, one, homes) for position, one in enumerate(every)]
    if rows:
        session.connection().execute(table_of(ImportTouch).insert().inline(), rows)


def _touch(
    batch_id: UUID, position: int, one: Written, homes: Mapping[Any, UUID]
) -> dict[str, Any]:
    return {
        "batch_id": batch_id,
        "position": position,
        "table_name": one.table,
        "subject_id": one.id,
        "household_id": homes.get(one.id) or homes.get(one.now.get("tenancy_id")),
        "was": None if one.was is None else as_values(one.was),
        "now": None if one.was is None else as_values(one.now),
        "code": code_of(one.now),
    }
