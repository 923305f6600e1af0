"""Reading what was found to be best for children, and for whom it has not been looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.best_interests.errors import NotAChild
from landlord_watch.best_interests.models import BestInterest
from landlord_watch.best_interests.rules import check_child
from landlord_watch.households.models import Household, HouseholdMember, MemberRole
from landlord_watch.households.queries import list_members_on
from landlord_watch.infra.database import Within
from landlord_watch.kernel.errors import NotFound


def get_best_interest(
    session: Session, *, household_id: UUID, best_interest_id: UUID
) -> BestInterest:
    """
    One of a household; another household's does not exist here.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(BestInterest).where(
            BestInterest.id == best_interest_id, BestInterest.household_id == household_id
        )
    )
    if found is None:
        raise NotFound(best_interest_id=best_interest_id)
    return found


def hold_best_interest(
    session: Session, *, household_id: UUID, best_interest_id: UUID
) -> BestInterest:
    """
    The same, held until the transaction ends, so that a second click sees what the first one did.

    Raises: `NotFound`.
    """
    get_best_interest(session, household_id=household_id, best_interest_id=best_interest_id)
    return session.scalars(
        select(BestInterest)
        .where(BestInterest.id == best_interest_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def list_best_interests(session: Session, household_id: UUID) -> Sequence[BestInterest]:
    """Those of a household, the latest first, those corrected and taken back too."""
    return session.scalars(
        select(BestInterest)
        .where(BestInterest.household_id == household_id)
        .order_by(BestInterest.decided_on.desc(), BestInterest.recorded_at.desc(), BestInterest.id)
    ).all()


def find_correction(session: Session, best_interest_id: UUID) -> BestInterest | None:
    """The better one of this; None: there is none that stands."""
    return session.scalar(
        select(BestInterest).where(
            BestInterest.corrects_id == best_interest_id, BestInterest.withdrawn_at.is_(None)
        )
    )


def list_children(session: Session, *, household_id: UUID, on: date) -> list[HouseholdMember]:
    """Those of a household who are children on a day, with who they are."""
    members = list_members_on(session, household_id=household_id, on=on)
    return [each for each in members if is_child(each, on=on)]


def is_child(member: HouseholdMember, *, on: date) -> bool:
    """Whether a member of a household is below eighteen on a day."""
    counted = member.role is MemberRole.CHILD
    try:
        check_child(member.person.born_on, counted_as_child=counted, on=on)
    except NotAChild:
        return False
    return True


def list_not_looked_at(
    session: Session, *, household_id: UUID, about_id: UUID | None, on: date
) -> list[HouseholdMember]:
    """
    The children of a household for whom nobody has looked at what is best, about something.

    `about_id` None: about anything at all.
    """
    looked = select(BestInterest.child_id).where(
        BestInterest.household_id == household_id, BestInterest.withdrawn_at.is_(None)
    )
    if about_id is not None:
        looked = looked.where(BestInterest.about_id == about_id)
    done = set(session.scalars(looked))
    children = list_children(session, household_id=household_id, on=on)
    return [each for each in children if each.person_id not in done]


@dataclass(frozen=True, slots=True)
class FollowUpDue:
    """What is to be looked at again, and whose household it is of."""

    best_interest_id: UUID
    household_id: UUID
    case_number: str
    follow_up_on: date


def list_follow_ups(session: Session, *, within: Within, limit: int) -> list[FollowUpDue]:
    """What is to be followed up within reach, the first day first."""
    rows = session.execute(
        select(
            BestInterest.id,
            BestInterest.household_id,
            Household.case_number,
            BestInterest.follow_up_on,
        )
        .join(Household, Household.id == BestInterest.household_id)
        .where(
            BestInterest.withdrawn_at.is_(None),
            BestInterest.followed_up_on.is_(None),
            BestInterest.follow_up_on.is_not(None),
            within(Household.id),
        )
        .order_by(BestInterest.follow_up_on, BestInterest.id)
        .limit(limit)
    )
    return [
        FollowUpDue(best_interest_id, household_id, case_number, day)
        for best_interest_id, household_id, case_number, day in rows
        if day is not None
    ]
