"""Visits at the office: planned, read, reviewed, followed up."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.tenancies import tenancy
from factories.visitors import Visitor
from factories.visits import (
    answer,
    concern_content,
    context,
    deficiency,
    field_officer,
    visit,
    visit_content,
)
from landlord_watch.identity.rules import Role
from landlord_watch.infra.clock import LOCAL, utc_now
from landlord_watch.sync.models import ChangeEntry
from landlord_watch.visits.models import Concern, Deficiency, Visit, VisitState
from landlord_watch.visits.rules import items_of, published_checklists
from landlord_watch.visits.services.recording import record_concern, record_visit_revision
from landlord_watch.visits.shapes import ActionDone, VisitContent
from landlord_watch.web.visit_words import UNITS

AS = Callable[..., Visitor]
TOMORROW = utc_now().astimezone(LOCAL).replace(hour=10, minute=0) + timedelta(days=1)
NOBODYS = "019a0000-0000-7000-8000-000000000000"
TYPED = TOMORROW.strftime("%Y-%m-%dT%H:%M")


def plan_page(session: Session, visitor_as: AS) -> tuple[Visitor, str]:
    contract = tenancy(session)
    field_officer(session)
    session.commit()
    return visitor_as(Role.CASEWORKER), f"/office/visits/plan/{contract.household_id}"


def test_a_visit_is_planned_and_the_tablet_is_told(session: Session, visitor_as: AS) -> None:
    somebody, path = plan_page(session, visitor_as)
    page = somebody.submit(somebody.get(path), planned_at=TYPED, purpose="housing_condition")
    planned = session.scalars(select(Visit)).one()
    told = session.scalars(select(ChangeEntry).where(ChangeEntry.reader_id.is_not(None))).all()

    assert "Besöket är planerat" in page.words
    assert planned.state is VisitState.PLANNED
    assert [entry.subject for entry in told] == [str(planned.id)]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("planned_at", ""),
        ("planned_at", "2020-01-01T10:00"),
        ("planned_at", "i morgon"),
        ("purpose", "something_else"),
        ("assigned_to_id", NOBODYS),
        ("dwelling_id", NOBODYS),
        ("asked_at", "2199-01-01T10:00"),
        ("interpreter", "x" * 200),
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_field_and_nothing_is_written(
    session: Session, visitor_as: AS, field: str, typed: str
) -> None:
    somebody, path = plan_page(session, visitor_as)
    right = {"planned_at": TYPED, "purpose": "housing_condition", "note": "Ring på två gånger."}
    page = somebody.submit(somebody.get(path), **(right | {field: typed}))

    assert page.status == 422
    assert page.errors_at(field)
    assert page.value_of("note") == "Ring på två gånger."
    assert session.scalars(select(Visit)).all() == []


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.ADMINISTRATOR, Role.DUTY_OFFICER])
def test_who_has_no_business_with_visits_does_not_get_in(
    session: Session, visitor_as: AS, role: Role
) -> None:
    planned = visit(session)
    session.commit()

    assert visitor_as(role).get(f"/office/visits/{planned.id}").status == 403


def test_a_visit_that_is_not_there_is_not_found(visitor_as: AS) -> None:
    assert visitor_as(Role.CASEWORKER).get(f"/office/visits/{uuid4()}").status == 404


def receive(session: Session, planned: Visit, content: VisitContent) -> Visit:
    record_visit_revision(
        session,
        content=content,
        base_revision_id=None,
        author_id=planned.assigned_to_id,
        received_at=utc_now(),
        at=utc_now(),
    )
    session.commit()
    return planned


def received(session: Session) -> Visit:
    """A visit that came in with mould where a child sleeps, and a child's words."""
    planned = visit(session)
    content = visit_content(
        planned.id,
        answers=[
            deficiency("DMP-01", "moderate", in_childs_room=True, note="Bakom sängen."),
            answer("CVO-03", "said", child="Barn 1", text="Jag är rädd för hissen.", flag="worry"),
        ],
        seen=context(children=[{"label": "Barn 1", "age_group": "a3", "stays": "full_time"}]),
    )
    return receive(session, planned, content)


def test_what_came_in_is_read_with_the_rule_that_gave_the_outcome(
    session: Session, visitor_as: AS
) -> None:
    came = received(session)
    page = visitor_as(Role.CASEWORKER).get(f"/office/visits/{came.id}")

    assert "C2" in page.words
    assert "Bakom sängen." in page.words
    assert "Jag är rädd för hissen." in page.words
    assert "höjd ett steg" in page.words


