"""Counts in which nobody can be told."""

import pytest

from landlord_watch.oversight.rules import (
    SMALL,
    Shown,
    shown_count,
    shown_share,
)


@pytest.mark.parametrize(
    ("count", "shown"), [(0, SMALL), (1, SMALL), (4, SMALL), (5, Shown(5)), (6, Shown(6))]
)
def test_a_count_under_five_is_not_told(count: int, shown: Shown) -> None:
    assert shown_count(count) == shown


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(5, 9, None), (3, 20, None), (18, 20, None), (5, 10, 50), (0, 12, 0), (12, 12, 100)],
)
def test_a_share_needs_enough_on_both_sides(part: int, whole: int, percent: int | None) -> None:
    assert shown_share(part, whole).percent == percent
