"""Checks that a later norm puts in another light; they stand, and are to be made anew."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from landlord_watch.households.models import Household
from landlord_watch.infra.database import Within
from landlord_watch.infra.paging import Page, row_page
from landlord_watch.rents.models import NormSet, RentCheckRecord, Verdict
from landlord_watch.rents.rules.parameters import DEFAULT_PARAMETERS, NormDay
from landlord_watch.tenancies.models import Tenancy


@dataclass(frozen=True, slots=True)
class ToRedo:
    """A check made by another own norm than the one that now holds for its day."""

    check_id: UUID
    tenancy_id: UUID
    household_id: UUID
    case_number: str
    checked_on: date
    verdict: Verdict


def checks_to_redo(
    session: Session, norm_set: NormSet, *, among: Within, number: int | None
) -> Page[ToRedo]:
    """
    The latest check of each tenancy and day that a norm holds for and that was made by another
    own norm, of the households `among` is true of; the latest day first, a page at a time.

    `number` None: all of them.
    """
    page = row_page(session, _to_redo(norm_set, among), number=number)
    return Page([ToRedo(*row) for row in page.rows], page.number, page.total)


def _to_redo(norm_set: NormSet, among: Within) -> Select[UUID, UUID, UUID, str, date, Verdict]:
    used, later = aliased(NormSet), aliased(RentCheckRecord)
    is_of_own = used.municipality_code == norm_set.municipality_code
    is_latest = (
        ~select(later.id)
        .where(
            later.tenancy_id == RentCheckRecord.tenancy_id,
            later.checked_on == RentCheckRecord.checked_on,
            later.recorded_at > RentCheckRecord.recorded_at,
        )
        .exists()
    )
    return (
        select(
            RentCheckRecord.id,
            Tenancy.id,
            Tenancy.household_id,
            Household.case_number,
            RentCheckRecord.checked_on,
            RentCheckRecord.verdict,
        )
        .join(Tenancy, Tenancy.id == RentCheckRecord.tenancy_id)
        .join(Household, Household.id == Tenancy.household_id)
        .join(used, used.id == RentCheckRecord.norm_set_id)
        .where(
            _held_against(norm_set),
            RentCheckRecord.norm_set_id != norm_set.id,
            RentCheckRecord.recorded_at < norm_set.recorded_at,
            is_of_own,
            is_latest,
            among(Tenancy.household_id),
        )
        .order_by(RentCheckRecord.checked_on.desc(), RentCheckRecord.id)
    )


def _held_against(norm_set: NormSet) -> ColumnElement[bool]:
    """Whether the norm of a check's day is this one."""
    bounds: list[ColumnElement[bool]] = []
    if norm_set.starts_on is not None:
        bounds.append(RentCheckRecord.checked_on >= _first_day_held(norm_set.starts_on))
    if norm_set.ends_on is not None:
        bounds.append(RentCheckRecord.checked_on < _first_day_held(norm_set.ends_on))
    return and_(True, *bounds)  # what SQLAlchemy wants of an empty `and_`


def _first_day_held(starts_on: date) -> date:
    """The first day that is held against a norm from `starts_on`; months are, by their first."""
    if DEFAULT_PARAMETERS.norm_day is NormDay.ASSESSED_DAY or starts_on.day == 1:
        return starts_on
    return (starts_on.replace(day=1) + timedelta(days=31)).replace(day=1)


def count_to_redo(session: Session, norm_set: NormSet, *, among: Within) -> int:
    """How many checks there are to make anew."""
    query = _to_redo(norm_set, among).order_by(None).subquery()
    return session.scalar(select(func.count()).select_from(query)) or 0
