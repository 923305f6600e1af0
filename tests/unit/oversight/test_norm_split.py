"""What a change in how many lie over the norm comes of."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.kernel.money import Money
from landlord_watch.oversight.rules.norm_split import (
    Assessed,
    Cause,
    InOneAlone,
    split_change,
    whole_parts,
)

NOBODY = InOneAlone(came=0, left=0)
kronor = st.integers(4_000, 9_000).map(Money.kronor)
tenancies = st.lists(st.builds(Assessed, *[kronor] * 6), max_size=12)
alone = st.builds(InOneAlone, came=st.integers(0, 20), left=st.integers(0, 20))


def one(rents: tuple[int, int], norms: tuple[int, int, int, int]) -> Assessed:
    """Norms: old for the old and the new household, new for the old and the new."""
    return Assessed(*(Money.kronor(each) for each in (*rents, *norms)))


def parts(*assessed: Assessed) -> tuple[Fraction, Fraction, Fraction]:
    found = split_change(assessed, alone=NOBODY).parts
    return found[Cause.NORM], found[Cause.HOUSEHOLD], found[Cause.RENT]


@pytest.mark.parametrize(
    ("rents", "norms", "expected"),
    [
        # nothing changed
        ((6_000, 6_000), (5_065,) * 4, (0, 0, 0)),
        # Malmö 2018 to 2019, a single adult: 5 065 to 6 300; the rent as it was
        ((6_000, 6_000), (5_065, 5_065, 6_300, 6_300), (-1, 0, 0)),
        # the rent alone
        ((5_000, 5_500), (5_065,) * 4, (0, 0, 1)),
        # a child was born: 6 220 to 7 500
        ((7_000, 7_000), (6_220, 7_500, 6_220, 7_500), (0, -1, 0)),
        # norm and rent both went up, and either would have been enough to change sides
        ((5_500, 6_500), (6_000, 6_000, 5_000, 5_000), (Fraction(1, 2), 0, Fraction(1, 2))),
        # neither would have been enough alone
        ((5_500, 6_200), (6_500, 6_500, 6_000, 6_000), (Fraction(1, 2), 0, Fraction(1, 2))),
        # the raised norm took up the raised rent
        ((6_000, 6_500), (6_100, 6_100, 6_600, 6_600), (Fraction(-1, 2), 0, Fraction(1, 2))),
    ],
)
def test_a_change_of_side_is_divided_between_what_changed(
    rents: tuple[int, int], norms: tuple[int, int, int, int], expected: tuple[Fraction, ...]
) -> None:
    assert parts(one(rents, norms)) == expected


def test_three_that_are_all_needed_have_a_third_each() -> None:
    # rent up, norm down and household smaller, and only together over
    needed = one((5_000, 5_600), (6_500, 6_100, 6_000, 5_500))

    assert parts(needed) == (Fraction(1, 3),) * 3


@given(assessed=tenancies, alone=alone)
def test_the_parts_add_up_to_the_whole(assessed: list[Assessed], alone: InOneAlone) -> None:
    split = split_change(assessed, alone=alone)

    assert split.before + sum(split.parts.values()) + alone.came - alone.left == split.after


@given(assessed=tenancies, alone=alone)
def test_whole_parts_add_up_to_the_same_and_are_near(
    assessed: list[Assessed], alone: InOneAlone
) -> None:
    split = split_change(assessed, alone=alone)
    whole = whole_parts(split)

    assert sum(whole.values()) == sum(split.parts.values())
    assert all(abs(whole[cause] - part) < 1 for cause, part in split.parts.items())


@given(assessed=tenancies)
def test_the_way_back_is_the_way_there_turned_round(assessed: list[Assessed]) -> None:
    back = [
        Assessed(
            each.rent_after,
            each.rent_before,
            each.new_norm_new_household,
            each.new_norm_old_household,
            each.old_norm_new_household,
            each.old_norm_old_household,
        )
        for each in assessed
    ]
    there = split_change(assessed, alone=NOBODY).parts

    assert split_change(back, alone=NOBODY).parts == {cause: -part for cause, part in there.items()}


@given(assessed=tenancies)
def test_what_did_not_change_has_no_part(assessed: list[Assessed]) -> None:
    same_rent = [
        Assessed(
            each.rent_before,
            each.rent_before,
            each.old_norm_old_household,
            each.old_norm_new_household,
            each.new_norm_old_household,
            each.new_norm_new_household,
        )
        for each in assessed
    ]

    assert split_change(same_rent, alone=NOBODY).parts[Cause.RENT] == 0


def test_what_is_within_the_tolerance_is_not_over() -> None:
    near = one((6_000, 6_000), (5_065, 5_065, 5_950, 5_950))
    split = split_change([near], alone=NOBODY, tolerance=Money.kronor(100))

    assert (split.before, split.after) == (1, 0)
