"""What asks for somebody comes in an order, and says what would come of it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from factories.parties import ON, PARAMETERS, found, judged, party
from landlord_watch.landlords.rules.network.judgements import Verdict
from landlord_watch.landlords.rules.network.queue import is_soon_due, to_look_at, would_join
from landlord_watch.landlords.rules.network.states import Due, Link, LinkState

ONE, OTHER = UUID(int=1), UUID(int=2)


def proposed(**shared: str) -> Link:
    made = found(party(1, **shared), party(2, **shared))
    return Link(ONE, OTHER, LinkState.PROPOSED, made)


def confirmed(on: date) -> Link:
    judgement = judged(party(1), party(2), Verdict.POSITIVE, on=on)
    return Link(ONE, OTHER, LinkState.CONFIRMED, None, judgement)


NUMBER = {"organisation_number": "5569999997"}
CONTRADICTS = Link(
    ONE,
    OTHER,
    LinkState.PROPOSED,
    found(party(1, is_person=True, **NUMBER), party(2, **NUMBER)),
)
GONE = replace(confirmed(ON), state=LinkState.PROPOSED, due=Due.GROUNDS_GONE)
NEW = replace(confirmed(ON), state=LinkState.REJECTED, due=Due.NEW_GROUNDS)
SOON = confirmed(date(2024, 4, 1))
STRONG, SUPPORTED = proposed(signatory="p"), proposed(phone="1", email="2")
ACCOUNT = proposed(account="1")
ORDER = [CONTRADICTS, GONE, NEW, STRONG, SUPPORTED, ACCOUNT]


def test_what_asks_for_somebody_comes_in_order() -> None:
    assert to_look_at(ORDER[::-1], parameters=PARAMETERS, on=ON) == ORDER


def test_what_is_settled_asks_for_nobody() -> None:
    settled = [confirmed(ON), replace(NEW, due=None)]

    assert to_look_at([*settled, SOON], parameters=PARAMETERS, on=ON) == [SOON]


@pytest.mark.parametrize(
    ("on", "soon"), [(date(2026, 1, 30), False), (date(2026, 1, 31), True), (ON, True)]
)
def test_a_confirmed_link_asks_two_months_before_it_no_longer_counts(on: date, soon: bool) -> None:
    assert is_soon_due(SOON, PARAMETERS, on) is soon


def test_the_same_number_needs_no_review() -> None:
    same = replace(proposed(**NUMBER), state=LinkState.CONFIRMED)

    assert not is_soon_due(same, PARAMETERS, ON)


def test_what_a_confirmation_would_join_is_told_beforehand() -> None:
    groups = [frozenset({ONE, UUID(int=3)}), frozenset({UUID(int=4), UUID(int=5)})]

    assert would_join(groups, (ONE, OTHER)) == {ONE, OTHER, UUID(int=3)}
    assert would_join(groups, (ONE, UUID(int=4))) == groups[0] | groups[1]
    assert would_join([], (ONE, OTHER)) == {ONE, OTHER}
