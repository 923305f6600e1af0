"""What a case may be judged to be, by what has been found."""

import pytest

from factories.law import law
from landlord_watch.cases.errors import OutcomeWithoutAccount, OutcomeWithoutGround
from landlord_watch.cases.rules.findings import (
    ClearOwnWish,
    CounterIndicator,
    Evidence,
    FormFound,
    Ground,
    Outcome,
    check_outcome,
)
from landlord_watch.households.rules import ArrivalForm

DEFINITION = law("Statskontoret 2020:19, the definition of aktiv medverkan; the rest own", "B")
TOLD = FormFound(ArrivalForm.AID_REFUSED_OR_THREATENED, Evidence.ACCOUNT)
WRITTEN = FormFound(ArrivalForm.CONTRACT_TERMINATED, Evidence.DOCUMENT)
CONFIRMED = FormFound(ArrivalForm.REFERRED_TO_LANDLORD, Evidence.CONFIRMED)
NOT_KNOWN = FormFound(ArrivalForm.UNKNOWN, Evidence.DOCUMENT)
NO, YES, UNCLEAR = ClearOwnWish.NO, ClearOwnWish.YES, ClearOwnWish.UNCLEAR


def ground(*forms, wish=NO, counters=(), confirmed=True):
    return Ground(
        forms=forms, counters=counters, clear_own_wish=wish, is_account_confirmed=confirmed
    )


@DEFINITION
@pytest.mark.parametrize(
    ("outcome", "stands_on"),
    [
        (Outcome.SUSPECTED, ground(TOLD)),
        (Outcome.SUSPECTED, ground(TOLD, wish=UNCLEAR, confirmed=False)),
        (Outcome.ESTABLISHED, ground(WRITTEN)),
        (Outcome.ESTABLISHED, ground(TOLD, CONFIRMED)),
        (Outcome.MOTIVATED_MOVE, ground(counters=[CounterIndicator.PROTECTION])),
        (Outcome.MOTIVATED_MOVE, ground(TOLD, wish=YES, counters=[CounterIndicator.OWN_WISH])),
        (Outcome.NO_PARTICIPATION, ground(wish=YES)),
        (Outcome.NO_PARTICIPATION, ground(confirmed=False)),
        (Outcome.UNDECIDABLE, ground(wish=UNCLEAR, confirmed=False)),
    ],
)
def test_what_has_been_found_carries_this(outcome, stands_on):
    check_outcome(outcome, stands_on)


@DEFINITION
@pytest.mark.parametrize(
    ("outcome", "stands_on", "lacks"),
    [
        (Outcome.SUSPECTED, ground(), "form"),
        (Outcome.SUSPECTED, ground(NOT_KNOWN), "form"),
        (Outcome.SUSPECTED, ground(WRITTEN, wish=YES), "no_own_wish"),
        (Outcome.ESTABLISHED, ground(), "form"),
        (Outcome.ESTABLISHED, ground(WRITTEN, wish=YES), "no_own_wish"),
        (Outcome.ESTABLISHED, ground(WRITTEN, wish=UNCLEAR), "wish_known"),
        (Outcome.ESTABLISHED, ground(TOLD), "evidence"),
        (Outcome.ESTABLISHED, ground(TOLD, NOT_KNOWN), "evidence"),
        (Outcome.MOTIVATED_MOVE, ground(TOLD), "counter_indicator"),
    ],
)
def test_what_has_been_found_does_not_carry_this(outcome, stands_on, lacks):
    with pytest.raises(OutcomeWithoutGround) as refused:
        check_outcome(outcome, stands_on)

    assert refused.value.context == {"lacks": lacks}


@DEFINITION
def test_nothing_is_established_before_the_person_has_confirmed_the_account():
    with pytest.raises(OutcomeWithoutAccount):
        check_outcome(Outcome.ESTABLISHED, ground(WRITTEN, confirmed=False))
