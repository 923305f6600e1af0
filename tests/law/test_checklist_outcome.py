"""
The overall assessment of a visit, case by case.

Source: the checklist's own rule, checklist-1.0.0, assessment; the first fifteen cases are
the examples that travel with it. own.
"""

import pytest

from factories.law import law
from factories.vectors import each_case, read_vectors
from landlord_watch.visits.rules import (
    assess,
    is_final,
    newest_checklist,
    propose_actions,
)
from landlord_watch.visits.rules.findings import Moment
from landlord_watch.visits.shapes import Answer, Context

pytestmark = law("the checklist's own rule, checklist-1.0.0, assessment", "own")

CASES = read_vectors("outcome")
CHECKLIST = newest_checklist()


def assessed(case):
    return assess(CHECKLIST, context=context_of(case), answers=answers_of(case))


def context_of(case):
    return Context.model_validate(case["context"])


def answers_of(case):
    return [Answer.model_validate(answer) for answer in case["answers"]]


def saying(key):
    return each_case([case for case in CASES if key in case["expect"]])


@each_case(CASES)
def test_a_visit_comes_to_the_outcome_as_found(case):
    found = assessed(case).outcome(Moment.AS_FOUND)

    assert {"home": found.home, "child": found.child} == case["expect"]["as_found"]


@each_case(CASES)
def test_a_visit_comes_to_the_outcome_as_left(case):
    left = assessed(case).outcome(Moment.AS_LEFT)

    assert {"home": left.home, "child": left.child} == case["expect"]["as_left"]


@each_case(CASES)
def test_a_visit_is_preliminary_while_a_core_item_is_open(case):
    result = assessed(case)

    assert result.completeness.is_preliminary is case["expect"]["is_preliminary"]


@saying("completeness")
def test_it_is_told_how_much_was_looked_at(case):
    completeness = assessed(case).completeness

    assert {
        "answered": completeness.answered,
        "applicable": completeness.applicable,
        "is_low": completeness.is_low,
        "core_missing": list(completeness.core_missing),
    } == case["expect"]["completeness"]


@saying("because")
def test_an_outcome_says_which_criteria_gave_it_and_which_items(case):
    found = assessed(case).as_found

    assert {
        "home": [as_case(reason) for reason in found.home_reasons],
        "child": [as_case(reason) for reason in found.child_reasons],
    } == case["expect"]["because"]


def as_case(reason):
    return {
        "criterion": reason.criterion.model_dump(mode="json", exclude_unset=True),
        "items": [counted.item for counted in reason.items],
    }


@saying("final")
def test_a_mild_outcome_is_not_final_while_preliminary(case):
    result = assessed(case)
    preliminary = result.completeness.is_preliminary
    home, child = result.as_found.home, result.as_found.child

    assert {
        "home": is_final(CHECKLIST, home, is_preliminary=preliminary),
        "child": child is None or is_final(CHECKLIST, child, is_preliminary=preliminary),
    } == case["expect"]["final"]


@saying("proposals")
def test_what_is_proposed_says_what_it_is_proposed_for(case):
    result = assessed(case)
    proposals = propose_actions(
        CHECKLIST,
        context=context_of(case),
        answers=answers_of(case),
        as_found=result.outcome(Moment.AS_FOUND),
        as_left=result.outcome(Moment.AS_LEFT),
    )

    assert [[each.action, list(each.proposed_for)] for each in proposals] == case["expect"][
        "proposals"
    ]


@pytest.mark.parametrize("example", CHECKLIST.assessment.examples, ids=lambda each: each.name)
def test_every_example_of_the_checklist_is_among_the_cases(example):
    case = next(case for case in CASES if case["name"] == f"example: {example.name}")

    assert case["expect"][example.moment] == {"home": example.home, "child": example.child_out}
