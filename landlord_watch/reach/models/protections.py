"""Persons whose whereabouts are protected, and who may know."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import EncryptedDocument
from landlord_watch.infra.field_keys import Purpose

STANDING = text("ended_at IS NULL")


class ProtectionLevel(StrEnum):
    """How somebody is protected."""

    #: Sekretessmarkering.
    MARKED = "marked"
    #: Skyddad folkbokföring.
    REGISTERED_ELSEWHERE = "registered_elsewhere"
    #: Fingerade personuppgifter.
    NEW_IDENTITY = "new_identity"


class Protection(Keyed, Base):
    """
    That a person is protected, from when to when.

    Source: OSL 21 kap. 3 §; Skatteverket's three kinds, read 2026-11-22. A/B.
    """

    __tablename__ = "protection"
    __table_args__ = (
        Index(
            "uq_protection_standing",
            "person_id",
            unique=True,
            postgresql_where=STANDING,
            sqlite_where=STANDING,
        ),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    level: Mapped[ProtectionLevel] = mapped_column(WordColumn(ProtectionLevel))
    decided_on: Mapped[date]
    started_at: Mapped[datetime]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    #: Nobody: an invented person whom nobody has a reason to read.
    is_canary: Mapped[bool] = mapped_column(default=False)
    #: None: it stands.
    ended_at: Mapped[datetime | None]


class ProtectedDetails(Keyed, Base):
    """
    Who a protected person is and where, sealed under a key of its own, found by nothing.

    Purpose: to help the person without telling others where they are; gone when the protection
    ends.
    """

    __tablename__ = "protected_details"

    protection_id: Mapped[UUID] = mapped_column(ForeignKey("protection.id"), unique=True)
    #: `rules.Details`, by its names.
    document: Mapped[dict[str, Any]] = mapped_column(EncryptedDocument(Purpose.PROTECTED))


class Named(Keyed, Base):
    """Somebody who may know of a protected person."""

    __tablename__ = "named"
    __table_args__ = (UniqueConstraint("protection_id", "staff_id"),)

    protection_id: Mapped[UUID] = mapped_column(ForeignKey("protection.id"))
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    named_at: Mapped[datetime]
    named_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
