"""What the page of a household shows: the household over time, and what to do next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from landlord_watch.adjustment_periods.models import AdjustmentPeriod
from landlord_watch.adjustment_periods.queries import list_adjustment_periods
from landlord_watch.adjustment_periods.rules import notice_due
from landlord_watch.households import queries as households
from landlord_watch.households.models import (
    AidPeriod,
    Arrival,
    Household,
    HouseholdMember,
    MemberRole,
    Person,
)
from landlord_watch.infra import clock
from landlord_watch.reach.queries import Colleague, list_assigned
from landlord_watch.reach.rules import MASKED_FAMILY, MASKED_GIVEN
from landlord_watch.rents import queries as rents
from landlord_watch.rents.models import Rent, RentCheckRecord, Verdict
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.tenancies.queries import list_tenancies_of_household
from landlord_watch.visits.models import VisitState
from landlord_watch.visits.queries import VisitRow, list_visits_of_household
from landlord_watch.web import household_events as events
from landlord_watch.web.household_events import Event

MOST_EVENTS = 8


@dataclass(frozen=True, slots=True)
class TenancyLine:
    """A contract with the rent that holds and the check made last; None: there is none."""

    tenancy: Tenancy
    rent: Rent | None
    check: RentCheckRecord | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do now; `on` None: there is no day for it, `url` empty: nothing to open."""

    words: str
    url: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class HouseholdShown:
    """A household as its page shows it."""

    household: Household
    assigned: list[Colleague]
    is_protected: bool
    members: list[HouseholdMember]
    former: list[HouseholdMember]
    aid: Sequence[AidPeriod]
    arrivals: Sequence[Arrival]
    #: Those that were corrected or taken back.
    former_arrivals: Sequence[Arrival]
    tenancies: list[TenancyLine]
    visits: list[VisitRow]
    #: The last that happened; all of it is on the timeline.
    events: list[Event]
    next_step: NextStep | None


def show_household(session: Session, household_id: UUID, *, on: date) -> HouseholdShown:
    """
    A household on a day, in as many queries however much there is of it.

    Raises: `NotFound`.
    """
    household = households.get_household(session, household_id)
    aid = households.list_aid_periods(session, household_id)
    arrivals = households.list_all_arrivals(session, household_id)
    tenancies = list_tenancies_of_household(session, household_id)
    ids = [tenancy.id for tenancy in tenancies]
    all_rents, checks = rents.list_rents(session, ids), rents.list_checks(session, ids)
    visits = list_visits_of_household(session, household_id)
    periods = list_adjustment_periods(session, ids)
    lines = [_line(tenancy, all_rents, checks, on) for tenancy in tenancies]
    happened = chain(
        events.of_members(household.members),
        events.of_arrivals(arrivals),
        events.of_aid(aid),
        events.of_tenancies(tenancies),
        events.of_rents(all_rents),
        events.of_checks(checks),
        events.of_visits(visits),
        events.of_adjustment_periods(periods),
    )
    ordered = sorted(household.members, key=_adults_and_oldest_first)
    return HouseholdShown(
        household=household,
        assigned=list_assigned(session, household_id),
        is_protected=any(is_masked(member.person) for member in household.members),
        members=[member for member in ordered if _is_on(member, on)],
        former=[member for member in ordered if not _is_on(member, on)],
        aid=aid,
        arrivals=[each for each in arrivals if each.withdrawn_at is None],
        former_arrivals=[each for each in arrivals if each.withdrawn_at is not None],
        tenancies=lines,
        visits=visits,
        events=sorted(happened, key=lambda event: event.on, reverse=True)[:MOST_EVENTS],
        next_step=_next_step(household, lines, visits, periods, on),
    )


def is_masked(person: Person) -> bool:
    """Whether somebody is protected, so that no name stands here."""
    return (person.given_name, person.family_name) == (MASKED_GIVEN, MASKED_FAMILY)


def _adults_and_oldest_first(member: HouseholdMember) -> tuple[bool, date, UUID]:
    born_on = member.person.born_on or date.max
    return member.role is not MemberRole.ADULT, born_on, member.id


def _is_on(thing: HouseholdMember | Tenancy, on: date) -> bool:
    """Whether it lasts on a day or begins later."""
    return thing.ends_on is None or thing.ends_on > on


