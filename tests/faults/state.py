"""What the office has made of what it was sent, without what only tells when it came."""

import json
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.sync.models import Parcel, ReceivedBlob
from landlord_watch.visits.models import (
    Concern,
    Deficiency,
    Visit,
    VisitConsent,
    VisitPhoto,
    VisitRevision,
)

#: By the model: what is told by the order of arrival, by the clock, or minted here.
ARRIVAL = {
    Parcel: {"seq", "received_at", "raw", "brought_by_id", "let_in_at"},
    ReceivedBlob: {"id", "received_at", "device_id", "opened_at"},
    Visit: set[str](),
    VisitRevision: {"received_at"},
    VisitConsent: {"id"},
    VisitPhoto: {"id"},
    Deficiency: {"id"},
    Concern: {"received_at"},
}

State = tuple[str, ...]


def state_of(session: Session, visit_ids: Collection[UUID]) -> State:
    """
    Every row of these visits, in no order of theirs.

    Other bytes under an id are not among them: whether they came is another question.
    """
    revisions = select(VisitRevision.id).where(VisitRevision.visit_id.in_(visit_ids))
    conditions: dict[type[Any], Any] = {
        Visit: Visit.id.in_(visit_ids),
        VisitConsent: VisitConsent.revision_id.in_(revisions),
        VisitPhoto: VisitPhoto.revision_id.in_(revisions),
    }
    rows = [
        _written(table, row)
        for table in ARRIVAL
        for row in session.scalars(
            select(table).where(
                conditions[table] if table in conditions else table.visit_id.in_(visit_ids)
            )
        )
    ]
    return tuple(sorted(rows))


def _written(table: type[Any], row: Any) -> str:
    said = {
        column.key: getattr(row, column.key)
        for column in table.__mapper__.column_attrs
        if column.key not in ARRIVAL[table]
    }
    return f"{table.__tablename__} {json.dumps(said, default=str, sort_keys=True)}"
