"""Contracts of many households at a time; the rules of `services`, asked in sets."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.households.errors import EndsBeforeStart
from landlord_watch.households.models import Household
from landlord_watch.infra.database import Within
from landlord_watch.infra.many import Written, change_many, insert_many, pieces, rows_among
from landlord_watch.kernel.ids import new_id
from landlord_watch.kernel.period import Period
from landlord_watch.tenancies.errors import TenancyRecordedAlready
from landlord_watch.tenancies.models import ContractKind, Tenancy
from landlord_watch.tenancies.services import ContractTerms


@dataclass(frozen=True, slots=True)
class KnownTenancy:
    """A contract of the register; `ends_on` is the first day after it."""

    id: UUID
    household_id: UUID
    dwelling_id: UUID
    landlord_id: UUID
    contract_kind: ContractKind
    starts_on: date
    ends_on: date | None
    share_permille: int
    is_contract_seen: bool

    def overlaps(self, period: Period) -> bool:
        """Whether it holds on some day of a period."""
        return period.overlaps(Period(self.starts_on, self.ends_on))


_QUERY = select(
    Tenancy.id,
    Tenancy.household_id,
    Tenancy.dwelling_id,
    Tenancy.landlord_id,
    Tenancy.contract_kind,
    Tenancy.starts_on,
    Tenancy.ends_on,
    Tenancy.share_permille,
    Tenancy.is_contract_seen,
)


def tenancies_of_households(
    session: Session, household_ids: Collection[UUID]
) -> dict[UUID, list[KnownTenancy]]:
    """The contracts of these households, by household."""
    found: dict[UUID, list[KnownTenancy]] = {}
    for row in rows_among(session, _QUERY, Tenancy.household_id, household_ids):
        found.setdefault(row.household_id, []).append(KnownTenancy(*row))
    return found


def open_tenancies_of_landlords(
    session: Session, landlord_ids: Collection[UUID], *, within: Within
) -> list[KnownTenancy]:
    """
    The contracts without an end that these landlords have with households within reach.

    For a whole list that those landlords are in, to say which contracts it no longer names; it is
    shown to nobody as a list of who rents of whom.
    """
    query = _QUERY.where(Tenancy.ends_on.is_(None), within(Tenancy.household_id))
    return [
        KnownTenancy(*row) for row in rows_among(session, query, Tenancy.landlord_id, landlord_ids)
    ]


@dataclass(frozen=True, slots=True)
class TenancyFacts:
    """A household's contract for a home; all three are there."""

    household_id: UUID
    dwelling_id: UUID
    landlord_id: UUID
    terms: ContractTerms


def record_tenancies(
    session: Session, *, facts: Sequence[TenancyFacts], actor_id: UUID, at: datetime
) -> list[Written]:
    """
    Record contracts, in the order given.

    Raises: `EndsBeforeStart`, `TenancyRecordedAlready`.
    """
    household_ids = {one.household_id for one in facts}
    for piece in pieces(sorted(household_ids)):
        lock = select(Household.id).where(Household.id.in_(piece)).order_by(Household.id)
        session.execute(lock.with_for_update())
    known = tenancies_of_households(session, household_ids)
    rows = []
    for one in facts:
        _check(one, known.get(one.household_id, ()))
        rows.append(_row(one, at))
    written = insert_many(session, Tenancy, rows)
    _trail(session, "tenancy.recorded", (row["id"] for row in rows), actor_id, at)
    return written


def _check(one: TenancyFacts, known: Iterable[KnownTenancy]) -> None:
    terms = one.terms
    if terms.ends_on is not None and terms.ends_on <= terms.starts_on:
        raise EndsBeforeStart(starts_on=terms.starts_on)
    wanted = Period(terms.starts_on, terms.ends_on)
    for each in known:
        if each.dwelling_id == one.dwelling_id and each.overlaps(wanted):
            raise TenancyRecordedAlready(starts_on=each.starts_on)


def _row(one: TenancyFacts, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "household_id": one.household_id,
        "dwelling_id": one.dwelling_id,
        "landlord_id": one.landlord_id,
        "contract_kind": one.terms.kind,
        "starts_on": one.terms.starts_on,
        "ends_on": one.terms.ends_on,
        "share_permille": one.terms.share_permille,
        "is_contract_seen": one.terms.is_seen,
        "recorded_at": at,
    }


def end_tenancies(
    session: Session, *, ends_on: Mapping[UUID, date], actor_id: UUID, at: datetime
) -> list[Written]:
    """Note the first day after each of these contracts, which have no end yet."""
    changes = {each: ({"ends_on": None}, {"ends_on": day}) for each, day in ends_on.items()}
    written = change_many(session, Tenancy, changes)
    _trail(session, "tenancy.ended", changes, actor_id, at)
    return written


def note_contracts_seen(
    session: Session, *, tenancy_ids: Collection[UUID], actor_id: UUID, at: datetime
) -> list[Written]:
    """Note that somebody at the municipality has seen these contracts."""
    seen = ({"is_contract_seen": False}, {"is_contract_seen": True})
    written = change_many(session, Tenancy, dict.fromkeys(tenancy_ids, seen))
    _trail(session, "tenancy.contract_seen", tenancy_ids, actor_id, at)
    return written


def _trail(
    session: Session, action: str, ids: Iterable[UUID], actor_id: UUID, at: datetime
) -> None:
    audit.record_many(session, actor_id=actor_id, action=action, subject_ids=ids, at=at)
