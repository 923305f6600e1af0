"""Landlords, their roles and the accounts they are paid to, many at a time, in sets."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.infra.clock import LOCAL
from landlord_watch.infra.encryption import index_of, opened
from landlord_watch.infra.many import Written, change_many, insert_many, rows_among
from landlord_watch.kernel.errors import Conflict
from landlord_watch.kernel.ids import new_id
from landlord_watch.landlords.errors import NumberTaken
from landlord_watch.landlords.models import (
    AccountKind,
    Party,
    PartyIdentifier,
    PartyKind,
    PartyRole,
    PartyRoleKind,
    PayeeAccount,
)
from landlord_watch.landlords.queries.marks import whose_signatories
from landlord_watch.landlords.rules import name_key
from landlord_watch.landlords.services import LandlordFacts, Number
from landlord_watch.landlords.services.weighing import weigh_landlords

#: What may be put right of a landlord, many at a time.
CORRECTED = ("name", "email", "phone", "postal_address", "is_municipal")


@dataclass(frozen=True, slots=True)
class KnownLandlord:
    """A landlord of the register; `number` empty: none is known."""

    id: UUID
    kind: PartyKind
    name: str
    email: str
    phone: str
    postal_address: str
    is_municipal: bool
    number: str


_COLUMNS = (
    Party.id,
    Party.kind,
    Party.name,
    Party.email,
    Party.phone,
    Party.postal_address,
    Party.is_municipal,
)


def find_numbered(session: Session, numbers: Collection[str]) -> dict[str, KnownLandlord]:
    """The landlords with these numbers, by number."""
    indexed = {index_of(session, PartyIdentifier, value=number): number for number in numbers}
    query = select(PartyIdentifier.value_index, *_COLUMNS).join(
        PartyIdentifier, PartyIdentifier.party_id == Party.id
    )
    rows = rows_among(session, query, PartyIdentifier.value_index, indexed)
    told = [(*row[1:], indexed[row.value_index]) for row in rows]
    return {values[-1]: KnownLandlord(*values) for values in told}


def find_named(session: Session, names: Iterable[str]) -> dict[str, list[KnownLandlord]]:
    """The landlords with these names, letter case and company form aside, by name key."""
    wanted = {name_key(name) for name in names}
    if not wanted:
        return {}
    found: dict[str, list[KnownLandlord]] = {}
    rows = [row for row in session.execute(select(*_COLUMNS)) if name_key(row.name) in wanted]
    numbers = _numbers_of(session, [row.id for row in rows])
    for row in rows:
        one = KnownLandlord(*row, number=numbers.get(row.id, ""))
        found.setdefault(name_key(row.name), []).append(one)
    return found


def _numbers_of(session: Session, party_ids: Collection[UUID]) -> dict[UUID, str]:
    columns = (PartyIdentifier.party_id, PartyIdentifier.id, PartyIdentifier.value)
    found = rows_among(session, select(*columns), PartyIdentifier.party_id, party_ids)
    return {
        party_id: opened(session, PartyIdentifier, row_id=row_id, value=lies)
        for party_id, row_id, lies in found
    }


def names_of_landlords(session: Session, party_ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of landlords, by id."""
    query = select(Party.id, Party.name)
    return {row[0]: row[1] for row in rows_among(session, query, Party.id, party_ids)}


def record_landlords(
    session: Session,
    *,
    facts: Sequence[LandlordFacts],
    today: date,
    actor_id: UUID | None,
    at: datetime,
) -> list[Written]:
    """
    Take landlords into the register, in the order given, with their numbers.

    Raises: `NumberTaken`, `NumberOfAPerson`, `NumberWithoutSource`, `Conflict`, and what reading
    a number raises.
    """
    numbers = _free_numbers(session, facts, today=today)
    rows = [_row(one, at) for one in facts]
    identifiers = [
        _identifier(row["id"], number, one, at)
        for row, number, one in zip(rows, numbers, facts, strict=True)
        if number
    ]
    try:
        written = [
            *insert_many(session, Party, rows),
            *insert_many(session, PartyIdentifier, identifiers),
        ]
    except IntegrityError as error:
        raise Conflict from error
    _weigh(session, {row["id"] for row in rows}, at)
    _trail(session, "landlord.recorded", (row["id"] for row in rows), actor_id, at)
    return written


