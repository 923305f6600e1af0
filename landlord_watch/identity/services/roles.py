"""Roles as they are given; and the administrator there always is."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.identity.errors import LastAdministrator
from landlord_watch.identity.models import StaffMember, StaffRole
from landlord_watch.identity.rules import Role


def grant_roles(
    session: Session,
    *,
    staff: StaffMember,
    roles: Iterable[Role],
    granted_by_id: UUID | None,
    at: datetime,
) -> None:
    """Give somebody those of these roles that they do not have. `granted_by_id`: who asked."""
    session.add_all(
        StaffRole(staff_id=staff.id, role=role, granted_at=at, granted_by_id=granted_by_id)
        for role in frozenset(roles) - staff.roles
    )


def keep_an_administrator(session: Session, *, without: StaffMember) -> None:
    """
    Refuse what would leave no active administrator; two who leave at once take turns.

    Raises: `LastAdministrator`.
    """
    active = session.scalars(
        select(StaffMember.id)
        .join(StaffRole, StaffRole.staff_id == StaffMember.id)
        .where(
            StaffRole.role == Role.ADMINISTRATOR,
            StaffRole.revoked_at.is_(None),
            StaffMember.deactivated_at.is_(None),
        )
        .with_for_update()
    ).all()
    if set(active) == {without.id}:
        raise LastAdministrator
