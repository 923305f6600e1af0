from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.visits.rules import assess, effective_level, needs_second_person, rank
from landlord_watch.visits.rules.findings import Moment
from landlord_watch.visits.shapes import (
    ChildOutcome,
    Context,
    HomeOutcome,
    Level,
    Outcome,
    OutcomeOverride,
)
from unit.visits.strategies import CHECKLIST, CONDITIONS, contexts, deficiencies, visits

outcomes = st.builds(
    Outcome,
    home=st.sampled_from(HomeOutcome),
    child=st.sampled_from(ChildOutcome),
    is_preliminary=st.booleans(),
)


def judged(context, answers, moment=Moment.AS_FOUND):
    outcome = assess(CHECKLIST, context=context, answers=answers).outcome(moment)
    return outcome.home, outcome.child or ""


@given(context=contexts, answers=visits, more=deficiencies(), moment=st.sampled_from(Moment))
def test_finding_more_never_makes_an_outcome_milder(context, answers, more, moment):
    home, child = judged(context, answers, moment)

    worse_home, worse_child = judged(context, [*answers, more], moment)

    assert worse_home >= home
    assert worse_child >= child


@given(context=contexts, answers=visits, order=st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(context, answers, order):
    shuffled = list(answers)
    order.shuffle(shuffled)

    assert assess(CHECKLIST, context=context, answers=shuffled) == assess(
        CHECKLIST, context=context, answers=answers
    )


@given(context=contexts, answers=visits)
def test_what_is_left_is_never_worse_than_what_was_found(context, answers):
    found_home, found_child = judged(context, answers)

    left_home, left_child = judged(context, answers, Moment.AS_LEFT)

    assert left_home <= found_home
    assert left_child <= found_child


@given(
    context=contexts,
    item=st.sampled_from(CONDITIONS),
    level=st.sampled_from([Level.MINOR, Level.MODERATE, Level.SERIOUS]),
)
def test_a_lift_never_makes_anything_acute(context, item, level):
    lifted = effective_level(CHECKLIST, item, context=context, level=level)

    assert rank(level) <= rank(lifted) <= rank(Level.SERIOUS)


@given(context=contexts, item=st.sampled_from(CONDITIONS))
def test_what_is_acute_stays_acute(context, item):
    level = effective_level(CHECKLIST, item, context=context, level=Level.ACUTE)

    assert level is Level.ACUTE


@given(context=contexts, answers=visits)
def test_there_is_an_outcome_for_children_exactly_when_one_is_listed(context, answers):
    result = assess(CHECKLIST, context=context, answers=answers)

    assert (result.as_found.child is None) is (not context.children)


@given(context=contexts, answers=visits)
def test_every_outcome_but_the_mildest_says_why(context, answers):
    found = assess(CHECKLIST, context=context, answers=answers).as_found

    assert bool(found.home_reasons) is (found.home is not HomeOutcome.H0)
    assert bool(found.child_reasons) is (found.child not in {None, ChildOutcome.C0})


@given(computed=outcomes, home=st.sampled_from(HomeOutcome), child=st.sampled_from(ChildOutcome))
def test_a_second_person_is_needed_exactly_to_lower_the_worst(computed, home, child):
    override = OutcomeOverride(home=home, child=child, reason="Såg annat")
    is_lowered = {
        computed.home is HomeOutcome.H4 and home is not HomeOutcome.H4,
        computed.child is ChildOutcome.C3 and child is not ChildOutcome.C3,
    }

    assert needs_second_person(CHECKLIST, computed=computed, override=override) is (
        True in is_lowered
    )


def test_an_outcome_left_as_it_is_needs_no_second_person():
    computed = Outcome(home=HomeOutcome.H4, child=ChildOutcome.C3, is_preliminary=False)

    assert not needs_second_person(
        CHECKLIST, computed=computed, override=OutcomeOverride(reason="Se anteckning")
    )


def test_a_home_where_nothing_was_answered_is_preliminary():
    result = assess(CHECKLIST, context=Context(), answers=[])

    assert result.completeness.is_preliminary
