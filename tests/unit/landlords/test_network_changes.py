"""One changed mark touches its neighbourhood, and gives what all of it anew would give."""

from dataclasses import replace
from itertools import combinations
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from factories.linked_parties import ON as INVENTED_ON
from factories.linked_parties import PARAMETERS as INVENTED
from factories.linked_parties import linked_parties
from factories.parties import PARAMETERS, mark, party, register
from landlord_watch.landlords.rules.network.facts import MarkKind, Ownership, PartyFacts
from landlord_watch.landlords.rules.network.judgements import Judgements
from landlord_watch.landlords.rules.network.register import Register, pair_of
from landlord_watch.landlords.rules.network.states import links_among

#: So small that hubs come and go.
SMALL = replace(PARAMETERS, most_sharing=3, most_signed_for=4)
MARKS = st.builds(
    mark,
    st.sampled_from(MarkKind),
    st.sampled_from("xy"),
    told_by=st.sampled_from((None, UUID(int=50))),
)
PARTIES = st.builds(
    PartyFacts,
    st.integers(1, 8).map(lambda number: UUID(int=number)),
    st.sampled_from(("Dal AB", "Dals AB", "Ek AB")),
    st.lists(MARKS, max_size=6).map(tuple),
    st.booleans(),
    st.sampled_from((False, False, False, True)),
)
OWNED = st.lists(st.permutations(range(1, 9)).map(lambda some: some[:2]), max_size=2)


def told(found):
    return (found.tier, found.grounds, found.likeness, found.against)


def all_told(filled):
    return {(each.first, each.second): told(each) for each in filled.find_all()}


@settings(max_examples=200)
@given(st.lists(PARTIES, min_size=4, max_size=24), OWNED)
def test_weighing_what_is_touched_gives_the_same_as_weighing_all(parties, owned):
    everybody = [party(number) for number in range(1, 9)]
    filled = register(*everybody, parameters=SMALL)
    ownerships = [Ownership(*(UUID(int=each) for each in two), "Källa", filled.on) for two in owned]
    for each in ownerships:
        filled.put_ownership(each)
    kept = all_told(filled)
    for changed in parties:
        # who bears nothing is let go of
        turn = filled.put(changed) if changed.marks else filled.drop(changed.party_id)
        for pair in turn:
            found = filled.find(pair)
            kept.pop(pair, None)
            kept |= {pair: told(found)} if found else {}

    anew = register(*filled.parties.values(), parameters=SMALL)
    for each in filled.ownerships():
        anew.put_ownership(each)
    assert kept == all_told(anew)


@given(st.lists(PARTIES, max_size=8, unique_by=lambda each: each.party_id))
def test_a_pair_asked_about_gets_the_answer_of_all(parties):
    filled = register(*parties, parameters=SMALL)
    everything = {(each.first, each.second): each for each in filled.find_all()}

    for pair in combinations(sorted(filled.parties), 2):
        asked, of_all = filled.find(pair), everything.get(pair)
        assert (asked and told(asked)) == (of_all and told(of_all))


def test_one_changed_mark_touches_few_of_many():
    made = linked_parties(2_000)
    filled = Register(parameters=INVENTED, on=INVENTED_ON)
    filled.fill(made.parties, made.ownerships)

    touched = filled.put(replace(made.parties[1_000], marks=made.parties[500].marks))

    near = {each for pair in touched for each in pair}
    assert 0 < len(touched) < 100
    assert made.parties[1_000].party_id in near


def test_a_party_that_becomes_an_agent_unlinks_its_clients():
    shared = {"account": "1", "phone": "2"}
    filled = register(*(party(number, **shared) for number in (1, 2, 3)))

    touched = filled.put(party(3, is_agent=True, **shared))

    assert pair_of(UUID(int=1), UUID(int=2)) in touched
    assert list(filled.find_all()) == []


def test_an_agent_that_is_let_go_of_links_its_clients_again():
    shared = {"account": "1", "phone": "2"}
    clients = [party(number, **shared) for number in (1, 2)]
    filled = register(*clients, party(3, is_agent=True, **shared))
    pair = pair_of(UUID(int=1), UUID(int=2))

    assert pair in filled.drop(UUID(int=3))
    assert filled.find(pair) is not None
    assert filled.find(pair_of(UUID(int=1), UUID(int=3))) is None


def test_what_is_owned_by_somebody_let_go_of_is_owned_no_more():
    filled = register(party(1), party(2))
    filled.put_ownership(Ownership(UUID(int=1), UUID(int=2), "Bolagsverket", filled.on))

    assert filled.drop(UUID(int=1)) == {pair_of(UUID(int=1), UUID(int=2))}
    assert list(filled.find_all()) == []
    assert list(links_among(filled, Judgements(), [pair_of(UUID(int=1), UUID(int=2))])) == []


def test_invented_parties_are_the_same_for_the_same_seed():
    assert linked_parties(300).parties == linked_parties(300).parties
    assert linked_parties(300).parties != linked_parties(300, seed=8).parties
