from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, Table, func, select
from sqlalchemy.orm import Session

from factories import reach
from factories.devices import device
from factories.landlords import landlord
from factories.people import NOW, staff_member
from factories.rents import norm_set
from factories.retention import BENGTSFORS, LONG_AFTER, Clock, end_all, leftovers, purging
from factories.visits import field_officer
from factories.whole_case import Ids, stored_picture, whole_case
from landlord_watch.cases.models import CaseAccount, ContactConsent
from landlord_watch.cases.rules.findings import ClearOwnWish
from landlord_watch.documents.models import Letter
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.files.models import StoredFile
from landlord_watch.households.models import Household, HouseholdMember
from landlord_watch.households.queries import search_households
from landlord_watch.identity.models import Device
from landlord_watch.identity.rules import Role
from landlord_watch.infra.storage import FolderStore
from landlord_watch.kernel.ids import new_id
from landlord_watch.kernel.money import Money
from landlord_watch.landlords.models import LandlordLetter
from landlord_watch.log_review.models import LogReview, ReviewedLookUp
from landlord_watch.models import metadata
from landlord_watch.payments.models import Payment
from landlord_watch.payments.rules import Link
from landlord_watch.retention import services
from landlord_watch.retention.models import CopyState, FileCopy, LegalHold, Purge
from landlord_watch.retention.services.purging import Step
from landlord_watch.sync.models import ChangeEntry, ErasedVisit, LateParcel, ReceivedBlob
from landlord_watch.sync.services.blobs import Piece
from landlord_watch.visits.models import (
    Deficiency,
    DeficiencyEvent,
    DeficiencyState,
    VisitConsent,
    VisitPhoto,
)
from landlord_watch.visits.shapes import ConsentDecision
from landlord_watch.web.retention_words import ERASED

#: What is of the home and stays, with where it was found forgotten.
OF_THE_HOME = {"deficiency", "deficiency_event"}
DAY = timedelta(days=1)


class Office:
    """An office with two whole cases: one that has come to an end, and one that has not."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session = session
        self.store = FolderStore(folder / "blobs")
        self.proposer = staff_member(session, Role.CASE_MANAGER)
        self.approver = staff_member(session, Role.DATA_PROTECTION_OFFICER)
        self.officer = field_officer(session)
        self.tablet = device(session, self.officer)
        self.norm = norm_set(session)
        self.ended = self.case(seq=1, picture=b"one picture")
        self.standing = self.case(seq=2, picture=b"another picture")
        end_all(session, self.household(self.ended))

    def case(self, *, seq: int, picture: bytes) -> Ids:
        return whole_case(
            self.session,
            norm=self.norm,
            officer=self.officer,
            tablet=self.tablet,
            picture=stored_picture(self.session, sha256=self.store.write(picture)),
            seq=seq,
        )

    def household(self, ids: Ids) -> Household:
        return self.session.get_one(Household, ids["household_id"])

    def ids_of(self, case: Ids) -> set[UUID]:
        people = select(HouseholdMember.person_id).where(
            HouseholdMember.household_id == case["household_id"]
        )
        return {*case.values(), *self.session.scalars(people)} - {case["deficiency_id"]}

    def propose(self) -> UUID:
        """Propose what is due; the proposal's id."""
        purge = services.propose_purge(
            self.session, place=BENGTSFORS, actor_id=self.proposer.id, at=LONG_AFTER
        )
        self.session.flush()  # it is counted in the database
        return purge.id

    def approve(self, purge_id: UUID) -> UUID:
        """Agree to it, as another."""
        services.approve_purge(
            self.session, purge_id=purge_id, actor_id=self.approver.id, at=LONG_AFTER
        )
        self.session.commit()
        return purge_id


@pytest.fixture
def office(session: Session, tmp_path: Path) -> Office:
    return Office(session, tmp_path)


@pytest.fixture
def carry_out(engine: Engine, office: Office, tmp_path: Path) -> Callable[[], list[Step]]:
    """Agrees to what is due, and takes it away."""

    def taken() -> list[Step]:
        return list(purging(engine, tmp_path).carry_out(office.approve(office.propose())))

    return taken


def test_nothing_of_a_file_is_left_anywhere(office, carry_out, session):
    ids = office.ids_of(office.ended)
    assert leftovers(session, ids)

    assert carry_out() == [Step.ERASED]
    assert leftovers(session, ids) == {}


def test_another_file_is_not_touched(office, carry_out, session):
    ids = office.ids_of(office.standing)
    before = leftovers(session, ids)
    carry_out()

    assert leftovers(session, ids) == before


