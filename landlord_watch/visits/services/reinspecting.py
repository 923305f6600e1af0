"""
What a new visit to the same home says of what was found before: it is gone, or still there.

Found out anew each time a revision of either visit comes, so that the order of arrival does not
matter: of several visits the first that says anything of it is the one that counts, and what a
later one finds is followed as its own. What a person has closed stays closed, and what a person
noted after a visit stands after it; what was not looked at stays as it was.
Source: the checklist's closing rule, that a new visit closes what a landlord's word does not. own.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from landlord_watch.visits.models import (
    Deficiency,
    DeficiencyEvent,
    DeficiencyState,
    Visit,
    VisitRevision,
)
from landlord_watch.visits.queries import CLOSED_STATES
from landlord_watch.visits.rules import visit_content_of
from landlord_watch.visits.services.deriving import day_of, found_at, list_heads
from landlord_watch.visits.shapes import AnswerKind


def see_again(session: Session, *, visit: Visit, at: datetime) -> None:
    """Bring what was found at earlier visits to what this one says, and the later ones after it."""
    session.flush()  # what this visit found itself is read below
    visits = [visit, *_later(session, visit)]
    for number, each in enumerate(visits, start=1):
        heads = list_heads(session, visit=each)
        if heads:
            later_ids = {one.id for one in visits[number:]}
            _look_at(session, each, heads, later_ids=later_ids, at=at)
            session.flush()  # the next visit, and who asked, read what this one said


def _later(session: Session, visit: Visit) -> Sequence[Visit]:
    return session.scalars(
        select(Visit)
        .where(
            Visit.household_id == visit.household_id,
            Visit.dwelling_id == visit.dwelling_id,
            Visit.planned_at > visit.planned_at,
        )
        .order_by(Visit.planned_at, Visit.id)
    ).all()


def _look_at(
    session: Session,
    visit: Visit,
    heads: Sequence[VisitRevision],
    *,
    later_ids: Collection[UUID],
    at: datetime,
) -> None:
    seen_on = day_of(session, visit=visit)
    said = _said_by(session, visit, heads)
    for row in _found_before(session, visit):
        state = said.get(row.item_id)
        seen = None
        if state is not None:
            seen = Seen(visit.id, state, max(seen_on, row.found_on), heads[0].author_id)
        own = [event for event in row.events if event.seen_at_visit_id == visit.id]
        if own:
            _bring(session, row, own, seen)
        elif seen is not None:
            _note(session, row, seen, later_ids=later_ids, at=at)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a visit says of something that was found before it."""

    visit_id: UUID
    state: DeficiencyState
    on: date
    by_id: UUID


def _found_before(session: Session, visit: Visit) -> Sequence[Deficiency]:
    return session.scalars(
        select(Deficiency)
        .join(Visit, Visit.id == Deficiency.visit_id)
        .where(
            Visit.household_id == visit.household_id,
            Deficiency.dwelling_id == visit.dwelling_id,
            Visit.planned_at < visit.planned_at,
            Deficiency.is_fixed_on_spot.is_(False),
        )
        .order_by(Deficiency.id)
        .options(selectinload(Deficiency.events))
        .execution_options(populate_existing=True)  # steps noted since it was read
    ).all()


def _said_by(
    session: Session, visit: Visit, heads: Sequence[VisitRevision]
) -> dict[str, DeficiencyState]:
    """What a visit says of each item it looked at; of two versions, that it is still there."""
    said: dict[str, DeficiencyState] = {}
    for head in heads:
        content = visit_content_of(head.content)
        for answer in content.answers:
            if answer.kind is AnswerKind.OK:
                said[answer.item] = DeficiencyState.CONFIRMED_FIXED
    for item, found in found_at(session, visit=visit).items():
        is_gone = found.is_fixed_on_spot
        said[item] = DeficiencyState.CONFIRMED_FIXED if is_gone else DeficiencyState.FOUND_AGAIN
    return said


def _bring(
    session: Session, row: Deficiency, own: Sequence[DeficiencyEvent], seen: Seen | None
) -> None:
    """
    Bring what this visit said before to what it says now; it keeps its place among the steps.

    What it does not say any more is undone.
    """
    for event in own[0 if seen is None else 1 :]:
        _undo(session, row, event)
    if seen is not None:
        _write(own[0], seen)
    row.state = _last_state(row)


def _note(
    session: Session,
    row: Deficiency,
    seen: Seen,
    *,
    later_ids: Collection[UUID],
    at: datetime,
) -> None:
    """Note what this visit says, unless it was closed before; a later visit's word gives way."""
    while row.events and row.events[-1].seen_at_visit_id in later_ids:
        _undo(session, row, row.events[-1])
        row.state = _last_state(row)
    if row.state not in CLOSED_STATES:
        event = DeficiencyEvent(recorded_at=at)
        _write(event, seen)
        row.events.append(event)
        row.state = seen.state


def _write(event: DeficiencyEvent, seen: Seen) -> None:
    event.state = seen.state
    event.happened_on = seen.on
    event.seen_at_visit_id = seen.visit_id
    event.recorded_by_id = seen.by_id


def _undo(session: Session, row: Deficiency, event: DeficiencyEvent) -> None:
    row.events.remove(event)
    session.delete(event)


def _last_state(row: Deficiency) -> DeficiencyState:
    return row.events[-1].state if row.events else DeficiencyState.OPEN
