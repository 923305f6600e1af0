from factories.vectors import each_case, read_vectors
from landlord_watch.visits.rules import (
    applicable_items,
    children_for,
    fields_to_ask,
    find_item,
    newest_checklist,
)
from landlord_watch.visits.shapes import Context

CASES = read_vectors("applies")
CHECKLIST = newest_checklist()


def context_of(case):
    return Context.model_validate(case["context"])


@each_case(CASES)
def test_the_items_of_a_home_are_shown_and_others_are_not(case):
    shown = {item.id for item in applicable_items(CHECKLIST, context_of(case))}

    assert set(case["expect"].get("shown", [])) - shown == set()
    assert shown & set(case["expect"].get("hidden", [])) == set()


@each_case([case for case in CASES if "children" in case["expect"]])
def test_an_item_is_about_the_children_of_its_ages(case):
    about = {
        item: [child.label for child in children_for(find_item(CHECKLIST, item), context_of(case))]
        for item in case["expect"]["children"]
    }

    assert about == case["expect"]["children"]


@each_case([case for case in CASES if "fields_to_ask" in case["expect"]])
def test_what_is_not_asked_yet_and_would_show_more_is_named(case):
    to_ask = fields_to_ask(CHECKLIST, context_of(case))

    assert list(to_ask) == case["expect"]["fields_to_ask"]


def test_items_are_shown_in_the_order_of_the_checklist():
    shown = [item.id for item in applicable_items(CHECKLIST, Context())]

    assert shown[:3] == ["ENT-01", "ENT-02", "ENT-03"]
