"""Two versions of what an adult has said: the last word counts, and nobody's no is lost."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.visits import consent, moment
from landlord_watch.visits.errors import (
    PartNotOffered,
)
from landlord_watch.visits.rules import scope_of
from landlord_watch.visits.rules.merge_consents import is_within, last_words, said_at
from landlord_watch.visits.rules.merge_parts import PartKind, Take
from landlord_watch.visits.rules.merging import (
    plan_merge,
)
from landlord_watch.visits.shapes import (
    Consent,
    ConsentDecision,
    Purpose,
)
from unit.visits.merge_strategies import consents
from unit.visits.merges import content_of, made


def words(one: Consent, other: Consent) -> list[tuple[datetime, frozenset[Purpose]]]:
    """What an adult may be held to after the latest word, told another way than the rule does."""
    latest = max(said_at(one.given), said_at(other.given))
    allowed = []
    for grant in (one, other):
        if said_at(grant.given) == latest:
            purposes = frozenset(
                () if grant.decision is ConsentDecision.DECLINED else grant.purposes
            )
            for each in (one, other):
                if each.withdrawn and (each is grant or said_at(each.withdrawn) >= latest):
                    whole = each.decision is ConsentDecision.WITHDRAWN
                    whole = whole or not each.withdrawn_purposes
                    purposes -= frozenset(Purpose if whole else each.withdrawn_purposes)
            allowed.append((latest, purposes if Purpose.VISIT in purposes else frozenset()))
    return allowed


@given(consents(), consents(), st.booleans())
def test_no_choice_allows_more_than_an_adult_gave_last(one, other, has_base):
    version = content_of()
    mine, theirs = (version.model_copy(update={"consents": [each]}) for each in (one, other))
    plan = plan_merge(mine, theirs, base=mine if has_base else None)
    (part, *more) = [part for part in plan.parts if part.kind is PartKind.CONSENT]

    if more:  # two people under one label: each has their own say
        assert {each.taken(None).id for each in (part, *more)} == {one.id, other.id}
        return
    for take in part.takes or (None,):
        consented = scope_of([part.taken(take)]).purposes
        assert any(consented <= purposes for _, purposes in words(one, other))


@given(consents(), consents())
def test_what_is_proposed_of_two_consents_is_never_the_wider(one, other):
    version = content_of()
    mine, theirs = (version.model_copy(update={"consents": [each]}) for each in (one, other))

    for part in plan_merge(mine, theirs, base=theirs).parts:
        if part.kind is PartKind.CONSENT and part.proposed is not None:
            proposed = scope_of([part.taken(part.proposed)])
            for take in part.takes:
                assert is_within(proposed, wider=scope_of([part.taken(take)]))


@given(consents(), consents())
def test_the_last_word_is_the_same_whichever_version_is_asked_first(one, other):
    assert last_words(one, other) == last_words(other, one)


EARLY, LATE = moment(), moment(datetime(2026, 3, 20, 9, 30, tzinfo=UTC))
AMINA = str(uuid4())


@pytest.mark.parametrize(
    ("one", "other", "standing", "proposed"),
    [
        (
            {"given": EARLY},
            {"given": EARLY, "decision": "withdrawn", "withdrawn": LATE},
            frozenset(),
            Take.OTHER,
        ),
        (
            {"given": EARLY, "purposes": ["visit", "rooms", "photos"]},
            {"given": LATE, "purposes": ["visit", "rooms"]},
            frozenset({Purpose.VISIT, Purpose.ROOMS}),
            Take.OTHER,
        ),
        (
            {"given": EARLY, "purposes": ["visit", "rooms"]},
            {"given": LATE, "purposes": ["visit", "rooms", "photos"]},
            frozenset({Purpose.VISIT, Purpose.ROOMS}),
            Take.ONE,
        ),
        (
            {"given": EARLY, "decision": "declined", "purposes": []},
            {"given": LATE},
            frozenset(),
            Take.ONE,
        ),
    ],
    ids=["taken back in one", "less later", "more later", "no at first, yes later"],
)
def test_the_narrower_of_two_consents_is_proposed(one, other, standing, proposed):
    versions = [content_of(consents=[consent(id=AMINA, **each)]) for each in (one, other)]

    plan = plan_merge(*versions, base=None)

    (part,) = (each for each in plan.parts if each.kind is PartKind.CONSENT)
    assert part.proposed is proposed
    assert scope_of(made(plan).consents).purposes == standing


def test_what_was_taken_back_in_both_versions_is_taken_back():
    purposes = ["visit", "rooms", "photos", "tell_landlord"]
    versions = [
        content_of(
            consents=[
                consent(
                    id=AMINA,
                    purposes=purposes,
                    given=EARLY,
                    withdrawn=LATE,
                    withdrawn_purposes=[each],
                )
            ]
        )
        for each in ("photos", "tell_landlord")
    ]

    result = made(plan_merge(*versions, base=None))

    assert scope_of(result.consents).purposes == {Purpose.VISIT, Purpose.ROOMS}


def test_more_given_than_was_given_last_cannot_be_chosen():
    one = content_of(consents=[consent(id=AMINA, purposes=["visit", "rooms", "photos"])])
    other = content_of(consents=[consent(id=AMINA, given=LATE, decision="declined", purposes=[])])

    with pytest.raises(PartNotOffered):
        made(plan_merge(one, other, base=None), **{"consent:Vuxen 1": Take.ONE})


def test_two_people_who_were_numbered_alike_are_both_heard():
    one = content_of(consents=[consent(name="Amina Ek")])
    other = content_of(
        consents=[consent(name="Bo Ek", decision="declined", purposes=[], capacity="co_tenant")]
    )

    result = made(plan_merge(one, other, base=None))

    assert {each.name for each in result.consents} == {"Amina Ek", "Bo Ek"}
    assert scope_of(result.consents).purposes == frozenset()


def test_a_no_that_one_version_alone_knows_of_stays():
    declined = consent(adult="Vuxen 2", decision="declined", purposes=[])
    one, other = (
        content_of(consents=[consent(id=AMINA), declined]),
        content_of(consents=[consent(id=AMINA)]),
    )

    plan = plan_merge(one, other, base=other)

    with pytest.raises(PartNotOffered):
        made(plan, **{"consent:Vuxen 2": Take.OTHER})
    assert [each.adult for each in made(plan).consents] == ["Vuxen 1", "Vuxen 2"]
