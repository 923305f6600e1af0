"""Opening households, and giving out numbers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.households import rules
from landlord_watch.households.models import Household, NumberSeries
from landlord_watch.infra.clock import LOCAL


def open_household(
    session: Session, *, language: str, is_interpreter_needed: bool, actor_id: UUID, at: datetime
) -> Household:
    """A new household, with the next case number of the year; two at once get two numbers."""
    year = at.astimezone(LOCAL).year
    number = rules.case_number(year, next_number(session, series=f"EB-{year}"))
    household = Household(
        case_number=number,
        language=language,
        is_interpreter_needed=is_interpreter_needed,
        recorded_at=at,
    )
    session.add(household)
    session.flush()  # the trail below needs household.id
    audit.record(
        session, actor_id=actor_id, action="household.opened", subject_id=household.id, at=at
    )
    return household


def next_number(session: Session, *, series: str) -> int:
    """
    The next number of a series, from 1; no two get the same.

    The row is locked by the update until the transaction ends.
    """
    bump = (
        update(NumberSeries)
        .where(NumberSeries.series == series)
        .values(last_number=NumberSeries.last_number + 1)
        .returning(NumberSeries.last_number)
    )
    found = session.scalar(bump)
    if found is not None:
        return found
    try:
        with session.begin_nested():
            session.add(NumberSeries(series=series, last_number=1))
    except IntegrityError:  # the year's first number was taken at the same moment
        return session.scalars(bump).one()
    return 1
