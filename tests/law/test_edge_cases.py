"""
The edge cases of a rent check, one by one.

Those that the table of `test_rent_check` holds already are named here by their names in it, so
that one that is taken away is missed.
"""

from datetime import date
from fractions import Fraction

import pytest

from factories.law import law
from factories.rent_rules import FAMILY, NORM, SETTLED
from factories.rent_vectors import vectors
from landlord_watch.kernel.money import Money
from landlord_watch.rents.errors import NoRowMatches, SharesNotWhole
from landlord_watch.rents.rules.comparable import (
    PriceUnit,
    RentFacts,
    check_shares,
    contract_share,
    monthly_price,
)
from landlord_watch.rents.rules.findings import Flag, Verdict
from landlord_watch.rents.rules.household import (
    CountedPerson,
    Household,
    Role,
    count_household,
    household_of,
)
from landlord_watch.rents.rules.norms import row_for
from landlord_watch.rents.rules.parameters import DEFAULT_PARAMETERS
from landlord_watch.rents.rules.published_norms import published_norms
from landlord_watch.rents.rules.rent_check import check_rent

TABLE = vectors()
PUBLISHED = {norm_set.name: norm_set for norm_set in published_norms()}
OWN = law("own: landlord_watch/rents/rules", "own")


#: Edge case to where the table of checks, households or months has it.
IN_THE_TABLE = {
    "norm table changes at the year": ("checks", "Malmö in January 2019"),
    "norm table changes in the middle of a month": (
        "checks",
        "the norm of the month holds though it changed on a later day",
    ),
    "rent changes in the middle of a month": ("months", "a rise in mid-month"),
    "children stay part of the time": (
        "checks",
        "a child part of the time: over without it, within with it",
    ),
    "a child turns 18": ("households", "a child on the day it turns 18, not in school"),
    "a pupil turns 21": ("households", "a pupil who turns 21"),
    "a shared contract": ("checks", "half a shared contract"),
    "the tenant has a lodger": ("checks", "a lodger's payment is taken off the rent"),
    "the tenant is a lodger": ("households", "a lodger is another household"),
    "a sublet without the sublessor's rent": (
        "checks",
        "a sublet whose sublessor's rent is not shown",
    ),
    "furniture by the landlord": ("checks", "furniture in the rent at a known amount"),
    "parking in the rent": ("checks", "Uddevalla: parking in the rent is taken off"),
    "missing area": ("checks", "nothing seen and nothing measured"),
    "other rooms than the register": ("checks", "the contract says other rooms than the register"),
    "a price by the week": ("checks", "a price by the week"),
    "a price by the night": ("checks", "a price by the night"),
    "two homes in a month": ("months", "two homes during a move"),
    "a household larger than the table": ("checks", "Malmö 2018 ends at three children"),
    "a household that the increment is for": ("checks", "Uddevalla, five children add 4 800"),
    "an absurd rent": ("checks", "a rent over the upper limit is to be confirmed"),
    "a rent of zero": ("checks", "a rent of zero is to be confirmed"),
    "a rent below zero": ("checks", "a negative rent is refused"),
    "an absurd rent that was confirmed": ("checks", "an unusual rent that is confirmed"),
    "water that is not known": (
        "checks",
        "Uddevalla says nothing of water: undecided between",
    ),
}


@OWN
@pytest.mark.parametrize(("section", "name"), IN_THE_TABLE.values(), ids=IN_THE_TABLE)
def test_the_table_of_both_suites_has_the_edge_case(section, name):
    assert name in {case["name"] for case in TABLE[section]}


@law("Malmö stad 2018 and 2019, published pages", "B")
def test_the_norm_of_a_single_adult_rises_at_the_turn_of_the_year():
    rent = RentFacts(Money.kronor(5_900), rooms=1, area_m2=30.0, is_contract_seen=True)
    verdicts = [
        check_rent(rent, SETTLED, household_of(1, 0), norm, on).outcome.norm.low.ore
        for norm, on in (
            (PUBLISHED["Malmö 2018"], date(2018, 12, 15)),
            (PUBLISHED["Malmö 2019"], date(2019, 1, 15)),
        )
    ]

    assert verdicts == [506_500, 630_000]


@law("SOSFS 2013:1, Socialstyrelsens allmänna råd om ekonomiskt bistånd", "B")
@pytest.mark.parametrize(
    ("share", "counted", "alternative"),
    [("1/2", 1, None), ("3/7", 0, 1), ("1/7", 0, 1), ("1", 1, None)],
    ids=["every other week", "less than half", "a weekend", "always"],
)
def test_a_child_part_of_the_time_is_counted_or_shown_both_ways(share, counted, alternative):
    home = [
        CountedPerson("adult-1", Role.ADULT, date(1990, 1, 1)),
        CountedPerson("child-1", Role.CHILD, date(2018, 1, 1), share=Fraction(share)),
    ]
    found = count_household(home, on=date(2026, 3, 1), child_share=DEFAULT_PARAMETERS.child_share)

    assert found.household.children == counted
    assert (found.alternative and found.alternative.children) == alternative


@law("SOSFS 2013:1; föräldrabalken 7 kap. 1 §", "B")
@pytest.mark.parametrize(
    ("on", "in_school", "children"),
    [
        (date(2026, 5, 9), False, 1),
        (date(2026, 5, 10), False, 0),
        (date(2026, 5, 10), True, 1),
        (date(2029, 5, 9), True, 1),
        (date(2029, 5, 10), True, 0),
    ],
    ids=["17", "18", "18 in school", "20 in school", "21 in school"],
)
def test_a_child_is_counted_until_18_and_in_school_until_21(on, in_school, children):
    home = [
        CountedPerson("adult-1", Role.ADULT, date(1985, 1, 1)),
        CountedPerson("child-1", Role.CHILD, date(2008, 5, 10), in_school=in_school),
    ]
    found = count_household(home, on=on, child_share=DEFAULT_PARAMETERS.child_share)

    assert found.household.children == children