def test_its_pictures_are_gone_from_the_store_and_no_others(office, carry_out, session):
    (gone, kept) = session.scalars(select(StoredFile.sha256).order_by(StoredFile.id)).all()
    carry_out()

    assert not office.store.exists(gone)
    assert office.store.exists(kept)


def test_a_picture_that_another_visit_shows_too_is_kept(office, carry_out, session):
    again = office.case(seq=3, picture=b"one picture and more")
    photo_of(session, again).stored_file_id = photo_of(session, office.ended).stored_file_id
    shared = session.scalars(select(StoredFile.sha256).order_by(StoredFile.id)).first()
    carry_out()

    assert office.store.exists(shared)


def photo_of(session: Session, case: Ids) -> VisitPhoto:
    return session.scalars(select(VisitPhoto).where(VisitPhoto.photo_id == case["photo_id"])).one()


def test_what_came_of_a_photo_and_what_was_under_way_is_gone(office, carry_out, session):
    visit_id = office.ended["visit_id"]
    whole = office.store.write(b"sealed photo")
    session.add(
        ReceivedBlob(
            visit_id=visit_id,
            sha256=whole,
            size=1,
            device_id=office.tablet.id,
            received_at=NOW,
        )
    )
    half, others = "ab" * 32, new_id()
    Piece(visit_id, half, 0, 10, b"begun").keep_in(office.store)
    Piece(others, half, 0, 10, b"begun").keep_in(office.store)
    carry_out()

    assert not office.store.exists(whole)
    assert office.store.find_partial(visit_id, half) is None
    assert office.store.find_partial(others, half) is not None


def test_tablets_are_told_to_drop_the_visit(office, carry_out, session):
    visit_id = office.ended["visit_id"]
    carry_out()
    entries = session.scalars(select(ChangeEntry).where(ChangeEntry.subject == str(visit_id))).all()

    assert [(each.kind.value, each.reader_id) for each in entries] == [("visit", office.officer.id)]
    assert session.get(ErasedVisit, visit_id) is not None


def test_what_a_tablet_says_it_still_holds_of_it_is_forgotten(office, carry_out, session):
    mine, other = str(office.ended["visit_id"]), str(office.standing["visit_id"])
    office.tablet.said_waiting = {"1": mine, "2": other}
    carry_out()
    session.expire_all()

    assert session.get_one(Device, office.tablet.id).said_waiting == {"2": other}


def test_what_came_too_late_is_gone_with_the_file_or_after_thirty_days(
    office, carry_out, session, engine, tmp_path
):
    carry_out()
    late = LateParcel(
        visit_id=office.ended["visit_id"],
        revision_id=UUID(int=1),
        sha256="0" * 64,
        raw=b"sealed",
        brought_by_id=None,
        received_at=LONG_AFTER,
    )
    session.add(late)
    session.commit()
    now = Clock(LONG_AFTER + 30 * DAY)
    at_once = purging(engine, tmp_path, now=now).clear_late()
    now.at += timedelta(seconds=1)

    assert (at_once, purging(engine, tmp_path, now=now).clear_late()) == (0, 1)


def test_the_home_keeps_what_was_found_in_it_without_saying_where_it_was_found(
    office, carry_out, session
):
    found = session.get_one(Deficiency, office.ended["deficiency_id"])
    home, level = found.dwelling_id, found.level
    session.add(
        DeficiencyEvent(
            deficiency_id=found.id,
            state=DeficiencyState.REPORTED,
            happened_on=NOW.date(),
            note="Amina ringde värden.",
            recorded_by_id=office.officer.id,
            recorded_at=NOW,
        )
    )
    carry_out()
    session.expire_all()
    kept = session.get_one(Deficiency, found.id)
    noted = session.scalars(select(DeficiencyEvent)).one()

    assert (kept.dwelling_id, kept.level, kept.visit_id) == (home, level, None)
    assert noted.note == ""
    assert session.get(Dwelling, home) is not None


def test_a_letter_that_is_a_landlords_too_stays(office, carry_out, session):
    letter_id = office.ended["case_letter_id"]
    session.add(LandlordLetter(party_id=landlord(session).id, letter_id=letter_id))
    session.flush()  # what is kept is asked of the database
    carry_out()

    assert session.get(Letter, letter_id) is not None


def test_a_search_finds_nobody(office, carry_out, session):
    number = office.household(office.ended).case_number
    carry_out()
    found = search_households(session, typed=number, on=LONG_AFTER.date(), within=reach.everything)

    assert found == []


