"""Looking a list over: what each row says, what is wrong, and what would become of it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain
from typing import Final
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from landlord_watch.imports import queries
from landlord_watch.imports.errors import ColumnsMissing, RowNotUndecided
from landlord_watch.imports.files import laid_out
from landlord_watch.imports.models import BatchState, ImportBatch, ImportChoice, ImportChunk
from landlord_watch.imports.registers import REGISTERS
from landlord_watch.imports.rules.cells import Problem
from landlord_watch.imports.rules.kind import Setting
from landlord_watch.imports.rules.kinds import KINDS
from landlord_watch.imports.rules.planning import (
    BY_ROW,
    Choice,
    Planned,
    code_of_plan,
    counts_of,
    plan,
)
from landlord_watch.imports.rules.telling import ToldRow, grouped, tell
from landlord_watch.imports.staged import as_kept
from landlord_watch.infra.collecting import collecting_later
from landlord_watch.infra.database import Within
from landlord_watch.infra.many import pieces

ROWS_OF_A_CHUNK: Final = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a list is looked over, and what of the case world is within reach."""

    municipality_code: str
    today: date
    within: Within

    def setting_of(self, batch: ImportBatch) -> Setting:
        """What holds for a whole list."""
        return Setting(batch.as_of_on, batch.source, self.municipality_code, self.today)


@collecting_later()
def stage(session: Session, *, batch_id: UUID, place: Place) -> ImportBatch:
    """
    Look a list over, anew if it was before. What is shown of it is what would be taken in.

    Raises: `NotFound`, `NotReady`, `ColumnsMissing`, `FileUnreadable`.
    """
    batch = queries.get_open_batch(session, batch_id)
    kind = KINDS[batch.kind]
    said = set(batch.columns.values())
    missing = tuple(each.name for each in kind.fields if each.is_required and each.name not in said)
    if missing:
        raise ColumnsMissing(fields=missing)
    layout = laid_out(batch, queries.get_file(session, batch_id))
    columns = {int(column): name for column, name in batch.columns.items()}
    rows = list(tell(kind, layout.body, columns, place.setting_of(batch)))
    planned = planned_rows(session, batch=batch, rows=rows, place=place)
    _keep(session, batch, rows, planned)
    batch.plan_code, batch.state = code_of_plan(planned), BatchState.STAGED
    batch.summary = {
        "counts": counts_of(planned),
        "problems": [asdict(each) for each in grouped(_problems(planned))],
    }
    return batch


def planned_rows(
    session: Session, *, batch: ImportBatch, rows: Sequence[ToldRow], place: Place
) -> list[Planned]:
    """What would become of these rows now; what a whole list does not name comes last."""
    register, setting = REGISTERS[batch.kind], place.setting_of(batch)
    matches = register.match(session, rows=rows, setting=setting, within=place.within)
    planned = plan(register.kind, rows, matches)
    if batch.is_full:
        planned += register.absent(
            session, rows=rows, matches=matches, setting=setting, within=place.within
        )
    return planned


def _problems(planned: Iterable[Planned]) -> Iterable[tuple[int, Sequence[Problem]]]:
    return ((one.number, one.problems) for one in planned if one.problems)


def _keep(
    session: Session, batch: ImportBatch, rows: Sequence[ToldRow], planned: Sequence[Planned]
) -> None:
    session.execute(delete(ImportChunk).where(ImportChunk.batch_id == batch.id))
    session.execute(delete(ImportChoice).where(ImportChoice.batch_id == batch.id))
    cells = chain((row.cells for row in rows), ((),) * (len(planned) - len(rows)))
    # what is wrong with the row itself is read from the plan, where it stands once
    own = chain((len(row.problems) for row in rows), (0,) * (len(planned) - len(rows)))
    written = (as_kept(*each) for each in zip(planned, cells, own, strict=True))
    for position, piece in enumerate(pieces(written, ROWS_OF_A_CHUNK)):
        session.add(ImportChunk(batch_id=batch.id, position=position, rows={"rows": piece}))
    session.flush()  # sealed and let go, before the summary is written


def choose(session: Session, *, batch_id: UUID, row_number: int, choice: Choice) -> ImportBatch:
    """
    Decide what a row is that could be several things, or none.

    Raises: `NotFound`, `NotReady`, `RowNotUndecided`.
    """
    batch = queries.get_open_batch(session, batch_id)
    row = next(
        (each for each in queries.staged_rows(session, batch_id) if each["number"] == row_number),
        None,
    )
    if row is None or row["outcome"] not in {outcome.value for outcome in BY_ROW}:
        raise RowNotUndecided
    known = {*row.get("candidates", ()), row.get("target_id")}
    if choice.target_id is not None and str(choice.target_id) not in known:
        raise RowNotUndecided
    session.execute(
        delete(ImportChoice).where(
            ImportChoice.batch_id == batch_id, ImportChoice.row_number == row_number
        )
    )
    session.add(
        ImportChoice(
            batch_id=batch_id,
            row_number=row_number,
            target_id=choice.target_id,
            is_skipped=choice.is_skipped,
        )
    )
    return batch
