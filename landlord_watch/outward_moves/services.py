"""Noting own outward moves, what speaks for and against, what was paid, and judging them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.cases.models import FindingKind
from landlord_watch.cases.rules.findings import (
    ClearOwnWish,
    OngoingMatter,
    TargetGroup,
)
from landlord_watch.cases.services import FindingFacts
from landlord_watch.households.queries import get_household_itself
from landlord_watch.infra.once import flush_once
from landlord_watch.kernel.money import Money
from landlord_watch.kernel.municipalities import municipality
from landlord_watch.outward_moves import queries
from landlord_watch.outward_moves.errors import (
    MoveDayOutside,
    MoveKnown,
    MoveTakenBack,
    OutwardReasonsMissing,
)
from landlord_watch.outward_moves.models import (
    OutwardAssessment,
    OutwardFinding,
    OutwardMove,
    OutwardPayment,
)
from landlord_watch.outward_moves.rules import (
    Handover,
    OutwardOutcome,
    PaidKind,
    ReceivingContact,
    check_contact,
    check_outward_outcome,
)
from landlord_watch.reach.queries import check_outward_contact

RowT = TypeVar("RowT", OutwardFinding, OutwardPayment, OutwardAssessment)


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """What is told of an outward move; `municipality_code` None: where to is not known."""

    moved_on: date
    municipality_code: str | None = None
    own_wish: ClearOwnWish = ClearOwnWish.UNCLEAR
    account: str = ""
    target_groups: Collection[TargetGroup] = ()
    matters: Mapping[OngoingMatter, Handover] = field(default_factory=dict)
    contact: ReceivingContact = ReceivingContact.NOT_KNOWN
    contacted_on: date | None = None
    contact_note: str = ""


@dataclass(frozen=True, slots=True)
class PaidFacts:
    """Something that was paid for a move; `is_assessed`: after an individual assessment."""

    kind: PaidKind
    amount: Money
    paid_on: date
    is_assessed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class OutwardJudged:
    """An outcome and why."""

    outcome: OutwardOutcome
    reasons: str
    decided_on: date


def record_move(
    session: Session,
    *,
    household_id: UUID,
    facts: MoveFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> OutwardMove:
    """
    Note that a household moved to another municipality; the same day once more is refused.

    Of a household with somebody protected it is never written where they went, nor that anybody
    there was told.

    Raises: `NotFound`, `MunicipalityUnknown`, `MoveDayOutside`, `ContactDayOutside`,
    `OutwardContactBlocked`, `MoveKnown`, `Conflict`.
    """
    home = get_household_itself(session, household_id)
    _check(session, household_id, facts, today)
    move = OutwardMove(household_id=home.id, recorded_by_id=actor_id, recorded_at=at)
    _write(move, facts)
    _check_new(session, move)
    session.add(move)
    flush_once(session)  # its id, and that nobody noted the same meanwhile
    _trail(session, "outward_move.recorded", move.id, actor_id, at)
    return move


def correct_move(
    session: Session,
    *,
    move_id: UUID,
    facts: MoveFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> OutwardMove:
    """
    Say better what is known of a move, as more is learnt.

    Raises: as `record_move`; `MoveTakenBack`.
    """
    move = _hold(session, move_id)
    _check(session, move.household_id, facts, today)
    with session.no_autoflush:  # what is typed is held against the others before it is written
        _write(move, facts)
        _check_new(session, move)
    flush_once(session)  # that nobody noted the same meanwhile
    _trail(session, "outward_move.corrected", move.id, actor_id, at)
    return move


def _check(session: Session, household_id: UUID, facts: MoveFacts, today: date) -> None:
    if facts.moved_on > today or (facts.contacted_on or today) > today:
        raise MoveDayOutside(latest_on=today)
    check_contact(facts.contact, contacted_on=facts.contacted_on, moved_on=facts.moved_on)
    tells_where = facts.municipality_code is not None or facts.contact_note.strip()
    if tells_where or facts.contact not in {
        ReceivingContact.NOT_KNOWN,
        ReceivingContact.NOT_CONTACTED,
    }:
        check_outward_contact(session, household_id=household_id, on=today)


def _write(move: OutwardMove, facts: MoveFacts) -> None:
    code = facts.municipality_code
    move.municipality_code = None if code is None else municipality(code).code
    move.moved_on, move.own_wish = facts.moved_on, facts.own_wish
    move.account = facts.account.strip()
    move.target_groups = [each.value for each in TargetGroup if each in facts.target_groups]
    matters = facts.matters
    move.matters = {each.value: matters[each].value for each in OngoingMatter if each in matters}
    move.contact, move.contacted_on = facts.contact, facts.contacted_on
    move.contact_note = facts.contact_note.strip()


def _check_new(session: Session, move: OutwardMove) -> None:
    """Refuse the same day of the same household once more; the constraint is for a race."""
    others = queries.list_moves(session, move.household_id)
    if any(
        each.moved_on == move.moved_on and each.withdrawn_at is None
        for each in others
        if each.id != move.id
    ):
        raise MoveKnown


def withdraw_move(session: Session, *, move_id: UUID, actor_id: UUID, at: datetime) -> OutwardMove:
    """
    Take back a move that was noted wrongly; it stays to be seen, and once more is nothing.

    Raises: `NotFound`.
    """
    move = queries.hold_move(session, move_id)
    if move.withdrawn_at is None:
        move.withdrawn_at = at
        _trail(session, "outward_move.withdrawn", move.id, actor_id, at)
    return move


def record_finding(
    session: Session, *, move_id: UUID, finding: FindingFacts, actor_id: UUID, at: datetime
) -> OutwardFinding:
    """
    Note something that speaks for or against that we had a hand in it.

    Raises: `NotFound`, `MoveTakenBack`.
    """
    row = OutwardFinding(
        move_id=_hold(session, move_id).id,
        kind=FindingKind(finding.kind),
        code=finding.what.value,
        evidence=finding.evidence,
        note=finding.note.strip(),
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    return _added(session, row, "outward_finding.recorded", actor_id, at)


def withdraw_finding(
    session: Session, *, move_id: UUID, finding_id: UUID, actor_id: UUID, at: datetime
) -> OutwardFinding:
    """
    Take back what was noted wrongly; it stays to be seen, and once more is nothing.

    Raises: `NotFound`, `MoveTakenBack`.
    """
    move = _hold(session, move_id)
    row = queries.get_row(session, OutwardFinding, move_id=move.id, row_id=finding_id)
    return _taken_back(session, row, "outward_finding.withdrawn", actor_id, at)


def record_payment(
    session: Session,
    *,
    move_id: UUID,
    paid: PaidFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> OutwardPayment:
    """
    Note something that was paid for a move.

    Raises: `NotFound`, `MoveTakenBack`, `MoveDayOutside`.
    """
    move = _hold(session, move_id)
    if paid.paid_on > today:
        raise MoveDayOutside(latest_on=today)
    row = OutwardPayment(
        move_id=move.id,
        kind=paid.kind,
        amount=paid.amount,
        paid_on=paid.paid_on,
        is_assessed=paid.is_assessed,
        note=paid.note.strip(),
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    return _added(session, row, "outward_payment.recorded", actor_id, at)


def withdraw_payment(
    session: Session, *, move_id: UUID, payment_id: UUID, actor_id: UUID, at: datetime
) -> OutwardPayment:
    """
    Take back a payment that was noted wrongly.

    Raises: `NotFound`, `MoveTakenBack`.
    """
    move = _hold(session, move_id)
    row = queries.get_row(session, OutwardPayment, move_id=move.id, row_id=payment_id)
    return _taken_back(session, row, "outward_payment.withdrawn", actor_id, at)


def assess_move(
    session: Session,
    *,
    move_id: UUID,
    judged: OutwardJudged,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> OutwardAssessment:
    """
    Judge an own move; a later judgement stands before an earlier, and both stay to be read.

    Raises: `NotFound`, `MoveTakenBack`, `OutwardReasonsMissing`, `MoveDayOutside`,
    `OutwardOutcomeWithoutGround`.
    """
    move = _hold(session, move_id)
    if not judged.reasons.strip():
        raise OutwardReasonsMissing
    if not move.moved_on <= judged.decided_on <= today:
        raise MoveDayOutside(latest_on=today)
    check_outward_outcome(judged.outcome, queries.get_whole_move(session, move.id).ground)
    row = OutwardAssessment(
        move_id=move.id,
        outcome=judged.outcome,
        reasons=judged.reasons.strip(),
        decided_on=judged.decided_on,
        decided_by_id=actor_id,
        recorded_at=at,
    )
    return _added(session, row, "outward_move.assessed", actor_id, at)


def withdraw_assessment(
    session: Session, *, move_id: UUID, assessment_id: UUID, actor_id: UUID, at: datetime
) -> OutwardAssessment:
    """
    Take back a judgement that was recorded wrongly; what it was before stands again.

    Raises: `NotFound`, `MoveTakenBack`.
    """
    move = _hold(session, move_id)
    row = queries.get_row(session, OutwardAssessment, move_id=move.id, row_id=assessment_id)
    return _taken_back(session, row, "outward_move.assessment_withdrawn", actor_id, at)


def _hold(session: Session, move_id: UUID) -> OutwardMove:
    move = queries.hold_move(session, move_id)
    if move.withdrawn_at is not None:
        raise MoveTakenBack
    return move


def _added(session: Session, row: RowT, action: str, actor_id: UUID, at: datetime) -> RowT:
    session.add(row)
    session.flush()  # the trail below needs its id
    _trail(session, action, row.id, actor_id, at)
    return row


def _taken_back(session: Session, row: RowT, action: str, actor_id: UUID, at: datetime) -> RowT:
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        _trail(session, action, row.id, actor_id, at)
    return row


def _trail(session: Session, action: str, subject_id: UUID, actor_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=subject_id, at=at)
