"""What has happened in a household's time, each kind from what is recorded of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from flask import url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.adjustment_periods.models import AdjustmentPeriod
from landlord_watch.best_interests.models import BestInterest
from landlord_watch.cases.models import Case, CaseAssessment
from landlord_watch.households.models import AidPeriod, Arrival, HouseholdMember
from landlord_watch.infra import clock
from landlord_watch.measures.models import Measure
from landlord_watch.outward_moves.models import OutwardMove
from landlord_watch.payments.models import Payment
from landlord_watch.rents.models import Rent, RentCheckRecord
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Deficiency
from landlord_watch.visits.queries import RaisedConcern, VisitRow
from landlord_watch.web import case_against_words, case_words, measure_words, visit_words
from landlord_watch.web import format as written


class EventKind(StrEnum):
    """What an event is of; what a timeline is narrowed down to."""

    MEMBERS = "members"
    ARRIVALS = "arrivals"
    CASES = "cases"
    CHILDREN = "children"
    AID = "aid"
    TENANCIES = "tenancies"
    RENTS = "rents"
    CHECKS = "checks"
    ADJUSTMENT = "adjustment"
    PAYMENTS = "payments"
    VISITS = "visits"
    DEFICIENCIES = "deficiencies"
    MEASURES = "measures"
    CONCERNS = "concerns"
    GAPS = "gaps"


KINDS: Mapping[str, LazyString] = {
    EventKind.MEMBERS.value: lazy_gettext("Vilka som hör till hushållet"),
    EventKind.ARRIVALS.value: lazy_gettext("Flytt från annan kommun"),
    EventKind.CASES.value: lazy_gettext("Ärenden om medverkan"),
    EventKind.CHILDREN.value: lazy_gettext("Barnets bästa"),
    EventKind.AID.value: lazy_gettext("Ekonomiskt bistånd"),
    EventKind.TENANCIES.value: lazy_gettext("Hyresavtal"),
    EventKind.RENTS.value: lazy_gettext("Hyror"),
    EventKind.CHECKS.value: lazy_gettext("Hyreskontroller"),
    EventKind.ADJUSTMENT.value: lazy_gettext("Rådrum"),
    EventKind.PAYMENTS.value: lazy_gettext("Utbetalningar"),
    EventKind.VISITS.value: lazy_gettext("Hembesök"),
    EventKind.DEFICIENCIES.value: lazy_gettext("Brister"),
    EventKind.MEASURES.value: lazy_gettext("Åtgärder efter hembesök"),
    EventKind.CONCERNS.value: lazy_gettext("Oro för barn"),
    EventKind.GAPS.value: lazy_gettext("Luckor"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a household's time, with where to read more."""

    kind: EventKind
    on: date
    words: str
    detail: str = ""
    url: str = ""
    #: How grave it is, of a deficiency; empty: nothing to say of that.
    level: str = ""


def of_members(members: Sequence[HouseholdMember]) -> Iterator[Event]:
    """Who came to the household and who left it."""
    for member in members:
        name = f"{member.person.given_name} {member.person.family_name}"
        role = str(case_words.MEMBER_ROLES[member.role.value])
        came = gettext("%(name)s hör till hushållet", name=name)
        yield Event(EventKind.MEMBERS, member.starts_on, came, role)
        if member.ends_on is not None:
            left = gettext("%(name)s hör inte längre till hushållet", name=name)
            yield Event(EventKind.MEMBERS, member.ends_on, left)


def of_arrivals(arrivals: Sequence[Arrival]) -> Iterator[Event]:
    """From where the household came, as it stands now."""
    for arrival in arrivals:
        if arrival.withdrawn_at is not None:
            continue
        code = arrival.from_municipality_code
        came = (
            gettext("Flyttade hit från en kommun som inte är känd")
            if code is None
            else gettext("Flyttade hit från %(origin)s", origin=written.municipality_name(code))
        )
        told = gettext(
            "Egen önskan: %(answer)s · Ordnades av: %(who)s",
            answer=case_words.OWN_WISHES[arrival.own_wish.value],
            who=case_words.ARRANGERS[arrival.arranged_by.value],
        )
        yield Event(EventKind.ARRIVALS, arrival.arrived_on, came, told)


