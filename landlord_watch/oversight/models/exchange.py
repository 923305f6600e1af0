"""What is given to other municipalities and read from them: keys, editions, whose numbers."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.infra.database import Base, Keyed
from landlord_watch.infra.encryption import EncryptedText
from landlord_watch.infra.field_keys import Purpose
from landlord_watch.infra.signing import SigningKey


class ExchangeKey(Keyed, Base):
    """
    The public part of a key this municipality signs with; the private one is a file.

    The newest one that is not retired signs.
    """

    __tablename__ = "exchange_key"

    #: 1, 2, 3: one after the other, so that two made at once do not both stand.
    number: Mapped[int] = mapped_column(unique=True)
    #: Sixty-four hexadecimal digits.
    public: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    #: None: the current one.
    retired_at: Mapped[datetime | None]

    @property
    def fingerprint(self) -> str:
        return SigningKey(self.public).fingerprint


class MunicipalityKey(Keyed, Base):
    """A public key of another municipality, recorded after its fingerprint was read out."""

    __tablename__ = "municipality_key"

    municipality_code: Mapped[str] = mapped_column(String(4), index=True)
    public: Mapped[str] = mapped_column(String(64), unique=True)
    #: With whom the fingerprint was compared, and how.
    compared_with: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    compared_on: Mapped[date]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: what it signs is read.
    taken_back_at: Mapped[datetime | None]
    taken_back_reason: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    taken_back_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))

    @property
    def fingerprint(self) -> str:
        return SigningKey(self.public).fingerprint


class ForeignEdition(Keyed, Base):
    """
    An edition of another municipality, as its file said; organisations alone, and suppressed.

    Purpose: to see a landlord's numbers in several municipalities; holds no personal data.
    """

    __tablename__ = "foreign_edition"
    __table_args__ = (UniqueConstraint("municipality_code", "digest"),)

    municipality_code: Mapped[str] = mapped_column(String(4))
    #: Of the edition, as its municipality hashed it.
    digest: Mapped[str] = mapped_column(String(64))
    starts_on: Mapped[date]
    #: The first day after.
    ends_on: Mapped[date]
    definitions: Mapped[int]
    #: `rules.exchange.EditionSent`, as it came.
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    key_id: Mapped[UUID] = mapped_column(ForeignKey("municipality_key.id"))
    read_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    read_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_on: Mapped[date | None]
    #: As its municipality says; empty: it stands.
    withdrawn_reason: Mapped[str] = mapped_column(String(1_000), default="")

    key: Mapped[MunicipalityKey] = relationship(lazy="raise_on_sql")


class ForeignLandlord(Base):
    """By which number a row of another municipality's edition is found."""

    __tablename__ = "foreign_landlord"

    foreign_edition_id: Mapped[UUID] = mapped_column(
        ForeignKey("foreign_edition.id"), primary_key=True
    )
    organisation_number: Mapped[str] = mapped_column(String(10), primary_key=True, index=True)
    #: Which of the document's landlords, from 0.
    position: Mapped[int]
