"""Reading which accounts at the provider are whose."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.identity.models import ProviderAccount


def list_provider_accounts(session: Session, staff_id: UUID) -> Sequence[ProviderAccount]:
    """The accounts at the provider that somebody signs in with."""
    return session.scalars(
        select(ProviderAccount)
        .where(ProviderAccount.staff_id == staff_id, ProviderAccount.removed_at.is_(None))
        .order_by(ProviderAccount.linked_at)
    ).all()
