"""A household with one of everything that hangs on it, by the names that addresses use."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from uuid import UUID

from pypdf import PdfWriter
from sqlalchemy.orm import Session

from factories import cases, outward_moves, rents
from factories import households as made
from factories.adjustment_periods import adjustment_period
from factories.best_interests import best_interest
from factories.case_costs import claim, cost, paid
from factories.devices import parcel
from factories.letters import letter_to_anybody, visit_letter
from factories.measures import measure
from factories.people import NOW
from factories.tenancies import tenancy
from factories.visits import concern_content, visit, visit_content
from landlord_watch.cases.models import CaseLetter
from landlord_watch.cases.rules.tracks import Step
from landlord_watch.files.models import Rendition, RenditionKind, RetentionClass, StoredFile
from landlord_watch.files.papers import KeptPaper
from landlord_watch.households.models import Arrival, Household, HouseholdMember
from landlord_watch.identity.models import Device, StaffMember
from landlord_watch.infra.sealed_files import seal_file
from landlord_watch.kernel.ids import new_id
from landlord_watch.rents.models import NormSet
from landlord_watch.rents.services import check_tenancy
from landlord_watch.retention.models import CopyState, FileCopy, LegalHold, PersonGround
from landlord_watch.retention.rules import Ground
from landlord_watch.sync.models import ParcelState
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import (
    Concern,
    Deficiency,
    DeficiencyState,
    Visit,
    VisitPhoto,
    VisitRevision,
    VisitState,
)
from landlord_watch.visits.shapes import Level

TODAY = date(2026, 3, 12)

Ids = dict[str, UUID]


def stored_picture(session: Session, *, sha256: str) -> StoredFile:
    """A picture whose bytes lie in the store already."""
    stored = StoredFile(
        sha256=sha256,
        size=1,
        content_type="image/webp",
        retention_class=RetentionClass.VISIT,
        stored_at=NOW,
    )
    session.add(stored)
    session.flush()  # the renditions need its id
    for kind in RenditionKind:
        session.add(
            Rendition(
                stored_file_id=stored.id,
                kind=kind,
                sha256=sha256,
                width=1,
                height=1,
                made_at=NOW,
            )
        )
    return stored


def _a_page() -> bytes:
    """A PDF of one empty page, which whoever looks through answers can read."""
    written, out = PdfWriter(), BytesIO()
    written.add_blank_page(width=595, height=842)
    written.write(out)
    return out.getvalue()


#: A paper as it lies in the store of who asks for whole cases.
PAPER = seal_file(_a_page())


def kept_paper() -> KeptPaper:
    """That paper, as a row names it."""
    return KeptPaper(sha256(PAPER.content).hexdigest(), PAPER.key)


def whole_case(
    session: Session,
    *,
    norm: NormSet,
    officer: StaffMember,
    tablet: Device,
    picture: StoredFile,
    seq: int,
) -> Ids:
    """One of everything; `norm` is the municipality's own."""
    household = made.household(session, children=1)
    belongs = made.member(session, household, made.person(session))
    contract = tenancy(session, tenant=household)
    paid = rents.rent(session, contract)
    check = check_tenancy(
        session,
        tenancy_id=contract.id,
        on=TODAY,
        norm_set_id=norm.id,
        actor_id=officer.id,
        at=NOW,
    )
    move = made.arrival(session, household)
    ids = {
        "household_id": household.id,
        "member_id": belongs.id,
        "aid_period_id": made.aid_period(session, household).id,
        "arrival_id": move.id,
        "tenancy_id": contract.id,
        "rent_id": paid.id,
        "aside_id": rents.aside(session, contract).id,
        "period_id": adjustment_period(session, lease=contract).id,
        "check_id": check.id,
    }
    return (
        ids
        | _kept(session, household, belongs, officer)
        | _against(session, household, move, officer)
        | _left(session, household)
        | _visited(session, contract, officer, picture)
        | {"revision_id": _parked(session, tablet, contract, officer, seq)}
    )


def _kept(
    session: Session, household: Household, belongs: HouseholdMember, officer: StaffMember
) -> Ids:
    """What decides how long the file is kept, and a copy of it that waits."""
    hold = LegalHold(
        household_id=household.id, reason="Tvist", placed_by_id=officer.id, placed_at=NOW
    )
    hold.lifted_at, hold.lifted_by_id = NOW, officer.id
    ground = PersonGround(
        person_id=belongs.person_id,
        ground=Ground.NO_INVESTIGATION,
        decided_on=TODAY,
        recorded_by_id=officer.id,
        recorded_at=NOW,
        withdrawn_at=NOW,
    )
    copy = FileCopy(
        household_id=household.id,
        person_id=belongs.person_id,
        asked_on=TODAY,
        state=CopyState.RELEASED,
        prepared_by_id=officer.id,
        prepared_at=NOW,
    )
    session.add_all([hold, ground, copy])
    session.flush()  # who asked wants their ids
    return {"hold_id": hold.id, "ground_id": ground.id, "copy_id": copy.id}


