"""Building the invented municipality, stage by stage, each committed whole."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from landlord_watch.cli.demo.answering import let_landlords_answer
from landlord_watch.cli.demo.cases import run_cases
from landlord_watch.cli.demo.casework import record_household
from landlord_watch.cli.demo.casting import Casting
from landlord_watch.cli.demo.contracts import TenancyPlan, draw_tenancies
from landlord_watch.cli.demo.dialogue import follow_up_talks, record_talks, write_letters
from landlord_watch.cli.demo.duty import put_staff_on_duty
from landlord_watch.cli.demo.economy import draw_checks, record_aid, record_check, record_contract
from landlord_watch.cli.demo.editions import tell_the_board
from landlord_watch.cli.demo.following_up import follow_up
from landlord_watch.cli.demo.ground import lay_out
from landlord_watch.cli.demo.handing_out import hand_out, make_units, protect_and_open
from landlord_watch.cli.demo.homes import Home, draw_homes
from landlord_watch.cli.demo.households import HouseholdPlan, draw_households
from landlord_watch.cli.demo.landlords import record_landlords
from landlord_watch.cli.demo.links import link_landlords
from landlord_watch.cli.demo.lists import bring_lists
from landlord_watch.cli.demo.log_reading import read_and_review
from landlord_watch.cli.demo.many_households import Written, draw_many, norms_of, record_many
from landlord_watch.cli.demo.norms import keep_norms
from landlord_watch.cli.demo.numbers import NumberBook
from landlord_watch.cli.demo.old_files import ask_about_old_files, record_old_files
from landlord_watch.cli.demo.payments import pay_out
from landlord_watch.cli.demo.progress import Over
from landlord_watch.cli.demo.register import record_home
from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.cli.demo.users import Staff, take_on_staff
from landlord_watch.cli.demo.visits import (
    Office,
    deliver_visits,
    plan_coming_visits,
    plan_made_visits,
)
from landlord_watch.identity.rules import Role
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.storage import BlobStore
from landlord_watch.sync.services.announcing import announce_reference
from landlord_watch.sync.shapes import Directory

#: The staff began so many days before the demo's today.
BEGAN_DAYS_AGO = 2_200


@dataclass(frozen=True, slots=True)
class Site:
    """Where a demo is built."""

    engine: Engine
    store: BlobStore
    keys: KeyFolder
    setting: Setting
    #: Whom a tablet says to call.
    directory: Directory

    @property
    def transaction(self) -> Callable[[], AbstractContextManager[Session]]:
        return own_transactions(self.engine)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The ids of what has been recorded, by name or place."""

    staff: Staff
    landlords: Mapping[str, UUID]
    homes: Mapping[int, UUID]
    households: Mapping[int, UUID]


def build(site: Site, over: Over) -> None:
    """Fill an empty database."""
    setting, book = site.setting, NumberBook()
    homes = draw_homes(setting)
    staff = _take_on(site)
    caseworker = staff[Role.CASEWORKER]
    with site.transaction() as session:
        landlord_ids = record_landlords(session, setting=setting, book=book, actor_id=caseworker)
        for part in (record_talks, follow_up_talks, write_letters):
            part(session, setting=setting, landlord_ids=landlord_ids, actor_id=caseworker)
    home_ids = _record_homes(site, over, homes, landlord_ids, caseworker)
    households = draw_households(setting, book)
    household_ids = _record_households(site, over, households, caseworker)
    tenancies = draw_tenancies(setting, households, homes)
    recorded = Recorded(staff, landlord_ids, home_ids, household_ids)
    tenancy_ids = _record_tenancies(site, over, tenancies, recorded)
    _record_checks(site, over, tenancies, tenancy_ids, caseworker)
    with site.transaction() as session:
        written = Written(setting, home_ids, landlord_ids, caseworker, norms_of(session))
        record_many(session, draw_many(setting, homes, tenancies, book), written)
    _make_visits(site, over, tenancies, recorded)
    _work_on(site, book, recorded)
    with site.transaction() as session:
        tell_the_board(session, landlord_ids=landlord_ids, staff=staff, setting=setting)
        let_landlords_answer(session, staff=staff, setting=setting, keys=site.keys.folder)


