"""Giving a person their own file: one prepares it, another looks it through, then it is fetched."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.households.queries import get_member
from landlord_watch.kernel.errors import NotFound
from landlord_watch.retention.errors import (
    DecidedAlready,
    FileChanged,
    NotReleased,
    OwnProposal,
)
from landlord_watch.retention.models import CopyState, FileCopy
from landlord_watch.retention.queries import read_own_file
from landlord_watch.retention.shapes import OwnFile


def prepare_copy(
    session: Session,
    *,
    household_id: UUID,
    member_id: UUID,
    asked_on: date,
    actor_id: UUID,
    at: datetime,
) -> FileCopy:
    """
    Begin a copy of a member's own file.

    Raises: `NotFound`.
    """
    member = get_member(session, household_id=household_id, member_id=member_id)
    copy = FileCopy(
        household_id=household_id,
        person_id=member.person_id,
        asked_on=asked_on,
        state=CopyState.PREPARED,
        prepared_by_id=actor_id,
        prepared_at=at,
    )
    session.add(copy)
    session.flush()  # who asked wants its id
    _note(session, actor_id, "file_copy.prepared", member.person_id, at)
    return copy


def find_copy(session: Session, *, household_id: UUID, copy_id: UUID) -> FileCopy:
    """
    A copy of this household's, which nobody else decides on meanwhile.

    Raises: `NotFound`.
    """
    copy = session.get(FileCopy, copy_id, with_for_update=True)
    if copy is None or copy.household_id != household_id:
        raise NotFound(copy_id=copy_id)
    return copy


def content_of(session: Session, *, copy: FileCopy) -> OwnFile:
    """What a copy holds now, with the log until it was prepared."""
    return read_own_file(
        session, household_id=copy.household_id, person_id=copy.person_id, at=copy.prepared_at
    )


def release_copy(
    session: Session,
    *,
    household_id: UUID,
    copy_id: UUID,
    seen: str,
    note: str,
    actor_id: UUID,
    at: datetime,
) -> None:
    """
    Let a copy be given out, as another than who prepared it; `seen` names what was looked through.

    Raises: `NotFound`, `OwnProposal`, `DecidedAlready`, `FileChanged`.
    """
    copy = _to_decide(session, household_id, copy_id, actor_id)
    if content_of(session, copy=copy).fingerprint() != seen:
        raise FileChanged
    copy.state, copy.sha256, copy.note = CopyState.RELEASED, seen, note
    copy.decided_by_id, copy.decided_at = actor_id, at
    _note(session, actor_id, "file_copy.released", copy.person_id, at)


def decline_copy(
    session: Session,
    *,
    household_id: UUID,
    copy_id: UUID,
    note: str,
    actor_id: UUID,
    at: datetime,
) -> None:
    """
    Do not give a copy out.

    Raises: `NotFound`, `OwnProposal`, `DecidedAlready`.
    """
    copy = _to_decide(session, household_id, copy_id, actor_id)
    copy.state, copy.note = CopyState.DECLINED, note
    copy.decided_by_id, copy.decided_at = actor_id, at
    _note(session, actor_id, "file_copy.declined", copy.person_id, at)


def _to_decide(session: Session, household_id: UUID, copy_id: UUID, actor_id: UUID) -> FileCopy:
    copy = find_copy(session, household_id=household_id, copy_id=copy_id)
    if copy.state is not CopyState.PREPARED:
        raise DecidedAlready
    if copy.prepared_by_id == actor_id:
        raise OwnProposal
    return copy


def fetch_copy(
    session: Session, *, household_id: UUID, copy_id: UUID, actor_id: UUID, at: datetime
) -> OwnFile:
    """
    What is given out, exactly as it was looked through; that it was fetched is logged as export.

    Raises: `NotFound`, `NotReleased`, `FileChanged`.
    """
    copy = find_copy(session, household_id=household_id, copy_id=copy_id)
    if copy.state is not CopyState.RELEASED:
        raise NotReleased
    content = content_of(session, copy=copy)
    if content.fingerprint() != copy.sha256:
        raise FileChanged
    _note(session, actor_id, "file_copy.exported", copy.person_id, at)
    return content


def _note(session: Session, actor_id: UUID, action: str, subject_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=subject_id, at=at)
