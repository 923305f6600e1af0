"""What is read of marks: by name where an index is compared, and as somebody noted them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from landlord_watch.infra.encryption import opened
from landlord_watch.infra.many import rows_among
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords.models import (
    NotedMark,
    Party,
    PartyIdentifier,
    PartyIdentifierKind,
    PartyKind,
    PartyOwnership,
)
from landlord_watch.landlords.rules.network.facts import Mark, MarkKind, PartyFacts


def readable(session: Session, facts: Mapping[UUID, PartyFacts]) -> dict[UUID, PartyFacts]:
    """The same, so that who signs is read by name; a person's number is shown nowhere."""
    marks = [mark for party in facts.values() for mark in party.marks]
    signs = {mark.value for mark in marks if mark.kind is MarkKind.SIGNATORY}
    numbers = {mark.value for mark in marks if mark.kind is MarkKind.ORGANISATION_NUMBER}
    shown = {
        **{(MarkKind.SIGNATORY, value): name for value, name in _names(session, signs).items()},
        **{
            (MarkKind.ORGANISATION_NUMBER, value): number
            for value, number in _company_numbers(session, numbers).items()
        },
    }
    return {
        party_id: replace(party, marks=tuple(_shown(mark, shown) for mark in party.marks))
        for party_id, party in facts.items()
    }


def _shown(mark: Mark, shown: Mapping[tuple[MarkKind, str], str]) -> Mark:
    words = shown.get((mark.kind, mark.value))
    return replace(mark, shown=words) if words else mark


def _names(session: Session, values: Collection[str]) -> dict[str, str]:
    """Who signs, by the index of the number: as noted by hand, else as the register says."""
    columns = (PartyIdentifier.value_index, Party.name)
    query = select(*columns).join(Party, Party.id == PartyIdentifier.party_id)
    indexes = [bytes.fromhex(value) for value in values]
    people = rows_among(
        session, query.where(Party.kind == PartyKind.NATURAL), PartyIdentifier.value_index, indexes
    )
    names = {row.value_index.hex(): row.name for row in people}
    signs = select(NotedMark).where(NotedMark.kind == MarkKind.SIGNATORY)
    noted = rows_among(session, signs, NotedMark.value, values)
    return names | {row.value: row.shown for (row,) in noted}


def _company_numbers(session: Session, values: Collection[str]) -> dict[str, str]:
    one = PartyIdentifier
    query = select(one.id, one.value_index, one.value).join(Party, Party.id == one.party_id)
    companies = query.where(
        Party.kind == PartyKind.LEGAL, one.kind == PartyIdentifierKind.ORGANISATION_NUMBER
    )
    indexes = [bytes.fromhex(value) for value in values]
    found = rows_among(session, companies, one.value_index, indexes)
    return {
        index.hex(): _written(opened(session, one, row_id=row_id, value=lies))
        for row_id, index, lies in found
    }


def _written(number: str) -> str:
    return f"{number[:6]}-{number[6:]}"


def list_noted_marks(session: Session, party_id: UUID) -> Sequence[NotedMark]:
    """What was noted by hand of a landlord; what holds first, the newest first."""
    one = NotedMark
    query = select(one).where(one.party_id == party_id)
    return session.scalars(
        query.order_by(one.gone_on.is_not(None), one.seen_on.desc(), one.id.desc())
    ).all()


def get_noted_mark(session: Session, mark_id: UUID) -> NotedMark:
    """
    Something that was noted by hand.

    Raises: `NotFound`.
    """
    found = session.get(NotedMark, mark_id)
    if found is None:
        raise NotFound(noted_mark_id=mark_id)
    return found


def list_ownerships(session: Session, party_id: UUID) -> Sequence[PartyOwnership]:
    """Who was noted to own a landlord, and whom it owns; what holds first, the newest first."""
    one = PartyOwnership
    query = select(one).where(or_(one.owner_id == party_id, one.owned_id == party_id))
    return session.scalars(
        query.order_by(one.gone_on.is_not(None), one.seen_on.desc(), one.id.desc())
    ).all()


def get_ownership(session: Session, ownership_id: UUID) -> PartyOwnership:
    """
    That one landlord was noted to own another.

    Raises: `NotFound`.
    """
    found = session.get(PartyOwnership, ownership_id)
    if found is None:
        raise NotFound(ownership_id=ownership_id)
    return found
