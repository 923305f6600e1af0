"""Tables of second factors."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

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
