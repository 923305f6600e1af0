"""Tables of signing in: browsers that are signed in, and tries that failed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.identity.models.staff import StaffMember
from landlord_watch.infra.database import Base, Keyed

DIGEST = LargeBinary(32)


class SignInSession(Keyed, Base):
    """A signed-in browser; its random token is kept as a digest only."""

    __tablename__ = "sign_in_session"

    token_digest: Mapped[bytes] = mapped_column(DIGEST, unique=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    #: When it ends however busy it is.
    expires_at: Mapped[datetime]
    #: None: not signed out.
    ended_at: Mapped[datetime | None]

    staff: Mapped[StaffMember] = relationship(lazy="raise_on_sql")


class SignInAttempt(Keyed, Base):
    """A wrong password, kept to slow the next one down. Kept a day."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_username_attempted_at", "username", "attempted_at"),
    )

    #: As typed, lower-cased; may be nobody's.
    username: Mapped[str] = mapped_column(String(80))
    attempted_at: Mapped[datetime]
