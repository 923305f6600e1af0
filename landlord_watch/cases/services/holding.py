"""What every change of a case begins and ends with: the case held, and a row in the trail."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.cases import queries
from landlord_watch.cases.errors import CaseClosed
from landlord_watch.cases.models import Case


def hold_open(session: Session, *, case_id: UUID) -> Case:
    """
    A case that is open, held until the transaction ends.

    Raises: `NotFound`, `CaseClosed`.
    """
    case = queries.hold_case(session, case_id)
    if case.closed_on is not None:
        raise CaseClosed(closed_on=case.closed_on)
    return case


def trail(session: Session, *, action: str, subject_id: UUID, actor_id: UUID, at: datetime) -> None:
    """Note in the access log what was done, and to which row."""
    audit.record(session, actor_id=actor_id, action=action, subject_id=subject_id, at=at)
