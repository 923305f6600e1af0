"""That protection and secrecy were looked at before anybody outside is asked or told."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cases import queries
from landlord_watch.cases.errors import (
    CaseDayOutside,
    NobodyConsented,
    OutwardUnchecked,
    SecrecyWithoutReasons,
)
from landlord_watch.cases.models import Case, ContactConsent, OutwardCheck, SecrecyGround
from landlord_watch.cases.services.holding import hold_open, trail
from landlord_watch.reach.queries import check_outward_contact


def record_outward_check(
    session: Session,
    *,
    case_id: UUID,
    ground: SecrecyGround,
    reasons: str,
    checked_on: date,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> OutwardCheck:
    """
    Note that somebody looked at protection and secrecy, and what lets us tell.

    Consent needs a yes in an account that stands; another ground needs its reasons.

    Raises: `NotFound`, `CaseClosed`, `CaseDayOutside`, `OutwardContactBlocked`,
    `NobodyConsented`, `SecrecyWithoutReasons`.
    """
    case = hold_open(session, case_id=case_id)
    if not case.opened_on <= checked_on <= today:
        raise CaseDayOutside(latest_on=today)
    check_outward_contact(session, household_id=case.household_id, on=today)
    if ground is SecrecyGround.CONSENT:
        _check_consent(session, case)
    elif not reasons.strip():
        raise SecrecyWithoutReasons
    row = OutwardCheck(
        case_id=case.id,
        checked_on=checked_on,
        ground=ground,
        reasons=reasons.strip(),
        checked_by_id=actor_id,
        recorded_at=at,
    )
    session.add(row)
    session.flush()  # the trail below needs its id
    trail(
        session, action="case_outward_check.recorded", subject_id=row.id, actor_id=actor_id, at=at
    )
    return row


def withdraw_outward_check(
    session: Session, *, case_id: UUID, check_id: UUID, actor_id: UUID, at: datetime
) -> OutwardCheck:
    """
    Take back a check; nothing more goes out before there is another.

    Raises: `NotFound`, `CaseClosed`.
    """
    case = hold_open(session, case_id=case_id)
    row = queries.get_outward_check(session, case_id=case.id, check_id=check_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        trail(
            session,
            action="case_outward_check.withdrawn",
            subject_id=row.id,
            actor_id=actor_id,
            at=at,
        )
    return row


def check_may_go_out(session: Session, *, case: Case, today: date) -> None:
    """
    Refuse to ask or tell the other municipality before somebody has looked at it, and looked now.

    A consent taken back since, or a person protected since, stops it all the same.

    Raises: `OutwardContactBlocked`, `OutwardUnchecked`, `NobodyConsented`.
    """
    check_outward_contact(session, household_id=case.household_id, on=today)
    found = queries.find_outward_check(session, case.id)
    if found is None:
        raise OutwardUnchecked
    if found.ground is SecrecyGround.CONSENT:
        _check_consent(session, case)


def _check_consent(session: Session, case: Case) -> None:
    """Everybody who has told agrees, and somebody has told."""
    standing = [
        each for each in queries.list_accounts(session, case.id) if each.withdrawn_at is None
    ]
    if not standing or any(each.contact_consent is not ContactConsent.YES for each in standing):
        raise NobodyConsented
