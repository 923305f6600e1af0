"""Confirmed, proposed, rejected: what somebody held of two parties, and for how long it holds."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from factories.parties import ON, judged, party, register
from landlord_watch.landlords.rules.network.facts import MarkKind
from landlord_watch.landlords.rules.network.judgements import Judgements, Verdict
from landlord_watch.landlords.rules.network.states import (
    Due,
    LinkState,
    links_among,
    links_of,
    reviewed_by,
)

ONE, OTHER = party(1, signatory="p"), party(2, signatory="p")
PHONE = {"phone": "1", "email": "2"}


def links(parties, *judgements, on=ON):
    kept = Judgements()
    for each in judgements:
        kept.add(each)
    return list(links_of(register(*parties, on=on), kept))


def state(*judgements, parties=(ONE, OTHER), on=ON):
    (link,) = links(parties, *judgements, on=on)
    return link.state, link.due


GROUNDS = frozenset({"signatory:p"})


def test_what_is_found_is_proposed_until_somebody_judges_it():
    assert state() == (LinkState.PROPOSED, None)


def test_the_same_number_is_confirmed_by_itself_and_can_be_rejected():
    parties = [party(number, organisation_number="5569999997") for number in (1, 2)]

    assert state(parties=parties) == (LinkState.CONFIRMED, None)
    number = frozenset({"organisation_number:5569999997"})
    rejected = judged(*parties, grounds=number)
    assert state(rejected, parties=parties) == (LinkState.REJECTED, None)


def test_the_same_number_is_not_confirmed_by_itself_where_it_contradicts_itself():
    same = {"organisation_number": "5569999997"}
    one, other = (party(number, **same, person_number=f"p{number}") for number in (1, 2))

    assert state(parties=(one, other)) == (LinkState.PROPOSED, None)
    looked_at = judged(one, other, Verdict.POSITIVE)
    assert state(looked_at, parties=(one, other))[0] is LinkState.CONFIRMED


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (Verdict.POSITIVE, LinkState.CONFIRMED),
        (Verdict.NEGATIVE, LinkState.REJECTED),
        (Verdict.UNSURE, LinkState.PROPOSED),
    ],
)
def test_a_judgement_decides(verdict, expected):
    assert state(judged(ONE, OTHER, verdict, grounds=GROUNDS)) == (expected, None)
    assert state(judged(OTHER, ONE, verdict, grounds=GROUNDS)) == (expected, None)


def test_of_two_judgements_the_later_holds_however_they_are_added():
    early = judged(ONE, OTHER, Verdict.POSITIVE, on=date(2026, 1, 1), grounds=GROUNDS)
    late = judged(ONE, OTHER, on=date(2026, 2, 1), grounds=GROUNDS)

    assert state(early, late)[0] is state(late, early)[0] is LinkState.REJECTED


def test_of_two_on_the_same_day_the_one_added_last_holds():
    first, last = judged(ONE, OTHER), judged(ONE, OTHER, Verdict.POSITIVE)

    assert state(first, last)[0] is LinkState.CONFIRMED


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2028, 1, 30), (LinkState.CONFIRMED, None)),
        (date(2028, 1, 31), (LinkState.PROPOSED, Due.EXPIRED)),
    ],
)
def test_a_confirmed_link_counts_for_two_years(on, expected):
    confirmed = judged(ONE, OTHER, Verdict.POSITIVE, on=date(2026, 1, 31), grounds=GROUNDS)

    assert state(confirmed, on=on) == expected


@pytest.mark.parametrize(
    ("judged_on", "months", "day"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 1, 31), 13, date(2028, 2, 29)),
        (date(2026, 12, 1), 24, date(2028, 12, 1)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_are_counted_to_the_same_day(judged_on, months, day):
    assert reviewed_by(judged_on, months) == day


def test_a_rejection_never_expires():
    assert state(judged(ONE, OTHER), on=date(2046, 1, 1))[0] is LinkState.REJECTED


def test_a_confirmed_link_whose_grounds_are_gone_does_not_count():
    confirmed = judged(ONE, OTHER, Verdict.POSITIVE, grounds=GROUNDS)
    changed = party(2, signatory="somebody else")

    expected = (LinkState.PROPOSED, Due.GROUNDS_GONE)
    assert state(confirmed, parties=(ONE, changed)) == expected


def test_a_confirmed_link_that_rests_on_what_somebody_knew_needs_no_marks():
    known = judged(ONE, OTHER, Verdict.POSITIVE)

    assert state(known, parties=(ONE, party(2)))[0] is LinkState.CONFIRMED


def test_a_rejected_link_stays_so_and_says_what_is_new():
    rejected = judged(ONE, OTHER, grounds=GROUNDS)
    parties = [party(number, signatory="p", account="1") for number in (1, 2)]

    assert state(rejected, parties=parties) == (LinkState.REJECTED, Due.NEW_GROUNDS)


def again(old, number, *, name=None):
    return replace(old, party_id=UUID(int=number), name=name or old.name)


NAMELESS = party(3, "Dal AB", **PHONE), party(4, "Ek AB", **PHONE)
NUMBERED = (
    party(5, organisation_number="5569999997", **PHONE),
    party(6, organisation_number="5560000001", **PHONE),
)


@pytest.mark.parametrize("parties", [NAMELESS, NUMBERED], ids=["by name and mark", "by number"])
def test_a_rejection_survives_that_both_are_read_in_anew(parties):
    rejected = judged(*parties)
    anew = [again(old, 10 + place, name=old.name.upper()) for place, old in enumerate(parties)]

    assert state(rejected, parties=anew)[0] is LinkState.REJECTED
    assert state(rejected, parties=anew[::-1])[0] is LinkState.REJECTED


def test_a_rejection_is_not_of_somebody_with_another_number():
    rejected = judged(*NUMBERED)
    other = party(6, organisation_number="5560000001", **PHONE)
    namesake = again(party(5, organisation_number="5560000019", **PHONE), 20)

    assert state(rejected, parties=(namesake, other))[0] is LinkState.PROPOSED


def test_a_confirmation_is_not_carried_over_by_a_likeness():
    confirmed = judged(*NAMELESS, Verdict.POSITIVE)
    anew = [again(old, 10 + place) for place, old in enumerate(NAMELESS)]

    assert state(confirmed, parties=anew)[0] is LinkState.PROPOSED


def test_a_confirmation_is_carried_over_by_the_numbers():
    confirmed = judged(*NUMBERED, Verdict.POSITIVE)
    anew = [again(old, 10 + place) for place, old in enumerate(NUMBERED)]

    assert state(confirmed, parties=anew)[0] is LinkState.CONFIRMED


def test_what_was_judged_of_somebody_who_is_not_there_is_nothing():
    assert links([ONE], judged(ONE, OTHER)) == []


def test_a_pair_judged_twice_of_which_nothing_is_found_is_told_once():
    parties = party(1), party(2), party(3)
    judgements = [judged(*parties[:2]), judged(*parties[:2], Verdict.POSITIVE)]

    (link,) = links(parties, *judgements)
    assert link.state is LinkState.CONFIRMED


def test_links_of_some_pairs_are_those_of_all():
    filled, kept = register(ONE, OTHER, party(3)), Judgements()
    ids = [UUID(int=number) for number in (1, 2, 3)]
    pairs = [(ids[0], ids[1]), (ids[1], ids[2])]

    assert list(links_among(filled, kept, pairs)) == list(links_of(filled, kept))


def test_all_that_was_judged_of_a_party_is_told():
    kept = Judgements()
    rejected = judged(ONE, OTHER)
    kept.add(rejected)

    assert kept.about(ONE) == kept.about(OTHER) == [rejected]
    assert kept.about(party(3, phone="1")) == []


def test_a_temporary_number_is_nothing_to_be_known_by():
    assert not [kind for kind in MarkKind if "temporary" in kind]
