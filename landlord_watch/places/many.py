"""Where homes are, many at a time: the rules of `services`, in sets."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.infra.many import change_many, insert_many, rows_among
from landlord_watch.kernel.ids import new_id
from landlord_watch.places.models import DwellingPlace, PlaceSource
from landlord_watch.places.rules.points import Point


def place_homes(
    session: Session, *, points: Mapping[UUID, Point], actor_id: UUID | None, at: datetime
) -> None:
    """Write down where homes are that had no place and no proposal, as somebody says who knows."""
    query = select(Dwelling.id, Dwelling.latitude, Dwelling.longitude)
    changes = {
        home_id: (
            {"latitude": north, "longitude": east},
            {"latitude": points[home_id].latitude, "longitude": points[home_id].longitude},
        )
        for home_id, north, east in rows_among(session, query, Dwelling.id, points)
    }
    change_many(session, Dwelling, changes)
    insert_many(session, DwellingPlace, [_row(home_id, at) for home_id in changes])
    audit.record_many(
        session, actor_id=actor_id, action="dwelling.placed", subject_ids=changes, at=at
    )


def _row(dwelling_id: UUID, at: datetime) -> dict[str, object]:
    return {
        "id": new_id(),
        "dwelling_id": dwelling_id,
        "source": PlaceSource.HAND,
        "answer_id": None,
        "is_settled": True,
        "changed_at": at,
    }
