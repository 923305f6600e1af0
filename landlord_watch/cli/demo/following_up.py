"""After the visits: somebody reads them, deficiencies are followed, a concern is acknowledged."""

from collections.abc import Sequence
from datetime import time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.cli.demo.recordings import Occasion
from landlord_watch.cli.demo.scene import Step
from landlord_watch.cli.demo.setting import at
from landlord_watch.cli.demo.visits import Office, day_of
from landlord_watch.identity.rules import Role
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.visits.models import Deficiency
from landlord_watch.visits.services.following_up import (
    acknowledge_concern,
    record_step,
    review_visit,
)


def follow_up(office: Office, occasions: Sequence[Occasion]) -> None:
    """Do what the office has done with the visits up to the demo's today."""
    with office.transaction() as session:
        for occasion in occasions:
            if occasion.scene.is_reviewed:
                review_visit(
                    session,
                    visit_id=occasion.visit_id,
                    actor_id=office.staff[Role.CASEWORKER],
                    at=occasion.planned_at + timedelta(days=1),
                )
            for step in occasion.scene.steps:
                _take_step(session, office, occasion, step)
            if occasion.scene.worry is not None and occasion.scene.worry.is_acknowledged:
                acknowledge_concern(
                    session,
                    concern_id=occasion.new_id("concern"),
                    announcer=ChangeFeed(),
                    actor_id=office.staff[Role.DUTY_OFFICER],
                    at=occasion.planned_at + timedelta(minutes=40),
                )


def _take_step(session: Session, office: Office, occasion: Occasion, step: Step) -> None:
    happened_on = day_of(occasion) + timedelta(days=step.days)
    record_step(
        session,
        deficiency_id=_deficiency_id(session, occasion, step.item),
        state=step.state,
        is_seen_gone=step.is_seen_gone,
        happened_on=happened_on,
        note=step.note,
        actor_id=office.staff[Role.CASEWORKER],
        on=office.setting.today,
        at=at(happened_on, time(16, 0)),
    )


def _deficiency_id(session: Session, occasion: Occasion, item_id: str) -> UUID:
    return session.scalars(
        select(Deficiency.id).where(
            Deficiency.visit_id == occasion.visit_id, Deficiency.item_id == item_id
        )
    ).one()
