"""What is found at visits, what aid goes where, and what all numbers of landlords rest on."""

from datetime import date

import pytest

from landlord_watch.oversight.rules.findings import NOT_CLEARED, Result
from landlord_watch.oversight.rules.funnel import Signal
from landlord_watch.oversight.rules.indicators_aid import (
    aid_concentration,
    aided_share,
)
from landlord_watch.oversight.rules.indicators_visits import (
    Remaining,
    VisitFacts,
    VisitKind,
    deficiencies_per_visit,
    remaining_deficiencies,
    repeated_deficiencies,
    severe_visits,
    visits_with_child_risk,
)
from landlord_watch.oversight.rules.parameters import parameters
from landlord_watch.oversight.rules.standardising import Counted
from landlord_watch.oversight.rules.uncertainty import Share, wilson

BY = parameters(on=date(2026, 11, 23))
OTHERS = "others"
COMPLAINT = VisitKind("complaint", "1.0.0")
ROUND = VisitKind("round", "1.0.0")
NOTHING = Share(0, 0)


def _visits(completed: int = 20, **found: object) -> VisitFacts:
    facts = {
        "deficiencies": {},
        "severe": NOTHING,
        "child_risk": NOTHING,
        "remaining": Remaining(NOTHING, NOTHING),
        "repeated": NOTHING,
        "completed": completed,
        "planned": completed,
        **found,
    }
    return VisitFacts(**facts)


def test_visits_after_complaints_are_held_against_visits_after_complaints():
    facts = {
        "one": _visits(deficiencies={COMPLAINT: Counted(60, 20)}),
        "two": _visits(deficiencies={COMPLAINT: Counted(300, 100), ROUND: Counted(50, 500)}),
        "three": _visits(deficiencies={COMPLAINT: Counted(300, 100), ROUND: Counted(50, 500)}),
    }
    found = deficiencies_per_visit(facts, by=BY)["one"]

    assert (found.value, found.benchmark) == (3, pytest.approx(3))
    assert found.signal is Signal.WITHIN


def test_deficiencies_that_come_together_make_a_number_less_sure():
    even = {key: _visits(deficiencies={COMPLAINT: Counted(20, 20)}) for key in range(12)}
    uneven = {
        key: _visits(deficiencies={COMPLAINT: Counted(8 if key % 2 else 32, 20)}) for key in even
    }
    one = {"one": _visits(deficiencies={COMPLAINT: Counted(38, 20)})}
    sure = deficiencies_per_visit({**even, **one}, by=BY)["one"]
    unsure = deficiencies_per_visit({**uneven, **one}, by=BY)["one"]

    assert sure.value == unsure.value == 1.9
    assert (sure.signal, unsure.signal) == (Signal.WATCH, Signal.WITHIN)
    assert unsure.interval.low < sure.interval.low
    assert unsure.interval.high > sure.interval.high


def test_looking_more_is_told_beside_what_was_found():
    assert _visits(20, dwellings=80).per_hundred_dwellings == 25
    assert _visits(20).per_hundred_dwellings is None


@pytest.mark.parametrize(
    ("severe", "signal", "is_for_board"),
    [
        (Share(8, 12), Signal.REVIEW, False),  # four are without, and could be told
        (Share(8, 13), Signal.REVIEW, True),
        (Share(4, 12), Signal.TOO_LITTLE, False),
        (Share(7, 9), Signal.TOO_LITTLE, False),
    ],
)
def test_severe_visits_are_signalled_from_ten_visits_and_five_of_them(severe, signal, is_for_board):
    facts = {"one": _visits(severe=severe), OTHERS: _visits(severe=Share(50, 500))}
    found = severe_visits(facts, by=BY)["one"]

    assert (found.signal, found.is_for_board) == (signal, is_for_board)


def test_a_risk_to_children_is_told_of_a_landlord_only_from_twenty_visits():
    few = {"one": _visits(child_risk=Share(12, 19)), OTHERS: _visits(child_risk=Share(50, 500))}
    many = {**few, "one": _visits(child_risk=Share(12, 20))}

    assert visits_with_child_risk(few, by=BY)["one"].signal is Signal.TOO_LITTLE
    assert visits_with_child_risk(many, by=BY)["one"].signal is Signal.REVIEW


def test_many_things_in_a_dwelling_are_one_dwelling():
    few = Remaining(items=Share(9, 30), dwellings=Share(5, 10))
    many = Remaining(items=Share(30, 31), dwellings=Share(9, 10))

    assert (few.share, many.share) == (Share(9, 30), Share(9, 10))
    facts = {"one": _visits(remaining=many), OTHERS: _visits(remaining=few)}
    assert remaining_deficiencies(facts, by=BY)["one"].base == 10


def test_what_comes_back_is_counted_by_dwelling():
    facts = {"one": _visits(repeated=Share(9, 10)), OTHERS: _visits(repeated=Share(10, 100))}

    assert repeated_deficiencies(facts, by=BY)["one"].signal is Signal.REVIEW


def test_the_part_of_dwellings_is_of_months_and_its_interval_of_the_last_day():
    found = aided_share(Share(10, 40), aided_months=96, months=12, by=BY)

    assert found.value == 0.2
    assert found.interval == wilson(Share(10, 40), confidence=BY.confidence)


def test_how_much_goes_to_few():
    found = aid_concentration([100] * 6 + [400])

    assert (found.top_1, found.top_5) == (0.4, pytest.approx(0.8))
    assert found.hhi == pytest.approx(0.16 + 6 * 0.01)
    assert aid_concentration([0, 0]) is None


def test_who_paid_back_more_than_they_were_given_has_no_part():
    assert aid_concentration([900, 200, -100]).top_1 == 0.9


def test_every_result_says_that_no_signal_clears_nobody():
    kinds = set(Result.__subclasses__())

    assert {kind.__name__ for kind in kinds} == {
        *("Finding", "MedianExcess", "AidedShare", "AidConcentration")
    }
    assert all(NOT_CLEARED in kind.caveats.fget(None) for kind in kinds)