def number_landlords(
    session: Session,
    *,
    facts: Mapping[UUID, LandlordFacts],
    today: date,
    actor_id: UUID | None,
    at: datetime,
) -> list[Written]:
    """
    Let landlords be known by the numbers in these facts; none of them has one.

    Raises: what `record_landlords` raises.
    """
    numbers = _free_numbers(session, list(facts.values()), today=today)
    rows = [
        _identifier(party_id, number, one, at)
        for (party_id, one), number in zip(facts.items(), numbers, strict=True)
        if number
    ]
    try:
        written = insert_many(session, PartyIdentifier, rows)
    except IntegrityError as error:
        raise Conflict from error
    _weigh(session, {row["party_id"] for row in rows}, at)
    _trail(session, "landlord.corrected", [row["party_id"] for row in rows], actor_id, at)
    return written


def _free_numbers(
    session: Session, facts: Sequence[LandlordFacts], *, today: date
) -> list[Number | None]:
    """The numbers in their normal form; refused if a landlord has one of them already."""
    numbers = [one.read_number(today=today) for one in facts]
    taken = find_numbered(session, {number.value for number in numbers if number})
    for number in numbers:
        if number and number.value in taken:
            raise NumberTaken(party_id=taken[number.value].id)
    return numbers


def _identifier(party_id: UUID, number: Number, one: LandlordFacts, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "party_id": party_id,
        "kind": number.kind,
        "value": number.value,
        "source": one.number_source.strip(),
        "recorded_at": at,
    }


def _row(one: LandlordFacts, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "kind": one.kind,
        "name": " ".join(one.name.split()),
        "email": one.email.strip(),
        "phone": one.phone.strip(),
        "postal_address": one.postal_address.strip(),
        "is_municipal": one.is_municipal,
        "recorded_at": at,
    }


def correct_landlords(
    session: Session,
    *,
    changes: Mapping[UUID, Mapping[str, Any]],
    actor_id: UUID | None,
    at: datetime,
) -> list[Written]:
    """Put right what is written of landlords, by the names in `CORRECTED`; numbers stay."""
    query = select(Party.id, *(getattr(Party, name) for name in CORRECTED))
    changed = {}
    for party_id, *values in rows_among(session, query, Party.id, changes):
        was = dict(zip(CORRECTED, values, strict=True))
        now = {key: value for key, value in changes[party_id].items() if was[key] != value}
        if now:
            changed[party_id] = ({name: was[name] for name in now}, now)
    written = change_many(session, Party, changed)
    _weigh(session, changed, at)
    _trail(session, "landlord.corrected", changed, actor_id, at)
    return written


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """That a landlord is something to a home from a day on."""

    party_id: UUID
    dwelling_id: UUID
    kind: PartyRoleKind
    starts_on: date
    source: str


@dataclass(frozen=True, slots=True)
class KnownRole:
    """A role that has no end."""

    id: UUID
    party_id: UUID
    dwelling_id: UUID
    starts_on: date


def find_open_roles(
    session: Session, party_ids: Collection[UUID], *, kind: PartyRoleKind
) -> list[KnownRole]:
    """The roles of this kind that these landlords have and that have no end."""
    query = select(PartyRole.id, PartyRole.party_id, PartyRole.dwelling_id, PartyRole.starts_on)
    standing = query.where(PartyRole.kind == kind, PartyRole.ends_on.is_(None))
    return [KnownRole(*row) for row in rows_among(session, standing, PartyRole.party_id, party_ids)]


