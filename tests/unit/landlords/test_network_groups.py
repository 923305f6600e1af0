"""Groups follow from confirmed links alone; what contradicts itself may not be used."""

from collections import deque
from itertools import combinations, pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.parties import ON, judged, party, register
from landlord_watch.landlords.rules.network.groups import (
    changes,
    groups_of,
    neighbours,
    review_of,
    shortest_path,
    split,
    too_large,
    version_of,
)
from landlord_watch.landlords.rules.network.judgements import Judgements, Verdict
from landlord_watch.landlords.rules.network.register import pair_of
from landlord_watch.landlords.rules.network.states import LinkState, links_of

POSITIVE = Verdict.POSITIVE


def ids(*numbers):
    return frozenset(UUID(int=number) for number in numbers)


def pair(one, other):
    return pair_of(UUID(int=one), UUID(int=other))


def version(parties, *judgements):
    kept, filled = Judgements(), register(*parties)
    for each in judgements:
        kept.add(each)
    confirmed = [link.pair for link in links_of(filled, kept) if link.state is LinkState.CONFIRMED]
    return version_of(confirmed, register=filled, judgements=kept)


FOUR = [party(number) for number in range(1, 5)]
A, B, C, D = FOUR


def test_only_what_is_confirmed_joins():
    shared = [party(number, signatory="p") for number in range(1, 4)]

    assert version(shared).groups == ()
    confirmed = judged(shared[0], shared[1], POSITIVE)
    assert version(shared, confirmed).groups == (ids(1, 2),)


def test_groups_are_joined_one_way_or_another():
    made = version(FOUR, judged(A, C, POSITIVE), judged(C, B, POSITIVE))

    assert made.groups == (ids(1, 2, 3),)
    assert made.may_be_used


def test_a_group_with_a_rejected_pair_in_it_may_not_be_used():
    judgements = [judged(A, C, POSITIVE), judged(C, B, POSITIVE), judged(A, B)]

    made = version(FOUR, *judgements)

    (wrong,) = made.contradictions
    assert not made.may_be_used
    assert wrong.pair == pair(1, 2)
    assert wrong.path == (A.party_id, C.party_id, B.party_id)


def test_a_contradiction_is_found_of_who_came_back_under_another_id():
    old = party(9, "Dal AB", phone="1")
    back = party(1, "DAL AB", phone="1")
    judgements = [judged(old, B), judged(back, C, POSITIVE), judged(C, B, POSITIVE)]

    assert [each.pair for each in version([back, B, C], *judgements).contradictions] == [pair(1, 2)]


def test_a_rejection_between_two_groups_contradicts_nothing():
    judgements = [judged(A, B, POSITIVE), judged(C, D, POSITIVE), judged(A, C)]

    assert version(FOUR, *judgements).may_be_used


def test_two_who_were_each_rejected_with_somebody_else_contradict_nothing():
    judgements = [judged(A, B, POSITIVE), judged(A, C), judged(B, D)]

    assert version(FOUR, *judgements).groups == (ids(1, 2),)
    assert version(FOUR, *judgements).may_be_used


def test_the_same_links_have_the_same_digest_and_others_another():
    one, other = judged(A, B, POSITIVE), judged(C, D, POSITIVE)

    assert version(FOUR, one, other).digest == version(FOUR[::-1], other, one).digest
    assert version(FOUR, one).digest != version(FOUR, one, other).digest


def test_what_changed_between_two_versions_is_told():
    before = version(FOUR, judged(A, B, POSITIVE), judged(C, D, POSITIVE))
    after = version(FOUR, judged(A, B, POSITIVE), judged(C, D, POSITIVE), judged(B, C, POSITIVE))

    assert changes(before, after).before == (ids(1, 2), ids(3, 4))
    assert changes(before, after).after == (ids(1, 2, 3, 4),)
    assert changes(after, after).before == changes(after, after).after == ()


CHAIN = [pair(1, 2), pair(2, 3), pair(3, 4)]


def test_a_split_writes_that_the_pair_is_wrong():
    wrong = judged(B, C)

    parted = split(CHAIN, [wrong])

    assert parted.judgements == (wrong,)
    assert parted.parts == (ids(1, 2), ids(3, 4))
    assert parted.still_joined == ()


def test_a_split_says_what_still_joins_those_who_were_parted():
    parted = split([*CHAIN, pair(1, 4)], [judged(B, C)])

    (joined,) = parted.still_joined
    assert joined.pair == pair(2, 3)
    assert joined.path == tuple(UUID(int=number) for number in (2, 1, 4, 3))


def test_a_split_is_of_negatives_alone():
    with pytest.raises(ValueError, match="POSITIVE"):
        split(CHAIN, [judged(B, C, POSITIVE)])


def test_a_large_group_shows_what_holds_it_together():
    ring = [pair(1, 2), pair(2, 3), pair(1, 3)]
    other = [pair(4, 5), pair(5, 6), pair(4, 6)]

    review = review_of(ids(1, 2, 3, 4, 5, 6), [*ring, *other, pair(3, 4), pair(7, 8)])

    assert review.bridges == (pair(3, 4),)
    assert review.busiest[:2] == ((UUID(int=3), 3), (UUID(int=4), 3))


def test_a_group_of_more_than_fifty_is_reviewed_and_not_cut():
    parties = [party(number, "x") for number in range(1, 53)]
    judgements = [judged(one, parties[0], POSITIVE) for one in parties[1:]]

    assert list(too_large(version(parties[:50], *judgements[:49]), 50)) == []
    (review,) = too_large(version(parties, *judgements), 50)
    assert review.group == ids(*range(1, 53))
    assert review.busiest[0] == (UUID(int=1), 51)


NUMBERS = st.integers(1, 12)
PAIRS = st.lists(st.tuples(NUMBERS, NUMBERS).filter(lambda two: two[0] != two[1]), max_size=20)


def reached(pairs, start):
    """Who is reached from one, a step at a time: the slow way."""
    seen, waiting = {start}, deque([start])
    while waiting:
        here = waiting.popleft()
        steps = {one if here == other else other for one, other in pairs if here in (one, other)}
        waiting.extend(steps - seen)
        seen |= steps
    return frozenset(seen)


@given(PAIRS)
def test_groups_are_those_who_reach_each_other(numbers):
    pairs = [pair(*two) for two in numbers]

    everybody = {each for two in pairs for each in two}
    assert set(groups_of(pairs)) == {reached(pairs, each) for each in everybody}


@given(PAIRS)
def test_a_bridge_is_a_link_without_which_there_are_more_groups(numbers):
    pairs = list(dict.fromkeys(pair(*two) for two in numbers))
    bridges = {each for group in groups_of(pairs) for each in review_of(group, pairs).bridges}

    for each in pairs:
        left = [other for other in pairs if other != each]
        parted = reached(left, each[0]) != reached(pairs, each[0])
        assert (each in bridges) == parted


@given(PAIRS)
def test_a_shortest_path_goes_by_links_alone(numbers):
    pairs = [pair(*two) for two in numbers]
    near = neighbours(pairs)

    for one, other in combinations(near, 2):
        path = shortest_path(near, one, other)
        assert bool(path) == (other in reached(pairs, one))
        assert all(pair_of(*two) in pairs for two in pairwise(path))


def test_a_version_is_of_its_day():
    assert version(FOUR).on == ON
