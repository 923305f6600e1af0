"""What letters are made from, and what must not stand in one."""

from datetime import date

import pytest

from landlord_watch.documents import rules
from landlord_watch.documents.errors import SlotLeftOut, SlotUnfilled, SlotUnknown, TextNamesAPerson
from landlord_watch.documents.rules import Slot, published_templates

PLAIN = published_templates()["plain"]


def test_places_are_filled_and_those_with_nothing_stay_to_be_seen() -> None:
    text = rules.filled("Hej {hyresvärd}, om {bostad}.", {Slot.LANDLORD: "Ture", Slot.DWELLING: ""})

    assert text == "Hej Ture, om {bostad}."


def test_what_is_filled_in_is_not_filled_again() -> None:
    values = {Slot.LANDLORD: "{bostad}", Slot.DWELLING: "Storgatan 4"}

    assert rules.filled("{hyresvärd}", values) == "{bostad}"


def test_a_place_with_nothing_is_told_with_its_line() -> None:
    with pytest.raises(SlotUnfilled) as refusal:
        rules.check_filled("Hej,\n\nvi ses {skriv här}.")

    assert refusal.value.context == {"slot": "{skriv här}", "line": 3}


@pytest.mark.parametrize("text", ["", "Hej,\nvi ses.", "Hyran är {\n}.", "a } b {"])
def test_a_text_without_places_is_ready(text: str) -> None:
    rules.check_filled(text)


def test_a_wording_has_no_place_that_nothing_fills() -> None:
    with pytest.raises(SlotUnknown) as refusal:
        rules.check_slots("Hej {hyresgäst}", PLAIN)

    assert refusal.value.context["slot"] == "{hyresgäst}"


@pytest.mark.parametrize("template", published_templates().values(), ids=lambda each: each.key)
def test_published_templates_have_known_places_only_and_name_nobody(template) -> None:
    for text in (template.subject, template.body):
        rules.check_slots(text, template)
        rules.check_names_nobody(text)


@pytest.mark.parametrize("template", published_templates().values(), ids=lambda each: each.key)
def test_published_templates_say_what_they_have_to(template) -> None:
    rules.check_demands(template.subject, template.body, template)

    assert set(template.demands) <= set(template.slots)


def test_a_wording_may_not_leave_out_what_ivo_asks_for() -> None:
    application = published_templates()["ivo_application"]
    with pytest.raises(SlotLeftOut) as refusal:
        rules.check_demands("", application.body.replace("{hur länge}", "länge"), application)

    assert refusal.value.context == {"slots": "{hur länge}"}


@pytest.mark.parametrize(
    ("on", "cited"),
    [
        (date(2025, 6, 30), "2 a kap. 10 § socialtjänstlagen (2001:453)"),
        (date(2025, 7, 1), "29 kap. 10 § socialtjänstlagen (2025:400)"),
    ],
)
@pytest.mark.parametrize("template", published_templates().values(), ids=lambda each: each.key)
def test_with_every_fact_a_letter_of_either_act_lacks_nothing(template, on, cited) -> None:
    facts = {slot: f"<{slot.value}>" for slot in template.slots}
    texts = [
        rules.filled(each, {**facts, **rules.laws(on=on)})
        for each in (template.subject, template.body)
    ]

    assert rules.missing(*texts) == ()
    assert (cited in texts[1]) == template.has(Slot.LAW_TRANSFER)


@pytest.mark.parametrize(
    ("template", "slot"),
    [
        pytest.param(template, slot, id=f"{template.key} {slot.value}")
        for template in published_templates().values()
        for slot in template.slots
        if template.has(slot)
    ],
)
def test_each_fact_that_is_missing_is_told(template, slot) -> None:
    facts = {each: "x" for each in template.slots if each is not slot}
    texts = [rules.filled(each, facts) for each in (template.subject, template.body)]

    assert rules.missing(*texts) == (slot.value,)


def test_the_question_of_ability_to_pay_says_that_no_law_asks_for_an_answer() -> None:
    question = rules.passages()[Slot.PAYMENT_QUESTION]

    assert "skyldighet i lag" in question
    assert "frivilligt" in question


@pytest.mark.parametrize(
    "typed",
    [
        "19880504-2382",
        "198805042382",
        "880504-2382",
        "880504+2382",
        "880504 - 2382",
        "8805042382",
        "880504-2389",  # written as one, whatever its check digit
        "19880564-2380",  # samordningsnummer
        "880564-2380",
        "T2026-00001",
    ],
)
def test_a_number_of_a_person_is_found_with_its_line(typed: str) -> None:
    with pytest.raises(TextNamesAPerson) as refusal:
        rules.check_names_nobody(f"Hej,\nom ({typed}).")

    assert refusal.value.context == {"line": 2}


@pytest.mark.parametrize(
    "typed",
    [
        "556999-9997",  # a company
        "0531-52 60 00",
        "070-174 06 05",
        "0701740605",
        "2026-03-12",
        "8 450 kr",
        "991-2346",
        "B2026-0001",
        "666 30 Bengtsfors",
        "KS 2026/00412-3",
    ],
)
def test_other_numbers_may_stand(typed: str) -> None:
    rules.check_names_nobody(f"Vi nås på {typed}.")
