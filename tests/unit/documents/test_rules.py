"""What letters are made from, and what must not stand in one."""

import pytest

from landlord_watch.documents import rules
from landlord_watch.documents.errors import SlotUnfilled, SlotUnknown, TextNamesAPerson
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
