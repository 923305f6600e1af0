"""Invented landlords, and what they are to homes."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from factories.people import NOW
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.landlords.models import (
    AccountKind,
    ContactChannel,
    LandlordMeasure,
    MeasureState,
    Party,
    PartyIdentifier,
    PartyIdentifierKind,
    PartyKind,
    PartyRole,
    PartyRoleKind,
    PayeeAccount,
    PaymentQuestion,
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


def measure(
    session: Session,
    party: Party,
    *,
    author_id: UUID,
    what: str = "Byter fläktarna",
    agreed_on: date = date(2026, 3, 1),
    due_on: date | None = date(2026, 5, 1),
    home: Dwelling | None = None,
    state: MeasureState = MeasureState.AGREED,
) -> LandlordMeasure:
    """Something a landlord undertook."""
    undertaken = LandlordMeasure(
        party_id=party.id,
        dwelling_id=home.id if home else None,
        what=what,
        agreed_on=agreed_on,
        due_on=due_on,
        state=state,
        recorded_by_id=author_id,
        recorded_at=NOW,
    )
    session.add(undertaken)
    session.flush()  # who asked wants its id
    return undertaken


def payment_question(
    session: Session,
    party: Party,
    *,
    author_id: UUID,
    asked_on: date = date(2026, 3, 1),
    answered_on: date | None = None,
) -> PaymentQuestion:
    """That a landlord was asked of ability to pay."""
    asked = PaymentQuestion(
        party_id=party.id,
        asked_on=asked_on,
        channel=ContactChannel.PHONE,
        answered_on=answered_on,
        recorded_by_id=author_id,
        recorded_at=NOW,
    )
    session.add(asked)
    session.flush()  # who asked wants its id
    return asked
