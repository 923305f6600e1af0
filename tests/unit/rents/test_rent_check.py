"""A rent held against a norm, and the steps that lead there."""

import json
import re
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.rent_vectors import check_of, vectors
from landlord_watch.kernel.money import ZERO, Money
from landlord_watch.rents.errors import NoNormInForce, TraceOfOtherRules
from landlord_watch.rents.rules.comparable import PriceUnit, RentFacts
from landlord_watch.rents.rules.findings import Verdict
from landlord_watch.rents.rules.household import (
    CountedAs,
    CountedPerson,
    PersonCount,
    Role,
    Why,
    count_household,
    household_of,
)
from landlord_watch.rents.rules.inclusions import Included, Inclusion, Inclusions, Says
from landlord_watch.rents.rules.norms import NormKind
from landlord_watch.rents.rules.parameters import DEFAULT_PARAMETERS, STANDARD_MAXIMA
from landlord_watch.rents.rules.published_norms import published_norms
from landlord_watch.rents.rules.rent_check import check_rent, from_json, replay, to_json

ON = date(2026, 3, 15)
NORMS = {norm_set.name: norm_set for norm_set in published_norms()}
UDDEVALLA = NORMS["Uddevalla 2020"]
TABLE = vectors()
SENTENCES = json.loads(
    files("landlord_watch.rents").joinpath("data/rent_check_sentences.json").read_text("utf-8")
)
LEAST_MAXIMUM = min(bound.ore for bound in STANDARD_MAXIMA.values() if bound is not None)

rents = st.builds(
    RentFacts,
    st.integers(0, 6_000_000).map(Money),
    st.sampled_from(PriceUnit),
    st.fractions(min_value="1/12", max_value=1, max_denominator=12),
    st.none() | st.integers(1, 6),
    st.none() | st.just(60.0),
    st.booleans(),
)
inclusions = st.dictionaries(
    st.sampled_from(Inclusion),
    st.builds(
        Included,
        st.sampled_from(Says),
        st.none() | st.integers(0, LEAST_MAXIMUM).map(Money),
    ),
).map(Inclusions)
people = st.builds(
    CountedPerson,
    label=st.just("Person"),
    role=st.sampled_from(Role),
    birth_on=st.none() | st.dates(date(1950, 1, 1), ON),
    share=st.fractions(min_value=0, max_value=1, max_denominator=14),
    in_school=st.booleans(),
)
households = st.lists(people, max_size=8).map(
    lambda home: count_household(home, on=ON, child_share=DEFAULT_PARAMETERS.child_share)
)
in_force = st.sampled_from([found for found in published_norms() if found.is_in_force(ON)])
checks = st.builds(check_rent, rents, inclusions, households, in_force, st.just(ON))


@given(checks)
def test_rent_less_what_lies_over_never_exceeds_the_norm(check):
    if check.norm is not None and check.excess is not None:
        assert check.comparable.low - check.excess.low <= check.norm.high
        assert ZERO <= check.excess.low <= check.comparable.low
    if check.excess is not None and check.comparable.high is not None:
        assert check.comparable.high - check.excess.high <= check.norm.high


@given(checks)
def test_a_verdict_holds_however_what_is_not_known_turns_out(check):
    if check.verdict is Verdict.OVER:
        assert check.comparable.low > check.norm.high
    if check.verdict is Verdict.WITHIN:
        assert check.comparable.high <= check.norm.low


@given(checks)
def test_with_nothing_unknown_there_is_a_verdict(check):
    if not check.unknowns:
        assert check.verdict is not Verdict.UNDECIDED


@given(checks, st.sampled_from(Inclusion))
def test_knowing_less_never_makes_a_verdict_surer(check, which):
    inputs = check.inputs
    known = inputs.inclusions.stated
    less = Inclusions({other: known[other] for other in known if other is not which})

    vaguer = replay(replace(check, inputs=replace(inputs, inclusions=less)))

    assert vaguer.verdict in {check.verdict, Verdict.UNDECIDED}
    assert vaguer.comparable.low <= check.comparable.low


@given(checks)
def test_not_knowing_the_rooms_never_makes_a_verdict_surer(check):
    inputs = check.inputs
    less = replace(inputs.facts, rooms=None)

    vaguer = replay(replace(check, inputs=replace(inputs, facts=less)))

    assert vaguer.verdict in {check.verdict, Verdict.UNDECIDED}


@given(checks)
def test_every_check_needs_an_individual_assessment(check):
    assert check.needs_individual_assessment is True
    assert check.steps[-1].id == "individual_assessment"


@given(checks)
def test_a_check_is_written_read_and_replayed_to_the_same(check):
    recorded = from_json(to_json(check))

    assert recorded == check == replay(recorded)
    assert recorded.steps == check.steps
    assert to_json(recorded) == to_json(check)


