"""A household's whole time on one page: in order, narrowed down, and only what one may see."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import cases, rents
from factories import households as made
from factories.payments import payment
from factories.people import NOW
from factories.reach import assigned, protected
from factories.tenancies import tenancy
from factories.visitors import Page, Visitor
from factories.visits import concern_content, visit
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.cases.rules.tracks import Step
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.visits.models import Concern, Deficiency, DeficiencyState, Visit
from landlord_watch.visits.shapes import Level

VisitorAs = Callable[..., Visitor]
AID_FROM = date(2025, 6, 1)
MOVED_IN = date(2025, 9, 1)


@pytest.fixture
def household(session: Session) -> Household:
    """One with something of every kind."""
    home = made.household(session, children=1)
    made.aid_period(session, home, starts_on=AID_FROM, granted_kronor=7_000)
    made.arrival(session, home, arrived_on=AID_FROM)
    contract = tenancy(session, tenant=home, starts_on=MOVED_IN)
    rents.rent(session, contract, starts_on=MOVED_IN, kronor=8_450)
    seen = visit(session, contract=contract)
    payment(session, contract)
    session.add_all([_deficiency(seen), _concern(seen)])
    session.commit()
    return home


def _deficiency(seen: Visit) -> Deficiency:
    return Deficiency(
        dwelling_id=seen.dwelling_id,
        visit_id=seen.id,
        item_id="ENT-01",
        checklist_version="1.0.0",
        level=Level.SERIOUS,
        responsible="landlord",
        found_on=date(2026, 3, 20),
        due_on=date(2026, 4, 20),
        state=DeficiencyState.OPEN,
    )


def _concern(seen: Visit) -> Concern:
    return Concern(
        visit_id=seen.id,
        author_id=seen.assigned_to_id,
        content=concern_content(seen.id).model_dump(mode="json"),
        is_immediate_danger=True,
        raised_at=datetime(2026, 3, 20, 9, 0, tzinfo=UTC),
        received_at=NOW,
    )


def timeline(somebody: Visitor, household: Household, more: str = "") -> Page:
    return somebody.get(f"/office/households/{household.id}/timeline/{more}")


def test_everything_is_there_by_year_the_latest_first(
    visitor_as: VisitorAs, household: Household
) -> None:
    page = timeline(visitor_as(Role.CASEWORKER), household)
    years = [heading.get_text(strip=True) for heading in page.soup.select("section.panel h2")][1:]

    assert years == ["2026", "2025"]
    for words in (
        "Flyttade hit från Göteborg",
        "Ekonomiskt bistånd börjar Beviljat för boende: 7 000 kr",
        "Hyresavtal börjar",
        "Hyra 8 450 kr i månaden",
        "Utbetalt för boende: 8 450 kr För november 2025",
        "Hembesök: Planerat",
        "Allvarlig",
    ):
        assert words in page.words


def test_aid_without_a_home_is_a_gap_with_its_days(
    visitor_as: VisitorAs, household: Household
) -> None:
    page = timeline(visitor_as(Role.CASEWORKER), household, "?kind=gaps")

    assert "Lucka Bistånd utan inlagt hyresavtal Till 31 augusti 2025, 92 dagar" in page.words


def test_a_gap_that_lasts_says_so(visitor_as: VisitorAs, session: Session) -> None:
    home = made.household(session)
    made.aid_period(session, home, starts_on=clock.today() - timedelta(days=9))
    session.commit()
    page = timeline(visitor_as(Role.CASEWORKER), home, "?kind=gaps")

    assert "Pågår, 10 dagar hittills" in page.words


def test_it_is_narrowed_down_to_what_is_ticked(visitor_as: VisitorAs, household: Household) -> None:
    page = timeline(visitor_as(Role.CASEWORKER), household, "?kind=aid&kind=rents&kind=nonsense")

    assert "2 händelser" in page.words
    assert "Visar bara: Ekonomiskt bistånd, Hyror" in page.words
    assert "Utbetalt" not in page.words


@pytest.mark.parametrize(
    ("day", "said", "unsaid"),
    [
        ("2025-10-01", "8 450 kr i månaden", "Ingen hörde"),
        ("2025-07-01", "Beviljat för boende 7 000 kr", "i månaden Hämta"),
        ("2001-01-01", "Ingen hörde till hushållet den dagen.", "Beviljat för boende 7"),
    ],
)
def test_the_household_is_shown_as_it_was_on_a_day(
    visitor_as: VisitorAs, household: Household, day: str, said: str, unsaid: str
) -> None:
    page = timeline(visitor_as(Role.CASEWORKER), household, f"?on={day}")
    card = page.soup.find(attrs={"aria-labelledby": "day-heading"})
    words = " ".join(card.get_text(" ").split()).replace("\u202f", " ").replace("\u00a0", " ")

    assert said in words
    assert unsaid not in words


def test_a_case_against_a_municipality_is_told_of_by_its_days(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    case = cases.opened(session, household)
    cases.form_found(session, case)
    cases.judged(session, case)
    cases.track(session, case, (Step.ENDED, cases.TODAY))
    case.closed_on = cases.TODAY
    session.commit()
    page = timeline(visitor_as(Role.CASEWORKER), household, "?kind=cases")

    assert "5 händelser" in page.words
    for words in (
        f"Ärende {case.number} om medverkan öppnades Uddevalla",
        "Begäran om överflyttning: Påbörjat",
        "Begäran om överflyttning: Avslutat",
        f"Bedömning: Misstänkt aktiv medverkan {case.number}",
        f"Ärende {case.number} om medverkan avslutades",
    ):
        assert words in page.words


def test_a_worry_for_a_child_is_told_of_to_who_may_read_it_alone(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    for_caseworker = timeline(visitor_as(Role.CASEWORKER), household).words
    for_manager = timeline(visitor_as(Role.CASE_MANAGER, username="chef"), household).words
    logged = set(session.scalars(select(AccessLogEntry.subject_id)))

    assert "Oro för barn" not in for_caseworker
    assert "Oro för barn anmäld Omedelbar fara" in for_manager
    assert session.scalars(select(Concern.id)).one() in logged


def test_whoever_does_not_reach_the_household_finds_nothing(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    other = visitor_as(Role.CASEWORKER, username="annan")
    assigned(session, household, other.staff_id)
    session.commit()

    assert timeline(visitor_as(Role.CASEWORKER), household).status == 404
    assert timeline(visitor_as(Role.DUTY_OFFICER, username="jour"), household).status == 403


def test_who_is_protected_has_no_timeline_for_others(
    visitor_as: VisitorAs, household: Household, session: Session
) -> None:
    named = visitor_as(Role.CASEWORKER, username="namngiven")
    protected(session, household, named=[named.staff_id])
    session.commit()

    assert timeline(visitor_as(Role.CASEWORKER), household).status == 404
    assert timeline(named, household).status == 200


def test_the_household_page_leads_to_it(visitor_as: VisitorAs, household: Household) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get(f"/office/households/{household.id}")
    onward = page.soup.find("a", string="Hela tidslinjen")["href"]

    assert somebody.get(onward).h1 == f"Tidslinje för {household.case_number}"
