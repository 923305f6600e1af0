"""Lists of what visits have found lacking."""

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.households.models import Household
from landlord_watch.infra.database import Within
from landlord_watch.infra.paging import Page, row_page
from landlord_watch.visits.models import Deficiency, Visit
from landlord_watch.visits.queries.visits import CLOSED_STATES


@dataclass(frozen=True, slots=True)
class FoundDeficiency:
    """A deficiency with the home it is in and the case of the visit that found it."""

    deficiency: Deficiency
    dwelling: Dwelling
    case_number: str


def list_open_deficiencies(
    session: Session, *, within: Within, number: int | None
) -> Page[FoundDeficiency]:
    """What is to be done something about, the first due first; `number` None: all of it."""
    query = _found(within).where(
        Deficiency.state.not_in(CLOSED_STATES), Deficiency.is_fixed_on_spot.is_(False)
    )
    return _page(session, query.order_by(Deficiency.due_on, Deficiency.id), number)


def list_all_deficiencies(
    session: Session, *, within: Within, number: int | None
) -> Page[FoundDeficiency]:
    """Everything that was ever found, the latest first; `number` None: all of it."""
    query = _found(within).order_by(Deficiency.found_on.desc(), Deficiency.id)
    return _page(session, query, number)


def _found(within: Within) -> Select[Deficiency, Dwelling, str]:
    return (
        select(Deficiency, Dwelling, Household.case_number)
        .join(Dwelling, Dwelling.id == Deficiency.dwelling_id)
        .join(Visit, Visit.id == Deficiency.visit_id)
        .join(Household, Household.id == Visit.household_id)
        .where(within(Visit.household_id))
    )


def _page(
    session: Session, query: Select[Deficiency, Dwelling, str], number: int | None
) -> Page[FoundDeficiency]:
    page = row_page(session, query, number=number)
    return Page([FoundDeficiency(*row) for row in page.rows], page.number, page.total)
