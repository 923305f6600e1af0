"""Reading the register of landlords."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.infra.encryption import index_of
from landlord_watch.infra.paging import Page, row_page, scalar_page
from landlord_watch.kernel.errors import NotFound, RuleBroken
from landlord_watch.kernel.period import Period
from landlord_watch.landlords.models import (
    Party,
    PartyIdentifier,
    PartyIdentifierKind,
    PartyKind,
    PartyRole,
    PartyRoleKind,
    PayeeAccount,
)
from landlord_watch.landlords.queries.dialogue import PaymentStatus, has_payment_status
from landlord_watch.landlords.rules import read_company_number, read_personal_number

#: Fewer digits than this are part of a name, as in `Bostads AB 3`.
LEAST_DIGITS = 6


class LandlordOrder(StrEnum):
    """What a list of landlords is ordered by."""

    NAME = "name"
    DWELLINGS = "dwellings"


@dataclass(frozen=True, slots=True)
class LandlordSearch:
    """
    Which landlords to list.

    `text` is words of the name, or a whole organisationsnummer; people are never found by
    their number here, since what is searched for stands in the address (`find_numbered`).
    `payment`: how far the question of ability to pay has come.
    """

    text: str = ""
    kind: PartyKind | None = None
    payment: PaymentStatus | None = None
    order: LandlordOrder = LandlordOrder.NAME


def get_landlord(session: Session, landlord_id: UUID) -> Party:
    """
    A landlord, with numbers.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(Party).where(Party.id == landlord_id).options(selectinload(Party.identifiers))
    )
    if found is None:
        raise NotFound(landlord_id=landlord_id)
    return found


def list_landlords(
    session: Session, search: LandlordSearch, *, on: date, number: int | None
) -> Page[Any]:
    """
    Page `number` of the landlords searched for, with their numbers; None: all of them.

    Rows of `Party` and `dwelling_count`: homes they had any role to on the day.
    """
    counts = (
        select(
            PartyRole.party_id, func.count(PartyRole.dwelling_id.distinct()).label("dwelling_count")
        )
        .where(_holds(on))
        .group_by(PartyRole.party_id)
        .subquery()
    )
    count = func.coalesce(counts.c.dwelling_count, 0).label("dwelling_count")
    query = select(Party, count).outerjoin(counts).where(*_searched(session, search))
    if search.order is LandlordOrder.DWELLINGS:
        query = query.order_by(count.desc())
    query = query.order_by(Party.name, Party.id).options(selectinload(Party.identifiers))
    return row_page(session, query, number=number)


def _searched(session: Session, search: LandlordSearch) -> Iterator[ColumnElement[bool]]:
    if search.kind is not None:
        yield Party.kind == search.kind
    if search.payment is not None:
        yield has_payment_status(search.payment)
    if is_number(search.text):
        yield Party.id.in_(_ids_of_companies_numbered(session, search.text))
        return
    for word in search.text.split():
        yield Party.name.icontains(word, autoescape=True)


def _ids_of_companies_numbered(session: Session, typed: str) -> Select[UUID]:
    kind = PartyIdentifierKind.ORGANISATION_NUMBER
    return select(PartyIdentifier.party_id).where(_is(session, kind, _digits(typed)))


def is_number(typed: str) -> bool:
    """Whether what was typed is a number of any kind, or the beginning of one, and no name."""
    digits = _digits(typed)
    return digits.isdecimal() and len(digits) >= LEAST_DIGITS


def _digits(typed: str) -> str:
    return typed.translate({ord(sign): None for sign in " -+"})


def _is(session: Session, kind: PartyIdentifierKind, value: str) -> ColumnElement[bool]:
    """The number lies sealed; it is found by its index."""
    index = index_of(session, PartyIdentifier, value=value)
    return and_(PartyIdentifier.kind == kind, PartyIdentifier.value_index == index)


def find_numbered(session: Session, *, typed: str, on: date) -> UUID | None:
    """The landlord with this whole number, a person or a company; None: nobody, or no number."""
    for read in (_as_company, _as_person):
        try:
            kind, value = read(typed, on)
        except RuleBroken:
            continue
        found = find_number(session, kind=kind, value=value)
        if found is not None:
            return found.party_id
    return None


def _as_company(typed: str, _on: date) -> tuple[PartyIdentifierKind, str]:
    return PartyIdentifierKind.ORGANISATION_NUMBER, read_company_number(typed)


def _as_person(typed: str, on: date) -> tuple[PartyIdentifierKind, str]:
    number = read_personal_number(typed, on=on)
    return PartyIdentifierKind(number.kind.value), number.value


def _holds(on: date) -> ColumnElement[bool]:
    """Whether a role holds on a day."""
    return and_(PartyRole.starts_on <= on, or_(PartyRole.ends_on.is_(None), PartyRole.ends_on > on))


def dwelling_ids_of_landlords_named(text: str, *, on: date) -> Select[UUID]:
    """A query of the homes that a landlord with these words in the name had a role to on a day."""
    query = select(PartyRole.dwelling_id).join(Party).where(_holds(on))
    for word in text.split():
        query = query.where(Party.name.icontains(word, autoescape=True))
    return query


