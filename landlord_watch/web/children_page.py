"""What a page shows of a household's children: what is best for them, and who was not looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.best_interests.models import BestInterest
from landlord_watch.best_interests.queries import list_best_interests, list_children
from landlord_watch.households.models import HouseholdMember
from landlord_watch.households.queries import names_of


@dataclass(frozen=True, slots=True)
class ChildrenShown:
    """
    The children of a household, and what was found to be best for them.

    `case_id` None: whatever it was about. `not_looked_at`: the children for whom nobody has.
    """

    household_id: UUID
    case_id: UUID | None
    rows: Sequence[BestInterest]
    names: Mapping[UUID, str]
    not_looked_at: Sequence[HouseholdMember]
    is_any: bool


def show_children(
    session: Session, household_id: UUID, *, case_id: UUID | None = None, on: date
) -> ChildrenShown:
    """The children of a household on a day; with a case, what was found about that case."""
    rows = [
        each
        for each in list_best_interests(session, household_id)
        if case_id is None or each.about_id == case_id
    ]
    children = list_children(session, household_id=household_id, on=on)
    done = {each.child_id for each in rows if each.withdrawn_at is None}
    return ChildrenShown(
        household_id=household_id,
        case_id=case_id,
        rows=rows,
        names=names_of(session, {each.child_id for each in rows}),
        not_looked_at=[each for each in children if each.person_id not in done],
        is_any=bool(children or rows),
    )
