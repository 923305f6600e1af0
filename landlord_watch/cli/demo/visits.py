"""The home visits: those made, sent in from tablets and followed up, and those to come."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cli.demo.casting import Casting, weekday_after, weekday_before
from landlord_watch.cli.demo.contracts import TenancyPlan
from landlord_watch.cli.demo.progress import Over
from landlord_watch.cli.demo.recordings import (
    Occasion,
    concern_content,
    photos_of,
    visit_content,
)
from landlord_watch.cli.demo.scenes import SCENES
from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.cli.demo.tablet import PhotoParcel, Tablet, enrol_tablet
from landlord_watch.cli.demo.users import Staff
from landlord_watch.identity.rules import Role
from landlord_watch.infra.clock import LOCAL
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.storage import BlobStore
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.sync.services.catching_up import CatchingUp
from landlord_watch.visits.models import Visit, VisitPurpose
from landlord_watch.visits.services.planning import Plan, cancel_visit, plan_visit
from landlord_watch.visits.shapes import ConcernContent

#: How long before a visit it is planned.
PLANNED_BEFORE = timedelta(days=8)
#: How long after a visit the tablet meets a line, and how far apart things are sent.
SENT_AFTER, NEXT_SENT_AFTER = timedelta(hours=2), timedelta(seconds=20)
#: So long ago the tablet that lies forgotten was heard, and so slow is its clock.
FORGOTTEN_DAYS, CLOCK_OFF = 5, timedelta(minutes=41)
HOURS = (time(9, 0), time(10, 30), time(13, 0), time(14, 30))
ASKED_HOW = ("telefon", "brev", "möte")


@dataclass(frozen=True, slots=True)
class Office:
    """What the stages of the visits have in common."""

    transaction: Callable[[], AbstractContextManager[Session]]
    store: BlobStore
    keys: KeyFolder
    setting: Setting
    staff: Staff
    households: Mapping[int, UUID]
    homes: Mapping[int, UUID]

    @property
    def field_officer(self) -> UUID:
        return self.staff[Role.FIELD_OFFICER]

    def plan(
        self,
        session: Session,
        tenancy: TenancyPlan,
        *,
        planned_at: datetime,
        purpose: VisitPurpose = VisitPurpose.HOUSING_CONDITION,
        asked_days_before: int | None = 5,
        note: str = "",
    ) -> Visit:
        """Plan a visit, some days before it."""
        plan = tenancy.household
        asked = None if asked_days_before is None else timedelta(days=asked_days_before)
        return plan_visit(
            session,
            household_id=self.households[plan.place],
            dwelling_id=self.homes[tenancy.home.place],
            plan=Plan(
                assigned_to_id=self.field_officer,
                purpose=purpose,
                planned_at=planned_at,
                asked_at=None if asked is None else planned_at - asked,
                asked_how="" if asked is None else ASKED_HOW[plan.place % len(ASKED_HOW)],
                language=plan.speech.language,
                interpreter="Telefontolk" if plan.needs_interpreter else "",
                note=note,
            ),
            announcer=ChangeFeed(),
            actor_id=self.staff[Role.CASEWORKER],
            at=planned_at - PLANNED_BEFORE,
        )


def plan_made_visits(office: Office, casting: Casting) -> list[Occasion]:
    """Plan the visits that have been made since, the oldest first."""
    chance = office.setting.chance("hours")
    occasions: dict[int, Occasion] = {}
    with office.transaction() as session:
        for scene in SCENES:
            on = weekday_before(office.setting.days_ago(scene.days_ago))
            first = None if scene.again is None else occasions[scene.again]
            tenancy = first.tenancy if first else casting.for_scene(scene, on=on)
            planned_at = at(on, chance.choice(HOURS))
            visit = office.plan(session, tenancy, planned_at=planned_at, purpose=scene.purpose)
            occasions[scene.days_ago] = Occasion(
                visit.id, scene, tenancy, planned_at, office.setting
            )
    return list(occasions.values())


def deliver_visits(office: Office, occasions: Sequence[Occasion], over: Over) -> None:
    """Send each visit in from the tablet, and have the office understand it."""
    with office.transaction() as session:
        tablets = [
            enrol_tablet(
                session,
                name=f"Platta {number}",
                staff_id=office.field_officer,
                at=at(office.setting.days_ago(200)),
            )
            for number in (1, 2)
        ]
    for occasion in over("Hembesök", occasions):
        _deliver(office, occasion, tablets)
    with office.transaction() as session:
        lacking = sum(occasion.scene.lacks_photo for occasion in occasions)
        for tablet, unsent in zip(tablets, (lacking, 0), strict=True):
            called_at = at(office.setting.days_ago(1), time(16, 40))
            tablet.call_in(session, unsent=unsent, at=called_at)
        _leave_behind(office, session)


def _leave_behind(office: Office, session: Session) -> None:
    """A tablet that has been silent for days, with something on it, and whose clock is wrong."""
    since = office.setting.days_ago(FORGOTTEN_DAYS)
    forgotten = enrol_tablet(
        session, name="Platta 3", staff_id=office.field_officer, at=at(since, time(8, 0))
    )
    forgotten.call_in(session, unsent=1, at=at(since, time(15, 0)), clock_off=-CLOCK_OFF)


def _deliver(office: Office, occasion: Occasion, tablets: Sequence[Tablet]) -> None:
    scene, tablet = occasion.scene, tablets[0]
    photos = photos_of(occasion, tablet)
    first_id = occasion.new_id("revision")
    content = visit_content(occasion, revision_id=first_id, found=scene.found, photos=photos)
    sent_at = content.finished.device_at + SENT_AFTER
    if scene.worry is not None:
        _deliver_concern(office, tablet, concern_content(occasion, scene.worry))
    with office.transaction() as session:
        parcels = list(photos.values())
        tablet.send(session, content, base_revision_id=None, photos=parcels, at=sent_at)
        for photo in parcels[:-1] if scene.lacks_photo else parcels:
            tablet.send_photo(
                session, photo, visit_id=occasion.visit_id, store=office.store, at=sent_at
            )
    _understand(office, sent_at)
    if scene.versions:
        _deliver_two_versions(office, occasion, tablets, photos, sent_at + NEXT_SENT_AFTER)


def _deliver_concern(office: Office, tablet: Tablet, concern: ConcernContent) -> None:
    """A concern does not wait for the visit to end."""
    sent_at = concern.raised.device_at + NEXT_SENT_AFTER
    with office.transaction() as session:
        tablet.send(session, concern, base_revision_id=None, photos=(), at=sent_at)
    _understand(office, sent_at)


def _deliver_two_versions(
    office: Office,
    occasion: Occasion,
    tablets: Sequence[Tablet],
    photos: Mapping[str, PhotoParcel],
    sent_at: datetime,
) -> None:
    """Two tablets each go on from the first revision, without knowing of the other."""
    reasons = ("Lade till handfatet och kylskåpet.", "Lade till vad den boende visade efteråt.")
    versions = occasion.scene.versions
    with office.transaction() as session:
        for tablet, found, reason in zip(tablets, versions, reasons, strict=True):
            content = visit_content(
                occasion,
                revision_id=occasion.new_id("revision", reason),
                found=found,
                photos=photos,
                reason_for_change=reason,
            )
            tablet.send(
                session,
                content,
                base_revision_id=occasion.new_id("revision"),
                photos=list(photos.values()),
                at=sent_at,
            )
    _understand(office, sent_at)


def _understand(office: Office, now: datetime) -> None:
    CatchingUp(office.transaction, office.store, office.keys, lambda: now).finish()


@dataclass(frozen=True, slots=True)
class Ahead:
    """A visit to come, in so many days; `asked_days_before` None: nobody has asked yet."""

    days: int
    hour: time
    note: str = ""
    asked_days_before: int | None = 5
    is_cancelled: bool = False


AHEAD = (
    Ahead(0, time(9, 0), "Portkod 1460. Ring på hos grannen om ingen öppnar."),
    Ahead(0, time(11, 0), "Den boende vill att vi väntar utanför tills barnet gått till skolan."),
    Ahead(0, time(14, 0), "", 1),
    Ahead(1, time(9, 30), "Ta med termometer."),
    Ahead(1, time(13, 0), "Uppföljning av fukten i badrummet.", 6),
    Ahead(3, time(10, 0), "", 7),
    Ahead(6, time(13, 30), "Inte tillfrågad ännu.", None),
    Ahead(3, time(15, 0), "Den boende har förhinder.", 4, is_cancelled=True),
    Ahead(-15, time(10, 0), "Flyttade innan besöket.", 6, is_cancelled=True),
)
TODAY_OR_TOMORROW = (0, 1)
VISITS = len(SCENES) + len(AHEAD)


def plan_coming_visits(office: Office, casting: Casting) -> None:
    """Plan the visits to come, and call off those that will not be."""
    with office.transaction() as session:
        for ahead in AHEAD:
            on = office.setting.today + timedelta(days=ahead.days)
            on = on if ahead.days in TODAY_OR_TOMORROW else weekday_after(on)
            planned_at = at(on, ahead.hour)
            visit = office.plan(
                session,
                casting.for_plan(on=min(on, office.setting.today)),
                planned_at=planned_at,
                asked_days_before=ahead.asked_days_before,
                note=ahead.note,
            )
            if ahead.is_cancelled:
                _call_off(office, session, visit)


def _call_off(office: Office, session: Session, visit: Visit) -> None:
    called_off_at = min(visit.planned_at - timedelta(days=2), at(office.setting.today, time(8, 0)))
    cancel_visit(
        session,
        visit_id=visit.id,
        announcer=ChangeFeed(),
        actor_id=office.staff[Role.CASEWORKER],
        at=called_off_at,
    )


def day_of(occasion: Occasion) -> date:
    """The day a visit was made."""
    return occasion.planned_at.astimezone(LOCAL).date()
