"""What asks for somebody comes in an order, and says what would come of it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from factories.parties import ON, found, judged, party
from landlord_watch.landlords.rules.network.judgements import Verdict
from landlord_watch.landlords.rules.network.queue import is_asking, place_of, would_join
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
STRONG, SUPPORTED = proposed(signatory="p"), proposed(phone="1", email="2")
ACCOUNT = proposed(account="1")
ORDER = [CONTRADICTS, GONE, NEW, STRONG, SUPPORTED, ACCOUNT]


def test_what_asks_for_somebody_comes_in_order() -> None:
    assert all(map(is_asking, ORDER))
    assert [place_of(each) for each in ORDER] == sorted(map(place_of, ORDER))
    assert place_of(STRONG) < place_of(SUPPORTED) < place_of(ACCOUNT)


def test_what_is_settled_asks_for_nobody() -> None:
    assert not is_asking(confirmed(ON))
    assert not is_asking(replace(NEW, due=None))


def test_what_a_confirmation_would_join_is_told_beforehand() -> None:
    groups = [frozenset({ONE, UUID(int=3)}), frozenset({UUID(int=4), UUID(int=5)})]

    assert would_join(groups, (ONE, OTHER)) == {ONE, OTHER, UUID(int=3)}
    assert would_join(groups, (ONE, UUID(int=4))) == groups[0] | groups[1]
    assert would_join([], (ONE, OTHER)) == {ONE, OTHER}