def list_dwellings_of_landlord(
    session: Session, party_id: UUID, *, on: date, number: int
) -> Page[Dwelling]:
    """Page `number` of the homes a landlord had any role to on a day, by address."""
    return scalar_page(session, _dwellings_of(party_id, on), number=number)


def list_first_dwellings(
    session: Session, party_id: UUID, *, on: date, limit: int
) -> Sequence[Dwelling]:
    """The first so many of the homes a landlord had any role to on a day, by address."""
    return session.scalars(_dwellings_of(party_id, on).limit(limit)).all()


def _dwellings_of(party_id: UUID, on: date) -> Select[Dwelling]:
    held = select(PartyRole.dwelling_id).where(PartyRole.party_id == party_id, _holds(on))
    return (
        select(Dwelling)
        .where(Dwelling.id.in_(held))
        .order_by(
            Dwelling.postal_town, Dwelling.street_address, Dwelling.dwelling_number, Dwelling.id
        )
    )


def roles_at_dwellings(
    session: Session, dwelling_ids: Collection[UUID], *, on: date
) -> Mapping[UUID, Sequence[PartyRole]]:
    """The roles that hold on a day at each of these homes, with who has them, by name."""
    rows = session.scalars(
        select(PartyRole)
        .join(Party)
        .where(PartyRole.dwelling_id.in_(dwelling_ids), _holds(on))
        .order_by(Party.name, PartyRole.starts_on)
        .options(joinedload(PartyRole.party))
    )
    found: dict[UUID, list[PartyRole]] = defaultdict(list)
    for row in rows:
        found[row.dwelling_id].append(row)
    return found


def list_roles_at_dwelling(session: Session, dwelling_id: UUID) -> Sequence[PartyRole]:
    """Every role at a home there ever was, with who had it; those that hold first, newest first."""
    return session.scalars(
        select(PartyRole)
        .where(PartyRole.dwelling_id == dwelling_id)
        .order_by(PartyRole.ends_on.is_not(None), PartyRole.starts_on.desc(), PartyRole.id)
        .options(joinedload(PartyRole.party))
    ).all()


def list_roles_of_landlord(session: Session, party_id: UUID, *, number: int | None) -> Page[Any]:
    """
    Page `number` of every role a landlord ever had, None: all; those that hold first, newest first.

    Rows of `PartyRole` and `Dwelling`.
    """
    query = (
        select(PartyRole, Dwelling)
        .join(Dwelling)
        .where(PartyRole.party_id == party_id)
        .order_by(PartyRole.ends_on.is_not(None), PartyRole.starts_on.desc(), PartyRole.id)
    )
    return row_page(session, query, number=number)


def get_role(session: Session, role_id: UUID) -> PartyRole:
    """
    A role, with who has it.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(PartyRole).where(PartyRole.id == role_id).options(joinedload(PartyRole.party))
    )
    if found is None:
        raise NotFound(role_id=role_id)
    return found


def find_overlapping_role(
    session: Session, *, party_id: UUID, dwelling_id: UUID, kind: PartyRoleKind, period: Period
) -> PartyRole | None:
    """A role of this kind that held on some day of the period; the newest of them."""
    query = (
        select(PartyRole)
        .where(
            PartyRole.party_id == party_id,
            PartyRole.dwelling_id == dwelling_id,
            PartyRole.kind == kind,
            or_(
                PartyRole.ends_on.is_(None),
                and_(
                    PartyRole.ends_on > period.starts_on,
                    PartyRole.ends_on > PartyRole.starts_on,  # else it never held
                ),
            ),
        )
        .order_by(PartyRole.starts_on.desc())
        .limit(1)
    )
    if period.ends_on is not None:
        query = query.where(PartyRole.starts_on < period.ends_on)
    return session.scalar(query)


def find_number(
    session: Session, *, kind: PartyIdentifierKind, value: str
) -> PartyIdentifier | None:
    """The number, and by its `party_id` whose it is."""
    return session.scalar(select(PartyIdentifier).where(_is(session, kind, value)))


def list_accounts_to_look_at(session: Session) -> Sequence[PayeeAccount]:
    """The accounts that took another's place, or serve two, and nobody has looked at yet."""
    return session.scalars(
        select(PayeeAccount)
        .where(PayeeAccount.is_changed, PayeeAccount.looked_at.is_(None))
        .order_by(PayeeAccount.recorded_at, PayeeAccount.id)
        .options(joinedload(PayeeAccount.party))
    ).all()


def accounts_of_landlords(
    session: Session, party_ids: Collection[UUID]
) -> Mapping[UUID, Sequence[PayeeAccount]]:
    """Every account each of these landlords has been paid to, the oldest first."""
    rows = session.scalars(
        select(PayeeAccount)
        .where(PayeeAccount.party_id.in_(party_ids))
        .order_by(PayeeAccount.recorded_at, PayeeAccount.id)
    )
    found: dict[UUID, list[PayeeAccount]] = defaultdict(list)
    for row in rows:
        found[row.party_id].append(row)
    return found
