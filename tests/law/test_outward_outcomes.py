"""What an own outward move may be judged to be, and what of its money is ordinary aid."""

import pytest

from factories.law import law
from landlord_watch.cases.rules.findings import ClearOwnWish
from landlord_watch.outward_moves.errors import OutwardOutcomeWithoutGround
from landlord_watch.outward_moves.rules import (
    OutwardGround,
    OutwardOutcome,
    Paid,
    PaidKind,
    check_outward_outcome,
    is_incentive,
    paid_together,
)

DEFINITION = law("Statskontoret 2020:19, the definition of aktiv medverkan; the rest own", "B")
ASSESSED = law("SoL (2025:400) 12 kap. 1 §: aid by individual assessment; the line is own", "A")
YES, NO, UNCLEAR = ClearOwnWish.YES, ClearOwnWish.NO, ClearOwnWish.UNCLEAR
TOOK_PART, MOTIVATED = OutwardOutcome.TOOK_PART, OutwardOutcome.MOTIVATED_MOVE
NOT_US, UNDECIDABLE = OutwardOutcome.NO_PARTICIPATION, OutwardOutcome.UNDECIDABLE
ENDED, FAMILY = "contract_terminated", "family"


def ground(*, forms=(), counters=(), wish=UNCLEAR, paid=Paid.NOTHING):
    return OutwardGround(forms=forms, counters=counters, own_wish=wish, paid=paid)


@DEFINITION
@pytest.mark.parametrize(
    ("outcome", "stands_on"),
    [
        (TOOK_PART, ground(forms=[ENDED])),
        (TOOK_PART, ground(forms=[ENDED], wish=NO)),
        (TOOK_PART, ground(paid=Paid.INCENTIVE)),
        (MOTIVATED, ground(counters=[FAMILY], wish=YES)),
        (MOTIVATED, ground(forms=[ENDED], counters=[FAMILY])),
        (NOT_US, ground()),
        (NOT_US, ground(paid=Paid.ORDINARY_AID)),
        (NOT_US, ground(forms=[ENDED], wish=YES)),
        (UNDECIDABLE, ground()),
    ],
)
def test_an_outcome_that_is_carried_is_taken(outcome, stands_on) -> None:
    check_outward_outcome(outcome, stands_on)


@DEFINITION
@pytest.mark.parametrize(
    ("outcome", "stands_on", "lacks"),
    [
        (TOOK_PART, ground(), "form"),
        (TOOK_PART, ground(paid=Paid.ORDINARY_AID), "form"),
        (TOOK_PART, ground(forms=[ENDED], wish=YES), "no_own_wish"),
        (MOTIVATED, ground(wish=YES), "counter_indicator"),
        (NOT_US, ground(forms=[ENDED]), "nothing_for"),
        (NOT_US, ground(paid=Paid.INCENTIVE, wish=NO), "nothing_for"),
    ],
)
def test_an_outcome_that_is_not_carried_says_what_it_lacks(outcome, stands_on, lacks) -> None:
    with pytest.raises(OutwardOutcomeWithoutGround) as refusal:
        check_outward_outcome(outcome, stands_on)

    assert refusal.value.context == {"lacks": lacks}


@ASSESSED
@pytest.mark.parametrize(
    ("kind", "is_assessed", "draws"),
    [
        (PaidKind.REMOVAL_AID, True, False),
        (PaidKind.REMOVAL_AID, False, True),
        (PaidKind.RENT_IN_ADVANCE, True, True),
        (PaidKind.DEPOSIT, True, True),
        (PaidKind.FREE_MONTHS, True, True),
        (PaidKind.OTHER, False, True),
    ],
)
def test_removal_aid_after_an_assessment_alone_is_ordinary(kind, is_assessed, draws) -> None:
    assert is_incentive(kind, is_assessed=is_assessed) is draws


@ASSESSED
def test_one_incentive_among_ordinary_aid_makes_it_one() -> None:
    ordinary, drawn = (PaidKind.REMOVAL_AID, True), (PaidKind.DEPOSIT, True)

    assert paid_together([]) is Paid.NOTHING
    assert paid_together([ordinary, ordinary]) is Paid.ORDINARY_AID
    assert paid_together([ordinary, drawn]) is Paid.INCENTIVE
