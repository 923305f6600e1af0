"""What may be claimed of another municipality and by which paragraph, and how it is added up."""

from datetime import date

import pytest

from factories.law import law
from landlord_watch.case_costs.errors import (
    AmountNotPositive,
    ClaimDayOutside,
    CostMonthInTheFuture,
    PartNotWithin,
    RecoveredMoreThanClaimed,
)
from landlord_watch.case_costs.rules import (
    GROUND_SUBJECTS,
    Answer,
    ClaimGround,
    CostKind,
    agreed_of,
    by_month,
    check_cost,
    check_day,
    check_recovered,
)
from landlord_watch.kernel.money import ZERO, Money
from landlord_watch.kernel.statutes import statute

PAID_FOR_HELP = law("SoL (2025:400) 29 kap. 5 and 6 §§, (2001:453) 2 a kap. 6 and 7 §§", "A")
OWN = law("own order of work", "own")

TODAY = date(2026, 3, 12)
CLAIMED = Money.kronor(1_000)


@PAID_FOR_HELP
@pytest.mark.parametrize(
    ("on", "cited"),
    [
        (date(2025, 6, 30), "2 a kap. 6 och 7 §§ SoL (2001:453)"),
        (date(2025, 7, 1), "29 kap. 5 och 6 §§ SoL (2025:400)"),
    ],
)
def test_who_helped_on_request_is_paid_by_the_paragraph_of_the_day(on, cited):
    (subject,) = GROUND_SUBJECTS[ClaimGround.HELP_ON_REQUEST]

    assert statute(subject, on=on).short == cited


@OWN
def test_an_agreement_rests_on_no_paragraph():
    assert GROUND_SUBJECTS[ClaimGround.AGREEMENT] == ()


@OWN
@pytest.mark.parametrize("ore", [0, -1])
def test_a_cost_is_above_nothing(ore):
    with pytest.raises(AmountNotPositive):
        check_cost(Money(ore), month=TODAY, today=TODAY)


@OWN
def test_a_cost_is_of_a_month_that_has_begun():
    check_cost(Money(1), month=date(2026, 3, 31), today=TODAY)

    with pytest.raises(CostMonthInTheFuture):
        check_cost(Money(1), month=date(2026, 4, 1), today=TODAY)


@OWN
@pytest.mark.parametrize(
    ("answer", "part", "agreed"),
    [
        (Answer.YES, None, CLAIMED),
        (Answer.NO, None, ZERO),
        (Answer.PART, Money.kronor(400), Money.kronor(400)),
    ],
)
def test_what_they_agreed_to_pay(answer, part, agreed):
    assert agreed_of(answer, claimed=CLAIMED, part=part) == agreed


@OWN
@pytest.mark.parametrize("part", [None, ZERO, CLAIMED, Money.kronor(1_001)])
def test_a_part_is_more_than_nothing_and_less_than_all(part):
    with pytest.raises(PartNotWithin):
        agreed_of(Answer.PART, claimed=CLAIMED, part=part)


@OWN
def test_more_than_was_claimed_is_asked_about():
    before = [Money.kronor(600)]
    check_recovered(Money.kronor(400), claimed=CLAIMED, before=before, is_meant=False)
    check_recovered(Money.kronor(500), claimed=CLAIMED, before=before, is_meant=True)

    with pytest.raises(RecoveredMoreThanClaimed):
        check_recovered(Money.kronor(401), claimed=CLAIMED, before=before, is_meant=False)


@OWN
@pytest.mark.parametrize("on", [date(2026, 3, 1), date(2026, 3, 13)])
def test_a_day_is_after_what_it_follows_and_has_come(on):
    with pytest.raises(ClaimDayOutside):
        check_day(on, earliest_on=date(2026, 3, 2), today=TODAY)


@OWN
def test_costs_stand_by_month_and_kind():
    first, second = date(2026, 2, 1), date(2026, 3, 1)
    found = by_month(
        [
            (second, CostKind.AID, Money(5)),
            (first, CostKind.AID, Money(1)),
            (first, CostKind.REMOVAL, Money(2)),
        ]
    )

    assert found == [
        (first, {CostKind.AID: Money(1), CostKind.REMOVAL: Money(2)}),
        (second, {CostKind.AID: Money(5)}),
    ]
