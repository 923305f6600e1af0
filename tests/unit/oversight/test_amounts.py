"""Sums of money that nobody's part can be told from."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.oversight.rules.amounts import (
    ShownAmounts,
    amount_of,
    shown_amounts,
    together,
    weighs_most,
)

parts = st.lists(st.integers(-3_000, 12_000), max_size=9)
columns = st.dictionaries(st.sampled_from("abcdef"), parts, min_size=1)


def shown(amounts: dict[str, Sequence[int]], hidden: str = "") -> ShownAmounts:
    return shown_amounts({code: amount_of(each) for code, each in amounts.items()}, hidden=hidden)


@pytest.mark.parametrize(
    ("of", "is_carried"),
    [
        ([10, 10, 10, 10], True),
        ([10, 10, 10, 10, 10], False),
        ([10, 10, 10, 10, 10, 0], False),
        ([10, 10, 10, 10, 0], True),
        ([60, 10, 10, 10, 10], False),  # sixty percent
        ([61, 10, 10, 10, 9], True),
        ([-61, 10, 10, 10, 9], True),
        ([], True),
    ],
)
def test_a_sum_is_carried_by_too_few_or_by_one(of: list[int], is_carried: bool) -> None:
    assert amount_of(of).is_carried is is_carried


def test_a_carried_sum_takes_another_with_it() -> None:
    found = shown({"a": [50] * 10, "b": [100, 5, 5, 5, 5], "c": [20] * 30, "d": [9] * 20})

    assert found.cells == {"a": None, "b": None, "c": 600, "d": 180}
    assert found.total == 500 + 120 + 600 + 180


def test_a_sum_that_would_be_nearly_told_takes_more_with_it() -> None:
    found = shown({"a": [2] * 10, "b": [900, 5, 5, 5, 5], "c": [50] * 30, "d": [9] * 20})

    assert found.cells == {"a": None, "b": None, "c": None, "d": 180}


def test_a_sum_whose_count_is_hidden_is_hidden() -> None:
    assert shown({"a": [50] * 10, "b": [60] * 10, "c": [10] * 9}, hidden="b").cells["b"] is None


def test_where_nothing_more_can_be_hidden_there_is_no_total() -> None:
    found = shown({"a": [900, 5, 5, 5, 5], "b": [1] * 10})

    assert found == ShownAmounts(None, {"a": None, "b": None})


@given(amounts=columns)
def test_what_is_left_of_the_total_is_carried_by_nobody(amounts: dict[str, list[int]]) -> None:
    found = shown(amounts)
    gone = [code for code, each in found.cells.items() if each is None]
    rest = together(amount_of(amounts[code]) for code in gone)

    if found.total is not None and gone:
        assert len(gone) > 1
        assert not rest.is_carried
        assert found.total - sum(filter(None, found.cells.values())) == rest.total
        for code in gone:
            each = amount_of(amounts[code])
            assert not each.is_carried or not weighs_most(each.weight, rest.weight)


@given(amounts=columns)
def test_what_is_told_is_true(amounts: dict[str, list[int]]) -> None:
    for code, told in shown(amounts).cells.items():
        assert told is None or told == sum(amounts[code])
