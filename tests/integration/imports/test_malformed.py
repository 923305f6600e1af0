"""Forty files that are no list one could take in: forty clear answers, and nothing written."""

import pytest

from factories.answering import answers_to, rows_written
from factories.dwellings import dwelling
from factories.imports import Desk
from factories.malformed import MALFORMED, Malformed
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.web.import_words import PROBLEMS, UNREADABLE


@pytest.mark.parametrize("one", MALFORMED, ids=lambda one: one.name)
def test_each_is_answered_and_nothing_is_written(one: Malformed, session) -> None:
    if one.kind is KindName.OFFERED_RENTS:
        dwelling(session, street_address="Storgatan 4", dwelling_number="1101")
    before = rows_written(session)
    answers = answers_to(Desk(session, one.kind), one)

    assert one.answer in answers
    assert rows_written(session) == before


def test_there_are_forty_and_every_answer_has_words() -> None:
    words = {*PROBLEMS, *UNREADABLE}

    assert len(MALFORMED) == 40
    assert [one.answer for one in MALFORMED if one.answer not in words] == []
