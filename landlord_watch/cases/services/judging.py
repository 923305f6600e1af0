"""What a person judges a case to be."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cases import queries
from landlord_watch.cases.errors import AssessmentWithoutReasons, CaseDayOutside
from landlord_watch.cases.models import CaseAssessment
from landlord_watch.cases.rules.findings import ClearOwnWish, Outcome, check_outcome
from landlord_watch.cases.services.holding import hold_open, trail


@dataclass(frozen=True, slots=True)
class JudgedAs:
    """An outcome, whether there was a clear own wish, and why."""

    outcome: Outcome
    clear_own_wish: ClearOwnWish
    reasons: str
    decided_on: date


def assess_case(
    session: Session,
    *,
    case_id: UUID,
    judged: JudgedAs,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> CaseAssessment:
    """
    Judge a case; a later judgement stands before an earlier, and both stay to be read.

    Raises: `NotFound`, `CaseClosed`, `AssessmentWithoutReasons`, `CaseDayOutside`,
    `OutcomeWithoutGround`, `OutcomeWithoutAccount`.
    """
    case = hold_open(session, case_id=case_id)
    if not judged.reasons.strip():
        raise AssessmentWithoutReasons
    if not case.opened_on <= judged.decided_on <= today:
        raise CaseDayOutside(latest_on=today)
    ground = queries.ground_of(session, case.id, clear_own_wish=judged.clear_own_wish)
    check_outcome(judged.outcome, ground)
    row = CaseAssessment(
        case_id=case.id,
        outcome=judged.outcome,
        clear_own_wish=judged.clear_own_wish,
        reasons=judged.reasons.strip(),
        decided_on=judged.decided_on,
        decided_by_id=actor_id,
        recorded_at=at,
    )
    session.add(row)
    session.flush()  # the trail below needs its id
    trail(session, action="case.assessed", subject_id=row.id, actor_id=actor_id, at=at)
    return row


def withdraw_assessment(
    session: Session, *, case_id: UUID, assessment_id: UUID, actor_id: UUID, at: datetime
) -> CaseAssessment:
    """
    Take back a judgement that was recorded wrongly; what it was before stands again.

    Raises: `NotFound`, `CaseClosed`.
    """
    case = hold_open(session, case_id=case_id)
    row = queries.get_assessment(session, case_id=case.id, assessment_id=assessment_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        trail(
            session, action="case.assessment_withdrawn", subject_id=row.id, actor_id=actor_id, at=at
        )
    return row
