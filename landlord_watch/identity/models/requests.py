"""The table of what one person asks for somebody, and another says yes or no to."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.identity.models.staff import StaffMember
from landlord_watch.infra.database import Base, Keyed, WordColumn


class RequestKind(StrEnum):
    """What was asked for."""

    #: Roles that somebody does not have; for who is new, the first.
    ROLES = "roles"
    #: That all second factors are taken away, to begin anew with a code.
    FACTORS = "factors"


class StaffRequest(Keyed, Base):
    """One asked for what lets somebody in, or further in; another says yes or no."""

    __tablename__ = "staff_request"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    kind: Mapped[RequestKind] = mapped_column(WordColumn(RequestKind))
    #: By their values; empty where it is about factors.
    roles: Mapped[list[str]] = mapped_column(JSON, default=list)
    #: What for, or how who asks made sure of who it is.
    reason: Mapped[str] = mapped_column(String(500))
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    #: None: nobody has decided.
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    decided_at: Mapped[datetime | None]
    is_approved: Mapped[bool] = mapped_column(default=False)

    staff: Mapped[StaffMember] = relationship(lazy="raise_on_sql", foreign_keys=[staff_id])
    asked_by: Mapped[StaffMember] = relationship(lazy="raise_on_sql", foreign_keys=[asked_by_id])
