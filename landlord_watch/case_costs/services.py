"""What a case costs, what is claimed of another municipality, what it answers, and what comes."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.case_costs import queries
from landlord_watch.case_costs.errors import (
    ClaimAnswered,
    ClaimHasPayments,
    ClaimTakenBack,
    CostRecordedAlready,
)
from landlord_watch.case_costs.models import CaseClaim, CaseCost, CaseRecovery
from landlord_watch.case_costs.rules import (
    Answer,
    ClaimGround,
    CostKind,
    agreed_of,
    check_amount,
    check_cost,
    check_day,
    check_recovered,
    month_of,
)
from landlord_watch.cases.queries import hold_case
from landlord_watch.cases.services.holding import hold_open, trail
from landlord_watch.cases.services.outward import check_may_go_out
from landlord_watch.infra.once import flush_once
from landlord_watch.kernel.money import Money
from landlord_watch.kernel.municipalities import municipality


@dataclass(frozen=True, slots=True)
class Cost:
    """What a month cost; `month`: any day of it."""

    kind: CostKind
    month: date
    amount: Money
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed, of whom, and by what."""

    municipality_code: str
    ground: ClaimGround
    amount: Money
    claimed_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the other municipality said; `part`: of a part, how much."""

    answer: Answer
    on: date
    part: Money | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Paid:
    """What came; `is_meant`: that it is more than was claimed is no slip."""

    amount: Money
    on: date
    is_meant: bool = False


def record_cost(
    session: Session, *, case_id: UUID, cost: Cost, today: date, actor_id: UUID, at: datetime
) -> CaseCost:
    """
    Record what a month of a case cost.

    Raises: `NotFound`, `CaseClosed`, `AmountNotPositive`, `CostMonthInTheFuture`,
    `CostRecordedAlready`.
    """
    case = hold_open(session, case_id=case_id)
    check_cost(cost.amount, month=cost.month, today=today)
    month_on = month_of(cost.month)
    if queries.find_cost(session, case_id=case.id, kind=cost.kind, month_on=month_on):
        raise CostRecordedAlready
    row = CaseCost(
        case_id=case.id,
        kind=cost.kind,
        month_on=month_on,
        amount=cost.amount,
        note=cost.note.strip(),
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(row)
    flush_once(session)  # its id, and that nobody recorded the same meanwhile
    trail(session, action="case_cost.recorded", subject_id=row.id, actor_id=actor_id, at=at)
    return row


def withdraw_cost(
    session: Session, *, case_id: UUID, cost_id: UUID, actor_id: UUID, at: datetime
) -> CaseCost:
    """
    Take back a cost that was recorded wrongly; it stays to be seen.

    Raises: `NotFound`.
    """
    hold_case(session, case_id)
    row = queries.get_cost(session, case_id=case_id, cost_id=cost_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        trail(session, action="case_cost.withdrawn", subject_id=row.id, actor_id=actor_id, at=at)
    return row


def record_claim(
    session: Session, *, case_id: UUID, claim: Claim, today: date, actor_id: UUID, at: datetime
) -> CaseClaim:
    """
    Note that money was claimed of another municipality, which is told something by it.

    Raises: `NotFound`, `CaseClosed`, `MunicipalityUnknown`, `AmountNotPositive`,
    `ClaimDayOutside`, `OutwardContactBlocked`, `OutwardUnchecked`, `NobodyConsented`.
    """
    case = hold_open(session, case_id=case_id)
    check_amount(claim.amount)
    check_day(claim.claimed_on, earliest_on=case.opened_on, today=today)
    check_may_go_out(session, case=case, today=today)
    row = CaseClaim(
        case_id=case.id,
        municipality_code=municipality(claim.municipality_code).code,
        ground=claim.ground,
        amount=claim.amount,
        claimed_on=claim.claimed_on,
        note=claim.note.strip(),
        recorded_by_id=actor_id,
        recorded_at=at,
        payments=[],
    )
    session.add(row)
    session.flush()  # the trail below needs its id
    trail(session, action="case_claim.recorded", subject_id=row.id, actor_id=actor_id, at=at)
    return row


def answer_claim(
    session: Session,
    *,
    case_id: UUID,
    claim_id: UUID,
    answered: Answered,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> CaseClaim:
    """
    Note what the other municipality answered; it may come when the case is closed.

    Raises: `NotFound`, `ClaimTakenBack`, `ClaimAnswered`, `ClaimDayOutside`, `PartNotWithin`.
    """
    claim = _standing(session, case_id, claim_id)
    if claim.answer is not None:
        raise ClaimAnswered
    check_day(answered.on, earliest_on=claim.claimed_on, today=today)
    claim.agreed = agreed_of(answered.answer, claimed=claim.amount, part=answered.part)
    claim.answer, claim.answered_on = answered.answer, answered.on
    claim.answer_words, claim.answer_noted_at = answered.words.strip(), at
    trail(session, action="case_claim.answered", subject_id=claim.id, actor_id=actor_id, at=at)
    return claim


def record_recovery(
    session: Session,
    *,
    case_id: UUID,
    claim_id: UUID,
    paid: Paid,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> CaseRecovery:
    """
    Note what came of a claim; it may come when the case is closed.

    Raises: `NotFound`, `ClaimTakenBack`, `ClaimDayOutside`, `AmountNotPositive`,
    `RecoveredMoreThanClaimed`.
    """
    claim = _standing(session, case_id, claim_id)
    check_day(paid.on, earliest_on=claim.claimed_on, today=today)
    before = [each.amount for each in claim.payments if each.withdrawn_at is None]
    check_recovered(paid.amount, claimed=claim.amount, before=before, is_meant=paid.is_meant)
    row = CaseRecovery(
        claim_id=claim.id,
        amount=paid.amount,
        paid_on=paid.on,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    claim.payments.append(row)
    session.flush()  # the trail below needs its id
    trail(session, action="case_recovery.recorded", subject_id=row.id, actor_id=actor_id, at=at)
    return row


def withdraw_claim(
    session: Session, *, case_id: UUID, claim_id: UUID, actor_id: UUID, at: datetime
) -> CaseClaim:
    """
    Take back a claim that was noted wrongly, and of which nothing has come.

    Raises: `NotFound`, `ClaimHasPayments`.
    """
    hold_case(session, case_id)
    claim = queries.get_claim(session, case_id=case_id, claim_id=claim_id)
    if any(each.withdrawn_at is None for each in claim.payments):
        raise ClaimHasPayments
    if claim.withdrawn_at is None:
        claim.withdrawn_at = at
        trail(session, action="case_claim.withdrawn", subject_id=claim.id, actor_id=actor_id, at=at)
    return claim


def withdraw_recovery(
    session: Session, *, case_id: UUID, recovery_id: UUID, actor_id: UUID, at: datetime
) -> CaseRecovery:
    """
    Take back a payment that was noted wrongly.

    Raises: `NotFound`.
    """
    hold_case(session, case_id)
    row = queries.get_recovery(session, case_id=case_id, recovery_id=recovery_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        trail(
            session, action="case_recovery.withdrawn", subject_id=row.id, actor_id=actor_id, at=at
        )
    return row


def _standing(session: Session, case_id: UUID, claim_id: UUID) -> CaseClaim:
    """A claim that stands, its case held so that a second click sees what the first one did."""
    hold_case(session, case_id)
    claim = queries.get_claim(session, case_id=case_id, claim_id=claim_id)
    if claim.withdrawn_at is not None:
        raise ClaimTakenBack
    return claim
