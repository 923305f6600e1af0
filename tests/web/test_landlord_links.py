"""Links between landlords at the desk: read, judged one by one or several at once, and again."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import links
from factories.people import staff_member
from factories.statements import counted_selects
from factories.visitors import Page, Visitor
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.landlords.models import (
    GroupVersionMade,
    LinkJudgement,
    LinkParameterSet,
    NotedMark,
    Party,
    PartyOwnership,
)
from landlord_watch.landlords.queries import groups
from landlord_watch.landlords.rules.network.judgements import Verdict
from landlord_watch.landlords.rules.network.register import pair_of

VisitorAs = Callable[..., Visitor]
Three = list[Party]
QUEUE, GROUPS = "/office/landlord-links/", "/office/landlord-groups/"
READ = {"source": "Bolagsverket", "seen_on": "2026-03-01"}


@pytest.fixture
def three(session: Session) -> Three:
    made = links.alike(session, "Dal AB", "Ek AB", "Sjö AB")
    session.commit()
    return made


@pytest.fixture
def judge(session: Session) -> Callable[..., None]:
    """Somebody else who has judged some."""
    somebody = staff_member(session, Role.CASE_MANAGER, username="dömde", full_name="Eva Först")

    def judged(*pairs: tuple[Party, Party], verdict: Verdict = Verdict.POSITIVE) -> None:
        links.judge(session, *pairs, by=somebody.id, verdict=verdict, on=clock.today())
        session.commit()

    return judged


def of(one: Party, other: Party) -> str:
    first, second = pair_of(one.id, other.id)
    return f"{QUEUE}{first}/{second}"


def keys(page: Page) -> list[str]:
    return [str(box["value"]) for box in page.soup.find_all("input", {"name": "pair"})]


def count(session: Session, model: type) -> int:
    session.rollback()
    number = session.scalar(select(func.count()).select_from(model)) or 0
    session.rollback()
    return number


@pytest.mark.usefixtures("three")
def test_the_queue_says_why_two_may_belong_together(visitor_as: VisitorAs) -> None:
    page = visitor_as(Role.CASE_MANAGER).get(QUEUE)

    assert "3 kopplingar att bedöma" in page.words
    assert "Båda har e-postadressen hyra@dal.example." in page.words
    assert "Flera uppgifter talar för det" in page.words


@pytest.mark.usefixtures("three")
def test_the_queue_is_narrowed_to_what_it_rests_on(visitor_as: VisitorAs) -> None:
    page = visitor_as(Role.CASE_MANAGER).get(f"{QUEUE}?tier=strong")

    assert "Ingen koppling väntar på att bli bedömd." in page.words


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.FIELD_OFFICER, Role.ANALYST])
def test_who_does_not_judge_reads_the_sentences(
    visitor_as: VisitorAs, three: Three, role: Role
) -> None:
    page = visitor_as(role).get(of(*three[:2]))

    assert "Båda har telefonnumret 0531-123 45 67." in page.words
    assert "Spara bedömningen" not in page.words


def test_a_link_is_confirmed_with_a_reason_and_shown_with_who_did(
    visitor_as: VisitorAs, three: Three
) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    form = somebody.get(of(*three[:2]))
    page = somebody.submit(form, "judge", verdict="positive", reason="Samma styrelse")

    assert "Bekräftad" in page.words
    assert "Case Manager bekräftade" in page.words
    assert "hör ihop: Samma styrelse" in page.words


@pytest.mark.parametrize(
    ("typed", "field"), [({"verdict": "positive"}, "reason"), ({"reason": "Sedd"}, "verdict")]
)
def test_a_judgement_that_says_too_little_is_refused_at_its_field(
    visitor_as: VisitorAs, session: Session, three: Three, typed: dict[str, str], field: str
) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    page = somebody.submit(somebody.get(of(*three[:2])), "judge", **typed)

    assert page.status == 422
    assert page.errors_at(field)
    assert count(session, LinkJudgement) == 0


def test_a_second_click_judges_once(visitor_as: VisitorAs, session: Session, three: Three) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    form = somebody.get(of(*three[:2]))
    for _ in range(2):
        page = somebody.submit(form, "judge", verdict="negative", reason="Olika ägare")

    assert page.status == 200
    assert count(session, LinkJudgement) == 1


def test_of_two_who_judge_at_once_the_second_is_told_and_reads_the_first(
    visitor_as: VisitorAs, session: Session, three: Three, judge: Callable[..., None]
) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    form = somebody.get(of(*three[:2]))
    judge(tuple(three[:2]))
    page = somebody.submit(form, "judge", verdict="negative", reason="Olika ägare")

    assert page.status == 422
    assert "Någon har bedömt en av kopplingarna sedan du öppnade sidan." in page.words
    assert "Eva Först" in page.words
    assert page.value_of("reason") == "Olika ägare"
    assert count(session, LinkJudgement) == 1


@pytest.mark.usefixtures("three")
def test_several_are_judged_at_once_and_put_back(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    queue = somebody.get(QUEUE)
    page = somebody.submit(
        queue, "judge", pair=keys(queue)[:2], verdict="negative", reason="Samma växel bara"
    )
    undone = somebody.submit(page, "undo")

    assert "1 koppling att bedöma" in page.words
    assert "Det du bedömde senast" in page.words
    assert "3 kopplingar att bedöma" in undone.words
    assert "Ångra" not in undone.words


@pytest.mark.usefixtures("three")
def test_several_that_are_none_are_refused(visitor_as: VisitorAs) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    page = somebody.submit(somebody.get(QUEUE), "judge", verdict="negative", reason="Växel")

    assert page.status == 422
    assert "Kryssa i minst en koppling." in page.words
    assert page.value_of("reason") == "Växel"


def test_a_rejected_link_inside_a_group_is_shown_with_the_way_round_and_stops_a_version(
    visitor_as: VisitorAs, session: Session, three: Three, judge: Callable[..., None]
) -> None:
    one, other, third = three
    judge((one, other), (other, third))
    judge((one, third), verdict=Verdict.NEGATIVE)
    somebody = visitor_as(Role.CASE_MANAGER)
    page = somebody.submit(somebody.get(GROUPS), "versions")

    assert page.h1 == "Motsägelser"
    assert "Dal AB – Ek AB Ek AB – Sjö AB" in page.words
    assert count(session, GroupVersionMade) == 0


def test_a_group_is_split_by_saying_which_links_are_wrong(
    visitor_as: VisitorAs, three: Three, judge: Callable[..., None]
) -> None:
    one, other, third = three
    judge((one, other), (other, third))
    somebody = visitor_as(Role.CASE_MANAGER)
    group = somebody.get(f"{GROUPS}{other.id}")
    wrong = [key for key in keys(group) if str(one.id) in key]
    page = somebody.submit(group, "split", pair=wrong, reason="Såld i januari")

    assert "3 hyresvärdar" in group.words
    assert "2 hyresvärdar" in page.words
    assert "Gruppen är det som fortfarande hänger ihop." in page.words


def test_a_split_without_reason_or_links_is_refused(
    visitor_as: VisitorAs, three: Three, judge: Callable[..., None]
) -> None:
    judge(tuple(three[:2]))
    somebody = visitor_as(Role.CASE_MANAGER)
    group = somebody.get(f"{GROUPS}{three[0].id}")
    without_reason = somebody.submit(group, "split", pair=keys(group), reason="")
    without_links = somebody.submit(group, "split", reason="Fel")

    assert without_reason.errors_at("reason") == "Skriv varför."
    assert without_links.status == 422
    assert "Kryssa i minst en koppling." in without_links.words


def test_an_analyst_freezes_the_groups_and_judges_none(
    visitor_as: VisitorAs, session: Session, three: Three, judge: Callable[..., None]
) -> None:
    judge(tuple(three[:2]))
    somebody = visitor_as(Role.ANALYST)
    page = somebody.submit(somebody.get(GROUPS), "versions")

    standing = groups.standing_group_version(session, on=clock.today())
    assert "Grupperna är frysta som de är i dag." in page.words
    assert standing
    assert set(standing.group_of) == {three[0].id, three[1].id}


def test_who_signs_is_noted_by_name_and_speaks_for_a_link(
    visitor_as: VisitorAs, session: Session, three: Three
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    typed = {"kind": "signatory", "typed": links.SIGNER, "name": "Nils Påhittad", **READ}
    for party in three[:2]:
        form = somebody.get(f"/office/landlords/{party.id}/marks/new")
        noted = somebody.submit(form, "marks", **typed)
    page = somebody.get(of(*three[:2]))

    assert "Nils Påhittad" in noted.words
    assert "Nils Påhittad tecknar firma för båda" in page.words
    assert "19900101" not in page.text
    assert count(session, NotedMark) == 2


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"typed": "19900101-0018"}, "typed"),
        ({"name": ""}, "name"),
        ({"source": ""}, "source"),
        ({"seen_on": "2090-01-01"}, "seen_on"),
        ({"told_by": "556999-9997"}, "told_by"),
        ({"kind": "phone", "typed": "12"}, "typed"),
    ],
)
def test_what_is_noted_wrongly_is_refused_at_its_field(
    visitor_as: VisitorAs, session: Session, three: Three, typed: dict[str, str], field: str
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/landlords/{three[0].id}/marks/new")
    right = {"kind": "signatory", "typed": links.SIGNER, "name": "Nils", **READ}
    page = somebody.submit(form, "marks", **{**right, **typed})

    assert page.status == 422
    assert page.errors_at(field)
    assert count(session, NotedMark) == 0


def test_an_owner_is_noted_by_number_and_taken_back(
    visitor_as: VisitorAs, session: Session, three: Three
) -> None:
    owner = links.company(session, "Ägar AB", number="556999-9997", number_source="Avtal")
    session.commit()
    somebody, path = visitor_as(Role.CASEWORKER), of(owner, three[0])
    form = somebody.get(f"/office/landlords/{three[0].id}/owner/new")
    somebody.submit(form, "owner", number="556999-9997", **READ)
    said = somebody.get(path).words
    ownership_id = session.scalars(select(PartyOwnership.id)).one()
    session.rollback()
    ending = somebody.get(f"/office/landlord-ownerships/{ownership_id}/end")
    somebody.submit(ending, "end", gone_on="2026-03-01")

    assert "Ägar AB äger Dal AB, enligt Bolagsverket 1 mars 2026." in said
    assert "Inget i registret talar för" in somebody.get(path).words


@pytest.mark.usefixtures("three")
def test_numbers_to_link_by_need_a_decision_and_hold_from_today(
    visitor_as: VisitorAs, session: Session
) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    form = somebody.get(f"{QUEUE}parameters")
    refused = somebody.submit(form, "parameters", most_sharing="2")
    page = somebody.submit(form, "parameters", most_sharing="2", decided="Nämnden § 4")

    assert refused.errors_at("decided")
    assert "Nämnden § 4" in page.words
    assert count(session, LinkParameterSet) == 1
    assert "Ingen koppling väntar" in somebody.get(QUEUE).words
    assert "hyra@dal.example" in somebody.get(f"{GROUPS}hubs").words


def test_a_landlords_page_says_whom_it_belongs_with(
    visitor_as: VisitorAs, three: Three, judge: Callable[..., None]
) -> None:
    judge(tuple(three[:2]))
    page = visitor_as(Role.CASEWORKER).get(f"/office/landlords/{three[0].id}")

    assert "Räknas som en grupp med Ek AB." in page.words
    assert "Eva Först bekräftade" in page.words


def test_pages_of_many_links_ask_no_more_than_of_few(
    app: Flask, visitor_as: VisitorAs, session: Session, three: Three, judge: Callable[..., None]
) -> None:
    judge(tuple(three[:2]))
    somebody = visitor_as(Role.CASE_MANAGER)
    pages = (QUEUE, f"{GROUPS}{three[0].id}", GROUPS, f"/office/landlords/{three[0].id}")

    def ask() -> list[int]:
        asked = []
        for path in pages:
            with counted_selects(app) as selects:
                assert somebody.get(path).status == 200
            asked.append(len(selects))
        return asked

    ask()  # the keys are opened once, and kept
    few = ask()
    more = links.alike(session, *(f"Bolag {number} AB" for number in range(8)))
    judge(*((three[0], each) for each in more[:5]))

    assert ask() == few
    assert max(few) < 40


def test_a_landlord_with_itself_is_no_link(visitor_as: VisitorAs, three: Three) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)

    assert somebody.get(f"{QUEUE}{three[0].id}/{three[0].id}").status == 404
    assert somebody.get(f"{QUEUE}{three[0].id}/5d1f7c1e-0000-7000-8000-000000000000").status == 404