def test_the_record_of_it_counts_and_names_nobody(carry_out, session):
    carry_out()
    session.expire_all()
    record = session.scalars(select(Purge)).one()

    assert (record.proposed_files, record.erased_files, record.left_files) == (1, 1, 0)
    assert record.done_at == LONG_AFTER
    assert {name: record.counts[name] for name in ("household", "person", "visit", "blob")} == {
        "household": 1,
        "person": 3,
        "visit": 2,
        "blob": 2,
    }


def reaching_a_person() -> set[str]:
    """Every table from which a chain of foreign keys leads to a household, a person or a visit."""
    found = {"household", "person", "visit"}

    def leads_there(table: Table) -> bool:
        return any(key.column.table.name in found for key in table.foreign_keys)

    while new := {each.name for each in metadata.sorted_tables if leads_there(each)} - found:
        found |= new
    return found


def test_every_table_that_hangs_on_a_person_is_emptied(office, session, engine, tmp_path):
    fill_the_rest(office, session)
    purge_id = office.propose()
    tables = {name: metadata.tables[name] for name in reaching_a_person()}
    counted = {name: rows_in(session, table) for name, table in tables.items()}
    assert [name for name, rows in counted.items() if not rows] == []
    list(purging(engine, tmp_path).carry_out(office.approve(purge_id)))
    left = {name: rows_in(session, table) for name, table in tables.items()}

    assert {name for name, rows in left.items() if rows} <= OF_THE_HOME


def rows_in(session: Session, table: Table) -> int:
    return session.connection().execute(select(func.count()).select_from(table)).scalar_one()


def fill_the_rest(office: Office, session: Session) -> None:
    """What a whole case lacks; a table more that hangs on a person belongs here."""
    household = office.household(office.ended)
    end_all(session, office.household(office.standing))
    reach.assigned(session, household, office.proposer.id)
    reach.opening(session, household, office.proposer.id, opened_at=NOW)
    protection = reach.protected(session, household, named=[office.proposer.id])
    revision_id = photo_of(session, office.ended).revision_id
    review = LogReview(
        month_on=NOW.date().replace(day=1),
        look_ups=1,
        due_on=NOW.date(),
        begun_at=NOW,
        begun_by_id=office.approver.id,
    )
    session.add(review)
    session.flush()  # what was looked into needs its id
    session.add_all(
        [
            LegalHold(
                household_id=household.id,
                reason="Tvist om hyran",
                placed_by_id=office.proposer.id,
                placed_at=NOW,
                lifted_at=NOW,
                lifted_by_id=office.proposer.id,
            ),
            FileCopy(
                household_id=household.id,
                person_id=protection.person_id,
                asked_on=NOW.date(),
                state=CopyState.PREPARED,
                prepared_by_id=office.proposer.id,
                prepared_at=NOW,
            ),
            Payment(
                source="Lifecare",
                reference="U-1",
                household_id=household.id,
                person_id=protection.person_id,
                tenancy_id=office.ended["tenancy_id"],
                link=Link.LIKELY,
                amount=Money.kronor(6450),
                paid_on=NOW.date(),
                concerns_on=NOW.date().replace(day=1),
                is_month_said=True,
                recorded_at=NOW,
            ),
            ReviewedLookUp(
                review_id=review.id,
                staff_id=office.proposer.id,
                household_id=household.id,
                looked_on=NOW.date(),
                reads=1,
                reasons=[],
            ),
            VisitConsent(
                revision_id=revision_id,
                adult="Vuxen 1",
                decision=ConsentDecision.GRANTED,
                purposes=["visit"],
                given_at=NOW,
            ),
            CaseAccount(
                case_id=office.ended["case_id"],
                person_id=protection.person_id,
                told_on=NOW.date(),
                words="Så här var det.",
                own_wish=ClearOwnWish.NO,
                contact_consent=ContactConsent.YES,
                corrects_id=office.ended["account_id"],
                taken_by_id=office.proposer.id,
                recorded_at=NOW,
            ),
            DeficiencyEvent(
                deficiency_id=office.ended["deficiency_id"],
                state=DeficiencyState.REPORTED,
                happened_on=NOW.date(),
                recorded_by_id=office.officer.id,
                recorded_at=NOW,
            ),
        ]
    )
    session.flush()  # it is counted in the database


def test_everything_that_is_erased_has_a_name_for_the_record(office, carry_out, session):
    fill_the_rest(office, session)
    carry_out()
    session.expire_all()
    counts = session.scalars(select(Purge)).one().counts

    assert set(counts) - set(ERASED) == {"purge_item"}
