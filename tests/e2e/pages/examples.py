"""What each page of the office is shown with, of what the database has."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, func, literal, select

from e2e.pages.case_examples import CASE_CHOSEN, CASE_EXAMPLES
from e2e.pages.outward_examples import OUTWARD_EXAMPLES
from e2e.pages.oversight_examples import OVERSIGHT_CHOSEN, OVERSIGHT_EXAMPLES
from landlord_watch.adjustment_periods.models import AdjustmentPeriod
from landlord_watch.alarms.models import DutyPlace
from landlord_watch.documents.models import Letter
from landlord_watch.documents.rules import Audience
from landlord_watch.dwellings.models import OfferedRent
from landlord_watch.households.models import AidPeriod, Arrival, HouseholdMember
from landlord_watch.identity.models import Device, RequestKind, StaffMember, StaffRequest
from landlord_watch.imports.models import BatchState, ImportBatch
from landlord_watch.landlords.models import (
    LandlordContact,
    LandlordLink,
    LandlordMeasureEvent,
    NotedMark,
    Party,
    PartyKind,
    PartyOwnership,
    PartyRole,
    PaymentQuestion,
)
from landlord_watch.landlords.rules.network.states import LinkState
from landlord_watch.log_review.models import LogReview, ReviewedLookUp
from landlord_watch.measures.models import Measure
from landlord_watch.measures.rules import NEW_HOME
from landlord_watch.reach.models import Opening, Protection
from landlord_watch.rents.models import (
    NormDraft,
    NormDraftVersion,
    NormSet,
    Rent,
    RentAside,
    RentCheckRecord,
    Verdict,
)
from landlord_watch.retention.models import FileCopy, LegalHold, Purge
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import (
    Concern,
    Deficiency,
    DeficiencyEvent,
    Visit,
    VisitPhoto,
    VisitRevision,
    VisitState,
)
from landlord_watch.visits.rules.consent_text import newest_consent_text
from landlord_watch.visits.shapes import Ending

#: Of the text that says what a visit is, and is read aloud before one.
VERSION = newest_consent_text("sv").version

WITH_MOST_TO_SHOW = (
    select(Visit.household_id)
    .join(Arrival, Arrival.household_id == Visit.household_id)
    .join(Tenancy, Tenancy.household_id == Visit.household_id)
    .join(RentCheckRecord, RentCheckRecord.tenancy_id == Tenancy.id)
    .where(Visit.state != VisitState.CANCELLED)
    .order_by(Visit.id)
    .limit(1)
)
HOUSEHOLD = WITH_MOST_TO_SHOW.scalar_subquery()
TENANCY = (
    select(Tenancy.id).where(Tenancy.household_id == HOUSEHOLD, Tenancy.ends_on.is_(None))
).scalar_subquery()
LANDLORD = (
    select(LandlordContact.party_id)
    .join(PartyRole, PartyRole.party_id == LandlordContact.party_id)
    .group_by(LandlordContact.party_id)
    .order_by(func.count().desc())
    .limit(1)
).scalar_subquery()
DEFICIENCY = (
    select(DeficiencyEvent.deficiency_id)
    .group_by(DeficiencyEvent.deficiency_id)
    .order_by(func.count().desc(), DeficiencyEvent.deficiency_id)
    .limit(1)
).scalar_subquery()
DWELLING = select(Deficiency.dwelling_id).where(Deficiency.id == DEFICIENCY).scalar_subquery()
SPLIT_VISIT = (
    select(VisitRevision.visit_id)
    .where(VisitRevision.is_head)
    .group_by(VisitRevision.visit_id)
    .order_by(func.count().desc(), VisitRevision.visit_id)
    .limit(1)
).scalar_subquery()
VISIT_WITH_PHOTO = (
    select(VisitRevision.visit_id)
    .join(VisitPhoto, VisitPhoto.revision_id == VisitRevision.id)
    .where(VisitRevision.visit_id != SPLIT_VISIT, VisitPhoto.stored_file_id.is_not(None))
    .group_by(VisitRevision.visit_id)
    .order_by(func.count().desc(), VisitRevision.visit_id)
    .limit(1)
).scalar_subquery()


def visits_in(state: VisitState) -> Select[Any]:
    """A visit in this state."""
    return select(Visit.id.label("visit_id")).where(Visit.state == state).order_by(Visit.id)


def ended(ending: Ending) -> Select[Any]:
    """A visit that ended so."""
    return select(VisitRevision.visit_id).where(VisitRevision.ending == ending)


def checks_with(verdict: Verdict) -> Select[Any]:
    """A recorded rent check with this verdict."""
    found = select(RentCheckRecord.id.label("check_id"))
    return found.where(RentCheckRecord.verdict == verdict).order_by(RentCheckRecord.id)


def lists_in(state: BatchState) -> Select[Any]:
    """A list that has come so far."""
    return select(ImportBatch.id.label("batch_id")).where(ImportBatch.state == state)


#: What the arguments of an address stand for, by their names; columns bear the same.
EXAMPLES: tuple[Select[Any], ...] = (
    select(HOUSEHOLD.label("household_id")),
    select(HouseholdMember.household_id, HouseholdMember.id.label("member_id")).where(
        HouseholdMember.household_id == HOUSEHOLD, HouseholdMember.ends_on.is_(None)
    ),
    select(AidPeriod.household_id, AidPeriod.id.label("aid_period_id")).where(
        AidPeriod.household_id == HOUSEHOLD, AidPeriod.ends_on.is_(None)
    ),
    select(Arrival.household_id, Arrival.id.label("arrival_id")).where(
        Arrival.household_id == HOUSEHOLD, Arrival.withdrawn_at.is_(None)
    ),
    select(TENANCY.label("tenancy_id")),
    select(Rent.tenancy_id, Rent.id.label("rent_id")).where(
        Rent.tenancy_id == TENANCY, Rent.withdrawn_at.is_(None)
    ),
    select(LANDLORD.label("landlord_id")),
    select(LandlordLink.first_id, LandlordLink.second_id).where(LandlordLink.place.is_not(None)),
    select(NotedMark.id.label("noted_mark_id")).where(NotedMark.gone_on.is_(None)),
    select(PartyOwnership.id.label("ownership_id")),
    select(LANDLORD.label("landlord_id"), DWELLING.label("dwelling_id")),
    select(LandlordMeasureEvent.measure_id).order_by(LandlordMeasureEvent.recorded_at.desc()),
    select(PaymentQuestion.id.label("question_id")).order_by(PaymentQuestion.answered_on),
    select(Letter.id.label("letter_id"))
    .where(Letter.audience == Audience.LANDLORD)
    .order_by(Letter.sent_on.is_not(None)),
    select(literal("plain").label("template_key")),
    select(PartyRole.id.label("role_id")).where(PartyRole.ends_on.is_(None)),
    select(DWELLING.label("dwelling_id")),
    select(OfferedRent.id.label("offered_rent_id")).where(OfferedRent.withdrawn_at.is_(None)),
    select(NormSet.id.label("norm_set_id")).where(NormSet.is_own, NormSet.ends_on.is_(None)),
    select(NormDraft.id.label("draft_id")),
    select(NormDraftVersion.norm_draft_id.label("draft_id"), NormDraftVersion.number),
    select(RentAside.tenancy_id, RentAside.id.label("aside_id")),
    select(AdjustmentPeriod.id.label("period_id")).where(
        AdjustmentPeriod.followed_up_at.is_(None), AdjustmentPeriod.withdrawn_at.is_(None)
    ),
    *CASE_EXAMPLES,
    *OVERSIGHT_EXAMPLES,
    *OUTWARD_EXAMPLES,
    select(VISIT_WITH_PHOTO.label("visit_id")),
    select(DEFICIENCY.label("deficiency_id")),
    select(Measure.id.label("household_measure_id"), literal("urged").label("measure_step")).where(
        Measure.action == NEW_HOME
    ),
    select(Measure.id.label("household_measure_id")).where(Measure.action == NEW_HOME),
    select(Concern.id.label("concern_id")).where(Concern.acknowledged_at.is_(None)),
    select(Device.id.label("device_id")).order_by(Device.name),
    select(DutyPlace.id.label("place_id")).order_by(DutyPlace.rank),
    select(StaffMember.id.label("staff_id")).where(StaffMember.username == "handlaggare"),
    select(StaffRequest.id.label("request_id")).where(StaffRequest.kind == RequestKind.ROLES),
    select(Opening.id.label("opening_id")),
    select(Purge.id.label("purge_id")),
    select(LegalHold.household_id, LegalHold.id.label("hold_id")),
    select(FileCopy.household_id, FileCopy.id.label("copy_id")),
    select(LogReview.id.label("review_id")),
    select(ReviewedLookUp.id.label("look_up_id")).where(ReviewedLookUp.decided_at.is_(None)),
    select(HouseholdMember.household_id, Protection.id.label("protection_id"))
    .join(Protection, Protection.person_id == HouseholdMember.person_id)
    .where(~Protection.is_canary),
    checks_with(Verdict.OVER),
    lists_in(BatchState.STAGED),
    select(literal(VERSION).label("version"), literal("ar").label("language")),
)

#: Pages that need something of a particular kind.
CHOSEN: Mapping[str, Select[Any]] = {
    **CASE_CHOSEN,
    **OVERSIGHT_CHOSEN,
    "landlord_letters.draft_letter": select(
        LANDLORD.label("landlord_id"), literal("payment_question").label("template")
    ),
    "landlord_groups.group": select(PartyOwnership.owner_id.label("landlord_id")),
    "landlord_marks.marks": select(PartyOwnership.owner_id.label("landlord_id")),
    "register_imports.undo_batch": lists_in(BatchState.COMMITTED),
    "visits.change_plan": visits_in(VisitState.PLANNED),
    "visit_versions.merge": select(SPLIT_VISIT.label("visit_id")),
    "visit_versions.merge_anew": select(
        VisitRevision.visit_id, VisitRevision.id.label("merged_id")
    ).where(VisitRevision.merged_revision_id.is_not(None), VisitRevision.is_head),
    "visit_versions.version": select(
        VisitRevision.visit_id, VisitRevision.id.label("version_id")
    ).where(~VisitRevision.is_head),
    "visits.cancel_visit": visits_in(VisitState.PLANNED),
    "protections.protected": select(HouseholdMember.household_id)
    .join(Protection, Protection.person_id == HouseholdMember.person_id)
    .where(~Protection.is_canary),
    "tenancies.choose_landlord": select(
        HOUSEHOLD.label("household_id"), DWELLING.label("dwelling_id")
    ),
    "tenancies.new_tenancy": select(
        HOUSEHOLD.label("household_id"),
        DWELLING.label("dwelling_id"),
        LANDLORD.label("landlord_id"),
    ),
}

NOBODY = literal("Ingen heter så här")
#: Pages that look different with something else on them, by what that is.
ALSO: Mapping[tuple[str, str], Select[Any]] = {
    ("register_imports.batch", "taken-in"): lists_in(BatchState.COMMITTED),
    ("visits.visit", "planned"): visits_in(VisitState.PLANNED),
    ("visits.visit", "cancelled"): visits_in(VisitState.CANCELLED),
    ("visits.visit", "reviewed"): visits_in(VisitState.REVIEWED),
    ("visits.visit", "two-versions"): select(SPLIT_VISIT.label("visit_id")),
    ("visits.visit", "declined"): ended(Ending.DECLINED),
    ("visits.visit", "merged"): select(VisitRevision.visit_id).where(
        VisitRevision.merged_revision_id.is_not(None)
    ),
    ("visit_versions.merge", "one-version"): ended(Ending.DECLINED),
    ("visits.visit", "nobody-home"): ended(Ending.NOBODY_HOME),
    ("log_reviews.look_up", "decided"): select(ReviewedLookUp.id.label("look_up_id")).where(
        ReviewedLookUp.decided_at.is_not(None)
    ),
    ("approvals.approve", "factors"): select(StaffRequest.id.label("request_id")).where(
        StaffRequest.kind == RequestKind.FACTORS
    ),
    ("visits.visits", "received"): select(literal("received").label("state")),
    ("concerns.concern", "acknowledged"): select(Concern.id.label("concern_id")).where(
        Concern.acknowledged_at.is_not(None)
    ),
    ("landlords.landlord", "person"): select(Party.id.label("landlord_id"))
    .join(PartyRole, PartyRole.party_id == Party.id)
    .where(Party.kind == PartyKind.NATURAL),
    ("landlord_links.link", "judged"): select(LandlordLink.first_id, LandlordLink.second_id).where(
        LandlordLink.state == LinkState.REJECTED
    ),
    ("landlord_measures.measures", "all"): select(literal("all").label("due")),
    ("landlord_letters.draft_letter", "agreed"): select(
        LANDLORD.label("landlord_id"), literal("agreed_measures").label("template")
    ),
    ("landlords.landlords", "none-found"): select(NOBODY.label("q")),
    ("dwellings.dwellings", "none-found"): select(NOBODY.label("q")),
    ("consent_texts.consent_text", "adopted"): select(
        literal(VERSION).label("version"), literal("sv").label("language")
    ),
    ("rent_checks.recorded_check", "within"): checks_with(Verdict.WITHIN),
    ("rent_checks.recorded_check", "undecided"): checks_with(Verdict.UNDECIDED),
    ("rent_checks.quick_check", "answered"): select(
        literal("8450").label("monthly_rent"),
        literal(2).label("adults"),
        literal(1).label("children"),
        literal("2026-11-02").label("on"),
        literal("yes").label("heating"),
    ),
    ("rent_checks.quick_check", "warm"): select(
        literal("6000").label("monthly_rent"),
        literal(2).label("adults"),
        literal(1).label("children"),
        literal("2026-11-02").label("on"),
        literal("warm").label("preset"),
    ),
    ("norm_effects.compare", "compared"): select(
        select(NormSet.id).where(NormSet.is_own).limit(1).scalar_subquery().label("before"),
        select(NormSet.id).where(~NormSet.is_own).limit(1).scalar_subquery().label("after"),
    ),
    ("norms.norm_set", "published"): select(NormSet.id.label("norm_set_id")).where(~NormSet.is_own),
}
