"""Reading what visits to one household have led to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from landlord_watch.visits.models import Concern, Deficiency, Visit


@dataclass(frozen=True, slots=True)
class RaisedConcern:
    """That a concern was raised, without what it says; `acknowledged_at` None: not yet."""

    id: UUID
    raised_at: datetime
    acknowledged_at: datetime | None
    is_immediate_danger: bool


def list_deficiencies_of_household(session: Session, household_id: UUID) -> Sequence[Deficiency]:
    """What visits to a household have found, the latest first, with the steps taken."""
    return session.scalars(
        select(Deficiency)
        .join(Visit, Visit.id == Deficiency.visit_id)
        .where(Visit.household_id == household_id)
        .order_by(Deficiency.found_on.desc(), Deficiency.item_id)
        .options(selectinload(Deficiency.events))
    ).all()


def list_concerns_of_household(session: Session, household_id: UUID) -> list[RaisedConcern]:
    """That concerns were raised at visits to a household, the latest first."""
    rows = session.execute(
        select(Concern.id, Concern.raised_at, Concern.acknowledged_at, Concern.is_immediate_danger)
        .join(Visit, Visit.id == Concern.visit_id)
        .where(Visit.household_id == household_id)
        .order_by(Concern.raised_at.desc(), Concern.id)
    )
    return [RaisedConcern(*row) for row in rows]
