"""What a case costs, what is claimed of it, what they answer, and what comes."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from factories import case_costs as made
from factories import cases
from factories.cases import OPENED, TODAY
from factories.payments import payment
from factories.people import NOW
from factories.reach import protected
from factories.tenancies import tenancy
from landlord_watch.case_costs import queries, services
from landlord_watch.case_costs.errors import (
    ClaimAnswered,
    ClaimHasPayments,
    ClaimTakenBack,
    CostRecordedAlready,
)
from landlord_watch.case_costs.models import CaseClaim
from landlord_watch.case_costs.rules import Answer, CostKind
from landlord_watch.case_costs.services import Answered
from landlord_watch.cases.errors import CaseClosed, OutwardUnchecked
from landlord_watch.cases.models import Case
from landlord_watch.households.models import Household
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.money import Money
from landlord_watch.reach.errors import OutwardContactBlocked


@pytest.fixture
def case(session: Session) -> Case:
    opened = cases.opened(session)
    cases.may_go_out(session, opened)
    return opened


def by(session: Session) -> dict[str, object]:
    return {"actor_id": cases.worker(session), "at": NOW}


def answer(session: Session, claim: CaseClaim, said: Answer, part: Money | None = None):
    return services.answer_claim(
        session,
        case_id=claim.case_id,
        claim_id=claim.id,
        answered=Answered(said, TODAY, part),
        today=TODAY,
        **by(session),
    )


def sums(session: Session, case: Case) -> list[int]:
    found = queries.sums_of(
        queries.list_costs(session, case.id), queries.list_claims(session, case.id)
    )
    amounts = found.cost, found.claimed, found.agreed, found.recovered, found.left
    return [each.ore // 100 for each in amounts]


def test_what_stands_is_added_up(session, case):
    made.cost(session, case)
    made.cost(session, case, kind=CostKind.REMOVAL, kronor=1_000)
    claim = made.claim(session, case)
    answer(session, claim, Answer.PART, Money.kronor(5_000))
    made.paid(session, claim)

    assert sums(session, case) == [10_000, 8_000, 5_000, 3_000, 7_000]


def test_two_of_a_kind_and_a_month_do_not_stand_together(session, case):
    first = made.cost(session, case)

    with pytest.raises(CostRecordedAlready):
        made.cost(session, case, month=date(2026, 2, 28))
    services.withdraw_cost(session, case_id=case.id, cost_id=first.id, **by(session))
    made.cost(session, case, kronor=1)
    assert sums(session, case)[0] == 1


def test_nothing_is_claimed_before_somebody_has_looked_at_secrecy(session):
    with pytest.raises(OutwardUnchecked):
        made.claim(session, cases.opened(session))


def test_nothing_is_claimed_of_a_protected_household(session, case):
    protected(session, session.get_one(Household, case.household_id), named=[])

    with pytest.raises(OutwardContactBlocked):
        made.claim(session, case)


def test_a_claim_is_answered_once(session, case):
    claim = made.claim(session, case)
    answer(session, claim, Answer.NO)

    with pytest.raises(ClaimAnswered):
        answer(session, claim, Answer.YES)


def test_a_claim_of_which_something_came_is_not_taken_back(session, case):
    claim = made.claim(session, case)
    came = made.paid(session, claim)
    ids = {"case_id": case.id, "claim_id": claim.id}

    with pytest.raises(ClaimHasPayments):
        services.withdraw_claim(session, **ids, **by(session))
    services.withdraw_recovery(session, case_id=case.id, recovery_id=came.id, **by(session))
    services.withdraw_claim(session, **ids, **by(session))
    with pytest.raises(ClaimTakenBack):
        made.paid(session, claim)
    assert sums(session, case) == [0, 0, 0, 0, 0]


def test_money_may_come_when_the_case_is_closed_and_no_cost_is_added(session, case):
    claim = made.claim(session, case)
    case.closed_on = TODAY
    session.flush()
    made.paid(session, claim)

    with pytest.raises(CaseClosed):
        made.cost(session, case)


def test_anothers_case_has_no_such_claim(session, case):
    claim = made.claim(session, case)

    with pytest.raises(NotFound):
        queries.get_claim(session, case_id=cases.opened(session).id, claim_id=claim.id)


def test_what_was_paid_out_is_proposed_until_it_is_taken_in(session, case):
    home = session.get_one(Household, case.household_id)
    payment(session, tenancy(session, tenant=home), paid_on=date(2026, 1, 27))
    before = queries.list_proposals(session, case)
    made.cost(session, case)

    assert [each.month_on for each in before] == [OPENED.replace(day=1)]
    assert queries.list_proposals(session, case) == []
    assert sums(session, case)[0] == 9_000
