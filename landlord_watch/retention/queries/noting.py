"""
When each household was last written of, or something about it ceased.

A hold, a copy given out and who had the case are about the file and not in it; they do not count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from landlord_watch.adjustment_periods.models import AdjustmentPeriod
from landlord_watch.best_interests.models import BestInterest
from landlord_watch.case_costs.models import CaseClaim, CaseCost, CaseRecovery
from landlord_watch.cases.models import (
    Case,
    CaseAccount,
    CaseAnnex,
    CaseAssessment,
    CaseFinding,
    CaseLetter,
    CaseStep,
    CaseTime,
    CaseTrack,
    OutwardCheck,
    TransferBasis,
)
from landlord_watch.documents.models import Letter
from landlord_watch.households.models import (
    AidPeriod,
    Arrival,
    Household,
    HouseholdMember,
    Person,
)
from landlord_watch.infra.clock import LOCAL
from landlord_watch.infra.database import Within
from landlord_watch.measures.models import Measure, MeasureEvent
from landlord_watch.outward_moves.models import (
    OutwardAssessment,
    OutwardFinding,
    OutwardMove,
    OutwardPayment,
)
from landlord_watch.payments.models import Payment
from landlord_watch.reach.models import Protection
from landlord_watch.rents.models import Rent, RentAside, RentCheckRecord
from landlord_watch.retention.models import PersonGround
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import (
    Concern,
    Deficiency,
    DeficiencyEvent,
    Visit,
    VisitConsent,
    VisitLetter,
    VisitRevision,
)

Ids = InstrumentedAttribute[UUID]
When = InstrumentedAttribute[date] | InstrumentedAttribute[datetime]
WhenIfEver = InstrumentedAttribute[date | None] | InstrumentedAttribute[datetime | None]


@dataclass(frozen=True, slots=True)
class Notes:
    """A table of notes: which household each is of, when, and by which tables it hangs on it."""

    household_id: Ids
    moments: tuple[When | WhenIfEver, ...]
    joins: tuple[tuple[type, Ids | InstrumentedAttribute[UUID | None], Ids], ...] = ()

    def query(self) -> Select[*tuple[Any, ...]]:  # as many moments as the table has
        latest = select(self.household_id, *(func.max(each) for each in self.moments))
        for model, column, other in self.joins:
            latest = latest.join(model, column == other)
        return latest.group_by(self.household_id)


_OF_VISIT = (VisitRevision, VisitRevision.visit_id, Visit.id)

NOTES = (
    Notes(Household.id, (Household.recorded_at,)),
    Notes(HouseholdMember.household_id, (HouseholdMember.starts_on, HouseholdMember.ends_on)),
    Notes(
        HouseholdMember.household_id,
        (Person.recorded_at,),
        ((Person, Person.id, HouseholdMember.person_id),),
    ),
    Notes(
        HouseholdMember.household_id,
        (Protection.started_at, Protection.ended_at),
        ((Protection, Protection.person_id, HouseholdMember.person_id),),
    ),
    Notes(
        HouseholdMember.household_id,
        (PersonGround.decided_on,),
        ((PersonGround, PersonGround.person_id, HouseholdMember.person_id),),
    ),
    Notes(AidPeriod.household_id, (AidPeriod.recorded_at, AidPeriod.starts_on, AidPeriod.ends_on)),
    Notes(Arrival.household_id, (Arrival.recorded_at, Arrival.arrived_on)),
    Notes(Tenancy.household_id, (Tenancy.recorded_at, Tenancy.starts_on, Tenancy.ends_on)),
    Notes(Payment.household_id, (Payment.recorded_at, Payment.paid_on)),
    Notes(
        Tenancy.household_id,
        (Rent.recorded_at, Rent.withdrawn_at),
        ((Rent, Rent.tenancy_id, Tenancy.id),),
    ),
    Notes(
        Tenancy.household_id,
        (RentAside.recorded_at, RentAside.withdrawn_at),
        ((RentAside, RentAside.tenancy_id, Tenancy.id),),
    ),
    Notes(
        Tenancy.household_id,
        (RentCheckRecord.recorded_at,),
        ((RentCheckRecord, RentCheckRecord.tenancy_id, Tenancy.id),),
    ),
    Notes(
        Tenancy.household_id,
        (
            AdjustmentPeriod.recorded_at,
            AdjustmentPeriod.followed_up_at,
            AdjustmentPeriod.withdrawn_at,
            AdjustmentPeriod.last_on,
        ),
        ((AdjustmentPeriod, AdjustmentPeriod.tenancy_id, Tenancy.id),),
    ),
    Notes(
        BestInterest.household_id,
        (
            BestInterest.recorded_at,
            BestInterest.decided_on,
            BestInterest.followed_up_on,
            BestInterest.follow_up_noted_at,
            BestInterest.withdrawn_at,
        ),
    ),
    Notes(
        Case.household_id,
        (CaseCost.recorded_at, CaseCost.withdrawn_at),
        ((CaseCost, CaseCost.case_id, Case.id),),
    ),
    Notes(
        Case.household_id,
        (
            CaseClaim.recorded_at,
            CaseClaim.claimed_on,
            CaseClaim.answered_on,
            CaseClaim.answer_noted_at,
            CaseClaim.withdrawn_at,
        ),
        ((CaseClaim, CaseClaim.case_id, Case.id),),
    ),
    Notes(
        Case.household_id,
        (CaseRecovery.recorded_at, CaseRecovery.paid_on, CaseRecovery.withdrawn_at),
        (
            (CaseClaim, CaseClaim.case_id, Case.id),
            (CaseRecovery, CaseRecovery.claim_id, CaseClaim.id),
        ),
    ),
    Notes(Case.household_id, (Case.recorded_at, Case.opened_on, Case.closed_on)),
    Notes(
        Case.household_id,
        (CaseFinding.recorded_at, CaseFinding.withdrawn_at),
        ((CaseFinding, CaseFinding.case_id, Case.id),),
    ),
    Notes(
        Case.household_id,
        (
            CaseAccount.recorded_at,
            CaseAccount.told_on,
            CaseAccount.read_back_on,
            CaseAccount.withdrawn_at,
        ),
        ((CaseAccount, CaseAccount.case_id, Case.id),),
    ),
    Notes(
        Case.household_id,
        (OutwardCheck.recorded_at, OutwardCheck.checked_on, OutwardCheck.withdrawn_at),
        ((OutwardCheck, OutwardCheck.case_id, Case.id),),
    ),
    Notes(
        Case.household_id,
        (CaseAssessment.recorded_at, CaseAssessment.decided_on, CaseAssessment.withdrawn_at),
        ((CaseAssessment, CaseAssessment.case_id, Case.id),),
    ),
    Notes(
        Case.household_id,
        (
            CaseTime.recorded_at,
            CaseTime.began_on,
            CaseTime.ended_on,
            CaseTime.end_noted_at,
            CaseTime.withdrawn_at,
        ),
        ((CaseTime, CaseTime.case_id, Case.id),),
    ),
    Notes(
        Case.household_id,
        (CaseStep.recorded_at, CaseStep.happened_on),
        ((CaseTrack, CaseTrack.case_id, Case.id), (CaseStep, CaseStep.track_id, CaseTrack.id)),
    ),
    Notes(
        Case.household_id,
        (
            Letter.made_at,
            Letter.approved_on,
            Letter.sent_noted_at,
            Letter.received_on,
            Letter.discarded_at,
        ),
        ((CaseLetter, CaseLetter.case_id, Case.id), (Letter, Letter.id, CaseLetter.letter_id)),
    ),
    Notes(
        Case.household_id,
        (TransferBasis.recorded_at,),
        (
            (CaseTrack, CaseTrack.case_id, Case.id),
            (TransferBasis, TransferBasis.track_id, CaseTrack.id),
        ),
    ),
    Notes(
        Case.household_id,
        (CaseAnnex.recorded_at, CaseAnnex.withdrawn_at),
        ((CaseTrack, CaseTrack.case_id, Case.id), (CaseAnnex, CaseAnnex.track_id, CaseTrack.id)),
    ),
    Notes(
        OutwardMove.household_id,
        (
            OutwardMove.recorded_at,
            OutwardMove.moved_on,
            OutwardMove.contacted_on,
            OutwardMove.withdrawn_at,
        ),
    ),
    Notes(
        OutwardMove.household_id,
        (OutwardFinding.recorded_at, OutwardFinding.withdrawn_at),
        ((OutwardFinding, OutwardFinding.move_id, OutwardMove.id),),
    ),
    Notes(
        OutwardMove.household_id,
        (OutwardPayment.recorded_at, OutwardPayment.paid_on, OutwardPayment.withdrawn_at),
        ((OutwardPayment, OutwardPayment.move_id, OutwardMove.id),),
    ),
    Notes(
        OutwardMove.household_id,
        (
            OutwardAssessment.recorded_at,
            OutwardAssessment.decided_on,
            OutwardAssessment.withdrawn_at,
        ),
        ((OutwardAssessment, OutwardAssessment.move_id, OutwardMove.id),),
    ),
    Notes(Visit.household_id, (Visit.recorded_at, Visit.planned_at, Visit.reviewed_at)),
    Notes(Visit.household_id, (VisitRevision.received_at,), (_OF_VISIT,)),
    Notes(
        Visit.household_id,
        (Letter.made_at, Letter.sent_noted_at, Letter.discarded_at),
        ((VisitLetter, VisitLetter.visit_id, Visit.id), (Letter, Letter.id, VisitLetter.letter_id)),
    ),
    Notes(
        Visit.household_id,
        (VisitConsent.withdrawn_at,),
        (_OF_VISIT, (VisitConsent, VisitConsent.revision_id, VisitRevision.id)),
    ),
    Notes(
        Visit.household_id,
        (Concern.received_at, Concern.acknowledged_at),
        ((Concern, Concern.visit_id, Visit.id),),
    ),
    Notes(
        Visit.household_id,
        (DeficiencyEvent.recorded_at, DeficiencyEvent.happened_on),
        (
            (Deficiency, Deficiency.visit_id, Visit.id),
            (DeficiencyEvent, DeficiencyEvent.deficiency_id, Deficiency.id),
        ),
    ),
    Notes(Measure.household_id, (Measure.recorded_at,)),
    Notes(
        Measure.household_id,
        (MeasureEvent.recorded_at, MeasureEvent.happened_on),
        ((MeasureEvent, MeasureEvent.measure_id, Measure.id),),
    ),
)


def last_notes(session: Session, only: Within) -> Iterator[tuple[UUID, date]]:
    """The latest day of each kind of note, of the households that `only` lets through."""
    for notes in NOTES:
        for household_id, *moments in session.execute(
            notes.query().where(only(notes.household_id))
        ):
            for moment in moments:
                if moment is not None:
                    yield household_id, _day(moment)


def _day(moment: date | datetime) -> date:
    return moment.astimezone(LOCAL).date() if isinstance(moment, datetime) else moment
