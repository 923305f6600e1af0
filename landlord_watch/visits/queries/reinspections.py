"""What a visit saw again of what earlier visits found, with both visits as they were recorded."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from landlord_watch.visits.models import Deficiency, Visit, VisitPhoto, VisitRevision
from landlord_watch.visits.queries.visits import CLOSED_STATES


@dataclass(frozen=True, slots=True)
class Recorded:
    """What has come of a visit: its heads, and the photos of each."""

    visit: Visit
    heads: Sequence[VisitRevision]
    photos: Sequence[VisitPhoto]


@dataclass(frozen=True, slots=True)
class SeenAgain:
    """Something found at an earlier visit to the same home, and that visit."""

    deficiency: Deficiency
    before: Recorded


def list_seen_again(session: Session, *, visit: Visit) -> list[SeenAgain]:
    """
    What was open when a visit was made to the same household in the same home, by item.

    What another visit or a person closed before is left out.
    """
    rows = session.execute(
        select(Deficiency, Visit)
        .join(Visit, Visit.id == Deficiency.visit_id)
        .where(
            Visit.household_id == visit.household_id,
            Deficiency.dwelling_id == visit.dwelling_id,
            Visit.planned_at < visit.planned_at,
            Deficiency.is_fixed_on_spot.is_(False),
        )
        .order_by(Deficiency.item_id, Visit.planned_at)
        .options(selectinload(Deficiency.events))
    ).all()
    kept = [(row[0], row[1]) for row in rows if _was_open(row[0], visit)]
    recorded = record_of(session, visits={each.id: each for _, each in kept})
    return [SeenAgain(found, recorded[before.id]) for found, before in kept]


def has_earlier(session: Session, *, visit: Visit) -> bool:
    """Whether an earlier visit to the same household in the same home found anything."""
    found = (
        select(Deficiency.id)
        .join(Visit, Visit.id == Deficiency.visit_id)
        .where(
            Visit.household_id == visit.household_id,
            Deficiency.dwelling_id == visit.dwelling_id,
            Visit.planned_at < visit.planned_at,
        )
    )
    return session.scalar(found.limit(1)) is not None


def _was_open(found: Deficiency, visit: Visit) -> bool:
    was_seen = any(event.seen_at_visit_id == visit.id for event in found.events)
    return was_seen or found.state not in CLOSED_STATES


def record_of(session: Session, *, visits: Mapping[UUID, Visit]) -> dict[UUID, Recorded]:
    """What has come of each of these visits, in two questions."""
    heads = session.scalars(
        select(VisitRevision)
        .where(VisitRevision.visit_id.in_(visits), VisitRevision.is_head)
        .order_by(VisitRevision.received_at)
    ).all()
    photos = _photos(session, [head.id for head in heads])
    return {
        visit_id: Recorded(
            visit,
            [head for head in heads if head.visit_id == visit_id],
            [
                photo
                for head in heads
                if head.visit_id == visit_id
                for photo in photos
                if photo.revision_id == head.id
            ],
        )
        for visit_id, visit in visits.items()
    }


def _photos(session: Session, revision_ids: Collection[UUID]) -> Sequence[VisitPhoto]:
    return session.scalars(
        select(VisitPhoto)
        .where(VisitPhoto.revision_id.in_(revision_ids))
        .order_by(VisitPhoto.item_id, VisitPhoto.photo_id)
    ).all()
