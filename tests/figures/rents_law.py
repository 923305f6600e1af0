"""
The law tests: that all of them pass, and that no edge case of a rent is without one.

They are run here once more, and what is counted is what pytest says of each.
"""

from collections.abc import Collection, Iterator, Mapping

from figures.figure import Figure, must_be_short
from figures.told import told

LAW = "tests/law"
CHECK = "test_rent_check::test_a_rent_is_found_to_lie_as_the_table_says"
REFUSED = "test_rent_check::test_what_cannot_be_checked_is_refused"
COUNTED = "test_rent_check::test_a_household_is_counted_as_the_table_says"
MONTH = "test_rent_check::test_a_month_with_several_rents_weighs_them_by_days"

#: Every case that a rent or a household can be, to how the tests of it begin; each is there.
EDGE_CASES: Mapping[str, tuple[str, ...]] = {
    "the norm changes at the year": (
        "test_edge_cases::test_the_norm_of_a_single_adult_rises_at_the_turn_of_the_year",
        f"{CHECK}[the norm of the month holds though it changed on a later day]",
    ),
    "the rent changes in the middle of a month": (
        f"{MONTH}[a rise in mid-month]",
        "test_rents_over_time::test_a_rise_in_mid_month_is_judged_from_its_start",
    ),
    "a rent is raised or lowered afterwards": (
        "test_rents_over_time::test_a_rise_told_afterwards_leaves_what_was_known_when_deciding",
        "test_rents_over_time::test_a_rent_lowered_by_the_tribunal_replaces_the_one",
    ),
    "a norm is decided afterwards": (
        "test_rents_over_time::test_a_norm_decided_after_its_first_day_is_retroactive",
    ),
    "children stay part of the time": (
        "test_edge_cases::test_a_child_part_of_the_time_is_counted_or_shown_both_ways",
        f"{CHECK}[a child part of the time: over without it, within with it]",
    ),
    "a child turns 18, or 21 in school": (
        "test_edge_cases::test_a_child_is_counted_until_18_and_in_school_until_21",
        f"{COUNTED}[a pupil who turns 21]",
    ),
    "a contract is shared": (
        "test_edge_cases::test_two_who_share_a_contract_each_have_their_part_of_it",
        "test_edge_cases::test_parts_of_a_contract_that_are_not_the_whole_are_refused",
        f"{MONTH}[a shared contract]",
    ),
    "the tenant has a lodger": (
        "test_edge_cases::test_a_host_is_held_against_the_norm_without_the_lodger",
        f"{CHECK}[a lodger's payment is taken off the rent]",
    ),
    "the tenant is a lodger": (
        "test_sublet::test_a_part_of_a_flat_may_cost_that_part",
        f"{COUNTED}[a lodger is another household]",
    ),
    "a rented flat is sublet": (
        "test_sublet::test_a_sublet_may_cost_what_the_sublessor_pays_with_furniture_and_extras",
        "test_sublet::test_without_the_sublessors_rent_nothing_is_decided_and_it_is_asked_for",
    ),
    "a private person lets a home of their own": (
        "test_sublet::test_a_private_persons_own_home_has_another_rule_and_no_ceiling_here",
    ),
    "the landlord furnishes": (
        f"{CHECK}[furniture in the rent at a known amount]",
        "test_sublet::test_fifteen_percent_is_no_rule_for_who_lets_a_home_at_first_hand",
    ),
    "parking is in the rent": (f"{CHECK}[Uddevalla: parking in the rent is taken off]",),
    "the area is missing": (
        "test_edge_cases::test_a_missing_area_is_asked_for_and_the_check_works",
    ),
    "contract and register say otherwise": (
        "test_edge_cases::test_a_contract_that_contradicts_the_register_is_a_flag",
    ),
    "free months, deposits and fees": (
        "test_rents_over_time::test_a_deposit_weighs_in_no_month_without_a_choice",
        "test_rents_over_time::test_a_fee_that_is_spread_comes_to_the_whole_of_it",
        "test_rents_over_time::test_days_without_rent_are_counted_and_the_rent_is_as_it_was",
    ),
    "a price by the night or the week": (
        "test_edge_cases::test_a_hotels_price_is_converted_to_a_month_and_said_to_be",
        f"{CHECK}[a price by the week]",
    ),
    "several homes in a month": (
        "test_rents_over_time::test_two_homes_in_a_month_are_both_paid_for_and_said_to_be",
        f"{MONTH}[two homes during a move]",
    ),
    "somebody is protected": (
        "test_edge_cases::test_a_check_of_somebody_protected_holds_neither_name_nor_address",
    ),
    "a household is larger than the table": (
        "test_edge_cases::test_a_household_larger_than_the_table_is_not_given_a_number",
        "test_edge_cases::test_a_household_larger_than_the_table_gets_the_increment",
    ),
    "a rent is negative, zero or absurd": (
        f"{REFUSED}[a negative rent is refused]",
        f"{CHECK}[a rent of zero is to be confirmed]",
        f"{CHECK}[a rent over the upper limit is to be confirmed]",
    ),
    "time given ends": (
        "test_adjustment_period::test_the_last_day_is_the_one_before_the_same_date",
        "test_adjustment_period::test_a_weekend_does_not_extend_it",
    ),
}


def figures() -> Iterator[Figure]:
    """Both, each after its planted fault."""
    must_be_short(passing(told(LAW, "-p", "figures.wrong_rule")))
    found = told(LAW)
    yield passing(found)
    passed = {name for name, is_passed in found.items() if is_passed}
    must_be_short(held({name for name in passed if "lodger" not in name}))
    yield held(passed)


def passing(found: Mapping[str, bool]) -> Figure:
    """How many pass, of all there are."""
    note = "worked examples, each with its source; run by pytest"
    return Figure("rents.law_tests", sum(found.values()), "tests", len(found), note)


def held(passed: Collection[str]) -> Figure:
    """How many edge cases have every test that is named for them, and it passes."""
    lacking = [
        case
        for case, names in EDGE_CASES.items()
        if not all(any(test.startswith(name) for test in passed) for name in names)
    ]
    note = f"without one: {', '.join(lacking) or 'none'}"
    value = len(EDGE_CASES) - len(lacking)
    return Figure("rents.edge_cases_tested", value, "cases", len(EDGE_CASES), note)
