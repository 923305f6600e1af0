"""A norm as one table, and two norms beside each other."""

from dataclasses import replace

import pytest

from landlord_watch.kernel.money import Money
from landlord_watch.rents.errors import NormRowInvalid, NormTooFine
from landlord_watch.rents.rules.norm_check import Apart, check_fineness, check_norm_set
from landlord_watch.rents.rules.norm_report import norm_report
from landlord_watch.rents.rules.norm_table import (
    CellState,
    compare_norm_sets,
    household_table,
)
from landlord_watch.rents.rules.published_norms import published_norms

NORMS = {norm_set.name: norm_set for norm_set in published_norms()}
MORE_ADULTS = Apart(3, None, 0, None)


def state(name, adults, children, apart=()):
    rows = household_table(NORMS[name], apart)
    return rows[adults - 1].cells[children].state


@pytest.mark.parametrize(
    ("name", "adults", "children", "expected"),
    [
        ("Uddevalla 2020", 2, 3, CellState.ONE),
        ("Uddevalla 2020", 3, 0, CellState.GAP),
        ("Malmö 2018", 1, 4, CellState.GAP),
        ("HFAB utan datum", 1, 0, CellState.VARIES),
        ("HFAB utan datum", 2, 0, CellState.GAP),
        ("Vimmerby 2024", 2, 0, CellState.OVERLAP),
        ("Vimmerby 2024", 2, 2, CellState.ONE),
    ],
)
def test_each_household_has_its_answer_in_the_table(name, adults, children, expected):
    assert state(name, adults, children) is expected


def test_what_is_said_to_be_apart_is_an_answer():
    assert state("Uddevalla 2020", 3, 0, (MORE_ADULTS,)) is CellState.APART
    assert check_norm_set(NORMS["Uddevalla 2020"], [MORE_ADULTS]).is_whole


def test_what_has_a_row_and_is_said_to_be_apart_has_two_answers():
    apart = (Apart(1, 1, 0, 0), MORE_ADULTS)
    report = norm_report(NORMS["Uddevalla 2020"], apart)

    assert state("Uddevalla 2020", 1, 0, apart) is CellState.OVERLAP
    assert [(one.rows, one.is_apart) for one in report.doubled] == [(("1-2 vuxna",), True)]


def test_a_norm_tells_only_so_much_apart():
    rows = NORMS["HFAB utan datum"].rows
    fine = [replace(rows[0], age_under=age) for age in (20, 25, 30)]
    check_fineness([*fine, *(replace(rows[3], rooms=rooms) for rooms in range(1, 9))])

    with pytest.raises(NormTooFine):
        check_fineness([*fine, replace(rows[0], age_under=65)])
    with pytest.raises(NormTooFine):
        check_fineness([replace(rows[3], rooms=rooms) for rooms in range(1, 10)])


@pytest.mark.parametrize("change", [(2, 1, 0, 0), (1, 1, 3, 2)])
def test_households_apart_go_from_fewer_to_more(change):
    with pytest.raises(NormRowInvalid):
        Apart(*change)


def test_a_cell_says_its_amounts_from_low_to_high():
    cell = household_table(NORMS["HFAB utan datum"])[0].cells[0]

    assert cell.amounts == (Money.kronor(5_100), Money.kronor(6_600))


def test_a_norm_beside_itself_differs_nowhere():
    lines = compare_norm_sets(NORMS["Högsby 2021"], NORMS["Högsby 2021"])

    assert all(line.is_same for line in lines)
    assert {line.difference for line in lines} == {Money(0)}


def test_two_norms_differ_household_by_household_in_kronor():
    lines = {
        (line.adults, line.children): line.difference
        for line in compare_norm_sets(NORMS["Högsby 2021"], NORMS["Högsby 2023"])
    }

    assert lines[1, 0] == Money.kronor(4_474 - 4_202)
    assert lines[2, 5] == lines[1, 10] == Money.kronor(9_255 - 8_693)
    assert (3, 0) not in lines


def test_a_household_that_one_of_them_has_no_row_for_has_no_difference():
    lines = compare_norm_sets(NORMS["Malmö 2018"], NORMS["Malmö 2019"])
    (found,) = [line for line in lines if (line.adults, line.children) == (2, 4)]

    assert (found.before, found.difference) == ((), None)
    assert found.after == (Money.kronor(9_425 + 2 * 1_800),)


def test_ages_that_decide_are_told_apart_and_others_are_not():
    lines = compare_norm_sets(NORMS["Uddevalla 2020"], NORMS["HFAB utan datum"])
    single = [line for line in lines if (line.adults, line.children) == (1, 0)]
    with_child = [line for line in lines if (line.adults, line.children) == (1, 1)]

    assert [(line.ages, line.difference) for line in single] == [
        (((24,),), Money.kronor(-25)),
        (((25,),), Money.kronor(1_475)),
    ]
    assert [line.ages for line in with_child] == [()]


def test_rooms_that_decide_are_told_apart():
    lines = compare_norm_sets(NORMS["Uddevalla 2020"], NORMS["Vimmerby 2024"])
    couple = [line for line in lines if (line.adults, line.children) == (2, 0)]

    assert [(line.rooms, len(line.after)) for line in couple] == [
        ((1,), 1),
        ((2,), 1),
        ((3, 4, 5, 6), 2),
    ]


def test_ages_and_rooms_that_do_not_go_together_are_said_one_by_one():
    hfab, vimmerby = NORMS["HFAB utan datum"], NORMS["Vimmerby 2024"]
    mixed = replace(hfab, rows=(replace(hfab.rows[0], rooms=1), replace(hfab.rows[2], rooms=2)))
    lines = compare_norm_sets(mixed, vimmerby)
    single = [line for line in lines if (line.adults, line.children) == (1, 0)]

    assert len(single) == len({(line.ages, line.rooms) for line in single})
    assert all(line.ages for line in single)
