"""Tables of second factors, and of asking for somebody's to be taken away."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.identity.models.staff import StaffMember
from landlord_watch.infra.database import Base, Keyed
from landlord_watch.infra.encryption import EncryptedText
from landlord_watch.infra.field_keys import Purpose

DIGEST = LargeBinary(32)
FACTOR_NAME_LENGTH = 60


class CodeApp(Keyed, Base):
    """An app that shows codes (TOTP)."""

    __tablename__ = "code_app"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    #: Base32, as the app was given it.
    secret: Mapped[str] = mapped_column(EncryptedText(Purpose.SECOND_FACTOR))
    added_at: Mapped[datetime]
    #: None: no right code has been typed from it yet, and it proves nothing.
    confirmed_at: Mapped[datetime | None]
    #: The step of the last code that was taken; no code of it or before is taken again.
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    last_used_at: Mapped[datetime | None]
    #: None: it stands.
    removed_at: Mapped[datetime | None]


class SecurityKey(Keyed, Base):
    """A security key, a fingerprint or the like (WebAuthn)."""

    __tablename__ = "security_key"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    name: Mapped[str] = mapped_column(String(FACTOR_NAME_LENGTH))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    #: COSE.
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    #: None: it stands.
    removed_at: Mapped[datetime | None]


class RecoveryCode(Keyed, Base):
    """A code on paper that stands in for a second factor once."""

    __tablename__ = "recovery_code"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    code_digest: Mapped[bytes] = mapped_column(DIGEST)
    made_at: Mapped[datetime]
    #: None: not used, nor replaced by newer ones.
    spent_at: Mapped[datetime | None]


class FactorReset(Keyed, Base):
    """One asked for somebody's second factors to be taken away; another says yes or no."""

    __tablename__ = "factor_reset"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    #: How who asks made sure of who it is for.
    reason: Mapped[str] = mapped_column(String(500))
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    #: None: nobody has decided.
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    decided_at: Mapped[datetime | None]
    is_approved: Mapped[bool] = mapped_column(default=False)

    staff: Mapped[StaffMember] = relationship(lazy="raise_on_sql", foreign_keys=[staff_id])
    asked_by: Mapped[StaffMember] = relationship(lazy="raise_on_sql", foreign_keys=[asked_by_id])
