"""Tables of landlords."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.documents.models import Letter
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import BlindIndex, EncryptedText
from landlord_watch.infra.field_keys import Purpose
from landlord_watch.landlords.models.network import (
    GroupVersionMade,
    LandlordLink,
    LinkJudgement,
    LinkJudgementToken,
    LinkParameterSet,
    NotedMark,
    PartyMark,
    PartyOwnership,
)

__all__ = [
    "AccountKind",
    "ContactChannel",
    "GroupVersionMade",
    "LandlordContact",
    "LandlordLetter",
    "LandlordLink",
    "LandlordMeasure",
    "LandlordMeasureEvent",
    "LinkJudgement",
    "LinkJudgementToken",
    "LinkParameterSet",
    "MeasureSeen",
    "MeasureState",
    "NotedMark",
    "Party",
    "PartyIdentifier",
    "PartyIdentifierKind",
    "PartyKind",
    "PartyMark",
    "PartyOwnership",
    "PartyRole",
    "PartyRoleKind",
    "PayeeAccount",
    "PaymentAnswer",
    "PaymentQuestion",
]

OPEN = text("ends_on IS NULL")


class PartyKind(StrEnum):
    """A company or other legal person, or a human being."""

    LEGAL = "legal"
    NATURAL = "natural"


class Party(Keyed, Base):
    """Somebody who lets, owns, manages or is paid for homes."""

    __tablename__ = "party"
    __table_args__ = (Index("ix_party_name", "name"),)

    kind: Mapped[PartyKind] = mapped_column(WordColumn(PartyKind))
    name: Mapped[str] = mapped_column(String(160))
    email: Mapped[str] = mapped_column(String(160), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    postal_address: Mapped[str] = mapped_column(String(200), default="")
    #: A company the municipality owns (allmännytta).
    is_municipal: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime]

    identifiers: Mapped[list["PartyIdentifier"]] = relationship(
        lazy="raise_on_sql", order_by="PartyIdentifier.recorded_at"
    )


class PartyIdentifierKind(StrEnum):
    """By what number a party is known."""

    ORGANISATION_NUMBER = "organisation_number"
    #: Of a natural person; a sole trader's organisationsnummer is this one.
    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"


class PartyIdentifier(Keyed, Base):
    """
    A number of a party, with where it was read; one number belongs to one party.

    Sealed whatever its kind, since a sole trader's organisationsnummer is a personnummer; found
    by its index, whole.
    """

    __tablename__ = "party_identifier"
    __table_args__ = (UniqueConstraint("kind", "value_index"),)

    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    kind: Mapped[PartyIdentifierKind] = mapped_column(WordColumn(PartyIdentifierKind))
    #: Digits only: ten, or twelve for a person.
    value: Mapped[str] = mapped_column(EncryptedText(Purpose.PERSON))
    value_index: Mapped[bytes] = mapped_column(BlindIndex("value"))
    source: Mapped[str] = mapped_column(String(200))
    recorded_at: Mapped[datetime]


class PartyRoleKind(StrEnum):
    """What a party is to a dwelling; each is kept apart from the others."""

    OWNER = "owner"
    CONTRACTING_LANDLORD = "contracting_landlord"
    MANAGER = "manager"
    PAYEE = "payee"
    SIGNATORY = "signatory"


class PartyRole(Keyed, Base):
    """A party's role to a dwelling, dated, with its source."""

    __tablename__ = "party_role"
    __table_args__ = (
        Index(
            "uq_party_role_open",  # held once at a time
            "party_id",
            "dwelling_id",
            "kind",
            unique=True,
            postgresql_where=OPEN,
            sqlite_where=OPEN,
        ),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        # a landlord's homes in order, so that of very many some are found at once
        Index("ix_party_role_party_id", "party_id", "kind", "dwelling_id"),
    )

    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"))
    dwelling_id: Mapped[UUID] = mapped_column(ForeignKey("dwelling.id"), index=True)
    kind: Mapped[PartyRoleKind] = mapped_column(WordColumn(PartyRoleKind))
    starts_on: Mapped[date]
    #: The first day it no longer holds; None: it holds. The day it starts: it never held.
    ends_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200))
    recorded_at: Mapped[datetime]

    party: Mapped[Party] = relationship(lazy="raise_on_sql")


class ContactChannel(StrEnum):
    """How the municipality and a landlord spoke."""

    MEETING = "meeting"
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"


class LandlordContact(Keyed, Base):
    """One contact with a landlord: what was said, about no tenant."""

    __tablename__ = "landlord_contact"

    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    happened_on: Mapped[date]
    channel: Mapped[ContactChannel] = mapped_column(WordColumn(ContactChannel))
    summary: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]


class MeasureState(StrEnum):
    """How far what a landlord undertook has come; its own word alone closes nothing."""

    AGREED = "agreed"
    CLAIMED_DONE = "claimed_done"
    DONE = "done"
    NOT_DONE = "not_done"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"


