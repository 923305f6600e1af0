"""Noting what speaks for and against that the other municipality took part."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cases import queries
from landlord_watch.cases.models import CaseFinding, FindingKind
from landlord_watch.cases.rules.findings import CounterIndicator, Evidence
from landlord_watch.cases.services.holding import hold_open, trail
from landlord_watch.households.rules import ArrivalForm


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A form of participation, or what speaks against one, and what it stands on."""

    what: ArrivalForm | CounterIndicator
    evidence: Evidence
    note: str = ""

    @property
    def kind(self) -> FindingKind:
        """Which way it points."""
        is_form = isinstance(self.what, ArrivalForm)
        return FindingKind.FORM if is_form else FindingKind.COUNTER


def record_finding(
    session: Session, *, case_id: UUID, finding: FindingFacts, actor_id: UUID, at: datetime
) -> CaseFinding:
    """
    Note something that speaks for or against; the same with better evidence is a row beside.

    Raises: `NotFound`, `CaseClosed`.
    """
    case = hold_open(session, case_id=case_id)
    row = CaseFinding(
        case_id=case.id,
        kind=finding.kind,
        code=finding.what.value,
        evidence=finding.evidence,
        note=finding.note.strip(),
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(row)
    session.flush()  # the trail below needs its id
    trail(session, action="case_finding.recorded", subject_id=row.id, actor_id=actor_id, at=at)
    return row


def withdraw_finding(
    session: Session, *, case_id: UUID, finding_id: UUID, actor_id: UUID, at: datetime
) -> CaseFinding:
    """
    Take back what was noted wrongly; it stays to be seen, and once more is nothing.

    Raises: `NotFound`, `CaseClosed`.
    """
    case = hold_open(session, case_id=case_id)
    row = queries.get_finding(session, case_id=case.id, finding_id=finding_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        trail(session, action="case_finding.withdrawn", subject_id=row.id, actor_id=actor_id, at=at)
    return row
