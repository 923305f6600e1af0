"""Units, who works in them, and who has which case."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.infra.database import Base, Keyed

STANDING = text("ended_at IS NULL")


class Unit(Keyed, Base):
    """A part of the office whose cases its leaders see; an office may have none."""

    __tablename__ = "unit"

    name: Mapped[str] = mapped_column(String(80), unique=True)
    created_at: Mapped[datetime]


class Placement(Base):
    """In which unit somebody works now; those without one are together."""

    __tablename__ = "placement"

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    placed_at: Mapped[datetime]


class Assignment(Keyed, Base):
    """
    That somebody has a case, from when to when; several may have it together.

    Purpose: that each reads only what the work needs (lag 2001:454 10 §); kept with the case.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        Index(
            "uq_assignment_standing",  # of those that stand, one for somebody and a case
            "household_id",
            "staff_id",
            unique=True,
            postgresql_where=STANDING,
            sqlite_where=STANDING,
        ),
    )

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"))
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    assigned_at: Mapped[datetime]
    assigned_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    #: None: it stands.
    ended_at: Mapped[datetime | None]
