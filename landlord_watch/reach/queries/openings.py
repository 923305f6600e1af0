"""Reading what was opened outside somebody's assignment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, literal, not_, or_, select
from sqlalchemy.orm import Session

from landlord_watch.households.models import Household
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra.clock import LOCAL
from landlord_watch.infra.database import Within
from landlord_watch.infra.paging import Page, row_page
from landlord_watch.kernel.errors import NotFound
from landlord_watch.reach.models import Opening
from landlord_watch.reach.queries.reaching import Viewer, is_protected, is_protected_from
from landlord_watch.reach.rules import review_due_on

#: What waits for a second person for longer is asked anew.
WAITS = timedelta(hours=24)
NOBODYS_ID = UUID(int=0)


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """An opening with who asked; `case_number` None: not for this reader, or nothing was found."""

    opening: Opening
    who: str
    case_number: str | None

    @property
    def due_on(self) -> date | None:
        """The last day to look into it; None: nobody was let in, or it has been done."""
        opened_at = self.opening.opened_at
        if opened_at is None or self.opening.reviewed_at is not None:
            return None
        return review_due_on(opened_at.astimezone(LOCAL).date())


@dataclass(frozen=True, slots=True)
class Openable:
    """What was found by an identifier; `household_id` None: nothing; then nobody is let in."""

    household_id: UUID | None
    is_protected: bool


def find_openable(session: Session, *, household_ids: Sequence[UUID], viewer: Viewer) -> Openable:
    """
    The first of what an identifier led to, and whether a second person has to agree.

    One question, also where nothing was found, so that the answer takes as long.
    """
    wanted = household_ids[0] if household_ids else NOBODYS_ID
    asked = literal(wanted, Household.id.type)
    is_secret = session.scalar(select(is_protected(asked, viewer.on)))
    return Openable(household_ids[0] if household_ids else None, bool(is_secret))


def _rows(shown: ColumnElement[bool]) -> Select[Opening, str, str | None]:
    return (
        select(Opening, StaffMember.full_name, Household.case_number)
        .join(StaffMember, StaffMember.id == Opening.staff_id)
        .outerjoin(Household, and_(Household.id == Opening.household_id, shown))
    )


def list_own_openings(session: Session, *, viewer: Viewer, limit: int) -> list[OpeningRow]:
    """What somebody asked to open of late, the newest first."""
    shown = or_(Opening.opened_at.is_not(None), not_(is_protected_from(Household.id, viewer)))
    query = _rows(shown).where(Opening.staff_id == viewer.staff_id)
    found = session.execute(query.order_by(Opening.asked_at.desc()).limit(limit))
    return [OpeningRow(*row) for row in found]


def list_waiting(session: Session, *, viewer: Viewer) -> list[OpeningRow]:
    """What others asked to open of somebody protected, for one who is named to agree to."""
    shown = not_(is_protected_from(Household.id, viewer))
    query = _rows(shown).where(
        Household.id.is_not(None),
        Opening.opened_at.is_(None),
        Opening.staff_id != viewer.staff_id,
        Opening.asked_at > viewer.at - WAITS,
    )
    return [OpeningRow(*row) for row in session.execute(query.order_by(Opening.asked_at))]


def list_openings(session: Session, *, within: Within, number: int) -> Page[OpeningRow]:
    """
    Everything that anybody asked to open: what is to be looked into first, then the newest.

    `within` says of which the case number is shown.
    """
    is_to_review = and_(Opening.opened_at.is_not(None), Opening.reviewed_at.is_(None))
    query = _rows(within(Household.id)).order_by(is_to_review.desc(), Opening.asked_at.desc())
    page = row_page(session, query, number=number)
    return Page([OpeningRow(*row) for row in page.rows], page.number, page.total)


def get_opening(session: Session, *, opening_id: UUID, within: Within) -> OpeningRow:
    """
    An opening.

    Raises: `NotFound`.
    """
    query = _rows(within(Household.id)).where(Opening.id == opening_id)
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound(opening_id=opening_id)
    return OpeningRow(*found)


@dataclass(frozen=True, slots=True)
class OpeningCounts:
    """How much waits to be looked into, and how much of it for too long."""

    to_review: int
    overdue: int


def count_to_review(session: Session, *, at: datetime) -> OpeningCounts:
    """What was opened and nobody has looked into."""
    opened = session.scalars(
        select(Opening.opened_at).where(
            Opening.opened_at.is_not(None), Opening.reviewed_at.is_(None)
        )
    )
    today = at.astimezone(LOCAL).date()
    days = [review_due_on(each.astimezone(LOCAL).date()) for each in opened if each]
    return OpeningCounts(len(days), sum(day < today for day in days))
