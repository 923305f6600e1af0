"""Reading the versions of a visit that stand beside each other, and what was made of two."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.kernel.errors import NotFound
from landlord_watch.visits.errors import NothingToMerge, VersionsMerged, VersionsMoved
from landlord_watch.visits.models import VisitRevision
from landlord_watch.visits.rules.ancestry import Parents, shared_base
from landlord_watch.visits.rules.merging import MergePlan, plan_merge
from landlord_watch.visits.rules.versions import visit_content_of
from landlord_watch.visits.shapes import VisitContent

#: As many as are held together at once.
PAIR = 2


@dataclass(frozen=True, slots=True)
class Versions:
    """
    Two versions of a visit, and what both were made from.

    `base` None: they have nothing in common that is here. `merged`: what was made of the two
    and counts now; None: they stand beside each other. `heads`: how many versions stand so.
    """

    one: VisitRevision
    other: VisitRevision
    base: VisitRevision | None
    merged: VisitRevision | None
    heads: int

    def plan(self) -> MergePlan:
        """The two held against each other."""
        base = None if self.base is None else content_of(self.base)
        return plan_merge(content_of(self.one), content_of(self.other), base=base)


def content_of(revision: VisitRevision) -> VisitContent:
    """What a revision says."""
    return visit_content_of(revision.content)


def get_revision(session: Session, *, visit_id: UUID, revision_id: UUID) -> VisitRevision:
    """
    A version of this visit; one of another visit does not exist here.

    Raises: `NotFound`.
    """
    found = session.get(VisitRevision, revision_id)
    if found is None or found.visit_id != visit_id:
        raise NotFound(revision_id=revision_id)
    return found


def get_versions(session: Session, visit_id: UUID) -> Versions:
    """
    The two versions of a visit that came first, of those that stand beside each other.

    Raises: `NothingToMerge`.
    """
    revisions = list_revisions_now(session, visit_id)
    heads = [each for each in revisions if each.is_head]
    if len(heads) < PAIR:
        raise NothingToMerge(visit_id=visit_id)
    return _held_together(revisions, heads[0], heads[1], None)


def get_versions_of(session: Session, *, visit_id: UUID, merged_id: UUID) -> Versions:
    """
    The two versions that a merge was made of, also one that was made anew from a merge.

    Raises: `NotFound`, `VersionsMoved` (something newer was made from it).
    """
    revisions = list_revisions_now(session, visit_id)
    by_id = {each.id: each for each in revisions}
    merged = by_id.get(merged_id)
    if merged is None or merged.merged_revision_id is None or merged.base_revision_id is None:
        raise NotFound(merged_id=merged_id)
    if not merged.is_head:
        raise VersionsMoved(visit_id=visit_id)
    first = by_id[merged.base_revision_id]
    while first.merged_revision_id == merged.merged_revision_id and first.base_revision_id:
        first = by_id[first.base_revision_id]
    return _held_together(revisions, first, by_id[merged.merged_revision_id], merged)


def get_standing_versions(session: Session, *, visit_id: UUID, pair: frozenset[UUID]) -> Versions:
    """
    Two versions by their ids, as they lie now.

    Raises: `NotFound` (one of them is no version of this visit), `VersionsMerged`,
    `VersionsMoved` (they do not both stand any longer).
    """
    revisions = list_revisions_now(session, visit_id)
    if any({each.base_revision_id, each.merged_revision_id} == pair for each in revisions):
        raise VersionsMerged(visit_id=visit_id)
    found = [each for each in revisions if each.id in pair]
    if len(found) != PAIR:
        raise NotFound(visit_id=visit_id)
    one, other = found
    if not (one.is_head and other.is_head):
        raise VersionsMoved(visit_id=visit_id)
    return _held_together(revisions, one, other, None)


def list_revisions_now(session: Session, visit_id: UUID) -> Sequence[VisitRevision]:
    """Every revision, the oldest first, as others have left them since they were read here."""
    return session.scalars(
        select(VisitRevision)
        .where(VisitRevision.visit_id == visit_id)
        .order_by(VisitRevision.received_at, VisitRevision.id)
        .execution_options(populate_existing=True)
    ).all()


def parents_of(revisions: Sequence[VisitRevision]) -> Parents:
    """What each of a visit's revisions was made from."""
    return {
        each.id: [of for of in (each.base_revision_id, each.merged_revision_id) if of]
        for each in revisions
    }


def _held_together(
    revisions: Sequence[VisitRevision],
    one: VisitRevision,
    other: VisitRevision,
    merged: VisitRevision | None,
) -> Versions:
    base_id = shared_base(parents_of(revisions), one=one.id, other=other.id)
    return Versions(
        one,
        other,
        next((each for each in revisions if each.id == base_id), None),
        merged,
        sum(each.is_head for each in revisions),
    )
