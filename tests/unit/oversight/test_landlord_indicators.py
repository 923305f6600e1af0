"""Rents and moves of invented landlords: coverage first, minima, and what each leaves out."""

from datetime import date

import pytest

from landlord_watch.kernel.money import Money
from landlord_watch.oversight.rules.findings import Coverage, in_order
from landlord_watch.oversight.rules.funnel import Signal
from landlord_watch.oversight.rules.indicators_moves import (
    ArrivalFacts,
    Stay,
    TurnoverFacts,
    arrivals_with_aid,
    concentration_of_arrivals,
    median_stay,
    turnover,
)
from landlord_watch.oversight.rules.indicators_rents import (
    OverNorm,
    RentFacts,
    excess_kronor,
    median_excess,
    over_norm_by_household,
    share_over_norm,
)
from landlord_watch.oversight.rules.parameters import parameters
from landlord_watch.oversight.rules.uncertainty import Share

BY = parameters(on=date(2026, 11, 23))
OTHERS = "others"


def _rents(count: int, of: int, *, active: int | None = None, kind: str = "couple") -> RentFacts:
    return RentFacts(active=of if active is None else active, assessed={kind: Share(count, of)})


def _beside(facts: RentFacts) -> dict[str, RentFacts]:
    return {"one": facts, OTHERS: _rents(250, 1000)}


@pytest.mark.parametrize(
    ("facts", "signal", "is_for_board"),
    [
        (_rents(24, 30), Signal.REVIEW, True),
        (_rents(14, 30), Signal.WATCH, True),
        (_rents(8, 30), Signal.WITHIN, True),
        (_rents(0, 30), Signal.WITHIN, True),
        (_rents(9, 9), Signal.TOO_LITTLE, False),
        (_rents(10, 10), Signal.REVIEW, True),
        (_rents(8, 10), Signal.REVIEW, False),  # two are not over, and could be told
        (_rents(3, 30), Signal.WITHIN, False),  # three are, and could be told
        (_rents(24, 30, active=38), Signal.INCOMPLETE, True),  # 79 %
        (_rents(20, 24, active=30), Signal.REVIEW, False),  # 80 %
        (_rents(0, 0, active=0), Signal.INCOMPLETE, False),
    ],
)
def test_a_share_is_signalled_where_enough_is_known_of_enough(facts, signal, is_for_board):
    found = share_over_norm(_beside(facts), by=BY)["one"]

    assert (found.signal, found.is_for_board) == (signal, is_for_board)


def test_a_number_is_told_with_its_interval_and_the_others_even_where_no_signal_is():
    found = share_over_norm(_beside(_rents(24, 30, active=38)), by=BY)["one"]

    assert found.value == 0.8
    assert found.benchmark == 0.25
    assert found.coverage == Coverage(30, 38)
    assert found.interval.low < 0.8 < found.interval.high
    assert 0.25 < found.shrunken.value < 0.8


def test_nobody_is_signalled_against_others_of_whom_too_little_is_known():
    facts = {"one": _rents(24, 30), OTHERS: _rents(250, 1000, active=1400)}

    assert share_over_norm(facts, by=BY)["one"].signal is Signal.INCOMPLETE


def test_what_is_watched_in_two_editions_is_looked_into():
    found = share_over_norm(_beside(_rents(14, 30)), by=BY, before={"one": Signal.WATCH})

    assert found["one"].signal is Signal.REVIEW


def test_a_landlord_of_large_families_is_held_against_large_families():
    large, small = Share(90, 100), Share(90, 900)
    facts = {
        "one": RentFacts(30, {"large": Share(27, 30)}),
        OTHERS: RentFacts(1000, {"large": large, "small": small}),
    }

    assert share_over_norm(facts, by=BY)["one"].signal is Signal.REVIEW
    found = over_norm_by_household(facts, by=BY)["one"]
    assert found.signal is Signal.WITHIN
    assert found.value == pytest.approx(1.0)
    assert found.benchmark == pytest.approx(1.0)
    assert found.interval.low < 1 < found.interval.high


def test_a_type_of_household_that_nobody_else_has_is_not_compared():
    facts = {
        "one": RentFacts(30, {"large": Share(20, 20), "small": Share(1, 10)}),
        OTHERS: RentFacts(900, {"small": Share(90, 900)}),
    }
    found = over_norm_by_household(facts, by=BY)["one"]

    assert (found.count, found.base) == (1, pytest.approx(1.0))
    assert found.signal is Signal.TOO_LITTLE


