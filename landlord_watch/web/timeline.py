"""
A household's whole time: what happened in order of day, what is missing, and how it was on a day.

Each kind is one question to the database, however much there is of it; what somebody may not see
is not asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, groupby
from uuid import UUID

from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from landlord_watch.adjustment_periods.queries import list_adjustment_periods
from landlord_watch.best_interests.queries import list_best_interests
from landlord_watch.cases import queries as cases
from landlord_watch.households import queries as households
from landlord_watch.households.models import AidPeriod, Household, HouseholdMember
from landlord_watch.identity.rules import Permission
from landlord_watch.kernel.period import Period, uncovered
from landlord_watch.measures.queries import list_measures_of_household
from landlord_watch.outward_moves.queries import list_moves
from landlord_watch.payments.queries import list_payments_of_household
from landlord_watch.rents import queries as rents
from landlord_watch.rents.models import Rent
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.tenancies.queries import list_tenancies_of_household
from landlord_watch.visits.queries import (
    list_concerns_of_household,
    list_deficiencies_of_household,
    list_visits_of_household,
)
from landlord_watch.web import format as written
from landlord_watch.web import household_events as events
from landlord_watch.web.household_events import Event, EventKind
from landlord_watch.web.languages import language
from landlord_watch.web.measure_words import action_words
from landlord_watch.web.visit_reading import questions

DAY = timedelta(days=1)

#: What one has to be allowed to, to see a kind of event; the others come with the household.
NEEDS = {
    EventKind.CASES: Permission.CASE_READ,
    EventKind.CHILDREN: Permission.BEST_INTERESTS_READ,
    EventKind.TENANCIES: Permission.TENANCIES_READ,
    EventKind.RENTS: Permission.RENTS_READ,
    EventKind.CHECKS: Permission.RENTS_READ,
    EventKind.ADJUSTMENT: Permission.RENTS_READ,
    EventKind.PAYMENTS: Permission.RENTS_READ,
    EventKind.VISITS: Permission.VISITS_READ,
    EventKind.DEFICIENCIES: Permission.DEFICIENCIES_READ,
    EventKind.MEASURES: Permission.MEASURES_READ,
    EventKind.CONCERNS: Permission.CONCERNS_READ,
    EventKind.GAPS: Permission.TENANCIES_READ,
}


@dataclass(frozen=True, slots=True)
class HomeOnDay:
    """A contract that held on a day; `rent` None: none is recorded for it."""

    tenancy: Tenancy
    rent: Rent | None


@dataclass(frozen=True, slots=True)
class OnDay:
    """A household as it was on a day."""

    day: date
    members: Sequence[HouseholdMember]
    aid: AidPeriod | None
    homes: Sequence[HomeOnDay]


@dataclass(frozen=True, slots=True)
class Year:
    """The events of a year by their days, the latest first."""

    year: int
    days: Sequence[tuple[date, Sequence[Event]]]


@dataclass(frozen=True, slots=True)
class Known:
    """What is recorded of a household's time, as far as who reads may see it."""

    household: Household
    aid: Sequence[AidPeriod]
    tenancies: Sequence[Tenancy]
    rents: Sequence[Rent]
    events: Sequence[Event]
    #: The concerns there are, for the log.
    concern_ids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a page of it shows; `kinds` are those there are, for who reads."""

    household: Household
    years: Sequence[Year]
    kinds: Sequence[EventKind]
    total: int
    on_day: OnDay
    concern_ids: Sequence[UUID]


def show_timeline(
    session: Session,
    household_id: UUID,
    *,
    may_see: Callable[[Permission], bool],
    chosen: frozenset[EventKind],
    day: date,
    today: date,
) -> Timeline:
    """
    The timeline of a household, and how it was on a day; `chosen` empty: every kind.

    Raises: `NotFound`.
    """
    allowed = {permission for permission in set(NEEDS.values()) if may_see(permission)}
    kinds = [kind for kind in EventKind if kind not in NEEDS or NEEDS[kind] in allowed]
    known = _read(session, household_id, frozenset(kinds))
    gaps = _gaps(known, today) if EventKind.GAPS in kinds else ()
    every = [*known.events, *gaps]
    shown = [event for event in every if not chosen or event.kind in chosen]
    return Timeline(
        household=known.household,
        years=list(_by_year(shown)),
        kinds=kinds,
        total=len(shown),
        on_day=_on_day(known, day),
        concern_ids=known.concern_ids,
    )


def _read(session: Session, household_id: UUID, kinds: frozenset[EventKind]) -> Known:
    household = households.get_household(session, household_id)
    aid = households.list_aid_periods(session, household_id)
    sees_homes, sees_rents = EventKind.TENANCIES in kinds, EventKind.RENTS in kinds
    tenancies = list_tenancies_of_household(session, household_id) if sees_homes else []
    ids = [tenancy.id for tenancy in tenancies]
    all_rents = rents.list_rents(session, ids) if sees_rents else []
    concerns = (
        list_concerns_of_household(session, household_id) if EventKind.CONCERNS in kinds else []
    )
    happened = chain(
        events.of_members(household.members),
        events.of_arrivals(households.list_arrivals(session, household_id)),
        _of_cases(session, household_id) if EventKind.CASES in kinds else (),
        _of_children(session, household_id) if EventKind.CHILDREN in kinds else (),
        events.of_aid(aid),
        events.of_tenancies(tenancies),
        events.of_rents(all_rents),
        _of_money(session, household_id, ids) if sees_rents else (),
        _of_visits(session, household_id, kinds),
        events.of_concerns(concerns),
    )
    return Known(
        household, aid, tenancies, all_rents, list(happened), [each.id for each in concerns]
    )


def _of_cases(session: Session, household_id: UUID) -> Iterator[Event]:
    yield from events.of_cases(cases.list_cases_with_steps(session, household_id))
    yield from events.of_assessments(cases.list_assessments_of_household(session, household_id))
    yield from events.of_outward_moves(list_moves(session, household_id))


def _of_children(session: Session, household_id: UUID) -> Iterator[Event]:
    yield from events.of_best_interests(list_best_interests(session, household_id))


def _of_money(session: Session, household_id: UUID, tenancy_ids: Sequence[UUID]) -> Iterator[Event]:
    yield from events.of_checks(rents.list_checks(session, tenancy_ids))
    yield from events.of_adjustment_periods(list_adjustment_periods(session, tenancy_ids))
    yield from events.of_payments(list_payments_of_household(session, household_id))


def _of_visits(
    session: Session, household_id: UUID, kinds: frozenset[EventKind]
) -> Iterator[Event]:
    if EventKind.VISITS in kinds:
        yield from events.of_visits(list_visits_of_household(session, household_id))
    if EventKind.DEFICIENCIES in kinds:
        found = list_deficiencies_of_household(session, household_id)
        yield from events.of_deficiencies(found, questions(language()))
    if EventKind.MEASURES in kinds:
        measures = list_measures_of_household(session, household_id)
        yield from events.of_measures(measures, action_words(language()))


def _gaps(known: Known, today: date) -> Iterator[Event]:
    """Days until now that something ought to be recorded of and is not."""
    lived = [Period(each.starts_on, each.ends_on) for each in known.tenancies]
    belonged = [Period(each.starts_on, each.ends_on) for each in known.household.members]
    for aid in known.aid:
        period = Period(aid.starts_on, aid.ends_on)
        yield from _missing(period, lived, gettext("Bistånd utan inlagt hyresavtal"), today)
        nobody = gettext("Bistånd utan att någon är inlagd i hushållet")
        yield from _missing(period, belonged, nobody, today)
    for tenancy in known.tenancies:
        cost = [
            Period(rent.starts_on, None)
            for rent in known.rents
            if rent.tenancy_id == tenancy.id and rent.withdrawn_at is None
        ]
        period = Period(tenancy.starts_on, tenancy.ends_on)
        yield from _missing(period, cost, gettext("Hyresavtal utan inlagd hyra"), today)


def _missing(period: Period, covers: Iterable[Period], words: str, today: date) -> Iterator[Event]:
    if period.starts_on > today:
        return
    tomorrow = today + DAY
    until_now = Period(period.starts_on, min(period.ends_on or tomorrow, tomorrow))
    for gap in uncovered(until_now, by=covers):
        ends_on = gap.ends_on or tomorrow
        days = (ends_on - gap.starts_on).days
        goes_on = ends_on == tomorrow and (period.ends_on is None or period.ends_on > tomorrow)
        detail = (
            ngettext("Pågår, %(num)s dag hittills", "Pågår, %(num)s dagar hittills", days)
            if goes_on
            else ngettext(
                "Till %(day)s, %(num)s dag",
                "Till %(day)s, %(num)s dagar",
                days,
                day=written.day(ends_on - DAY),
            )
        )
        yield Event(EventKind.GAPS, gap.starts_on, words, detail)


def _by_year(shown: Sequence[Event]) -> Iterator[Year]:
    latest_first = sorted(shown, key=lambda event: event.on, reverse=True)
    for year, of_year in groupby(latest_first, key=lambda event: event.on.year):
        by_day = groupby(of_year, key=lambda event: event.on)
        yield Year(year, [(day, list(of_day)) for day, of_day in by_day])


def _on_day(known: Known, day: date) -> OnDay:
    members = [each for each in known.household.members if _holds(each, day)]
    aid = next((each for each in known.aid if _holds(each, day)), None)
    homes = [
        HomeOnDay(each, _rent_on(known, each.id, day))
        for each in known.tenancies
        if _holds(each, day)
    ]
    return OnDay(day, members, aid, homes)


def _holds(thing: HouseholdMember | AidPeriod | Tenancy, day: date) -> bool:
    return day in Period(thing.starts_on, thing.ends_on)


def _rent_on(known: Known, tenancy_id: UUID, day: date) -> Rent | None:
    """The rent that holds on a day; they come with the latest first."""
    standing = (
        rent
        for rent in known.rents
        if rent.tenancy_id == tenancy_id and rent.withdrawn_at is None and rent.starts_on <= day
    )
    return next(standing, None)
