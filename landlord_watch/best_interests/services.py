"""Looking at what is best for a child: recorded, corrected, taken back, followed up."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.best_interests import queries
from landlord_watch.best_interests.errors import (
    BestInterestSettled,
    FollowedUpAlready,
    NotAChild,
)
from landlord_watch.best_interests.models import BestInterest
from landlord_watch.best_interests.rules import (
    AboutKind,
    Heard,
    Looked,
    check_followed_up,
    check_looked,
)
from landlord_watch.infra.once import flush_once


@dataclass(frozen=True, slots=True)
class About:
    """
    Which child of which household, and what is to be decided.

    `about_id`: the case, the move or whatever else of that kind, which whoever asks has found to be
    the household's; None: nothing but the household.
    """

    household_id: UUID
    child_id: UUID
    kind: AboutKind = AboutKind.HOUSEHOLD
    about_id: UUID | None = None


def record_best_interest(
    session: Session,
    *,
    about: About,
    looked: Looked,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> BestInterest:
    """
    Record what is best for a child of a household, about what is to be decided.

    Raises: `NotAChild`, `BestInterestWithoutReasons`, `ChildNotHeard`, `BestInterestInTheFuture`,
    `FollowUpNotLater`.
    """
    check_looked(looked, today=today)
    _check_child(session, about, looked.decided_on)
    row = _row(about, looked, actor_id, at)
    session.add(row)
    session.flush()  # the trail below needs its id
    _trail(session, "best_interest.recorded", row, actor_id, at)
    return row


def correct_best_interest(
    session: Session,
    *,
    household_id: UUID,
    best_interest_id: UUID,
    looked: Looked,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> BestInterest:
    """
    Write a better one, which points to the one it corrects; that one stays to be read.

    Raises: `NotFound`, `BestInterestSettled`, and what `record_best_interest` raises.
    """
    former = queries.hold_best_interest(
        session, household_id=household_id, best_interest_id=best_interest_id
    )
    if former.withdrawn_at is not None:
        raise BestInterestSettled
    check_looked(looked, today=today)
    about = About(household_id, former.child_id, former.about, former.about_id)
    _check_child(session, about, looked.decided_on)
    former.withdrawn_at = at
    row = _row(about, looked, actor_id, at)
    row.corrects_id = former.id
    session.add(row)
    flush_once(session)  # its id, and that nobody corrected the same meanwhile
    _trail(session, "best_interest.corrected", row, actor_id, at)
    return row


def withdraw_best_interest(
    session: Session, *, household_id: UUID, best_interest_id: UUID, actor_id: UUID, at: datetime
) -> BestInterest:
    """
    Take back one that was recorded wrongly; it stays to be seen.

    Raises: `NotFound`.
    """
    row = queries.hold_best_interest(
        session, household_id=household_id, best_interest_id=best_interest_id
    )
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        _trail(session, "best_interest.withdrawn", row, actor_id, at)
    return row


def follow_up_best_interest(
    session: Session,
    *,
    household_id: UUID,
    best_interest_id: UUID,
    on: date,
    words: str,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> BestInterest:
    """
    Note how it went for the child; whether in time follows from the day that was chosen.

    Raises: `NotFound`, `BestInterestSettled`, `FollowedUpAlready`, `BestInterestInTheFuture`,
    `FollowUpNotLater`.
    """
    row = queries.hold_best_interest(
        session, household_id=household_id, best_interest_id=best_interest_id
    )
    if row.withdrawn_at is not None:
        raise BestInterestSettled
    if row.followed_up_on is not None or row.follow_up_on is None:
        raise FollowedUpAlready
    check_followed_up(decided_on=row.decided_on, on=on, today=today)
    row.followed_up_on, row.follow_up_words = on, words.strip()
    row.followed_up_by_id, row.follow_up_noted_at = actor_id, at
    _trail(session, "best_interest.followed_up", row, actor_id, at)
    return row


def _check_child(session: Session, about: About, on: date) -> None:
    children = queries.list_children(session, household_id=about.household_id, on=on)
    if about.child_id not in {each.person_id for each in children}:
        raise NotAChild


def _row(about: About, looked: Looked, actor_id: UUID, at: datetime) -> BestInterest:
    is_heard = looked.heard is not Heard.NOT_HEARD
    return BestInterest(
        household_id=about.household_id,
        child_id=about.child_id,
        about=about.kind,
        about_id=about.about_id,
        question=looked.question.strip(),
        heard=looked.heard,
        childs_view=looked.childs_view.strip() if is_heard else "",
        not_heard_because="" if is_heard else looked.not_heard_because.strip(),
        facts=looked.facts.strip(),
        weighing=looked.weighing.strip(),
        conclusion=looked.conclusion.strip(),
        follows=looked.follows,
        outcome_words=looked.outcome_words.strip(),
        decided_on=looked.decided_on,
        follow_up_on=looked.follow_up_on,
        decided_by_id=actor_id,
        recorded_at=at,
    )


def _trail(session: Session, action: str, row: BestInterest, actor_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=row.id, at=at)