def of_cases(cases: Sequence[Case]) -> Iterator[Event]:
    """Cases against another municipality: opened, each step on the way, closed."""
    for case in cases:
        url = _case_url(case.id)
        opened = gettext("Ärende %(number)s om medverkan öppnades", number=case.number)
        origin = (
            gettext("Kommunen är inte känd")
            if case.municipality_code is None
            else written.municipality_name(case.municipality_code)
        )
        yield Event(EventKind.CASES, case.opened_on, opened, origin, url)
        for track in case.tracks:
            kind = str(case_against_words.TRACK_KINDS[track.kind.value])
            for taken in track.steps:
                step = str(case_against_words.STEPS[taken.step.value])
                yield Event(EventKind.CASES, taken.happened_on, f"{kind}: {step}", "", url)
        if case.closed_on is not None:
            closed = gettext("Ärende %(number)s om medverkan avslutades", number=case.number)
            yield Event(EventKind.CASES, case.closed_on, closed, "", url)


def of_assessments(assessments: Sequence[tuple[CaseAssessment, Case]]) -> Iterator[Event]:
    """What a case was judged to be, of what stands; never why."""
    for made, case in assessments:
        outcome = str(case_against_words.OUTCOMES[made.outcome.value])
        words = gettext("Bedömning: %(outcome)s", outcome=outcome)
        yield Event(EventKind.CASES, made.decided_on, words, case.number, _case_url(case.id))


def of_best_interests(rows: Sequence[BestInterest]) -> Iterator[Event]:
    """That somebody looked at what is best for a child, of what stands; never what was found."""
    for row in rows:
        if row.withdrawn_at is None:
            url = url_for(
                "best_interests.best_interest",
                household_id=row.household_id,
                best_interest_id=row.id,
            )
            looked = gettext("Barnets bästa prövat")
            yield Event(EventKind.CHILDREN, row.decided_on, looked, "", url)
            if row.followed_up_on is not None:
                again = gettext("Barnets bästa följt upp")
                yield Event(EventKind.CHILDREN, row.followed_up_on, again, "", url)


def of_outward_moves(moves: Sequence[OutwardMove]) -> Iterator[Event]:
    """That the household moved to another municipality, of what stands."""
    for move in moves:
        if move.withdrawn_at is None:
            code = move.municipality_code
            where = "" if code is None else written.municipality_name(code)
            url = url_for("outward_moves.move", move_id=move.id)
            words = gettext("Flyttade till en annan kommun")
            yield Event(EventKind.CASES, move.moved_on, words, where, url)


def of_aid(aid: Sequence[AidPeriod]) -> Iterator[Event]:
    """From when to when there was aid, and what was granted for housing."""
    for period in aid:
        granted = period.granted_housing_cost
        detail = (
            gettext("Inget beviljat för boende är inlagt")
            if granted is None
            else gettext("Beviljat för boende: %(amount)s", amount=written.kronor(granted))
        )
        begins = gettext("Ekonomiskt bistånd börjar")
        yield Event(EventKind.AID, period.starts_on, begins, detail)
        if period.ends_on is not None:
            yield Event(EventKind.AID, period.ends_on, gettext("Ekonomiskt bistånd har upphört"))


def of_tenancies(tenancies: Sequence[Tenancy]) -> Iterator[Event]:
    """Contracts that began and ended."""
    for tenancy in tenancies:
        address, url = written.street(tenancy.dwelling), _tenancy_url(tenancy.id)
        kind = str(case_words.CONTRACT_KINDS[tenancy.contract_kind.value])
        words = gettext("Hyresavtal börjar: %(address)s", address=address)
        detail = f"{kind} · {tenancy.landlord.name}"
        yield Event(EventKind.TENANCIES, tenancy.starts_on, words, detail, url)
        if tenancy.ends_on is not None:
            ended = gettext("Hyresavtal har upphört: %(address)s", address=address)
            yield Event(EventKind.TENANCIES, tenancy.ends_on, ended, "", url)


def of_rents(all_rents: Sequence[Rent]) -> Iterator[Event]:
    """What a contract cost from a day on, of what stands."""
    for rent in all_rents:
        if rent.withdrawn_at is None:
            amount = written.kronor(rent.monthly_rent)
            basis = str(case_words.RENT_BASES[rent.basis.value])
            words = gettext("Hyra %(amount)s i månaden", amount=amount)
            url = _tenancy_url(rent.tenancy_id)
            yield Event(EventKind.RENTS, rent.starts_on, words, basis, url)


