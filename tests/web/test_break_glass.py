"""Opening one case outside one's assignment: who, for how long, and who looks into it."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import households as made
from factories import reach
from factories.people import staff_member
from factories.visitors import Page, Visitor
from landlord_watch.audit.queries import list_accesses
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.reach.models import Opening
from landlord_watch.reach.rules import review_due_on

VisitorAs = Callable[..., Visitor]

NUMBER = "EB-2026-00007"
REASON = "Handläggaren är sjuk och familjen står utan hyra."
WHY = {"typed": NUMBER, "category": "covering", "reason": REASON}


@pytest.fixture
def theirs(session: Session) -> Household:
    """A case of somebody else's, in another unit."""
    somebody = staff_member(session, Role.CASEWORKER, username="annan")
    reach.unit(session, somebody.id, name="Vuxen")
    found = made.household(session, case_number=NUMBER)
    reach.assigned(session, found, somebody.id)
    session.commit()
    return found


def ask(somebody: Visitor, **typed: str) -> Page:
    return somebody.submit(somebody.get("/office/break-glass/new"), **(WHY | typed))


def test_a_case_opens_for_an_hour_with_a_reason(
    session: Session, visitor_as: VisitorAs, theirs: Household
) -> None:
    page = ask(visitor_as(Role.CASEWORKER))
    opening = session.scalars(select(Opening)).one()

    assert page.path == f"/office/households/{theirs.id}"
    assert "utanför ditt uppdrag" in page.words
    assert opening.closes_at is not None
    assert opening.opened_at is not None
    assert opening.closes_at - opening.opened_at == timedelta(minutes=60)


@pytest.mark.usefixtures("theirs")
@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("typed", "", "Skriv vilket ärende"),
        ("reason", "För kort.", "minst 20"),
        ("reason", " " * 40, "Skriv varför"),
        ("category", None, "Välj ett skäl"),
    ],
)
def test_what_lacks_is_said_at_its_field(
    session: Session, visitor_as: VisitorAs, field: str, typed: str | None, says: str
) -> None:
    page = ask(visitor_as(Role.CASEWORKER), **{field: typed})

    assert page.status == 422
    assert says in page.errors_at(field)
    assert page.value_of("typed") == ("" if field == "typed" else NUMBER)
    assert session.scalars(select(Opening)).all() == []


@pytest.mark.usefixtures("theirs")
def test_a_name_opens_nothing(session: Session, visitor_as: VisitorAs) -> None:
    page = ask(visitor_as(Role.CASEWORKER), typed="Amina Påhittad")

    assert "Inget ärende öppnades" in page.words
    assert session.scalars(select(Opening.opened_at)).all() == [None]


def test_what_is_protected_is_answered_as_what_is_missing(
    session: Session, visitor_as: VisitorAs, theirs: Household
) -> None:
    reach.protected(session, theirs, named=[])
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    missing, hidden = ask(somebody, typed="EB-2019-99999"), ask(somebody)

    assert hidden.status == missing.status
    assert NUMBER not in hidden.text
    assert hidden.words.count(REASON) == 2
    assert "Inget ärende öppnades" in hidden.words
    assert "Inget ärende öppnades" in missing.words


def protect(session: Session, theirs: Household, *named: UUID | None) -> None:
    reach.protected(session, theirs, named=[each for each in named if each])
    session.commit()


def test_what_is_protected_opens_when_a_second_who_is_named_agrees(
    session: Session, visitor_as: VisitorAs, theirs: Household
) -> None:
    asks, agrees = visitor_as(Role.CASEWORKER), visitor_as(Role.CASEWORKER, username="utsedd")
    protect(session, theirs, agrees.staff_id)
    ask(asks)
    before = asks.get(f"/office/households/{theirs.id}")
    page = agrees.submit(agrees.get("/office/break-glass/"), "/approve")
    after = asks.get(f"/office/households/{theirs.id}")

    assert before.status == 404
    assert "Godkänt" in page.words
    assert after.status == 200


