"""
What a case cost and what was claimed of it, in the own file of who has been the only adult.

Where there are others, what was paid for one of them would be told to another.
Source: GDPR art. 15 (4); OSL (2009:400) 26 kap. 1 §. A.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.case_costs.models import CaseClaim, CaseCost
from landlord_watch.case_costs.queries import list_claims, list_costs, recovered_of
from landlord_watch.retention.rules import Sight
from landlord_watch.retention.shapes import OwnClaim, OwnCost


def own_costs(session: Session, case_id: UUID, sight: Sight) -> tuple[OwnCost, ...]:
    """What the case cost, month by month."""
    return tuple(_cost(each, sight) for each in list_costs(session, case_id))


def own_claims(session: Session, case_id: UUID, sight: Sight) -> tuple[OwnClaim, ...]:
    """What was claimed of the other municipality, and what came."""
    return tuple(_claim(each, sight) for each in list_claims(session, case_id))


def _cost(cost: CaseCost, sight: Sight) -> OwnCost:
    return OwnCost(
        month_on=cost.month_on,
        kind=cost.kind.value,
        amount_ore=cost.amount.ore,
        note=sight.mask.over(cost.note),
        is_withdrawn=cost.withdrawn_at is not None,
    )


def _claim(claim: CaseClaim, sight: Sight) -> OwnClaim:
    return OwnClaim(
        claimed_on=claim.claimed_on,
        amount_ore=claim.amount.ore,
        agreed_ore=None if claim.agreed is None else claim.agreed.ore,
        recovered_ore=recovered_of(claim).ore,
        note=sight.mask.over(claim.note),
        answer_words=sight.mask.over(claim.answer_words),
        is_withdrawn=claim.withdrawn_at is not None,
    )
