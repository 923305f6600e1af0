"""Recording landlords, and what they are to homes."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.dwellings.queries import get_dwelling
from landlord_watch.infra.clock import LOCAL
from landlord_watch.infra.once import flush_once
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.period import Period
from landlord_watch.landlords import queries
from landlord_watch.landlords.errors import (
    NumberTaken,
    NumberWithoutSource,
    RoleEnded,
    RoleEndsTooEarly,
    RoleHeldAlready,
)
from landlord_watch.landlords.models import (
    Party,
    PartyIdentifier,
    PartyIdentifierKind,
    PartyKind,
    PartyRole,
    PartyRoleKind,
    PayeeAccount,
)
from landlord_watch.landlords.queries.marks import touches_marks, whose_signatories
from landlord_watch.landlords.rules import read_company_number, read_personal_number
from landlord_watch.landlords.services.weighing import weigh_landlords


@dataclass(frozen=True, slots=True)
class Number:
    """The number a landlord is known by, in its normal form."""

    kind: PartyIdentifierKind
    value: str


@dataclass(frozen=True, slots=True)
class LandlordFacts:
    """
    What is written of a landlord.

    `number` as typed: a company's organisationsnummer, a person's personnummer or
    samordningsnummer; empty: not known. `number_source` says where it was read.
    """

    kind: PartyKind
    name: str
    number: str = ""
    number_source: str = ""
    email: str = ""
    phone: str = ""
    postal_address: str = ""
    is_municipal: bool = False

    def read_number(self, *, today: date) -> Number | None:
        """
        The number in its normal form; None: not typed.

        Raises: `NumberOfAPerson`, `NumberWithoutSource`, `OrganisationNumberMalformed`,
        `PersonNumberMalformed`.
        """
        if not self.number.strip():
            return None
        if not self.number_source.strip():
            raise NumberWithoutSource
        if self.kind is PartyKind.LEGAL:
            value = read_company_number(self.number)
            return Number(PartyIdentifierKind.ORGANISATION_NUMBER, value)
        personal = read_personal_number(self.number, on=today)
        return Number(PartyIdentifierKind(personal.kind.value), personal.value)


def record_landlord(
    session: Session,
    *,
    facts: LandlordFacts,
    today: date,
    actor_id: UUID | None,
    at: datetime,
) -> Party:
    """
    Take a landlord into the register.

    Raises: `NumberTaken`, `NumberOfAPerson`, `NumberWithoutSource`,
    `OrganisationNumberMalformed`, `PersonNumberMalformed`.
    """
    number = _free_number(session, facts, today=today, party_id=None)
    party = Party(recorded_at=at, identifiers=[])
    _write(party, facts)
    _number(session, party, number, facts.number_source, at)
    session.add(party)
    flush_once(session)  # the trail below needs party.id
    weigh_landlords(session, party_ids=[party.id], on=today)
    audit.record(session, actor_id=actor_id, action="landlord.recorded", subject_id=party.id, at=at)
    return party


def correct_landlord(
    session: Session,
    *,
    landlord_id: UUID,
    facts: LandlordFacts,
    today: date,
    actor_id: UUID | None,
    at: datetime,
) -> Party:
    """
    Put right what is written of a landlord. An empty number takes the number away.

    Raises: `NotFound`, and what `record_landlord` raises.
    """
    party = queries.get_landlord(session, landlord_id)
    number = _free_number(session, facts, today=today, party_id=party.id)
    _write(party, facts)
    _number(session, party, number, facts.number_source, at)
    flush_once(session)  # a number that somebody took meanwhile shows here
    signed_for = whose_signatories(session, party_ids=[party.id])
    weigh_landlords(session, party_ids={party.id, *signed_for}, on=today)
    audit.record(
        session, actor_id=actor_id, action="landlord.corrected", subject_id=party.id, at=at
    )
    return party


def _free_number(
    session: Session, facts: LandlordFacts, *, today: date, party_id: UUID | None
) -> Number | None:
    """The number in its normal form; refused if another landlord has it. None: not typed."""
    number = facts.read_number(today=today)
    if number is None:
        return None
    found = queries.find_number(session, kind=number.kind, value=number.value)
    if found is not None and found.party_id != party_id:
        raise NumberTaken(party_id=found.party_id)
    return number


def _write(party: Party, facts: LandlordFacts) -> None:
    party.kind = facts.kind
    party.name = " ".join(facts.name.split())
    party.email = facts.email.strip()
    party.phone = facts.phone.strip()
    party.postal_address = facts.postal_address.strip()
    party.is_municipal = facts.is_municipal


def _number(
    session: Session, party: Party, number: Number | None, source: str, at: datetime
) -> None:
    """Let the landlord be known by this number; the first one is the one that is corrected."""
    first = party.identifiers[0] if party.identifiers else None
    if number is None:
        if first is not None:
            session.delete(first)
        return
    if first is None:
        first = PartyIdentifier(recorded_at=at)
        party.identifiers.append(first)
    first.kind, first.value, first.source = number.kind, number.value, source.strip()


def give_role(
    session: Session,
    *,
    landlord_id: UUID,
    dwelling_id: UUID,
    kind: PartyRoleKind,
    starts_on: date,
    source: str,
    actor_id: UUID | None,
    at: datetime,
    ends_on: date | None = None,
) -> PartyRole:
    """
    Record what a landlord is to a home, from a day on, and where that was read.

    `ends_on` is the first day it no longer held; None: it holds.

    Raises: `NotFound`, `RoleEndsTooEarly`, `RoleHeldAlready`.
    """
    party = queries.get_landlord(session, landlord_id)
    home = get_dwelling(session, dwelling_id)
    if ends_on is not None and ends_on <= starts_on:
        raise RoleEndsTooEarly(starts_on=starts_on)
    held = queries.find_overlapping_role(
        session,
        party_id=party.id,
        dwelling_id=home.id,
        kind=kind,
        period=Period(starts_on, ends_on),
    )
    if held is not None:
        raise RoleHeldAlready(starts_on=held.starts_on)
    role = PartyRole(
        party_id=party.id,
        dwelling_id=home.id,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        source=source.strip(),
        recorded_at=at,
    )
    session.add(role)
    flush_once(session)  # one who gave the same role at the same time shows here
    _weigh(session, role, at)
    audit.record(session, actor_id=actor_id, action="role.given", subject_id=party.id, at=at)
    return role


def end_role(
    session: Session, *, role_id: UUID, ends_on: date, actor_id: UUID | None, at: datetime
) -> PartyRole:
    """
    Record the first day a role no longer holds; the day it starts: it never held.

    Raises: `NotFound`, `RoleEnded`, `RoleEndsTooEarly`.
    """
    role = queries.get_role(session, role_id)
    if role.ends_on is not None:
        raise RoleEnded
    if ends_on < role.starts_on:
        raise RoleEndsTooEarly(starts_on=role.starts_on)
    role.ends_on = ends_on
    _weigh(session, role, at)
    audit.record(session, actor_id=actor_id, action="role.ended", subject_id=role.party_id, at=at)
    return role


def _weigh(session: Session, role: PartyRole, at: datetime) -> None:
    """Weigh again the landlord, and whom it signs for or not any more."""
    session.flush()  # who it signs for is read below
    if not touches_marks(session, role):
        return
    ids = {role.party_id}
    if role.kind is PartyRoleKind.SIGNATORY:
        ids |= whose_signatories(session, dwelling_ids=[role.dwelling_id])
    weigh_landlords(session, party_ids=ids, on=at.astimezone(LOCAL).date())


def note_account_looked_at(
    session: Session, *, account_id: UUID, actor_id: UUID, at: datetime
) -> PayeeAccount:
    """
    Note that somebody has looked at a changed account; once more is nothing.

    Raises: `NotFound`.
    """
    account = session.get(PayeeAccount, account_id, with_for_update=True)
    if account is None or not account.is_changed:
        raise NotFound(account_id=account_id)
    if account.looked_at is None:
        account.looked_at, account.looked_at_by_id = at, actor_id
        audit.record(
            session,
            actor_id=actor_id,
            action="payee_account.looked_at",
            subject_id=account.party_id,
            at=at,
        )
    return account
