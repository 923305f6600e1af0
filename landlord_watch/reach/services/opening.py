"""Opening a case outside one's assignment, and looking into it afterwards."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.kernel.errors import NotFound
from landlord_watch.reach import queries, rules
from landlord_watch.reach.errors import OpeningReviewed, OwnOpening
from landlord_watch.reach.models import Opening, OpeningCategory, OpeningVerdict
from landlord_watch.reach.queries import Viewer

#: Somebody went for an invented person whom nobody has a reason to read.
CANARY_TOUCHED = "canary.touched"


def ask_to_open(
    session: Session,
    *,
    viewer: Viewer,
    household_ids: Sequence[UUID],
    category: OpeningCategory,
    reason: str,
) -> Opening:
    """
    Let somebody read the case they named, for an hour; what nothing was found for is kept too.

    Where somebody is protected it opens when a second person, who is named, agrees. Until then
    it looks the same as what was not found.
    Raises: `ReasonTooShort`.
    """
    said = rules.check_reason(reason)
    found = queries.find_openable(session, household_ids=household_ids, viewer=viewer)
    is_let_in = found.household_id is not None and not found.is_protected
    opening = Opening(
        household_id=found.household_id,
        staff_id=viewer.staff_id,
        category=category,
        reason=said,
        asked_at=viewer.at,
        opened_at=viewer.at if is_let_in else None,
        closes_at=viewer.at + rules.GLASS_LASTS if is_let_in else None,
    )
    session.add(opening)
    session.flush()  # the trail below needs opening.id
    subject_id = found.household_id or opening.id
    _note(session, viewer, "opening.asked", subject_id)
    if is_let_in:
        _note(session, viewer, "opening.opened", subject_id)
    if queries.holds_canary(session, household_ids=household_ids):
        _note(session, viewer, CANARY_TOUCHED, subject_id)
    return opening


def approve_opening(session: Session, *, opening_id: UUID, viewer: Viewer) -> None:
    """
    Agree, as the second person, that somebody reads a protected case for an hour.

    Raises: `NotFound`, also for who is not named; `OwnOpening`.
    """
    opening = _locked(session, opening_id)
    if opening.staff_id == viewer.staff_id:
        raise OwnOpening
    waiting = queries.list_waiting(session, viewer=viewer)
    if opening_id not in {row.opening.id for row in waiting}:
        raise NotFound(opening_id=opening_id)
    opening.approved_by_id = viewer.staff_id
    opening.opened_at, opening.closes_at = viewer.at, viewer.at + rules.GLASS_LASTS
    _note(session, viewer, "opening.approved", opening.household_id or opening.id)


def review_opening(
    session: Session,
    *,
    opening_id: UUID,
    verdict: OpeningVerdict,
    note: str,
    actor_id: UUID,
    at: datetime,
) -> None:
    """
    Say whether there was reason to open a case; said once, by another than who opened it.

    Raises: `NotFound`, `OwnOpening`, `OpeningReviewed`.
    """
    opening = _locked(session, opening_id)
    if opening.opened_at is None:
        raise NotFound(opening_id=opening_id)
    if actor_id in {opening.staff_id, opening.approved_by_id}:
        raise OwnOpening
    if opening.reviewed_at is not None:
        raise OpeningReviewed
    opening.reviewed_at, opening.reviewed_by_id = at, actor_id
    opening.verdict, opening.note = verdict, note
    audit.record(
        session, actor_id=actor_id, action="opening.reviewed", subject_id=opening_id, at=at
    )


def _locked(session: Session, opening_id: UUID) -> Opening:
    query = select(Opening).where(Opening.id == opening_id).with_for_update()
    found = session.scalar(query)
    if found is None:
        raise NotFound(opening_id=opening_id)
    return found


def _note(session: Session, viewer: Viewer, action: str, subject_id: UUID) -> None:
    audit.record(
        session, actor_id=viewer.staff_id, action=action, subject_id=subject_id, at=viewer.at
    )
