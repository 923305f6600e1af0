"""Tables of signing in: browsers that are signed in, those on their way, and wrong tries."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.identity.models.staff import StaffMember
from landlord_watch.infra.database import Base, Keyed, WordColumn

DIGEST = LargeBinary(32)
#: As much of what a browser says of itself as tells one from another.
BROWSER_LENGTH = 200
ADDRESS_LENGTH = 45
BROWSER_ID_LENGTH = 32


class SignInMethod(StrEnum):
    """Who vouched for who signed in."""

    PASSWORD = "password"  # noqa: S105 -- a word for one
    PROVIDER = "provider"


class SessionEnd(StrEnum):
    """Why a session was ended before its time."""

    SIGNED_OUT = "signed_out"
    BY_ITSELF = "by_itself"
    BY_ADMINISTRATOR = "by_administrator"
    DEACTIVATED = "deactivated"
    ROLES_CHANGED = "roles_changed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 -- a word for it
    FACTORS_CHANGED = "factors_changed"
    NOT_PROVED = "not_proved"
    TABLET_LOCKED = "tablet_locked"


class SignInSession(Keyed, Base):
    """A signed-in browser; its random token is kept as a digest only."""

    __tablename__ = "sign_in_session"

    token_digest: Mapped[bytes] = mapped_column(DIGEST, unique=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    method: Mapped[SignInMethod] = mapped_column(
        WordColumn(SignInMethod), default=SignInMethod.PASSWORD
    )
    browser: Mapped[str] = mapped_column(String(BROWSER_LENGTH), default="")
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    #: When who sits there last proved who they are.
    proved_at: Mapped[datetime]
    #: Wrong proofs since then.
    wrong_count: Mapped[int] = mapped_column(default=0)
    #: What a security key is to sign next; None: nothing was asked of one.
    key_challenge: Mapped[bytes | None] = mapped_column(LargeBinary)
    #: When it ends however busy it is.
    expires_at: Mapped[datetime]
    #: None: not ended before its time.
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[SessionEnd | None] = mapped_column(WordColumn(SessionEnd))

    staff: Mapped[StaffMember] = relationship(lazy="raise_on_sql")

    def note_proof(self, at: datetime) -> None:
        """Who sits there has proved who they are; the door gives them a new token."""
        self.wrong_count, self.proved_at = 0, at


class UnfinishedSignIn(Keyed, Base):
    """A browser that gave a right password, or came from the provider, and has steps left."""

    __tablename__ = "unfinished_sign_in"

    token_digest: Mapped[bytes] = mapped_column(DIGEST, unique=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    method: Mapped[SignInMethod] = mapped_column(WordColumn(SignInMethod))
    #: Where it was going, a path of ours.
    onward: Mapped[str] = mapped_column(String(1000))
    begun_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    #: None: not yet. The provider's word is one where its level was asked for.
    second_factor_at: Mapped[datetime | None]
    #: Wrong second factors; too many, and it begins anew with the password.
    wrong_count: Mapped[int] = mapped_column(default=0)
    key_challenge: Mapped[bytes | None] = mapped_column(LargeBinary)

    staff: Mapped[StaffMember] = relationship(lazy="raise_on_sql")

    def note_proof(self, at: datetime) -> None:
        """Who is on the way in has proved who they are by a second factor."""
        self.wrong_count, self.second_factor_at = 0, at


class SignInAttempt(Keyed, Base):
    """A password that was wrong, or is being looked at. Kept a day, to slow the next one down."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_username_attempted_at", "username", "attempted_at"),
        Index("ix_sign_in_attempt_address_attempted_at", "address", "attempted_at"),
    )

    #: As typed, lower-cased; may be nobody's.
    username: Mapped[str] = mapped_column(String(80))
    address: Mapped[str] = mapped_column(String(ADDRESS_LENGTH))
    #: Of a browser in which this person has signed in before; empty: a stranger's.
    browser_id: Mapped[str] = mapped_column(String(BROWSER_ID_LENGTH), default="")
    attempted_at: Mapped[datetime]
