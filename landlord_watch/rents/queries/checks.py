"""Reading checks that were made, and making one to look at without keeping it."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from landlord_watch.kernel.errors import NotFound
from landlord_watch.rents.errors import NoNormInForce, NoRentOnDay
from landlord_watch.rents.models import NormSet, Rent, RentCheckRecord
from landlord_watch.rents.queries.counting import count_household_on
from landlord_watch.rents.queries.norms import as_rule_set, find_norm_set_in_force, get_norm_set
from landlord_watch.rents.queries.rents import facts_of, find_rent_on, inclusions_of, sublet_of
from landlord_watch.rents.rules import sublet as sublet_rule
from landlord_watch.rents.rules.comparable import RentFacts
from landlord_watch.rents.rules.household import HouseholdCount
from landlord_watch.rents.rules.inclusions import Inclusions
from landlord_watch.rents.rules.norms import norm_day
from landlord_watch.rents.rules.parameters import DEFAULT_PARAMETERS
from landlord_watch.rents.rules.rent_check import RentCheck, check_rent, from_json, to_json
from landlord_watch.rents.rules.sublet import SubletFinding
from landlord_watch.tenancies.models import Tenancy


@dataclass(frozen=True, slots=True)
class CheckPreview:
    """A check of a tenancy that nobody has kept yet; `sublet` is a finding beside the norm."""

    check: RentCheck
    people: Mapping[str, UUID]
    rent: Rent
    norm_set: NormSet
    sublet: SubletFinding


def preview_check(
    session: Session, tenancy: Tenancy, *, on: date, norm_set_id: UUID | None
) -> CheckPreview:
    """
    A tenancy's rent against a norm on a day, with all steps; nothing is kept.

    `norm_set_id` None: the municipality's own norm. The tenancy's dwelling is loaded.

    Raises: `NotFound`, `NoRentOnDay`, `NobodyInHousehold`, `NoNormInForce`,
    `SeveralNormsInForce`.
    """
    is_covered = tenancy.starts_on <= on and (tenancy.ends_on is None or on < tenancy.ends_on)
    rent = find_rent_on(session, tenancy.id, on=on) if is_covered else None
    if rent is None:
        raise NoRentOnDay(on=on)
    household = count_household_on(session, household_id=tenancy.household_id, on=on)
    norm_set = _norm_set(session, norm_set_id, on)
    facts, inclusions = facts_of(rent, tenancy), inclusions_of(rent)
    check = check_rent(facts, inclusions, household.count, as_rule_set(norm_set), on)
    return CheckPreview(check, household.people, rent, norm_set, sublet_of(rent, tenancy))


def check_quickly(
    session: Session,
    *,
    facts: RentFacts,
    inclusions: Inclusions,
    household: HouseholdCount,
    norm_set_id: UUID | None,
    on: date,
) -> RentCheck:
    """
    A rent against a norm for a household of nobody in particular; nothing is kept.

    `norm_set_id` None: the municipality's own norm.

    Raises: `NotFound`, `NoNormInForce`, `SeveralNormsInForce`.
    """
    norm_set = as_rule_set(_norm_set(session, norm_set_id, on))
    return check_rent(facts, inclusions, household, norm_set, on)


def _norm_set(session: Session, norm_set_id: UUID | None, on: date) -> NormSet:
    if norm_set_id is not None:
        return get_norm_set(session, norm_set_id)
    held_on = norm_day(on, rule=DEFAULT_PARAMETERS.norm_day)
    found = find_norm_set_in_force(session, on=held_on)
    if found is None:
        raise NoNormInForce(on=held_on)
    return found


def get_check(session: Session, check_id: UUID) -> RentCheckRecord:
    """
    A check as it was made.

    Raises: `NotFound`.
    """
    found = session.get(RentCheckRecord, check_id)
    if found is None:
        raise NotFound
    return found


def list_checks(session: Session, tenancy_ids: Collection[UUID]) -> Sequence[RentCheckRecord]:
    """Every check of these tenancies without its trace, the latest made first."""
    return session.scalars(
        select(RentCheckRecord)
        .where(RentCheckRecord.tenancy_id.in_(tenancy_ids))
        .order_by(RentCheckRecord.recorded_at.desc(), RentCheckRecord.id.desc())
        .options(defer(RentCheckRecord.trace, raiseload=True))
    ).all()


def latest_checks(session: Session, tenancy_ids: Collection[UUID]) -> dict[UUID, RentCheckRecord]:
    """
    The check made last of each of these tenancies, without its trace.

    Tenancies that have none are not there.
    """
    ranked = (
        select(
            RentCheckRecord.id,
            func.row_number()
            .over(
                partition_by=RentCheckRecord.tenancy_id,
                order_by=(RentCheckRecord.recorded_at.desc(), RentCheckRecord.id.desc()),
            )
            .label("place"),
        )
        .where(RentCheckRecord.tenancy_id.in_(tenancy_ids))
        .subquery()
    )
    rows = session.scalars(
        select(RentCheckRecord)
        .join(ranked, ranked.c.id == RentCheckRecord.id)
        .where(ranked.c.place == 1)
        .options(defer(RentCheckRecord.trace, raiseload=True))
    )
    return {row.tenancy_id: row for row in rows}


def read_check(record: RentCheckRecord) -> RentCheck:
    """A check as it was recorded, steps and all; nothing is computed anew."""
    return from_json(json.dumps(record.trace["check"]))


def find_latest_check(session: Session, tenancy_id: UUID) -> RentCheckRecord | None:
    """The check of a tenancy that was made last, with its trace."""
    return session.scalar(
        select(RentCheckRecord)
        .where(RentCheckRecord.tenancy_id == tenancy_id)
        .order_by(RentCheckRecord.recorded_at.desc(), RentCheckRecord.id.desc())
        .limit(1)
    )


def as_stored(preview: CheckPreview) -> dict[str, Any]:
    """A check, who is counted in it and the finding beside it, as they are kept."""
    return {
        "check": json.loads(to_json(preview.check)),
        "people": {label: str(person_id) for label, person_id in preview.people.items()},
        "sublet": sublet_rule.as_document(preview.sublet),
    }


def read_sublet(record: RentCheckRecord) -> SubletFinding | None:
    """The finding beside a check as it was kept; None: it was made before there were any."""
    kept = record.trace.get("sublet")
    return None if kept is None else sublet_rule.from_document(kept)


def people_of(record: RentCheckRecord) -> dict[str, UUID]:
    """Who is counted in a recorded check, by label."""
    return {label: UUID(person_id) for label, person_id in record.trace["people"].items()}


def find_kept(session: Session, tenancy_id: UUID, preview: CheckPreview) -> RentCheckRecord | None:
    """The check of a tenancy that was made last, if it says the same, step by step."""
    latest = find_latest_check(session, tenancy_id)
    if latest is None or latest.rent_id != preview.rent.id:
        return None
    return latest if latest.trace == as_stored(preview) else None
