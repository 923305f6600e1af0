"""Each link is explained in sentences with their sources, and a person's number is in none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from factories.parties import JUDGE, ON, found, judged, party
from landlord_watch.landlords.rules.network.facts import (
    Against,
    Mark,
    MarkKind,
    Ownership,
    PartyFacts,
    Tier,
)
from landlord_watch.landlords.rules.network.judgements import Judgement, Verdict
from landlord_watch.landlords.rules.network.states import Due, Link, LinkState
from landlord_watch.web.link_words import (
    AGAINST,
    DUES,
    LINK_STATES,
    SHARED,
    TIERS,
    Named,
    link_sentences,
)

ONE, OTHER = UUID(int=1), UUID(int=2)
NAMED = Named({ONE: "Dal AB", OTHER: "Ek AB"}, {JUDGE: "Eva Påhittad"})


@pytest.fixture(autouse=True)
def asked(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def bears(number: int, *marks: Mark, name: str = "") -> PartyFacts:
    return replace(party(number, name), marks=marks)


def seen(kind: MarkKind, value: str, shown: str, source: str, on: date = ON) -> Mark:
    return Mark(kind, value, source, on, shown=shown)


def sentences(
    one: PartyFacts,
    other: PartyFacts,
    *others: PartyFacts,
    judgement: Judgement | None = None,
    due: Due | None = None,
) -> list[str]:
    made = found(one, other, *others)
    return link_sentences(Link(ONE, OTHER, LinkState.PROPOSED, made, judgement, due), NAMED)


def test_what_is_shared_is_said_with_both_its_sources() -> None:
    account = MarkKind.ACCOUNT
    one = bears(1, seen(account, "a", "bankgiro 991-2346", "Lifecare", date(2026, 3, 1)))
    other = bears(2, seen(account, "a", "bankgiro 991-2346", "Hyresavtal"))

    (said,) = sentences(one, other)

    shared, sources = said.split(". ", 1)
    assert shared == "Båda får betalt till bankgiro 991-2346"
    assert sources == "Källa: Lifecare 1 mars 2026 för Dal AB, Hyresavtal 12 mars 2026 för Ek AB."


def test_how_many_share_it_is_said_when_they_are_more_than_two() -> None:
    signer = seen(MarkKind.SIGNATORY, "s", "Nils Påhittad", "Bolagsverket")

    (said,) = sentences(*(bears(number, signer) for number in (1, 2, 3)))

    assert said.startswith("Nils Påhittad tecknar firma för båda eller sitter i styrelsen.")
    assert said.endswith("3 hyresvärdar i registret delar uppgiften.")


def test_a_persons_number_is_in_no_sentence() -> None:
    number = seen(MarkKind.PERSON_NUMBER, "199001010017", "", "Hyresavtal")

    said = " ".join(sentences(bears(1, number), bears(2, number)))

    assert said.startswith("Båda har samma personnummer eller samordningsnummer.")
    assert "1990" not in said


def test_that_names_are_alike_is_said_last() -> None:
    phone = seen(MarkKind.PHONE, "p", "0531-123 45", "Hyresavtal")

    said = sentences(bears(1, phone, name="Dalaberg AB"), bears(2, phone, name="Dalabergs AB"))

    assert said[1:] == ["Namnen liknar varandra (94 av 100)."]


def test_that_one_owns_the_other_is_said_as_the_register_says_it() -> None:
    made = found(party(1, phone="1", email="2"), party(2, phone="1", email="2"))
    assert made
    owned = Ownership(OTHER, ONE, "Bolagsverket", date(2026, 3, 1))
    link = Link(ONE, OTHER, LinkState.PROPOSED, replace(made, owned=owned, shared=()))

    assert link_sentences(link, NAMED) == ["Ek AB äger Dal AB, enligt Bolagsverket 1 mars 2026."]


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict.POSITIVE, "Eva Påhittad bekräftade 12 mars 2026 att Dal AB och Ek AB hör ihop"),
        (Verdict.NEGATIVE, "Eva Påhittad sade 12 mars 2026 att Dal AB och Ek AB inte hör ihop"),
        (
            Verdict.UNSURE,
            "Eva Påhittad kunde 12 mars 2026 inte avgöra om Dal AB och Ek AB hör ihop",
        ),
    ],
)
def test_who_judged_it_and_why_is_said_first(verdict: Verdict, said: str) -> None:
    judgement = judged(party(1), party(2), verdict)

    assert sentences(party(1), party(2), judgement=judgement) == [f"{said}: Olika ägare"]


@pytest.mark.parametrize("due", Due)
def test_what_is_due_is_said_after_the_judgement(due: Due) -> None:
    said = sentences(party(1), party(2), judgement=judged(party(1), party(2)), due=due)

    assert said[1:] == [str(DUES[due])]


def test_what_speaks_against_is_said_after_what_speaks_for_it() -> None:
    same = seen(MarkKind.ORGANISATION_NUMBER, "5569999997", "556999-9997", "Bolagsverket")
    person = replace(bears(2, same), is_person=True)

    assert sentences(bears(1, same), person)[1:] == [str(AGAINST[Against.PERSON_AND_COMPANY])]


def test_everything_that_can_be_has_its_words() -> None:
    assert set(SHARED) == set(MarkKind)
    assert set(LINK_STATES) == set(LinkState)
    assert set(TIERS) == set(Tier)
    assert set(AGAINST) == set(Against)
