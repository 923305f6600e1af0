"""Recording the households as a caseworker would: opened, who is in them, from where they came."""

from datetime import date, time
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cli.demo.households import HouseholdPlan, Origin
from landlord_watch.cli.demo.people import Someone
from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.households.services import (
    ArrivalAsTold,
    Membership,
    PersonAsTold,
    add_member,
    open_household,
    record_arrival,
)


def record_household(
    session: Session, *, plan: HouseholdPlan, setting: Setting, actor_id: UUID
) -> UUID:
    """Open a household, and give its id."""
    opened_at = at(plan.opened_on, time(9, plan.place % 60))
    household = open_household(
        session,
        language=plan.speech.language,
        is_interpreter_needed=plan.needs_interpreter,
        actor_id=actor_id,
        at=opened_at,
    )
    for someone in plan.people:
        add_member(
            session,
            household_id=household.id,
            person=_as_told(someone),
            membership=_membership(someone, plan.moved_in_on),
            actor_id=actor_id,
            at=opened_at,
        )
    if plan.origin is not None:
        _record_arrival(session, household.id, plan, plan.origin, setting, actor_id)
    return household.id


def _as_told(someone: Someone) -> PersonAsTold:
    return PersonAsTold(
        number=someone.number,
        given_name=someone.given_name,
        family_name=someone.family_name,
        born_on=someone.born_on,
    )


def _membership(someone: Someone, moved_in_on: date) -> Membership:
    return Membership(
        role=someone.role,
        starts_on=max(moved_in_on, someone.born_on),
        share_permille=someone.share_permille,
        is_in_school=someone.is_in_school,
    )


def _record_arrival(
    session: Session,
    household_id: UUID,
    plan: HouseholdPlan,
    origin: Origin,
    setting: Setting,
    actor_id: UUID,
) -> None:
    record_arrival(
        session,
        household_id=household_id,
        told=ArrivalAsTold(
            from_municipality_code=origin.municipality_code,
            arrived_on=plan.moved_in_on,
            own_wish=origin.story.own_wish,
            forms=[form.value for form in origin.story.forms],
            account=origin.story.account,
            arranged_by=origin.story.arranged_by,
            arranged_words=origin.story.arranged_words,
            parts=origin.story.parts,
        ),
        own_municipality_code=setting.municipality.code,
        actor_id=actor_id,
        at=at(plan.opened_on, time(10, plan.place % 60)),
    )
