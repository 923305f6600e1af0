"""Tables of the municipality's sign-in provider: whose account is whose, and who is there now."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.infra.database import Base, Keyed, WordColumn

DIGEST = LargeBinary(32)
STANDING = text("removed_at IS NULL")
#: OpenID Connect Core 1.0, 2: at most 255 ASCII characters.
SUBJECT_LENGTH = 255


class ProviderAccount(Keyed, Base):
    """An account at a provider that somebody signs in with: its issuer and subject, no e-mail."""

    __tablename__ = "provider_account"
    __table_args__ = (
        Index(
            "uq_provider_account_standing",  # whose it is, is one person's
            "issuer",
            "subject",
            unique=True,
            postgresql_where=STANDING,
            sqlite_where=STANDING,
        ),
    )

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    issuer: Mapped[str] = mapped_column(String(500))
    subject: Mapped[str] = mapped_column(String(SUBJECT_LENGTH))
    linked_at: Mapped[datetime]
    #: None: it stands.
    removed_at: Mapped[datetime | None]


class ErrandPurpose(StrEnum):
    """What a browser goes to the provider for."""

    SIGN_IN = "sign_in"
    LINK = "link"
    PROVE = "prove"


class ProviderErrand(Keyed, Base):
    """A browser that went to the provider and has not come back; used once."""

    __tablename__ = "provider_errand"

    #: Of what the browser keeps in a cookie.
    token_digest: Mapped[bytes] = mapped_column(DIGEST, unique=True)
    #: Of what the provider hands back.
    state_digest: Mapped[bytes] = mapped_column(DIGEST)
    nonce: Mapped[str] = mapped_column(String(80))
    #: PKCE: shown to the provider when the code is exchanged.
    code_verifier: Mapped[str] = mapped_column(String(128))
    purpose: Mapped[ErrandPurpose] = mapped_column(WordColumn(ErrandPurpose))
    #: Of who links or proves; None: to sign in.
    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("sign_in_session.id"))
    onward: Mapped[str] = mapped_column(String(1000))
    begun_at: Mapped[datetime]
    expires_at: Mapped[datetime]
