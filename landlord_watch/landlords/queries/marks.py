"""What landlords are known by, as it follows from the register and from what was noted by hand."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Final
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from landlord_watch.infra.encryption import index_of
from landlord_watch.infra.many import rows_among
from landlord_watch.landlords.models import (
    NotedMark,
    Party,
    PartyIdentifier,
    PartyIdentifierKind,
    PartyKind,
    PartyRole,
    PartyRoleKind,
    PayeeAccount,
)
from landlord_watch.landlords.rules.network.facts import Key, Mark, MarkKind, PartyFacts
from landlord_watch.landlords.rules.network.spelling import (
    account_key,
    address_key,
    email_key,
    phone_key,
)

#: Who lets, and who only manages or collects for who does.
LETS: Final = (PartyRoleKind.OWNER, PartyRoleKind.CONTRACTING_LANDLORD)
SERVES: Final = (PartyRoleKind.MANAGER, PartyRoleKind.PAYEE)
NUMBERS: Final = {
    PartyIdentifierKind.ORGANISATION_NUMBER: MarkKind.ORGANISATION_NUMBER,
    PartyIdentifierKind.PERSONNUMMER: MarkKind.PERSON_NUMBER,
    PartyIdentifierKind.SAMORDNINGSNUMMER: MarkKind.PERSON_NUMBER,
}


def number_mark_value(session: Session, number: str) -> str:
    """What a number is compared by, whoever's it is: its blind index."""
    return index_of(session, PartyIdentifier, value=number).hex()


@dataclass(slots=True)
class _Known:
    """A landlord while what it is known by is gathered."""

    name: str
    is_person: bool
    recorded_on: date
    is_agent: bool = False
    marks: dict[Key, Mark] = field(default_factory=dict)

    def add(self, mark: Mark) -> None:
        """One more; of the same from two places the one that holds, and was seen first."""
        held = self.marks.get(mark.key)
        if held is None or _order(mark) < _order(held):
            self.marks[mark.key] = mark


def _order(mark: Mark) -> tuple[bool, date]:
    return mark.gone_on is not None, mark.seen_on


def known_of_landlords(session: Session, party_ids: Collection[UUID]) -> dict[UUID, PartyFacts]:
    """
    What each of these landlords is known by, by id; one that is not there is left out.

    Of a person no telephone, e-mail or address: families share those.
    """
    known = dict(_parties(session, party_ids))
    told = chain(
        _numbers(session, party_ids),
        _accounts(session, party_ids),
        _signed_for(session, party_ids),
        _noted(session, party_ids),
    )
    for party_id, mark in told:
        if party_id in known:
            known[party_id].add(mark)
    for party_id in _agents(session, party_ids):
        known[party_id].is_agent = True
    return {
        party_id: PartyFacts(
            party_id, one.name, tuple(one.marks.values()), one.is_person, one.is_agent
        )
        for party_id, one in known.items()
    }


def _parties(session: Session, party_ids: Collection[UUID]) -> Iterator[tuple[UUID, _Known]]:
    columns = (Party.id, Party.name, Party.kind, Party.recorded_at)
    contacts = (Party.phone, Party.email, Party.postal_address)
    for row in rows_among(session, select(*columns, *contacts), Party.id, party_ids):
        known = _Known(row.name, row.kind is PartyKind.NATURAL, row.recorded_at.date())
        if not known.is_person:
            for key, shown in _ways_to_reach(row.phone, row.email, row.postal_address):
                known.add(Mark(key.kind, key.value, "", known.recorded_on, shown=shown))
        yield row.id, known


def _ways_to_reach(phone: str, email: str, address: str) -> Iterator[tuple[Key, str]]:
    for key, shown in (
        (phone_key(phone), phone),
        (email_key(email), email),
        (address_key(address), address),
    ):
        if key:
            yield key, shown


def _numbers(session: Session, party_ids: Collection[UUID]) -> Iterator[tuple[UUID, Mark]]:
    one = PartyIdentifier
    query = select(one.party_id, one.kind, one.value_index, one.source, one.recorded_at)
    for row in rows_among(session, query, one.party_id, party_ids):
        value = row.value_index.hex()
        mark = Mark(NUMBERS[row.kind], value, row.source, row.recorded_at.date())
        yield row.party_id, mark
        if mark.kind is MarkKind.PERSON_NUMBER:  # who lets and is a person signs for itself
            yield row.party_id, Mark(MarkKind.SIGNATORY, value, mark.source, mark.seen_on)


