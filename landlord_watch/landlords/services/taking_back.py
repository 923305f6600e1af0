"""Weighing links again when a list is taken back that had brought or changed landlords."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.infra.clock import LOCAL
from landlord_watch.infra.many import rows_among
from landlord_watch.infra.once import table_of
from landlord_watch.landlords.models import Party, PartyIdentifier, PartyRole, PayeeAccount
from landlord_watch.landlords.services.weighing import let_go, weigh_landlords


def landlords_of(session: Session, *, rows: Mapping[str, Collection[UUID]]) -> set[UUID]:
    """Whose these rows are, by their tables; tables of other rooms are nobody's."""
    ids: set[UUID] = set()
    for model in (Party, PartyIdentifier, PartyRole, PayeeAccount):
        table = table_of(model)
        query = select(table.c["id" if model is Party else "party_id"])
        ids |= {row[0] for row in rows_among(session, query, table.c.id, rows.get(table.name, ()))}
    return ids


def before_deleting(session: Session, *, party_ids: Collection[UUID], at: datetime) -> None:
    """Weigh again those who share something with landlords that a list taken back had brought."""
    let_go(session, party_ids=party_ids, on=at.astimezone(LOCAL).date())


def after_putting_back(session: Session, *, party_ids: Collection[UUID], at: datetime) -> None:
    """Weigh landlords again whose rows a list that was taken back had changed."""
    weigh_landlords(session, party_ids=party_ids, on=at.astimezone(LOCAL).date())