def _against(session: Session, household: Household, move: Arrival, officer: StaffMember) -> Ids:
    """A case against the municipality they came from, a letter to it, and all that led there."""
    case = cases.opened(session, household, move=move)
    found, check = cases.form_found(session, case), cases.may_go_out(session, case)
    letter = letter_to_anybody(session, author_id=officer.id)
    claimed = claim(session, case)
    track = cases.track(session, case)
    session.add(CaseLetter(case_id=case.id, track_id=track.id, letter_id=letter.id))
    cases.take(session, track, Step.SENT, cases.OPENED, letter_id=letter.id)
    return {
        "case_id": case.id,
        "finding_id": found.id,
        "account_id": cases.confirmed_account(session, case).id,
        "outward_check_id": check.id,
        "best_interest_id": best_interest(session, household, case_id=case.id).id,
        "time_id": cases.own_time(session, case).id,
        "cost_id": cost(session, case).id,
        "claim_id": claimed.id,
        "recovery_id": paid(session, claimed).id,
        "assessment_id": cases.judged(session, case).id,
        "track_id": track.id,
        "step_id": track.steps[-1].id,
        "case_letter_id": letter.id,
        "basis_id": cases.basis(session, track).id,
        "annex_id": cases.annex(session, track, paper=kept_paper()).id,
    }


def _left(session: Session, household: Household) -> Ids:
    """That they moved on to another municipality, and what is noted of it."""
    move = outward_moves.outward_move(session, household)
    return {
        "move_id": move.id,
        "outward_finding_id": outward_moves.spoke_against(session, move).id,
        "outward_payment_id": outward_moves.paid(session, move).id,
        "outward_assessment_id": outward_moves.move_judged(session, move).id,
    }


def _visited(
    session: Session,
    contract: Tenancy,
    officer: StaffMember,
    picture: StoredFile,
) -> Ids:
    made_visit = visit(session, officer=officer, contract=contract, state=VisitState.RECEIVED)
    content = visit_content(made_visit.id)
    one, other = _version(session, made_visit, officer), _version(session, made_visit, officer)
    merged = _version(session, made_visit, officer, one=one, other=other)
    photo = VisitPhoto(
        revision_id=merged.id,
        photo_id=new_id(),
        blob_sha256=picture.sha256,
        stored_file_id=picture.id,
    )
    found = Deficiency(
        dwelling_id=contract.dwelling_id,
        visit_id=made_visit.id,
        item_id="ENT-01",
        checklist_version=content.checklist.version,
        level=Level.SERIOUS,
        responsible="landlord",
        found_on=TODAY,
        due_on=TODAY,
        state=DeficiencyState.OPEN,
    )
    raised = concern_content(made_visit.id)
    concern = Concern(
        visit_id=made_visit.id,
        author_id=officer.id,
        content=raised.model_dump(mode="json"),
        is_immediate_danger=False,
        raised_at=NOW,
        received_at=NOW,
    )
    session.add_all([photo, found, concern])
    session.flush()  # who asked wants their ids
    home = session.get_one(Household, contract.household_id)
    return {
        "household_measure_id": measure(session, home, worker=officer, seen=made_visit).id,
        "visit_id": made_visit.id,
        "visit_letter_id": visit_letter(session, made_visit, author_id=officer.id).id,
        "photo_id": photo.photo_id,
        "deficiency_id": found.id,
        "concern_id": concern.id,
        "merged_id": merged.id,
        "version_id": one.id,
    }


def _version(
    session: Session,
    seen: Visit,
    officer: StaffMember,
    *,
    one: VisitRevision | None = None,
    other: VisitRevision | None = None,
) -> VisitRevision:
    """What was said of a visit, or what two versions of that were held together into."""
    content = visit_content(seen.id)
    revision = VisitRevision(
        id=content.revision_id,
        visit_id=seen.id,
        author_id=officer.id,
        base_revision_id=one.id if one else None,
        merged_revision_id=other.id if other else None,
        is_head=one is not None,
        checklist_version=content.checklist.version,
        ending=content.ending,
        content=content.model_dump(mode="json"),
        finished_at=NOW,
        received_at=NOW,
    )
    session.add(revision)
    session.flush()  # what follows on it wants its id
    return revision


def _parked(
    session: Session,
    tablet: Device,
    contract: Tenancy,
    officer: StaffMember,
    seq: int,
) -> UUID:
    planned = visit(session, officer=officer, contract=contract)
    sent = parcel(
        session,
        tablet,
        seq,
        state=ParcelState.PARKED,
        parked_because="schema_unknown",
        visit_id=planned.id,
    )
    return sent.revision_id
