"""The first rents of many contracts at a time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.infra.many import Written, insert_many
from landlord_watch.kernel.ids import new_id
from landlord_watch.rents import queries
from landlord_watch.rents.models import Rent
from landlord_watch.rents.services import RentAsTold


def record_first_rents(
    session: Session,
    *,
    rents: Iterable[tuple[UUID, RentAsTold]],
    actor_id: UUID,
    at: datetime,
) -> list[Written]:
    """
    Record what contracts cost that have just been recorded, and have no rent yet.

    What is unusual was said when the list was looked over.
    """
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "tenancy_id": tenancy_id,
            "monthly_rent_ore": one.monthly_rent,
            "starts_on": one.starts_on,
            "basis": one.basis,
            "inclusions": queries.inclusions_as_stored(one.inclusions),
            "recorded_at": at,
            "withdrawn_at": None,
        }
        for tenancy_id, one in rents
    ]
    written = insert_many(session, Rent, rows)
    ids = [row["id"] for row in rows]
    audit.record_many(session, actor_id=actor_id, action="rent.recorded", subject_ids=ids, at=at)
    return written
