"""A month of reading in the access log, and its review: some decided on, some not yet."""

from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.cli.demo.users import Staff
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Permission, Role
from landlord_watch.kernel.ids import new_id
from landlord_watch.log_review.models import ReviewedLookUp, ReviewVerdict
from landlord_watch.log_review.rules import months_before
from landlord_watch.log_review.services import begin_review, decide

CASES = 40
DAYS = 24
DECIDED = 6
NOTE = "Handläggaren tog emot ett samtal om ärendet innan det fördelades."


def read_and_review(session: Session, *, staff: Staff, setting: Setting) -> None:
    """Let the caseworker have read in the month before, and the officer look it over."""
    month = next(months_before(setting.today, how_many=1))
    _read(session, setting=setting, month=month, reader_id=staff[Role.CASEWORKER])
    officer_id = staff[Role.DATA_PROTECTION_OFFICER]
    begun_at = at(setting.today, time(8, 30))
    review = begin_review(
        session,
        month_on=month,
        draw=setting.chance("loggkontroll").sample,
        actor_id=officer_id,
        at=begun_at,
    )
    _decide(session, review_id=review.id, actor_id=officer_id, setting=setting)


def _read(session: Session, *, setting: Setting, month: date, reader_id: UUID) -> None:
    """Own cases for the most part, and one that nobody had taken on."""
    chance = setting.chance("läsning")
    homes = session.scalars(select(Household.id).order_by(Household.case_number)).all()
    for household_id in [*chance.sample(homes, min(CASES, len(homes))), homes[-1]]:
        day = month + timedelta(days=chance.randrange(DAYS))
        session.info[audit.REQUEST_ID] = new_id()
        audit.record(
            session,
            actor_id=reader_id,
            action=Permission.HOUSEHOLDS_READ,
            subject_id=household_id,
            at=at(day, time(chance.randrange(8, 16), chance.randrange(60))),
        )
    session.info.pop(audit.REQUEST_ID)


def _decide(session: Session, *, review_id: UUID, actor_id: UUID, setting: Setting) -> None:
    first = select(ReviewedLookUp.id).where(ReviewedLookUp.review_id == review_id)
    ordered = first.order_by(ReviewedLookUp.looked_on, ReviewedLookUp.id).limit(DECIDED)
    for look_up_id in session.scalars(ordered).all():
        decide(
            session,
            look_up_id=look_up_id,
            verdict=ReviewVerdict.IN_ORDER,
            note=NOTE,
            actor_id=actor_id,
            at=at(setting.today, time(9, 15)),
        )
