"""Editions of landlords as they were given out, and what the municipality has decided for them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.infra.database import Base, Keyed
from landlord_watch.infra.encryption import EncryptedDocument, EncryptedText
from landlord_watch.infra.field_keys import Purpose


class LandlordEdition(Keyed, Base):
    """
    What the board was told of landlords for twelve months, as it was made; never changed.

    Purpose: follow-up (lag 2001:454 6 §); holds counts alone, no person's row, and is kept.
    """

    __tablename__ = "landlord_edition"
    __table_args__ = (CheckConstraint("starts_on < ends_on", name="days_in_order"),)

    starts_on: Mapped[date]
    #: The first day after.
    ends_on: Mapped[date] = mapped_column(index=True)
    #: `rules.frozen.Basis`: hashes of what went in, norm, links, parameters, editions before.
    basis: Mapped[dict[str, Any]] = mapped_column(JSON)
    #: `shapes.EditionTold`: all that is told, suppressed.
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    #: `rules.edition_inputs.EditionInputs`: not suppressed; it is made anew from these.
    inputs: Mapped[dict[str, Any]] = mapped_column(EncryptedDocument(Purpose.CASE_TEXT))
    #: Of basis and document; the same for whoever makes it anew.
    digest: Mapped[str] = mapped_column(String(64))
    #: Of digest, day and maker.
    seal: Mapped[str] = mapped_column(String(64))
    made_on: Mapped[date]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]

    withdrawal: Mapped["EditionWithdrawal | None"] = relationship(lazy="raise_on_sql")


class EditionWithdrawal(Keyed, Base):
    """That an edition no longer stands, and why; the edition itself is as it was."""

    __tablename__ = "edition_withdrawal"
    __table_args__ = (UniqueConstraint("edition_id"),)

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("landlord_edition.id"))
    reason: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    withdrawn_on: Mapped[date]
    withdrawn_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]


class LandlordDwellingTotal(Keyed, Base):
    """
    How many dwellings a landlord has in the municipality, as of a day, and who says so.

    Rows are added, never edited; one that was wrong is taken back.
    """

    __tablename__ = "landlord_dwelling_total"
    __table_args__ = (CheckConstraint("dwellings > 0", name="dwellings_positive"),)

    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    dwellings: Mapped[int]
    #: A list of properties, the landlord's own word, a register.
    source: Mapped[str] = mapped_column(String(200))
    as_of_on: Mapped[date]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    taken_back_at: Mapped[datetime | None]
    taken_back_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))


class IndicatorParameter(Keyed, Base):
    """
    A value the municipality has decided for its editions, from a day on.

    Laid over `data/indicators.yaml`; rows are added, never edited.
    """

    __tablename__ = "indicator_parameter"

    key: Mapped[str] = mapped_column(String(60), index=True)
    value: Mapped[int]
    starts_on: Mapped[date]
    #: The board's own, by its diary number.
    decision: Mapped[str] = mapped_column(String(200))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
