"""
Two versions of a visit held together by a person, into a revision with two parents.

Nothing is written over: both versions stay and can be read for as long as the file is kept. A
merge that turned out wrong is made anew from the same two, as a revision that follows on it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.ids import new_id
from landlord_watch.visits.errors import MergeWithoutReason, VersionsMoved
from landlord_watch.visits.models import Visit, VisitPhoto, VisitRevision
from landlord_watch.visits.ports import Announcer
from landlord_watch.visits.queries.versions import (
    Versions,
    get_standing_versions,
    get_versions_of,
    list_revisions_now,
)
from landlord_watch.visits.rules.merging import Choices, merged_content
from landlord_watch.visits.services.recording import enter_revision


@dataclass(frozen=True, slots=True)
class Merge:
    """
    What a person decided of two versions, by their ids, and why.

    `choices` by the keys of the parts; what is not among them is as it was proposed.
    """

    one_id: UUID
    other_id: UUID
    choices: Choices
    reason: str

    @property
    def pair(self) -> frozenset[UUID]:
        """The two versions, neither of them first."""
        return frozenset({self.one_id, self.other_id})


def merge_versions(
    session: Session,
    *,
    visit_id: UUID,
    merge: Merge,
    announcer: Announcer,
    actor_id: UUID,
    at: datetime,
) -> VisitRevision:
    """
    Hold two versions of a visit together, and find out anew what follows from it.

    Raises: `NotFound`, `VersionsMerged` (a second click, or somebody was first),
    `VersionsMoved`, `MergeWithoutReason`, and what `merged_content` does.
    """
    visit = _visit(session, visit_id)
    versions = get_standing_versions(session, visit_id=visit_id, pair=merge.pair)
    made = _write(session, visit, versions, merge, actor_id, at)
    audit.record(session, actor_id=actor_id, action="visit.merged", subject_id=visit_id, at=at)
    _tell(session, visit, announcer)
    return made


def merge_anew(
    session: Session,
    *,
    visit_id: UUID,
    merged_id: UUID,
    merge: Merge,
    announcer: Announcer,
    actor_id: UUID,
    at: datetime,
) -> VisitRevision:
    """
    Decide anew on the two versions that a merge was made of; the merge stays, and counts no more.

    Raises: `NotFound`, `VersionsMoved` (something newer was made from the merge, or it is of
    two others), `MergeWithoutReason`, and what `merged_content` does.
    """
    visit = _visit(session, visit_id)
    versions = get_versions_of(session, visit_id=visit_id, merged_id=merged_id)
    if frozenset({versions.one.id, versions.other.id}) != merge.pair:
        raise VersionsMoved(visit_id=visit_id)
    made = _write(session, visit, versions, merge, actor_id, at)
    audit.record(session, actor_id=actor_id, action="visit.merged_anew", subject_id=visit_id, at=at)
    _tell(session, visit, announcer)
    return made


def _visit(session: Session, visit_id: UUID) -> Visit:
    """The visit, for one at a time: what comes from tablets waits for it too."""
    visit = session.get(Visit, visit_id, with_for_update=True)
    if visit is None:
        raise NotFound(visit_id=visit_id)
    return visit


def _write(
    session: Session,
    visit: Visit,
    versions: Versions,
    merge: Merge,
    actor_id: UUID,
    at: datetime,
) -> VisitRevision:
    reason = merge.reason.strip()
    if not reason:
        raise MergeWithoutReason(visit_id=visit.id)
    content = merged_content(
        versions.plan(), choices=merge.choices, revision_id=new_id(), reason=reason
    )
    follows = versions.merged or versions.one
    for parent in (follows, versions.other):
        parent.is_head = False
    revision = VisitRevision(
        id=content.revision_id,
        base_revision_id=follows.id,
        merged_revision_id=versions.other.id,
        author_id=actor_id,
        received_at=at,
        is_head=True,
    )
    enter_revision(session, visit=visit, revision=revision, content=content, at=at)
    _show_photos(session, visit, revision)
    return revision


def _show_photos(session: Session, visit: Visit, revision: VisitRevision) -> None:
    """Pictures that were made of a photo of either version are those of this one too."""
    session.flush()  # the photos it names have just been added
    photos = session.scalars(
        select(VisitPhoto)
        .join(VisitRevision, VisitRevision.id == VisitPhoto.revision_id)
        .where(VisitRevision.visit_id == visit.id)
    ).all()
    looked_at = {
        (each.photo_id, each.blob_sha256): each
        for each in photos
        if each.stored_file_id is not None or each.problem is not None
    }
    for photo in photos:
        seen = looked_at.get((photo.photo_id, photo.blob_sha256))
        if photo.revision_id == revision.id and seen is not None:
            photo.stored_file_id = seen.stored_file_id
            photo.problem = seen.problem


def _tell(session: Session, visit: Visit, announcer: Announcer) -> None:
    heads = sum(each.is_head for each in list_revisions_now(session, visit.id))
    tell = announcer.versions_merged if heads == 1 else announcer.visit_changed
    tell(session, visit_id=visit.id, reader_id=visit.assigned_to_id)
