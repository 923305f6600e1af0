"""An edition rests on the groups of its year's first, frozen, and on none that contradict."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from factories import links
from factories.landlords import landlord
from factories.people import NOW, staff_member
from landlord_watch.identity.rules import Role
from landlord_watch.landlords.models import Party, PartyKind
from landlord_watch.landlords.rules.network.judgements import Verdict
from landlord_watch.oversight.rules.groups import NO_LINKS, StandingGroups
from landlord_watch.oversight.services.standing_groups import standing_groups

TODAY = date(2026, 3, 12)


@pytest.fixture
def actor_id(session: Session) -> UUID:
    return staff_member(session, Role.ANALYST).id


@pytest.fixture
def three(session: Session, actor_id: UUID) -> list[Party]:
    made = links.alike(session, "Dal AB", "Ek AB", "Sjö AB")
    links.judge(session, (made[0], made[1]), by=actor_id)
    return made


def standing(session: Session, actor_id: UUID, bound_to: str | None = None) -> StandingGroups:
    return standing_groups(session, bound_to=bound_to, today=TODAY, actor_id=actor_id, at=NOW)


def test_the_first_of_a_year_freezes_the_groups_and_the_others_keep_them(
    session: Session, actor_id: UUID, three: list[Party]
) -> None:
    first = standing(session, actor_id)
    links.judge(session, (three[1], three[2]), by=actor_id)
    later = standing(session, actor_id, first.version)
    next_year = standing(session, actor_id)

    assert set(first.codes) == {three[0].id, three[1].id}
    assert (later.version, later.codes) == (first.version, first.codes)
    assert set(next_year.codes) == {each.id for each in three}


def test_what_is_confirmed_after_a_first_edition_without_groups_waits_for_the_next_year(
    session: Session, actor_id: UUID, three: list[Party]
) -> None:
    assert three
    assert standing(session, actor_id, NO_LINKS).codes == {}


def test_no_edition_rests_on_groups_that_contradict(
    session: Session, actor_id: UUID, three: list[Party]
) -> None:
    links.judge(session, (three[1], three[2]), by=actor_id)
    links.judge(session, (three[0], three[2]), by=actor_id, verdict=Verdict.NEGATIVE)

    assert standing(session, actor_id).has_contradictions


def test_people_are_in_no_group_that_leaves_the_house(
    session: Session, actor_id: UUID, three: list[Party]
) -> None:
    person = landlord(session, name="Nils", kind=PartyKind.NATURAL)
    links.judge(session, (person, three[2]), by=actor_id)

    assert set(standing(session, actor_id).codes) == {three[0].id, three[1].id}
