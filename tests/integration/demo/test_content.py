"""What the invented municipality holds."""

from collections import Counter
from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.demo import TODAY, count
from landlord_watch.audit.models import AccessLogEntry
from landlord_watch.cases.models import Case
from landlord_watch.cases.queries import list_due
from landlord_watch.cases.rules.deadlines import Standing, Whose
from landlord_watch.cli.demo.cases import AFFAIRS
from landlord_watch.cli.demo.pictures import HEIGHT, WIDTH, Motif, draw_photo
from landlord_watch.cli.demo.setting import Setting
from landlord_watch.cli.demo.users import USERS
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.households.models import (
    AidPeriod,
    Arrival,
    Household,
    HouseholdMember,
    OwnWish,
    Person,
)
from landlord_watch.identity.models import StaffMember, StaffRole
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock
from landlord_watch.infra.database import everywhere
from landlord_watch.kernel.identifiers import (
    PersonNumberKind,
    read_organisation_number,
    read_person_number,
)
from landlord_watch.kernel.municipalities import municipality
from landlord_watch.landlords.models import Party, PartyIdentifier, PartyIdentifierKind, PartyRole
from landlord_watch.oversight.queries.landlord_editions import newest_edition
from landlord_watch.oversight.queries.replaying import replay_all
from landlord_watch.oversight.shapes import LandlordKind
from landlord_watch.payments.models import Payment
from landlord_watch.reach.models import Assignment, Opening, Protection
from landlord_watch.rents.models import NormSet, RentCheckRecord, Verdict
from landlord_watch.rents.queries import as_rule_set, get_norm_set
from landlord_watch.rents.rules.household import Household as Counted
from landlord_watch.rents.rules.norms import row_for
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


def test_there_is_as_much_as_was_promised(session: Session):
    aided = select(func.count(AidPeriod.household_id.distinct())).where(
        AidPeriod.starts_on <= TODAY,
        AidPeriod.ends_on.is_(None) | (AidPeriod.ends_on > TODAY),
    )
    origins = select(func.count(Arrival.from_municipality_code.distinct()))

    assert count(session, Party) == 40
    assert count(session, Dwelling) == 600
    assert count(session, Tenancy) == 547
    assert session.scalar(aided) == 352
    assert count(session, Arrival) == 33
    assert session.scalar(origins) == 9
    assert count(session, Visit) == 25
    assert count(session, Payment) == 24
    assert 1_200 <= count(session, RentCheckRecord) <= 1_300


def test_the_board_is_told_of_some_landlords_and_not_of_all(session: Session):
    newest = newest_edition(session)
    assert newest is not None
    organisations = [row for row in newest.told.landlords if row.kind is LandlordKind.ORGANISATION]
    told = [row for row in organisations if "I1" in row.numbers]
    signals = {row.numbers["I1"].signal for row in told}

    assert 3 <= len(told) < len(organisations)
    assert signals & {"watch", "review"}
    assert "within" in signals


def test_the_editions_of_two_years_come_to_the_same_hash_again(session: Session):
    replayed = list(replay_all(session))

    assert len(replayed) == 8
    assert [each.ends_on for each in replayed if each.amiss] == []


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
    protected = count(session, Protection)

    assert {each.number[8:11] for each in official} == {"238", "239"}
    assert all(read_person_number(each.number, on=TODAY).value == each.number for each in official)
    assert kinds[PersonNumberKind.SAMORDNINGSNUMMER] == 1
    assert kinds[PersonNumberKind.TEMPORARY] == 2 + protected  # stands for what is sealed


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


def test_cases_have_been_given_away(session: Session):
    standing = Counter(session.scalars(select(Assignment.staff_id)))
    with_nobody = count(session, Household) - standing.total()

    assert min(standing.values()) == 2
    assert with_nobody == 3 + 3  # those nobody has taken, and the invented of whom nobody knows
    assert count(session, Protection) == 1 + 3
    assert count(session, Opening) == 1


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
    assert not any(photo.problem for photo in photos)


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


def test_cases_against_municipalities_wait_for_what_is_soon_late_and_with_ivo(session: Session):
    due = list_due(session, within=everywhere, limit=50)
    standing = {each.deadline.standing(on=TODAY) for each in due}
    whose = {each.deadline.rule.whose for each in due}

    assert count(session, Case) == len(AFFAIRS)
    assert {Standing.OVERDUE, Standing.SOON} <= standing
    assert Whose.IVO in whose


def test_what_was_done_is_in_the_access_log(session: Session):
    actions = set(session.scalars(select(AccessLogEntry.action)))

    assert {"dwelling.recorded", "household.opened", "rent.checked", "visit.recorded"} <= actions


@pytest.mark.parametrize("motif", Motif)
def test_a_drawing_is_a_jpeg_and_the_same_each_time(motif: Motif):
    setting = Setting(1, TODAY, municipality("1460"))
    drawn = draw_photo(motif, setting.chance(motif))

    assert draw_photo(motif, setting.chance(motif)) == drawn
    assert draw_photo(motif, setting.chance("another")) != drawn
    with Image.open(BytesIO(drawn), formats=["JPEG"]) as picture:
        assert picture.size == (WIDTH, HEIGHT)
