"""
An office in which somebody is protected whom much was written about before.

Gunvår lives in one household and has left another, which stays open to its own caseworker. What
tells of her stands in every text of her household, on a tablet's plan for today, and in the
household she has left as long as her name was hers. Then the service protects her; nobody but
who did it is named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from factories.databases import KEYS, open_with_keys
from factories.households import MOVED_IN, member, official_number, person
from factories.people import NOW, signed_in, staff_member
from factories.tablets import Tablet, tablet
from factories.visits import answer, consent, deficiency, visit_content
from figures.spellings import Finder
from figures.whole_office import Office
from landlord_watch.households.models import Arrival, Household, Person
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.kernel.identifiers import PersonNumberKind
from landlord_watch.reach.models import ProtectionLevel
from landlord_watch.reach.services import protect_person
from landlord_watch.retention.models import CopyState, FileCopy, LegalHold
from landlord_watch.retention.services.copying import content_of
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Visit, VisitPhoto, VisitRevision

NUMBER = official_number(NOW.date().replace(year=1991), birth_number=239)
GIVEN, FAMILY = "Gunvår", "Hemligström"
CASE_NUMBER = "EB-2024-77777"
WHEREABOUTS = {
    "address": "Skyddsvägen 91 B, Ödeby",
    "post_by": "Skatteverkets förmedling, fack 4711",
    "phone": "070-174 06 77",
    "email": "gunvår.hemligström@example.se",
    "school": "Gläntans förskola",
    "workplace": "Åkessons plåtslageri",
    "other": "Hämtas av mormor på onsdagar",
}
#: The same number and telephone as people and registers write them.
ALSO = (
    f"{NUMBER[:8]}-{NUMBER[8:]}",
    f"{NUMBER[2:8]}-{NUMBER[8:]}",
    NUMBER[2:],
    "+46 70 174 06 77",
    "+46701740677",
)
SECRETS = (GIVEN, FAMILY, NUMBER, CASE_NUMBER, *WHEREABOUTS.values(), *ALSO)
TOLD = f"{GIVEN} {FAMILY}, {NUMBER}: {'; '.join(WHEREABOUTS.values())}"
FINDER = Finder(SECRETS)


@dataclass(frozen=True)
class Carried:
    """A tablet, and the session of who carries it."""

    tablet: Tablet
    token: str


@dataclass(frozen=True)
class World:
    """The office, and the tablets that ask it."""

    office: Office
    tablets: Mapping[str, Carried]
    person_id: UUID

    def with_session(self) -> Session:
        """A session of the office's database; who opens it commits and closes it."""
        url = f"sqlite:///{self.office.database}"
        return Session(open_with_keys(url, self.office.database.parent / KEYS))


def protected_world(office: Office) -> World:
    """Write of her, bring it to the tablets, and protect her."""
    engine = open_with_keys(f"sqlite:///{office.database}", office.database.parent / KEYS)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        tablets = _tablets(session)
        her_id = _lives(session, office)
        _write_of_her(session, office.cases["protected"])
        _visit_today(session)
    with Session(engine) as session, session.begin():
        _protect(session, office, her_id)
    with Session(engine) as session, session.begin():
        _release_copies(session)
    office.things["dwelling_id"] = _home_of(engine, office)
    engine.dispose()
    office.keep()
    return World(office, tablets, her_id)


def _tablets(session: Session) -> dict[str, Carried]:
    """One of who makes all visits, and one of another who makes none."""
    carriers = session.scalars(
        select(StaffMember).where(StaffMember.username.in_(["visits", Role.FIELD_OFFICER.value]))
    )
    return {
        each.username: Carried(tablet(session, each), signed_in(session, each)) for each in carriers
    }


