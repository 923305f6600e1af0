"""Visits in two versions, and how somebody at the office holds them together."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.sending import RECEIVED_AT, interpret, of_visit, send
from factories.tablets import Sent, Tablet
from factories.visits import answer, consent, deficiency
from landlord_watch.identity.models import StaffMember
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.visits.models import Visit, VisitRevision
from landlord_watch.visits.queries.versions import get_versions, get_versions_of
from landlord_watch.visits.rules.merge_parts import Take
from landlord_watch.visits.services import merging
from landlord_watch.visits.services.recording import record_visit_revision
from landlord_watch.visits.shapes import Readback, VisitContent

MERGED_AT = RECEIVED_AT + timedelta(days=1)
#: The same yes in every version, as of one visit.
YES = consent()


def sent_in(session: Session, by: Tablet, visit_id: UUID, **content: Any) -> Sent:
    """A revision that has come and been understood."""
    sent = of_visit(by, visit_id, **{"consents": [YES], **content})
    send(session, by, sent)
    interpret(session)
    return sent


def two_versions(session: Session, own: Tablet, planned: Visit) -> tuple[Sent, Sent]:
    """One found fungus, the other that a lock was broken; both had seen the entrance."""
    first = sent_in(session, own, planned.id, answers=[answer("ENT-01")])
    one = sent_in(
        session,
        own,
        planned.id,
        base=first.revision_id,
        answers=[answer("ENT-01"), deficiency("KIT-01", "serious")],
    )
    other = sent_in(
        session,
        own,
        planned.id,
        base=first.revision_id,
        answers=[answer("ENT-01"), deficiency("ENT-02", "moderate")],
    )
    return one, other


def branched(session: Session, visit: Visit) -> None:
    """Have two tablets go on from what has come of a visit, each with a word of its own."""
    (head,) = session.scalars(
        select(VisitRevision).where(VisitRevision.visit_id == visit.id, VisitRevision.is_head)
    ).all()
    before = said(head)
    for change in ({"interpreter": "Tolk på plats"}, {"readback": Readback(option="disagrees")}):
        record_visit_revision(
            session,
            content=before.model_copy(update={"revision_id": new_id(), **change}),
            base_revision_id=head.id,
            author_id=visit.assigned_to_id,
            received_at=head.received_at,
            at=head.received_at,
        )


def merge(session: Session, manager: StaffMember, visit_id: UUID, **more: Any) -> VisitRevision:
    """What the two versions that stand are held together into."""
    versions = get_versions(session, visit_id)
    decided = merging.Merge(
        **{
            "one_id": versions.one.id,
            "other_id": versions.other.id,
            "choices": {},
            "reason": "Plattorna hade inte kontakt.",
            **more,
        }
    )
    return merging.merge_versions(
        session,
        visit_id=visit_id,
        merge=decided,
        announcer=ChangeFeed(),
        actor_id=manager.id,
        at=MERGED_AT,
    )


def merge_anew(
    session: Session, manager: StaffMember, merged: VisitRevision, **choices: Take
) -> VisitRevision:
    """Decide anew on what a merge was made of."""
    versions = get_versions_of(session, visit_id=merged.visit_id, merged_id=merged.id)
    decided = merging.Merge(versions.one.id, versions.other.id, choices, "Fel val förra gången.")
    return merging.merge_anew(
        session,
        visit_id=merged.visit_id,
        merged_id=merged.id,
        merge=decided,
        announcer=ChangeFeed(),
        actor_id=manager.id,
        at=MERGED_AT + timedelta(hours=1),
    )


def heads(session: Session, visit_id: UUID) -> set[UUID]:
    """The versions that stand."""
    rows = select(VisitRevision.id).where(VisitRevision.visit_id == visit_id, VisitRevision.is_head)
    return set(session.scalars(rows))


def said(revision: VisitRevision) -> VisitContent:
    """What a version says."""
    return VisitContent.model_validate(revision.content)
