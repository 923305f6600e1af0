"""What may be asked at second hand; a finding beside the norm."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.law import law
from landlord_watch.kernel.money import ZERO, Money
from landlord_watch.rents.errors import RentNegative
from landlord_watch.rents.rules.inclusions import Says
from landlord_watch.rents.rules.sublet import (
    LettingRule,
    SubletFacts,
    SubletVerdict,
    as_document,
    from_document,
    sublet_finding,
)

SUBLET, PART = LettingRule.SUBLET, LettingRule.PART_OF_FLAT
ABOVE, NOT_ABOVE = SubletVerdict.ABOVE, SubletVerdict.NOT_ABOVE
UNDECIDED, NO_CEILING = SubletVerdict.UNDECIDED, SubletVerdict.NO_CEILING

LAW = law("jordabalken 12 kap. 55 § fjärde stycket", "A")
OWN = law("own: what is not known makes an interval", "own")


def kronor(amount: int | None) -> Money | None:
    return None if amount is None else Money.kronor(amount)


def asked(amount, own_rent, *, furnished=Says.NO, extras=0, part="1", rule=SUBLET):
    return sublet_finding(
        SubletFacts(
            asked=Money.kronor(amount),
            sublessor_rent=kronor(own_rent),
            part=None if part is None else Fraction(part),
            furnished=furnished,
            extras=kronor(extras),
        ),
        rule=rule,
    )


@LAW
@pytest.mark.parametrize(
    ("amount", "furnished", "extras", "verdict", "excess"),
    [
        (6_000, Says.NO, 0, NOT_ABOVE, 0),
        (6_001, Says.NO, 0, ABOVE, 1),
        (6_900, Says.YES, 0, NOT_ABOVE, 0),
        (6_901, Says.YES, 0, ABOVE, 1),
        (7_300, Says.YES, 400, NOT_ABOVE, 0),
        (6_500, Says.NO, 400, ABOVE, 100),
    ],
    ids=[
        "what who sublets pays",
        "a krona more",
        "with furniture, 15 % more",
        "with furniture, a krona over 15 %",
        "with furniture and the cost of electricity",
        "without furniture, more than electricity costs",
    ],
)
def test_a_sublet_may_cost_what_the_sublessor_pays_with_furniture_and_extras(
    amount, furnished, extras, verdict, excess
):
    found = asked(amount, 6_000, furnished=furnished, extras=extras)

    assert (found.verdict, found.excess) == (verdict, Money.kronor(excess))


@LAW
@pytest.mark.parametrize(
    ("amount", "part", "verdict"), [(2_000, "1/3", NOT_ABOVE), (2_400, "1/3", ABOVE)]
)
def test_a_part_of_a_flat_may_cost_that_part(amount, part, verdict):
    found = asked(amount, 6_000, part=part, rule=PART)

    assert found.verdict is verdict
    assert found.ceiling.high == Money.kronor(2_000)


@LAW
def test_without_the_sublessors_rent_nothing_is_decided_and_it_is_asked_for():
    found = asked(9_000, None)

    assert (found.verdict, found.ceiling, found.excess) == (UNDECIDED, None, ZERO)
    assert found.unknowns == ("sublessor_rent",)


@OWN
@pytest.mark.parametrize(
    ("amount", "verdict"),
    [(5_900, NOT_ABOVE), (6_500, UNDECIDED), (6_950, ABOVE)],
    ids=["under either way", "between", "over either way"],
)
def test_not_knowing_of_furniture_leaves_fifteen_percent_open(amount, verdict):
    found = asked(amount, 6_000, furnished=Says.UNKNOWN)

    assert found.verdict is verdict
    assert (found.ceiling.low, found.ceiling.high) == (Money.kronor(6_000), Money.kronor(6_900))


@OWN
def test_extras_that_are_not_known_leave_no_upper_bound():
    found = asked(20_000, 6_000, extras=None)

    assert (found.verdict, found.ceiling.high) == (UNDECIDED, None)


@OWN
def test_a_part_that_is_not_known_is_from_nothing_to_all_of_it():
    found = asked(6_100, 6_000, part=None, rule=PART)

    assert (found.ceiling.low, found.ceiling.high) == (ZERO, Money.kronor(6_000))
    assert (found.verdict, found.unknowns) == (ABOVE, ("part",))


@law("lag (2012:978) om uthyrning av egen bostad", "A")
def test_a_private_persons_own_home_has_another_rule_and_no_ceiling_here():
    found = asked(12_000, None, rule=LettingRule.PRIVATE_HOME)

    assert (found.verdict, found.ceiling) == (NO_CEILING, None)
    assert found.law == ("lag (2012:978) om uthyrning av egen bostad", "A")


@law("jordabalken 12 kap. 54-55 §§", "A")
def test_fifteen_percent_is_no_rule_for_who_lets_a_home_at_first_hand():
    found = asked(12_000, 6_000, furnished=Says.YES, rule=LettingRule.UTILITY_VALUE)

    assert (found.verdict, found.excess) == (NO_CEILING, ZERO)


@OWN
@pytest.mark.parametrize("field", ["sublessor_rent", "extras"])
def test_an_amount_below_zero_is_refused(field):
    with pytest.raises(RentNegative):
        SubletFacts(Money(100), **{field: Money(-1)})


findings = st.builds(
    lambda facts, rule: sublet_finding(facts, rule=rule),
    st.builds(
        SubletFacts,
        st.integers(0, 3_000_000).map(Money),
        st.none() | st.integers(0, 2_000_000).map(Money),
        st.none() | st.fractions("1/20", 1, max_denominator=20),
        st.sampled_from(Says),
        st.none() | st.integers(0, 100_000).map(Money),
    ),
    st.sampled_from(LettingRule),
)


@OWN
@given(findings)
def test_a_finding_is_read_as_it_was_written(found):
    assert from_document(as_document(found)) == found


@OWN
@given(findings)
def test_what_lies_above_does_so_however_what_is_not_known_turns_out(found):
    is_above = found.verdict is ABOVE

    assert is_above is (found.excess > ZERO)
    assert not is_above or found.facts.asked == found.ceiling.high + found.excess
