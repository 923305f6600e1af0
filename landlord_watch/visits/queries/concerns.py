"""Reading concerns for children: the queue of those nobody has read, one, and those of a visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, select, true
from sqlalchemy.orm import Session

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.households.models import Household
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra.database import Within
from landlord_watch.kernel.errors import NotFound
from landlord_watch.visits.models import Concern, Visit


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """
    A concern with where and by whom it was raised; `acknowledged_by` None: by nobody yet.

    `dwelling` and `case_number` None: who reads is not to know where it is.
    """

    concern: Concern
    dwelling: Dwelling | None
    case_number: str | None
    author: str
    acknowledged_by: str | None


def list_concerns(
    session: Session, *, within: Within, placed_within: Within, limit: int
) -> list[ConcernRow]:
    """
    Concerns, those nobody has acknowledged first, then the newest.

    `placed_within`: those of which it is told where they are.
    """
    query = (
        _concerns(placed_within)
        .where(within(Visit.household_id))
        .order_by(Concern.acknowledged_at.is_not(None), Concern.received_at.desc())
        .limit(limit)
    )
    return _concern_rows(session, session.execute(query).all())


def list_waiting_concerns(
    session: Session, *, within: Within, placed_within: Within, limit: int
) -> list[ConcernRow]:
    """
    Concerns that nobody has acknowledged: those of danger now first, then the oldest.

    `placed_within`: those of which it is told where they are.
    """
    query = (
        _concerns(placed_within)
        .where(within(Visit.household_id), Concern.acknowledged_at.is_(None))
        .order_by(Concern.is_immediate_danger.desc(), Concern.received_at, Concern.id)
        .limit(limit)
    )
    return _concern_rows(session, session.execute(query).all())


def list_acknowledged_concerns(
    session: Session, *, since: datetime, within: Within, placed_within: Within, limit: int
) -> list[ConcernRow]:
    """Concerns that somebody has acknowledged since then, the latest first."""
    query = (
        _concerns(placed_within)
        .where(within(Visit.household_id), Concern.acknowledged_at >= since)
        .order_by(Concern.acknowledged_at.desc(), Concern.id)
        .limit(limit)
    )
    return _concern_rows(session, session.execute(query).all())


def waiting_concern_ids(session: Session, *, within: Within) -> dict[UUID, bool]:
    """Which concerns nobody has acknowledged, and of each whether a child may be in danger now."""
    rows = session.execute(
        select(Concern.id, Concern.is_immediate_danger)
        .join(Visit, Visit.id == Concern.visit_id)
        .where(within(Visit.household_id), Concern.acknowledged_at.is_(None))
        .order_by(Concern.id)
    )
    return {row[0]: row[1] for row in rows}


def get_concern(session: Session, *, concern_id: UUID, placed_within: Within) -> ConcernRow:
    """
    A concern.

    Raises: `NotFound`.
    """
    found = session.execute(_concerns(placed_within).where(Concern.id == concern_id)).all()
    if not found:
        raise NotFound(concern_id=concern_id)
    return _concern_rows(session, found)[0]


def list_concerns_of_visit(session: Session, visit_id: UUID) -> list[ConcernRow]:
    """The concerns raised at a visit, the newest first."""
    query = (
        _concerns(_anywhere)
        .where(Concern.visit_id == visit_id)
        .order_by(Concern.received_at.desc())
    )
    return _concern_rows(session, session.execute(query).all())


def _anywhere(_household_id: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    return true()


def _concerns(
    placed_within: Within,
) -> Select[Concern, Dwelling | None, str | None, str]:
    is_told = placed_within(Visit.household_id)
    return (
        select(Concern, Dwelling, Household.case_number, StaffMember.full_name)
        .join(Visit, Visit.id == Concern.visit_id)
        .outerjoin(Dwelling, and_(Dwelling.id == Visit.dwelling_id, is_told))
        .outerjoin(Household, and_(Household.id == Visit.household_id, is_told))
        .join(StaffMember, StaffMember.id == Concern.author_id)
    )


def _concern_rows(
    session: Session, found: Sequence[tuple[Concern, Dwelling | None, str | None, str]]
) -> list[ConcernRow]:
    readers = {row[0].acknowledged_by_id for row in found if row[0].acknowledged_by_id}
    names = {
        row[0]: row[1]
        for row in session.execute(
            select(StaffMember.id, StaffMember.full_name).where(StaffMember.id.in_(readers))
        )
    }
    return [
        ConcernRow(
            concern,
            dwelling,
            case_number,
            author,
            names.get(concern.acknowledged_by_id) if concern.acknowledged_by_id else None,
        )
        for concern, dwelling, case_number, author in found
    ]
