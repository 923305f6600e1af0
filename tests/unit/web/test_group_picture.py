"""A group is drawn so that every name can be read and every link is seen."""

import re
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.landlords.rules.network.register import pair_of
from landlord_watch.landlords.rules.network.states import Link, LinkState
from landlord_watch.web.group_picture import LONGEST_NAME, in_order, picture_of


class Names(dict[UUID, str]):
    def __missing__(self, party_id: UUID) -> str:
        return f"Bolag {party_id.int} AB"


def link(one: int, other: int, state: LinkState = LinkState.CONFIRMED) -> Link:
    return Link(*pair_of(UUID(int=one), UUID(int=other)), state, None)


NUMBERS = st.integers(1, 30)
LINKS = st.lists(
    st.tuples(NUMBERS, NUMBERS).filter(lambda two: two[0] != two[1]), min_size=1, max_size=60
).map(lambda some: [link(*two) for two in some])


@given(LINKS)
def test_each_landlord_has_a_row_of_its_own_inside_the_picture(links: list[Link]) -> None:
    picture = picture_of(links, Names())

    assert {dot.party_id for dot in picture.dots} == {each for one in links for each in one.pair}
    assert all(below.y - above.y >= 28 for above, below in pairwise(picture.dots))
    assert all(0 < dot.y < picture.height for dot in picture.dots)


@given(LINKS)
def test_each_link_is_an_arc_between_its_two_inside_the_picture(links: list[Link]) -> None:
    picture = picture_of(links, Names())
    rows = {dot.party_id: dot.y for dot in picture.dots}

    assert len(picture.arcs) == len(links)
    for arc, one in zip(picture.arcs, links, strict=True):
        x, top, out, _, _, _, end, bottom = map(int, re.findall(r"-?\d+", arc.path))
        assert {top, bottom} == {rows[each] for each in one.pair}
        assert x == end == picture.x
        assert picture.x - (picture.x - out) * 3 // 4 >= 0


def test_who_has_the_most_links_stands_first() -> None:
    order = in_order([link(1, 2), link(2, 3), link(2, 4)])

    assert order[0] == UUID(int=2)


def test_a_chain_stands_in_its_order() -> None:
    order = [each.int for each in in_order([link(1, 2), link(2, 3), link(3, 4)])]

    assert order in ([2, 1, 3, 4], [2, 3, 4, 1])


def test_a_very_long_name_is_cut() -> None:
    names = {UUID(int=1): "Långt namn " * 9, UUID(int=2): "Kort AB"}

    cut = picture_of([link(1, 2)], names).dots[0].name

    assert len(cut) == LONGEST_NAME
    assert cut.endswith("…")


def test_states_go_with_their_arcs() -> None:
    links = [link(1, 2), link(2, 3, LinkState.PROPOSED), link(1, 3, LinkState.REJECTED)]

    arcs = picture_of(links, Names()).arcs

    assert [arc.state for arc in arcs] == list(LinkState)
    assert len({arc.dashes for arc in arcs}) == len(LinkState)