@pytest.mark.parametrize(
    ("rent", "norm", "excess"),
    [
        (845_000, 760_000, 850),
        (760_000, 760_000, 0),
        (700_000, 760_000, 0),
        (760_049, 760_000, 0),
        (760_050, 760_000, 1),
    ],
)
def test_what_is_over_the_norm_is_whole_kronor_half_up(rent, norm, excess):
    assert excess_kronor(Money(rent), Money(norm), by=BY) == excess


def test_the_median_is_not_moved_by_one_villa():
    over = [OverNorm(each, 8000) for each in (100, 200, 300, 400, 500, 600, 700, 20_000)]
    found = median_excess(over, by=BY)

    assert (found.kronor, found.part) == (450, 0.05625)
    assert (found.kronor_interval.low, found.kronor_interval.high) == (100, 20_000)
    assert found.part_interval.high == 2.5
    assert median_excess(over[1:], by=BY) is None


def test_motivated_moves_are_no_arrivals_and_unknown_origins_are_of_the_coverage():
    others = ArrivalFacts(400, 20, 40, 0)
    one = ArrivalFacts(known_origin=20, unknown_origin=5, with_aid=18, motivated=12, too_young=3)
    found = arrivals_with_aid({"one": one, OTHERS: others}, by=BY)["one"]

    assert (found.count, found.base, found.value) == (6, 20, 0.3)
    assert found.coverage == Coverage(20, 25)
    assert found.signal is Signal.WATCH


def test_who_has_half_of_the_vacancies_is_expected_to_have_half_of_the_arrivals():
    facts = {"one": ArrivalFacts(100, 0, 22, 0), OTHERS: ArrivalFacts(100, 0, 18, 0)}
    found = concentration_of_arrivals(facts, by=BY)["one"]

    assert found.value == pytest.approx(22 / 20)
    assert found.signal is Signal.WITHIN


def test_who_has_a_tenth_of_them_is_not_expected_to_have_half():
    facts = {"one": ArrivalFacts(50, 0, 25, 0), OTHERS: ArrivalFacts(450, 0, 25, 0)}
    found = concentration_of_arrivals(facts, by=BY)["one"]

    assert found.value == pytest.approx(25 / 5)
    assert found.signal is Signal.REVIEW


def _turnover(ended: int, years: float) -> TurnoverFacts:
    return TurnoverFacts(ended, years, known=50, tenancies=50)


def test_turnover_is_told_per_hundred_dwelling_years():
    facts = {"one": _turnover(20, 40), OTHERS: _turnover(100, 1000)}
    found = turnover(facts, by=BY)["one"]

    assert (found.value, found.benchmark) == (50, pytest.approx(10))
    assert found.interval.low < 50 < found.interval.high
    assert found.signal is Signal.REVIEW


@pytest.mark.parametrize(("ended", "years"), [(4, 20), (5, 19.9)])
def test_turnover_of_few_is_not_signalled(ended, years):
    facts = {"one": _turnover(ended, years), OTHERS: _turnover(100, 1000)}

    assert turnover(facts, by=BY)["one"].signal is Signal.TOO_LITTLE


@pytest.mark.parametrize(
    ("found", "days"),
    [
        ([Stay(100, True), Stay(200, True), Stay(300, True)], 200),
        ([Stay(100, True), Stay(200, False), Stay(300, True)], 300),  # 2/3, and then nobody
        ([Stay(100, True), Stay(900, False), Stay(900, False)], None),
        ([Stay(100, True), Stay(100, False)], 100),  # still there that day: at risk on it
        ([], None),
    ],
)
def test_long_stays_that_go_on_are_not_forgotten(found, days):
    assert median_stay(found) == days


def test_they_stand_by_what_is_surest_and_bear_no_rank():
    facts = {"sure": _rents(60, 100), "few": _rents(3, 3), OTHERS: _rents(250, 1000)}
    found = share_over_norm(facts, by=BY)

    assert in_order(found)[0] == "sure"
    assert set(in_order(found)) == set(facts)
    assert not {name for name in dir(found["sure"]) if "rank" in name or "score" in name}