def _line(
    tenancy: Tenancy,
    all_rents: Sequence[Rent],
    checks: Sequence[RentCheckRecord],
    on: date,
) -> TenancyLine:
    standing = (
        rent
        for rent in all_rents
        if rent.tenancy_id == tenancy.id and rent.withdrawn_at is None and rent.starts_on <= on
    )
    made = (check for check in checks if check.tenancy_id == tenancy.id)
    return TenancyLine(tenancy, next(standing, None), next(made, None), _is_on(tenancy, on))


def _next_step(
    household: Household,
    lines: Sequence[TenancyLine],
    visits: Sequence[VisitRow],
    periods: Sequence[AdjustmentPeriod],
    on: date,
) -> NextStep | None:
    """The first of what is not done, in the order it is done; None: nothing."""
    steps = chain(
        _visits_to_review(visits),
        _members_to_add(household, on),
        _home_to_record(household, lines),
        _rents_to_see_to(household, lines),
        _times_that_end(periods, on),
        _visits_to_come(visits),
    )
    return next(steps, None)


def _visits_to_review(visits: Sequence[VisitRow]) -> Iterator[NextStep]:
    for row in visits:
        if row.visit.state is VisitState.RECEIVED:
            url = url_for("visits.visit", visit_id=row.visit.id)
            planned_on = row.visit.planned_at.astimezone(clock.LOCAL).date()
            yield NextStep(gettext("Granska hembesöket"), url, planned_on)


def _members_to_add(household: Household, on: date) -> Iterator[NextStep]:
    if not any(_is_on(member, on) for member in household.members):
        url = url_for("households.new_member", household_id=household.id)
        yield NextStep(gettext("Lägg till vem som hör till hushållet"), url)


def _home_to_record(household: Household, lines: Sequence[TenancyLine]) -> Iterator[NextStep]:
    if not any(line.is_current for line in lines):
        url = url_for("tenancies.new_tenancy", household_id=household.id)
        yield NextStep(gettext("Lägg in hyresavtalet"), url)


def _rents_to_see_to(household: Household, lines: Sequence[TenancyLine]) -> Iterator[NextStep]:
    """A rent to record, or to check, or to check anew after a change."""
    for line in lines:
        tenancy_id = line.tenancy.id
        if not line.is_current:
            continue
        if line.rent is None:
            url = url_for("rents.new_rent", tenancy_id=tenancy_id)
            yield NextStep(gettext("Lägg in hyran"), url)
            continue
        url = url_for("rent_checks.rent_check", tenancy_id=tenancy_id)
        if line.check is None:
            yield NextStep(gettext("Kontrollera hyran"), url)
        elif line.check.rent_id != line.rent.id:
            words = gettext("Kontrollera hyran på nytt: den har ändrats")
            yield NextStep(words, url, line.rent.starts_on)
        elif changed := _changed_after(household, line.check.checked_on):
            words = gettext("Kontrollera hyran på nytt: hushållet har ändrats")
            yield NextStep(words, url, changed)
        elif line.check.verdict is Verdict.UNDECIDED:
            yield NextStep(gettext("Ta reda på det som saknas i hyreskontrollen"), url)


def _changed_after(household: Household, checked_on: date) -> date | None:
    """When somebody came to or left the household after a day, the first time; None: never."""
    days = [
        day
        for member in household.members
        for day in (member.starts_on, member.ends_on)
        if day is not None and day > checked_on
    ]
    return min(days, default=None)


def _times_that_end(periods: Sequence[AdjustmentPeriod], on: date) -> Iterator[NextStep]:
    """Time to find another home that ends soon, or is over, with nothing noted of what followed."""
    extended = {each.extends_id for each in periods if each.withdrawn_at is None}
    for period in periods:
        is_settled = period.withdrawn_at or period.followed_up_at or period.id in extended
        if not is_settled and notice_due(period.last_on, on=on) is not None:
            url = url_for("adjustment_periods.adjustment_period", period_id=period.id)
            yield NextStep(gettext("Rådrummet tar slut"), url, period.last_on)


def _visits_to_come(visits: Sequence[VisitRow]) -> Iterator[NextStep]:
    for row in reversed(visits):
        if row.visit.state is VisitState.PLANNED:
            url = url_for("visits.visit", visit_id=row.visit.id)
            planned_on = row.visit.planned_at.astimezone(clock.LOCAL).date()
            yield NextStep(gettext("Hembesök är planerat"), url, planned_on)
