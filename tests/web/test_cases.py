"""A case against the municipality a household came from: opened, read, filled, and closed."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import cases as made
from factories import households
from factories.people import NOW
from factories.visitors import Visitor
from landlord_watch.cases import services
from landlord_watch.cases.models import Case, CaseFinding, CaseOrigin
from landlord_watch.cases.rules.findings import ClearOwnWish, Outcome
from landlord_watch.cases.rules.tracks import Step, TrackKind
from landlord_watch.cases.services import JudgedAs
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role

VisitorAs = Callable[..., Visitor]


@pytest.fixture
def case(session: Session) -> Case:
    opened = made.opened(session)
    session.commit()
    return opened


@pytest.fixture
def home(session: Session) -> Household:
    household = households.household(session)
    session.commit()
    return household


def judge(session: Session, case: Case) -> None:
    services.assess_case(
        session,
        case_id=case.id,
        judged=JudgedAs(Outcome.NO_PARTICIPATION, ClearOwnWish.YES, "Ville hit.", made.OPENED),
        today=made.TODAY,
        actor_id=made.worker(session),
        at=NOW,
    )
    session.commit()


def all_cases(session: Session) -> list[Case]:
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(Case)))


def path_of(case: Case, more: str = "") -> str:
    return f"/office/cases/{case.id}{more}"


def test_a_case_tells_its_story(visitor_as: VisitorAs, case: Case, session: Session) -> None:
    made.confirmed_account(session, case)
    made.may_go_out(session, case)
    made.track(session, case, (Step.SENT, made.OPENED), (Step.RECEIVED, date(2026, 2, 4)))
    session.commit()
    page = visitor_as(Role.CASEWORKER).get(path_of(case))
    story = page.words[page.words.index("Så har det gått") :]
    told = [
        "flyttade hit från Uddevalla.",
        "öppnade ärendet.",
        "berättade om flytten, och",
        "Får den andra kommunen kontaktas? Ja, den andra kommunen får kontaktas.",
        "som bekräftade den och skrev under.",
        "prövade om den andra kommunen får veta något. Ja, med stöd av: samtycke.",
        "Vi började begära att ärendet flyttas över till Uddevalla.",
        "Vi skickade skrivelsen till Uddevalla.",
        "4 februari 2026 Uddevalla tog emot skrivelsen.",
    ]

    assert [each for each in told if each not in story] == []
    assert [story.index(each) for each in told] == sorted(story.index(each) for each in told)
    assert "Sista dag 4 mars 2026" in page.words


def test_a_case_is_opened_from_a_move_with_what_must_not_wait(
    visitor_as: VisitorAs, home: Household, session: Session
) -> None:
    move = households.arrival(session, home, from_municipality_code=made.UDDEVALLA)
    session.commit()
    worker = visitor_as(Role.CASEWORKER)
    page = worker.get(f"/office/households/{home.id}/cases/new?origin=arrival&arrival={move.id}")
    page = worker.submit(
        page,
        "cases/new",
        ongoing_matters=["child", "violence"],
        target_groups=["newcomers"],
        record_number="SN 2026-12",
    )
    [opened] = all_cases(session)

    assert page.h1 == "Ärende om medverkan AM-2026-00001"
    assert "Börja genast" in page.words
    assert "Diarienummer SN 2026-12" in page.words
    assert (opened.origin, opened.arrival_id) == (CaseOrigin.ARRIVAL, move.id)
    assert opened.municipality_code == made.UDDEVALLA
    assert opened.ongoing_matters == ["child", "violence"]


def test_a_case_without_a_recorded_move_may_not_know_from_where(
    visitor_as: VisitorAs, home: Household, session: Session
) -> None:
    worker = visitor_as(Role.CASEWORKER)
    page = worker.get(f"/office/households/{home.id}/cases/new?origin=visit")
    page = worker.submit(page, "cases/new")

    assert "Kommun Inte känt" in page.words
    assert [each.origin for each in all_cases(session)] == [CaseOrigin.VISIT]


@pytest.mark.parametrize(
    ("field", "typed"),
    [("opened_on", "2199-01-01"), ("opened_on", ""), ("municipality_code", "0180")],
)
def test_what_cannot_be_is_said_at_its_field(
    visitor_as: VisitorAs, home: Household, session: Session, field: str, typed: str
) -> None:
    households.arrival(session, home, from_municipality_code=made.UDDEVALLA)
    session.commit()
    worker = visitor_as(Role.CASEWORKER)
    page = worker.get(f"/office/households/{home.id}/cases/new")
    page = worker.submit(page, "cases/new", **{field: typed, "record_number": "SN 7"})

    assert (page.status, page.errors_at(field) != "") == (422, True)
    assert page.value_of("record_number") == "SN 7"
    assert all_cases(session) == []


def test_who_sends_the_form_twice_has_one_case(
    visitor_as: VisitorAs, home: Household, session: Session
) -> None:
    worker = visitor_as(Role.CASEWORKER)
    form = worker.get(f"/office/households/{home.id}/cases/new")
    worker.submit(form, "cases/new")
    page = worker.submit(form, "cases/new")

    assert page.status == 422
    assert "Hushållet har redan ett öppet ärende." in page.words
    assert len(all_cases(session)) == 1


def test_a_household_leads_to_its_case(visitor_as: VisitorAs, case: Case) -> None:
    worker = visitor_as(Role.CASEWORKER)
    page = worker.get(f"/office/households/{case.household_id}")

    assert page.soup.find("a", href=path_of(case)).get_text() == case.number
    assert "Öppna ärende" not in page.words


def test_marks_are_changed_until_something_is_asked_of_the_municipality(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    worker = visitor_as(Role.CASEWORKER)
    form = worker.get(path_of(case, "/marks"))
    page = worker.submit(
        form, "marks", municipality_code="1480", ongoing_matters=["addiction"], record_number="SN 9"
    )
    made.track(session, case)
    session.commit()
    late = worker.submit(form, "marks", municipality_code="1485")

    assert "Kommun Göteborg" in page.words
    assert "Missbruk eller beroende" in page.words
    assert (late.status, late.errors_at("municipality_code") != "") == (422, True)


@pytest.mark.parametrize(
    ("way", "what", "words"),
    [
        ("for", "contract_terminated", "Hyresavtal eller socialt kontrakt avslutades"),
        ("against", "family", "Anhöriga här"),
    ],
)
def test_what_speaks_either_way_is_listed_and_taken_back(
    visitor_as: VisitorAs, case: Case, session: Session, way: str, what: str, words: str
) -> None:
    worker = visitor_as(Role.CASEWORKER)
    findings = path_of(case, "/findings")
    form = worker.get(f"{findings}/{way}")
    empty = worker.submit(form, "findings", note="Brevet den 3 mars.")
    page = worker.submit(empty, "findings", what=what, evidence="document")
    found_id = session.scalars(select(CaseFinding.id)).one()
    session.rollback()
    back = worker.submit(worker.get(f"{findings}/{found_id}/withdraw"), "withdraw")

    assert empty.errors_at("what") == "Välj vad det är."
    assert f"{words} Det finns en handling Brevet den 3 mars." in page.words
    assert "Tillbakataget (1)" in back.words


def test_a_case_is_closed_when_it_is_judged_and_stays_to_be_read(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    worker = visitor_as(Role.CASEWORKER)
    form = worker.get(path_of(case, "/close"))
    early = worker.submit(form, "close")
    judge(session, case)
    outside = worker.submit(form, "close", closed_on="2026-01-01")
    page = worker.submit(form, "close")

    assert "Skriv först vad ärendet bedöms vara" in early.words
    assert outside.errors_at("closed_on") != ""
    assert "Ärendet avslutades." in page.words
    assert "Lägg till för" not in page.words


def test_a_track_of_a_protest_is_told_as_one(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    made.track(session, case, (Step.ENDED, made.OPENED), kind=TrackKind.PROTEST)
    made.track(session, case, kind=TrackKind.RESPONSIBILITY)
    session.commit()
    page = visitor_as(Role.CASE_MANAGER).get(path_of(case))

    assert "Inget mer väntas av Uddevalla i den frågan. Enbart en protest." in page.words


def test_another_cases_finding_does_not_exist_here(
    visitor_as: VisitorAs, case: Case, session: Session
) -> None:
    found = made.form_found(session, made.opened(session))
    session.commit()
    worker = visitor_as(Role.CASEWORKER)

    assert worker.get(path_of(case, f"/findings/{found.id}/withdraw")).status == 404
    assert worker.get(f"/office/cases/{uuid4()}").status == 404


@pytest.mark.parametrize("role", [Role.FIELD_OFFICER, Role.ANALYST, Role.ADMINISTRATOR])
def test_who_may_not_read_cases_is_sent_away(visitor_as: VisitorAs, case: Case, role: Role) -> None:
    assert visitor_as(role).get(path_of(case)).status == 403
