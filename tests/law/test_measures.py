"""What measures after a visit are followed by, and what has to be said with each step."""

import pytest

from factories.law import law
from landlord_watch.measures.rules import (
    OWN,
    MeasureKind,
    MeasureState,
    MeasureStep,
    Need,
    TellingGround,
    kind_of,
    may_follow,
    state_after,
    step_rule,
)
from landlord_watch.visits.rules import newest_checklist

S, OPEN = MeasureStep, MeasureState.PLANNED
FREE = law(
    "JO 6514-2009 and 1126-2017; SoL (2025:400) 10 kap. 3 §: together, without a threat", "B"
)
ACUTE = law("SoL (2025:400) 29 kap. 4 §", "A")
PROTECTION = law("SoL (2025:400) 19 kap. 1 § and 20 kap. 1 §", "A")
SECRECY = law("OSL 26 kap. 1 §, 10 kap. 1, 2 and 27 §§, 12 kap. 2 §", "A")
OWN_ORDER = law("own order of steps", "own")
TRIBUNAL = law("JB 12 kap. 16 §: on the tenant's application", "A")


def follows(kind, *taken, state=OPEN):
    return may_follow(kind, state=state, taken=taken)


@FREE
def test_an_urging_says_how_and_in_which_language_and_that_it_is_of_free_will():
    needs = step_rule(MeasureKind.NEW_HOME, S.URGED).needs

    assert {Need.CHANNEL, Need.FREE_WILL} <= needs


@FREE
def test_who_stays_is_asked_why_and_neither_way_is_closed_by_another_word():
    steps = follows(MeasureKind.NEW_HOME)

    assert Need.NOTE in step_rule(MeasureKind.NEW_HOME, S.STAYS).needs
    assert {S.MOVED, S.STAYS} <= set(steps)
    assert S.DONE not in steps


@ACUTE
@pytest.mark.parametrize(
    ("taken", "step", "may"),
    [
        ((), S.ACCEPTED, False),
        ((S.OFFERED,), S.ACCEPTED, True),
        ((S.OFFERED,), S.DECLINED, True),
        ((S.OFFERED, S.DECLINED), S.ACCEPTED, True),
        ((S.OFFERED,), S.HOUSED, False),
        ((S.OFFERED, S.ACCEPTED), S.HOUSED, True),
        ((S.OFFERED, S.ACCEPTED), S.LEFT, False),
        ((S.OFFERED, S.ACCEPTED, S.HOUSED), S.LEFT, True),
    ],
)
def test_emergency_housing_is_offered_before_it_is_answered_and_a_no_may_be_changed(
    taken, step, may
):
    assert (step in follows(MeasureKind.EMERGENCY_HOUSING, *taken)) is may


@PROTECTION
def test_concern_for_a_child_is_not_done_before_protection_has_been_assessed():
    assert S.DONE not in follows(MeasureKind.CHILD_PROTECTION, S.REPORTED)
    assert S.DONE in follows(MeasureKind.CHILD_PROTECTION, S.REPORTED, S.ASSESSED)
    assert {Need.CLOCK, Need.OUTCOME, Need.NOTE} == step_rule(
        MeasureKind.CHILD_PROTECTION, S.ASSESSED
    ).needs


@SECRECY
def test_a_board_is_told_on_a_ground_with_what_and_why_and_that_it_is_plainly_needed_is_none():
    rule = step_rule(MeasureKind.ENVIRONMENT, S.NOTIFIED)

    assert rule.is_outward
    assert {Need.GROUND, Need.NOTE} == rule.needs
    assert set(TellingGround) == {"consent", "no_harm", "own_task"}


@SECRECY
def test_nothing_but_what_tells_somebody_of_the_household_goes_out():
    outward = {step for steps in OWN.values() for step, rule in steps.items() if rule.is_outward}

    assert outward == {S.NOTIFIED, S.LANDLORD_TOLD}


@TRIBUNAL
def test_who_applies_to_the_tribunal_was_told_of_it_first():
    assert S.APPLIED not in follows(MeasureKind.TRIBUNAL)
    assert S.APPLIED in follows(MeasureKind.TRIBUNAL, S.INFORMED)


@OWN_ORDER
@pytest.mark.parametrize("kind", MeasureKind)
def test_what_is_over_may_be_opened_again_and_what_is_taken_back_may_not(kind):
    assert follows(kind, state=MeasureState.DONE) == (S.REOPENED,)
    assert follows(kind, state=MeasureState.TAKEN_BACK) == ()
    assert follows(kind, state=MeasureState.PROPOSED) == (S.NOT_NEEDED,)
    assert state_after(step_rule(kind, S.REOPENED)) is MeasureState.BEGUN


@OWN_ORDER
@pytest.mark.parametrize("kind", MeasureKind)
def test_every_measure_can_come_to_an_end(kind):
    steps = {*OWN[kind], S.DONE, S.NOT_NEEDED}
    ends = {step for step in steps if (rule := step_rule(kind, step)) and rule.ends}

    assert ends & set(follows(kind, *steps))


@OWN_ORDER
def test_every_kind_but_the_rest_is_an_action_of_the_checklist():
    kinds = {kind_of(action) for action in newest_checklist().actions}

    assert kinds == set(MeasureKind)