def of_checks(checks: Sequence[RentCheckRecord]) -> Iterator[Event]:
    """Rent checks by the day they were made."""
    for check in checks:
        verdict = str(case_words.VERDICTS[check.verdict.value])
        url = url_for("rent_checks.recorded_check", check_id=check.id)
        made_on = check.recorded_at.astimezone(clock.LOCAL).date()
        assessed = gettext("Avser %(day)s", day=written.day(check.checked_on))
        words = gettext("Hyreskontroll: %(verdict)s", verdict=verdict)
        yield Event(EventKind.CHECKS, made_on, words, assessed, url)


def of_visits(visits: Sequence[VisitRow]) -> Iterator[Event]:
    """Home visits by the day they are planned for."""
    for row in visits:
        visit = row.visit
        state = str(visit_words.STATES[visit.state.value])
        purpose = str(visit_words.PURPOSES[visit.purpose.value])
        words = gettext("Hembesök: %(state)s", state=state)
        url = url_for("visits.visit", visit_id=visit.id)
        planned_on = visit.planned_at.astimezone(clock.LOCAL).date()
        yield Event(EventKind.VISITS, planned_on, words, purpose, url)


def of_adjustment_periods(periods: Sequence[AdjustmentPeriod]) -> Iterator[Event]:
    """Time given to find another home, by its first day, of what stands."""
    for period in periods:
        if period.withdrawn_at is not None:
            continue
        url = url_for("adjustment_periods.adjustment_period", period_id=period.id)
        amount = written.kronor(period.monthly_amount)
        words = gettext("Rådrum till %(day)s", day=written.day(period.last_on))
        detail = gettext("%(amount)s i månaden", amount=amount)
        yield Event(EventKind.ADJUSTMENT, period.starts_on, words, detail, url)


def of_payments(payments: Sequence[Payment]) -> Iterator[Event]:
    """What was paid out, and for which month."""
    for payment in payments:
        amount = written.kronor(payment.amount)
        words = gettext("Utbetalt för boende: %(amount)s", amount=amount)
        month = written.month(payment.concerns_on)
        detail = gettext("För %(month)s · %(source)s", month=month, source=payment.source)
        url = "" if payment.tenancy_id is None else _tenancy_url(payment.tenancy_id)
        yield Event(EventKind.PAYMENTS, payment.paid_on, words, detail, url)


def of_deficiencies(
    deficiencies: Sequence[Deficiency], questions: Mapping[str, str]
) -> Iterator[Event]:
    """What was found lacking in the home, and each step since."""
    for found in deficiencies:
        what = questions.get(found.item_id, found.item_id)
        url = url_for("deficiencies.deficiency", deficiency_id=found.id)
        who = str(visit_words.RESPONSIBLE[found.responsible])
        words = gettext("Brist: %(what)s", what=what)
        level = found.level.value
        yield Event(EventKind.DEFICIENCIES, found.found_on, words, who, url, level)
        for step in found.events:
            state = str(visit_words.DEFICIENCY_STATES[step.state.value])
            yield Event(EventKind.DEFICIENCIES, step.happened_on, words, state, url)


def of_measures(measures: Sequence[Measure], actions: Mapping[str, str]) -> Iterator[Event]:
    """What was to be done after a visit and what came of it; never where anybody was housed."""
    for measure in measures:
        what = actions.get(measure.action, measure.action)
        url = url_for("measures.measure", household_measure_id=measure.id)
        for step in measure.events:
            words = str(measure_words.STEPS[step.step.value])
            yield Event(EventKind.MEASURES, step.happened_on, words, what, url)


def of_concerns(concerns: Sequence[RaisedConcern]) -> Iterator[Event]:
    """That somebody worried for a child, and that it was read; never what it says."""
    for concern in concerns:
        url = url_for("concerns.concern", concern_id=concern.id)
        raised_on = concern.raised_at.astimezone(clock.LOCAL).date()
        danger = gettext("Omedelbar fara") if concern.is_immediate_danger else ""
        yield Event(EventKind.CONCERNS, raised_on, gettext("Oro för barn anmäld"), danger, url)
        if concern.acknowledged_at is not None:
            read_on = concern.acknowledged_at.astimezone(clock.LOCAL).date()
            yield Event(EventKind.CONCERNS, read_on, gettext("Oro för barn kvitterad"), "", url)


def _case_url(case_id: UUID) -> str:
    return url_for("cases.case", case_id=case_id)


def _tenancy_url(tenancy_id: UUID) -> str:
    return url_for("tenancies.tenancy", tenancy_id=tenancy_id)