def test_a_childs_words_stand_under_the_child_and_silence_takes_one_line(
    session: Session, visitor_as: AS
) -> None:
    planned = visit(session)
    content = visit_content(
        planned.id,
        answers=[
            answer("CVO-02", "said", child="Barn 1", text=""),
            answer("CVO-03", "said", child="Barn 1", text="Jag är rädd för hissen.", flag="worry"),
            answer("CVO-02", "said", child="Barn 2", text=""),
        ],
        seen=context(
            children=[
                {"label": name, "age_group": "a3", "stays": "full_time"}
                for name in ("Barn 1", "Barn 2")
            ]
        ),
    )
    came = receive(session, planned, content)
    page = visitor_as(Role.CASEWORKER).get(f"/office/visits/{came.id}")
    voices = page.soup.find("h4", string="Barn 1").find_parent("section")

    assert [each.get_text() for each in voices.find_all("blockquote")] == [
        "Jag är rädd för hissen."
    ]
    assert voices.get_text(" ", strip=True).endswith("Barn 2 Inget är nedskrivet.")


def test_every_unit_that_is_a_word_has_words_of_its_own():
    signs = re.compile(r"(?:°C|Bq/m³|mm|cm|m|m²|g/m³|l/s|dB \w+|%)")
    units = {
        item.measure.unit
        for checklist in published_checklists()
        for _, item in items_of(checklist)
        if item.measure is not None and not signs.fullmatch(item.measure.unit)
    }

    assert units == set(UNITS)


def test_what_was_done_at_the_visit_is_read_with_its_hour(session: Session, visitor_as: AS) -> None:
    planned = visit(session)
    content = visit_content(planned.id)
    assert content.assessment is not None
    done = [ActionDone(action="A-112", at=utc_now())]
    assessment = content.assessment.model_copy(update={"done": done})
    receive(session, planned, content.model_copy(update={"assessment": assessment}))

    page = visitor_as(Role.CASEWORKER).get(f"/office/visits/{planned.id}")

    assert "Ring 112" in page.words
    assert "Gjort vid besöket" in page.words


def test_a_visit_is_reviewed_once_and_again_is_no_matter(session: Session, visitor_as: AS) -> None:
    came = received(session)
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get(f"/office/visits/{came.id}")
    somebody.submit(page, "/review")
    again = somebody.submit(page, "/review")
    session.refresh(came)

    assert came.state is VisitState.REVIEWED
    assert again.status == 200


def test_a_visit_is_called_off_after_being_asked_once_more(
    session: Session, visitor_as: AS
) -> None:
    planned = visit(session)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get(f"/office/visits/{planned.id}/cancel")
    session.refresh(planned)
    before = planned.state
    session.commit()  # the page needs the database to itself
    somebody.submit(page)
    session.refresh(planned)

    assert before is VisitState.PLANNED
    assert planned.state is VisitState.CANCELLED


def test_a_serious_deficiency_is_not_closed_on_the_landlords_word(
    session: Session, visitor_as: AS
) -> None:
    received(session)
    found = session.scalars(select(Deficiency)).one()
    somebody = visitor_as(Role.CASEWORKER)
    form = somebody.get(f"/office/deficiencies/{found.id}/steps/new")
    refused = somebody.submit(form, state="confirmed_fixed")
    closed = somebody.submit(form, state="confirmed_fixed", is_seen_gone="y")

    assert refused.status == 422
    assert "först när den boende har bekräftat" in refused.errors_at("is_seen_gone")
    assert "Steget är sparat" in closed.words


def test_a_concern_is_acknowledged_by_one_and_the_second_is_told(
    session: Session, visitor_as: AS
) -> None:
    planned = visit(session)
    record_concern(
        session,
        content=concern_content(planned.id),
        said_before=(),
        said_after=(),
        author_id=planned.assigned_to_id,
        received_at=utc_now(),
        at=utc_now(),
    )
    session.commit()
    raised = session.scalars(select(Concern)).one()
    somebody = visitor_as(Role.DUTY_OFFICER)
    page = somebody.get(f"/office/concerns/{raised.id}")
    first = somebody.submit(page, "/acknowledge")
    second = somebody.submit(page, "/acknowledge")

    assert "Kvitterat av Duty Officer" in first.words
    assert second.status == 409


def test_a_caseworker_does_not_read_concerns(visitor_as: AS) -> None:
    assert visitor_as(Role.CASEWORKER).get("/office/concerns/").status == 403
