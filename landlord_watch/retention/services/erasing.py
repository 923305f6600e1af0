"""
Taking a file away: every row of every room that is about its persons and households.

What is about homes and landlords stays: dwellings, parties, offered rents, and a deficiency as
far as it is of the home; its link to the visit and what was noted of it go. The access log stays
too, which holds ids alone. Bytes are let go of after the commit (`purging`).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.orm import Session

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
from landlord_watch.files.models import Rendition, StoredFile
from landlord_watch.households.models import (
    AidPeriod,
    Arrival,
    Household,
    HouseholdMember,
    Person,
)
from landlord_watch.imports.models import ImportTouch
from landlord_watch.infra.database import Base
from landlord_watch.infra.once import insert_once, table_of
from landlord_watch.landlords.models import LandlordLetter
from landlord_watch.log_review.models import ReviewedLookUp
from landlord_watch.measures.models import Measure, MeasureEvent
from landlord_watch.outward_moves.models import (
    OutwardAssessment,
    OutwardFinding,
    OutwardMove,
    OutwardPayment,
)
from landlord_watch.payments.models import Payment
from landlord_watch.reach.models import Assignment, Named, Opening, ProtectedDetails, Protection
from landlord_watch.rents.models import Rent, RentAside, RentCheckRecord
from landlord_watch.retention.models import (
    ErasedBlob,
    FileCopy,
    LegalHold,
    PersonGround,
    PurgeItem,
)
from landlord_watch.retention.services.forgetting import erase_visits_received
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import (
    Concern,
    Deficiency,
    DeficiencyEvent,
    Visit,
    VisitConsent,
    VisitLetter,
    VisitPhoto,
    VisitRevision,
)

ERASED_BLOB = table_of(ErasedBlob)
OF_HOUSEHOLD = (
    AidPeriod,
    Arrival,
    Assignment,
    BestInterest,
    HouseholdMember,
    LegalHold,
    Opening,
    PurgeItem,
    ReviewedLookUp,
)


@dataclass(slots=True)
class Erased:
    """What went: rows by table, and the ids that a ledger remembers by a code."""

    household_ids: Sequence[UUID]
    visit_ids: Sequence[UUID]
    counts: Counter[str] = field(default_factory=Counter)


def erase_file(session: Session, *, household_ids: Iterable[UUID], at: datetime) -> Erased:
    """
    Take away these households and every person who has belonged to them alone.

    Who may decide so has been asked before; here nothing is. All of it, or nothing.
    """
    homes = list(household_ids)
    # a hold that is being placed waits, or was first and is seen by who asked
    session.execute(select(Household.id).where(Household.id.in_(homes)).with_for_update())
    visits = list(session.scalars(select(Visit.id).where(Visit.household_id.in_(homes))))
    erased = Erased(homes, visits)
    _erase_measures(session, homes, erased)
    _erase_visits(session, visits, erased, at)
    _erase_tenancies(session, homes, erased)
    _erase_cases(session, homes, erased)
    _erase_outward_moves(session, homes, erased)
    _erase_people(session, homes, erased)
    session.expire_all()  # what was read before is gone
    return erased


def _erase_measures(session: Session, homes: list[UUID], erased: Erased) -> None:
    measures = select(Measure.id).where(Measure.household_id.in_(homes))
    _delete(session, erased, MeasureEvent, MeasureEvent.measure_id.in_(measures))
    _delete(session, erased, Measure, Measure.household_id.in_(homes))


def _erase_visits(session: Session, visits: list[UUID], erased: Erased, at: datetime) -> None:
    revisions = select(VisitRevision.id).where(VisitRevision.visit_id.in_(visits))
    photos = session.execute(
        select(VisitPhoto.stored_file_id, VisitPhoto.blob_sha256).where(
            VisitPhoto.revision_id.in_(revisions)
        )
    ).all()
    _delete(session, erased, VisitPhoto, VisitPhoto.revision_id.in_(revisions))
    _erase_pictures(session, {row[0] for row in photos if row[0]}, erased)
    _let_go(session, {row[1] for row in photos}, erased)
    _delete(session, erased, VisitConsent, VisitConsent.revision_id.in_(revisions))
    _keep_deficiencies(session, visits)
    concerns = session.scalars(select(Concern.id).where(Concern.visit_id.in_(visits))).all()
    _delete(session, erased, Concern, Concern.visit_id.in_(visits))
    _delete(session, erased, VisitRevision, VisitRevision.visit_id.in_(visits))
    of_visits = VisitLetter.visit_id.in_(visits)
    letters = session.scalars(select(VisitLetter.letter_id).where(of_visits)).all()
    _delete(session, erased, VisitLetter, of_visits)
    _erase_letters(session, letters, erased)
    received = erase_visits_received(session, visit_ids=visits, concern_ids=concerns, at=at)
    _let_go(session, received, erased)
    _delete(session, erased, Visit, Visit.id.in_(visits))


def _erase_pictures(session: Session, stored_ids: set[UUID], erased: Erased) -> None:
    """Files of no other visit, with what was made of them."""
    shared = select(VisitPhoto.stored_file_id).where(VisitPhoto.stored_file_id.in_(stored_ids))
    own = stored_ids - set(session.scalars(shared))
    made = session.scalars(select(Rendition.sha256).where(Rendition.stored_file_id.in_(own)))
    _let_go(session, made.all(), erased)
    stored = session.scalars(select(StoredFile.sha256).where(StoredFile.id.in_(own)))
    _let_go(session, stored.all(), erased)
    _delete(session, erased, Rendition, Rendition.stored_file_id.in_(own))
    _delete(session, erased, StoredFile, StoredFile.id.in_(own))


def _keep_deficiencies(session: Session, visits: list[UUID]) -> None:
    """Of the home, from now on; what was noted on the way may tell of who lived there."""
    own = select(Deficiency.id).where(Deficiency.visit_id.in_(visits))
    noted = (
        update(DeficiencyEvent)
        .where(DeficiencyEvent.deficiency_id.in_(own))
        .values(note="", seen_at_visit_id=None)
    )
    session.execute(noted, execution_options={"synchronize_session": False})
    unlinked = update(Deficiency).where(Deficiency.visit_id.in_(visits)).values(visit_id=None)
    session.execute(unlinked, execution_options={"synchronize_session": False})


def _erase_tenancies(session: Session, homes: list[UUID], erased: Erased) -> None:
    tenancies = select(Tenancy.id).where(Tenancy.household_id.in_(homes))
    payments = select(Payment.id).where(Payment.household_id.in_(homes))
    rents = select(Rent.id).where(Rent.tenancy_id.in_(tenancies))
    for ids in (tenancies, payments, rents):  # what lists wrote of them, and took back
        _delete(session, erased, ImportTouch, ImportTouch.subject_id.in_(ids))
    _delete(session, erased, ImportTouch, ImportTouch.household_id.in_(homes))
    _delete(session, erased, Payment, Payment.household_id.in_(homes))
    _delete(session, erased, AdjustmentPeriod, AdjustmentPeriod.tenancy_id.in_(tenancies))
    _delete(session, erased, RentCheckRecord, RentCheckRecord.tenancy_id.in_(tenancies))
    _delete(session, erased, Rent, Rent.tenancy_id.in_(tenancies))
    _delete(session, erased, RentAside, RentAside.tenancy_id.in_(tenancies))
    _delete(session, erased, Tenancy, Tenancy.household_id.in_(homes))


def _erase_cases(session: Session, homes: list[UUID], erased: Erased) -> None:
    cases = select(Case.id).where(Case.household_id.in_(homes))
    tracks = select(CaseTrack.id).where(CaseTrack.case_id.in_(cases))
    named = select(CaseStep.letter_id).where(
        CaseStep.track_id.in_(tracks), CaseStep.letter_id.is_not(None)
    )
    made = select(CaseLetter.letter_id).where(CaseLetter.case_id.in_(cases))
    claims = select(CaseClaim.id).where(CaseClaim.case_id.in_(cases))
    _delete(session, erased, CaseRecovery, CaseRecovery.claim_id.in_(claims))
    letters = session.scalars(named.union(made)).all()
    papers = select(CaseAnnex.file_sha256).where(
        CaseAnnex.track_id.in_(tracks), CaseAnnex.file_sha256.is_not(None)
    )
    _let_go(session, {name for name in session.scalars(papers) if name}, erased)
    _delete(session, erased, CaseAnnex, CaseAnnex.track_id.in_(tracks))
    _delete(session, erased, TransferBasis, TransferBasis.track_id.in_(tracks))
    _delete(session, erased, CaseLetter, CaseLetter.case_id.in_(cases))
    _delete(session, erased, CaseStep, CaseStep.track_id.in_(tracks))
    _erase_letters(session, letters, erased)
    for model in (
        CaseTrack,
        CaseAssessment,
        OutwardCheck,
        CaseAccount,
        CaseFinding,
        CaseTime,
        CaseClaim,
        CaseCost,
    ):
        _delete(session, erased, model, model.case_id.in_(cases))
    _delete(session, erased, Case, Case.household_id.in_(homes))


def _erase_outward_moves(session: Session, homes: list[UUID], erased: Erased) -> None:
    moves = select(OutwardMove.id).where(OutwardMove.household_id.in_(homes))
    for model in (OutwardAssessment, OutwardPayment, OutwardFinding):
        _delete(session, erased, model, model.move_id.in_(moves))
    _delete(session, erased, OutwardMove, OutwardMove.household_id.in_(homes))


def _erase_letters(session: Session, letters: Sequence[UUID | None], erased: Erased) -> None:
    """What was written of a household to another municipality; a landlord's letter stays."""
    kept = select(LandlordLetter.letter_id).union_all(
        select(CaseLetter.letter_id),
        select(VisitLetter.letter_id),
        select(CaseStep.letter_id).where(CaseStep.letter_id.is_not(None)),
    )
    _delete(session, erased, Letter, and_(Letter.id.in_(letters), Letter.id.not_in(kept)))


