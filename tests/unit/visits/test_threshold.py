from math import inf

from hypothesis import given
from hypothesis import strategies as st

from factories.vectors import each_case, read_vectors
from landlord_watch.visits.rules import (
    computed_value,
    find_item,
    items_of,
    newest_checklist,
    rank,
    suggest_from_context,
    suggest_level,
)
from landlord_watch.visits.shapes import Context
from unit.visits.strategies import contexts

CASES = read_vectors("threshold")
CHECKLIST = newest_checklist()
TEMPERATURE = find_item(CHECKLIST, "CLI-01")


def said(suggestion):
    return suggestion and {"level": suggestion.level, "ref": suggestion.ref}


@each_case([case for case in CASES if "value" in case])
def test_a_measured_value_suggests_a_level(case):
    suggestion = suggest_level(
        find_item(CHECKLIST, case["item"]),
        context=Context.model_validate(case["context"]),
        value=case["value"],
    )

    assert said(suggestion) == case["expect"]


@each_case([case for case in CASES if "computed" in case])
def test_crowding_suggests_a_level(case):
    context = Context.model_validate(case["context"])

    assert said(suggest_from_context(find_item(CHECKLIST, case["item"]), context)) == case["expect"]


@each_case([case for case in CASES if "computed" in case])
def test_persons_to_a_room_are_counted_by_the_program(case):
    value = computed_value(
        find_item(CHECKLIST, case["item"]), Context.model_validate(case["context"])
    )

    assert value == (inf if case["computed"] == "infinite" else case["computed"])


def test_what_is_measured_is_not_suggested_from_who_lives_there():
    crowded = Context(persons_total=9, bedrooms=1, season="heating")

    assert suggest_from_context(TEMPERATURE, crowded) is None


@given(context=contexts, cold=st.floats(-10, 20), by=st.floats(0, 10))
def test_colder_is_never_milder_in_the_heating_season(context, cold, by):
    winter = context.model_copy(update={"season": "heating"})

    milder = suggest_level(TEMPERATURE, context=winter, value=cold)
    colder = suggest_level(TEMPERATURE, context=winter, value=cold - by)

    assert milder is None or rank(colder.level) >= rank(milder.level)


@given(context=contexts, value=st.floats(-100, 100_000))
def test_only_levels_the_item_has_are_suggested(context, value):
    suggested = {
        item.id: suggest_level(item, context=context, value=value)
        for _, item in items_of(CHECKLIST)
        if item.measure
    }

    assert all(
        each is None or each.level in find_item(CHECKLIST, item).levels
        for item, each in suggested.items()
    )