def _lives(session: Session, office: Office) -> UUID:
    """She belongs to the one household, and belonged to the other until she fled."""
    home = session.get_one(Household, office.cases["protected"]["household_id"])
    home.case_number = CASE_NUMBER
    her = person(
        session,
        given_name=GIVEN,
        family_name=FAMILY,
        number=NUMBER,
        number_kind=PersonNumberKind.PERSONNUMMER,
        born_on=NOW.date().replace(year=1991),
    )
    former = session.get_one(Household, office.cases["own"]["household_id"])
    left = member(session, former, her, starts_on=MOVED_IN - timedelta(300), ends_on=MOVED_IN)
    office.cases["protected"]["member_id"] = member(session, home, her).id
    office.cases["left"] = office.cases["own"] | {
        "member_id": left.id,
        "copy_id": _copy_of_hers(session, former, her).id,
    }
    return her.id


def _copy_of_hers(session: Session, former: Household, her: Person) -> FileCopy:
    recorder = session.scalars(select(StaffMember).limit(1)).one()
    copy = FileCopy(
        household_id=former.id,
        person_id=her.id,
        asked_on=NOW.date(),
        state=CopyState.PREPARED,
        prepared_by_id=recorder.id,
        prepared_at=NOW,
    )
    session.add(copy)
    session.flush()  # what names it needs its id
    return copy


def _write_of_her(session: Session, case: Mapping[str, UUID]) -> None:
    planned = session.get_one(Visit, case["visit_id"])
    planned.note, planned.asked_how, planned.interpreter = TOLD, GIVEN, GIVEN
    (arrival,) = session.scalars(
        select(Arrival).where(Arrival.household_id == case["household_id"])
    ).all()
    arrival.account = TOLD
    for revision in session.scalars(
        select(VisitRevision).where(VisitRevision.visit_id == planned.id)
    ):
        _write_in_a_version(session, revision)
    session.get_one(LegalHold, case["hold_id"]).reason = TOLD


def _write_in_a_version(session: Session, revision: VisitRevision) -> None:
    written = visit_content(
        revision.visit_id,
        revision_id=revision.id,
        answers=[deficiency("SLE-01", "serious", note=TOLD), answer("VOI-01", "said", text=TOLD)],
        consents=[consent(name=f"{GIVEN} {FAMILY}", witness=f"{GIVEN} {FAMILY}")],
    )
    revision.content = written.model_dump(mode="json")
    for photo in session.scalars(select(VisitPhoto).where(VisitPhoto.revision_id == revision.id)):
        photo.caption = TOLD


def _visit_today(session: Session) -> None:
    """Every visit is of today, and its tablet has been told."""
    for each in session.scalars(select(Visit)):
        each.planned_at = clock.utc_now()
        ChangeFeed().visit_changed(session, visit_id=each.id, reader_id=each.assigned_to_id)


def _protect(session: Session, office: Office, her_id: UUID) -> None:
    recorder = staff_member(session, Role.CASE_MANAGER, username="recorder")
    protection = protect_person(
        session,
        person_id=her_id,
        level=ProtectionLevel.REGISTERED_ELSEWHERE,
        decided_on=NOW.date(),
        whereabouts=WHEREABOUTS,
        named=[],
        actor_id=recorder.id,
        at=clock.utc_now(),
    )
    for place in ("protected", "left"):
        office.cases[place]["protection_id"] = protection.id


def _release_copies(session: Session) -> None:
    """What may be given out has been looked through, so that it can be fetched."""
    for each in session.scalars(select(FileCopy)):
        each.state = CopyState.RELEASED
        each.sha256 = content_of(session, copy=each).fingerprint()


def _home_of(engine: Engine, office: Office) -> UUID:
    """Her home, which stands in the register as every home does."""
    hers = Tenancy.id == office.cases["protected"]["tenancy_id"]
    with Session(engine) as session:
        return session.scalars(select(Tenancy.dwelling_id).where(hers)).one()


def unmask(world: World) -> None:
    """Planted: protecting that forgets to take the name out of sight."""
    with world.with_session() as session:
        her = session.get_one(Person, world.person_id)
        her.given_name, her.family_name = GIVEN, FAMILY
        session.commit()
        session.get_bind().engine.dispose()
