"""Proposing to take files away, and agreeing to it: two persons."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import delete, false
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.audit.queries.closing import count_erasable
from landlord_watch.audit.rules import kept_since
from landlord_watch.infra.clock import LOCAL
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.municipalities import Municipality
from landlord_watch.retention import queries
from landlord_watch.retention.errors import DecidedAlready, NothingDue, OwnProposal
from landlord_watch.retention.models import Purge, PurgeItem


class Decide(Protocol):
    """What agrees to a proposal, or says no to it."""

    def __call__(
        self, session: Session, *, purge_id: UUID, actor_id: UUID, at: datetime
    ) -> None: ...


def propose_purge(session: Session, *, place: Municipality, actor_id: UUID, at: datetime) -> Purge:
    """
    Propose to take away every file that is due, not held, and not proposed already.

    Raises: `NothingDue`.
    """
    kept = queries.look_over(session, place=place, at=at, within=lambda _household_id: false())
    due = kept.to_propose
    if not due:
        raise NothingDue
    purge = Purge(proposed_by_id=actor_id, proposed_at=at, proposed_files=len(due))
    session.add(purge)
    session.flush()  # the items need its id
    session.add_all(
        PurgeItem(purge_id=purge.id, household_id=household_id)
        for each in due
        for household_id in each.file.household_ids
    )
    _note(session, actor_id, "purge.proposed", purge.id, at)
    return purge


def propose_log_purge(session: Session, *, actor_id: UUID, at: datetime) -> Purge:
    """
    Propose to erase what of the access log is older than it is kept.

    Raises: `NothingDue`.
    """
    before = kept_since(at.astimezone(LOCAL).date())
    is_proposed = queries.find_log_purge(session) is not None
    if is_proposed or not count_erasable(session, before=before):
        raise NothingDue
    purge = Purge(
        proposed_by_id=actor_id, proposed_at=at, proposed_files=0, log_kept_from_at=before
    )
    session.add(purge)
    session.flush()  # the trail needs its id
    _note(session, actor_id, "purge.proposed", purge.id, at)
    return purge


def approve_purge(session: Session, *, purge_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Agree to a proposal, as another than who made it; `Purging` carries it out.

    Raises: `NotFound`, `OwnProposal`, `DecidedAlready`.
    """
    purge = _undecided(session, purge_id)
    if purge.proposed_by_id == actor_id:
        raise OwnProposal
    purge.decided_at, purge.decided_by_id, purge.is_approved = at, actor_id, True
    _note(session, actor_id, "purge.approved", purge_id, at)


def decline_purge(session: Session, *, purge_id: UUID, actor_id: UUID, at: datetime) -> None:
    """
    Say no to a proposal, or take one's own back; its files may be proposed again.

    Raises: `NotFound`, `DecidedAlready`.
    """
    purge = _undecided(session, purge_id)
    purge.decided_at = purge.done_at = at
    purge.decided_by_id, purge.left_files = actor_id, purge.proposed_files
    session.execute(delete(PurgeItem).where(PurgeItem.purge_id == purge_id))
    _note(session, actor_id, "purge.declined", purge_id, at)


def _undecided(session: Session, purge_id: UUID) -> Purge:
    purge = session.get(Purge, purge_id, with_for_update=True)
    if purge is None:
        raise NotFound(purge_id=purge_id)
    if purge.decided_at is not None:
        raise DecidedAlready
    return purge


def _note(session: Session, actor_id: UUID, action: str, subject_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=subject_id, at=at)
