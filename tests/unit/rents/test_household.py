"""Who is counted in a household on a day."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.rents.rules.household import (
    CountedAs,
    CountedPerson,
    Role,
    age_on,
    count_household,
    household_of,
)

ON = date(2026, 3, 1)
HALF = Fraction(1, 2)
days = st.dates(date(1920, 1, 1), ON)
shares = st.fractions(min_value=0, max_value=1, max_denominator=28)
people = st.lists(
    st.builds(
        CountedPerson,
        label=st.just("Person"),
        role=st.sampled_from(Role),
        birth_on=st.none() | days,
        share=shares,
        in_school=st.booleans(),
    ),
    max_size=8,
)


@given(people)
def test_everyone_is_told_how_they_were_counted(home):
    count = count_household(home, on=ON, child_share=HALF)

    counted = [person.counted_as for person in count.persons]
    assert len(counted) == len(home)
    assert counted.count(CountedAs.ADULT) == count.household.adults
    assert counted.count(CountedAs.CHILD) == count.household.children


@given(people)
def test_the_other_way_to_count_has_more_children_and_the_same_adults(home):
    count = count_household(home, on=ON, child_share=HALF)

    if count.alternative is not None:
        assert count.alternative.children > count.household.children
        assert count.alternative.adults == count.household.adults
        assert count.alternative.adult_ages == count.household.adult_ages


@given(people)
def test_without_a_threshold_there_is_no_other_way_to_count(home):
    assert count_household(home, on=ON, child_share=Fraction(0)).alternative is None


@given(days)
def test_nobody_grows_younger_from_one_day_to_the_next(birth_on):
    assert 0 <= age_on(birth_on, ON + timedelta(days=1)) - age_on(birth_on, ON) <= 1


def test_a_household_counted_by_who_asks_is_taken_as_it_is():
    count = household_of(2, 1, 30, None)

    assert (count.household.adults, count.household.children) == (2, 1)
    assert count.household.adult_ages == (30, None)
    assert count.alternative is None
