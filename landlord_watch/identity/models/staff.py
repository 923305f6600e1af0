"""Tables of staff and the roles they hold."""

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.identity.rules import Role
from landlord_watch.infra.database import Base, Keyed, WordColumn

#: As long as a digest of a code, which is HMAC-SHA-256.
DIGEST_BYTES = 32


class StaffMember(Keyed, Base):
    """Somebody who works with the register; is switched off, never deleted."""

    __tablename__ = "staff_member"
    __table_args__ = (CheckConstraint("username = lower(username)", name="username_lower"),)

    username: Mapped[str] = mapped_column(String(80), unique=True)
    full_name: Mapped[str] = mapped_column(String(120))
    #: Argon2id in its own text form, with its parameters.
    password_hash: Mapped[str] = mapped_column(String(200))
    #: Somebody else chose the password: it is changed when it is first used.
    is_password_provisional: Mapped[bool] = mapped_column(default=False)
    password_set_at: Mapped[datetime]
    #: Of a code that a second person hands over: who has no second factor types it once. None: no
    #: code is asked for. What is the digest of no code lets nobody in until somebody says yes.
    first_code_digest: Mapped[bytes | None] = mapped_column(LargeBinary(DIGEST_BYTES))
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

    def lose_roles(self, *, but: frozenset[Role], at: datetime) -> None:
        """Hold none from now on `but` these; those that stood are kept as history."""
        for grant in self.role_grants:
            if grant.revoked_at is None and grant.role not in but:
                grant.revoked_at = at

    def let_in_by_no_code(self) -> None:
        """Let nobody in who has no second factor, until a second person's yes makes a code."""
        self.first_code_digest = secrets.token_bytes(DIGEST_BYTES)


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
