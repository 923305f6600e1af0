"""Reviews and what was drawn or stood out in them; staff by name, cases by number alone."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from landlord_watch.households.models import Household
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra.paging import Page, row_page
from landlord_watch.kernel.errors import NotFound
from landlord_watch.log_review.models import LogReview, ReviewedLookUp


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review and how far it has come."""

    review: LogReview
    chosen: int
    decided: int

    def is_overdue(self, on: date) -> bool:
        return self.decided < self.chosen and self.review.due_on < on


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """A look-up that is looked into, with who looked and in which case."""

    look_up: ReviewedLookUp
    who: str
    case_number: str


def list_reviews(session: Session) -> list[ReviewRow]:
    """Every review, the latest month first."""
    rows = session.execute(_reviews().order_by(LogReview.month_on.desc()))
    return [ReviewRow(row[0], row[1], row[2]) for row in rows]


def get_review(session: Session, review_id: UUID) -> ReviewRow:
    """
    A review and how far it has come.

    Raises: `NotFound`.
    """
    row = session.execute(_reviews().where(LogReview.id == review_id)).one_or_none()
    if row is None:
        raise NotFound(review_id=review_id)
    return ReviewRow(row[0], row[1], row[2])


def _reviews() -> Select[LogReview, int, int]:
    return (
        select(LogReview, func.count(ReviewedLookUp.id), func.count(ReviewedLookUp.decided_at))
        .outerjoin(ReviewedLookUp, ReviewedLookUp.review_id == LogReview.id)
        .group_by(LogReview.id)
    )


def find_review(session: Session, *, month_on: date) -> LogReview | None:
    """The review of a month; None: it has not begun."""
    return session.scalar(select(LogReview).where(LogReview.month_on == month_on))


def list_reviewed(session: Session, *, review_id: UUID, number: int) -> Page[ReviewedRow]:
    """What is looked into in a review, what is to be decided on first."""
    query = (
        _look_ups()
        .where(ReviewedLookUp.review_id == review_id)
        .order_by(
            ReviewedLookUp.decided_at.is_not(None), ReviewedLookUp.looked_on, ReviewedLookUp.id
        )
    )
    page = row_page(session, query, number=number)
    return Page([ReviewedRow(*row) for row in page.rows], page.number, page.total)


def get_look_up(session: Session, look_up_id: UUID) -> ReviewedRow:
    """
    A look-up that is looked into.

    Raises: `NotFound`.
    """
    row = session.execute(_look_ups().where(ReviewedLookUp.id == look_up_id)).one_or_none()
    if row is None:
        raise NotFound(look_up_id=look_up_id)
    return ReviewedRow(row[0], row[1], row[2])


def _look_ups() -> Select[ReviewedLookUp, str, str]:
    return (
        select(ReviewedLookUp, StaffMember.full_name, Household.case_number)
        .join(StaffMember, StaffMember.id == ReviewedLookUp.staff_id)
        .join(Household, Household.id == ReviewedLookUp.household_id)
    )
