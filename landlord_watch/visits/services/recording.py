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
    VisitConsent,
    VisitPhoto,
    VisitRevision,
    VisitState,
)
from landlord_watch.visits.rules import Moment, Result, assess, published_checklist
from landlord_watch.visits.services.deriving import derive_deficiencies
from landlord_watch.visits.services.reinspecting import see_again
from landlord_watch.visits.shapes import (
    ConcernContent,
    Consent,
    Ending,
    Outcome,
    Photo,
    VisitContent,
)

#: Endings after which there is something to judge.
ENTERED = (Ending.COMPLETED, Ending.WITHDRAWN)


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
    result = judge(content)
    revision = VisitRevision(
        id=content.revision_id,
        visit_id=visit.id,
        base_revision_id=base_revision_id,
        author_id=author_id,
        checklist_version=content.checklist.version,
        ending=content.ending,
        content=content.model_dump(mode="json"),
        finished_at=content.finished.device_at,
        received_at=received_at,
        is_head=_become_head(session, content.revision_id, base_revision_id),
    )
    write_outcome(revision, content, result)
    session.add(revision)
    session.flush()  # consents and photos point to it, and the heads are read below
    session.add_all(consent_row(revision.id, each) for each in content.consents)
    session.add_all(photo_row(revision.id, each) for each in content.photos)
    visit.state = VisitState.RECEIVED
    derive_deficiencies(session, visit=visit)
    see_again(session, visit=visit, at=at)
    audit.record(session, actor_id=author_id, action="visit.recorded", subject_id=visit.id, at=at)
    return revision


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
    write_concern(concern, content)
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


def write_concern(concern: Concern, content: ConcernContent) -> None:
    """Write the newest word of a concern; somebody has to read it."""
    concern.content = content.model_dump(mode="json")
    concern.is_immediate_danger = content.is_immediate_danger
    concern.raised_at = content.raised.device_at
    concern.acknowledged_at = None
    concern.acknowledged_by_id = None


def _visit_of(session: Session, visit_id: UUID, author_id: UUID) -> Visit:
    visit = session.get(Visit, visit_id, with_for_update=True)
    if visit is None:
        raise NotFound(visit_id=visit_id)
    if visit.assigned_to_id != author_id:
        raise VisitNotTheirs(visit_id=visit_id)
    return visit


def judge(content: VisitContent) -> Result | None:
    """What the visit comes to; None: the home was never entered."""
    checklist = published_checklist(content.checklist)
    if content.ending not in ENTERED:
        return None
    return assess(checklist, context=content.context, answers=content.answers)


def _become_head(session: Session, revision_id: UUID, base_revision_id: UUID | None) -> bool:
    """Take over from what it was made from; False: something was made from it already."""
    session.execute(
        update(VisitRevision).where(VisitRevision.id == base_revision_id).values(is_head=False)
    )
    later = select(VisitRevision.id).where(VisitRevision.base_revision_id == revision_id)
    return session.scalar(later.limit(1)) is None


def write_outcome(revision: VisitRevision, content: VisitContent, result: Result | None) -> None:
    """Write what the rules make of a visit, and whether the tablet made the same of it."""
    found = None if result is None else result.outcome(Moment.AS_FOUND)
    left = None if result is None else result.outcome(Moment.AS_LEFT)
    revision.home_as_found = found.home if found else None
    revision.child_as_found = found.child if found else None
    revision.home_as_left = left.home if left else None
    revision.child_as_left = left.child if left else None
    revision.is_preliminary = left is not None and left.is_preliminary
    revision.has_outcome_difference = (found, left) != _said(content)


def _said(content: VisitContent) -> tuple[Outcome | None, Outcome | None]:
    if content.assessment is None:
        return None, None
    return content.assessment.as_found, content.assessment.as_left


def consent_row(revision_id: UUID, consent: Consent) -> VisitConsent:
    """What one adult answered, as a row."""
    return VisitConsent(
        revision_id=revision_id,
        adult=consent.adult,
        decision=consent.decision,
        purposes=[purpose.value for purpose in consent.purposes],
        given_at=consent.given.device_at,
        withdrawn_at=consent.withdrawn.device_at if consent.withdrawn else None,
    )


def photo_row(revision_id: UUID, photo: Photo) -> VisitPhoto:
    """A photo as its revision names it, as a row."""
    return VisitPhoto(
        revision_id=revision_id,
        photo_id=photo.id,
        blob_sha256=photo.blob,
        item_id=photo.item or "",
        caption=photo.caption,
    )
