"""Noting by hand what a paper says of a landlord: who signs, who owns it, what it is known by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords import queries
from landlord_watch.landlords.errors import (
    GoneOutside,
    LinkedToItself,
    MarkGone,
    MarkUnreadable,
    NotedAlready,
    ParametersWithoutDecision,
    SeenInFuture,
    SignatoryUnnamed,
)
from landlord_watch.landlords.models import LinkParameterSet, NotedMark, PartyOwnership
from landlord_watch.landlords.queries.marks import HIDDEN, number_mark_value
from landlord_watch.landlords.rules import read_company_number, read_personal_number
from landlord_watch.landlords.rules.network.facts import Key, LinkParameters, MarkKind
from landlord_watch.landlords.rules.network.spelling import (
    account_key,
    address_key,
    email_key,
    phone_key,
)
from landlord_watch.landlords.services.weighing import weigh_all, weigh_landlords

BY_SPELLING: Final[Mapping[MarkKind, Callable[[str], Key | None]]] = {
    MarkKind.EMAIL: email_key,
    MarkKind.PHONE: phone_key,
    MarkKind.POSTAL_ADDRESS: address_key,
    MarkKind.BOX: address_key,
    MarkKind.ACCOUNT: lambda typed: account_key("bankgiro", typed),
}


@dataclass(frozen=True, slots=True)
class MarkFacts:
    """
    What was read of a landlord, as typed, where and on which day.

    `typed` of who signs is that person's number, and `name` who it is. `told_by_id`: another
    landlord in whose papers it was read; None: in its own, or a register.
    """

    kind: MarkKind
    typed: str
    source: str
    seen_on: date
    name: str = ""
    told_by_id: UUID | None = None


def note_mark(
    session: Session,
    *,
    landlord_id: UUID,
    mark: MarkFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> NotedMark:
    """
    Note what was read of a landlord, and weigh its links again. Of a number only its index stays.

    Raises: `NotFound`, `SeenInFuture`, `MarkUnreadable`, `SignatoryUnnamed`, `NotedAlready`, and
    what reading a number raises.
    """
    party = queries.get_landlord(session, landlord_id)
    if mark.seen_on > today:
        raise SeenInFuture
    if mark.kind is MarkKind.SIGNATORY and not mark.name.strip():
        raise SignatoryUnnamed
    key = _key(session, mark, today)
    if _holds_already(session, party.id, key):
        raise NotedAlready
    row = NotedMark(
        party_id=party.id,
        kind=key.kind,
        value=key.value,
        shown=_shown(mark),
        source=mark.source.strip(),
        seen_on=mark.seen_on,
        gone_on=None,
        told_by_id=mark.told_by_id,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(row)
    weigh_landlords(session, party_ids=[party.id], on=today)
    audit.record(
        session, actor_id=actor_id, action="landlord_mark.noted", subject_id=party.id, at=at
    )
    return row


def _shown(mark: MarkFacts) -> str:
    """Who signs, by name; of a number nothing, of the rest what was typed."""
    if mark.kind is MarkKind.SIGNATORY:
        return " ".join(mark.name.split())
    return "" if mark.kind in HIDDEN else " ".join(mark.typed.split())


def _key(session: Session, mark: MarkFacts, today: date) -> Key:
    if mark.kind is MarkKind.ORGANISATION_NUMBER:
        return Key(mark.kind, number_mark_value(session, read_company_number(mark.typed)))
    if mark.kind in {MarkKind.PERSON_NUMBER, MarkKind.SIGNATORY}:
        number = read_personal_number(mark.typed, on=today)
        return Key(mark.kind, number_mark_value(session, number.value))
    key = BY_SPELLING[mark.kind](mark.typed)
    if key is None:
        raise MarkUnreadable
    return key


def _holds_already(session: Session, party_id: UUID, key: Key) -> bool:
    one = NotedMark
    is_same = (one.party_id == party_id, one.kind == key.kind, one.value == key.value)
    return session.scalar(select(one.id).where(*is_same, one.gone_on.is_(None))) is not None


def end_noted_mark(
    session: Session, *, mark_id: UUID, gone_on: date, today: date, actor_id: UUID, at: datetime
) -> NotedMark:
    """
    Note the first day that what was noted no longer held; the day it was seen: it never did.

    Raises: `NotFound`, `MarkGone`, `GoneOutside`.
    """
    row = session.get(NotedMark, mark_id, with_for_update=True)
    if row is None:
        raise NotFound(mark_id=mark_id)
    _check_end(row, gone_on, today)
    row.gone_on = gone_on
    weigh_landlords(session, party_ids=[row.party_id], on=today)
    audit.record(
        session, actor_id=actor_id, action="landlord_mark.ended", subject_id=row.party_id, at=at
    )
    return row


def _check_end(row: NotedMark | PartyOwnership, gone_on: date, today: date) -> None:
    if row.gone_on is not None:
        raise MarkGone
    if not row.seen_on <= gone_on <= today:
        raise GoneOutside(seen_on=row.seen_on)


@dataclass(frozen=True, slots=True)
class OwnershipFacts:
    """That one landlord owns another, where that was read and on which day."""

    owner_id: UUID
    owned_id: UUID
    source: str
    seen_on: date


def record_ownership(
    session: Session, *, owned: OwnershipFacts, today: date, actor_id: UUID, at: datetime
) -> PartyOwnership:
    """
    Note that one landlord owns another, and weigh their link again.

    Raises: `NotFound`, `LinkedToItself`, `SeenInFuture`, `NotedAlready`.
    """
    if owned.owner_id == owned.owned_id:
        raise LinkedToItself
    if owned.seen_on > today:
        raise SeenInFuture
    for party_id in (owned.owner_id, owned.owned_id):
        queries.get_landlord(session, party_id)
    if _is_owned_already(session, owned):
        raise NotedAlready
    row = PartyOwnership(
        owner_id=owned.owner_id,
        owned_id=owned.owned_id,
        source=owned.source.strip(),
        seen_on=owned.seen_on,
        gone_on=None,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(row)
    _weigh_owned(session, row, today)
    _trail_owned(session, "landlord_ownership.recorded", row, actor_id, at)
    return row


def _is_owned_already(session: Session, owned: OwnershipFacts) -> bool:
    one = PartyOwnership
    is_same = (one.owner_id == owned.owner_id, one.owned_id == owned.owned_id)
    return session.scalar(select(one.id).where(*is_same, one.gone_on.is_(None))) is not None


def end_ownership(
    session: Session,
    *,
    ownership_id: UUID,
    gone_on: date,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> PartyOwnership:
    """
    Note the first day that one no longer owned the other; the day it was seen: it never did.

    Raises: `NotFound`, `MarkGone`, `GoneOutside`.
    """
    row = session.get(PartyOwnership, ownership_id, with_for_update=True)
    if row is None:
        raise NotFound(ownership_id=ownership_id)
    _check_end(row, gone_on, today)
    row.gone_on = gone_on
    _weigh_owned(session, row, today)
    _trail_owned(session, "landlord_ownership.ended", row, actor_id, at)
    return row


def _weigh_owned(session: Session, row: PartyOwnership, on: date) -> None:
    weigh_landlords(session, party_ids={row.owner_id, row.owned_id}, on=on)


def _trail_owned(
    session: Session, action: str, row: PartyOwnership, actor_id: UUID, at: datetime
) -> None:
    ids = [row.owner_id, row.owned_id]
    audit.record_many(session, actor_id=actor_id, action=action, subject_ids=ids, at=at)


def decide_link_parameters(
    session: Session, *, parameters: LinkParameters, actor_id: UUID, at: datetime
) -> LinkParameterSet:
    """
    Set by which numbers landlords are linked from a day on, and weigh everything anew.

    Raises: `ParametersWithoutDecision`.
    """
    if not parameters.decided.strip():
        raise ParametersWithoutDecision
    row = LinkParameterSet(
        starts_on=parameters.starts_on,
        decided=parameters.decided.strip(),
        most_sharing=parameters.most_sharing,
        most_signed_for=parameters.most_signed_for,
        least_likeness=int(parameters.least_likeness),
        review_months=parameters.review_months,
        largest_group=parameters.largest_group,
        places=" ".join(sorted(parameters.places)),
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(row)
    session.flush()  # they are read again below
    weigh_all(session, on=parameters.starts_on)
    audit.record(
        session, actor_id=actor_id, action="link_parameters.decided", subject_id=row.id, at=at
    )
    return row


def search_all_links(session: Session, *, today: date, actor_id: UUID, at: datetime) -> int:
    """Weigh every link of the register anew; how many pairs were looked at."""
    number = weigh_all(session, on=today)
    audit.record(
        session, actor_id=actor_id, action="landlord_links.searched", subject_id=None, at=at
    )
    return number