def give_roles(
    session: Session, *, roles: Sequence[RoleFacts], actor_id: UUID | None, at: datetime
) -> list[Written]:
    """Record what landlords are to homes, where they are not that already."""
    kinds = {one.kind for one in roles}
    ids = {one.party_id for one in roles}
    held = {
        (each.party_id, each.dwelling_id, kind)
        for kind in kinds
        for each in find_open_roles(session, ids, kind=kind)
    }
    rows: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "party_id": one.party_id,
            "dwelling_id": one.dwelling_id,
            "kind": one.kind,
            "starts_on": one.starts_on,
            "ends_on": None,
            "source": one.source,
            "recorded_at": at,
        }
        for one in dict.fromkeys(roles)
        if (one.party_id, one.dwelling_id, one.kind) not in held
    ]
    written = insert_many(session, PartyRole, rows)
    signs = {one.dwelling_id for one in roles if one.kind is PartyRoleKind.SIGNATORY}
    ids = {one.party_id for one in roles}
    _weigh(session, {*ids, *whose_signatories(session, dwelling_ids=signs)}, at)
    _trail(session, "role.given", dict.fromkeys(row["party_id"] for row in rows), actor_id, at)
    return written


def end_roles(
    session: Session,
    *,
    roles: Iterable[KnownRole],
    ends_on: date,
    actor_id: UUID | None,
    at: datetime,
) -> list[Written]:
    """Record the first day these roles no longer hold; one that began later never held."""
    ended = {one.id: one for one in roles}
    changes = {
        one.id: ({"ends_on": None}, {"ends_on": max(ends_on, one.starts_on)})
        for one in ended.values()
    }
    written = change_many(session, PartyRole, changes)
    ids = dict.fromkeys(one.party_id for one in ended.values())
    homes = {one.dwelling_id for one in ended.values()}
    _weigh(session, {*ids, *whose_signatories(session, dwelling_ids=homes)}, at)
    _trail(session, "role.ended", ids, actor_id, at)
    return written


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account that a landlord is paid to, and where that was read."""

    party_id: UUID
    kind: AccountKind
    number: str
    source: str
    seen_on: date


def note_accounts(
    session: Session, *, accounts: Sequence[AccountFacts], actor_id: UUID | None, at: datetime
) -> list[Written]:
    """
    Note the accounts that are not known yet. One of a landlord who had another, or of another
    landlord too, is marked to be looked at.
    """
    known = accounts_known(session)
    rows = []
    for one in dict.fromkeys(accounts):
        key = (one.kind, one.number)
        if (one.party_id, *key) in known.held:
            continue
        is_changed = one.party_id in known.parties or key in known.numbers
        known.add(one.party_id, *key)
        rows.append(_account_row(one, at, is_changed=is_changed))
    written = insert_many(session, PayeeAccount, rows)
    ids = dict.fromkeys(row["party_id"] for row in rows)
    _weigh(session, set(ids), at)
    _trail(session, "payee_account.noted", ids, actor_id, at)
    return written


def _account_row(one: AccountFacts, at: datetime, *, is_changed: bool) -> dict[str, Any]:
    return {
        "id": new_id(),
        "party_id": one.party_id,
        "kind": one.kind,
        "number": one.number,
        "source": one.source,
        "seen_on": one.seen_on,
        "is_changed": is_changed,
        "recorded_at": at,
        "looked_at": None,
        "looked_at_by_id": None,
    }


@dataclass(frozen=True, slots=True)
class AccountsKnown:
    """Every account there is: whose, by whom anything is held, and which numbers."""

    held: dict[tuple[UUID, AccountKind, str], None]
    parties: dict[UUID, None]
    numbers: dict[tuple[AccountKind, str], set[UUID]]

    def add(self, party_id: UUID, kind: AccountKind, number: str) -> None:
        """One more."""
        self.held[party_id, kind, number] = None
        self.parties[party_id] = None
        self.numbers.setdefault((kind, number), set()).add(party_id)


def accounts_known(session: Session) -> AccountsKnown:
    """Every account that is known; there are no more than a few for each landlord."""
    known = AccountsKnown({}, {}, {})
    columns = (PayeeAccount.party_id, PayeeAccount.kind, PayeeAccount.number)
    for party_id, kind, number in session.execute(select(*columns)):
        known.add(party_id, kind, number)
    return known


def _weigh(session: Session, ids: Collection[UUID], at: datetime) -> None:
    weigh_landlords(session, party_ids=ids, on=at.astimezone(LOCAL).date())


def _trail(
    session: Session, action: str, ids: Iterable[UUID], actor_id: UUID | None, at: datetime
) -> None:
    audit.record_many(session, actor_id=actor_id, action=action, subject_ids=ids, at=at)
