"""Beginning a month's review, and deciding on what is looked into."""

from collections.abc import Iterator
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.infra.clock import LOCAL
from landlord_watch.kernel.errors import NotFound
from landlord_watch.log_review import queries, rules
from landlord_watch.log_review.errors import (
    DecidedAlready,
    MonthNotOver,
    MonthReviewedAlready,
    NoteMissing,
)
from landlord_watch.log_review.models import LogReview, ReviewedLookUp, ReviewVerdict
from landlord_watch.log_review.rules import Draw, LookUps


def begin_review(
    session: Session, *, month_on: date, draw: Draw, actor_id: UUID, at: datetime
) -> LogReview:
    """
    Look a month's log over: what stands out, and some by lot, is to be decided on.

    Raises: `MonthNotOver`, `MonthReviewedAlready`.
    """
    until_on = rules.next_month(month_on)
    if at.astimezone(LOCAL).date() < until_on:
        raise MonthNotOver(month_on=month_on)
    if queries.find_review(session, month_on=month_on) is not None:
        raise MonthReviewedAlready(month_on=month_on)
    found = queries.list_look_ups(session, since=_midnight(month_on), until=_midnight(until_on))
    review = LogReview(
        month_on=month_on,
        look_ups=len(found.all),
        due_on=rules.due_on(month_on),
        begun_at=at,
        begun_by_id=actor_id,
    )
    _add(session, review)
    session.add_all(_chosen(review.id, found, draw))
    audit.record(session, actor_id=actor_id, action="log_review.begun", subject_id=review.id, at=at)
    return review


def _add(session: Session, review: LogReview) -> None:
    session.add(review)
    try:
        session.flush()  # the look-ups need review.id, and a twin shows here
    except IntegrityError as error:
        raise MonthReviewedAlready(month_on=review.month_on) from error


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), LOCAL)


def _chosen(review_id: UUID, found: LookUps, draw: Draw) -> Iterator[ReviewedLookUp]:
    for look_up, reasons in rules.choose(found, draw=draw):
        yield ReviewedLookUp(
            review_id=review_id,
            staff_id=look_up.staff_id,
            household_id=look_up.household_id,
            looked_on=look_up.on,
            reads=look_up.reads,
            reasons=sorted(reason.value for reason in reasons),
        )


def decide(
    session: Session,
    *,
    look_up_id: UUID,
    verdict: ReviewVerdict,
    note: str,
    actor_id: UUID,
    at: datetime,
) -> ReviewedLookUp:
    """
    Say what was found of a look-up; it stands.

    Raises: `NotFound`, `DecidedAlready`, `NoteMissing`.
    """
    look_up = session.get(ReviewedLookUp, look_up_id, with_for_update=True)
    if look_up is None:
        raise NotFound(look_up_id=look_up_id)
    if look_up.decided_at is not None:
        raise DecidedAlready
    if verdict is not ReviewVerdict.IN_ORDER and not note.strip():
        raise NoteMissing
    look_up.verdict, look_up.note = verdict, note.strip()
    look_up.decided_at, look_up.decided_by_id = at, actor_id
    audit.record(
        session, actor_id=actor_id, action="log_review.decided", subject_id=look_up_id, at=at
    )
    return look_up
