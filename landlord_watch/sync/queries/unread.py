"""
From whom concerns came that could not be read, so that somebody can be called about them.

Who sent it and on what is how the tablets are run, which the page of the tablets tells too; which
visit it names is not told, so nobody's reach is asked.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.identity.models import Device, StaffMember
from landlord_watch.sync.models import Parcel


@dataclass(frozen=True, slots=True)
class Bringer:
    """Who is named as the author, and the tablet; None: nobody here has the id it names."""

    author: str | None
    tablet: str | None


def bringers_of(session: Session, *, revision_ids: Collection[UUID]) -> dict[UUID, Bringer]:
    """From whom each of these parcels came, as their headers say."""
    rows = session.execute(
        select(Parcel.revision_id, StaffMember.full_name, Device.name)
        .outerjoin(StaffMember, StaffMember.id == Parcel.author_id)
        .outerjoin(Device, Device.id == Parcel.device_id)
        .where(Parcel.revision_id.in_(revision_ids))
    )
    return {row[0]: Bringer(row[1], row[2]) for row in rows}
