"""Lists of the case world: payments and deficiencies, by what is within reach."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.payments import payment
from factories.reach import assigned
from factories.tenancies import tenancy
from factories.visitors import Visitor
from factories.visits import visit
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.households.models import Household
from landlord_watch.identity.rules import Role
from landlord_watch.payments.models import Payment
from landlord_watch.payments.rules import Link
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Deficiency, DeficiencyState, Visit
from landlord_watch.visits.shapes import Level

VisitorAs = Callable[..., Visitor]


def found(session: Session, seen: Visit, item: str, state: DeficiencyState) -> None:
    day = seen.planned_at.date()
    session.add(
        Deficiency(
            dwelling_id=seen.dwelling_id,
            visit_id=seen.id,
            item_id=item,
            checklist_version="1.0.0",
            level=Level.SERIOUS,
            responsible="landlord",
            found_on=day,
            due_on=day,
            state=state,
        )
    )


@pytest.fixture
def paid(session: Session) -> list[Payment]:
    """Two payments: one sure, and one that may be for any contract."""
    contract = tenancy(session)
    both = [payment(session, contract), payment(session, contract, kronor=99, link=Link.UNKNOWN)]
    session.commit()
    return both


@pytest.mark.usefixtures("paid")
def test_payments_are_shown_with_what_they_were_for(visitor_as: VisitorAs) -> None:
    words = visitor_as(Role.CASEWORKER).get("/office/payments/").words

    assert "2 utbetalningar" in words
    assert "november 2025" in words
    assert "8 450 kr" in words


@pytest.mark.usefixtures("paid")
def test_payments_are_narrowed_down_to_those_that_cannot_be_told(visitor_as: VisitorAs) -> None:
    words = visitor_as(Role.CASEWORKER).get("/office/payments/?link=unknown").words

    assert "1 utbetalning" in words
    assert "8 450 kr" not in words


def test_payments_of_somebody_elses_case_are_not_there(
    visitor_as: VisitorAs, paid: list[Payment], session: Session
) -> None:
    other = visitor_as(Role.CASEWORKER, username="annan")
    home = session.get_one(Household, session.get_one(Tenancy, paid[0].tenancy_id).household_id)
    assigned(session, home, other.staff_id)
    session.commit()

    assert "Inga utbetalningar" in visitor_as(Role.CASEWORKER).get("/office/payments/").words
    assert "2 utbetalningar" in other.get("/office/payments/").words


def test_deficiencies_that_are_put_right_are_left_out_until_asked_for(
    visitor_as: VisitorAs, session: Session
) -> None:
    seen = visit(session)
    found(session, seen, "ENT-01", DeficiencyState.OPEN)
    found(session, seen, "ENT-02", DeficiencyState.CONFIRMED_FIXED)
    session.commit()
    somebody = visitor_as(Role.CASEWORKER)
    left, every = (
        somebody.get(f"/office/deficiencies/{more}").words for more in ("", "?state=all")
    )

    assert "1 brist Brist Nivå" in left
    assert "Tiden har passerat" in left
    assert "2 brister Brist Nivå" in every
    assert "Bekräftat åtgärdad" in every


def test_that_deficiencies_were_listed_is_logged(visitor_as: VisitorAs, session: Session) -> None:
    found(session, visit(session), "ENT-01", DeficiencyState.OPEN)
    session.commit()
    visitor_as(Role.CASEWORKER).get("/office/deficiencies/")
    one = session.scalars(select(Deficiency.id)).one()

    assert one in session.scalars(select(AccessLogEntry.subject_id)).all()
