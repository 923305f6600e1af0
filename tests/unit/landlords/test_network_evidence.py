"""What it takes for two parties to be proposed as belonging together."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from factories.parties import ON, PARAMETERS, found, mark, party, register
from landlord_watch.landlords.rules.network.facts import (
    Against,
    Key,
    Mark,
    MarkKind,
    Ownership,
    Tier,
)
from landlord_watch.landlords.rules.network.names import core_of, likeness
from landlord_watch.landlords.rules.network.register import pair_of

SAME = {"organisation_number": "5569999997"}
NUMBERS = frozenset({Against.OTHER_NUMBERS})
SIGNATORIES = frozenset({Against.OTHER_SIGNATORIES})


@pytest.mark.parametrize(
    ("shared", "tier"),
    [
        ({"organisation_number": "5569999997"}, Tier.IDENTITY),
        ({"signatory": "p"}, Tier.STRONG),
        ({"account": "1", "phone": "2"}, Tier.STRONG),
        ({"account": "1", "box": "2"}, Tier.STRONG),
        ({"account": "1"}, Tier.ACCOUNT_ALONE),
        ({"phone": "1", "email": "2"}, Tier.SUPPORTED),
        ({"phone": "1", "postal_address": "2"}, Tier.SUPPORTED),
        ({"phone": "1"}, None),
        ({"email": "1"}, None),
        ({"postal_address": "1"}, None),
        ({"postal_address": "1", "box": "2"}, None),
        ({"box": "1"}, None),
        ({}, None),
    ],
)
def test_tiers_follow_from_what_is_shared(shared, tier):
    proposed = found(party(1, **shared), party(2, **shared))

    assert (proposed and proposed.tier) == tier


@pytest.mark.parametrize(
    ("shared", "tier"),
    [
        ({"account": "1"}, Tier.SUPPORTED),
        ({"phone": "1"}, Tier.SUPPORTED),
        ({"postal_address": "1"}, Tier.SUPPORTED),
        ({"box": "1"}, None),
        ({}, None),
    ],
)
def test_a_name_supports_and_never_links_alone(shared, tier):
    one, other = party(1, "Dalaberg Hus 1 AB", **shared), party(2, "Dalabergs Hus 2 AB", **shared)

    proposed = found(one, other)

    assert (proposed and proposed.tier) == tier


def test_a_name_of_trade_and_place_alone_supports_nothing():
    parameters = replace(PARAMETERS, places=frozenset({"bengtsfors"}))
    names = ("Bengtsfors Bostäder AB", "Bengtsfors Bostäder 2 AB")
    one, other = (party(place, name, phone="1") for place, name in enumerate(names, 1))

    assert found(one, other, parameters=parameters) is None


@pytest.mark.parametrize(
    ("kind", "most"), [(MarkKind.ACCOUNT, 20), (MarkKind.PHONE, 20), (MarkKind.SIGNATORY, 40)]
)
def test_what_more_than_so_many_share_says_nothing(kind, most):
    alike = {kind.value: "hub", "email": "same"} if kind is MarkKind.PHONE else {kind.value: "hub"}
    others = [party(number, **{kind.value: "hub"}) for number in range(3, most + 1)]
    two = [party(1, **alike), party(2, **alike)]

    assert found(*two, *others) is not None
    assert found(*two, *others, party(most + 1, **{kind.value: "hub"})) is None


def test_who_signs_for_very_many_supports_something_else():
    others = [party(number, signatory="lawyer") for number in range(3, 60)]
    two = [party(number, signatory="lawyer", phone="1") for number in (1, 2)]

    assert found(*two, *others).tier is Tier.SUPPORTED


def test_a_name_does_not_support_who_signs_for_very_many():
    others = [party(number, signatory="lawyer") for number in range(3, 60)]
    two = [party(number, "Dal AB", signatory="lawyer") for number in (1, 2)]

    assert found(*two, *others) is None


def test_hubs_are_listed_the_largest_first():
    parties = [party(number, phone="hub", account="agent's") for number in range(1, 30)]
    filled = register(*parties, party(30, is_agent=True, account="agent's"))

    hubs = [(hub.key, hub.holders, hub.is_agents) for hub in filled.hubs()]

    account, phone = Key(MarkKind.ACCOUNT, "agent's"), Key(MarkKind.PHONE, "hub")
    assert hubs == [(account, 30, True), (phone, 29, False)]


def test_an_agents_marks_link_nobody():
    shared = {"account": "1", "phone": "2", "email": "3"}
    two = party(1, **shared), party(2, **shared)

    assert found(*two) is not None
    assert found(*two, party(3, is_agent=True, **shared)) is None


def test_what_one_third_party_told_is_one_piece_of_evidence():
    teller = UUID(int=50)
    told = (mark(MarkKind.PHONE, "1", told_by=teller), mark(MarkKind.EMAIL, "2", told_by=teller))
    one, other = (replace(party(number), marks=told) for number in (1, 2))
    own = replace(other, marks=(told[0], mark(MarkKind.EMAIL, "2")))

    assert found(one, other) is None
    assert found(one, own).tier is Tier.SUPPORTED


def test_a_mark_that_was_given_up_is_no_longer_shared():
    gone = replace(party(1), marks=(mark(MarkKind.SIGNATORY, "p", gone_on=ON),))
    still = replace(party(1), marks=(mark(MarkKind.SIGNATORY, "p", gone_on=date(2026, 3, 13)),))

    assert found(gone, party(2, signatory="p")) is None
    assert found(still, party(2, signatory="p")) is not None


def test_an_owner_by_a_register_is_strong_by_itself():
    one, other = party(1), party(2)
    filled = register(one, other)
    owned = Ownership(other.party_id, one.party_id, "Bolagsverket", ON)

    touched = filled.put_ownership(owned)

    assert touched == {pair_of(one.party_id, other.party_id)}
    assert [(each.tier, each.owned) for each in filled.find_all()] == [(Tier.STRONG, owned)]


FAMILY = {"phone": "1", "email": "2", "postal_address": "3", "account": "4", "signatory": "5"}


def test_persons_are_linked_by_their_number_alone():
    one, other = (party(number, "Påhittad", is_person=True, **FAMILY) for number in (1, 2))
    numbered = [replace(each, marks=(*each.marks, NUMBER)) for each in (one, other)]

    assert found(one, other) is None
    assert found(*numbered).tier is Tier.IDENTITY
    assert [each.first.kind for each in found(*numbered).shared] == [MarkKind.PERSON_NUMBER]


NUMBER = Mark(MarkKind.PERSON_NUMBER, "index", "Hyresavtal", ON)


@pytest.mark.parametrize(
    ("shared", "tier"),
    [
        ({"phone": "1", "email": "2", "postal_address": "3"}, None),
        ({"account": "1", "phone": "2"}, Tier.ACCOUNT_ALONE),
        ({"signatory": "5"}, Tier.STRONG),
    ],
)
def test_a_person_and_a_company_are_linked_by_signature_or_account(shared, tier):
    proposed = found(party(1, "Påhittad", is_person=True, **shared), party(2, "Påhittad", **shared))

    assert (proposed and proposed.tier) == tier


def test_a_person_signs_for_itself():
    person = party(1, is_person=True, person_number="index")

    assert found(person, party(2, signatory="index")).tier is Tier.STRONG


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("this is a test", "this is a test!", 96.55171966552734),
        ("state", "taste", 80.0),
        ("", "", 100.0),
        ("abc", "", 0.0),
        ("abc", "xyz", 0.0),
        ("sjögård", "sjögård", 100.0),
    ],
)
def test_names_are_as_alike_as_the_library_says(one, other, alike):
    # the first two as its documentation and a port of it print them
    assert likeness(one, other) == pytest.approx(alike, abs=1e-4)
    assert likeness(other, one) == likeness(one, other)


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Dalaberg Fastigheter nr 2 i Bengtsfors AB", "dalaberg"),
        ("Dalaberg Andra Holding III HB (publ)", "dalaberg"),
        ("Svenska Bostäder AB", ""),
    ],
)
def test_of_a_name_that_is_left_which_tells_it_from_others(name, core):
    assert core_of(name, frozenset({"bengtsfors"})) == core


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ({"phone": "1", "signatory": "p"}, {"phone": "1", "signatory": "q"}, SIGNATORIES),
        ({"phone": "1", "signatory": "p"}, {"phone": "1"}, frozenset()),
        ({"phone": "1"}, {"phone": "1"}, frozenset()),
        (SAME, SAME, frozenset()),
        ({**SAME, "person_number": "p"}, SAME, frozenset()),
        ({**SAME, "person_number": "p"}, {**SAME, "person_number": "q"}, NUMBERS),
    ],
)
def test_what_speaks_against_is_told(one, other, against):
    alike = {"email": "2"}

    assert found(party(1, **one, **alike), party(2, **other, **alike)).against == against


def test_who_signs_for_very_many_speaks_not_against():
    others = [party(number, signatory="lawyer") for number in range(3, 60)]
    two = [party(number, signatory="lawyer", phone="1", email="2") for number in (1, 2)]

    assert found(*two, *others).against == frozenset()


def test_a_person_and_a_company_of_one_number_contradict_themselves():
    proposed = found(party(1, is_person=True, **SAME), party(2, **SAME))

    assert proposed.against == {Against.PERSON_AND_COMPANY}
    assert proposed.contradicts_itself
