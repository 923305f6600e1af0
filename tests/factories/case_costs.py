"""What invented cases cost, what was claimed of it and what came."""

from datetime import date

from sqlalchemy.orm import Session

from factories.cases import OPENED, TODAY, UDDEVALLA, worker
from factories.people import NOW
from landlord_watch.case_costs import services
from landlord_watch.case_costs.models import CaseClaim, CaseCost, CaseRecovery
from landlord_watch.case_costs.rules import ClaimGround, CostKind
from landlord_watch.case_costs.services import Claim, Cost, Paid
from landlord_watch.cases.models import Case
from landlord_watch.kernel.money import Money


def cost(
    session: Session,
    case: Case,
    *,
    kronor: int = 9_000,
    kind: CostKind = CostKind.AID,
    month: date = OPENED,
) -> CaseCost:
    """What a month cost; the month the case was opened, and aid, where nothing else is said."""
    return services.record_cost(
        session,
        case_id=case.id,
        cost=Cost(kind, month, Money.kronor(kronor), "Enligt beslut."),
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )


def claim(session: Session, case: Case, *, kronor: int = 8_000) -> CaseClaim:
    """A claim on Uddevalla; protection and secrecy must have been looked at."""
    ground = ClaimGround.HELP_ON_REQUEST
    return services.record_claim(
        session,
        case_id=case.id,
        claim=Claim(UDDEVALLA, ground, Money.kronor(kronor), OPENED, "Akut hjälp."),
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )


def paid(session: Session, claimed: CaseClaim, *, kronor: int = 3_000) -> CaseRecovery:
    """What came of a claim."""
    return services.record_recovery(
        session,
        case_id=claimed.case_id,
        claim_id=claimed.id,
        paid=Paid(Money.kronor(kronor), TODAY),
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )
