"""What of a visit may be told outside, by what those who live there have said yes to."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.infra.database import Within
from landlord_watch.visits.models import Deficiency, VisitRevision
from landlord_watch.visits.queries.visits import CLOSED_STATES, list_deficiencies_of_dwelling
from landlord_watch.visits.rules import visit_content_of
from landlord_watch.visits.rules.consent import purposes_in_force
from landlord_watch.visits.shapes import Purpose

LANDLORDS = ("landlord", "shared")


def list_deficiencies_to_tell(
    session: Session, *, dwelling_id: UUID, within: Within
) -> Sequence[Deficiency]:
    """
    What is open in a home, is the landlord's to put right, and may be told it.

    Source: OSL 26 kap. 1 §, A; that consent lifts it, 12 kap. 2 § and 10 kap. 1 §, B.
    """
    found = [
        each
        for each in list_deficiencies_of_dwelling(session, dwelling_id=dwelling_id, within=within)
        if each.responsible in LANDLORDS
        and each.state not in CLOSED_STATES
        and not each.is_fixed_on_spot
    ]
    told = _visits_to_tell(session, {each.visit_id for each in found if each.visit_id})
    return [each for each in found if each.visit_id in told]


def _visits_to_tell(session: Session, visit_ids: Collection[UUID]) -> set[UUID]:
    """Of two versions that stand beside each other, both have to say yes."""
    heads = session.scalars(
        select(VisitRevision).where(VisitRevision.visit_id.in_(visit_ids), VisitRevision.is_head)
    ).all()
    told = {head.visit_id for head in heads}
    return told - {head.visit_id for head in heads if not _may_be_told(head)}


def _may_be_told(head: VisitRevision) -> bool:
    content = visit_content_of(head.content)
    return Purpose.TELL_LANDLORD in purposes_in_force(content.consents)
