"""What the page of two versions asks of the database: as much for many differences as for few."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.sending import shown
from factories.statements import counted_selects
from factories.tablets import Tablet, blob, tablet
from factories.versions import sent_in
from factories.visitors import Visitor
from factories.visits import PLANNED_AT, deficiency, visit
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.visits.models import Visit
from landlord_watch.visits.rules import holds_condition, items_of, newest_checklist

ITEMS = [item.id for _, item in items_of(newest_checklist()) if holds_condition(item)]
MANY = 30
#: What a page of the case world asks about who asks, and what this one asks about the visit.
CEILING = 16


def differing(session: Session, own: Tablet, planned: Visit, *, items: int, revisions: int) -> None:
    """Two versions that differ in so many answers and photos, each after so many corrections."""
    for level in ("minor", "serious"):
        photos = [blob(own, planned.id, f"{level}{number}".encode()) for number in range(items)]
        base = None
        for _ in range(revisions):
            sent = sent_in(
                session,
                own,
                planned.id,
                base=base,
                blobs=tuple(photos),
                answers=[deficiency(item, level) for item in ITEMS[:items]],
                photos=[shown(photo, b"x") for photo in photos],
            )
            base = sent.revision_id


def test_many_differences_cost_no_more_questions_than_few(
    app: Flask, session: Session, visitor_as: Callable[..., Visitor]
) -> None:
    officer: StaffMember = staff_member(session, Role.FIELD_OFFICER)
    own = tablet(session, officer)
    few = visit(session, officer=officer)
    many = visit(session, officer=officer, planned_at=PLANNED_AT + timedelta(hours=3))
    differing(session, own, few, items=1, revisions=1)
    differing(session, own, many, items=MANY, revisions=4)
    session.commit()
    somebody = visitor_as(Role.CASE_MANAGER)

    somebody.get(f"/office/visits/{few.id}")  # the keys of sealed fields are asked for once

    asked = []
    for planned in (few, many):
        with counted_selects(app) as questions:
            page = somebody.get(f"/office/visits/{planned.id}/versions/")
        asked.append(len(questions))
        assert page.status == 200

    assert asked[0] == asked[1]
    assert asked[1] <= CEILING