class MeasureSeen(StrEnum):
    """How the municipality knows that something was done."""

    ON_SITE = "on_site"
    PAPERS = "papers"
    OTHER_AUTHORITY = "other_authority"


class LandlordMeasure(Keyed, Base):
    """
    Something a landlord undertook to do by a day, followed until it is done; about no tenant.

    One that was recorded wrongly is taken back and stays to be seen.
    """

    __tablename__ = "landlord_measure"

    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    #: None: undertaken apart from any contact that is noted.
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("landlord_contact.id"), index=True)
    #: None: about no one home.
    dwelling_id: Mapped[UUID | None] = mapped_column(ForeignKey("dwelling.id"), index=True)
    what: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    agreed_on: Mapped[date]
    #: As it was put off last. None: noted before a day had to be set.
    due_on: Mapped[date | None] = mapped_column(index=True)
    state: Mapped[MeasureState] = mapped_column(WordColumn(MeasureState))
    #: None: it stands.
    taken_back_at: Mapped[datetime | None]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]

    party: Mapped[Party] = relationship(lazy="raise_on_sql")
    dwelling: Mapped[Dwelling | None] = relationship(lazy="raise_on_sql")
    events: Mapped[list["LandlordMeasureEvent"]] = relationship(
        lazy="raise_on_sql", order_by="LandlordMeasureEvent.recorded_at"
    )


class LandlordMeasureEvent(Keyed, Base):
    """A step in the life of a measure; a wrong one is followed by the right one."""

    __tablename__ = "landlord_measure_event"

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("landlord_measure.id"), index=True)
    state: Mapped[MeasureState] = mapped_column(WordColumn(MeasureState))
    happened_on: Mapped[date]
    #: None unless it is done.
    seen_how: Mapped[MeasureSeen | None] = mapped_column(WordColumn(MeasureSeen))
    #: The day that held until it was put off; None unless it was, or none held.
    was_due_on: Mapped[date | None]
    #: The day it was put off to; None unless it was.
    due_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]


class PaymentAnswer(StrEnum):
    """How a landlord says it sees to it that a tenant can pay in the long run."""

    INCOME_ASSESSED = "income_assessed"
    RENT_ADJUSTED = "rent_adjusted"
    SURETY_TAKEN = "surety_taken"
    AID_RELIED_ON = "aid_relied_on"
    NOT_ASSESSED = "not_assessed"
    DECLINED = "declined"
    OTHER = "other"


class PaymentQuestion(Keyed, Base):
    """
    That a landlord was asked how it sees to it that a tenant can pay in the long run.

    The municipality's policy, and no duty of the landlord by law: to answer is of free will.
    Asked again is a row of its own; one recorded wrongly is taken back and stays to be seen.
    """

    __tablename__ = "payment_question"

    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    asked_on: Mapped[date]
    channel: Mapped[ContactChannel] = mapped_column(WordColumn(ContactChannel))
    #: None: no answer yet.
    answered_on: Mapped[date | None]
    answer: Mapped[PaymentAnswer | None] = mapped_column(WordColumn(PaymentAnswer))
    #: What the landlord said, in its own words; empty: not noted.
    answer_words: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    answer_noted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    answer_noted_at: Mapped[datetime | None]
    #: None: it stands.
    taken_back_at: Mapped[datetime | None]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]


class LandlordLetter(Keyed, Base):
    """That a letter was made to a landlord; what it says lies with the letters."""

    __tablename__ = "landlord_letter"

    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id"), unique=True)
    #: None: about no one home.
    dwelling_id: Mapped[UUID | None] = mapped_column(ForeignKey("dwelling.id"), index=True)
    #: The contact it became when it was sent; None: not sent.
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("landlord_contact.id"))

    letter: Mapped[Letter] = relationship(lazy="raise_on_sql")


class AccountKind(StrEnum):
    """By which system an account is paid to."""

    BANKGIRO = "bankgiro"
    PLUSGIRO = "plusgiro"


class PayeeAccount(Keyed, Base):
    """
    An account that a landlord is paid to, as a list or a payment named it.

    An account of a landlord who had another before, or that serves another landlord too, is
    marked until somebody has looked at it: a changed account is how rents go astray.
    """

    __tablename__ = "payee_account"
    __table_args__ = (
        UniqueConstraint("party_id", "kind", "number"),
        Index("ix_payee_account_number", "number"),
    )

    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    kind: Mapped[AccountKind] = mapped_column(WordColumn(AccountKind))
    #: Digits only.
    number: Mapped[str] = mapped_column(String(8))
    source: Mapped[str] = mapped_column(String(200))
    #: The day of what named it first.
    seen_on: Mapped[date]
    #: Another account was known, of this landlord, or this account of another.
    is_changed: Mapped[bool]
    recorded_at: Mapped[datetime]
    #: None: nobody has looked at it, or nobody has to.
    looked_at: Mapped[datetime | None]
    looked_at_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))

    party: Mapped[Party] = relationship(lazy="raise_on_sql")
