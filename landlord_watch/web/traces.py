"""Where what is known of a person has gone: everybody who opened something that tells of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, or_, select, union_all
from sqlalchemy.orm import Session

from landlord_watch.adjustment_periods.models import AdjustmentPeriod
from landlord_watch.audit.queries.traces import Trace, list_traces_of
from landlord_watch.best_interests.models import BestInterest
from landlord_watch.case_costs.models import CaseClaim, CaseCost
from landlord_watch.cases.models import (
    Case,
    CaseAccount,
    CaseAssessment,
    CaseFinding,
    CaseLetter,
    CaseStep,
    CaseTime,
    CaseTrack,
    OutwardCheck,
)
from landlord_watch.documents.models import Letter
from landlord_watch.households.models import AidPeriod, Arrival, Household, HouseholdMember
from landlord_watch.identity.queries import list_devices, names_of
from landlord_watch.outward_moves.models import (
    OutwardAssessment,
    OutwardFinding,
    OutwardMove,
    OutwardPayment,
)
from landlord_watch.places.services.locating import ASKED
from landlord_watch.reach.queries import household_ids_of
from landlord_watch.rents.models import Rent, RentAside, RentCheckRecord
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Concern, Deficiency, Visit, VisitRevision
from landlord_watch.web.actions import words_of


@dataclass(frozen=True, slots=True)
class TraceRow:
    """Who did what with it, on which tablet if any, how often, and when last."""

    who: str
    tablet: str
    action: str
    times: int
    last_at: datetime


def list_traces(session: Session, *, person_id: UUID, until: datetime) -> list[TraceRow]:
    """
    Where it went before a day, the newest first: readers, tablets, what was sent out.

    Of the homes only that their addresses were sent to a service: everybody reads the register.
    A handful of questions, however much there is.
    """
    household_ids = household_ids_of(session, person_id)
    subject_ids = {person_id, *session.scalars(_hanging_on(household_ids))}
    homes = select(Tenancy.dwelling_id).where(Tenancy.household_id.in_(household_ids))
    sent = list_traces_of(
        session, subject_ids=session.scalars(homes).all(), until=until, actions=[ASKED]
    )
    traces = [*sent, *list_traces_of(session, subject_ids=subject_ids, until=until)]
    traces.sort(key=lambda each: each.last_at, reverse=True)
    names = names_of(session, {each.actor_id for each in traces if each.actor_id})
    tablets = {device.id: device.name for device in list_devices(session)}
    return [_row(trace, names, tablets) for trace in traces]


def _row(trace: Trace, names: dict[UUID, str], tablets: dict[UUID, str]) -> TraceRow:
    return TraceRow(
        who=names.get(trace.actor_id, "") if trace.actor_id else "",
        tablet=tablets.get(trace.device_id, "") if trace.device_id else "",
        action=words_of(trace.action),
        times=trace.times,
        last_at=trace.last_at,
    )


def _hanging_on(household_ids: Sequence[UUID]) -> CompoundSelect[UUID]:
    """The ids of all that hangs on these households."""
    mine = Visit.household_id.in_(household_ids)
    tenancies = select(Tenancy.id).where(Tenancy.household_id.in_(household_ids))
    visits = select(Visit.id).where(mine)
    return union_all(
        select(Household.id).where(Household.id.in_(household_ids)),
        *(
            select(model.id).where(model.household_id.in_(household_ids))
            for model in (HouseholdMember, AidPeriod, Arrival, BestInterest, Tenancy, Visit)
        ),
        *(
            select(model.id).where(model.tenancy_id.in_(tenancies))
            for model in (AdjustmentPeriod, Rent, RentAside, RentCheckRecord)
        ),
        *(
            select(model.id).where(model.visit_id.in_(visits))
            for model in (VisitRevision, Deficiency, Concern)
        ),
        *_of_cases(household_ids),
        *_of_outward_moves(household_ids),
    )


OF_CASE = (
    CaseAccount,
    CaseAssessment,
    CaseClaim,
    CaseCost,
    CaseFinding,
    CaseLetter,
    CaseTime,
    OutwardCheck,
)


def _of_cases(household_ids: Sequence[UUID]) -> Iterator[Select[UUID]]:
    """The ids of what hangs on the cases of these households, and of what was written in them."""
    cases = select(Case.id).where(Case.household_id.in_(household_ids))
    tracks = select(CaseTrack.id).where(CaseTrack.case_id.in_(cases))
    steps = CaseStep.track_id.in_(tracks)
    yield from (cases, tracks, select(CaseStep.id).where(steps))
    made = select(CaseLetter.letter_id).where(CaseLetter.case_id.in_(cases))
    yield select(Letter.id).where(
        or_(Letter.id.in_(select(CaseStep.letter_id).where(steps)), Letter.id.in_(made))
    )
    for model in OF_CASE:
        yield select(model.id).where(model.case_id.in_(cases))


def _of_outward_moves(household_ids: Sequence[UUID]) -> Iterator[Select[UUID]]:
    """The ids of these households' moves to other municipalities, and of what is noted of them."""
    moves = select(OutwardMove.id).where(OutwardMove.household_id.in_(household_ids))
    yield moves
    for model in (OutwardFinding, OutwardPayment, OutwardAssessment):
        yield select(model.id).where(model.move_id.in_(moves))
