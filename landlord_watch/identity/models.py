"""Tables of staff, sign-in and tablets."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.identity.rules import Role
from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.sealing import KID_LENGTH, PublicKey

DIGEST = LargeBinary(32)


class StaffMember(Keyed, Base):
    """Somebody who works with the register; is switched off, never deleted."""

    __tablename__ = "staff_member"
    __table_args__ = (CheckConstraint("username = lower(username)", name="username_lower"),)

    username: Mapped[str] = mapped_column(String(80), unique=True)
    full_name: Mapped[str] = mapped_column(String(120))
    #: Argon2id in its own text form, with its parameters.
    password_hash: Mapped[str] = mapped_column(String(200))
    #: `sv` or `en`.
    language: Mapped[str] = mapped_column(String(2), default="sv")
    created_at: Mapped[datetime]
    #: None: active.
    deactivated_at: Mapped[datetime | None]

    role_grants: Mapped[list["StaffRole"]] = relationship(
        lazy="raise_on_sql", foreign_keys="StaffRole.staff_id"
    )

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.role_grants if grant.revoked_at is None)


class StaffRole(Keyed, Base):
    """A role somebody holds, from when to when."""

    __tablename__ = "staff_role"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    role: Mapped[Role] = mapped_column(WordColumn(Role))
    granted_at: Mapped[datetime]
    #: None: from the command line.
    granted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    #: None: it stands.
    revoked_at: Mapped[datetime | None]


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


class Device(Keyed, Base):
    """A tablet, bound to the one who carries it."""

    __tablename__ = "device"

    name: Mapped[str] = mapped_column(String(80))
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    credential_digest: Mapped[bytes] = mapped_column(DIGEST, unique=True)
    enrolled_at: Mapped[datetime]
    #: None: has not been heard from since it was enrolled.
    last_contact_at: Mapped[datetime | None]
    app_version: Mapped[str] = mapped_column(String(40), default="")
    #: What the tablet said at its last contact.
    said_seq: Mapped[int] = mapped_column(default=0)
    said_unsent: Mapped[int] = mapped_column(default=0)
    oldest_unsent_at: Mapped[datetime | None]
    #: What it has said that it holds and that had not come then: the visit's id by its number.
    said_waiting: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    is_storage_persistent: Mapped[bool] = mapped_column(default=False)
    is_locked: Mapped[bool] = mapped_column(default=False)
    #: What is written on it is practice: its storage may be taken, or it is a demo's.
    is_practice: Mapped[bool] = mapped_column(default=False)
    #: The highest number it ever said, or that had come from it; should never exceed `said_seq`.
    highest_seq: Mapped[int] = mapped_column(default=0)
    #: Things it put back from its other journal, and things it could not, since it was enrolled.
    repaired_count: Mapped[int] = mapped_column(BigInteger, default=0)
    lost_count: Mapped[int] = mapped_column(BigInteger, default=0)
    #: Things on it now that it cannot read.
    unreadable_count: Mapped[int] = mapped_column(default=0)
    #: None: in use. What a revoked tablet delivers is set aside.
    revoked_at: Mapped[datetime | None]

    staff: Mapped[StaffMember] = relationship(lazy="raise_on_sql")


class EnrolmentCode(Keyed, Base):
    """A code, good once and for a short time, that binds a tablet to one member of staff."""

    __tablename__ = "enrolment_code"

    code_digest: Mapped[bytes] = mapped_column(DIGEST, unique=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    issued_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    #: None: not used yet.
    used_at: Mapped[datetime | None]


class OfficeKey(Keyed, Base):
    """
    The public part of a key pair of the municipality, and when it was the current one.

    The private part is a file of the same name, in the folder of the setting `KEYS`.
    """

    __tablename__ = "office_key"

    #: 1, 2, 3: one after the other, so that two made at once do not both stand.
    number: Mapped[int] = mapped_column(unique=True)
    #: The first half of the SHA-256 of `spki`, in hex.
    kid: Mapped[str] = mapped_column(String(KID_LENGTH), unique=True)
    #: SubjectPublicKeyInfo, DER.
    spki: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
    #: None: the current one. A retired one opens what was sealed for it, for ever.
    retired_at: Mapped[datetime | None]

    @property
    def fingerprint(self) -> str:
        return PublicKey(self.spki).fingerprint
