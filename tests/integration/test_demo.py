"""The invented municipality, built once through its command and looked at from all sides."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from PIL import Image
from sqlalchemy import Engine, create_engine, func, make_url, select, text
from sqlalchemy.orm import Session

from factories.visitors import Page, Visitor
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.cli.demo.command import demo
from landlord_watch.cli.demo.pictures import HEIGHT, WIDTH, Motif, draw_photo
from landlord_watch.cli.demo.setting import Setting
from landlord_watch.cli.demo.users import PASSWORD, USERS, take_on_staff
from landlord_watch.cli.installation import (
    load_environment,
    open_engine,
    upgrade_database,
    write_environment,
)
from landlord_watch.dwellings.models import Dwelling, OfferedRent
from landlord_watch.households.models import (
    AidPeriod,
    Arrival,
    Household,
    HouseholdMember,
    OwnWish,
    Person,
)
from landlord_watch.identity.models import EnrolmentCode, StaffMember, StaffRole
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services import add_staff
from landlord_watch.infra import clock
from landlord_watch.kernel.identifiers import (
    PersonNumberKind,
    read_organisation_number,
    read_person_number,
)
from landlord_watch.kernel.municipalities import municipality
from landlord_watch.landlords.models import Party, PartyIdentifier, PartyIdentifierKind, PartyRole
from landlord_watch.rents.models import NormSet, Rent, RentCheckRecord, Verdict
from landlord_watch.rents.queries import as_rule_set, get_norm_set
from landlord_watch.rents.rules.household import Household as Counted
from landlord_watch.rents.rules.norms import row_for
from landlord_watch.settings import Settings, read_settings
from landlord_watch.sync.models import Parcel, ParcelState
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import (
    Concern,
    Deficiency,
    DeficiencyState,
    Visit,
    VisitPhoto,
    VisitRevision,
    VisitState,
)
from landlord_watch.visits.shapes import ChildOutcome, Ending, HomeOutcome
from landlord_watch.web.app import create_app
from landlord_watch.web.db import extension

TODAY = date(2026, 3, 12)
UUID_IN_PATH = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def run(env_file: Path, *more: str) -> Result:
    arguments = ["--env-file", str(env_file), "--today", TODAY.isoformat(), *more]
    return CliRunner().invoke(demo, arguments)


def settings_of(env_file: Path) -> Settings:
    environment: dict[str, str] = {}
    load_environment(env_file, environment)
    return read_settings(environment)


@pytest.fixture(scope="module")
def env_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo on SQLite, built through the command."""
    path = tmp_path_factory.mktemp("demo") / "landlord_watch.env"
    result = run(path)
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="module")
def engine(env_file: Path) -> Iterator[Engine]:
    engine = open_engine(settings_of(env_file).database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session


def count(session: Session, *what: object) -> int:
    return session.scalar(select(func.count()).select_from(*what)) or 0


def content(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """What a demo tells, without ids and without when it was recorded."""
    lives = (Dwelling.street_address, Dwelling.dwelling_number)
    questions = {
        "landlords": select(Party.name, Party.phone, Party.email, Party.postal_address),
        "numbers": select(PartyIdentifier.kind, PartyIdentifier.value),
        "homes": select(*lives, Dwelling.rooms, Dwelling.area_m2, Dwelling.kind),
        "roles": select(Party.name, *lives, PartyRole.kind, PartyRole.starts_on, PartyRole.ends_on)
        .join(PartyRole, PartyRole.party_id == Party.id)
        .join(Dwelling, Dwelling.id == PartyRole.dwelling_id),
        "offers": select(*lives, OfferedRent.monthly_rent, OfferedRent.source).join(
            OfferedRent, OfferedRent.dwelling_id == Dwelling.id
        ),
        "people": select(Person.given_name, Person.family_name, Person.number, Person.born_on),
        "households": select(Household.case_number, Household.language),
        "arrivals": select(Arrival.from_municipality_code, Arrival.arrived_on, Arrival.account),
        "rents": select(*lives, Rent.starts_on, Rent.monthly_rent, Rent.basis)
        .join(Tenancy, Tenancy.dwelling_id == Dwelling.id)
        .join(Rent, Rent.tenancy_id == Tenancy.id),
        "checks": select(*lives, RentCheckRecord.checked_on, RentCheckRecord.verdict)
        .join(Tenancy, Tenancy.dwelling_id == Dwelling.id)
        .join(RentCheckRecord, RentCheckRecord.tenancy_id == Tenancy.id),
        "visits": select(*lives, Visit.planned_at, Visit.state, Visit.note).join(
            Visit, Visit.dwelling_id == Dwelling.id
        ),
        "revisions": select(VisitRevision.id, VisitRevision.ending, VisitRevision.home_as_found),
        "deficiencies": select(Deficiency.item_id, Deficiency.level, Deficiency.state),
    }
    return {
        name: sorted((tuple(row) for row in session.execute(question)), key=str)
        for name, question in questions.items()
    }


def test_there_is_as_much_as_was_promised(session: Session):
    aided = select(func.count(AidPeriod.household_id.distinct())).where(
        AidPeriod.starts_on <= TODAY,
        AidPeriod.ends_on.is_(None) | (AidPeriod.ends_on > TODAY),
    )
    origins = select(func.count(Arrival.from_municipality_code.distinct()))

    assert count(session, Party) == 40
    assert count(session, Dwelling) == 600
    assert count(session, Tenancy) == 250
    assert session.scalar(aided) == 120
    assert count(session, Arrival) == 30
    assert session.scalar(origins) == 9
    assert count(session, Visit) == 25
    assert 175 <= count(session, RentCheckRecord) <= 185


def test_each_role_has_one_user(session: Session):
    roles = session.scalars(select(StaffRole.role)).all()

    assert sorted(roles) == sorted(Role)
    assert count(session, StaffMember) == len(USERS) == len(Role)


def test_landlords_are_of_very_different_sizes(session: Session):
    lets = select(PartyRole.party_id, func.count()).where(
        PartyRole.kind == "contracting_landlord", PartyRole.ends_on.is_(None)
    )
    sizes = sorted(size for _, size in session.execute(lets.group_by(PartyRole.party_id)))

    assert sum(sizes) == 600
    assert sizes[-3:] == [66, 84, 210]
    assert sum(size <= 3 for size in sizes) >= 12


def test_every_persons_number_is_a_test_number_with_a_right_check_digit(session: Session):
    people = session.scalars(select(Person)).all()
    official = [each for each in people if each.number_kind is not PersonNumberKind.TEMPORARY]
    kinds = Counter(each.number_kind for each in people)

    assert {each.number[8:11] for each in official} == {"238", "239"}
    assert all(read_person_number(each.number, on=TODAY).value == each.number for each in official)
    assert kinds[PersonNumberKind.SAMORDNINGSNUMMER] == 1
    assert kinds[PersonNumberKind.TEMPORARY] == 2


def test_every_landlords_number_has_a_right_check_digit(session: Session):
    numbers = session.scalars(select(PartyIdentifier)).all()
    companies = [
        each.value for each in numbers if each.kind is PartyIdentifierKind.ORGANISATION_NUMBER
    ]
    people = [each.value for each in numbers if each.kind is PartyIdentifierKind.PERSONNUMMER]

    assert [read_organisation_number(value) for value in companies] == companies
    assert [read_person_number(value, on=TODAY).value for value in people] == people
    assert len(people) == 12


@pytest.mark.parametrize("on", [TODAY, TODAY.replace(year=TODAY.year - 2)])
def test_the_own_norm_of_a_day_has_one_row_for_every_usual_household(session: Session, on: date):
    own = session.scalars(select(NormSet).where(NormSet.is_own)).all()
    norms = [as_rule_set(get_norm_set(session, norm_set.id)) for norm_set in own]
    in_force = [norm for norm in norms if norm.is_in_force(on)]
    rows = [
        row_for(norm, Counted(adults, children))
        for norm in in_force
        for adults in (1, 2)
        for children in range(11)
    ]

    assert len(in_force) == 1
    assert len(rows) == 22
    assert all(len(norm.includes) == 9 for norm in norms)


def test_rents_are_found_within_over_and_undecided(session: Session):
    verdicts = Counter(session.scalars(select(RentCheckRecord.verdict)))

    assert set(verdicts) == set(Verdict)
    assert verdicts[Verdict.WITHIN] > verdicts[Verdict.OVER] > 20
    assert verdicts[Verdict.UNDECIDED] >= 5


def test_arrivals_are_of_all_kinds_and_some_are_legitimate(session: Session):
    wishes = Counter(session.scalars(select(Arrival.own_wish)))

    assert set(wishes) == set(OwnWish)
    assert wishes[OwnWish.YES] >= 6


def test_households_are_of_all_shapes(session: Session):
    shares = Counter(session.scalars(select(HouseholdMember.share_permille)))
    languages = set(session.scalars(select(Household.language)))
    members = select(func.count()).group_by(HouseholdMember.household_id)
    sizes = Counter(session.scalars(members.select_from(HouseholdMember)))

    assert shares[500] >= 4
    assert {"sv", "ar", "so", "ti", "fa", "uk", "pl"} <= languages
    assert {1, 2, 3, 4, 5, 6} <= set(sizes)


def test_visits_have_come_to_every_outcome(session: Session):
    heads = session.scalars(select(VisitRevision).where(VisitRevision.is_head)).all()
    per_visit = Counter(head.visit_id for head in heads)

    assert {head.home_as_found for head in heads} == {*HomeOutcome, None}
    assert {head.child_as_found for head in heads} == {*ChildOutcome, None}
    assert {head.ending for head in heads} == set(Ending)
    assert any(head.is_preliminary for head in heads)
    assert any(head.home_as_found != head.home_as_left for head in heads)
    assert not any(head.has_outcome_difference for head in heads)
    assert sorted(per_visit.values())[-2:] == [1, 2]


def test_what_tablets_sent_was_all_understood(session: Session):
    states = Counter(session.scalars(select(Parcel.state)))
    photos = session.scalars(select(VisitPhoto)).all()
    missing = [photo for photo in photos if photo.stored_file_id is None]

    assert set(states) == {ParcelState.INTERPRETED}
    assert len(photos) >= 10
    assert len(missing) == 1
    assert not any(photo.is_unreadable for photo in photos)


def test_visits_lie_behind_and_ahead(session: Session):
    visits = session.scalars(select(Visit)).all()
    states = Counter(visit.state for visit in visits)
    planned = [
        visit.planned_at.astimezone(clock.LOCAL).date()
        for visit in visits
        if visit.state is VisitState.PLANNED
    ]

    assert states[VisitState.PLANNED] == 7
    assert states[VisitState.RECEIVED] + states[VisitState.REVIEWED] == 16
    assert planned.count(TODAY) == 3
    assert planned.count(TODAY + timedelta(days=1)) == 2
    assert min(planned) == TODAY


def test_one_concern_waits_for_a_human(session: Session):
    concerns = session.scalars(select(Concern)).all()

    assert sorted(concern.acknowledged_at is None for concern in concerns) == [False, True]


def test_deficiencies_have_been_followed(session: Session):
    states = set(session.scalars(select(Deficiency.state)))

    assert {
        DeficiencyState.OPEN,
        DeficiencyState.REPORTED,
        DeficiencyState.PROMISED,
        DeficiencyState.CLAIMED_FIXED,
        DeficiencyState.CONFIRMED_FIXED,
    } <= states


def test_what_was_done_is_in_the_access_log(session: Session):
    actions = set(session.scalars(select(AccessLogEntry.action)))

    assert {"dwelling.recorded", "household.opened", "rent.checked", "visit.recorded"} <= actions


def links_of(page: Page) -> set[str]:
    """Where a page leads within the office, and the pictures it shows."""
    links = {str(tag["href"]) for tag in page.soup.find_all("a", href=True)}
    pictures = {str(tag["src"]) for tag in page.soup.find_all("img", src=True)}
    return {link.partition("#")[0] for link in links | pictures if link.startswith("/office/")}


def walk(somebody: Visitor, *doors: str) -> dict[str, int]:
    """Every kind of page somebody can click to from these, three of each, and its status."""
    waiting, seen = [*doors], dict[str, int]()
    kinds: Counter[str] = Counter()
    while waiting:
        path = waiting.pop()
        kind = UUID_IN_PATH.sub("…", path).partition("?")[0]
        if path in seen or kinds[kind] == 3:
            continue
        kinds[kind] += 1
        page = somebody.get(path)
        seen[path] = page.status
        waiting += sorted(links_of(page))
    return seen


@pytest.fixture(scope="module")
def app(env_file: Path) -> Iterator[Flask]:
    app = create_app(settings_of(env_file))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    with app.app_context():
        extension.engine.dispose()


def signed_in(app: Flask, username: str) -> Visitor:
    somebody = Visitor(app.test_client())
    door = somebody.get("/sign-in?next=/office/")  # the field officer's own leads to the tablet
    assert somebody.submit(door, username=username, password=PASSWORD).path != door.path
    return somebody


@pytest.mark.parametrize("user", USERS, ids=lambda user: user.username)
def test_every_page_a_role_can_click_to_opens(app: Flask, user):
    pages = walk(signed_in(app, user.username), "/office/")

    assert {path: status for path, status in pages.items() if status != 200} == {}
    assert len(pages) >= 2


def test_every_page_of_a_household_opens(app: Flask, session: Session):
    came = session.scalars(select(Arrival.household_id).order_by(Arrival.id).limit(1)).one()
    visited = session.scalars(select(Visit.household_id).order_by(Visit.id).limit(1)).one()
    session.close()  # on SQLite a session that has begun lets nobody else write
    doors = [f"/office/households/{household_id}" for household_id in (came, visited)]
    pages = walk(signed_in(app, "handlaggare"), *doors)

    assert {path: status for path, status in pages.items() if status != 200} == {}
    assert any("/tenancies/" in path for path in pages)


def test_the_sign_in_page_says_how_to_sign_in(app: Flask):
    page = Visitor(app.test_client()).get("/sign-in")

    assert PASSWORD in page.words
    assert all(user.username in page.words for user in USERS)


def test_once_more_builds_nothing_and_gives_a_new_code(env_file: Path, engine: Engine):
    with Session(engine) as session:
        before = content(session)
        codes = count(session, EnrolmentCode)
    result = run(env_file)
    with Session(engine) as session:
        after = content(session)
        codes_after = count(session, EnrolmentCode)

    assert result.exit_code == 0
    assert "left as it is" in result.output
    assert after == before
    assert codes_after == codes + 1


@pytest.fixture
def empty_postgresql(postgresql_server: str) -> Iterator[str]:
    server = make_url(postgresql_server)
    name = f"demo{uuid4().hex}"
    administrator = create_engine(server, isolation_level="AUTOCOMMIT")
    with administrator.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield server.set(database=name).render_as_string(hide_password=False)
    with administrator.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    administrator.dispose()


def test_the_same_seed_tells_the_same_on_postgresql_over_a_build_that_was_stopped(
    empty_postgresql: str, tmp_path: Path, session: Session
):
    upgrade_database(empty_postgresql)
    other = open_engine(empty_postgresql)
    with Session(other) as stopped, stopped.begin():
        take_on_staff(stopped, at=clock.utc_now())
    path = tmp_path / "landlord_watch.env"
    write_environment(path, municipality_code="1460", is_demo=True)
    with path.open("a") as file:
        file.write(f"DATABASE_URL={empty_postgresql}\n")
    result = run(path)
    with Session(other) as built:
        told = content(built)
    other.dispose()

    assert result.exit_code == 0, result.output
    assert told == content(session)


def test_an_installation_that_is_no_demo_is_left_as_it_is(tmp_path: Path):
    path = tmp_path / "landlord_watch.env"
    write_environment(path, municipality_code="1460", is_demo=False)
    result = run(path, "--fresh")

    assert result.exit_code == 1
    assert "no demo" in result.output
    assert not (tmp_path / "landlord_watch.sqlite3").exists()


def test_a_database_with_something_else_is_left_as_it_is(tmp_path: Path):
    path = tmp_path / "landlord_watch.env"
    write_environment(path, municipality_code="1460", is_demo=True)
    url = settings_of(path).database_url
    upgrade_database(url)
    own = open_engine(url)
    with Session(own) as session, session.begin():
        add_staff(
            session,
            username="admin",
            full_name="Agda Påhittad",
            password="ett eget lösenord",
            roles=[Role.ADMINISTRATOR],
            actor_id=None,
            at=clock.utc_now(),
        )
    result = run(path, "--fresh")
    with Session(own) as session:
        staff = session.scalars(select(StaffMember.full_name)).all()
    own.dispose()

    assert result.exit_code == 1
    assert "something other than a demo" in result.output
    assert staff == ["Agda Påhittad"]


@pytest.mark.parametrize("motif", Motif)
def test_a_drawing_is_a_jpeg_and_the_same_each_time(motif: Motif):
    setting = Setting(1, TODAY, municipality("1460"))
    drawn = draw_photo(motif, setting.chance(motif))

    assert draw_photo(motif, setting.chance(motif)) == drawn
    assert draw_photo(motif, setting.chance("another")) != drawn
    with Image.open(BytesIO(drawn), formats=["JPEG"]) as picture:
        assert picture.size == (WIDTH, HEIGHT)
