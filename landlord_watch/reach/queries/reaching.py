"""
Whether somebody reaches a household: one condition, for pages, lists and searches alike.

What is not there and what may not be seen fail it in the same way.
Source: lag (2001:454) 10 § (rights are limited to what each person needs), read 2026-11-22. A.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, not_, or_, select
from sqlalchemy import SQLColumnExpression as Column
from sqlalchemy.orm import Session, aliased

from landlord_watch.households.models import Household, HouseholdMember
from landlord_watch.identity.rules import Permission, Reach, Role, reaches, reaches_by_glass
from landlord_watch.infra.clock import LOCAL
from landlord_watch.infra.database import Within
from landlord_watch.reach.models import Assignment, Named, Opening, Placement, Protection


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, as what, and when."""

    staff_id: UUID
    roles: frozenset[Role]
    at: datetime

    @property
    def on(self) -> date:
        return self.at.astimezone(LOCAL).date()


def within(viewer: Viewer, permission: Permission) -> Within:
    """The condition on a household's id that somebody may do this to it now."""
    usual, by_glass = usually_within(viewer, permission), through_glass(viewer, permission)
    return lambda household_id: or_(usual(household_id), by_glass(household_id))


def usually_within(viewer: Viewer, permission: Permission) -> Within:
    """The same without what is open for an hour."""
    granted = reaches(viewer.roles, permission)

    def condition(household_id: Column[UUID]) -> ColumnElement[bool]:
        protected = is_protected(household_id, viewer.on)
        plain = _of_plain(household_id, viewer, granted)
        ways = [and_(not_(protected), plain)]
        if Reach.NAMED in granted:
            ways.append(and_(protected, not_(is_protected_from(household_id, viewer))))
        if Reach.PROTECTED in granted:
            ways.append(protected)
        return or_(*ways)

    return condition


def _of_plain(
    household_id: Column[UUID], viewer: Viewer, granted: frozenset[Reach]
) -> ColumnElement[bool]:
    """Whose it is, where nobody in it is protected."""
    ways = {
        Reach.OWN: is_assigned(household_id, Assignment.staff_id == viewer.staff_id),
        Reach.UNIT: _is_of_unit(household_id, viewer),
        Reach.UNASSIGNED: not_(is_assigned(household_id)),
        Reach.OTHER: is_assigned(household_id),
    }
    return or_(false(), *(way for reach, way in ways.items() if reach in granted))


def is_assigned(household_id: Column[UUID], *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether somebody has it, of whom `more` is true."""
    standing = exists().where(
        Assignment.household_id == household_id, Assignment.ended_at.is_(None), *more
    )
    return standing.correlate_except(Assignment)


def _is_of_unit(household_id: Column[UUID], viewer: Viewer) -> ColumnElement[bool]:
    """Of somebody of the same unit; those who are in no unit are in one together."""
    theirs = (
        select(Placement.unit_id)
        .where(Placement.staff_id == Assignment.staff_id)
        .correlate(Assignment)
        .scalar_subquery()
    )
    mine = aliased(Placement)
    my_unit = select(mine.unit_id).where(mine.staff_id == viewer.staff_id).scalar_subquery()
    return is_assigned(household_id, theirs.is_not_distinct_from(my_unit))


def is_protected(
    household_id: Column[UUID], on: date, *more: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Whether somebody who is in it on a day, or is to be, is protected."""
    # the query around it may be about members too, and this one is about all of them
    found = exists().where(
        HouseholdMember.household_id == household_id,
        or_(HouseholdMember.ends_on.is_(None), HouseholdMember.ends_on > on),
        Protection.person_id == HouseholdMember.person_id,
        Protection.ended_at.is_(None),
        *more,
    )
    return found.correlate_except(HouseholdMember, Protection)


def is_protected_from(household_id: Column[UUID], viewer: Viewer) -> ColumnElement[bool]:
    """Whether somebody in it is protected, of whom this one is not to know."""
    is_named = exists().where(
        Named.protection_id == Protection.id, Named.staff_id == viewer.staff_id
    )
    return is_protected(household_id, viewer.on, not_(is_named.correlate_except(Named)))


def through_glass(viewer: Viewer, permission: Permission) -> Within:
    """Open to this one for the hour; where somebody is protected, only if two agreed."""
    granted = reaches_by_glass(viewer.roles, permission)
    if not granted:
        return lambda _household_id: false()

    def condition(household_id: Column[UUID]) -> ColumnElement[bool]:
        protected = is_protected(household_id, viewer.on)
        plain = _of_plain(household_id, viewer, granted)
        ways = [and_(_is_open(household_id, viewer), not_(protected), plain)]
        if Reach.PROTECTED in granted:
            is_agreed = Opening.approved_by_id.is_not(None)
            ways.append(and_(_is_open(household_id, viewer, is_agreed), protected))
        return or_(*ways)

    return condition


def _is_open(
    household_id: Column[UUID], viewer: Viewer, *more: ColumnElement[bool]
) -> ColumnElement[bool]:
    found = exists().where(Opening.household_id == household_id, *_open_now(viewer), *more)
    return found.correlate_except(Opening)


def _open_now(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    return (
        Opening.staff_id == viewer.staff_id,
        Opening.opened_at <= viewer.at,
        Opening.closes_at > viewer.at,
    )


def find_reached(session: Session, *, household_ids: Select[UUID], within: Within) -> UUID | None:
    """
    The household that something hangs on, if it is within reach; None: it is not, or is not there.

    One question, whichever it is.
    """
    query = select(Household.id).where(Household.id.in_(household_ids), within(Household.id))
    return session.scalar(query)


def find_closing(session: Session, *, viewer: Viewer, household_id: UUID) -> datetime | None:
    """When what is open to this one for an hour closes; None: nothing is."""
    query = select(func.max(Opening.closes_at)).where(
        Opening.household_id == household_id, *_open_now(viewer)
    )
    return session.scalar(query)
