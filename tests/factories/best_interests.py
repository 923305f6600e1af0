"""What was found to be best for an invented child."""

from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.cases import worker
from factories.households import member, person
from factories.people import NOW
from landlord_watch.best_interests import services
from landlord_watch.best_interests.models import BestInterest
from landlord_watch.best_interests.rules import AboutKind, Follows, Heard, Looked
from landlord_watch.best_interests.services import About
from landlord_watch.households.models import Household, HouseholdMember, MemberRole

DECIDED, FOLLOW_UP, TODAY = date(2026, 2, 3), date(2026, 5, 4), date(2026, 3, 12)

LOOKED: Final = Looked(
    question="Ska familjen begära att ärendet flyttas tillbaka?",
    heard=Heard.BY_CHILD,
    childs_view="Jag vill gå kvar hos min kompis.",
    not_heard_because="",
    facts="Går i årskurs tre. Skolan säger att det går bra.",
    weighing="Skolan och vännen väger tyngst.",
    conclusion="Det är bäst att stanna.",
    follows=Follows.FOLLOWS,
    outcome_words="Ingen begäran görs.",
    decided_on=DECIDED,
    follow_up_on=FOLLOW_UP,
)


def child_of(session: Session, home: Household) -> UUID:
    """A child of a household; one is made where there is none."""
    found = session.scalar(
        select(HouseholdMember.person_id)
        .where(HouseholdMember.household_id == home.id, HouseholdMember.role == MemberRole.CHILD)
        .order_by(HouseholdMember.id)
        .limit(1)
    )
    return found or new_child(session, home)


def new_child(session: Session, home: Household, **of_person: Any) -> UUID:
    """One more child of a household, nine years old."""
    born = {"given_name": "Lo", "family_name": "Lind", "born_on": date(2017, 3, 1), **of_person}
    child = person(session, **born)
    member(session, home, child, role=MemberRole.CHILD, starts_on=date(2025, 1, 1))
    return child.id


def best_interest(
    session: Session,
    home: Household,
    *,
    child_id: UUID | None = None,
    case_id: UUID | None = None,
    **changed: Any,
) -> BestInterest:
    """What is best for a child of a household; who is not given is its first, or made."""
    kind = AboutKind.HOUSEHOLD if case_id is None else AboutKind.CASE
    return services.record_best_interest(
        session,
        about=About(home.id, child_id or child_of(session, home), kind, case_id),
        looked=replace(LOOKED, **changed),
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )
