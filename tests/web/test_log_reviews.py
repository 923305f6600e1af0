"""Log review: a month is looked over, and what stands out in it is decided on, once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.households import household, member, person
from factories.people import staff_member
from factories.visitors import Visitor
from landlord_watch.audit import services as audit
from landlord_watch.households.models import Household
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Permission, Role
from landlord_watch.infra import clock
from landlord_watch.log_review.models import LogReview, ReviewedLookUp, ReviewVerdict
from landlord_watch.log_review.rules import months_before
from landlord_watch.reach.models import Assignment

VisitorAs = Callable[..., Visitor]

PATH = "/office/log-reviews/"
MONTH = next(months_before(clock.today(), how_many=1))
NOON = datetime.combine(MONTH, datetime.min.time(), clock.LOCAL) + timedelta(days=9, hours=12)


def read(session: Session, reader: StaffMember, home: Household, *, at: datetime = NOON) -> None:
    """As the guard writes it."""
    session.info[audit.REQUEST_ID] = uuid4()
    audit.record(
        session,
        actor_id=reader.id,
        action=Permission.HOUSEHOLDS_READ,
        subject_id=home.id,
        at=at,
    )


@pytest.fixture
def reader(session: Session) -> StaffMember:
    rut = staff_member(session, Role.CASEWORKER, username="rut", full_name="Rut Rarinder")
    session.commit()
    return rut


@pytest.fixture
def officer(visitor_as: VisitorAs) -> Visitor:
    return visitor_as(Role.DATA_PROTECTION_OFFICER)


def begin(officer: Visitor) -> UUID:
    """Look the month over, through the page."""
    page = officer.submit(officer.get(PATH), month=f"{MONTH:%Y-%m-%d}")
    assert page.status == 200, page.words
    return UUID(page.path.rsplit("/", 1)[-1])


@pytest.fixture
def look_up(session: Session, reader: StaffMember, officer: Visitor) -> ReviewedLookUp:
    """Somebody read of a relative whom nobody has taken on."""
    home = household(session, adults=0, case_number="EB-2020-77777")
    member(session, home, person(session, family_name="Rarinder"))
    read(session, reader, home)
    session.commit()
    begin(officer)
    found = session.scalars(select(ReviewedLookUp)).one()
    session.commit()  # or the pages wait for this session
    return found


def test_what_stands_out_is_listed_with_why(look_up: ReviewedLookUp, officer: Visitor) -> None:
    page = officer.get(f"{PATH}{look_up.review_id}")

    assert set(look_up.reasons) == {"same_name", "no_task", "sample"}
    assert "Rut Rarinder EB-2020-77777" in page.words
    assert "Samma efternamn som läsaren" in page.words
    assert "Påhittad" not in page.words  # who is in the case is not the officer's business


def test_who_had_the_case_stands_out_only_if_drawn(
    session: Session, reader: StaffMember, officer: Visitor
) -> None:
    home = household(session)
    session.add(
        Assignment(
            household_id=home.id,
            staff_id=reader.id,
            assigned_at=NOON - timedelta(days=30),
            assigned_by_id=reader.id,
        )
    )
    read(session, reader, home)
    session.commit()
    begin(officer)

    assert session.scalars(select(ReviewedLookUp)).one().reasons == ["sample"]


def test_reading_before_or_after_the_month_is_another_months(
    session: Session, reader: StaffMember, officer: Visitor
) -> None:
    home = household(session)
    start = datetime.combine(MONTH, datetime.min.time(), clock.LOCAL)
    read(session, reader, home, at=start - timedelta(seconds=1))
    read(session, reader, home, at=start)
    session.commit()
    begin(officer)

    assert session.scalars(select(LogReview.look_ups)).one() == 1


def test_a_month_is_looked_over_once(look_up: ReviewedLookUp, officer: Visitor) -> None:
    del look_up
    page = officer.get(PATH)
    page.soup.find("select").append(page.soup.new_tag("option", value=f"{MONTH:%Y-%m-%d}"))
    again = officer.submit(page, month=f"{MONTH:%Y-%m-%d}")

    assert again.status == 422
    assert f"{MONTH:%Y-%m-%d}" not in officer.get(PATH).text


@pytest.mark.parametrize("month", ["", "nu", "2999-01-01"])
def test_a_month_that_is_none_of_those_is_refused(
    officer: Visitor, session: Session, month: str
) -> None:
    page = officer.submit(officer.get(PATH), month=month)

    assert page.status == 422
    assert session.scalar(select(func.count()).select_from(LogReview)) == 0


def test_what_was_found_is_kept_and_shown(
    look_up: ReviewedLookUp, officer: Visitor, session: Session
) -> None:
    form = officer.get(f"{PATH}look-ups/{look_up.id}")
    page = officer.submit(form, verdict="taken_further", note="Kunde inte förklara varför.")
    months = officer.get(PATH).words
    session.refresh(look_up)

    assert page.path == f"{PATH}{look_up.review_id}"
    assert look_up.verdict is ReviewVerdict.TAKEN_FURTHER
    assert (look_up.note, look_up.decided_by_id) == (
        "Kunde inte förklara varför.",
        officer.staff_id,
    )
    assert "Klar" in months


def test_what_is_not_in_order_is_explained(
    look_up: ReviewedLookUp, officer: Visitor, session: Session
) -> None:
    form = officer.get(f"{PATH}look-ups/{look_up.id}")
    page = officer.submit(form, verdict="unexplained", note="  ")
    session.refresh(look_up)

    assert page.status == 422
    assert "vad du frågade" in page.errors_at("note")
    assert look_up.verdict is None


def test_without_a_verdict_nothing_is_kept(
    look_up: ReviewedLookUp, officer: Visitor, session: Session
) -> None:
    form = officer.get(f"{PATH}look-ups/{look_up.id}")
    page = officer.submit(form, note="Frågade chefen.")
    session.refresh(look_up)

    assert page.status == 422
    assert page.value_of("note").strip() == "Frågade chefen."
    assert look_up.decided_at is None


def test_what_was_decided_stands(
    look_up: ReviewedLookUp, officer: Visitor, session: Session
) -> None:
    form = officer.get(f"{PATH}look-ups/{look_up.id}")
    officer.submit(form, verdict="in_order")
    again = officer.submit(form, verdict="taken_further", note="Ändrar mig.")
    session.refresh(look_up)

    assert again.status == 422
    assert look_up.verdict is ReviewVerdict.IN_ORDER


def test_a_review_that_is_late_is_said_to_be(
    look_up: ReviewedLookUp, officer: Visitor, session: Session
) -> None:
    review = session.get_one(LogReview, look_up.review_id)
    review.due_on = clock.today() - timedelta(days=1)
    session.commit()

    assert "Försenad" in officer.get(PATH).words


@pytest.mark.parametrize("path", ["", "look-ups/"])
def test_what_is_not_there_is_not_found(officer: Visitor, path: str) -> None:
    assert officer.get(f"{PATH}{path}{uuid4()}").status == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.DATA_PROTECTION_OFFICER])
def test_nobody_else_comes_in(visitor_as: VisitorAs, role: Role) -> None:
    assert visitor_as(role).get(PATH).status == 403
