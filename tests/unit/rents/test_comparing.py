"""What other homes tell of a rent, and when they tell nothing."""

from datetime import date

import pytest

from landlord_watch.kernel.money import Money
from landlord_watch.rents.rules.comparing import Nearness, Offer, compare, per_m2, yearly_change


def offer(kronor: int, *, area_m2: float | None = 50.0, on: str = "2026-01-01") -> Offer:
    return Offer(Money.kronor(kronor), area_m2, date.fromisoformat(on))


def test_the_middle_is_told_with_how_many_and_from_when() -> None:
    offers = [offer(7000), offer(9000, on="2025-06-01"), offer(8000), offer(20_000)]
    found = compare(Nearness.BUILDING, offers)

    assert (found.n, found.middle) == (4, Money.kronor(8500))
    assert (found.oldest_on, found.newest_on) == (date(2025, 6, 1), date(2026, 1, 1))


@pytest.mark.parametrize("n", [0, 1, 2])
def test_fewer_than_three_tell_nothing(n: int) -> None:
    found = compare(Nearness.AREA, [offer(7000)] * n)

    assert (found.n, found.middle, found.middle_per_m2) == (n, None, None)


def test_a_square_metre_is_told_of_homes_whose_area_is_known() -> None:
    areas = [50.0, 50.0, 50.0, None]
    found = compare(Nearness.AREA, [offer(5000, area_m2=area) for area in areas])

    assert (found.n, found.n_with_area, found.middle_per_m2) == (4, 3, Money.kronor(100))


def test_of_two_known_areas_nothing_is_told() -> None:
    areas = [50.0, 50.0, None]
    found = compare(Nearness.AREA, [offer(5000, area_m2=area) for area in areas])

    assert found.middle == Money.kronor(5000)
    assert found.middle_per_m2 is None


def test_a_square_metre_is_rounded_to_whole_ore() -> None:
    assert per_m2(Money.kronor(8450), 72.5) == Money(11_655)


def test_a_change_is_told_for_a_year_whatever_the_order() -> None:
    offers = [offer(8820, on="2026-01-01"), offer(8000, on="2024-01-01")]

    assert yearly_change(offers) == pytest.approx(5.0, abs=0.01)


@pytest.mark.parametrize(
    "offers",
    [[], [offer(8000)], [offer(8000, on="2025-02-01"), offer(8800, on="2026-01-01")]],
    ids=["none", "one", "less than a year"],
)
def test_where_a_year_cannot_be_told_it_is_not(offers: list[Offer]) -> None:
    assert yearly_change(offers) is None
