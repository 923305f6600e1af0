"""The rent check by worked examples; the tablet is held to the same table."""

from datetime import date
from fractions import Fraction

import pytest

from factories.law import cases, law
from factories.rent_vectors import (
    check_of,
    findings_of,
    includes_of,
    norm_set_of,
    parameters_of,
    person_of,
    segment_of,
    vectors,
)
from landlord_watch.kernel.errors import DomainError
from landlord_watch.kernel.money import Money
from landlord_watch.rents.rules.household import count_household
from landlord_watch.rents.rules.inclusions import Inclusion
from landlord_watch.rents.rules.month_rent import month_rent
from landlord_watch.rents.rules.parameters import DEFAULT_PARAMETERS
from landlord_watch.rents.rules.published_norms import published_norms
from landlord_watch.rents.rules.rent_check import from_json, replay, to_json

TABLE = vectors()
FOUND = [case for case in TABLE["checks"] if "then" in case]
REFUSED = [case for case in TABLE["checks"] if "refused" in case]


@cases(FOUND)
def test_a_rent_is_found_to_lie_as_the_table_says(case):
    found = findings_of(check_of(case["given"], TABLE))

    assert found == case["then"]


@cases(REFUSED)
def test_what_cannot_be_checked_is_refused(case):
    with pytest.raises(DomainError) as refusal:
        check_of(case["given"], TABLE)

    assert refusal.value.code == case["refused"]


@cases(FOUND)
def test_a_recorded_check_reads_and_replays_to_the_same(case):
    check = check_of(case["given"], TABLE)

    recorded = from_json(to_json(check))

    assert recorded == check == replay(recorded)
    assert recorded.steps == check.steps
    assert to_json(recorded) == to_json(check)


@cases(TABLE["households"])
def test_a_household_is_counted_as_the_table_says(case):
    people = [person_of(person) for person in case["people"]]

    count = count_household(
        people, on=date.fromisoformat(case["on"]), child_share=DEFAULT_PARAMETERS.child_share
    )

    assert {
        "adults": count.household.adults,
        "children": count.household.children,
        "adult_ages": list(count.household.adult_ages),
        "alternative_children": count.alternative and count.alternative.children,
        "why": [person.why.value for person in count.persons],
    } == case["then"]


@cases(TABLE["months"])
def test_a_month_with_several_rents_weighs_them_by_days(case):
    found = month_rent(
        [segment_of(segment, TABLE) for segment in case["segments"]],
        month=date.fromisoformat(case["month"]),
        norm_includes=includes_of(TABLE["complete_includes"]),
        maxima=DEFAULT_PARAMETERS.maxima,
    )

    assert {
        "low_ore": found.comparable.low.ore,
        "high_ore": found.comparable.high and found.comparable.high.ore,
        "days": list(found.days),
        "days_without": found.days_without,
        "days_doubled": found.days_doubled,
    } == case["then"]


def travelling(norm_set):
    """What of a set travels to the tablet."""
    whole = (norm_set.publisher, norm_set.starts_on, norm_set.ends_on, norm_set.decision_reference)
    return whole, norm_set.id, norm_set.includes, norm_set.rows


@law("the publishers' pages, each named in its norm set", "B")
def test_the_published_norms_of_the_table_are_those_of_the_program():
    written = [norm_set_of(found) for sets in TABLE["norm_sets"].values() for found in sets]
    published = {found.id for found in published_norms()}

    assert [travelling(found) for found in written if found.id in published] == [
        travelling(found) for found in published_norms()
    ]


@law("own: the municipality's parameters until it has decided", "own")
def test_the_parameters_of_the_table_are_those_of_the_program():
    stated = TABLE["parameters"]

    assert parameters_of(stated) == DEFAULT_PARAMETERS
    assert Money(stated["confirm_below_ore"]) == DEFAULT_PARAMETERS.confirm_below
    assert Money(stated["confirm_above_ore"]) == DEFAULT_PARAMETERS.confirm_above
    assert set(stated["maxima_ore"]) == set(Inclusion)
    assert DEFAULT_PARAMETERS.child_share == Fraction(1, 2)
