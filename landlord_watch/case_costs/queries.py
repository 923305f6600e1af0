"""Reading what a case costs, and what the economy system says that may be taken in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from landlord_watch.case_costs.models import CaseClaim, CaseCost, CaseRecovery
from landlord_watch.case_costs.rules import CostKind, CostSums
from landlord_watch.cases.models import Case
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.money import ZERO, Money, total
from landlord_watch.payments.queries import list_payments_of_household

RowT = TypeVar("RowT", CaseCost, CaseRecovery)


def list_costs(session: Session, case_id: UUID) -> Sequence[CaseCost]:
    """What a case has cost, the first month first, what was taken back too."""
    return session.scalars(
        select(CaseCost)
        .where(CaseCost.case_id == case_id)
        .order_by(CaseCost.month_on, CaseCost.recorded_at, CaseCost.id)
    ).all()


def list_claims(session: Session, case_id: UUID) -> Sequence[CaseClaim]:
    """What was claimed in a case with what came of it, the first first, taken back too."""
    return session.scalars(
        select(CaseClaim)
        .where(CaseClaim.case_id == case_id)
        .options(selectinload(CaseClaim.payments))
        .order_by(CaseClaim.claimed_on, CaseClaim.recorded_at, CaseClaim.id)
    ).all()


def get_cost(session: Session, *, case_id: UUID, cost_id: UUID) -> CaseCost:
    """
    A cost of a case; another case's does not exist here.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(CaseCost).where(CaseCost.id == cost_id, CaseCost.case_id == case_id)
    )
    return _found(found)


def get_claim(session: Session, *, case_id: UUID, claim_id: UUID) -> CaseClaim:
    """
    A claim of a case with what came of it; another case's does not exist here.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(CaseClaim)
        .where(CaseClaim.id == claim_id, CaseClaim.case_id == case_id)
        .options(selectinload(CaseClaim.payments))
    )
    if found is None:
        raise NotFound(claim_id=claim_id)
    return found


def get_recovery(session: Session, *, case_id: UUID, recovery_id: UUID) -> CaseRecovery:
    """
    What came of a claim of a case; another case's does not exist here.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(CaseRecovery)
        .join(CaseClaim, CaseClaim.id == CaseRecovery.claim_id)
        .where(CaseRecovery.id == recovery_id, CaseClaim.case_id == case_id)
    )
    return _found(found)


def _found(row: RowT | None) -> RowT:
    if row is None:
        raise NotFound
    return row


def find_cost(
    session: Session, *, case_id: UUID, kind: CostKind, month_on: date
) -> CaseCost | None:
    """The cost of a kind and a month that stands; None: there is none."""
    return session.scalar(
        select(CaseCost).where(
            CaseCost.case_id == case_id,
            CaseCost.kind == kind,
            CaseCost.month_on == month_on,
            CaseCost.withdrawn_at.is_(None),
        )
    )


def sums_of(costs: Iterable[CaseCost], claims: Iterable[CaseClaim]) -> CostSums:
    """What stands of it, added up."""
    standing = [each for each in claims if each.withdrawn_at is None]
    return CostSums(
        cost=total(each.amount for each in costs if each.withdrawn_at is None),
        claimed=total(each.amount for each in standing),
        agreed=total(each.agreed for each in standing if each.agreed is not None),
        recovered=total(recovered_of(each) for each in standing),
    )


def recovered_of(claim: CaseClaim) -> Money:
    """What has come of a claim, of what stands."""
    return total(each.amount for each in claim.payments if each.withdrawn_at is None)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the economy system says was paid out for a month, and no cost has been recorded of."""

    month_on: date
    amount: Money


def list_proposals(session: Session, case: Case) -> list[Proposal]:
    """
    Aid that was paid to the household for months of the case, the first month first.

    Nothing of it is a cost of the case before somebody has taken it in.
    """
    known = {
        each.month_on
        for each in list_costs(session, case.id)
        if each.withdrawn_at is None and each.kind is CostKind.AID
    }
    months: dict[date, Money] = {}
    for payment in list_payments_of_household(session, case.household_id):
        month = payment.concerns_on
        months[month] = months.get(month, ZERO) + payment.amount
    return [
        Proposal(month, amount)
        for month, amount in sorted(months.items())
        if month >= case.opened_on.replace(day=1) and month not in known and amount > ZERO
    ]
