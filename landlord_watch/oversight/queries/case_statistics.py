"""
Every case of a period as the statistics count it: without name, number or place.

Households with somebody protected are not counted at all, also where they have left it. One
question a kind of thing, however many cases there are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    exists,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import Session, selectinload

from landlord_watch.cases.models import (
    Case,
    CaseAssessment,
    CaseFinding,
    CaseTrack,
    FindingKind,
)
from landlord_watch.cases.rules.findings import CounterIndicator
from landlord_watch.cases.rules.tracks import Step, TrackKind
from landlord_watch.dwellings.models import Dwelling, DwellingKind
from landlord_watch.households.models import Arrival, HouseholdMember, MemberRole, Person
from landlord_watch.kernel.money import Money
from landlord_watch.landlords.models import Party, PartyKind
from landlord_watch.oversight.rules.statistics import AID_MONTHS, EVIDENCE, CaseAsCounted
from landlord_watch.payments.models import Payment
from landlord_watch.reach.models import Protection
from landlord_watch.rents.models import RentCheckRecord, Verdict
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Visit, VisitRevision

MONTHS: Final = 12
DECIDED: Final[Mapping[Step, str]] = {
    Step.AGREED: "agreed",
    Step.REFUSED: "refused",
    Step.APPLIED: "applied",
    Step.GRANTED: "granted",
    Step.REJECTED: "rejected",
    Step.COURT_FOR_US: "granted",
    Step.COURT_AGAINST_US: "rejected",
}


def cases_as_counted(
    session: Session, *, starts_on: date, ends_on: date, on: date
) -> list[CaseAsCounted]:
    """The cases opened in a half-open period, in the order of their numbers."""
    cases = session.scalars(
        select(Case)
        .where(
            Case.opened_on >= starts_on,
            Case.opened_on < ends_on,
            not_(holds_protected(Case.household_id)),
        )
        .order_by(Case.number)
        .options(selectinload(Case.tracks).selectinload(CaseTrack.steps))
    ).all()
    found = {each.id: _begun(each) for each in cases}
    for told in (_moves, _people, _findings, _outcomes, _homes, _visits):
        for case_id, what in told(session, cases).items():
            found[case_id] = replace(found[case_id], **what)
    aid = _aid(session, cases, found, on=on)
    return [replace(found[each.id], aid=aid.get(each.id, {})) for each in cases]


def holds_protected(household_id: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    """
    Whether somebody who is or was in it is protected.

    Asked as one set of households, since few are: for each household it took four times as long.
    """
    protected = (
        select(HouseholdMember.household_id)
        .join(Protection, Protection.person_id == HouseholdMember.person_id)
        .where(Protection.ended_at.is_(None))
        .correlate(None)  # the query around it may be about members too
    )
    return household_id.in_(protected)


def count_arrivals(session: Session, *, starts_on: date, ends_on: date) -> tuple[int, int]:
    """How many households came from elsewhere in a period; of how many of them there is a case."""
    came = (
        select(Arrival.household_id)
        .where(
            Arrival.withdrawn_at.is_(None),
            Arrival.arrived_on >= starts_on,
            Arrival.arrived_on < ends_on,
            not_(holds_protected(Arrival.household_id)),
        )
        .distinct()
        .subquery()
    )
    has_case = exists().where(Case.household_id == came.c.household_id)
    counted = select(func.count(), func.count().filter(has_case)).select_from(came)
    row = session.execute(counted).one()
    return row[0], row[1]


def _begun(case: Case) -> CaseAsCounted:
    """What stands in the case itself, and how far its tracks have come."""
    transfers = [each for each in case.tracks if each.kind is TrackKind.TRANSFER]
    letters = [each for each in case.tracks if each.kind is not TrackKind.TRANSFER]
    return CaseAsCounted(
        opened_on=case.opened_on,
        municipality_code=case.municipality_code,
        groups=frozenset(case.target_groups),
        letter=_letter(_days_of(letters)),
        transfer=_transfer(transfers),
        days=dict(_lead_times(case, _days_of(letters), _days_of(transfers))),
    )


def _days_of(tracks: Iterable[CaseTrack]) -> dict[Step, date]:
    """The first day of each step there is."""
    found: dict[Step, date] = {}
    for step in (step for track in tracks for step in track.steps):
        found[step.step] = min(step.happened_on, found.get(step.step, step.happened_on))
    return found


def _letter(days: Mapping[Step, date]) -> str:
    if Step.AGREED in days or Step.REFUSED in days:
        return "answered"
    return "sent" if Step.SENT in days else "not_sent"


def _transfer(tracks: Sequence[CaseTrack]) -> str:
    """How far the latest request has come."""
    steps = [step.step for step in tracks[-1].steps] if tracks else []
    decided = [DECIDED[step] for step in steps if step in DECIDED]
    if decided:
        return decided[-1]
    return "waiting" if Step.SENT in steps else "not_asked"


def _lead_times(
    case: Case, letters: Mapping[Step, date], transfers: Mapping[Step, date]
) -> Iterator[tuple[str, int]]:
    """Days between what has happened, by their codes."""
    answered = letters.get(Step.AGREED) or letters.get(Step.REFUSED)
    replied = transfers.get(Step.AGREED) or transfers.get(Step.REFUSED)
    decided = transfers.get(Step.GRANTED) or transfers.get(Step.REJECTED)
    for code, start, end in (
        ("contact_to_letter", case.opened_on, letters.get(Step.SENT)),
        ("letter_to_answer", letters.get(Step.SENT), answered),
        ("request_to_reply", transfers.get(Step.SENT), replied),
        ("application_to_decision", transfers.get(Step.APPLIED), decided),
    ):
        if start is not None and end is not None and end >= start:
            yield code, (end - start).days


Told = dict[UUID, dict[str, Any]]


def _ids(cases: Sequence[Case]) -> list[UUID]:
    return [each.id for each in cases]


def _moves(session: Session, cases: Sequence[Case]) -> Told:
    by_id = {each.id: each for each in cases}
    rows = session.execute(
        select(Case.id, Arrival.arrived_on)
        .join(Arrival, Arrival.id == Case.arrival_id)
        .where(Case.id.in_(by_id))
    )
    return {
        case_id: {"moved_on": on, "days": _with_move(_begun(by_id[case_id]), on)}
        for case_id, on in rows
    }


def _with_move(case: CaseAsCounted, moved_on: date) -> dict[str, int]:
    days = (case.opened_on - moved_on).days
    return {**case.days, **({"move_to_contact": days} if days >= 0 else {})}


def _people(session: Session, cases: Sequence[Case]) -> Told:
    """How many there were on the day the case was opened, and how old the children."""
    rows = session.execute(
        select(Case.id, Case.opened_on, HouseholdMember.role, Person.born_on)
        .join(HouseholdMember, HouseholdMember.household_id == Case.household_id)
        .join(Person, Person.id == HouseholdMember.person_id)
        .where(
            Case.id.in_(_ids(cases)),
            HouseholdMember.starts_on <= Case.opened_on,
            or_(HouseholdMember.ends_on.is_(None), HouseholdMember.ends_on > Case.opened_on),
        )
        .order_by(Case.id, Person.born_on, Person.id)
    )
    told: Told = {}
    for case_id, on, role, born_on in rows:
        of_case = told.setdefault(case_id, {"size": 0, "ages": ()})
        of_case["size"] += 1
        if role is MemberRole.CHILD and born_on is not None:
            of_case["ages"] += (_age(born_on, on),)
    return told


def _age(born_on: date, on: date) -> int:
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def _findings(session: Session, cases: Sequence[Case]) -> Told:
    rows = session.execute(
        select(CaseFinding.case_id, CaseFinding.kind, CaseFinding.code, CaseFinding.evidence).where(
            CaseFinding.case_id.in_(_ids(cases)), CaseFinding.withdrawn_at.is_(None)
        )
    )
    told: Told = {}
    for case_id, kind, code, evidence in rows:
        of_case = told.setdefault(case_id, {"forms": {}, "has_prior_contact": False})
        if kind is FindingKind.FORM:
            best = max(of_case["forms"].get(code, EVIDENCE[0]), evidence.value, key=EVIDENCE.index)
            of_case["forms"][code] = best
        elif code == CounterIndicator.CONTACT_BETWEEN_MUNICIPALITIES.value:
            of_case["has_prior_contact"] = True
    return told


def _outcomes(session: Session, cases: Sequence[Case]) -> Told:
    """What each was judged to be last, of what stands."""
    rows = session.execute(
        select(CaseAssessment.case_id, CaseAssessment.outcome)
        .where(CaseAssessment.case_id.in_(_ids(cases)), CaseAssessment.withdrawn_at.is_(None))
        .order_by(CaseAssessment.recorded_at, CaseAssessment.id)
    )
    return {case_id: {"outcome": outcome.value} for case_id, outcome in rows}


def _homes(session: Session, cases: Sequence[Case]) -> Told:
    """The latest home: what kind it is, whose, and whether it is over the norm."""
    rows = session.execute(
        select(Case.id, Dwelling.kind, Party.kind, Party.is_municipal, RentCheckRecord.verdict)
        .join(Tenancy, Tenancy.household_id == Case.household_id)
        .join(Dwelling, Dwelling.id == Tenancy.dwelling_id)
        .join(Party, Party.id == Tenancy.landlord_id)
        .outerjoin(RentCheckRecord, RentCheckRecord.tenancy_id == Tenancy.id)
        .where(Case.id.in_(_ids(cases)))
        .order_by(Tenancy.starts_on, Tenancy.id, RentCheckRecord.recorded_at, RentCheckRecord.id)
    )
    return {
        case_id: {
            "dwelling": _dwelling(kind),
            "landlord": _landlord(party, is_municipal=is_municipal),
            "rent": _rent(verdict),
        }
        for case_id, kind, party, is_municipal, verdict in rows
    }


def _dwelling(kind: DwellingKind) -> str:
    is_told = kind in {DwellingKind.FLAT, DwellingKind.HOUSE}
    return kind.value if is_told else "other_or_unknown"


def _landlord(kind: PartyKind, *, is_municipal: bool) -> str:
    if kind is PartyKind.NATURAL:
        return "person_or_unknown"
    return "municipal" if is_municipal else "company"


def _rent(verdict: Verdict | None) -> str:
    is_told = verdict in {Verdict.OVER, Verdict.WITHIN}
    return verdict.value if verdict and is_told else "undecided_or_unchecked"


def _visits(session: Session, cases: Sequence[Case]) -> Told:
    """How the home was when it was last visited, as it was found."""
    rows = session.execute(
        select(Case.id, VisitRevision.home_as_found)
        .join(Visit, Visit.household_id == Case.household_id)
        .join(VisitRevision, VisitRevision.visit_id == Visit.id)
        .where(
            Case.id.in_(_ids(cases)),
            VisitRevision.is_head,
            VisitRevision.home_as_found.is_not(None),
        )
        .order_by(VisitRevision.finished_at, VisitRevision.id)
    )
    return {case_id: {"home": outcome.value} for case_id, outcome in rows if outcome}


def _aid(
    session: Session, cases: Sequence[Case], found: Mapping[UUID, CaseAsCounted], *, on: date
) -> dict[UUID, dict[int, Money]]:
    """What was paid for the first, sixth and twelfth month after the move, where it was."""
    rows = session.execute(
        select(Case.id, Payment.concerns_on, func.sum(Payment.amount))
        .join(Payment, Payment.household_id == Case.household_id)
        .where(Case.id.in_(_ids(cases)), Payment.concerns_on <= on)
        .group_by(Case.id, Payment.concerns_on)
    )
    told: dict[UUID, dict[int, Money]] = {}
    for case_id, concerns_on, amount in rows:
        month = _months_after(found[case_id].moved_on, concerns_on)
        if month in AID_MONTHS:
            told.setdefault(case_id, {})[month] = amount
    return told


def _months_after(moved_on: date | None, month: date) -> int | None:
    """Which month after the move it is, the first whole one being 1; None: no move is recorded."""
    if moved_on is None:
        return None
    return (month.year - moved_on.year) * MONTHS + month.month - moved_on.month