@given(checks)
def test_every_step_has_a_sentence_in_both_languages_that_its_values_fill(check):
    for step in check.steps:
        for sentences in SENTENCES.values():
            named = set(re.findall(r"{(\w+)}", sentences[step.text_key]))
            assert named <= set(step.values)
            assert None not in {step.values[name] for name in named}


def test_every_step_of_the_table_has_a_sentence_that_its_values_fill():
    for case in TABLE["checks"]:
        for step in case.get("then", {}).get("steps", []):
            named = set(re.findall(r"{(\w+)}", SENTENCES["sv"][step["text_key"]]))
            assert named <= set(step["values"])


def test_the_languages_have_the_same_sentences_and_name_the_same_values():
    swedish, english = SENTENCES["sv"], SENTENCES["en"]

    assert list(swedish) == list(english)
    for key, sentence in swedish.items():
        assert set(re.findall(r"{\w+}", sentence)) == set(re.findall(r"{\w+}", english[key]))


@pytest.mark.parametrize("word", ["avslag", "avslå", "neka", "oseriös", "refus", "reject", "deni"])
def test_no_sentence_says_what_follows_or_judges(word):
    whole = " ".join(sentence for found in SENTENCES.values() for sentence in found.values())

    assert word not in whole.casefold()


def test_a_norm_that_does_not_hold_on_the_day_is_refused():
    with pytest.raises(NoNormInForce) as refusal:
        check_rent(
            RentFacts(Money(1)), Inclusions(), household_of(1, 0), UDDEVALLA, date(2019, 5, 9)
        )

    assert refusal.value.context == {"on": date(2019, 5, 1)}


def test_a_check_by_other_rules_is_read_as_it_was_and_not_replayed():
    check = check_of(TABLE["checks"][0]["given"], TABLE)
    older = json.loads(to_json(check))
    older["rule_version"] = "rent-check-0"
    older["recorded_steps"][0]["text_key"] = "rent_check.of_then"

    recorded = from_json(json.dumps(older))

    assert recorded.steps[0].text_key == "rent_check.of_then"
    with pytest.raises(TraceOfOtherRules):
        replay(recorded)


def check_on(on, norm_set=UDDEVALLA, household=None):
    return check_rent(
        RentFacts(Money(700_000)), Inclusions(), household or household_of(2, 1), norm_set, on
    )


def step_of(check, step_id, **values):
    [found] = [
        step
        for step in check.steps
        if step.id == step_id and all(step.values[name] == value for name, value in values.items())
    ]
    return found


@pytest.mark.parametrize(
    ("on", "assessment", "electricity"),
    [
        (date(2025, 6, 30), "SoL (2001:453) 4 kap. 1 och 3 §§", "SoL (2001:453) 4 kap. 3 §"),
        (date(2025, 7, 1), "SoL (2025:400) 12 kap. 1 och 7 §§", "SoL (2025:400) 12 kap. 7 §"),
    ],
)
def test_a_check_cites_the_act_of_its_day(on, assessment, electricity):
    check = check_on(on)

    assert step_of(check, "individual_assessment").source.startswith(assessment)
    found = step_of(check, "inclusion", inclusion="household_electricity")
    assert found.source == electricity


@pytest.mark.parametrize(
    ("kind", "reference", "certainty"),
    [
        (NormKind.MUNICIPAL_DECISION, "KS 2025-12-01 § 1", "A"),
        (NormKind.PUBLISHED_PAGE, "", "B"),
        (NormKind.LANDLORD_STATEMENT, "", "C"),
    ],
)
def test_the_norms_step_names_its_decision_and_how_sure_it_is(kind, reference, certainty):
    norm_set = replace(UDDEVALLA, kind=kind, decision_reference=reference)

    found = step_of(check_on(ON, norm_set), "norm")

    assert (found.source, found.certainty) == (reference or UDDEVALLA.source, certainty)


def test_each_person_has_a_step_that_says_why():
    home = [
        CountedPerson("Vuxen 1", Role.ADULT),
        CountedPerson("Barn 1", Role.CHILD, date(2003, 1, 1)),
    ]
    count = count_household(home, on=ON, child_share=DEFAULT_PARAMETERS.child_share)

    adult, grown = check_on(ON, household=count).steps[:2]

    assert adult.text_key == "rent_check.person.adult"
    assert (grown.text_key, grown.source) == ("rent_check.person.grown", "HFD 2020 ref. 40")


@pytest.mark.parametrize("why", Why)
def test_there_is_a_sentence_for_every_reason(why):
    count = replace(
        household_of(1, 0), persons=(PersonCount("Person", CountedAs.NOT_COUNTED, why, 1),)
    )

    assert check_on(ON, household=count).steps[0].text_key in SENTENCES["sv"]


def test_every_word_a_step_may_hold_has_a_sentence():
    words = {f"inclusion.{found.value}" for found in Inclusion}
    words |= {f"says.{found.value}" for found in Says}

    assert words <= set(SENTENCES["sv"])