def _erase_people(session: Session, homes: list[UUID], erased: Erased) -> None:
    elsewhere = select(HouseholdMember.person_id).where(HouseholdMember.household_id.not_in(homes))
    people = session.scalars(
        select(HouseholdMember.person_id)
        .where(HouseholdMember.household_id.in_(homes), HouseholdMember.person_id.not_in(elsewhere))
        .distinct()
    ).all()
    protections = select(Protection.id).where(Protection.person_id.in_(people))
    _delete(session, erased, Named, Named.protection_id.in_(protections))
    _delete(session, erased, ProtectedDetails, ProtectedDetails.protection_id.in_(protections))
    _delete(session, erased, Protection, Protection.person_id.in_(people))
    _delete(session, erased, PersonGround, PersonGround.person_id.in_(people))
    _delete(session, erased, CaseAccount, CaseAccount.person_id.in_(people))
    _delete(session, erased, BestInterest, BestInterest.child_id.in_(people))
    is_own = or_(FileCopy.household_id.in_(homes), FileCopy.person_id.in_(people))
    _delete(session, erased, FileCopy, is_own)
    for model in OF_HOUSEHOLD:
        _delete(session, erased, model, model.household_id.in_(homes))
    _delete(session, erased, Household, Household.id.in_(homes))
    _delete(session, erased, Person, Person.id.in_(people))


def _delete(
    session: Session, erased: Erased, model: type[Base], which: ColumnElement[bool]
) -> None:
    statement = delete(table_of(model)).where(which)
    gone = session.connection().execute(statement, execution_options={"preserve_rowcount": True})
    if gone.rowcount:
        erased.counts[model.__tablename__] += gone.rowcount


def _let_go(session: Session, names: Iterable[str], erased: Erased) -> None:
    """Remember bytes that are to go once this is committed."""
    for name in names:
        erased.counts["blob"] += insert_once(session, ERASED_BLOB, {"sha256": name})
