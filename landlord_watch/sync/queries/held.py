"""How far the office has come with each tablet, for a page that shows them all."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from landlord_watch.sync.models import Parcel


def held_sequences(session: Session, device_ids: Collection[UUID]) -> dict[UUID, int]:
    """
    For each of these tablets, the number up to which nothing is missing here; 0: its first is.

    The same answer as `highest_held_sequence` gives of one, in two questions for all.
    """
    own = (Parcel.device_id.in_(device_ids), Parcel.device_seq > 0)
    began = set(
        session.scalars(select(Parcel.device_id).where(*own, Parcel.device_seq == 1).distinct())
    )
    later = aliased(Parcel)
    has_next = select(later.device_seq).where(
        later.device_id == Parcel.device_id, later.device_seq == Parcel.device_seq + 1
    )
    ends = session.execute(
        select(Parcel.device_id, func.min(Parcel.device_seq))
        .where(*own, ~has_next.exists())
        .group_by(Parcel.device_id)
    )
    held = {row[0]: row[1] for row in ends if row[0] in began}
    return {device_id: held.get(device_id, 0) for device_id in device_ids}
