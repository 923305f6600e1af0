"""Reading norms, and turning stored rows into the rule set that a check is made by."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, selectinload

from landlord_watch.kernel.errors import NotFound
from landlord_watch.rents.errors import SeveralNormsInForce
from landlord_watch.rents.models import NormRow, NormSet
from landlord_watch.rents.rules import norms as rules
from landlord_watch.rents.rules.inclusions import Inclusion, Says
from landlord_watch.rents.rules.norm_check import Apart


def list_norm_sets(session: Session) -> Sequence[NormSet]:
    """Every norm without its rows: one's own first, then by publisher, the latest first."""
    return session.scalars(
        select(NormSet).order_by(
            NormSet.is_own.desc(),
            NormSet.publisher,
            NormSet.starts_on.is_(None),
            NormSet.starts_on.desc(),
            NormSet.id,
        )
    ).all()


def list_norm_sets_in_force(session: Session, *, on: date) -> Sequence[NormSet]:
    """The norms that hold on a day, without their rows; one's own first."""
    return session.scalars(
        select(NormSet)
        .where(_holds(on))
        .order_by(NormSet.is_own.desc(), NormSet.publisher, NormSet.name, NormSet.id)
    ).all()


def list_own_norm_sets(session: Session) -> Sequence[NormSet]:
    """One's own norms without their rows, the oldest first."""
    return session.scalars(
        select(NormSet).where(NormSet.is_own).order_by(NormSet.starts_on, NormSet.id)
    ).all()


def _holds(on: date) -> ColumnElement[bool]:
    """Whether a norm holds on a day; an undated one is taken to hold on any."""
    return and_(
        or_(NormSet.starts_on.is_(None), NormSet.starts_on <= on),
        or_(NormSet.ends_on.is_(None), NormSet.ends_on > on),
    )


def find_norm_set_in_force(session: Session, *, on: date) -> NormSet | None:
    """
    The municipality's own norm that holds on a day, with its rows.

    Raises: `SeveralNormsInForce`.
    """
    found = session.scalars(
        select(NormSet)
        .where(NormSet.is_own, _holds(on))
        .order_by(NormSet.starts_on)
        .options(selectinload(NormSet.rows))
    ).all()
    if len(found) > 1:
        raise SeveralNormsInForce(on=on, names=tuple(norm_set.name for norm_set in found))
    return found[0] if found else None


def find_norm_set(session: Session, norm_set_id: UUID) -> NormSet | None:
    """A norm with its rows."""
    return session.scalar(
        select(NormSet).where(NormSet.id == norm_set_id).options(selectinload(NormSet.rows))
    )


def get_norm_set(session: Session, norm_set_id: UUID) -> NormSet:
    """
    A norm with its rows.

    Raises: `NotFound`.
    """
    found = find_norm_set(session, norm_set_id)
    if found is None:
        raise NotFound
    return found


def as_rule_set(norm_set: NormSet) -> rules.NormSet:
    """A stored norm as the rules read it; its rows are loaded."""
    return rules.NormSet(
        id=norm_set.id,
        municipality_code=norm_set.municipality_code,
        publisher=norm_set.publisher,
        name=norm_set.name,
        kind=norm_set.kind,
        starts_on=norm_set.starts_on,
        ends_on=norm_set.ends_on,
        decision_reference=norm_set.decision_reference,
        source=norm_set.source,
        includes={Inclusion(name): Says(says) for name, says in norm_set.includes.items()},
        rows=tuple(_as_rule_row(row) for row in norm_set.rows),
        is_start_assumed=norm_set.is_start_assumed,
    )


def apart_of(norm_set: NormSet) -> tuple[Apart, ...]:
    """The households that a stored norm says are assessed on their own."""
    return tuple(Apart(**stated) for stated in norm_set.apart)


def _as_rule_row(row: NormRow) -> rules.NormRow:
    return rules.NormRow(
        label=row.label,
        amount=row.amount,
        adults_min=row.adults_min,
        adults_max=row.adults_max,
        children_min=row.children_min,
        children_max=row.children_max,
        age_from=row.age_from,
        age_under=row.age_under,
        rooms=row.rooms,
        area_m2=row.area_m2,
        per_extra_child=row.per_extra_child,
    )


def as_stored_norm(norm_set: rules.NormSet, at: datetime) -> NormSet:
    """A norm and its rows as they are kept."""
    return NormSet(
        id=norm_set.id,
        municipality_code=norm_set.municipality_code,
        publisher=norm_set.publisher,
        name=norm_set.name,
        kind=norm_set.kind,
        starts_on=norm_set.starts_on,
        is_start_assumed=norm_set.is_start_assumed,
        ends_on=norm_set.ends_on,
        decision_reference=norm_set.decision_reference,
        source=norm_set.source,
        includes={name.value: says.value for name, says in norm_set.includes.items()},
        recorded_at=at,
        rows=[_stored_row(place, row) for place, row in enumerate(norm_set.rows)],
    )


def _stored_row(position: int, row: rules.NormRow) -> NormRow:
    return NormRow(
        position=position,
        label=row.label,
        adults_min=row.adults_min,
        adults_max=row.adults_max,
        children_min=row.children_min,
        children_max=row.children_max,
        age_from=row.age_from,
        age_under=row.age_under,
        rooms=row.rooms,
        area_m2=row.area_m2,
        amount=row.amount,
        per_extra_child=row.per_extra_child,
    )
