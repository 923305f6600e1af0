"""Whether a norm has exactly one row for every household."""

from collections import Counter
from dataclasses import replace

import pytest

from landlord_watch.kernel.money import Money
from landlord_watch.rents.rules.household import Household
from landlord_watch.rents.rules.norm_check import (
    Gap,
    Overlap,
    check_norm_set,
    households_to_check,
)
from landlord_watch.rents.rules.norms import candidates
from landlord_watch.rents.rules.published_norms import published_norms

PUBLISHED = {norm_set.name: norm_set for norm_set in published_norms()}
#: Three and four adults, with 0–10 children.
MANY_ADULTS = 22


def each_published():
    return pytest.mark.parametrize("norm_set", PUBLISHED.values(), ids=PUBLISHED)


@each_published()
def test_every_household_of_a_published_norm_has_one_row_or_is_named(norm_set):
    check = check_norm_set(norm_set)
    named = {gap.household for gap in check.gaps} | {found.household for found in check.overlaps}

    for household in households_to_check(*norm_set.rows):
        rows = candidates(norm_set, household, rooms=99).rows
        assert (len(rows) == 1) == (household not in named)


@pytest.mark.parametrize(
    ("name", "gaps"),
    [
        ("Högsby 2020", MANY_ADULTS),
        ("Högsby 2021", MANY_ADULTS),
        ("Högsby 2023", MANY_ADULTS),
        ("Malmö 2018", 4 * 7 + 2),  # four children and more, and 3–4 adults without children
        ("Malmö 2019", MANY_ADULTS),
        ("Malmö 2022", MANY_ADULTS),
        ("Trelleborg 2019", MANY_ADULTS),
        ("Uddevalla 2020", MANY_ADULTS),
        ("Vimmerby 2024", MANY_ADULTS),
        ("Ängelholm 2023", MANY_ADULTS + 2 * 9),  # the copy ends at one child
        ("HFAB utan datum", 9 * 11 + 1),  # 9 mixes of ages in 3–4 adults, and a mixed couple
    ],
)
def test_the_gaps_of_a_published_norm_are_what_it_does_not_say(name, gaps):
    assert len(check_norm_set(PUBLISHED[name]).gaps) == gaps


def test_malmo_2018_ends_at_three_children():
    gaps = {gap.household for gap in check_norm_set(PUBLISHED["Malmö 2018"]).gaps}

    assert Household(1, 3) not in gaps
    assert Household(1, 4) in gaps


def test_hfab_does_not_say_what_a_couple_on_both_sides_of_25_gets():
    gaps = check_norm_set(PUBLISHED["HFAB utan datum"]).gaps

    assert [gap for gap in gaps if gap.household.adults == 2] == [Gap(Household(2, 0, (24, 25)))]


def test_vimmerby_does_not_say_what_the_childless_get_in_three_rooms_or_more():
    overlaps = check_norm_set(PUBLISHED["Vimmerby 2024"]).overlaps
    rows = ("1-2 vuxna, 1 rok", "1-2 vuxna utan barn eller + 1 barn, 2 rok")

    assert overlaps == tuple(
        Overlap(Household(adults, 0), rooms, rows) for adults in (1, 2) for rooms in (3, 4, 5, 6)
    )


def test_only_vimmerby_has_rows_that_are_for_the_same_household():
    counts = Counter(name for name in PUBLISHED if check_norm_set(PUBLISHED[name]).overlaps)

    assert set(counts) == {"Vimmerby 2024"}


def test_a_norm_with_a_row_for_everyone_is_whole():
    table = PUBLISHED["Högsby 2023"]
    more = replace(
        table.rows[-1], adults_min=3, adults_max=None, children_min=0, label="fler vuxna"
    )

    assert check_norm_set(replace(table, rows=(*table.rows, more))).is_whole


def test_a_planted_overlap_is_found_with_its_rows():
    uddevalla = PUBLISHED["Uddevalla 2020"]
    twice = replace(uddevalla.rows[0], adults_min=2, label="2 vuxna", amount=Money(1))

    found = check_norm_set(replace(uddevalla, rows=(*uddevalla.rows, twice)))

    assert found.overlaps == (Overlap(Household(2, 0), None, ("1-2 vuxna", "2 vuxna")),)
    assert not found.is_whole
