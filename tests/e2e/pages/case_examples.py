"""What the pages of cases against another municipality are shown with."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, literal, select

from landlord_watch.best_interests.models import BestInterest
from landlord_watch.case_costs.models import CaseClaim, CaseCost, CaseRecovery
from landlord_watch.cases.models import (
    Case,
    CaseAccount,
    CaseAnnex,
    CaseAssessment,
    CaseFinding,
    CaseLetter,
    CaseTime,
    CaseTrack,
    OutwardCheck,
)
from landlord_watch.households.models import Arrival, HouseholdMember
from landlord_watch.reach.models import Protection
from landlord_watch.visits.models import Visit, VisitLetter, VisitState

#: A visit with a letter, and the letter.
OF_VISITS: tuple[Select[Any], ...] = (
    select(VisitLetter.visit_id, VisitLetter.letter_id.label("visit_letter_id")),
)

#: What the arguments of an address stand for, by their names; columns bear the same.
CASE_EXAMPLES: tuple[Select[Any], ...] = (
    select(BestInterest.household_id, BestInterest.id.label("best_interest_id")),
    select(CaseLetter.case_id).order_by(CaseLetter.id),
    *OF_VISITS,
    select(CaseFinding.case_id, CaseFinding.id.label("finding_id")),
    select(CaseAccount.case_id, CaseAccount.id.label("account_id")).order_by(
        CaseAccount.read_back_on.is_not(None)
    ),
    select(OutwardCheck.case_id, OutwardCheck.id.label("outward_check_id")),
    select(CaseAssessment.case_id, CaseAssessment.id.label("assessment_id")),
    select(CaseCost.case_id, CaseCost.id.label("cost_id")),
    select(CaseClaim.case_id, CaseClaim.id.label("claim_id")),
    select(CaseClaim.case_id, CaseRecovery.id.label("recovery_id")).join(
        CaseRecovery, CaseRecovery.claim_id == CaseClaim.id
    ),
    select(CaseTime.case_id, CaseTime.id.label("time_id")).where(CaseTime.ended_on.is_(None)),
    select(CaseTrack.case_id, CaseTrack.id.label("track_id")),
    select(CaseLetter.case_id, CaseLetter.letter_id.label("case_letter_id")),
    select(CaseTrack.case_id, CaseAnnex.id.label("annex_id")).join(
        CaseTrack, CaseTrack.id == CaseAnnex.track_id
    ),
)

#: A household that came from elsewhere, and has no case of it that is open.
WITHOUT_A_CASE = (
    select(Arrival.household_id)
    .join(Visit, Visit.household_id == Arrival.household_id)
    .where(
        Arrival.withdrawn_at.is_(None),
        Arrival.household_id.not_in(select(Case.household_id)),
        Arrival.household_id.not_in(
            select(HouseholdMember.household_id).join(
                Protection, Protection.person_id == HouseholdMember.person_id
            )
        ),
    )
    .order_by(Arrival.household_id)
)

#: Pages that need something of a particular kind.
CASE_CHOSEN: Mapping[str, Select[Any]] = {
    "cases.new_case": WITHOUT_A_CASE,
    "visit_letters.draft_letter": select(
        Visit.id.label("visit_id"), literal("visit_receipt").label("template")
    ).where(Visit.state.in_([VisitState.RECEIVED, VisitState.REVIEWED])),
    "case_letters.draft_letter": select(
        CaseLetter.case_id, literal("first_contact").label("template")
    ),
}
