"""What is decided of what was found and answered, how long it stands, and who may be named."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.infra.once import flush_once
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords.models import PartyKind
from landlord_watch.landlords.queries import get_landlord
from landlord_watch.oversight.errors import (
    CorrectionUnanswered,
    FactFileNotSent,
    NamedAlready,
    NamedNotAPerson,
    NothingToRenew,
    ReplyStillAwaited,
)
from landlord_watch.oversight.models import FactFile, FactFileDecision, NamingDecision
from landlord_watch.oversight.queries.fact_files import is_named
from landlord_watch.oversight.rules.replies import (
    FileOutcome,
    FileStanding,
    expires_on,
    standing_of,
)
from landlord_watch.oversight.rules.said import check_come, check_day, check_said
from landlord_watch.oversight.services.fact_files import hold, trail


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What was decided, why, and when."""

    outcome: FileOutcome
    reason: str
    decided_on: date


def decide_fact_file(
    session: Session,
    *,
    fact_file_id: UUID,
    facts: DecisionFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> FactFileDecision:
    """
    Decide what follows, once the landlord has answered or its time is over; later ones count.

    Raises: `NotFound`, `FactFileTakenBack`, `FactFileNotSent`, `ReplyStillAwaited`,
    `CorrectionUnanswered`, `FactFileDayOutside`, `WhyMissing`, `TextNamesAPerson`.
    """
    file = hold(session, fact_file_id=fact_file_id)
    _check_decidable(file, facts.decided_on)
    check_day(facts.decided_on, earliest_on=_earliest(file), latest_on=today)
    return _add(session, file, facts, actor_id, at, is_renewal=False)


def renew_fact_file(
    session: Session,
    *,
    fact_file_id: UUID,
    reason: str,
    renewed_on: date,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> FactFileDecision:
    """
    Let what was decided stand for as long once more, with a reason.

    Raises: `NotFound`, `FactFileTakenBack`, `NothingToRenew`, `FactFileDayOutside`,
    `WhyMissing`, `TextNamesAPerson`.
    """
    file = hold(session, fact_file_id=fact_file_id)
    standing = standing_of(file.days, on=renewed_on)
    if file.outcome is None or standing not in {FileStanding.FOLLOW_UP, FileStanding.MEASURES}:
        raise NothingToRenew
    check_day(renewed_on, earliest_on=_earliest(file), latest_on=today)
    facts = DecisionFacts(file.outcome, reason, renewed_on)
    return _add(session, file, facts, actor_id, at, is_renewal=True)


def _check_decidable(file: FactFile, on: date) -> None:
    if file.sent_on is None or file.reply_due_on is None:
        raise FactFileNotSent
    if standing_of(file.days, on=on) is FileStanding.WAITING:
        raise ReplyStillAwaited(due_on=file.reply_due_on)
    if file.correction_due_on is not None:
        raise CorrectionUnanswered


def _earliest(file: FactFile) -> date:
    """No decision lies before the one it follows, or before the facts were sent."""
    decided = [each.decided_on for each in file.decisions]
    return max([*decided, file.sent_on or file.made_on])


def _add(
    session: Session,
    file: FactFile,
    facts: DecisionFacts,
    actor_id: UUID,
    at: datetime,
    *,
    is_renewal: bool,
) -> FactFileDecision:
    check_said(facts.reason)
    decision = FactFileDecision(
        fact_file_id=file.id,
        outcome=facts.outcome,
        is_renewal=is_renewal,
        reason=facts.reason.strip(),
        decided_on=facts.decided_on,
        expires_on=expires_on(facts.decided_on),
        decided_by_id=actor_id,
        recorded_at=at,
    )
    file.decisions.append(decision)
    file.outcome, file.expires_on = decision.outcome, decision.expires_on
    session.flush()  # who asked wants its id
    file.settle()
    action = "fact_file.renewed" if is_renewal else "fact_file.decided"
    trail(session, action=action, file=file, actor_id=actor_id, at=at)
    return decision


@dataclass(frozen=True, slots=True)
class NamingFacts:
    """That a human being may be named to the board: the decision, its day, and why."""

    reference: str
    decided_on: date
    reason: str


def record_naming(
    session: Session,
    *,
    party_id: UUID,
    facts: NamingFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> NamingDecision:
    """
    Record a decision that a landlord who is a human being may be named to the board.

    Raises: `NotFound`, `NamedNotAPerson`, `NamedAlready`, `DayNotCome`, `WhyMissing`,
    `TextNamesAPerson`.
    """
    party = get_landlord(session, party_id)
    if party.kind is not PartyKind.NATURAL:
        raise NamedNotAPerson
    session.refresh(party, ["kind"], with_for_update=True)  # two at once see each other
    if is_named(session, party_id, on=today):
        raise NamedAlready
    check_come(facts.decided_on, today=today)
    check_said(facts.reference, facts.reason)
    decision = NamingDecision(
        party_id=party_id,
        reference=facts.reference.strip(),
        decided_on=facts.decided_on,
        reason=facts.reason.strip(),
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(decision)
    flush_once(session)  # who asked wants its id
    audit.record(session, actor_id=actor_id, action="naming.decided", subject_id=party_id, at=at)
    return decision


def take_back_naming(
    session: Session,
    *,
    party_id: UUID,
    naming_id: UUID,
    reason: str,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> NamingDecision:
    """
    Take back a decision to name, from today on; again is nothing.

    Raises: `NotFound`, `WhyMissing`, `TextNamesAPerson`.
    """
    decision = session.get(NamingDecision, naming_id, with_for_update=True)
    if decision is None or decision.party_id != party_id:
        raise NotFound(naming_id=naming_id)
    check_said(reason)
    if decision.taken_back_on is None:
        decision.taken_back_on, decision.taken_back_by_id = today, actor_id
        decision.taken_back_reason = reason.strip()
        audit.record(
            session, actor_id=actor_id, action="naming.taken_back", subject_id=party_id, at=at
        )
    return decision