def test_who_is_not_named_cannot_agree(
    session: Session, visitor_as: VisitorAs, theirs: Household
) -> None:
    asks, other = visitor_as(Role.CASEWORKER), visitor_as(Role.CASE_MANAGER)
    protect(session, theirs)
    ask(asks)
    opening_id = session.scalars(select(Opening.id)).one()
    session.commit()
    page = other.get("/office/break-glass/")
    sent = other.client.post(
        f"/office/break-glass/{opening_id}/approve",
        data={"csrf_token": other.get("/office/break-glass/new").value_of("csrf_token")},
    )

    assert "Väntar på att du godkänner" not in page.words
    assert sent.status_code == 404


def test_nobody_agrees_to_their_own(
    session: Session, visitor_as: VisitorAs, theirs: Household
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    protect(session, theirs)
    ask(somebody)
    opening_id = session.scalars(select(Opening.id)).one()
    session.commit()
    token = somebody.get("/office/break-glass/new").value_of("csrf_token")
    sent = somebody.client.post(
        f"/office/break-glass/{opening_id}/approve", data={"csrf_token": token}
    )

    assert sent.status_code == 422


@pytest.mark.usefixtures("theirs")
@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.DATA_PROTECTION_OFFICER])
def test_who_leads_and_the_data_protection_officer_are_told_and_look_into_it(
    session: Session, visitor_as: VisitorAs, role: Role
) -> None:
    ask(visitor_as(Role.CASEWORKER))
    reviewer = visitor_as(role)
    start = reviewer.get("/office/")
    listed = reviewer.get("/office/opening-reviews/")
    opening_id = session.scalars(select(Opening.id)).one()
    session.commit()
    form = reviewer.get(f"/office/opening-reviews/{opening_id}")
    saved = reviewer.submit(form, verdict="justified", note="Rimligt.")
    again = reviewer.submit(form, verdict="unjustified", note="")

    assert "1 öppning att granska" in start.words
    assert NUMBER not in listed.text
    assert "Granskningen är sparad" in saved.words
    assert again.status == 422
    assert "redan granskat" in again.words


@pytest.mark.usefixtures("theirs")
def test_nobody_looks_into_what_they_did_themselves(
    session: Session, visitor_as: VisitorAs
) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    ask(somebody)
    opening_id = session.scalars(select(Opening.id)).one()
    session.commit()
    form = somebody.get(f"/office/opening-reviews/{opening_id}")
    page = somebody.submit(form, verdict="justified")

    assert page.status == 422
    assert "Någon annan" in page.errors_at("verdict")


def test_what_nobody_has_looked_into_in_five_working_days_is_late(
    session: Session, visitor_as: VisitorAs, theirs: Household
) -> None:
    somebody = visitor_as(Role.CASE_MANAGER)
    opener = staff_member(session, Role.CASEWORKER, username="öppnade")
    reach.opening(session, theirs, opener.id, opened_at=clock.utc_now() - timedelta(days=10))
    session.commit()

    assert "1 försenad" in somebody.get("/office/").words
    assert "Försenad" in somebody.get("/office/opening-reviews/").words


@pytest.mark.parametrize(
    ("opened_on", "due_on"),
    [
        (date(2026, 3, 9), date(2026, 3, 16)),
        (date(2026, 3, 13), date(2026, 3, 20)),
        (date(2026, 3, 14), date(2026, 3, 20)),
    ],
)
def test_five_working_days_leave_out_the_weekend(opened_on: date, due_on: date) -> None:
    assert review_due_on(opened_on) == due_on


def test_an_invented_person_sounds_the_alarm(
    session: Session, visitor_as: VisitorAs, theirs: Household
) -> None:
    somebody = visitor_as(Role.CASEWORKER)
    reach.protected(session, theirs, named=[], is_canary=True)
    session.commit()
    somebody.get(f"/office/households/{theirs.id}")
    ask(somebody)
    rows = list_accesses(session, before_seq=None, limit=50, actor_id=somebody.staff_id)

    assert [row.action for row in rows].count("canary.touched") == 2
