"""No letter is made with an empty place, nor without what it has to say, by either Act."""

from datetime import date

import pytest

from factories.letter_gates import (
    DAYS,
    NEW,
    OLD,
    WHOLE,
    WHOSE,
    gate,
    known_on,
    open_gate,
    tried_on_a_poor_ground,
    tried_with_an_empty_slot,
    tried_without_a_fact,
)
from landlord_watch.cases.rules.basis import Concerned, lacking
from landlord_watch.documents import rules
from landlord_watch.documents.rules import LetterTemplate, published_templates

TEMPLATES = published_templates().values()
OF_IVO = pytest.mark.law(source="IVO: Ansökan till IVO; SoL (2025:400) 29:10-11", certainty="B")


@pytest.mark.law(source="own: what a letter has to say is named by its template", certainty="own")
def test_no_letter_is_made_with_an_empty_place() -> None:
    tried = list(tried_with_an_empty_slot())

    assert len(tried) > 2 * len(TEMPLATES)
    assert [each for each in tried if each.came_through] == []


@pytest.mark.law(source="own: what a letter has to say is named by its template", certainty="own")
def test_no_letter_is_made_when_a_fact_was_taken_out_by_hand() -> None:
    assert [each for each in tried_without_a_fact() if each.came_through] == []


@OF_IVO
def test_no_letter_of_a_transfer_is_made_or_sent_without_a_fact_a_paper_or_an_approval() -> None:
    assert [each for each in tried_on_a_poor_ground() if each.came_through] == []


@OF_IVO
@pytest.mark.parametrize("who", [*WHOSE.values(), Concerned()])
def test_with_all_that_is_asked_for_nothing_is_lacking(who: Concerned) -> None:
    assert lacking(WHOLE, concerned=who) == ()


@pytest.mark.law(source="own: the measure has to find what it looks for", certainty="own")
def test_a_gate_that_lets_everything_through_is_found() -> None:
    assert any(each.came_through for each in tried_with_an_empty_slot(open_gate))
    assert any(each.came_through for each in tried_without_a_fact(open_gate))


@pytest.mark.law(source="SoL (2025:400) övergångsbest. 1-2; (2001:453)", certainty="A")
@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.key)
def test_a_whole_letter_is_made_and_names_the_act_of_its_day(
    template: LetterTemplate, day: date
) -> None:
    known = known_on(day)
    subject, body = (rules.filled(text, known) for text in (template.subject, template.body))
    gate(template, subject, body, known)
    other = NEW if day == DAYS[0] else OLD

    assert other not in body
