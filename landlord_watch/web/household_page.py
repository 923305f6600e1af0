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
from landlord_watch.web import case_words, visit_words
from landlord_watch.web import format as written


@dataclass(frozen=True, slots=True)
class TenancyLine:
    """A contract with the rent that holds and the check made last; None: there is none."""

    tenancy: Tenancy
    rent: Rent | None
    check: RentCheckRecord | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a household's time, with where to read more."""

    on: date
    words: str
    detail: str = ""
    url: str = ""


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
    tenancies: list[TenancyLine]
    visits: list[VisitRow]
    events: list[Event]
    next_step: NextStep | None


def show_household(session: Session, household_id: UUID, *, on: date) -> HouseholdShown:
    """
    A household on a day, in as many queries however much there is of it.

    Raises: `NotFound`.
    """
    household = households.get_household(session, household_id)
    aid = households.list_aid_periods(session, household_id)
    arrivals = households.list_arrivals(session, household_id)
    tenancies = list_tenancies_of_household(session, household_id)
    ids = [tenancy.id for tenancy in tenancies]
    all_rents, checks = rents.list_rents(session, ids), rents.list_checks(session, ids)
    visits = list_visits_of_household(session, household_id)
    periods = list_adjustment_periods(session, ids)
    lines = [_line(tenancy, all_rents, checks, on) for tenancy in tenancies]
    events = chain(
        _member_events(household.members),
        _arrival_events(arrivals),
        _aid_events(aid),
        _tenancy_events(tenancies),
        _rent_events(all_rents),
        _check_events(checks),
        _visit_events(visits),
        _time_events(periods),
    )
    ordered = sorted(household.members, key=_adults_and_oldest_first)
    return HouseholdShown(
        household=household,
        assigned=list_assigned(session, household_id),
        is_protected=any(is_masked(member.person) for member in household.members),
        members=[member for member in ordered if _is_on(member, on)],
        former=[member for member in ordered if not _is_on(member, on)],
        aid=aid,
        arrivals=arrivals,
        tenancies=lines,
        visits=visits,
        events=sorted(events, key=lambda event: event.on, reverse=True),
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


def _member_events(members: Sequence[HouseholdMember]) -> Iterator[Event]:
    for member in members:
        name = f"{member.person.given_name} {member.person.family_name}"
        role = str(case_words.MEMBER_ROLES[member.role.value])
        yield Event(member.starts_on, gettext("%(name)s hör till hushållet", name=name), role)
        if member.ends_on is not None:
            words = gettext("%(name)s hör inte längre till hushållet", name=name)
            yield Event(member.ends_on, words)


def _arrival_events(arrivals: Sequence[Arrival]) -> Iterator[Event]:
    for arrival in arrivals:
        origin = written.municipality_name(arrival.from_municipality_code)
        wish = gettext(
            "Egen önskan: %(answer)s", answer=case_words.OWN_WISHES[arrival.own_wish.value]
        )
        yield Event(
            arrival.arrived_on, gettext("Flyttade hit från %(origin)s", origin=origin), wish
        )


def _aid_events(aid: Sequence[AidPeriod]) -> Iterator[Event]:
    for period in aid:
        granted = period.granted_housing_cost
        detail = (
            ""
            if granted is None
            else gettext("Beviljat för boende: %(amount)s", amount=written.kronor(granted))
        )
        yield Event(period.starts_on, gettext("Ekonomiskt bistånd börjar"), detail)
        if period.ends_on is not None:
            yield Event(period.ends_on, gettext("Ekonomiskt bistånd har upphört"))


def _tenancy_events(tenancies: Sequence[Tenancy]) -> Iterator[Event]:
    for tenancy in tenancies:
        address, url = written.street(tenancy.dwelling), _tenancy_url(tenancy.id)
        kind = str(case_words.CONTRACT_KINDS[tenancy.contract_kind.value])
        words = gettext("Hyresavtal börjar: %(address)s", address=address)
        yield Event(tenancy.starts_on, words, f"{kind} · {tenancy.landlord.name}", url)
        if tenancy.ends_on is not None:
            ended = gettext("Hyresavtal har upphört: %(address)s", address=address)
            yield Event(tenancy.ends_on, ended, "", url)


def _rent_events(all_rents: Sequence[Rent]) -> Iterator[Event]:
    for rent in all_rents:
        if rent.withdrawn_at is None:
            amount = written.kronor(rent.monthly_rent)
            basis = str(case_words.RENT_BASES[rent.basis.value])
            words = gettext("Hyra %(amount)s i månaden", amount=amount)
            yield Event(rent.starts_on, words, basis, _tenancy_url(rent.tenancy_id))


def _check_events(checks: Sequence[RentCheckRecord]) -> Iterator[Event]:
    for check in checks:
        verdict = str(case_words.VERDICTS[check.verdict.value])
        url = url_for("rent_checks.recorded_check", check_id=check.id)
        made_on = check.recorded_at.astimezone(clock.LOCAL).date()
        assessed = gettext("Avser %(day)s", day=written.day(check.checked_on))
        yield Event(made_on, gettext("Hyreskontroll: %(verdict)s", verdict=verdict), assessed, url)


def _visit_events(visits: Sequence[VisitRow]) -> Iterator[Event]:
    for row in visits:
        visit = row.visit
        state = str(visit_words.STATES[visit.state.value])
        purpose = str(visit_words.PURPOSES[visit.purpose.value])
        words = gettext("Hembesök: %(state)s", state=state)
        url = url_for("visits.visit", visit_id=visit.id)
        yield Event(visit.planned_at.astimezone(clock.LOCAL).date(), words, purpose, url)


def _time_events(periods: Sequence[AdjustmentPeriod]) -> Iterator[Event]:
    for period in periods:
        if period.withdrawn_at is not None:
            continue
        url = url_for("adjustment_periods.adjustment_period", period_id=period.id)
        amount = written.kronor(period.monthly_amount)
        words = gettext("Rådrum till %(day)s", day=written.day(period.last_on))
        yield Event(period.starts_on, words, gettext("%(amount)s i månaden", amount=amount), url)


def _tenancy_url(tenancy_id: UUID) -> str:
    return url_for("tenancies.tenancy", tenancy_id=tenancy_id)


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
