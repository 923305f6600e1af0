"""
What a new visit to the same home says of what was found before: it is gone, or still there.

Found out anew each time a revision of either visit comes, so that the order of arrival does not
matter. What a person has closed stays closed; what was not looked at stays as it was.
Source: the checklist's closing rule, that a new visit closes what a landlord's word does not. own.
"""

from collections.abc import Sequence
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
    for each in [visit, *_later(session, visit)]:
        heads = list_heads(session, visit=each)
        if heads:
            _look_at(session, each, heads, at)
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


def _look_at(session: Session, visit: Visit, heads: Sequence[VisitRevision], at: datetime) -> None:
    seen_on = day_of(session, visit=visit)
    said = _said_by(session, visit, heads)
    for row in _found_before(session, visit):
        state = said.get(row.item_id)
        if _is_noted(row, visit, state, seen_on=seen_on, author_id=heads[0].author_id):
            continue
        _forget(session, row, visit)
        if state is not None and row.state not in CLOSED_STATES:
            _note(row, visit, state, seen_on=seen_on, author_id=heads[0].author_id, at=at)


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


def _is_noted(
    row: Deficiency,
    visit: Visit,
    state: DeficiencyState | None,
    *,
    seen_on: date,
    author_id: UUID,
) -> bool:
    """Whether just this was noted before; then it stays, with the day it was noted."""
    own = [
        (event.state, event.happened_on, event.recorded_by_id)
        for event in row.events
        if event.seen_at_visit_id == visit.id
    ]
    return own == [(state, max(seen_on, row.found_on), author_id)]


def _forget(session: Session, row: Deficiency, visit: Visit) -> None:
    """Undo what this visit said before, with an earlier revision."""
    own = [event for event in row.events if event.seen_at_visit_id == visit.id]
    if not own:
        return
    for event in own:
        row.events.remove(event)
        session.delete(event)
    row.state = row.events[-1].state if row.events else DeficiencyState.OPEN


def _note(
    row: Deficiency,
    visit: Visit,
    state: DeficiencyState,
    *,
    seen_on: date,
    author_id: UUID,
    at: datetime,
) -> None:
    event = DeficiencyEvent(
        state=state,
        happened_on=max(seen_on, row.found_on),
        seen_at_visit_id=visit.id,
        recorded_by_id=author_id,
        recorded_at=at,
    )
    row.events.append(event)
    row.state = state
