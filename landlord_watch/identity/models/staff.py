"""Tables of staff and the roles they hold."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.identity.rules import Role
from landlord_watch.infra.database import Base, Keyed, WordColumn


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
