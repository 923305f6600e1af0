"""Editions of two years, attacked whole; and that the attack finds what is planted."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from figures.oversight_suppression import FAULTS, PLANTED, derivable

#: A municipality at which every planted fault shows.
ONE = (PLANTED[0],)


@pytest.mark.parametrize("size", [(2, 3), (5, 8), (13, 3), (25, 1)])
def test_nothing_can_be_told_of_one_to_four_from_editions_of_two_years(
    size: tuple[int, int],
) -> None:
    assert derivable((size,), 2).value == 0


@pytest.mark.parametrize("fault", FAULTS)
def test_the_attack_finds(fault: Callable[[], AbstractContextManager[None]]) -> None:
    with fault():
        assert derivable(ONE, 1).value > 0
