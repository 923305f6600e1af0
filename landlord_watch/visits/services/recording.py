"""
What came from a tablet, made into what the office works with.

The content is kept as it came; the rest is found out from it and can be found out again. What
is amiss with answers or consent is no reason to refuse: a person sees it beside the visit.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from landlord_watch.alarms.rules import AlarmKind
from landlord_watch.alarms.services.raising import raise_alarm
from landlord_watch.audit import services as audit
from landlord_watch.kernel.errors import NotFound
from landlord_watch.visits.errors import VisitNotTheirs
from landlord_watch.visits.models import (
    Concern,
    Visit,
    VisitRevision,
    VisitState,
)
from landlord_watch.visits.rows import consent_row, judge, photo_row, write_concern, write_outcome
from landlord_watch.visits.services.deriving import derive_deficiencies
from landlord_watch.visits.services.reinspecting import see_again
from landlord_watch.visits.shapes import (
    ConcernContent,
    VisitContent,
)


def record_visit_revision(
    session: Session,
    *,
    content: VisitContent,
    base_revision_id: UUID | None,
    author_id: UUID,
    received_at: datetime,
    at: datetime,
) -> VisitRevision:
    """
    Record a revision of a visit, and what it says of consents, photos and deficiencies.

    Revisions may come in any order; those that nothing was made from are heads, and two
    heads stand beside each other until a person has looked.
    Raises: `NotFound`, `VisitNotTheirs`, `ChecklistUnknown`.
    """
    visit = _visit_of(session, content.visit_id, author_id)
    revision = VisitRevision(
        id=content.revision_id,
        base_revision_id=base_revision_id,
        author_id=author_id,
        received_at=received_at,
        is_head=_become_head(session, content.revision_id, base_revision_id),
    )
    enter_revision(session, visit=visit, revision=revision, content=content, at=at)
    audit.record(session, actor_id=author_id, action="visit.recorded", subject_id=visit.id, at=at)
    return revision


def enter_revision(
    session: Session,
    *,
    visit: Visit,
    revision: VisitRevision,
    content: VisitContent,
    at: datetime,
) -> None:
    """
    Enter what a revision says, with its outcome, and bring all that follows from it up to date.

    Raises: `ChecklistUnknown`.
    """
    result = judge(content=content)
    revision.visit_id = visit.id
    revision.checklist_version = content.checklist.version
    revision.ending = content.ending
    revision.content = content.model_dump(mode="json")
    revision.finished_at = content.finished.device_at
    write_outcome(revision=revision, content=content, result=result)
    session.add(revision)
    session.flush()  # consents and photos point to it, and the heads are read below
    session.add_all(consent_row(revision_id=revision.id, consent=each) for each in content.consents)
    session.add_all(photo_row(revision_id=revision.id, photo=each) for each in content.photos)
    visit.state = VisitState.RECEIVED
    derive_deficiencies(session, visit=visit)
    see_again(session, visit=visit, at=at)


def record_concern(
    session: Session,
    *,
    content: ConcernContent,
    said_before: Collection[UUID],
    said_after: Collection[UUID],
    author_id: UUID,
    received_at: datetime,
    at: datetime,
) -> Concern:
    """
    Record a worry for a child, or what was added to one, at whosever visit it was raised.

    `said_before` and `said_after` are revisions, as far as they are known: the last word is the
    one that stands, in whichever order they come. What follows on nothing that is held is
    recorded as a concern of its own, so that no word is written over. What is added after
    somebody has read it must be read again. Whoever is on duty is called for it.
    Source: SoL (2025:400) 19:1, a duty to report at once. A.
    Raises: `NotFound`.
    """
    if session.get(Visit, content.visit_id, with_for_update=True) is None:
        raise NotFound(visit_id=content.visit_id)
    held = _standing_words(session, content)
    passed_by = next(
        (held[each] for each in (content.revision_id, *said_after) if each in held), None
    )
    if passed_by is not None:
        return passed_by
    concern = next((held[each] for each in said_before if each in held), None)
    if concern is None:
        is_first = session.get(Concern, content.concern_id) is None
        own_id = content.concern_id if is_first else content.revision_id
        concern = Concern(id=own_id, visit_id=content.visit_id, author_id=author_id)
        concern.received_at = received_at
        session.add(concern)
    write_concern(concern=concern, content=content)
    raise_alarm(
        session,
        kind=AlarmKind.CONCERN,
        subject_id=concern.id,
        is_urgent=concern.is_immediate_danger,
        at=at,
    )
    audit.record(
        session, actor_id=author_id, action="concern.recorded", subject_id=concern.id, at=at
    )
    return concern


def _standing_words(session: Session, content: ConcernContent) -> dict[UUID, Concern]:
    """What stands of a concern, by the revision that said it; one, but of branches each."""
    rows = session.scalars(select(Concern).where(Concern.visit_id == content.visit_id))
    return {
        UUID(row.content["revision_id"]): row
        for row in rows
        if row.content["concern_id"] == str(content.concern_id)
    }


def _visit_of(session: Session, visit_id: UUID, author_id: UUID) -> Visit:
    visit = session.get(Visit, visit_id, with_for_update=True)
    if visit is None:
        raise NotFound(visit_id=visit_id)
    if visit.assigned_to_id != author_id:
        raise VisitNotTheirs(visit_id=visit_id)
    return visit


def _become_head(session: Session, revision_id: UUID, base_revision_id: UUID | None) -> bool:
    """Take over from what it was made from; False: something was made from it already."""
    session.execute(
        update(VisitRevision).where(VisitRevision.id == base_revision_id).values(is_head=False)
    )
    later = select(VisitRevision.id).where(VisitRevision.base_revision_id == revision_id)
    return session.scalar(later.limit(1)) is None
