"""Counts in which nobody can be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.oversight.rules import (
    HIDDEN,
    LEAST_SHOWN,
    SMALL,
    Shown,
    shown_column,
    shown_count,
    shown_share,
)

columns = st.dictionaries(st.integers(0, 30), st.integers(0, 60), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("count", "shown"), [(0, SMALL), (1, SMALL), (4, SMALL), (5, Shown(5)), (6, Shown(6))]
)
def test_a_count_under_five_is_not_told(count: int, shown: Shown) -> None:
    assert shown_count(count) == shown


def test_a_single_hidden_count_takes_the_next_with_it() -> None:
    column = shown_column({"a": 3, "b": 7, "c": 40})

    assert column.cells == {"a": HIDDEN, "b": HIDDEN, "c": Shown(40)}
    assert column.total == Shown(50)


def test_two_that_are_nearly_five_each_take_another_with_them() -> None:
    column = shown_column({"a": 4, "b": 4, "c": 9, "d": 12})

    assert column.cells == {"a": HIDDEN, "b": HIDDEN, "c": HIDDEN, "d": Shown(12)}


def test_nobody_knows_which_of_two_hidden_counts_is_small() -> None:
    both = shown_column({"a": 4, "b": 4, "c": 9})
    one = shown_column({"a": 3, "b": 5, "c": 9})

    assert one.cells["a"] == one.cells["b"] == both.cells["a"] == HIDDEN


def test_hidden_counts_that_add_up_to_little_take_another_with_them() -> None:
    column = shown_column({"a": 1, "b": 2, "c": 9})

    assert column.cells["c"] == HIDDEN


def test_where_nothing_is_small_everything_is_shown() -> None:
    column = shown_column({"a": 5, "b": 9})

    assert column.cells == {"a": Shown(5), "b": Shown(9)}
    assert column.total == Shown(14)


def test_a_lone_small_count_has_no_total() -> None:
    assert shown_column({"a": 3}).total == SMALL


@given(counts=columns)
def test_no_hidden_count_can_be_worked_out_from_the_total(counts: dict[int, int]) -> None:
    column = shown_column(counts)
    hidden = [key for key, cell in column.cells.items() if cell.value is None]

    if hidden and column.total.value is not None:
        assert len(hidden) >= 2
        assert (
            column.total.value
            - sum(cell.value for cell in column.cells.values() if cell.value is not None)
            >= LEAST_SHOWN
        )


@given(counts=columns)
def test_what_is_shown_is_true_and_never_small(counts: dict[int, int]) -> None:
    column = shown_column(counts)

    for key, cell in column.cells.items():
        assert cell.value is None or cell.value == counts[key] >= LEAST_SHOWN


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(5, 9, None), (3, 20, None), (18, 20, None), (5, 10, 50), (0, 12, 0), (12, 12, 100)],
)
def test_a_share_needs_enough_on_both_sides(part: int, whole: int, percent: int | None) -> None:
    assert shown_share(part, whole).percent == percent
