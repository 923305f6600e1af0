"""Links between landlords at the desk: read, judged one by one and several at once, judged again."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import links
from factories.people import staff_member
from factories.statements import counted_selects
from factories.visitors import Page, Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.landlords.models import LinkJudgement, Party
from landlord_watch.landlords.queries import groups
from landlord_watch.landlords.rules.network.judgements import Verdict
from landlord_watch.landlords.rules.network.register import pair_of

VisitorAs = Callable[..., Visitor]
QUEUE = "/office/landlord-links/"


@pytest.fixture
def three(session: Session) -> list[Party]:
    made = links.alike(session, "Dal AB", "Ek AB", "Sjö AB")
    session.commit()
    return made


def of(one: Party, other: Party) -> str:
    first, second = pair_of(one.id, other.id)
    return f"{QUEUE}{first}/{second}"


def judgements(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count(LinkJudgement.id))) or 0


def test_the_queue_says_why_two_may_belong_together(visitor_as: VisitorAs, three) -> None:
    page = visitor_as(Role.CASE_MANAGER).get(QUEUE)

    assert "3 kopplingar att bedöma" in page.words
    assert "Båda har e-postadressen hyra@dal.example." in page.words
    assert "Flera uppgifter talar för det" in page.words


def test_each_page_of_links_opens(visitor_as: VisitorAs, session: Session, three) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    for path in (
        QUEUE,
        f"{QUEUE}?tier=strong",
        of(*three[:2]),
        f"{QUEUE}lapsed",
        f"{QUEUE}about",
        f"{QUEUE}parameters",
        "/office/landlord-groups/",
        f"/office/landlord-groups/{three[0].id}",
        "/office/landlord-groups/contradictions",
        "/office/landlord-groups/large",
        "/office/landlord-groups/hubs",
        f"/office/landlords/{three[0].id}/marks",
        f"/office/landlords/{three[0].id}/marks/new",
        f"/office/landlords/{three[0].id}/owner/new",
    ):
        assert somebody.get(path).status == 200, path