def _work_on(site: Site, book: NumberBook, recorded: Recorded) -> None:
    """What the office does with what it has."""
    staff, setting = recorded.staff, site.setting
    with site.transaction() as session:
        record_old_files(session, book=book, staff=staff, setting=setting)
        hand_out(session, staff=staff)
        ask_about_old_files(session, staff=staff, setting=setting)
        protect_and_open(session, staff=staff, setting=setting)
        read_and_review(session, staff=staff, setting=setting)
        bring_lists(session, staff=staff, setting=setting)
        link_landlords(
            session, staff=staff, setting=setting, book=book, landlord_ids=recorded.landlords
        )
        pay_out(session, staff=staff, setting=setting)
        run_cases(session, staff=staff, setting=setting)


def _take_on(site: Site) -> Staff:
    setting = site.setting
    with site.transaction() as session:
        staff = take_on_staff(session, at=at(setting.days_ago(BEGAN_DAYS_AGO)))
        keep_norms(session, setting=setting, actor_id=staff[Role.CASE_MANAGER])
        make_units(session, staff=staff, setting=setting)
        put_staff_on_duty(session, staff=staff, setting=setting)
    return staff


def _record_homes(
    site: Site, over: Over, homes: Sequence[Home], landlord_ids: Mapping[str, UUID], actor_id: UUID
) -> dict[int, UUID]:
    with site.transaction() as session:
        ids = {
            home.place: record_home(
                session,
                home=home,
                setting=site.setting,
                landlord_ids=landlord_ids,
                actor_id=actor_id,
            )
            for home in over("Bostäder", homes)
        }
        lay_out(session, homes=homes, home_ids=ids, setting=site.setting, actor_id=actor_id)
    return ids


def _record_households(
    site: Site, over: Over, households: Sequence[HouseholdPlan], actor_id: UUID
) -> dict[int, UUID]:
    with site.transaction() as session:
        return {
            plan.place: record_household(
                session, plan=plan, setting=site.setting, actor_id=actor_id
            )
            for plan in over("Hushåll", households)
        }


def _record_tenancies(
    site: Site, over: Over, tenancies: Sequence[TenancyPlan], recorded: Recorded
) -> dict[int, UUID]:
    actor_id = recorded.staff[Role.CASEWORKER]
    ids: dict[int, UUID] = {}
    with site.transaction() as session:
        for tenancy in over("Avtal och hyror", tenancies):
            household_id = recorded.households[tenancy.household.place]
            ids[tenancy.home.place] = record_contract(
                session,
                tenancy=tenancy,
                setting=site.setting,
                household_id=household_id,
                dwelling_id=recorded.homes[tenancy.home.place],
                landlord_id=recorded.landlords[tenancy.home.landlord.name],
                actor_id=actor_id,
            )
            if tenancy.ends_on is None or tenancy.starts_on == tenancy.household.moved_in_on:
                record_aid(
                    session,
                    tenancy=tenancy,
                    setting=site.setting,
                    household_id=household_id,
                    actor_id=actor_id,
                )
    return ids


def _record_checks(
    site: Site,
    over: Over,
    tenancies: Sequence[TenancyPlan],
    tenancy_ids: Mapping[int, UUID],
    actor_id: UUID,
) -> None:
    with site.transaction() as session:
        for check in over("Hyreskontroller", draw_checks(tenancies, site.setting)):
            record_check(session, check=check, tenancy_ids=tenancy_ids, actor_id=actor_id)


def _make_visits(
    site: Site, over: Over, tenancies: Sequence[TenancyPlan], recorded: Recorded
) -> None:
    office = Office(
        transaction=site.transaction,
        store=site.store,
        keys=site.keys,
        setting=site.setting,
        staff=recorded.staff,
        households=recorded.households,
        homes=recorded.homes,
    )
    casting = Casting(site.setting, tenancies)
    occasions = plan_made_visits(office, casting)
    deliver_visits(office, occasions, over)
    follow_up(office, occasions)
    with site.transaction() as session:
        announce_reference(session, directory=site.directory)
    plan_coming_visits(office, casting)