def _accounts(session: Session, party_ids: Collection[UUID]) -> Iterator[tuple[UUID, Mark]]:
    one = PayeeAccount
    query = select(one.party_id, one.kind, one.number, one.source, one.seen_on)
    for row in rows_among(session, query, one.party_id, party_ids):
        key = account_key(row.kind.value, row.number)
        if key:
            shown = f"{row.kind.value} {row.number[:-4]}-{row.number[-4:]}"
            yield row.party_id, Mark(key.kind, key.value, row.source, row.seen_on, shown=shown)


def _signed_for(session: Session, party_ids: Collection[UUID]) -> Iterator[tuple[UUID, Mark]]:
    """Who signs for the homes that these let: people with a number."""
    lets, signs, number = aliased(PartyRole), aliased(PartyRole), PartyIdentifier
    query = (
        select(lets.party_id, number.value_index, signs.source, signs.starts_on)
        .join(signs, signs.dwelling_id == lets.dwelling_id)
        .join(number, number.party_id == signs.party_id)
        .join(Party, Party.id == signs.party_id)
        .where(
            lets.kind.in_(LETS),
            lets.ends_on.is_(None),
            signs.kind == PartyRoleKind.SIGNATORY,
            signs.ends_on.is_(None),
            signs.party_id != lets.party_id,
            Party.kind == PartyKind.NATURAL,
        )
    )
    for row in rows_among(session, query, lets.party_id, party_ids):
        value = row.value_index.hex()
        yield row.party_id, Mark(MarkKind.SIGNATORY, value, row.source, row.starts_on)


def _noted(session: Session, party_ids: Collection[UUID]) -> Iterator[tuple[UUID, Mark]]:
    one = NotedMark
    for (row,) in rows_among(session, select(one), one.party_id, party_ids):
        mark = Mark(row.kind, row.value, row.source, row.seen_on, row.gone_on, row.told_by_id)
        yield row.party_id, mark if row.kind in HIDDEN else replace(mark, shown=row.shown)


#: What is compared by a blind index, which nobody reads.
HIDDEN: Final = frozenset(
    {MarkKind.ORGANISATION_NUMBER, MarkKind.PERSON_NUMBER, MarkKind.SIGNATORY}
)


def _agents(session: Session, party_ids: Collection[UUID]) -> Iterator[UUID]:
    """Those who manage or collect for homes that they do not let themselves."""
    serves, lets = aliased(PartyRole), aliased(PartyRole)
    is_its_own = and_(
        lets.dwelling_id == serves.dwelling_id,
        lets.party_id == serves.party_id,
        lets.kind.in_(LETS),
        lets.ends_on.is_(None),
    )
    query = (
        select(serves.party_id)
        .distinct()
        .outerjoin(lets, is_its_own)
        .where(serves.kind.in_(SERVES), serves.ends_on.is_(None), lets.id.is_(None))
    )
    for row in rows_among(session, query, serves.party_id, party_ids):
        yield row.party_id


def touches_marks(session: Session, role: PartyRole) -> bool:
    """Whether a role changes what anybody is known by: most, of who lets a home, do not."""
    if role.kind not in LETS:
        return True
    serves = and_(PartyRole.party_id == role.party_id, PartyRole.kind.in_(SERVES))
    others = select(PartyRole.id).where(
        PartyRole.dwelling_id == role.dwelling_id,
        or_(serves, PartyRole.kind == PartyRoleKind.SIGNATORY),
    )
    return session.scalar(others.limit(1)) is not None


def whose_signatories(
    session: Session, *, party_ids: Collection[UUID] = (), dwelling_ids: Collection[UUID] = ()
) -> set[UUID]:
    """Those who let homes that these people sign for, or that anybody signs for of these homes."""
    lets, signs = aliased(PartyRole), aliased(PartyRole)
    query = (
        select(lets.party_id)
        .distinct()
        .join(signs, signs.dwelling_id == lets.dwelling_id)
        .where(signs.kind == PartyRoleKind.SIGNATORY, lets.kind.in_(LETS))
    )
    of_people = rows_among(session, query, signs.party_id, party_ids)
    at_homes = rows_among(session, query, signs.dwelling_id, dwelling_ids)
    return {row.party_id for row in chain(of_people, at_homes)}
