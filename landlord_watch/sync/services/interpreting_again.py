"""
Interpreting anew what was interpreted before, from the raw parcels.

After a corrected fault, or a program that reads more, the database becomes what the parcels say.
A visit is one transaction; nothing is written where they say the same, and what cannot be
interpreted now keeps what it had.
"""

import logging
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, event, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.audit.errors import LogUnwritable
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import Parcel, ParcelState
from landlord_watch.sync.ports import PrivateKeys
from landlord_watch.sync.queries.concerns import order_of_concern
from landlord_watch.sync.rules import decode_parcel
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.sync.services.interpreting import try_again
from landlord_watch.sync.services.photos import retry_problem_photos
from landlord_watch.sync.understanding import FAILED, UNDERSTOOD, code_of, understand
from landlord_watch.visits.models import (
    Concern,
    Deficiency,
    DeficiencyEvent,
    Visit,
    VisitConsent,
    VisitPhoto,
    VisitRevision,
)
from landlord_watch.visits.services.rewriting import (
    SaidOfConcern,
    SaidOfVisit,
    rewrite_concerns,
    rewrite_visit,
)
from landlord_watch.visits.shapes import VisitContent

log = logging.getLogger(__name__)

AT_A_TIME = 500
#: What is made of parcels; what differs is told by these.
MADE = (Visit, VisitRevision, VisitConsent, VisitPhoto, Deficiency, DeficiencyEvent, Concern)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which parcels to look into again; what is None leaves nothing out."""

    visit_id: UUID | None = None
    #: The number in a receipt, without the signs of its history.
    seq: int | None = None
    received_since: datetime | None = None

    @property
    def conditions(self) -> Sequence[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.visit_id is not None:
            found.append(Parcel.visit_id == self.visit_id)
        if self.seq is not None:
            found.append(Parcel.seq == self.seq)
        if self.received_since is not None:
            found.append(Parcel.received_at >= self.received_since)
        return found


@dataclass(slots=True)
class Summary:
    """What came of it, in counts: nothing of what anybody wrote."""

    visits: int = 0
    parcels: int = 0
    visits_changed: int = 0
    #: Rows that differed, by table.
    rows: Counter[str] = field(default_factory=Counter)
    #: Parcels that were interpreted before and are not now, by code; they keep what they had.
    kept: Counter[str] = field(default_factory=Counter)
    parked_taken: int = 0
    #: Parcels that stay parked, by code.
    parked: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class InterpretingAgain:
    """
    One who interprets anew; others may interpret, deliver and work at the same time.

    `transaction` opens a session that its door commits at the end, or not at all.
    """

    transaction: Callable[[], AbstractContextManager[Session]]
    keys: PrivateKeys
    now: Callable[[], datetime]
    summary: Summary = field(default_factory=Summary, init=False)

    def try_parked(self, chosen: Chosen) -> Iterator[Summary]:
        """Look once more into what is parked, one after the other, concerns first."""
        for revision_id in self._parked(chosen):
            with self.transaction() as session:
                code = try_again(session, revision_id=revision_id, keys=self.keys, at=self.now())
            if code:
                self.summary.parked[code] += 1
            else:
                self.summary.parked_taken += 1
            yield self.summary

    def interpret(self, chosen: Chosen) -> Iterator[Summary]:
        """Interpret anew what was interpreted, a visit after the other."""
        for visit_id in self._visits(chosen):
            with self.transaction() as session:
                self._interpret_visit(session, visit_id)
            yield self.summary

    def try_photos(self, chosen: Chosen) -> None:
        """Have photos that could not be shown looked at again by who catches up."""
        with self.transaction() as session:
            visits = select(Parcel.visit_id).where(*chosen.conditions)
            retry_problem_photos(session, of_visits=visits)

    def _parked(self, chosen: Chosen) -> Sequence[UUID]:
        with self.transaction() as session:
            return session.scalars(
                select(Parcel.revision_id)
                .where(Parcel.state == ParcelState.PARKED, *chosen.conditions)
                .order_by((Parcel.kind == "concern").desc(), Parcel.seq)
            ).all()

    def _visits(self, chosen: Chosen) -> Iterator[UUID]:
        """Page by page, so that millions are no more in memory than a few."""
        after: UUID | None = None
        while True:
            with self.transaction() as session:
                found = session.scalars(_page(chosen, after)).all()
            yield from found
            if len(found) < AT_A_TIME:
                return
            after = found[-1]

    def _interpret_visit(self, session: Session, visit_id: UUID) -> None:
        parcels = session.scalars(
            select(Parcel)
            .where(Parcel.visit_id == visit_id, Parcel.state == ParcelState.INTERPRETED)
            .order_by(Parcel.seq)
            .with_for_update()
        ).all()
        self.summary.visits += 1
        self.summary.parcels += len(parcels)
        changed: set[tuple[str, UUID]] = set()
        code = ""
        try:
            with session.begin_nested(), _watched(session, changed):
                self._rewrite(session, visit_id, self._read(session, parcels))
        except UNDERSTOOD as reason:
            code = code_of(reason=reason)
        except (OperationalError, LogUnwritable):
            raise  # the database itself is in trouble
        except Exception as error:  # noqa: BLE001 -- one we fail at must not hold up the others
            # only where it happened: what a database says of an error quotes what it was given
            where = "".join(traceback.format_tb(error.__traceback__))
            log.error("incident %s: %s at\n%s", new_id(), type(error).__name__, where)  # noqa: TRY400
            code = FAILED
        if code:
            self.summary.kept[code] += len(parcels)
        elif changed:
            self._note(session, visit_id, Counter(table for table, _ in changed))

    def _read(
        self, session: Session, parcels: Sequence[Parcel]
    ) -> list[SaidOfVisit | SaidOfConcern]:
        said: list[SaidOfVisit | SaidOfConcern] = []
        for parcel in parcels:
            try:
                understood = understand(opened=decode_parcel(parcel.raw), keys=self.keys)
            except UNDERSTOOD as reason:
                self.summary.kept[code_of(reason=reason)] += 1
                continue
            header, content = understood.header, understood.content
            how = (header.author_id, parcel.received_at)
            if isinstance(content, VisitContent):
                said.append(SaidOfVisit(content, header.base_revision_id, *how))
            else:
                order = order_of_concern(
                    session, visit_id=parcel.visit_id, revision_id=parcel.revision_id
                )
                said.append(SaidOfConcern(content, order.before, order.after, *how))
        return said

    def _rewrite(
        self, session: Session, visit_id: UUID, said: list[SaidOfVisit | SaidOfConcern]
    ) -> None:
        concerns = [each for each in said if isinstance(each, SaidOfConcern)]
        revisions = [each for each in said if isinstance(each, SaidOfVisit)]
        if concerns:
            rewrite_concerns(session, visit_id=visit_id, said=concerns, at=self.now())
        if revisions:
            rewrite_visit(session, visit_id=visit_id, said=revisions, at=self.now())
        session.flush()  # what differs is counted as it is written

    def _note(self, session: Session, visit_id: UUID, rows: Mapping[str, int]) -> None:
        self.summary.visits_changed += 1
        self.summary.rows.update(rows)
        visit = session.get_one(Visit, visit_id)
        if Visit.__tablename__ in rows:
            ChangeFeed().visit_changed(session, visit_id=visit_id, reader_id=visit.assigned_to_id)
        audit.record(
            session,
            actor_id=None,
            action="visit.interpreted_again",
            subject_id=visit_id,
            at=self.now(),
        )


def _page(chosen: Chosen, after: UUID | None) -> Select[UUID]:
    query = select(Parcel.visit_id).where(
        Parcel.state == ParcelState.INTERPRETED, *chosen.conditions
    )
    if after is not None:
        query = query.where(Parcel.visit_id > after)
    return query.distinct().order_by(Parcel.visit_id).limit(AT_A_TIME)


@contextmanager
def _watched(session: Session, changed: set[tuple[str, UUID]]) -> Iterator[None]:
    """Gather which rows of `MADE` are written, by table and id."""

    def gather(writing: Session, *_: object) -> None:
        every = [*writing.new, *writing.deleted, *filter(writing.is_modified, writing.dirty)]
        changed.update((row.__tablename__, row.id) for row in every if isinstance(row, MADE))

    event.listen(session, "before_flush", gather)
    try:
        yield
    finally:
        event.remove(session, "before_flush", gather)
