"""What came from a tablet as rows: pure of any database."""

from uuid import UUID

from landlord_watch.visits.models import (
    Concern,
    VisitConsent,
    VisitPhoto,
    VisitRevision,
)
from landlord_watch.visits.rules import Moment, Result, assess, published_checklist
from landlord_watch.visits.rules.merging import ENTERED
from landlord_watch.visits.shapes import (
    ConcernContent,
    Consent,
    Outcome,
    Photo,
    VisitContent,
)


def judge(*, content: VisitContent) -> Result | None:
    """What the visit comes to; None: the home was never entered."""
    checklist = published_checklist(content.checklist)
    if content.ending not in ENTERED:
        return None
    return assess(checklist, context=content.context, answers=content.answers)


def write_outcome(*, revision: VisitRevision, content: VisitContent, result: Result | None) -> None:
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


def consent_row(*, revision_id: UUID, consent: Consent) -> VisitConsent:
    """What one adult answered, as a row."""
    return VisitConsent(
        revision_id=revision_id,
        adult=consent.adult,
        decision=consent.decision,
        purposes=[purpose.value for purpose in consent.purposes],
        given_at=consent.given.device_at,
        withdrawn_at=consent.withdrawn.device_at if consent.withdrawn else None,
    )


def photo_row(*, revision_id: UUID, photo: Photo) -> VisitPhoto:
    """A photo as its revision names it, as a row."""
    return VisitPhoto(
        revision_id=revision_id,
        photo_id=photo.id,
        blob_sha256=photo.blob,
        item_id=photo.item or "",
        caption=photo.caption,
    )


def write_concern(*, concern: Concern, content: ConcernContent) -> None:
    """Write the newest word of a concern; somebody has to read it."""
    concern.content = content.model_dump(mode="json")
    concern.is_immediate_danger = content.is_immediate_danger
    concern.raised_at = content.raised.device_at
    concern.acknowledged_at = None
    concern.acknowledged_by_id = None
