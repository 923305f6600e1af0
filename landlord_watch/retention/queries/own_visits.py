"""The home visits of a person's own file: what was agreed to and what was written of the home."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.infra.clock import LOCAL
from landlord_watch.retention.rules import Mask, Sight
from landlord_watch.retention.shapes import OwnAnswer, OwnConsent, OwnVisit
from landlord_watch.visits.models import Visit, VisitRevision
from landlord_watch.visits.rules import visit_content_of
from landlord_watch.visits.shapes import Answer, Consent, Moment, VisitContent


def own_visits(
    session: Session, household_id: UUID, sight: Sight, *, is_alone: bool
) -> tuple[OwnVisit, ...]:
    """
    The visits in the person's time, but for those that may tell of somebody protected.

    `is_alone`: the only adult there has been, so that a consent without a name is theirs. Of a
    visit whose versions stand beside each other each is told.
    """
    visits = session.scalars(
        select(Visit).where(Visit.household_id == household_id).order_by(Visit.planned_at, Visit.id)
    ).all()
    shown = [each for each in visits if _is_shown(each, sight)]
    revisions = session.scalars(
        select(VisitRevision)
        .where(VisitRevision.visit_id.in_([each.id for each in shown]), VisitRevision.is_head)
        .order_by(VisitRevision.received_at, VisitRevision.id)
    ).all()
    heads: dict[UUID, list[VisitRevision | None]] = {}
    for revision in revisions:
        heads.setdefault(revision.visit_id, []).append(revision)
    return tuple(
        _visit(each, head, sight.mask, is_alone)
        for each in shown
        for head in heads.get(each.id, [None])
    )


def _is_shown(visit: Visit, sight: Sight) -> bool:
    on = visit.planned_at.astimezone(LOCAL).date()
    after = date.fromordinal(on.toordinal() + 1)
    return sight.shows(on, after) and not sight.hides(on, after)


def _visit(visit: Visit, head: VisitRevision | None, mask: Mask, is_alone: bool) -> OwnVisit:
    content = None if head is None else visit_content_of(head.content)
    return OwnVisit(
        planned_at=visit.planned_at,
        purpose=visit.purpose.value,
        state=visit.state.value,
        asked_how=mask.over(visit.asked_how),
        note=mask.over(visit.note),
        ending="" if head is None else head.ending.value,
        home_as_found="" if head is None or head.home_as_found is None else head.home_as_found,
        photos=0 if content is None else len(content.photos),
        consents=() if content is None else tuple(_consents(content.consents, mask, is_alone)),
        answers=() if content is None else tuple(_answers(content, mask)),
    )


def _consents(consents: Iterable[Consent], mask: Mask, is_alone: bool) -> Iterator[OwnConsent]:
    for each in consents:
        said = {word.casefold() for word in each.name.split()}
        if (said and said <= mask.own) or (not said and is_alone):
            yield OwnConsent(
                decision=each.decision.value,
                purposes=tuple(purpose.value for purpose in each.purposes),
                given_at=_instant(each.given),
                withdrawn_at=None if each.withdrawn is None else _instant(each.withdrawn),
            )


def _instant(moment: Moment) -> datetime:
    return moment.device_at


def _answers(content: VisitContent, mask: Mask) -> Iterator[OwnAnswer]:
    """What was written of the home; what is about or by one child is the child's own."""
    for each in content.answers:
        if each.child is None:
            yield OwnAnswer(
                item=each.item,
                checklist_version=content.checklist.version,
                kind=each.kind.value,
                levels=tuple(finding.level.value for finding in each.findings),
                notes=tuple(mask.over(text) for text in _texts(each) if text),
            )


def _texts(answer: Answer) -> Iterator[str]:
    yield answer.text
    yield answer.reason or ""
    for finding in answer.findings:
        yield finding.note
        yield finding.known_since
        yield finding.reported_to
