"""Invented visits, and what a tablet would have written at them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from factories.people import NOW, staff_member
from factories.tenancies import tenancy
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.ids import new_id
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Visit, VisitPurpose, VisitState
from landlord_watch.visits.rules import (
    NEWEST_VISIT,
    Moment,
    assess,
    newest_checklist,
    newest_consent_text,
    ref_of,
    ref_to,
)
from landlord_watch.visits.shapes import (
    Answer,
    Assessment,
    ConcernContent,
    Consent,
    Context,
    VisitContent,
)

PLANNED_AT = datetime(2026, 3, 20, 8, 30, tzinfo=UTC)
MADE_AT = PLANNED_AT + timedelta(minutes=5)


def field_officer(session: Session, *, username: str = "field_officer") -> StaffMember:
    """Somebody who visits homes."""
    return staff_member(session, Role.FIELD_OFFICER, username=username, full_name="Frida Fält")


def visit(
    session: Session,
    *,
    officer: StaffMember | None = None,
    contract: Tenancy | None = None,
    planned_at: datetime = PLANNED_AT,
    asked_at: datetime | None = PLANNED_AT - timedelta(days=4),
    state: VisitState = VisitState.PLANNED,
) -> Visit:
    """A planned visit to the home of a contract; who and what is not given is made."""
    who = officer or field_officer(session)
    contract = contract or tenancy(session)
    planned = Visit(
        household_id=contract.household_id,
        dwelling_id=contract.dwelling_id,
        assigned_to_id=who.id,
        purpose=VisitPurpose.HOUSING_CONDITION,
        planned_at=planned_at,
        asked_at=asked_at,
        asked_how="telefon",
        language="sv",
        state=state,
        planned_by_id=who.id,
        recorded_at=NOW,
    )
    session.add(planned)
    session.flush()  # who asked wants its id
    return planned


def many_visits(session: Session, *, officer: StaffMember, count: int) -> list[UUID]:
    """So many planned visits to one home; in one statement, as there may be thousands."""
    like = visit(session, officer=officer)
    row = {column.key: getattr(like, column.key) for column in Visit.__table__.columns}
    ids = [new_id() for _ in range(count)]
    session.execute(insert(Visit), [{**row, "id": each} for each in ids])
    return ids


def moment(at: datetime = MADE_AT) -> dict[str, Any]:
    """When something happened, as a tablet whose clock is right says it."""
    return {"device_at": at.isoformat(), "server_offset_ms": 0}


def consent(*, purposes: Sequence[str] = ("visit", "rooms"), **more: Any) -> dict[str, Any]:
    """A tenant's spoken yes, with a witness."""
    return {
        "id": str(new_id()),
        "adult": "Vuxen 1",
        "capacity": "tenant",
        "text": ref_to(newest_consent_text("sv")).model_dump(mode="json"),
        "decision": "granted",
        "purposes": list(purposes),
        "form": "oral_witnessed",
        "witness": "Viktor Vittne",
        "given": moment(),
        **more,
    }


def answer(item: str, kind: str = "ok", **more: Any) -> dict[str, Any]:
    """An answer to an item of the checklist."""
    return {"item": item, "kind": kind, "answered_at": MADE_AT.isoformat(), **more}


def deficiency(item: str, level: str, **finding: Any) -> dict[str, Any]:
    """A deficiency of one place."""
    return answer(item, "deficiency", findings=[{"level": level, **finding}])


def context(**more: Any) -> dict[str, Any]:
    """A first-floor rented flat in the heating season, without children if nothing is said."""
    return {
        "season": "heating",
        "tenure": "rental_first_hand",
        "building": "flat",
        "above_ground": True,
        "storeys": 1,
        "persons_total": 1,
        "bedrooms": 1,
        **more,
    }


def visit_content(
    visit_id: UUID,
    *,
    revision_id: UUID | None = None,
    answers: Sequence[dict[str, Any]] = (),
    seen: dict[str, Any] | None = None,
    consents: Sequence[dict[str, Any]] | None = None,
    **more: Any,
) -> VisitContent:
    """A completed visit as the tablet writes it, assessed by the rules."""
    checklist = newest_checklist()
    found = Context.model_validate(seen or context())
    given = [Answer.model_validate(each) for each in answers]
    result = assess(checklist, context=found, answers=given)
    made: dict[str, Any] = {
        "schema_version": NEWEST_VISIT,
        "visit_id": visit_id,
        "revision_id": revision_id or new_id(),
        "checklist": ref_of(checklist),
        "started": moment(),
        "finished": moment(MADE_AT + timedelta(minutes=25)),
        "ending": "completed",
        "consents": [Consent.model_validate(each) for each in (consents or [consent()])],
        "context": found,
        "answers": given,
        "photos": [],
        "assessment": Assessment(
            as_found=result.outcome(Moment.AS_FOUND),
            as_left=result.outcome(Moment.AS_LEFT),
            done=[],
        ),
        "readback": {"option": "agreed"},
    }
    return VisitContent.model_validate(made | more)


def concern_content(visit_id: UUID, **more: Any) -> ConcernContent:
    """A worry as the tablet writes it."""
    made: dict[str, Any] = {
        "schema_version": 1,
        "concern_id": new_id(),
        "visit_id": visit_id,
        "revision_id": new_id(),
        "raised": moment(),
        "children": ["Barn 1"],
        "seen": "Barnet sover på en madrass intill ett trasigt element.",
        "is_immediate_danger": False,
    }
    return ConcernContent.model_validate(made | more)
