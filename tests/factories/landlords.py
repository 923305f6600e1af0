"""Invented landlords, and what they are to homes."""

from datetime import date

from sqlalchemy.orm import Session

from factories.people import NOW
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.landlords.models import (
    AccountKind,
    Party,
    PartyIdentifier,
    PartyIdentifierKind,
    PartyKind,
    PartyRole,
    PartyRoleKind,
    PayeeAccount,
)

#: Right by form and check digit, for a company nobody has.
ORGANISATION_NUMBER = "5569999997"


def landlord(
    session: Session,
    *,
    name: str = "Påhittade Bostäder AB",
    kind: PartyKind = PartyKind.LEGAL,
    number: str = "",
    number_kind: PartyIdentifierKind = PartyIdentifierKind.ORGANISATION_NUMBER,
    is_municipal: bool = False,
) -> Party:
    """A landlord; with a number, which is the digits only, only if one is given."""
    party = Party(kind=kind, name=name, is_municipal=is_municipal, recorded_at=NOW)
    session.add(party)
    session.flush()  # the number needs party.id
    if number:
        session.add(
            PartyIdentifier(
                party_id=party.id,
                kind=number_kind,
                value=number,
                source="Bolagsverket",
                recorded_at=NOW,
            )
        )
    return party


def role(
    session: Session,
    party: Party,
    home: Dwelling,
    *,
    kind: PartyRoleKind = PartyRoleKind.CONTRACTING_LANDLORD,
    starts_on: date = date(2024, 1, 1),
    ends_on: date | None = None,
) -> PartyRole:
    """What a landlord is to a home."""
    held = PartyRole(
        party_id=party.id,
        dwelling_id=home.id,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        source="Hyresavtal",
        recorded_at=NOW,
    )
    session.add(held)
    session.flush()  # who asked wants its id
    return held


def changed_account(session: Session, party: Party, *, number: str = "9912346") -> PayeeAccount:
    """An account of a landlord who had another before; nobody has looked at it."""
    account = PayeeAccount(
        party_id=party.id,
        kind=AccountKind.BANKGIRO,
        number=number,
        source="Lifecare",
        seen_on=date(2026, 3, 1),
        is_changed=True,
        recorded_at=NOW,
    )
    session.add(account)
    session.flush()  # who asked wants its id
    return account