@law("own: as agreed, else by rooms, else equal; HFD 2020 ref. 40 shares per head", "B")
@pytest.mark.parametrize(
    ("agreed", "rooms", "share"),
    [
        (Fraction(2, 5), (1, 3), Fraction(2, 5)),
        (None, (1, 3), Fraction(1, 3)),
        (None, None, Fraction(1, 2)),
    ],
    ids=["as agreed", "by rooms", "equal"],
)
def test_two_who_share_a_contract_each_have_their_part_of_it(agreed, rooms, share):
    part = contract_share(agreed, rooms=rooms, parties=2)
    facts = RentFacts(Money.kronor(9_000), contract_share=part, rooms=2)
    check = check_rent(facts, SETTLED, household_of(1, 0), NORM, date(2026, 3, 1))

    assert part == share
    assert check.comparable.low == Money.kronor(9_000).times(share)


@OWN
@pytest.mark.parametrize(
    "shares", [(Fraction(1, 2), Fraction(1, 3)), (Fraction(2, 3), Fraction(1, 2)), ()]
)
def test_parts_of_a_contract_that_are_not_the_whole_are_refused(shares):
    with pytest.raises(SharesNotWhole):
        check_shares(shares)


@OWN
def test_three_thirds_are_the_whole_contract():
    check_shares([Fraction(1, 3)] * 3)

    assert sum([Fraction(1, 3)] * 3) == 1


@law("SOSFS 2013:1; own: the lodger is another household", "B")
def test_a_host_is_held_against_the_norm_without_the_lodger():
    home = [
        CountedPerson("adult-1", Role.ADULT, date(1980, 1, 1)),
        CountedPerson("lodger", Role.OTHER_HOUSEHOLD, date(1995, 1, 1)),
    ]
    household = count_household(
        home, on=date(2026, 3, 1), child_share=DEFAULT_PARAMETERS.child_share
    )
    facts = RentFacts(Money.kronor(9_000), rooms=2, lodger_pays=Money.kronor(3_000))
    check = check_rent(facts, SETTLED, household, NORM, date(2026, 3, 1))

    assert (household.household.adults, check.comparable.low) == (1, Money.kronor(6_000))


@OWN
@pytest.mark.parametrize(
    ("unit", "price", "monthly"),
    [
        (PriceUnit.NIGHT, 500, 1_520_833),
        (PriceUnit.WEEK, 2_100, 910_000),
        (PriceUnit.MONTH, 7_777, 777_700),
    ],
)
def test_a_hotels_price_is_converted_to_a_month_and_said_to_be(unit, price, monthly):
    facts = RentFacts(Money.kronor(price), unit, rooms=2, area_m2=20.0, is_contract_seen=True)
    check = check_rent(facts, SETTLED, FAMILY, NORM, date(2026, 3, 1))

    assert monthly_price(facts).ore == monthly
    assert (Flag.PRICE_CONVERTED in check.flags) is (unit is not PriceUnit.MONTH)


@OWN
def test_a_missing_area_is_asked_for_and_the_check_works():
    facts = RentFacts(Money.kronor(8_450), rooms=2, is_contract_seen=True)
    check = check_rent(facts, SETTLED, FAMILY, NORM, date(2026, 3, 1))

    assert check.flags == (Flag.AREA_MISSING,)
    assert check.verdict is Verdict.OVER


@OWN
def test_a_contract_that_contradicts_the_register_is_a_flag_and_not_another_norm():
    facts = RentFacts(
        Money.kronor(8_450),
        rooms=2,
        area_m2=60.0,
        is_contract_seen=True,
        contract_rooms=3,
        contract_area_m2=75.0,
    )
    check = check_rent(facts, SETTLED, FAMILY, NORM, date(2026, 3, 1))

    assert check.flags == (Flag.ROOMS_DIFFER, Flag.AREA_DIFFERS)
    assert check.norm.low == Money.kronor(7_600)


@law("Malmö stad 2018, the published table ends at three children", "B")
def test_a_household_larger_than_the_table_is_not_given_a_number():
    with pytest.raises(NoRowMatches) as refusal:
        row_for(PUBLISHED["Malmö 2018"], Household(2, 4), rooms=None)

    assert refusal.value.context["children"] == 4


@law("Uddevalla kommun 2020, 1 600 kronor for each further child", "B")
def test_a_household_larger_than_the_table_gets_the_increment_that_is_decided():
    row = row_for(PUBLISHED["Uddevalla 2020"], Household(2, 6), rooms=None)

    assert row.amount_for(6) == Money.kronor(8_050 + 4 * 1_600)


@law("own: a check is of ids and labels, never of a name or an address", "own")
def test_a_check_of_somebody_protected_holds_neither_name_nor_address():
    home = [CountedPerson("adult-1", Role.ADULT, date(1990, 1, 1))]
    household = count_household(
        home, on=date(2026, 3, 1), child_share=DEFAULT_PARAMETERS.child_share
    )
    facts = RentFacts(Money.kronor(5_000), rooms=1)
    check = check_rent(facts, SETTLED, household, NORM, date(2026, 3, 1))
    said = {name for step in check.steps for name in step.values}

    assert not said & {"name", "address", "number", "street_address"}
    assert [person.label for person in check.inputs.household.persons] == ["adult-1"]
